"""A period's headline figures and its mix."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.figures.measure import measure_all, measure_by, merged
from encounters.figures.question import Question, command
from encounters.names import label
from encounters.periods import Period, parse_month
from encounters.results import Column, Row, Scalar, Scope, Selection, Table, Used, Value
from encounters.store.coverage import Need, covered
from encounters.store.holdings import Holdings
from encounters.tables.months import monthly

ALONE = ("total", "monthly-average", "daily-average", "peak")
COMPARED = ("multiple", "change", "percent-change")
MIX = ("component", "demographic", "citizenship_group", "authority")

HEADINGS = {
    "headline": "Headline",
    "component": "Component",
    "demographic": "Demographic",
    "citizenship_group": "Citizenship group",
    "authority": "Title of authority",
}

COLUMNS = (
    Column("section", "Section", shown=False),
    Column("section_label", "", key=True),
    Column("code", "Code", shown=False),
    Column("item", "", key=True),
    Column("value", "Value", "number", key=True),
    Column("unit", "Unit", shown=False),
    Column("kind", "Kind", shown=False),
    Column("share", "Share", "share"),
    Column("trend", "By month", "counts"),
    Column("note", "Note"),
)


def summary(holdings: Holdings, selection: Selection) -> Table:
    """Total, averages, peak, change on the period before, and the mix by four dimensions.

    Rows: section, code, item, value, unit, share, trend (monthly counts), note. The shares of a section add up to the
    whole; the row `all` shows it. Raises MissingMonths or CannotAnswer.
    """
    headline = [value for value in measure_all(holdings, ALONE, Question(selection)) if value]
    rows = [_headline(value.figure, _item(value), value) for value in headline]
    rows[0]["trend"] = _trend(monthly(holdings, selection)[0][()])
    used = [use for value in headline for use in value.scope.used]
    compared, notes = _compared(holdings, selection)
    rows += _against(selection.period.year_before(), compared)
    used += [use for value in compared for use in value.scope.used]
    for dimension in MIX:
        if _mixable(holdings, selection, dimension):
            part, releases = _mix(holdings, selection, dimension)
            rows += part
            used += releases
        else:
            notes = (*notes, f"No release on hand splits this selection by {HEADINGS[dimension].lower()}.")
    scope = Scope(selection, merged(used), command(["summary"], Question(selection)))
    title = f"CBP encounters, {selection.period.label()}"
    return Table("summary", title, COLUMNS, _labelled(rows), scope, notes, x="item", y="share")


def _labelled(rows: list[Row]) -> list[Row]:
    """The rows with the heading of each section on its first one."""
    seen: set[str] = set()
    for row in rows:
        row["section_label"] = "" if row["section"] in seen else HEADINGS[row["section"]]
        seen.add(row["section"])
    return rows


def _item(value: Value) -> str:
    """The words for a figure of the period alone; a peak with its month."""
    name = value.figure.replace("-", " ").capitalize()
    return f"Peak, {parse_month(str(value.details['month'])).name}" if value.figure == "peak" else name


def _against(before: Period, compared: Sequence[Value]) -> list[Row]:
    """The period compared with, and how the period stands against it."""
    if not compared:
        return []
    words = {
        "multiple": f"Times as many as {before.label()}",
        "change": f"Change on {before.label()}",
        "percent-change": f"Percent change on {before.label()}",
    }
    earlier = compared[0].details["before"]
    first = _row("headline", "before", before.label(), earlier)
    return [first, *(_headline(value.figure, words[value.figure], value) for value in compared)]


def _headline(code: str, item: str, value: Value) -> Row:
    return _row("headline", code, item, value.value) | {"unit": value.unit, "kind": value.kind}


def _row(section: str, code: str, item: str, value: Scalar) -> Row:
    return {
        "section": section,
        "code": code,
        "item": item,
        "value": value,
        "unit": "encounters",
        "kind": "count",
        "share": None,
        "trend": None,
        "note": "",
    }


def _compared(holdings: Holdings, selection: Selection) -> tuple[list[Value], tuple[str, ...]]:
    before = selection.period.year_before()
    months = covered(holdings, Need.of([selection]))
    if not all(month in months for month in before):
        return [], (f"{before.label()} is not on hand, so there is no comparison with it.",)
    return [value for value in measure_all(holdings, COMPARED, Question(selection)) if value], ()


def _mixable(holdings: Holdings, selection: Selection, dimension: str) -> bool:
    months = covered(holdings, Need.of([selection], [dimension]))
    return all(month in months for month in selection.period)


def _mix(holdings: Holdings, selection: Selection, dimension: str) -> tuple[list[Row], Sequence[Used]]:
    """The rows of one dimension, largest first, and the line that shows that they add up."""
    table = measure_by(holdings, "share", Question(selection, whole=selection, by=(dimension,)))
    name = dimension.removesuffix("_group")
    months, _ = monthly(holdings, selection, (dimension,))
    rows = [
        _row(dimension, str(row[dimension]), label(name, row[dimension]), row["part"])
        | {"share": row["share"], "trend": _trend(months.get((row[dimension],), []))}
        for row in table.rows
    ]
    parts = sum(row["value"] for row in rows)
    shares = sum(row["share"] for row in rows if row["share"] is not None)
    total = table.rows[0]["whole"] if table.rows else 0
    told = "parts add up to the total" if parts == total else f"parts differ from the total by {parts - total:+,}"
    all_row = _row(dimension, "all", "All", parts) | {"share": shares if rows else None, "note": told}
    return [*rows, all_row], table.scope.used if table.scope else ()


def _trend(counts: list[int]) -> list[int] | None:
    """Monthly counts for a sparkline; one month is no trend."""
    return counts if len(counts) > 1 else None

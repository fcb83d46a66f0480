"""A period's headline figures and its mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from encounters.figures.measure import measure_all, measure_by, merged
from encounters.figures.question import Question, command
from encounters.names import label
from encounters.results import Column, Row, Scope, Selection, Table, Used, Value
from encounters.store.holdings import Holdings
from encounters.store.selection import Need, covered
from encounters.tables.months import monthly

ALONE = ("total", "monthly-average", "daily-average", "peak")
COMPARED = ("multiple", "change", "percent-change")
MIX = ("component", "demographic", "citizenship_group", "authority")

HEADINGS = {
    "total": "Total",
    "monthly-average": "Monthly average",
    "daily-average": "Daily average",
    "peak": "Peak month",
    "multiple": "Times as many",
    "change": "Change",
    "percent-change": "Percent change",
    "component": "Component",
    "demographic": "Demographic",
    "citizenship_group": "Citizenship group",
    "authority": "Title of authority",
}

COLUMNS = (
    Column("section", "Section", key=True),
    Column("item", "Item", key=True),
    Column("code", "Code", shown=False),
    Column("value", "Value", key=True),
    Column("unit", "Unit", shown=False),
    Column("share", "Share", "share"),
    Column("trend", "By month"),
    Column("note", "Note"),
)


def summary(holdings: Holdings, selection: Selection) -> Table:
    """Total, averages, peak, change on the period before, and the mix by four dimensions.

    Rows: section, item, code, value, unit, share, note. The shares of a section add up to the whole; the row `All`
    shows it. Raises MissingMonths or CannotAnswer.
    """
    headline = measure_all(holdings, ALONE, Question(selection))
    rows = [_headline(value) for value in headline if value]
    rows[0]["trend"] = _trend(monthly(holdings, selection)[0][()])
    used = [use for value in headline if value for use in value.scope.used]
    compared, notes = _compared(holdings, selection)
    rows += [_headline(value, selection) for value in compared]
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
    return Table("summary", title, COLUMNS, rows, scope, notes, x="item", y="share")


def _headline(value: Value, selection: Selection | None = None) -> Row:
    note = ""
    if value.figure == "peak":
        note = str(value.details["month"])
    elif selection is not None:
        before = selection.period.before()
        note = f"against {before.label()}: {value.details['before']:,}"
    return {
        "section": "Headline",
        "item": HEADINGS[value.figure],
        "code": value.figure,
        "value": value.value,
        "unit": value.unit,
        "share": None,
        "trend": None,
        "note": note,
    }


def _compared(holdings: Holdings, selection: Selection) -> tuple[list[Value], tuple[str, ...]]:
    before = selection.period.before()
    months = covered(holdings, Need.of([selection]))
    if not all(month in months for month in before):
        return [], (f"{before.label()} is not on hand, so there is no comparison with it.",)
    return [value for value in measure_all(holdings, COMPARED, Question(selection)) if value], ()


def _mixable(holdings: Holdings, selection: Selection, dimension: str) -> bool:
    months = covered(holdings, Need.of([selection], [dimension]))
    return all(month in months for month in selection.period)


def _mix(holdings: Holdings, selection: Selection, dimension: str) -> tuple[list[Row], Sequence[Used]]:
    """The rows of one dimension, largest first, and the line that shows that they add up."""
    whole = replace(selection)
    table = measure_by(holdings, "share", Question(selection, whole=whole, by=(dimension,)))
    name = dimension.removesuffix("_group")
    months, _ = monthly(holdings, selection, (dimension,))
    rows = [
        _part(dimension, label(name, row[dimension]), str(row[dimension]), row["part"], row["share"])
        | {"trend": _trend(months.get((row[dimension],), []))}
        for row in table.rows
    ]
    parts = sum(row["value"] for row in rows)
    shares = sum(row["share"] for row in rows if row["share"] is not None)
    total = table.rows[0]["whole"] if table.rows else 0
    all_row = _part(dimension, "All", "all", parts, shares if rows else None)
    all_row["note"] = (
        "parts add up to the total" if parts == total else f"parts differ from the total by {parts - total:+,}"
    )
    return [*rows, all_row], table.scope.used if table.scope else ()


def _trend(counts: list[int]) -> list[int] | None:
    """Monthly counts for a sparkline; one month is no trend."""
    return counts if len(counts) > 1 else None


def _part(dimension: str, item: str, code: str, value: int, share: float | None) -> Row:
    return {
        "section": HEADINGS[dimension],
        "item": item,
        "code": code,
        "value": value,
        "unit": "encounters",
        "share": share,
        "trend": None,
        "note": "",
    }

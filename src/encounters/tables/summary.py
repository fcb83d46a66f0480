"""A period's headline figures and its mix."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from encounters.figures.measure import measure_all, measure_by
from encounters.figures.question import Question, command
from encounters.names import label
from encounters.periods import Month, Period, parse_month
from encounters.results import Column, Kind, Scalar, Scope, Selection, Table, Used, Value, filled, heading_of
from encounters.store.coverage import Need, covered
from encounters.store.holdings import Holdings
from encounters.store.selection import merged
from encounters.tables.months import is_rest, monthly

ALONE = ("total", "monthly-average", "daily-average", "peak")
COMPARED = {"multiple": "Times as many as", "change": "Change on", "percent-change": "Percent change on"}
MIX = {
    "component": "Component",
    "demographic": "Demographic",
    "citizenship_group": "Citizenship group",
    "authority": "Title of authority",
}


class Line(Struct, frozen=True):
    """A line of the summary: a headline figure, or a category of a section with its share and its months."""

    section: str
    heading: str
    code: str
    item: str
    value: Scalar
    unit: str = "encounters"
    kind: Kind = "count"
    of: Period | None = None
    label: str = ""
    share: float | None = None
    trend: Sequence[int] = ()
    note: str | None = None


COLUMNS = (
    Column("section", "Section", fill=lambda line: line.section, shown=False),
    Column("section_label", "", fill=lambda line: line.heading, key=True, heads=True),
    Column("code", "Code", fill=lambda line: line.code, shown=False),
    Column("item", "Item", fill=lambda line: line.item, shown=False),
    Column("label", "", fill=lambda line: line.label or line.item, key=True),
    Column("period", "Period", fill=lambda line: str(line.of) if line.of else None, shown=False),
    Column("value", "Value", "number", lambda line: line.value, key=True),
    Column("unit", "Unit", fill=lambda line: line.unit, shown=False),
    Column("kind", "Kind", fill=lambda line: line.kind, shown=False),
    Column("share", "Share", "share", lambda line: line.share),
    # One month is no trend.
    Column("trend", "By month", "counts", lambda line: list(line.trend) if len(line.trend) > 1 else None),
    Column("note", "Note", fill=lambda line: line.note, spare=True),
)


class Gathered(Struct):
    """The lines so far, the releases they rest on, and what there is to tell."""

    holdings: Holdings
    selection: Selection
    beside: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def asked(self, **changes: object) -> Question:
        """A question answered by the releases that can answer the whole table."""
        return Question(self.selection, beside=self.beside, **changes)  # type: ignore[arg-type]

    def months(self, by: Sequence[str] = ()) -> dict[tuple[str | None, ...], list[int]]:
        """Monthly counts by group, from the same releases."""
        return monthly(self.holdings, self.selection, by, self.beside)[0]


def summary(holdings: Holdings, selection: Selection) -> Table:
    """Total, averages, peak, change on the period before, and the mix by four dimensions: `COLUMNS`.

    The shares of a section add up to the whole; the row `all` shows it. A year in progress is taken to date. Raises
    MissingMonths or CannotAnswer.
    """
    asked = selection
    selection = selection.during(to_date(holdings, selection))
    apart = [name for name in MIX if not _can_split(holdings, selection, (name,))]
    split = [name for name in MIX if name not in apart]
    together = _can_split(holdings, selection, split)
    found = Gathered(holdings, selection, tuple(split) if together else ())
    found.notes += [f"No release on hand splits this selection by {MIX[name].lower()}." for name in apart]
    _headlines(found)
    for name in split:
        _mix(found, name)
    scope = Scope(selection, merged(found.used), command(["summary"], Question(selection)))
    title = f"CBP encounters, {selection.period.label()}"
    if selection != asked:
        title += ", the year to date"
    rows = filled(COLUMNS, found.lines)
    return Table("summary", title, COLUMNS, rows, scope, tuple(found.notes), x="label", y="share")


def to_date(holdings: Holdings, selection: Selection) -> Period:
    """The period; of a year that has begun and whose last months are still to come, the months on hand."""
    months, period = covered(holdings, Need.of([selection])), selection.period
    if len(period) != 12 or not months or period.first not in months or max(months) >= period.last:
        return period
    known: list[Month] = [month for month in period if month in months]
    return Period(period.first, known[-1]) if known[-1] == max(months) and len(known) < 12 else period


def _can_split(holdings: Holdings, selection: Selection, by: Sequence[str]) -> bool:
    months = covered(holdings, Need.of([selection], by))
    return all(month in months for month in selection.period)


def _headlines(found: Gathered) -> None:
    values = [value for value in measure_all(found.holdings, ALONE, found.asked()) if value]
    trend = found.months()[()]
    for value in values:
        month = Period.parse(str(value.details["month"])) if value.figure == "peak" else None
        said = f"Peak, {parse_month(str(month)).name}" if month else ""
        found.lines.append(_figure(value, month, said, trend if value.figure == "total" else ()))
    found.used += [use for value in values for use in value.scope.used]
    _against(found, found.selection.period.year_before())


def _figure(value: Value, of: Period | None, said: str, trend: Sequence[int] = ()) -> Line:
    name = heading_of(value.figure)
    told = {"unit": value.unit, "kind": value.kind}
    return Line("headline", "Headline", value.figure, name, value.value, **told, of=of, label=said, trend=trend)  # type: ignore[arg-type]


def _against(found: Gathered, before: Period) -> None:
    """The period compared with, and how the period stands against it."""
    months = covered(found.holdings, Need.of([found.selection], found.beside))
    if not all(month in months for month in before):
        found.notes.append(f"{before.label()} is not on hand, so there is no comparison with it.")
        return
    values = [value for value in measure_all(found.holdings, tuple(COMPARED), found.asked()) if value]
    if values:
        earlier = values[0].details["before"]
        found.lines.append(Line("headline", "Headline", "before", "Before", earlier, of=before, label=before.label()))
    found.lines += [_figure(value, before, f"{COMPARED[value.figure]} {before.label()}") for value in values]
    found.used += [use for value in values for use in value.scope.used]


def _mix(found: Gathered, dimension: str) -> None:
    """The lines of one dimension, largest first, and the one that shows that they add up."""
    table = measure_by(found.holdings, "share", found.asked(whole=found.selection, by=(dimension,)))
    ordered = sorted(table.rows, key=lambda row: is_rest((dimension,), (row[dimension],)))
    name, heading, months = dimension.removesuffix("_group"), MIX[dimension], found.months((dimension,))
    lines = [
        Line(
            dimension,
            heading,
            row[dimension],
            label(name, row[dimension]),
            row["part"],
            share=row["share"],
            trend=months.get((row[dimension],), ()),
        )
        for row in ordered
    ]
    parts, whole = sum(row["part"] for row in table.rows), table.rows[0]["whole"] if table.rows else 0
    shares = sum(line.share for line in lines if line.share is not None) if lines else None
    total = found.lines[0].value
    agree = parts == whole == total
    told = "parts add up to the total" if agree else f"parts differ from the total by {parts - _number(total):+,}"
    found.lines += [*lines, Line(dimension, heading, "all", "All", parts, share=shares, note=told)]
    used = table.scope.used if table.scope else ()
    if not agree:
        found.notes.append(_apart(heading, parts, _number(total), used, found.used))
    found.used += used


def _number(value: Scalar) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _apart(heading: str, parts: int, total: int, used: Sequence[Used], of_total: Sequence[Used]) -> str:
    """That a section rests on other releases than the total, where no release on hand answers both."""
    names = [", ".join(dict.fromkeys(use.release.label() for use in uses)) for uses in (used, of_total)]
    return f"{heading}: the parts are of {names[0]}, the total of {names[1]}; they differ by {parts - total:+,}."

"""The repeat-encounter share as CBP publishes it, by month or by fiscal year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from encounters.errors import MissingMonths
from encounters.figures.printed import printed_in
from encounters.figures.repeat import BY_MONTH, BY_YEAR
from encounters.periods import Period
from encounters.results import Column, Scope, Selection, Table, filled
from encounters.store import series
from encounters.store.series_part import part_asked
from encounters.store.series_table import Point
from encounters.tables.published import published

PEOPLE = "unique-individuals-by-month"
SOURCE = (
    *published(lambda one: one.point and one.point.published),
    Column("status", "Mark", fill=lambda one: one.point.status.replace("_", " ") if one.point else "not found"),
    Column("note", "Note", fill=lambda one: one.point and (one.point.note or None), shown=False),
    Column("source_title", "Source", fill=lambda one: one.point and one.point.source_title, shown=False),
    Column("source_url", "Address", fill=lambda one: one.point and one.point.source_url, shown=False),
)
MONTHS = (
    Column("month", "Month", "month", lambda one: str(one.period), key=True),
    Column("share", "Repeat share", "share", lambda one: one.point and one.point.value, key=True),
    Column("baseline", "Baseline", "share", lambda one: float(told) if (told := one.detail("baseline")) else None),
    Column("baseline_period", "Baseline period", fill=lambda one: one.detail("baseline_period")),
    Column("people", "People, each once", "count", lambda one: one.people and one.people.value),
    Column("people_scope", "People counted", fill=lambda one: one.people and one.people.scope),
    *SOURCE,
)
YEARS = (
    Column("fiscal_year", "Fiscal year", fill=lambda one: str(one.period), key=True),
    Column("share", "Share", "share", lambda one: one.point.value, key=True),
    Column("counts", "Counts", fill=lambda one: (one.detail("definition") or "").replace("-", " ")),
    Column("scope", "Scope", fill=lambda one: one.point.scope),
    *SOURCE,
)


class Share(Struct, frozen=True):
    """A month or a fiscal year with the share printed of it, None in a gap, and the people counted once."""

    period: Period
    point: Point | None
    people: Point | None = None

    def detail(self, name: str) -> str | None:
        """What the series has beside the share."""
        return (self.point.details.get(name) or None) if self.point else None


def on_hand(by_year: bool) -> Period:
    """From the first to the last month of the series."""
    periods = [point.period for point in series.points(_name(by_year)) if point.period]
    return Period(min(periods).first, max(periods).last)


def _name(by_year: bool) -> str:
    return BY_YEAR if by_year else BY_MONTH


def recidivism(period: Period, as_of: date | None = None, by_year: bool = False) -> Table:
    """By month, the share of encounters that were of people encountered in the 12 months before; or by fiscal year.

    The columns are `MONTHS`, months between the first and the last for which nothing was found being rows without a
    share, or `YEARS`. Raises MissingMonths when there is none.
    """
    name = _name(by_year)
    points = [point for point in series.points(name, as_of) if _inside(point, period)]
    if not points:
        when = f" by {as_of}" if as_of else ""
        raise MissingMonths(
            f"No repeat-encounter share was published{when} for {period.label()}.",
            "encounters recidivism shows all that is on hand.",
        )
    entry = series.series(name)
    inside = [point.period for point in points if point.period]
    span = Period(inside[0].first, inside[-1].last)
    columns, x = (YEARS, "fiscal_year") if by_year else (MONTHS, "month")
    rows = filled(columns, _years(points) if by_year else _months(points, span, as_of))
    notes = (f"{entry.title}. {entry.definition}", *entry.caveats, *entry.told_changes(span.first, span.last))
    command = " ".join(["encounters recidivism", *(["--by fiscal-year"] if by_year else []), f"--period {span}"])
    asked = Selection(span, as_of=as_of)
    own = part_asked(entry, None, asked, False).narrowed(asked)
    sources = tuple(dict.fromkeys(printed_in(entry, point) for point in points))
    scope = Scope(own, (), command + (f" --as-of {as_of}" if as_of else ""), sources)
    return Table("recidivism", f"Repeat-encounter share, {span.label()}", columns, rows, scope, notes, x=x, y="share")


def _inside(point: Point, period: Period) -> bool:
    own = point.period
    return own is not None and own.first in period and own.last in period


def _years(points: Sequence[Point]) -> Iterator[Share]:
    return (Share(point.period, point) for point in points if point.period)


def _months(points: Sequence[Point], span: Period, as_of: date | None) -> Iterator[Share]:
    """Each month of the span; those with no share are gaps."""
    shares = {point.period: point for point in points}
    people = {point.period: point for point in series.points(PEOPLE, as_of)}
    months = (Period(month, month) for month in span)
    return (Share(month, shares.get(month), people.get(month)) for month in months)

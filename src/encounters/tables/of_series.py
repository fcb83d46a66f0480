"""A published series over time: month by month, or year by year where it has years."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from encounters.errors import UsageError
from encounters.figures.gather import span
from encounters.figures.printed import SeriesValues, published
from encounters.figures.question import Question, command
from encounters.figures.splits import YEAR
from encounters.periods import Month, Period
from encounters.results import Column, Kind, Scope, Table, capital, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import merged
from encounters.tables.trend import ALSO
from encounters.tables.years import YEARS, measured


class Point(Struct, frozen=True):
    """A month of a series: its value, None in a gap, and per day where values add up."""

    month: Month
    value: int | float | None
    adds: bool

    @property
    def per_day(self) -> float | None:
        """The value per day; None where there is none, or where it is no count of events."""
        return self.value / self.month.days if self.value is not None and self.adds else None


def columns(unit: str) -> tuple[Column, ...]:
    """The columns of a trend by month, `encounters` headed by what the series counts."""
    kind: Kind = "share" if unit == "share" else "count"
    return (
        Column("month", "Month", "month", lambda point: str(point.month), key=True),
        Column("encounters", capital(unit), kind, lambda point: point.value),
        Column("days", "Days", "days", lambda point: point.month.days, shown=False),
        Column("per_day", "Per day", "average", lambda point: point.per_day),
    )


def trend(holdings: Holdings, question: Question, by: Sequence[str] = (), named: bool = True) -> Table:
    """A series month by month: `columns(unit)`, a gap without a value; by fiscal year where it has years or `by` says
    `year`: `YEARS`. Unless a period is `named`, all of the series. Raises UsageError, MissingMonths."""
    if set(by) - {YEAR}:
        other = ", ".join(name.replace("_", "-") for name in by if name not in ALSO)
        raise UsageError(f"A series cannot be split by {other or 'fiscal-year'}.", 'by = "year" gives a row a year.')
    if not named:
        question = question.during(span(holdings, question))
    found = published(holdings, str(question.series), question)
    if by or found.series.frequency != "month":
        return _by_year(holdings, question, found.series.title)
    values = found.values
    points = [Point(month, values.get(Period(month, month)), found.series.adds) for month in question.selection.period]
    made = columns(found.unit)
    title = f"{found.series.title}, {question.selection.period.label()}"
    return Table(
        "trend", title, made, filled(made, points), _scope(found, question), found.notes, x="month", y="encounters"
    )


def _scope(found: SeriesValues, question: Question) -> Scope:
    period = question.selection.period
    used = found.used if found.later and period.last >= min(found.later).first else ()
    line = command(["trend"], question)
    return Scope(found.selection, used, line, found.sources([period]), subject=found.subject)


def _by_year(holdings: Holdings, question: Question, title: str) -> Table:
    """A row for each fiscal year, as `trend --by year` has them."""
    periods = question.selection.period.fiscal_years()
    years, totals = measured(holdings, [question.during(period) for period in periods])
    scope = Scope(
        totals[-1].scope.selection.during(question.selection.period),
        merged([use for total in totals for use in total.scope.used]),
        command(["trend"], question),
        tuple(dict.fromkeys(source for total in totals for source in total.scope.sources)),
        subject=totals[-1].scope.subject,
    )
    title = f"{title.replace('by month', 'by fiscal year')}, {question.selection.period.label()}"
    return Table("trend", title, YEARS, filled(YEARS, years), scope, totals[-1].notes, x="label", y="encounters")

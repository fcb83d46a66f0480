"""The year to date beside the same months of earlier years, with a straight line and the outcome."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from encounters.figures.gather import like_periods
from encounters.figures.measure import measure
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Column, Scalar, Table, Value, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import merged


class Year(Struct, frozen=True):
    """A fiscal year to date with its straight line, and the year before's count of the same months."""

    period: Period
    line: Value
    before: int | None

    @property
    def so_far(self) -> int:
        """The year to date."""
        return int(self.line.details["year_to_date"] or 0)

    @property
    def outcome(self) -> Scalar:
        """The whole year's count, where it is known."""
        return self.line.details.get("outcome")


def _rise(now: Scalar, before: Scalar) -> float | None:
    """The change as a share of what it was before; None where either is not known or there was nothing."""
    numbers = isinstance(now, int | float) and isinstance(before, int | float)
    return (now - before) / before if numbers and before else None  # type: ignore[operator]


COLUMNS = (
    Column("fiscal_year", "Fiscal year", fill=lambda year: f"FY{year.period.last.fiscal_year}", key=True),
    Column("year_to_date", "Year to date", "count", lambda year: year.so_far, key=True),
    Column("change", "On the year before", "percent", lambda year: _rise(year.so_far, year.before)),
    Column("months", "Months", "count", lambda year: len(year.period), spare=True),
    Column("per_day", "Per day", "average", lambda year: year.so_far / year.period.days, spare=True),
    Column("straight_line", "Straight line", "estimate", lambda year: year.line.value),
    Column("outcome", "Year's total", "count", lambda year: year.outcome),
    Column("difference", "Total against line", "percent", lambda year: _rise(year.outcome, year.line.value)),
)


def pace(holdings: Holdings, question: Question) -> Table:
    """For each fiscal year on hand, of releases or a series: the months to date, their straight line, the outcome.

    The columns are `COLUMNS`. Each earlier year's outcome shows how far a straight line was off. Raises MissingMonths.
    """
    now = Period.year_to_date(question.selection.period.last)
    question = question.during(now)
    years: list[Year] = []
    for period in like_periods(holdings, question):
        line = measure(holdings, "pace", question.during(period))
        years.append(Year(period, line, years[-1].so_far if years else None))
    used = [use for year in years for use in year.line.scope.used]
    straight = "A straight line assumes that the other months are like those so far; encounters are seasonal."
    notes = (*years[-1].line.notes, straight)
    title = f"Encounters in fiscal years to {now.last.name.split()[0]} ({len(now)} of 12 months)"
    scope = replace(years[-1].line.scope, used=merged(used), command=command(["pace"], question))
    return Table("pace", title, COLUMNS, filled(COLUMNS, years), scope, notes, x="fiscal_year", y="year_to_date")

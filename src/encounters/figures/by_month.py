"""One figure for each month of a period."""

from __future__ import annotations

from msgspec.structs import replace

from encounters.errors import MissingMonths, UsageError
from encounters.figures.measure import measure_by, measure_many
from encounters.figures.question import Question, command
from encounters.figures.registry import figure_named
from encounters.figures.splits import MONTH
from encounters.periods import Period
from encounters.results import Column, Row, Scope, Table, Value, heading_of
from encounters.store.holdings import Holdings
from encounters.store.selection import merged


def measure_split(holdings: Holdings, name: str, question: Question) -> Table:
    """A figure for each category, or for each month where `by` says so. Raises UsageError, CannotAnswer."""
    return by_month(holdings, name, question) if MONTH in question.by else measure_by(holdings, name, question)


def by_month(holdings: Holdings, name: str, question: Question) -> Table:
    """A row for each month: month, the figure; blank where it has no value, such as a multiple of nothing.

    Raises UsageError for further dimensions or a period compared with, and MissingMonths.
    """
    if question.by != (MONTH,) or question.against:
        raise UsageError('by = "month" stands alone.', "Leave out what else `by` has, and `against`.")
    figure, period = figure_named(name), question.selection.period
    asked = [replace(question.during(Period(month, month)), by=()) for month in period]
    values = measure_many(holdings, figure.name, asked)
    rows: list[Row] = []
    for month, value in zip(period, values, strict=True):
        if isinstance(value, MissingMonths):
            raise value
        rows.append({"month": str(month), figure.name: value.value if isinstance(value, Value) else None})
    known = [value for value in values if isinstance(value, Value)]
    heading = heading_of(figure.name)
    columns = (Column("month", "Month", "month", key=True), Column(figure.name, heading, figure.kind))
    used = merged([use for value in known for use in value.scope.used])
    line = command(["measure", figure.name], question)
    scope = replace(known[-1].scope, selection=question.selection, used=used, command=line) if known else None
    scope = scope or Scope(question.selection, used, line)
    return Table(
        "measure", f"{heading} of encounters by month, {period.label()}", columns, rows, scope, x="month", y=figure.name
    )

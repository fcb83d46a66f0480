"""Encounters by fiscal year: a row for each, whole or by dimensions, with the change on the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from encounters.errors import EncountersError, MissingMonths
from encounters.figures.measure import measure_many
from encounters.figures.question import Question, command
from encounters.figures.splits import FISCAL_YEAR, YEAR
from encounters.periods import Period
from encounters.results import Column, Scalar, Scope, Selection, Table, Used, Value, and_list, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, merged
from encounters.tables.months import Order, group_columns, monthly, ordered


class Year(Struct, frozen=True):
    """A fiscal year, or as much of it as was asked for; or what a group had of it, and its share of all groups.

    The change is on the same months of the year before, where they are on hand.
    """

    period: Period
    encounters: Scalar
    change: Scalar
    percent: Scalar
    per_day: Scalar
    group: Group = ()
    share: float | None = None

    @property
    def change_from(self) -> str | None:
        """The months that the change is on."""
        return None if self.change is None else str(self.period.year_before())


def year_columns(by: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a trend by fiscal year and dimensions."""
    share = Column("share", "Share", "share", lambda year: year.share)
    return (
        Column("fiscal_year", "Fiscal year", fill=lambda year: f"FY{year.period.last.fiscal_year}", shown=False),
        Column("period", "Period", fill=lambda year: str(year.period), shown=False),
        Column("label", "Fiscal year", fill=lambda year: year.period.label(), key=True),
        *group_columns(by),
        Column("encounters", "Encounters", "count", lambda year: year.encounters, key=True),
        Column("change", "Change", "change", lambda year: year.change),
        Column("percent_change", "Percent", "percent", lambda year: year.percent),
        Column("change_from", "From", fill=lambda year: year.change_from, shown=False),
        *([share] if by else []),
        Column("per_day", "Per day", "average", lambda year: year.per_day),
        Column("months", "Months", "count", lambda year: len(year.period), spare=True),
        Column("days", "Days", "days", lambda year: year.period.days, shown=False),
    )


YEARS = year_columns(())


def by_year(holdings: Holdings, selection: Selection) -> Table:
    """A row for each fiscal year: its encounters, the change on the same months of the year before, and per day."""
    periods = selection.period.fiscal_years()
    try:
        years, totals = measured(holdings, [Question(selection.during(period)) for period in periods])
    except EncountersError:
        monthly(holdings, selection)  # its error tells which part of the whole period is on hand
        raise
    used = merged([use for total in totals for use in total.scope.used])
    scope = Scope(selection, used, command(["trend"], Question(selection, by=(YEAR,))))
    notes = partial(periods)
    title = f"CBP encounters by fiscal year, {selection.period.label()}"
    return Table("trend", title, YEARS, filled(YEARS, years), scope, notes, x="label", y="encounters")


def measured(holdings: Holdings, questions: Sequence[Question]) -> tuple[list[Year], list[Value]]:
    """A row for each question, of a fiscal year, and its total. Raises what a total does."""
    found: list[Year] = []
    totals: list[Value] = []
    answers = [
        measure_many(holdings, name, questions) for name in ("total", "change", "percent-change", "daily-average")
    ]
    for question, (total, *others) in zip(questions, zip(*answers, strict=True), strict=True):
        if not isinstance(total, Value):
            raise total
        change, percent, per_day = (one.value if isinstance(one, Value) else None for one in others)
        found.append(Year(question.selection.period, total.value, change, percent, per_day))
        totals.append(total)
    return found, totals


def by_year_and(holdings: Holdings, selection: Selection, by: Sequence[str], order: Order, share: bool) -> Table:
    """Each fiscal year's encounters by dimensions, the largest category of all years first: `year_columns(by)`.

    With `share`, each count's share of the year is what is drawn and set across.
    """
    series, used = monthly(holdings, selection, by)
    shown, notes = ordered({group: sum(months) for group, months in series.items()}, by, order)
    found: list[Year] = []
    for period in selection.period.fiscal_years():
        start = period.first.ordinal - selection.period.first.ordinal
        counts = {group: sum(months[start : start + len(period)]) for group, months in series.items()}
        earlier, more = _before(holdings, selection.during(period.year_before()), by)
        used = merged([*used, *more])
        found += [_part(period, counts, group, None if earlier is None else earlier.get(group, 0)) for group in shown]
    columns = year_columns(by)
    line = command(["trend", *(["--share"] * share)], Question(selection, by=(YEAR, *by)))
    scope = Scope(selection, used, line).asked_with(*order.options())
    title = (
        f"CBP encounters by {and_list([FISCAL_YEAR, *by])}, {selection.period.label()}{', share of each year' * share}"
    )
    lines = tuple(f"{name}_label" for name in by)
    notes = (*partial(selection.period.fiscal_years()), *notes)
    y = "share" if share else "encounters"
    return Table("trend", title, columns, filled(columns, found), scope, notes, x="label", y=y, lines=lines)


def _part(period: Period, counts: Mapping[Group, int], group: Group, before: int | None) -> Year:
    """A group's part of a year, and what it had in the year before."""
    count, whole = counts[group], sum(counts.values())
    change = None if before is None else count - before
    percent = change / before if change is not None and before else None
    share = count / whole if whole else None  # nothing is no part of nothing
    return Year(period, count, change, percent, count / period.days, group, share)


def _before(
    holdings: Holdings, selection: Selection, by: Sequence[str]
) -> tuple[Mapping[Group, int] | None, tuple[Used, ...]]:
    """The counts of the months that a year is compared with, and their releases; None where they are not on hand."""
    with suppress(MissingMonths):
        series, used = monthly(holdings, selection, by)
        return {group: sum(months) for group, months in series.items()}, used
    return None, ()


def partial(years: Sequence[Period]) -> tuple[str, ...]:
    """What the change of a year that is not whole is on."""
    return tuple(
        f"{year.label()} is compared with the same months of the year before." for year in years if len(year) < 12
    )

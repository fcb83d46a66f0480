"""Encounters by fiscal year: a row for each, whole or by dimensions, with the change on the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from encounters.errors import MissingMonths
from encounters.figures.measure import measure_many
from encounters.figures.question import Question, command
from encounters.figures.splits import FISCAL_YEAR, YEAR
from encounters.periods import Period
from encounters.results import Column, Scope, Selection, Table, Used, Value, and_list, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, merged
from encounters.tables.months import LARGEST_FIRST, Order, group_columns, monthly, ordered

YEARS = (
    Column("fiscal_year", "Fiscal year", fill=lambda year: f"FY{year.period.last.fiscal_year}", shown=False),
    Column("period", "Period", fill=lambda year: str(year.period), shown=False),
    Column("label", "Fiscal year", fill=lambda year: year.period.label(), key=True),
    Column("encounters", "Encounters", "count", lambda year: year.total.value, key=True),
    Column("change", "Change", "change", lambda year: year.of("change")),
    Column("percent_change", "Percent", "percent", lambda year: year.of("percent-change")),
    Column("change_from", "From", fill=lambda year: year.before, shown=False),
    Column("per_day", "Per day", "average", lambda year: year.of("daily-average")),
    Column("months", "Months", "count", lambda year: len(year.period), spare=True),
    Column("days", "Days", "days", lambda year: year.period.days, shown=False),
)


class Year(Struct, frozen=True):
    """A fiscal year, or as much of it as was asked for, with its figures."""

    period: Period
    values: dict[str, Value]

    @property
    def total(self) -> Value:
        """Its total."""
        return self.values["total"]

    @property
    def before(self) -> str | None:
        """The same months of the year before, where they are on hand."""
        return str(self.period.year_before()) if "change" in self.values else None

    def of(self, figure: str) -> int | float | None:
        """A figure's value, where it has one."""
        return self.values[figure].value if figure in self.values else None


def by_year(holdings: Holdings, selection: Selection) -> Table:
    """A row for each fiscal year: its encounters, the change on the same months of the year before, and per day."""
    periods = selection.period.fiscal_years()
    questions = [Question(selection.during(period)) for period in periods]
    found: list[dict[str, Value]] = [{} for _ in periods]
    for name in ("total", "change", "percent-change", "daily-average"):
        for values, value in zip(found, measure_many(holdings, name, questions), strict=True):
            if isinstance(value, Value):
                values[name] = value
            elif name == "total":
                # The whole period's error tells which part of it is on hand.
                monthly(holdings, selection)
                raise value
    years = [Year(period, values) for period, values in zip(periods, found, strict=True)]
    used = merged([use for year in years for use in year.total.scope.used])
    scope = Scope(selection, used, command(["trend"], Question(selection, by=(YEAR,))))
    notes = partial(periods)
    title = f"CBP encounters by fiscal year, {selection.period.label()}"
    return Table("trend", title, YEARS, filled(YEARS, years), scope, notes, x="label", y="encounters")


class YearPart(Struct, frozen=True):
    """A category's count in a fiscal year, of how many all its categories are, and the count of the year before."""

    period: Period
    group: Group
    encounters: int
    whole: int
    before: int | None

    @property
    def share(self) -> float | None:
        """The share of the year's encounters; nothing is no part of nothing."""
        return self.encounters / self.whole if self.whole else None

    @property
    def change(self) -> int | None:
        """The change on the same months of the year before, where they are on hand."""
        return None if self.before is None else self.encounters - self.before

    @property
    def percent(self) -> float | None:
        """The change as a part of what there was."""
        return self.change / self.before if self.change is not None and self.before else None


def year_columns(by: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a trend by fiscal year and dimensions."""
    return (
        Column("fiscal_year", "Fiscal year", fill=lambda part: f"FY{part.period.last.fiscal_year}", shown=False),
        Column("period", "Period", fill=lambda part: str(part.period), shown=False),
        Column("label", "Fiscal year", fill=lambda part: part.period.label(), key=True),
        *group_columns(by),
        Column("encounters", "Encounters", "count", lambda part: part.encounters, key=True),
        Column("change", "Change", "change", lambda part: part.change),
        Column("percent_change", "Percent", "percent", lambda part: part.percent),
        Column("change_from", "From", fill=_from, shown=False),
        Column("share", "Share", "share", lambda part: part.share),
        Column("per_day", "Per day", "average", lambda part: part.encounters / part.period.days),
        Column("months", "Months", "count", lambda part: len(part.period), spare=True),
        Column("days", "Days", "days", lambda part: part.period.days, shown=False),
    )


def _from(part: YearPart) -> str | None:
    return None if part.before is None else str(part.period.year_before())


def by_year_and(
    holdings: Holdings, selection: Selection, by: Sequence[str], order: Order = LARGEST_FIRST, share: bool = False
) -> Table:
    """Each fiscal year's encounters by dimensions, the largest category of all years first: `year_columns(by)`.

    With `share`, each count's share of the year is what is drawn and set across.
    """
    series, used = monthly(holdings, selection, by)
    shown, notes = ordered({group: sum(months) for group, months in series.items()}, by, order)
    found: list[YearPart] = []
    for period in selection.period.fiscal_years():
        start = period.first.ordinal - selection.period.first.ordinal
        counts = {group: sum(months[start : start + len(period)]) for group, months in series.items()}
        earlier, more = _before(holdings, selection.during(period.year_before()), by)
        used = merged([*used, *more])
        whole = sum(counts.values())
        for group in shown:
            before = None if earlier is None else earlier.get(group, 0)
            found.append(YearPart(period, group, counts[group], whole, before))
    made = year_columns(by)
    line = command(["trend", *(["--share"] * share)], Question(selection, by=(YEAR, *by)))
    scope = Scope(selection, used, line).asked_with(*order.options())
    title = (
        f"CBP encounters by {and_list([FISCAL_YEAR, *by])}, {selection.period.label()}{', share of each year' * share}"
    )
    lines = tuple(f"{name}_label" for name in by)
    notes = (*partial(selection.period.fiscal_years()), *notes)
    return Table(
        "trend",
        title,
        made,
        filled(made, found),
        scope,
        notes,
        x="label",
        y="share" if share else "encounters",
        lines=lines,
    )


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

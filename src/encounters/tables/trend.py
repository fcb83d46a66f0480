"""Encounters month by month, whole or by a dimension, with a line for each fiscal year, or year by year."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from encounters.errors import UsageError
from encounters.figures.measure import measure_many, merged
from encounters.figures.question import Question, command
from encounters.periods import MONTH_ABBREVIATIONS, Month, Period
from encounters.results import Column, Scope, Selection, Table, Used, Value, and_list, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import Group
from encounters.tables.months import group_columns, is_rest, monthly

FISCAL_YEAR, YEAR = "fiscal_year", "year"
ALSO = (FISCAL_YEAR, YEAR)
"""What a trend is split by beside the dimensions: a line for each fiscal year, or a row for each."""


class Point(Struct, frozen=True):
    """A month's count, of a category or of all, and the share that it is of the month's whole."""

    month: Month
    group: Group
    encounters: int
    share: float | None = None


MONTH = Column("month", "Month", "month", lambda point: str(point.month), key=True)
COUNTED = (
    Column("encounters", "Encounters", "count", lambda point: point.encounters),
    Column("days", "Days", "days", lambda point: point.month.days, shown=False),
    Column("per_day", "Per day", "average", lambda point: point.encounters / point.month.days),
)
SHARE = Column("share", "Share", "share", lambda point: point.share)
FISCAL = (
    Column("fiscal_year", "Fiscal year", fill=lambda point: f"FY{point.month.fiscal_year}", key=True),
    Column("fiscal_month", "Month", fill=lambda point: MONTH_ABBREVIATIONS[point.month.month - 1], key=True),
    Column("month", "Calendar month", "month", lambda point: str(point.month), shown=False),
)
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


def columns(by: Sequence[str] = (), share: bool = False) -> tuple[Column, ...]:
    """The columns of a trend by month, split by dimensions, with shares or without."""
    if tuple(by) == (FISCAL_YEAR,):
        return (*FISCAL, *COUNTED)
    return (MONTH, *group_columns(by), *COUNTED, *([SHARE] if share else []))


def trend(holdings: Holdings, selection: Selection, by: tuple[str, ...] = (), share: bool = False) -> Table:
    """Monthly counts: `columns(by, share)`; by `year`, a row for each fiscal year: `YEARS`.

    With `share`, each count's share of the month: of all its categories where it is split, else of the month's
    encounters of all kinds. Raises UsageError, MissingMonths.
    """
    parts = tuple(name for name in by if name != YEAR)
    if YEAR in by and parts and FISCAL_YEAR not in by and not share:
        return by_year_and(holdings, selection, parts)
    if YEAR in by or FISCAL_YEAR in by:
        if len(by) > 1 or share:
            alone = next(name for name in (FISCAL_YEAR, YEAR) if name in by).replace("_", "-")
            raise UsageError(f"--by {alone} stands alone here.", "Leave out --share and the other --by.")
        return by_year(holdings, selection) if by == (YEAR,) else by_fiscal_year(holdings, selection)
    series, used = monthly(holdings, selection, by)
    order = sorted(series, key=lambda group: (is_rest(by, group), -sum(series[group])))
    whole, more = _whole(holdings, selection, series) if share else ([], ())
    points = [
        Point(
            month, group, series[group][place], series[group][place] / whole[place] if share and whole[place] else None
        )
        for place, month in enumerate(selection.period)
        for group in order
    ]
    scope = Scope(
        selection,
        merged([*used, *more]),
        command(["trend", *(["--share"] if share else [])], Question(selection, by=by)),
    )
    made = columns(by, share)
    split = and_list(("month", *by))
    title = f"CBP encounters by {split}, {selection.period.label()}{', share of each month' * share}"
    y = "share" if share else "encounters"
    lines = tuple(f"{name}_label" for name in by) or None
    return Table("trend", title, made, filled(made, points), scope, x="month", y=y, lines=lines)


def share_of(part: int, whole: int) -> float | None:
    """A part of a whole; nothing is no part of nothing."""
    return part / whole if whole else None


def _whole(
    holdings: Holdings, selection: Selection, series: dict[Group, list[int]]
) -> tuple[list[int], tuple[Used, ...]]:
    """What each month's counts are shares of: their sum where they are split, else all encounters of the region."""
    if () not in series:
        return [sum(months) for months in zip(*series.values(), strict=True)], ()
    if not Question(selection).of.choices().keys() < selection.choices().keys():
        raise UsageError("A share needs a part.", "Name one (--authority title-42), or split (--by authority).")
    found, used = monthly(holdings, Question(selection).of, (), tuple(selection.choices()))
    return found[()], used


def by_fiscal_year(holdings: Holdings, selection: Selection) -> Table:
    """Monthly counts with the fiscal month they fall in, a line a year: October to September along the axis."""
    series, used = monthly(holdings, selection)
    points = [Point(month, (), count) for month, count in zip(selection.period, series[()], strict=True)]
    made = columns((FISCAL_YEAR,))
    scope = Scope(selection, used, command(["trend"], Question(selection, by=(FISCAL_YEAR,))))
    title = f"CBP encounters by fiscal year and month, {selection.period.label()}"
    return Table(
        "trend", title, made, filled(made, points), scope, x="fiscal_month", y="encounters", lines="fiscal_year"
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
                raise value
    years = [Year(period, values) for period, values in zip(periods, found, strict=True)]
    used = merged([use for year in years for use in year.total.scope.used])
    scope = Scope(selection, used, command(["trend"], Question(selection, by=(YEAR,))))
    notes = tuple(
        f"{year.period.label()} is compared with the same months of the year before."
        for year in years
        if len(year.period) < 12
    )
    title = f"CBP encounters by fiscal year, {selection.period.label()}"
    return Table("trend", title, YEARS, filled(YEARS, years), scope, notes, x="label", y="encounters")


class YearPart(Struct, frozen=True):
    """A category's count in a fiscal year, and the share that it is of the year's."""

    period: Period
    group: Group
    encounters: int
    share: float | None


def year_columns(by: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a trend by fiscal year and dimensions."""
    return (
        Column("fiscal_year", "Fiscal year", fill=lambda part: f"FY{part.period.last.fiscal_year}", shown=False),
        Column("period", "Period", fill=lambda part: str(part.period), shown=False),
        Column("label", "Fiscal year", fill=lambda part: part.period.label(), key=True),
        *group_columns(by),
        Column("encounters", "Encounters", "count", lambda part: part.encounters, key=True),
        Column("share", "Share", "share", lambda part: part.share),
        Column("per_day", "Per day", "average", lambda part: part.encounters / part.period.days),
        Column("months", "Months", "count", lambda part: len(part.period), spare=True),
        Column("days", "Days", "days", lambda part: part.period.days, shown=False),
    )


def by_year_and(holdings: Holdings, selection: Selection, by: Sequence[str]) -> Table:
    """Each fiscal year's encounters by dimensions, the largest category of all years first: `year_columns(by)`."""
    series, used = monthly(holdings, selection, by)
    order = sorted(series, key=lambda group: (is_rest(by, group), -sum(series[group])))
    found: list[YearPart] = []
    for period in selection.period.fiscal_years():
        start = period.first.ordinal - selection.period.first.ordinal
        counts = {group: sum(series[group][start : start + len(period)]) for group in order}
        whole = sum(counts.values())
        found += [YearPart(period, group, counts[group], share_of(counts[group], whole)) for group in order]
    made = year_columns(by)
    scope = Scope(selection, used, command(["trend"], Question(selection, by=(YEAR, *by))))
    title = f"CBP encounters by {and_list([FISCAL_YEAR, *by])}, {selection.period.label()}"
    lines = tuple(f"{name}_label" for name in by)
    return Table("trend", title, made, filled(made, found), scope, x="label", y="encounters", lines=lines)

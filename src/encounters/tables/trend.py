"""Encounters month by month, whole or by a dimension, or with a line for each fiscal year."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from encounters.errors import UsageError
from encounters.figures.question import Question, command
from encounters.figures.splits import FISCAL_YEAR, YEAR
from encounters.figures.splits import MONTH as BY_MONTH
from encounters.periods import MONTH_ABBREVIATIONS, Month
from encounters.results import Column, Scope, Selection, Table, Used, and_list, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, merged
from encounters.tables.months import LARGEST_FIRST, Order, group_columns, monthly, ordered

ALSO = (BY_MONTH, FISCAL_YEAR, YEAR)
"""What a trend is split by beside the dimensions: month, as it is anyway, a line for each fiscal year, or a row."""


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


def columns(by: Sequence[str] = (), share: bool = False) -> tuple[Column, ...]:
    """The columns of a trend by month, split by dimensions, with shares or without."""
    if tuple(by) == (FISCAL_YEAR,):
        return (*FISCAL, *COUNTED)
    return (MONTH, *group_columns(by), *COUNTED, *([SHARE] if share else []))


def trend(
    holdings: Holdings,
    selection: Selection,
    by: tuple[str, ...] = (),
    share: bool = False,
    order: Order = LARGEST_FIRST,
) -> Table:
    """Monthly counts: `columns(by, share)`; by `year`, a row for each fiscal year: `YEARS`, `year_columns(by)`.

    With `share`, each count's share of the month: of all its categories where it is split, else of the month's
    encounters of all kinds. Raises UsageError, MissingMonths.
    """
    parts = tuple(name for name in by if name not in ALSO)
    over = tuple(name for name in by if name in ALSO)
    if len(over) > 1:
        raise UsageError(f"A trend is over one of {', '.join(over).replace('_', '-')} in `by`.", "Leave out the other.")
    if over == (YEAR,) and parts:
        from encounters.tables.years import by_year_and

        return by_year_and(holdings, selection, parts, order, share)
    order.refuse_without(parts)
    if over and over != (BY_MONTH,):
        if parts or share:
            spelled = over[0].replace("_", "-")
            raise UsageError(
                f'by = "{spelled}" stands alone here.',
                'by = "year" goes with a dimension: a row for each fiscal year and category, with its share.',
            )
        if over == (FISCAL_YEAR,):
            return by_fiscal_year(holdings, selection)
        from encounters.tables.years import by_year

        return by_year(holdings, selection)
    return by_month(holdings, selection, parts, share, order)


def by_month(holdings: Holdings, selection: Selection, by: tuple[str, ...], share: bool, order: Order) -> Table:
    """A row for each month, and for each category of it: `columns(by, share)`."""
    series, used = monthly(holdings, selection, by)
    shown, notes = ordered({group: sum(months) for group, months in series.items()}, by, order)
    whole, more = _whole(holdings, selection, series) if share else ([], ())
    points = [
        Point(month, group, count := series[group][place], count / whole[place] if share and whole[place] else None)
        for place, month in enumerate(selection.period)
        for group in shown
    ]
    line = command(["trend", *(["--share"] if share else [])], Question(selection, by=by))
    scope = Scope(selection, merged([*used, *more]), line).asked_with(*order.options())
    made = columns(by, share)
    split = and_list(("month", *by))
    title = f"CBP encounters by {split}, {selection.period.label()}{', share of each month' * share}"
    y = "share" if share else "encounters"
    lines = tuple(f"{name}_label" for name in by) or None
    return Table("trend", title, made, filled(made, points), scope, notes, x="month", y=y, lines=lines)


def _whole(
    holdings: Holdings, selection: Selection, series: dict[Group, list[int]]
) -> tuple[list[int], tuple[Used, ...]]:
    """What each month's counts are shares of: their sum where they are split, else all encounters of the region."""
    if () not in series:
        return [sum(months) for months in zip(*series.values(), strict=True)], ()
    if not Question(selection).of.choices().keys() < selection.choices().keys():
        raise UsageError("A share needs a part.", 'Name one (authority = "title-42"), or split (by = "authority").')
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

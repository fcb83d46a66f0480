"""Encounters month by month, whole or by a dimension, or with a line for each fiscal year."""

from __future__ import annotations

from encounters.figures.question import Question, command
from encounters.periods import MONTH_ABBREVIATIONS, Month
from encounters.results import Column, Row, Scope, Selection, Table
from encounters.store.holdings import Holdings
from encounters.tables.months import group_cells, monthly

FISCAL_YEAR = "fiscal_year"
MONTH = Column("month", "Month", "month", key=True)
COUNT = Column("encounters", "Encounters", "count")


def trend(holdings: Holdings, selection: Selection, by: tuple[str, ...] = ()) -> Table:
    """Monthly counts. Rows: month, the dimension's code and label if one is asked for, encounters, days, per_day.

    `by` may be `fiscal_year`: then rows also have the fiscal month, and a chart draws a line for each year. Raises
    MissingMonths.
    """
    if by == (FISCAL_YEAR,):
        return by_fiscal_year(holdings, selection)
    series, used = monthly(holdings, selection, by)
    rows: list[Row] = []
    for place, month in enumerate(selection.period):
        for group, counts in sorted(series.items(), key=lambda entry: -sum(entry[1])):
            rows.append({"month": str(month), **group_cells(by, group), **_cells(month, counts[place])})
    scope = Scope(selection, used, command(["trend"], Question(selection, by=by)))
    columns = (MONTH, *_by_columns(by), COUNT, *_REST)
    lines = f"{by[0]}_label" if by else None
    return Table("trend", _title(selection), columns, rows, scope, x="month", y="encounters", lines=lines)


_REST = (Column("days", "Days", "days", shown=False), Column("per_day", "Per day", "average"))


def _cells(month: Month, count: int) -> Row:
    return {"encounters": count, "days": month.days, "per_day": count / month.days}


def _by_columns(by: tuple[str, ...]) -> tuple[Column, ...]:
    made: list[Column] = []
    for name in by:
        heading = name.replace("_", " ").capitalize()
        made += [Column(name, heading, shown=False), Column(f"{name}_label", heading, key=True)]
    return tuple(made)


def _title(selection: Selection) -> str:
    return f"CBP encounters by month, {selection.period.label()}"


def by_fiscal_year(holdings: Holdings, selection: Selection) -> Table:
    """Monthly counts with the fiscal month they fall in, a line a year: October to September along the axis."""
    series, used = monthly(holdings, selection)
    rows = [
        {
            "fiscal_year": f"FY{month.fiscal_year}",
            "fiscal_month": MONTH_ABBREVIATIONS[month.month - 1],
            "month": str(month),
            **_cells(month, count),
        }
        for month, count in zip(selection.period, series[()], strict=True)
    ]
    columns = (
        Column("fiscal_year", "Fiscal year", key=True),
        Column("fiscal_month", "Month", key=True),
        Column("month", "Calendar month", "month", shown=False),
        COUNT,
        *_REST,
    )
    line = command(["trend"], Question(selection, by=(FISCAL_YEAR,)))
    return Table(
        "trend",
        f"CBP encounters by fiscal year and month, {selection.period.label()}",
        columns,
        rows,
        Scope(selection, used, line),
        x="fiscal_month",
        y="encounters",
        lines="fiscal_year",
    )

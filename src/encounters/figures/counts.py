"""Figures of one period: how many, and how many on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from encounters.figures.registry import figure

if TYPE_CHECKING:
    import polars as pl


@figure(
    "total",
    unit="encounters",
    kind="count",
    example="encounters measure total --year 2021",
)
def total(now: pl.Expr) -> pl.Expr:
    """Encounters in the period.

    Formula: the sum of the monthly counts.
    Source: CBP, "Nationwide Encounters", data notes: an encounter is a Title 8 apprehension, a Title 8 inadmissible or
    a Title 42 expulsion. It is an event; one person may be encountered several times.
    """
    return now.sum()


@figure(
    "monthly-average",
    unit="encounters per month",
    kind="average",
    example="encounters measure monthly-average --from 2021-01 --to 2022-03 --as-of 2022-04-18",
)
def monthly_average(now: pl.Expr, months: pl.Expr) -> pl.Expr:
    """Encounters per month of the period.

    Formula: total ÷ number of months in the period. A month that is not covered is an error, never a smaller divisor.
    Source: arithmetic on CBP's monthly counts.
    """
    return now.sum() / months


@figure(
    "daily-average",
    unit="encounters per day",
    kind="average",
    example="encounters measure daily-average --period 2022-04",
)
def daily_average(now: pl.Expr, days: pl.Expr) -> pl.Expr:
    """Encounters per day of the period.

    Formula: total ÷ number of calendar days in the period.
    Source: arithmetic on CBP's monthly counts.
    """
    return now.sum() / days


@figure(
    "share",
    unit="share of encounters",
    kind="share",
    details={"part": lambda now: now.sum(), "whole": lambda whole: whole.sum()},
    example="encounters measure share --year 2021 --citizenship mexico",
)
def share(now: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """The part of a whole that the selection is, in the same months.

    Formula: total of the selection ÷ total of the whole. The whole is the same period and region with no other
    filter, or what `--of` says. Both are counted from the same releases.
    Source: arithmetic on CBP's monthly counts.
    """
    return now.sum() / whole.sum()


@figure(
    "year-to-date",
    unit="encounters",
    kind="count",
    window="fiscal-year-to-date",
    details={"months_elapsed": lambda months: months},
    example="encounters measure year-to-date --period 2022-04",
)
def year_to_date(now: pl.Expr) -> pl.Expr:
    """Encounters from 1 October to the end of the period's last month.

    Formula: the sum of the monthly counts from the start of the fiscal year. It is not a year.
    Source: CBP, "Southwest Land Border Encounters": FYTD.
    """
    return now.sum()


@figure(
    "pace",
    unit="encounters per fiscal year",
    kind="average",
    window="fiscal-year-to-date",
    details={
        "year_to_date": lambda now: now.sum(),
        "months_elapsed": lambda months: months,
        "year_before": lambda before: before.sum(),
        "outcome": lambda outcome: outcome.sum(),
    },
    example="encounters measure pace --period 2022-04 --as-of 2022-05-17",
)
def pace(now: pl.Expr, months: pl.Expr) -> pl.Expr:
    """What the fiscal year would come to if its other months were like those so far: a straight line, not a forecast.

    Formula: year to date ÷ months elapsed × 12. Beside it: the whole year before, and the year's outcome where it is
    known by now.
    Source: arithmetic on CBP's monthly counts. Encounters are seasonal, so a straight line is often wrong.
    """
    return now.sum() / months * 12

"""Figures of one period: how many, and how many on average."""

from __future__ import annotations

from encounters.figures.forms import Pair, Sum
from encounters.figures.registry import figure


@figure(
    "total",
    Sum(),
    unit="encounters",
    kind="count",
    bits=0,
    example="encounters measure total --year 2021",
)
def total() -> None:
    """Encounters in the period.

    Formula: the sum of the monthly counts.
    Source: CBP, "Nationwide Encounters", data notes: an encounter is a Title 8 apprehension, a Title 8 inadmissible or
    a Title 42 expulsion. It is an event; one person may be encountered several times.
    """


@figure(
    "monthly-average",
    Sum(over="months"),
    unit="encounters per month",
    kind="average",
    bits=2,
    example="encounters measure monthly-average --from 2021-01 --to 2022-03 --as-of 2022-04-18",
)
def monthly_average() -> None:
    """Encounters per month of the period.

    Formula: total ÷ number of months in the period. A month that is not covered is an error, never a smaller divisor.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "daily-average",
    Sum(over="days"),
    unit="encounters per day",
    kind="average",
    bits=4,
    example="encounters measure daily-average --period 2022-04",
)
def daily_average() -> None:
    """Encounters per day of the period.

    Formula: total ÷ number of calendar days in the period.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "yearly-average",
    Sum(over="years"),
    unit="encounters per year",
    kind="average",
    window="whole-years",
    details={"years": lambda years: years},
    example="encounters measure yearly-average --from FY2018 --to FY2020",
)
def yearly_average() -> None:
    """Encounters per year of a period of whole years.

    Formula: total ÷ number of years. A period that is not of whole years is an error.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "share",
    Pair("whole"),
    unit="share of encounters",
    kind="share",
    details={"part": lambda now: sum(now), "whole": lambda whole: sum(whole)},
    bits=0,
    example="encounters measure share --year 2021 --citizenship mexico",
)
def share() -> None:
    """The part of a whole that the selection is, in the same months.

    Formula: total of the selection ÷ total of the whole. The whole is the same period and region with no other
    filter, or what `--of` says, and must have all of the selection. Both are counted from the same releases.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "year-to-date",
    Sum(),
    unit="encounters",
    kind="count",
    window="fiscal-year-to-date",
    details={"months_elapsed": lambda months: months},
    bits=0,
    example="encounters measure year-to-date --period 2022-04",
)
def year_to_date() -> None:
    """Encounters from 1 October to the end of the period's last month.

    Formula: the sum of the monthly counts from the start of the fiscal year. It is not a year.
    Source: CBP, "Southwest Land Border Encounters": FYTD.
    """


@figure(
    "pace",
    Sum(over="months", by=12),
    unit="encounters per fiscal year",
    kind="average",
    window="fiscal-year-to-date",
    details={
        "year_to_date": lambda now: sum(now),
        "months_elapsed": lambda months: months,
        "year_before": lambda year_before: sum(year_before),
        "outcome": lambda outcome: sum(outcome),
    },
    bits=6,
    example="encounters measure pace --period 2022-04 --as-of 2022-05-17",
)
def pace() -> None:
    """What the fiscal year would come to if its other months were like those so far: a straight line, not a forecast.

    Formula: year to date ÷ months elapsed × 12. Beside it: the whole year before, and the year's outcome where it is
    known by now.
    Source: arithmetic on CBP's monthly counts. Encounters are seasonal, so a straight line is often wrong.
    """

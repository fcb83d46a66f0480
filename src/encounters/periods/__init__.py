"""Months, fiscal years and periods. Standard library only."""

from encounters.periods.months import (
    EXAMPLES,
    FISCAL_YEAR_START,
    MONTH_ABBREVIATIONS,
    MONTH_NAMES,
    Month,
    month_number,
    parse_date,
    parse_month,
)
from encounters.periods.period import Period
from encounters.periods.several import several
from encounters.periods.windows import TITLE_42_DAYS, TITLE_42_FIRST, TITLE_42_LAST, WINDOWS, Window
from encounters.periods.words import counted_from_the_newest, with_years

__all__ = [
    "EXAMPLES",
    "FISCAL_YEAR_START",
    "MONTH_ABBREVIATIONS",
    "MONTH_NAMES",
    "TITLE_42_DAYS",
    "TITLE_42_FIRST",
    "TITLE_42_LAST",
    "WINDOWS",
    "Month",
    "Period",
    "Window",
    "counted_from_the_newest",
    "month_number",
    "parse_date",
    "parse_month",
    "several",
    "with_years",
]

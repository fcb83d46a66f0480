"""The share of encounters that were of people encountered before, as CBP publishes it."""

from __future__ import annotations

from encounters.errors import UsageError
from encounters.figures.forms import Counts
from encounters.figures.registry import figure
from encounters.periods import Period

BY_MONTH = "repeat-share-by-month"
BY_YEAR = "recidivism-by-year"


def series_for(period: Period) -> str:
    """The series that has the share for a period: CBP prints it for months and fiscal years. Raises UsageError."""
    if len(period) == 1:
        return BY_MONTH
    if period.is_fiscal_year:
        return BY_YEAR
    raise UsageError(
        f"CBP publishes no repeat-encounter share for {period.label()}.",
        'Ask for a month (period = "2022-04") or a fiscal year.',
    )


@figure(
    "recidivism-share",
    unit="share of encounters",
    kind="share",
    example="encounters measure recidivism-share --period 2022-04",
)
def recidivism_share(reported: Counts) -> float:
    """The repeat-encounter share that CBP published for a month, or its recidivism rate for a fiscal year.

    Formula: as published, in whole percents. For a month: southwest land border encounters of people with at least one
    prior encounter in the previous 12 months ÷ all encounters. For a fiscal year: people apprehended by the Border
    Patrol more than once within that year ÷ all people it apprehended. The two are not comparable.
    Source: CBP monthly operational updates; CBP Enforcement Statistics; on the method, GAO-17-66.
    """
    return reported[0]

"""Figures of two periods: how much more, and how many times as many."""

from __future__ import annotations

from encounters.figures.forms import Counts, Difference, Pair, average
from encounters.figures.registry import figure

PERIODS = {"now": lambda now: sum(now), "before": lambda before: sum(before)}
MEAN = {"now": lambda now: sum(now), "mean": lambda mean: average(mean), "of_periods": lambda mean: len(mean)}


@figure(
    "change",
    Difference(),
    unit="change in encounters",
    kind="change",
    details=PERIODS,
    bits=3,
    terms=("than",),
    example="encounters measure change --year 2021 --against FY2020",
)
def change() -> None:
    """How many more encounters than in the period compared with, or than others; negative when fewer.

    Formula: total − total of the period compared with. Without `--against` that is the same months a year earlier. With
    `--than` the other total is that of other encounters, in the same months where `--against` names none.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "percent-change",
    Pair("before", less=1),
    unit="percent change, as a fraction",
    kind="percent",
    details=PERIODS,
    bits=1,
    terms=("than",),
    example="encounters measure percent-change --year 2021 --against FY2020",
)
def percent_change() -> None:
    """The change as a share of the period compared with: 0.5 is fifty percent more.

    Formula: (total − total of the period compared with) ÷ total of the period compared with; with `--than`, of others.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "multiple",
    Pair("before"),
    unit="times as many",
    kind="ratio",
    details=PERIODS,
    bits=0,
    terms=("than",),
    example="encounters measure multiple --year 2021 --against FY2020",
)
def multiple() -> None:
    """How many times as many encounters as in the period compared with, or as of others.

    Formula: total ÷ total of the period compared with; with `--than`, of others. "3.8 times as many" is an increase of
    2.8 times: read literally, "times greater than" means the increase.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "multiple-on-mean",
    Pair("mean"),
    unit="times as many",
    kind="ratio",
    details=MEAN,
    terms=("among",),
    example="encounters measure multiple-on-mean --period 2022-04 --against FY2019",
)
def multiple_on_mean() -> None:
    """How many times as many as the mean of the like periods in `--against`: a month against a year's monthly average.

    Formula: total ÷ mean of the totals of the like periods within `--against`, without the period itself.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "daily-change",
    Difference(over="days"),
    unit="change in encounters per day",
    kind="change",
    details={
        "now": lambda now, days: sum(now) / days,
        "before": lambda before, before_days: sum(before) / before_days,
    },
    example="encounters measure daily-change --period 2022-04 --against 2022-03",
)
def daily_change() -> None:
    """How many more encounters a day than in the period compared with; negative when fewer.

    Formula: daily average − daily average of the period compared with. It compares months of different lengths.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "daily-percent-change",
    unit="percent change, as a fraction",
    kind="percent",
    details={
        "now": lambda now, days: sum(now) / days,
        "before": lambda before, before_days: sum(before) / before_days,
    },
    example="encounters measure daily-percent-change --period 2025-05 --against 2025-04",
)
def daily_percent_change(now: Counts, days: int, before: Counts, before_days: int) -> float:
    """The change of the daily average as a share of that of the period compared with: -0.02 is two percent fewer a day.

    Formula: (daily average − daily average of the period compared with) ÷ daily average of the period compared with.
    Source: arithmetic on CBP's monthly counts.
    """
    return sum(now) * before_days / (sum(before) * days) - 1


@figure(
    "share-change",
    unit="percentage points, as a fraction",
    kind="points",
    details={
        "now": lambda now, whole: sum(now) / sum(whole),
        "before": lambda before, whole_before: sum(before) / sum(whole_before),
    },
    example="encounters measure share-change --year 2021 --against FY2020 --citizenship mexico",
)
def share_change(now: Counts, whole: Counts, before: Counts, whole_before: Counts) -> float:
    """How many percentage points the share of a whole is higher than in the period compared with: 0.05 is five points.

    Formula: share − share in the period compared with, both of the same whole (`--of`).
    Source: arithmetic on CBP's monthly counts.
    """
    return sum(now) / sum(whole) - sum(before) / sum(whole_before)


@figure(
    "change-on-mean",
    Difference("mean"),
    unit="change in encounters",
    kind="change",
    details=MEAN,
    terms=("among",),
    example="encounters measure change-on-mean --year 2021 --against FY2018..FY2020",
)
def change_on_mean() -> None:
    """How many more encounters than the mean of the like periods in `--against`: a year against several years' mean.

    Formula: total − mean of the totals of the like periods within `--against`, without the period itself. Like periods
    are fiscal years for a fiscal year, all months for a month (with `--among same-months` the same month of each year),
    the same months of each year for anything else.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "percent-change-on-mean",
    Pair("mean", less=1),
    unit="percent change, as a fraction",
    kind="percent",
    details=MEAN,
    terms=("among",),
    example="encounters measure percent-change-on-mean --period 2021-05 --against FY2018..FY2020 --among same-months",
)
def percent_change_on_mean() -> None:
    """The change on the mean of the like periods in `--against`, as a share of that mean: 0.5 is fifty percent more.

    Formula: (total − mean) ÷ mean of the totals of the like periods within `--against`, without the period itself.
    Source: arithmetic on CBP's monthly counts.
    """

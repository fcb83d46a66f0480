"""Figures of two periods: how much more, and how many times as many."""

from __future__ import annotations

from encounters.figures.forms import Difference, Pair
from encounters.figures.registry import figure

PERIODS = {"now": lambda now: now.sum(), "before": lambda before: before.sum()}


@figure(
    "change",
    Difference(),
    unit="change in encounters",
    kind="change",
    details=PERIODS,
    bits=3,
    example="encounters measure change --year 2021 --against FY2020",
)
def change() -> None:
    """How many more encounters than in the period compared with; negative when fewer.

    Formula: total − total of the period compared with. Without `--against` that is the same months a year earlier.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "percent-change",
    Pair("before", less=1),
    unit="percent change, as a fraction",
    kind="percent",
    details=PERIODS,
    bits=1,
    example="encounters measure percent-change --year 2021 --against FY2020",
)
def percent_change() -> None:
    """The change as a share of the period compared with: 0.5 is fifty percent more.

    Formula: (total − total of the period compared with) ÷ total of the period compared with.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "multiple",
    Pair("before"),
    unit="times as many",
    kind="ratio",
    details=PERIODS,
    bits=0,
    example="encounters measure multiple --year 2021 --against FY2020",
)
def multiple() -> None:
    """How many times as many encounters as in the period compared with.

    Formula: total ÷ total of the period compared with. "3.8 times as many" is an increase of 2.8 times: read
    literally, "times greater than" means the increase.
    Source: arithmetic on CBP's monthly counts.
    """

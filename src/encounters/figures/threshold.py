"""Figures of months above or below a number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from encounters.figures.forms import Counts
from encounters.figures.registry import figure


def _longest(met: Sequence[bool]) -> int:
    """The length of the longest run of months that meet a condition."""
    return max(sum(run) for _, run in groupby(met))


def _above(now: Counts, threshold: int) -> list[bool]:
    return [count > threshold for count in now]


def _below(now: Counts, threshold: int) -> list[bool]:
    return [count < threshold for count in now]


ABOUT: dict[str, Any] = {
    "unit": "months",
    "kind": "count",
    "by_month": True,
    "terms": ("threshold", "in_a_row"),
}


@figure(
    "months-above",
    details={
        "in_all": lambda now, threshold: sum(_above(now, threshold)),
        "in_a_row": lambda now, threshold: _longest(_above(now, threshold)),
        "of_months": lambda months: months,
        "lowest": lambda now: min(now),
    },
    example="encounters measure months-above -p FY2021..FY2022 --threshold 150000",
    **ABOUT,
)
def months_above(now: Counts, threshold: int, in_a_row: int) -> int:
    """How many months of the period had more encounters than a number; with `--in-a-row`, in the longest run of them.

    Formula: the number of monthly counts above `--threshold`. A count that equals it is not above it.
    Source: arithmetic on CBP's monthly counts.
    """
    met = _above(now, threshold)
    return _longest(met) if in_a_row else sum(met)


@figure(
    "months-below",
    details={
        "in_all": lambda now, threshold: sum(_below(now, threshold)),
        "in_a_row": lambda now, threshold: _longest(_below(now, threshold)),
        "of_months": lambda months: months,
        "highest": lambda now: max(now),
    },
    example="encounters measure months-below --year 2020 --threshold 40000 --in-a-row",
    **ABOUT,
)
def months_below(now: Counts, threshold: int, in_a_row: int) -> int:
    """How many months of the period had fewer encounters than a number; with `--in-a-row`, in the longest run of them.

    Formula: the number of monthly counts below `--threshold`. None below it: the counts were never under it.
    Source: arithmetic on CBP's monthly counts.
    """
    met = _below(now, threshold)
    return _longest(met) if in_a_row else sum(met)

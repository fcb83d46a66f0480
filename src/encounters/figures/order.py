"""Figures of order: highest month, rank, since when it is the highest, runs of rises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile

from encounters.figures.forms import Counts, Highest, Lowest
from encounters.figures.registry import figure


@figure(
    "peak",
    Highest(),
    unit="encounters",
    kind="count",
    details={"month": Highest().month},
    by_month=True,
    bits=3,
    example="encounters measure peak --year 2021",
)
def peak() -> None:
    """The highest monthly count in the period, and its month (the first of equal ones).

    Formula: the maximum of the monthly counts.
    Source: arithmetic on CBP's monthly counts.
    """


@figure(
    "lowest",
    Lowest(),
    unit="encounters",
    kind="count",
    details={"month": Lowest().month},
    by_month=True,
    example="encounters measure lowest --year 2021",
)
def lowest() -> None:
    """The lowest monthly count in the period, and its month (the first of equal ones).

    Formula: the minimum of the monthly counts.
    Source: arithmetic on CBP's monthly counts.
    """


def _place(now: Counts, others: Counts, sign: int) -> int:
    total = sum(now) * sign
    return 1 + sum(other * sign > total for other in others)


@figure(
    "rank",
    unit="place, the highest first",
    kind="count",
    details={"total": lambda now: sum(now), "like_periods": lambda others: len(others) + 1},
    terms=("lowest", "among"),
    example="encounters measure rank --year 2021",
)
def rank(now: Counts, others: Counts, sign: int) -> int:
    """The period's place among all like periods on hand, the highest total first.

    Formula: 1 + the number of like periods with a higher total; with `--lowest`, with a lower one. Like periods are all
    fiscal years for a fiscal year, all months for a month (with `--among same-months` the same month of other years),
    the same months of other years for anything else. `--series` ranks within a published series instead.
    Source: arithmetic on CBP's monthly counts.
    """
    return _place(now, others, sign)


def _last_as_high(now: Counts, earlier: Counts, earlier_month: Sequence[date], sign: int) -> date | None:
    lower = record(now, earlier, sign)
    return earlier_month[-1 - lower] if lower < len(earlier) else None


def _highest(earlier: Counts, sign: int) -> int | float | None:
    return max(earlier, key=lambda one: one * sign, default=None)


def _highest_month(earlier: Counts, earlier_month: Sequence[date], sign: int) -> date | None:
    return max(zip(earlier_month, earlier, strict=True), key=lambda one: one[1] * sign, default=(None,))[0]


@figure(
    "record",
    unit="earlier like periods in a row that were lower",
    kind="count",
    details={
        "total": lambda now: sum(now),
        "earlier_periods": lambda earlier: len(earlier),
        "first": lambda earlier_month: min(earlier_month, default=None),
        "last_as_high": _last_as_high,
        "highest_earlier": _highest,
        "highest_earlier_month": _highest_month,
    },
    terms=("lowest", "among"),
    example="encounters measure record --year 2021 --series usbp-southwest-by-year",
)
def record(now: Counts, earlier: Counts, sign: int) -> int:
    """For how many like periods back the total was lower, so that it is the highest since then, within one series.

    Formula: the number of like periods, counted back from the one before, until one has an equal or higher total. With
    `--lowest`, until one has an equal or lower total: the lowest since then. With `--among same-months` a month is held
    against the same month of earlier years. A series has a first period and changes of definition, both told beside the
    figure: never "the highest ever".
    Source: arithmetic on CBP's monthly counts, or on the published series named with `--series`.
    """
    total = sum(now) * sign
    return len(list(takewhile(lambda one: one * sign < total, reversed(earlier))))


@figure(
    "streak",
    unit="months in a row",
    kind="count",
    window="months",
    by_month=True,
    terms=("lowest",),
    example="encounters measure streak --from 2021-01 --to 2021-07",
)
def streak(now: Counts, sign: int) -> int:
    """For how many months in a row, up to the period's last, the count rose on the month before.

    Formula: the number of months, counted back from the last, each with a higher count than the month before it; both
    months must lie in the period. With `--lowest`, each with a lower count: for how many months it fell.
    Source: arithmetic on CBP's monthly counts. A revision can end or begin a run: the vintage matters.
    """
    rises = [(own - before) * sign > 0 for before, own in pairwise(now)]
    return len(list(takewhile(bool, reversed(rises))))


@figure(
    "category-rank",
    unit="place, the highest first",
    kind="count",
    details={"total": lambda now: sum(now), "categories": lambda peers: len(peers) + 1},
    terms=("lowest", "among"),
    example="encounters measure category-rank --year 2021 --citizenship honduras",
)
def category_rank(now: Counts, peers: Counts, sign: int) -> int:
    """The place of a category among the others of its dimension: the second-largest nationality, the largest sector.

    Formula: 1 + the number of other categories with a higher total in the same months, under the same other filters;
    with `--lowest`, with a lower one. The dimension is the one that is narrowed, or the one that `--among` names. What
    CBP sums up as other is no category. Sectors are ranked among sectors, field offices among field offices.
    Source: arithmetic on CBP's monthly counts.
    """
    return _place(now, peers, sign)

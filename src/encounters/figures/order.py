"""Figures of order: highest month, rank, since when it is the highest, runs of rises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from encounters.figures.forms import Highest, Lowest
from encounters.figures.registry import figure

if TYPE_CHECKING:
    import polars as pl


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


@figure(
    "rank",
    unit="place, the highest first",
    kind="count",
    details={"total": lambda now: now.sum(), "like_periods": lambda others: others.len() + 1},
    terms=("lowest", "among"),
    example="encounters measure rank --year 2021",
)
def rank(now: pl.Expr, others: pl.Expr, sign: pl.Expr) -> pl.Expr:
    """The period's place among all like periods on hand, the highest total first.

    Formula: 1 + the number of like periods with a higher total; with `--lowest`, with a lower one. Like periods are all
    fiscal years for a fiscal year, all months for a month (with `--among same-months` the same month of other years),
    the same months of other years for anything else. `--series` ranks within a published series instead.
    Source: arithmetic on CBP's monthly counts.
    """
    return (others * sign > now.sum() * sign).sum() + 1


def _last_as_high(now: pl.Expr, earlier: pl.Expr, earlier_month: pl.Expr, sign: pl.Expr) -> pl.Expr:
    return earlier_month.filter(earlier * sign >= now.sum() * sign).last()


@figure(
    "record",
    unit="earlier like periods in a row that were lower",
    kind="count",
    details={
        "total": lambda now: now.sum(),
        "earlier_periods": lambda earlier: earlier.len(),
        "first": lambda earlier_month: earlier_month.min(),
        "last_as_high": _last_as_high,
        "highest_earlier": lambda earlier, sign: (earlier * sign).max() * sign,
        "highest_earlier_month": lambda earlier, earlier_month, sign: earlier_month.get((earlier * sign).arg_max()),
    },
    terms=("lowest", "among"),
    example="encounters measure record --year 2021 --series usbp-southwest-by-year",
)
def record(now: pl.Expr, earlier: pl.Expr, sign: pl.Expr) -> pl.Expr:
    """For how many like periods back the total was lower, so that it is the highest since then, within one series.

    Formula: the number of like periods, counted back from the one before, until one has an equal or higher total. With
    `--lowest`, until one has an equal or lower total: the lowest since then. With `--among same-months` a month is held
    against the same month of earlier years. A series has a first period and changes of definition, both told beside the
    figure: never "the highest ever".
    Source: arithmetic on CBP's monthly counts, or on the published series named with `--series`.
    """
    return (earlier * sign < now.sum() * sign).reverse().cast(int).cum_prod().sum()


@figure(
    "streak",
    unit="months in a row",
    kind="count",
    window="months",
    by_month=True,
    terms=("lowest",),
    example="encounters measure streak --from 2021-01 --to 2021-07",
)
def streak(now: pl.Expr, sign: pl.Expr) -> pl.Expr:
    """For how many months in a row, up to the period's last, the count rose on the month before.

    Formula: the number of months, counted back from the last, each with a higher count than the month before it; both
    months must lie in the period. With `--lowest`, each with a lower count: for how many months it fell.
    Source: arithmetic on CBP's monthly counts. A revision can end or begin a run: the vintage matters.
    """
    return (now.diff() * sign > 0).fill_null(False).reverse().cast(int).cum_prod().sum()


@figure(
    "category-rank",
    unit="place, the highest first",
    kind="count",
    details={"total": lambda now: now.sum(), "categories": lambda peers: peers.len() + 1},
    terms=("lowest", "among"),
    example="encounters measure category-rank --year 2021 --citizenship honduras",
)
def category_rank(now: pl.Expr, peers: pl.Expr, sign: pl.Expr) -> pl.Expr:
    """The place of a category among the others of its dimension: the second-largest nationality, the largest sector.

    Formula: 1 + the number of other categories with a higher total in the same months, under the same other filters;
    with `--lowest`, with a lower one. The dimension is the one that is narrowed, or the one that `--among` names. What
    CBP sums up as other is no category. Sectors are ranked among sectors, field offices among field offices.
    Source: arithmetic on CBP's monthly counts.
    """
    return (peers * sign > now.sum() * sign).sum() + 1

"""Figures of two periods: how much more, and how many times as many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from encounters.figures.registry import figure

if TYPE_CHECKING:
    import polars as pl

PERIODS = {"now": lambda now: now.sum(), "before": lambda before: before.sum()}


@figure(
    "change",
    unit="change in encounters",
    kind="change",
    details=PERIODS,
    example="encounters measure change --year 2021 --against FY2020",
)
def change(now: pl.Expr, before: pl.Expr) -> pl.Expr:
    """How many more encounters than in the period compared with; negative when fewer.

    Formula: total − total of the period compared with. Without `--against` that is the same months a year earlier.
    Source: arithmetic on CBP's monthly counts.
    """
    return now.sum() - before.sum()


@figure(
    "percent-change",
    unit="percent change, as a fraction",
    kind="percent",
    details=PERIODS,
    example="encounters measure percent-change --year 2021 --against FY2020",
)
def percent_change(now: pl.Expr, before: pl.Expr) -> pl.Expr:
    """The change as a share of the period compared with: 0.5 is fifty percent more.

    Formula: (total − total of the period compared with) ÷ total of the period compared with.
    Source: arithmetic on CBP's monthly counts.
    """
    return (now.sum() - before.sum()) / before.sum()


@figure(
    "multiple",
    unit="times as many",
    kind="ratio",
    details=PERIODS,
    example="encounters measure multiple --year 2021 --against FY2020",
)
def multiple(now: pl.Expr, before: pl.Expr) -> pl.Expr:
    """How many times as many encounters as in the period compared with.

    Formula: total ÷ total of the period compared with. "3.8 times as many" is an increase of 2.8 times: read
    literally, "times greater than" means the increase.
    Source: arithmetic on CBP's monthly counts.
    """
    return now.sum() / before.sum()

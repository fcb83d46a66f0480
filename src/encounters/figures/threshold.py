"""Figures of months above or below a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from encounters.figures.registry import figure

if TYPE_CHECKING:
    import polars as pl


def _longest(met: pl.Expr) -> pl.Expr:
    """The length of the longest run of months that meet a condition."""
    runs = met.rle()
    return (runs.struct.field("len") * runs.struct.field("value")).max()


def _months(met: pl.Expr, in_a_row: pl.Expr) -> pl.Expr:
    """The months that meet a condition: in all, or in the longest run."""
    return _longest(met) * in_a_row + met.sum() * (1 - in_a_row)


ABOUT: dict[str, Any] = {
    "unit": "months",
    "kind": "count",
    "by_month": True,
    "terms": ("threshold", "in_a_row"),
}


@figure(
    "months-above",
    details={
        "in_all": lambda now, threshold: (now > threshold).sum(),
        "in_a_row": lambda now, threshold: _longest(now > threshold),
        "of_months": lambda months: months,
        "lowest": lambda now: now.min(),
    },
    example="encounters measure months-above -p FY2021..FY2022 --threshold 150000",
    **ABOUT,
)
def months_above(now: pl.Expr, threshold: pl.Expr, in_a_row: pl.Expr) -> pl.Expr:
    """How many months of the period had more encounters than a number; with `--in-a-row`, in the longest run of them.

    Formula: the number of monthly counts above `--threshold`. A count that equals it is not above it.
    Source: arithmetic on CBP's monthly counts.
    """
    return _months(now > threshold, in_a_row)


@figure(
    "months-below",
    details={
        "in_all": lambda now, threshold: (now < threshold).sum(),
        "in_a_row": lambda now, threshold: _longest(now < threshold),
        "of_months": lambda months: months,
        "highest": lambda now: now.max(),
    },
    example="encounters measure months-below --year 2020 --threshold 40000 --in-a-row",
    **ABOUT,
)
def months_below(now: pl.Expr, threshold: pl.Expr, in_a_row: pl.Expr) -> pl.Expr:
    """How many months of the period had fewer encounters than a number; with `--in-a-row`, in the longest run of them.

    Formula: the number of monthly counts below `--threshold`. None below it: the counts were never under it.
    Source: arithmetic on CBP's monthly counts.
    """
    return _months(now < threshold, in_a_row)

"""A tidy table as whole numbers: each row's cell as one number, by which tables are joined, sorted and told apart.

The number has the month first, then for each dimension the place of its category among the labels, sorted, in the order
of `KEY`: so the numbers stand in the order of their cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.names import CATEGORIES, DIMENSIONS, KEY
from encounters.periods import Month

if TYPE_CHECKING:
    import polars as pl

CELL = "cell"
ROOM = {
    "component": 32,
    "region": 16,
    "area": 256,
    "state": 256,
    "demographic": 128,
    "citizenship": 512,
    "authority": 32,
}
"""How many labels fit, one of them for none: at least four times those known. With the month it makes 63 bits."""
UNIT = dict(zip(reversed(KEY), accumulate((ROOM[name] for name in reversed(DIMENSIONS)), mul, initial=1), strict=True))
"""What one place in a dimension's labels counts for in the number of a cell, and one day in that of its month."""

Labels = Mapping[str, tuple[str, ...]]
"""Each dimension's labels, sorted. The first has place 1; 0 is for none."""
KNOWN: Labels = {name: tuple(sorted(CATEGORIES[name])) for name in DIMENSIONS}


class TooManyLabels(Exception):
    """More categories of a dimension than a cell's number has room for."""


def with_labels(labels: Labels, others: Mapping[str, Iterable[str | None]]) -> Labels:
    """Labels with others among them. Raises TooManyLabels."""
    more = {
        name: {each for each in found if each is not None}.difference(labels[name]) for name, found in others.items()
    }
    joined = {name: tuple(sorted({*labels[name], *found})) for name, found in more.items() if found}
    for name, found in joined.items():
        if len(found) >= ROOM[name]:
            raise TooManyLabels(f"has, with those known, more than {ROOM[name] - 1} categories of {name}")
    return {**labels, **joined} if joined else labels


def numbers(labels: Labels, dimension: str) -> dict[str, int]:
    """What each label of a dimension adds to the number of a cell."""
    return {label: place * UNIT[dimension] for place, label in enumerate(labels[dimension], 1)}


class Cells(Struct, frozen=True):
    """Rows of `cell`, its `count` and what goes with it, and the labels that the cells' numbers are places of."""

    frame: pl.DataFrame
    labels: Labels

    @classmethod
    def of(cls, rows: pl.DataFrame, labels: Labels = KNOWN) -> Cells:
        """A tidy table's cells, its further columns beside them."""
        import polars as pl

        labels = with_labels(labels, {name: rows[name].unique() for name in DIMENSIONS})
        places = [
            (pl.col(name).cast(pl.Enum(labels[name])).to_physical().cast(pl.Int64) + 1).fill_null(0) * UNIT[name]
            for name in DIMENSIONS
        ]
        cell = pl.col("month").to_physical().cast(pl.Int64) * UNIT["month"] + pl.sum_horizontal(places)
        return cls(rows.select(cell.alias(CELL), pl.exclude(*DIMENSIONS, "month")), labels)

    def tidy(self) -> pl.DataFrame:
        """The rows with the columns of a tidy table, and what goes with them."""
        import polars as pl

        names = (
            pl.lit(pl.Series([None, *self.labels[name]], dtype=pl.String)).gather(place(name)).alias(name)
            for name in DIMENSIONS
        )
        return self.frame.select(day().alias("month"), *names, pl.exclude(CELL))

    def labels_of(self, dimension: str) -> tuple[str, ...]:
        """The labels of a dimension that some row has, sorted."""
        places = self.frame.select(place(dimension).unique().sort()).to_series()
        return tuple(self.labels[dimension][each - 1] for each in places if each)

    def totals(self, dimension: str) -> dict[tuple[Month, str], int]:
        """The total of each month and category of a dimension."""
        import polars as pl

        month = pl.col(CELL) // UNIT["month"] * ROOM[dimension]
        found = self.frame.group_by((month + place(dimension)).alias(CELL)).agg(pl.col("count").sum())
        days = found.select((pl.col(CELL) // ROOM[dimension]).cast(pl.Int32).cast(pl.Date)).to_series()
        places = found.select(pl.col(CELL) % ROOM[dimension]).to_series()
        labels = ("", *self.labels[dimension])
        rows = zip(days, places, found["count"], strict=True)
        return {(Month.of(first), labels[each]): count for first, each, count in rows}

    def filter(self, *conditions: pl.Expr) -> Cells:
        """The rows for which all conditions hold."""
        return self.select(self.frame.filter(*conditions))

    def select(self, frame: pl.DataFrame) -> Cells:
        """Other rows of the same labels."""
        return Cells(frame, self.labels)


def alike(*tables: Cells) -> tuple[Cells, ...]:
    """The same tables with the same labels, so that equal cells have equal numbers. Raises TooManyLabels."""
    labels = tables[0].labels
    for each in tables[1:]:
        if each.labels != labels:
            labels = with_labels(labels, each.labels)
    return tuple(each if each.labels == labels else Cells.of(each.tidy(), labels) for each in tables)


def day() -> pl.Expr:
    """The first day of a cell's month."""
    import polars as pl

    return (pl.col(CELL) // UNIT["month"]).cast(pl.Int32).cast(pl.Date)


def place(dimension: str) -> pl.Expr:
    """The place of a cell's category among the labels of its dimension; 0 is none."""
    import polars as pl

    return pl.col(CELL) // UNIT[dimension] % ROOM[dimension]

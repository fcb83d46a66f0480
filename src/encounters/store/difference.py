"""The cells in which two tables of counts differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.cbp.cells import CELL, Cells, alike, day
from encounters.names import DIMENSIONS, KEY, label
from encounters.periods import Month

if TYPE_CHECKING:
    import polars as pl


def side_by_side(before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str] = KEY) -> pl.DataFrame:
    """The cells of two tables: the columns of `key`, and the counts `before` and `after`, null where one has none."""
    old, new = before.rename({"count": "before"}), after.rename({"count": "after"})
    return new.join(old, on=list(key), how="full", nulls_equal=True, coalesce=True).select(*key, "before", "after")


def differing(both: pl.DataFrame, key: Sequence[str] = KEY) -> pl.DataFrame:
    """Of cells side by side those that differ, with `change`, the largest first; what one lacks is zero there."""
    import polars as pl

    filled = both.with_columns(pl.col("before", "after").fill_null(0))
    changed = filled.with_columns((pl.col("after") - pl.col("before")).alias("change")).filter(pl.col("change") != 0)
    return changed.sort(pl.col("change").abs(), *key, descending=[True, *[False] * len(key)])


def in_both(before: Cells, after: Cells) -> tuple[Cells, Cells]:
    """Two tables of whole numbers without the months that the other has nothing of."""
    days = [set(each.frame.select(day().unique()).to_series()) for each in (before, after)]
    common = day().is_in(sorted(days[0] & days[1]))
    return before.filter(common), after.filter(common)


def moved(before: Cells, after: Cells) -> pl.DataFrame:
    """The cells in which two tables of whole numbers differ, as `differing` gives them. Raises TooManyLabels."""
    import polars as pl

    old, new = alike(before, after)
    both = new.frame.join(old.frame.rename({"count": "before"}), on=CELL, how="full", coalesce=True)
    changed = both.rename({"count": "after"}).filter(pl.col("before").fill_null(0) != pl.col("after").fill_null(0))
    return differing(new.select(changed).tidy())


class Revision(Struct, frozen=True):
    """A cell with another count than before; `cell` names its categories."""

    month: Month
    cell: tuple[str, ...]
    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.month} {', '.join(self.cell)}: {self.before:,} to {self.after:,} ({self.after - self.before:+,})"


def revisions(changed: pl.DataFrame) -> tuple[Revision, ...]:
    """Cells that differ as revisions, each cell in CBP's own words."""
    return tuple(
        Revision(
            Month.of(row["month"]),
            tuple(label(name, row[name]) for name in DIMENSIONS if row[name] is not None),
            row["before"],
            row["after"],
        )
        for row in changed.iter_rows(named=True)
    )


def within(months: Sequence[Month]) -> pl.Expr:
    """The rows of some months."""
    import polars as pl

    return pl.col("month").is_in([month.first_day for month in months])

"""What a release changed: the months it is the first to cover, and the cells it gives other counts for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from encounters.names import DIMENSIONS, KEY, label
from encounters.periods import Month
from encounters.results import Release
from encounters.store.holdings import Holdings

TOP = 5


@dataclass(frozen=True)
class Revision:
    """A cell with another count than before; `cell` names its categories."""

    month: Month
    cell: tuple[str, ...]
    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.month} {', '.join(self.cell)}: {self.before:,} to {self.after:,} ({self.after - self.before:+,})"


@dataclass(frozen=True)
class Changes:
    """What a release brings beyond those published before it. `largest` are the largest revisions, largest first."""

    release: Release
    new_months: tuple[Month, ...]
    revised_months: tuple[Month, ...]
    revised: int
    net: int
    largest: tuple[Revision, ...]


def changes(holdings: Holdings, release: Release, top: int = TOP) -> Changes:
    """Compare a release with what was known the day before it was published, cell by cell.

    A cell that only one side has counts as none on the other. Raises StoreError.
    """
    import polars as pl

    day_before = release.published.day - timedelta(days=1)
    earlier = holdings.vintage(release.dataset, day_before)
    months = [month.first_day for month in release.months if month in earlier]
    new = tuple(month for month in release.months if month not in earlier)
    if not months:
        return Changes(release, new, (), 0, 0, ())
    now = holdings.store.rows(release).filter(pl.col("month").is_in(months)).collect()
    before = holdings.rows(release.dataset, day_before).filter(pl.col("month").is_in(months))
    both = now.join(before, on=KEY, how="full", nulls_equal=True, coalesce=True, suffix="_before")
    differing = (
        both.with_columns(pl.col("count").fill_null(0), pl.col("count_before").fill_null(0))
        .with_columns((pl.col("count") - pl.col("count_before")).alias("by"))
        .filter(pl.col("by") != 0)
        .sort(pl.col("by").abs(), *KEY, descending=[True, *[False] * len(KEY)])
    )
    largest = tuple(
        Revision(
            Month.of(row["month"]),
            tuple(label(name, row[name]) for name in DIMENSIONS if row[name] is not None),
            row["count_before"],
            row["count"],
        )
        for row in differing.head(top).iter_rows(named=True)
    )
    touched = tuple(sorted(Month.of(day) for day in differing["month"].unique()))
    return Changes(release, new, touched, differing.height, int(differing["by"].sum()), largest)

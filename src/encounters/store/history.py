"""All that successive releases of a dataset said, in one table: a row for each count that a cell has had.

Beside the tidy columns a row has `since` and `until`: the ordinal of the release from which it held and of the one from
which it did not any more, `NEVER` when it still does. Ordinals count a dataset's releases in order of publication. A
release that does not cover a month says nothing of it. What the package ships and what a store holds are both this.
"""

from __future__ import annotations

import functools
import io
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from encounters.names import COLUMNS, DIMENSIONS, KEY
from encounters.periods import Month
from encounters.release import Release
from encounters.store.difference import side_by_side, within

if TYPE_CHECKING:
    import polars as pl

SINCE, UNTIL = "since", "until"
NEVER = 2**16 - 1


@dataclass(frozen=True)
class HistoryFile:
    """The file of a history: its place in the store, its hash, its releases in order by their hashes."""

    file: str
    sha256: str
    releases: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """A dataset's releases in order of publication, and the history they make, read when it is first asked for.

    `file` is the one that holds it; None for one that is not written yet.
    """

    releases: tuple[Release, ...]
    read: Callable[[], pl.DataFrame]
    file: HistoryFile | None = None

    @functools.cached_property
    def table(self) -> pl.DataFrame:
        """The tidy columns, `since` and `until`, in order of cell and `since`. Raises StoreError."""
        return self.read()

    def has(self, release: Release) -> bool:
        """Whether a release is one of the history's."""
        return release.sha256 in self._ordinals

    def ordinal(self, release: Release) -> int:
        """A release's place among those of the history, known by its bytes."""
        return self._ordinals[release.sha256]

    @functools.cached_property
    def _ordinals(self) -> dict[str, int]:
        return {release.sha256: number for number, release in enumerate(self.releases)}

    def rows(self, months: Mapping[Month, Release]) -> pl.DataFrame:
        """The tidy rows of each month as the release named for it had them. Raises StoreError."""
        import polars as pl

        days: dict[int, list[date]] = {}
        for month, release in months.items():
            days.setdefault(self.ordinal(release), []).append(month.first_day)
        held = [
            pl.col("month").is_in(own) & (pl.col(SINCE) <= number) & (pl.col(UNTIL) > number)
            for number, own in days.items()
        ]
        return (
            self.table.filter(pl.any_horizontal(held)).select(COLUMNS) if held else self.table.select(COLUMNS).clear()
        )

    def rows_of(self, release: Release) -> pl.DataFrame:
        """The tidy rows of one release, all of its months."""
        return self.rows(dict.fromkeys(release.months, release))

    def with_release(self, release: Release, rows: pl.DataFrame) -> History:
        """The history with one more release, at its place in the order. Only the months it covers are joined."""
        place = bisect_left(self.releases, publication_order(release), key=publication_order)
        releases = (*self.releases[:place], release, *self.releases[place:])
        table = _inserted(self.table, rows, place, _next(releases, place))
        return History(releases, lambda: table)

    def without(self, release: Release) -> History:
        """The history as if a release had never been."""
        kept = [one for one in self.releases if one.sha256 != release.sha256]
        return made((one, self.rows_of(one)) for one in kept)


def publication_order(release: Release) -> tuple[date, Month, bool, bool, str]:
    """The order in which releases replace each other: published, data through, CBP's own file after a reading of it,
    and the user's own after the bundled."""
    when = (release.published.day, release.data_through)
    return (*when, release.is_cbp_file, release.origin == "store", release.sha256)


def made(found: Iterable[tuple[Release, pl.DataFrame]]) -> History:
    """The history of releases, each with its tidy rows."""
    history = History((), empty)
    for release, rows in found:
        history = history.with_release(release, rows)
    return history


def empty() -> pl.DataFrame:
    """A history of nothing."""
    import polars as pl

    ordinals = {SINCE: pl.UInt16, UNTIL: pl.UInt16}
    return pl.DataFrame(
        schema={"month": pl.Date, **dict.fromkeys(DIMENSIONS, pl.String), "count": pl.Int64, **ordinals}
    )


def packed(table: pl.DataFrame, level: int = 3) -> bytes:
    """A history's table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=level, statistics=False)
    return buffer.getvalue()


def unpacked(content: bytes) -> pl.DataFrame:
    """A history's table from the bytes of a Parquet file."""
    import polars as pl

    return pl.read_parquet(content, use_pyarrow=False)


def _next(releases: tuple[Release, ...], place: int) -> dict[date, int]:
    """For each month of the release at a place, by its first day, the ordinal of the next release that covers it."""
    found = {month.first_day: NEVER for month in releases[place].months}
    for number in reversed(range(place + 1, len(releases))):
        found |= {month.first_day: number for month in releases[number].months if month.first_day in found}
    return found


def _inserted(table: pl.DataFrame, rows: pl.DataFrame, place: int, following: Mapping[date, int]) -> pl.DataFrame:
    """A history's table with a release's rows at an ordinal. `following` is where the next word on a month is.

    Between the two nothing else speaks of the month, so a row holds throughout or not at all.
    """
    import polars as pl

    later = [
        (pl.col(name) + (pl.col(name).ge(place) & pl.col(name).lt(NEVER)).cast(pl.UInt16)).alias(name)
        for name in (SINCE, UNTIL)
    ]
    covered = within([Month.of(day) for day in following])
    shifted = table.with_columns(later)
    ends = pl.DataFrame(list(following.items()), schema={"month": pl.Date, "next": pl.UInt16}, orient="row")
    here = shifted.filter(covered)
    spans = (pl.col(SINCE) < place) & (pl.col(UNTIL) > place)
    over, beside = here.filter(spans), here.filter(~spans)
    both = (
        side_by_side(over.drop(SINCE, UNTIL), rows)
        .join(over.drop("count"), on=list(KEY), how="left", nulls_equal=True)
        .join(ends, on="month", how="left")
    )
    same = pl.col("before").eq_missing(pl.col("after"))
    kept, changed = both.filter(same), both.filter(~same)
    old = changed.filter(pl.col("before").is_not_null())
    parts = [
        _as(kept, "before", SINCE, UNTIL),
        _as(old, "before", SINCE, pl.lit(place, pl.UInt16)),
        _as(old.filter(pl.col(UNTIL) > pl.col("next")), "before", "next", UNTIL),
    ]
    new = _as(changed.filter(pl.col("after").is_not_null()), "after", pl.lit(place, pl.UInt16), "next")
    # A later row that begins where the new one ends, with the same count, is the same row.
    again = new.join(
        beside.select(*KEY, "count", pl.col(SINCE).alias(UNTIL), pl.col(UNTIL).alias("end")),
        on=[*KEY, "count", UNTIL],
        how="left",
        nulls_equal=True,
    )
    joined = again.with_columns(pl.col("end").fill_null(pl.col(UNTIL)).alias(UNTIL)).drop("end")
    taken = again.filter(pl.col("end").is_not_null()).select(*KEY, pl.col(UNTIL).alias(SINCE))
    rest = beside.join(taken, on=[*KEY, SINCE], how="anti", nulls_equal=True)
    return pl.concat([shifted.filter(~covered), rest, *parts, joined]).sort(*KEY, SINCE)


def _as(frame: pl.DataFrame, count: str, since: str | pl.Expr, until: str | pl.Expr) -> pl.DataFrame:
    import polars as pl

    ends = [pl.col(each) if isinstance(each, str) else each for each in (since, until)]
    return frame.select(*KEY, pl.col(count).alias("count"), ends[0].alias(SINCE), ends[1].alias(UNTIL))

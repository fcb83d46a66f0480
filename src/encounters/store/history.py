"""All that successive releases of a dataset said, in one table: a row for each count that a cell has had.

Beside the tidy columns a row has `since` and `until`: the ordinal of the release from which it held and of the one from
which it did not any more, `NEVER` when it still does. Ordinals count a dataset's releases in order of publication. A
release that does not cover a month says nothing of it. What the package ships and what a store holds are both this.
"""

from __future__ import annotations

import functools
import io
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.cbp.cells import CELL, Cells, alike, day
from encounters.names import COLUMNS, DIMENSIONS
from encounters.periods import Month
from encounters.release import Release

if TYPE_CHECKING:
    import polars as pl

SINCE, UNTIL = "since", "until"
NEVER = 2**16 - 1


class HistoryFile(Struct, frozen=True):
    """The file of a history: its place in the store, its hash, its releases in order by their hashes."""

    file: str
    sha256: str
    releases: tuple[str, ...]


class History(Struct, frozen=True, dict=True):
    """A dataset's releases in order of publication, and the history they make, read when it is first asked for.

    `file` is the one that holds it; None for one that is not written yet, which has its rows as `numbers`.
    """

    releases: tuple[Release, ...]
    read: Callable[[], pl.LazyFrame]
    file: HistoryFile | None = None
    numbers: Cells | None = None

    @functools.cached_property
    def table(self) -> pl.DataFrame:
        """The tidy columns, `since` and `until`, in order of cell and `since`. Raises StoreError."""
        return self._with((*COLUMNS, SINCE, UNTIL))

    def _with(self, names: Sequence[str]) -> pl.DataFrame:
        """Some columns of the table, each read once: a question needs few, and most of the table is names of places."""
        import polars as pl

        known, told = self._known
        lacking = [name for name in names if name not in known]
        if lacking:
            known.update(zip(lacking, told.select(lacking).collect(), strict=True))
        return pl.DataFrame([known[name] for name in names])

    @functools.cached_property
    def _known(self) -> tuple[dict[str, pl.Series], pl.LazyFrame]:
        return {}, self.read()

    @functools.cached_property
    def cells(self) -> Cells:
        """The same as whole numbers, in no order. Raises StoreError."""
        return self.numbers or Cells.of(self.table)

    def has(self, release: Release) -> bool:
        """Whether a release is one of the history's."""
        return release.sha256 in self._ordinals

    def ordinal(self, release: Release) -> int:
        """A release's place among those of the history, known by its bytes."""
        return self._ordinals[release.sha256]

    @functools.cached_property
    def _ordinals(self) -> dict[str, int]:
        return {release.sha256: number for number, release in enumerate(self.releases)}

    def rows(self, months: Mapping[Month, Release], columns: Sequence[str] = COLUMNS) -> pl.LazyFrame:
        """The tidy rows of each month as the release named for it had them. Raises StoreError."""
        import polars as pl

        known = self._with(tuple(dict.fromkeys(("month", SINCE, UNTIL, *columns))))
        return known.lazy().filter(self._held(months, pl.col("month"))).select(columns)

    def cells_of(self, months: Mapping[Month, Release]) -> Cells:
        """The same rows as whole numbers. Raises StoreError."""
        return self.cells.select(self.cells.frame.filter(self._held(months, day())).select(CELL, "count"))

    def _held(self, months: Mapping[Month, Release], first_day: pl.Expr) -> pl.Expr:
        import polars as pl

        days: dict[int, list[date]] = {}
        for month, release in months.items():
            days.setdefault(self.ordinal(release), []).append(month.first_day)
        held = [
            first_day.is_in(own) & (pl.col(SINCE) <= number) & (pl.col(UNTIL) > number) for number, own in days.items()
        ]
        return pl.any_horizontal(held) if held else pl.lit(False)

    def rows_of(self, release: Release) -> pl.LazyFrame:
        """The tidy rows of one release, all of its months."""
        return self.rows(dict.fromkeys(release.months, release))

    def with_release(self, release: Release, cells: Cells) -> History:
        """The history with one more release, at its place in the order. Only the months it covers are joined.

        Raises TooManyLabels.
        """
        place = bisect_left(self.releases, publication_order(release), key=publication_order)
        releases = (*self.releases[:place], release, *self.releases[place:])
        before, new = alike(self.cells, cells)
        made = before.select(_inserted(before.frame, new.frame, place, _next(releases, place)))
        return History(releases, lambda: made.select(made.frame.sort(CELL, SINCE)).tidy().lazy(), numbers=made)

    def without(self, release: Release) -> History:
        """The history as if a release had never been."""
        kept = [one for one in self.releases if one.sha256 != release.sha256]
        return made((one, self.cells_of(dict.fromkeys(one.months, one))) for one in kept)


def publication_order(release: Release) -> tuple[date, Month, bool, bool, str]:
    """The order in which releases replace each other: published, data through, CBP's own file after a reading of it,
    and the user's own after the bundled."""
    when = (release.published.day, release.data_through)
    return (*when, release.is_cbp_file, release.origin == "store", release.sha256)


def made(found: Iterable[tuple[Release, Cells]]) -> History:
    """The history of releases, each with its cells."""
    history = History((), empty)
    for release, cells in found:
        history = history.with_release(release, cells)
    return history


def empty() -> pl.LazyFrame:
    """A history of nothing."""
    import polars as pl

    ordinals = {SINCE: pl.UInt16, UNTIL: pl.UInt16}
    return pl.LazyFrame(
        schema={"month": pl.Date, **dict.fromkeys(DIMENSIONS, pl.String), "count": pl.Int64, **ordinals}
    )


def packed(table: pl.DataFrame, level: int = 3) -> bytes:
    """A history's table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=level, statistics=False)
    return buffer.getvalue()


def unpacked(content: bytes) -> pl.LazyFrame:
    """A history's table from the bytes of a Parquet file."""
    import polars as pl

    return pl.scan_parquet(content)


def _next(releases: tuple[Release, ...], place: int) -> dict[date, int]:
    """For each month of the release at a place, by its first day, the ordinal of the next release that covers it."""
    found = {month.first_day: NEVER for month in releases[place].months}
    for number in reversed(range(place + 1, len(releases))):
        found |= {month.first_day: number for month in releases[number].months if month.first_day in found}
    return found


def _inserted(table: pl.DataFrame, rows: pl.DataFrame, place: int, following: Mapping[date, int]) -> pl.DataFrame:
    """A history's cells with those of a release at an ordinal. `following` is where the next word on a month is.

    Between the two nothing else speaks of the month, so a row holds throughout or not at all.
    """
    import polars as pl

    later = pl.col(SINCE, UNTIL)
    shifted = table.with_columns(later + ((later >= place) & (later < NEVER)).cast(pl.UInt16))
    spans = day().is_in(list(following)) & (pl.col(SINCE) < place) & (pl.col(UNTIL) > place)
    here = pl.lit(place, pl.UInt16)
    after = day().replace_strict(following, return_dtype=pl.UInt16)
    both = rows.rename({"count": "after"}).join(shifted.filter(spans), on=CELL, how="full", coalesce=True)
    kept = pl.col("after") == pl.col("count")
    changed = both.filter(~kept.fill_null(False)).with_columns(after.alias("next"))
    old = changed.filter(pl.col("count").is_not_null())
    new = changed.filter(pl.col("after").is_not_null())
    parts = [
        _as(both.filter(kept)),
        _as(old, until=here),
        _as(old.filter(pl.col(UNTIL) > pl.col("next")), since=pl.col("next")),
    ]
    beside, begun = shifted.filter(~spans), _as(new, "after", here, pl.col("next"))
    if any(number < NEVER for number in following.values()):
        beside, begun = _joined(beside, begun)
    return pl.concat([beside, begun, *parts])


def _joined(beside: pl.DataFrame, begun: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that begin, and those beside them: one that begins where another ends, with the same count, is that one."""
    import polars as pl

    ended = beside.select(CELL, "count", pl.col(SINCE).alias(UNTIL), pl.col(UNTIL).alias("end"))
    again = begun.join(ended, on=[CELL, "count", UNTIL], how="left")
    taken = again.filter(pl.col("end").is_not_null()).select(CELL, pl.col(UNTIL).alias(SINCE))
    return beside.join(taken, on=[CELL, SINCE], how="anti"), _as(again, until=pl.coalesce("end", UNTIL))


def _as(
    frame: pl.DataFrame, count: str = "count", since: pl.Expr | None = None, until: pl.Expr | None = None
) -> pl.DataFrame:
    import polars as pl

    ends = (pl.col(SINCE) if since is None else since, pl.col(UNTIL) if until is None else until)
    return frame.select(CELL, pl.col(count).alias("count"), ends[0].alias(SINCE), ends[1].alias(UNTIL))

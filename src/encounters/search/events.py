"""Counts of a block's selections for everything that each month has ever been.

An event is a month from the release on that changed it to the next that did. A vintage is one event for each month, so
counts are made once for all vintages: what a release changed is added where it begins to hold and taken away where it
ends, and one running total over a month's events gives every state that it has been in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from encounters.cbp.datasets import Dataset
from encounters.names import DIMENSIONS, NAMED_GROUPS, Choice
from encounters.search.axes import Axis, Block
from encounters.search.recent import Recent
from encounters.search.timeline import Array, Bools, Ints, Timeline
from encounters.store.history import NEVER, SINCE, UNTIL
from encounters.store.holdings import Holdings

if TYPE_CHECKING:
    import polars as pl

Floats = npt.NDArray[np.float64]

STEP = NEVER + 1
"""More than a history has releases."""

PLACES = frozenset({"area", "state"})
"""The dimensions that make most of the rows, and that few selections narrow."""

CELLS = 2**19
"""Selections are added up from so many cells at a time."""


class Coded(Struct, frozen=True):
    """Rows as numbers: the events at which each begins and ends, the count, a code for each dimension."""

    begins: Ints
    ends: Ints
    counts: Floats
    codes: dict[str, Array]

    @classmethod
    def of(cls, table: pl.DataFrame, keys: Ints) -> Coded:
        """The rows of a table whose columns are all numbers, by the keys of events."""
        begins, ends = (np.searchsorted(keys, table[name].to_numpy()) for name in (SINCE, UNTIL))
        codes = {name: table[name].to_numpy() for name in table.columns if name in DIMENSIONS}
        return cls(begins, ends, table["count"].to_numpy(), codes)

    def without(self, dimensions: Collection[str]) -> Coded:
        """The rows without some dimensions, those that are alike then added up."""
        codes = {name: code for name, code in self.codes.items() if name not in dimensions}
        if len(codes) == len(self.codes) or not len(self.counts):
            return self
        alike = self.begins
        for code in (self.ends, *codes.values()):
            alike = alike * (int(code.max()) + 1) + code
        order = np.argsort(alike, kind="stable")
        new = np.flatnonzero(np.diff(alike[order], prepend=-1))
        one = order[new]
        counts = np.add.reduceat(self.counts[order], new)
        return Coded(self.begins[one], self.ends[one], counts, {name: code[one] for name, code in codes.items()})


class Events(Struct, frozen=True):
    """The rows of a dataset, and the events by the month, history and release that each begins with.

    wide: the rows without the place of each, added up: a few of them. The event after the last is a month without rows.
    """

    dataset: Dataset
    keys: Ints
    rows: Coded
    wide: Coded
    labels: dict[str, list[str]]
    places: dict[str, Ints]
    matrices: dict[Axis, Array] = field(default_factory=dict)
    _some: Recent[Ints | slice] = field(default_factory=lambda: Recent(2))

    @classmethod
    def of(cls, holdings: Holdings, dataset: Dataset, timeline: Timeline) -> Events:
        """All that is known of a dataset. Raises StoreError."""
        import polars as pl

        known = holdings.histories(dataset.name)
        if not known:
            nothing = np.zeros(0, np.int64)
            none = Coded(nothing, nothing, nothing.astype(np.float64), {})
            return cls(dataset, nothing, none, none, {}, {})
        parts = [one.table.with_columns(pl.lit(row, pl.Int64).alias("history")) for row, one in enumerate(known)]
        place = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month() - 1 - timeline.first.ordinal
        rows = pl.concat(parts, how="vertical_relaxed").filter(place.is_between(0, timeline.length - 1))
        group = pl.col("history") * timeline.length + place
        coded = [(group * STEP + pl.col(name)).alias(name) for name in (SINCE, UNTIL)]
        every = rows.select(pl.col(name).drop_nulls().unique().sort().implode() for name in DIMENSIONS)
        labels = {name: found for name, found in every.row(0, named=True).items() if found}
        for name, found in labels.items():
            coded.append(pl.col(name).cast(pl.Enum(found)).to_physical().cast(pl.UInt16).fill_null(len(found)))
        table = rows.select(*coded, pl.col("count").cast(pl.Float64))
        known_ends = table[UNTIL].filter(table[UNTIL] % STEP != NEVER)
        keys = pl.concat([table[SINCE], known_ends.alias(SINCE)]).unique().sort().to_numpy()
        every_row = Coded.of(table, keys)
        return cls(
            dataset,
            keys,
            every_row,
            every_row.without(PLACES),
            labels,
            {one.sha256: np.array([row, at]) for row, own in enumerate(known) for at, one in enumerate(own.releases)},
        )

    @property
    def size(self) -> int:
        """The number of events and one more, for a month without rows."""
        return len(self.keys) + 1

    def at(self, months: Ints, releases: Ints, timeline: Timeline) -> Ints:
        """The events that months are at in releases, each of which is one of `places`."""
        history, place = releases.T
        group = history * timeline.length + months
        found = np.searchsorted(self.keys, group * STEP + place, side="right") - 1
        known = (found >= 0) & (self.keys[found] // STEP == group)
        return np.where(known, found, len(self.keys))

    def chosen(self, dimension: str, choice: Choice) -> Bools:
        """Which codes of a dimension a choice takes in, as `encounters.store.selection.condition` has it.

        The code after the last label, of rows without a value, is in no choice but that of everything.
        """
        labels = self.labels[dimension]
        wanted = np.array([label in choice.codes for label in labels], np.bool_)
        if dimension == "citizenship" and "other" in choice.codes:
            wanted |= np.array([label not in NAMED_GROUPS for label in labels], np.bool_)
        if not choice:
            return np.ones(len(labels) + 1, np.bool_)
        return np.append(~wanted if choice.excluded else wanted, False)

    def cells(self, block: Block) -> Array:
        """Counts with the block's common filters by event and by every category of its axes' dimensions."""
        rows = self.wide if PLACES.isdisjoint(block.need.dimensions) else self.rows
        some = self._some.get((block.base, id(rows)), lambda: self._having(rows, block.base))
        counts, cell, shape = rows.counts[some], np.zeros(1, np.int64), [self.size]
        for axis in block.axes:
            many = len(self.labels[axis.dimension]) + 1
            cell = cell * many + rows.codes[axis.dimension][some]
            shape.append(many)
        width = int(np.prod(shape[1:], dtype=np.int64))
        total = width * self.size
        found = np.bincount(rows.begins[some] * width + cell, counts, total)
        found -= np.bincount(rows.ends[some] * width + cell, counts, total)
        cells = np.cumsum(found.reshape(self.size, width), axis=0)
        exact = np.float32 if cells.sum(axis=1).max() < 2**24 else np.float64
        return cells.reshape(shape).astype(exact)

    def _having(self, rows: Coded, filters: Iterable[tuple[str, Choice]]) -> Ints | slice:
        """The places of the rows that filters take in."""
        masks = [self.chosen(name, choice)[rows.codes[name]] for name, choice in filters if choice]
        return np.flatnonzero(np.logical_and.reduce(masks)) if masks else slice(None)

    def selections(self, block: Block) -> tuple[Array, Array]:
        """Counts by event and selection, and in which respects they tell something, a bit for each.

        They tell something where they are not zero, and not those of all along any of the axes.
        """
        cells, matrices = self.cells(block), [self._matrix(axis) for axis in block.axes]
        counts = np.empty((self.size, block.size), np.int64 if cells.dtype == np.float64 else np.int32)
        telling = np.empty((self.size, block.size), np.uint8)
        step = max(1, CELLS // max(block.size, int(np.prod(cells.shape[1:]))))
        for start in range(0, self.size, step):
            some = slice(start, start + step)
            chosen = along_axes(cells[some], matrices)
            counts[some] = np.rint(chosen).reshape(-1, block.size)
            tells = (chosen != 0).view(np.uint8)
            for place in range(len(block.axes)):
                others = [matrix for other, matrix in enumerate(matrices) if other != place]
                lacking = along_axes(cells[some].sum(axis=place + 1), others)
                tells |= (chosen != np.expand_dims(lacking, place + 1)).view(np.uint8) << (place + 1)
            telling[some] = tells.reshape(-1, block.size)
        return counts, telling

    def _matrix(self, axis: Axis) -> Array:
        if axis not in self.matrices:
            rows = [self.chosen(axis.dimension, choice) for choice in axis.choices]
            self.matrices[axis] = np.array(rows, np.float32)
        return self.matrices[axis]


def along_axes(cells: Array, matrices: list[Array]) -> Array:
    """Cells summed along each axis after the first, as the rows of its matrix say."""
    found = cells
    for matrix in matrices:
        # The axis summed is always the second: its choices go to the end.
        found = np.tensordot(found, matrix.astype(found.dtype, copy=False), axes=(1, 1))
    return found

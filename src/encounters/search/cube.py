"""Counts of a block's selections by month, from the rows of one vintage of one dataset."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from encounters.cbp.datasets import Dataset
from encounters.names import DIMENSIONS, FIVE_GROUPS, NAMED_GROUPS, Choice
from encounters.search.axes import Axis, Block
from encounters.search.timeline import Bools, Ints, Timeline

if TYPE_CHECKING:
    import polars as pl

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Coded:
    """Tidy rows as numbers: the place of the month, a code for each dimension, the count."""

    dataset: Dataset
    months: Ints
    codes: dict[str, Ints]
    labels: dict[str, list[str]]
    counts: Floats
    matrices: dict[Axis, Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset, rows: pl.DataFrame, timeline: Timeline) -> Coded:
        """The rows of a vintage, coded."""
        import polars as pl

        ordinal = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month() - 1
        labels: dict[str, list[str]] = {}
        coded = [(ordinal - timeline.first.ordinal).alias("month"), pl.col("count").cast(pl.Float64)]
        for name in DIMENSIONS:
            found = rows[name].unique().drop_nulls().sort().to_list()
            if found:
                labels[name] = found
                coded.append(pl.col(name).cast(pl.Enum(found)).to_physical().cast(pl.Int64).fill_null(len(found)))
        table = rows.select(coded)
        codes = {name: table[name].to_numpy() for name in labels}
        return cls(dataset, table["month"].to_numpy(), codes, labels, table["count"].to_numpy())

    def chosen(self, dimension: str, choice: Choice) -> Bools:
        """Which codes of a dimension a choice takes in, as `encounters.store.selection.condition` has it.

        The code after the last label, of rows without a value, is in no choice but that of everything.
        """
        labels = self.labels[dimension]
        wanted = np.array([label in choice.codes for label in labels], np.bool_)
        if dimension == "citizenship" and "other" in choice.codes and self.dataset.citizenships is not FIVE_GROUPS:
            wanted = wanted | ~np.isin(labels, NAMED_GROUPS)
        if not choice:
            return np.ones(len(labels) + 1, np.bool_)
        return np.append(~wanted if choice.excluded else wanted, False)

    def cells(self, block: Block, timeline: Timeline) -> Floats:
        """Counts with the block's common filters by month and by every category of its axes' dimensions."""
        kept = np.ones(len(self.counts), np.bool_)
        for name, choice in block.base:
            if choice:
                kept &= self.chosen(name, choice)[self.codes[name]]
        place, shape = self.months[kept], [timeline.length]
        for axis in block.axes:
            many = len(self.labels[axis.dimension]) + 1
            place = place * many + self.codes[axis.dimension][kept]
            shape.append(many)
        found = np.bincount(place, self.counts[kept], int(np.prod(shape)))
        return found.reshape(shape).astype(np.float64, copy=False)

    def selections(self, block: Block, timeline: Timeline) -> tuple[Ints, Bools]:
        """Counts by month and selection, and which selections have counts that none with a filter less has."""
        cells = self.cells(block, timeline)
        chosen = along_axes(cells, [self._matrix(axis) for axis in block.axes])
        telling = chosen.any(axis=0)
        for place, axis in enumerate(block.axes):
            every = np.ones((1, len(self.labels[axis.dimension]) + 1))
            lacking = [every if other == place else self._matrix(one) for other, one in enumerate(block.axes)]
            telling &= (chosen != along_axes(cells, lacking)).any(axis=0)
        flat = chosen.reshape(timeline.length, -1)
        return np.rint(flat).astype(np.int64), telling.reshape(-1)

    def _matrix(self, axis: Axis) -> Floats:
        if axis not in self.matrices:
            rows = [self.chosen(axis.dimension, choice) for choice in axis.choices]
            self.matrices[axis] = np.array(rows, np.float64)
        return self.matrices[axis]


def along_axes(cells: Floats, matrices: list[Floats]) -> Floats:
    """Cells summed along each axis after the first, as the rows of its matrix say."""
    found = cells
    for matrix in matrices:
        # The axis summed is always the second: its choices go to the end.
        found = np.tensordot(found, matrix, axes=(1, 1))
    return found

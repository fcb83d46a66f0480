"""What all scans have in common: the table searched, the windows of a vintage, and what becomes of a match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from encounters.search import prior
from encounters.search.bounds import Bounds
from encounters.search.collect import NONE, Collector, Order
from encounters.search.space import Cube, Space, Table
from encounters.search.timeline import Bools, Ints
from encounters.search.windows import Windows, window_bits

Array = npt.NDArray[Any]

CHUNK = 1024
"""Selections tested at once: few enough for their sums to stay in the processor's cache."""

FIGURE_ORDER = {name: place for place, name in enumerate(prior.FIGURES)}


@dataclass(frozen=True)
class Match:
    """Matches of one figure as columns: selections (and wholes), starts of windows, and how far back `before` lies."""

    part: Ints
    first: Ints
    length: int
    back: int = 0
    whole: Ints | None = None

    def sums(self, cube: Cube) -> tuple[Ints, Ints]:
        """The sums of the windows, and of the windows or wholes compared with."""
        now = cube.sums(self.first, self.length, self.part)
        if self.whole is None and not self.back:
            return now, now
        return now, cube.sums(self.first - self.back, self.length, self.part if self.whole is None else self.whole)

    def same(self, here: Cube, there: Cube) -> Bools:
        """Which of them have the same sums in another vintage."""
        same = there.has(self.first, self.length)
        if self.back:
            same = same & there.has(self.first - self.back, self.length)
        for own, other in zip(self.sums(here), self.sums(there), strict=True):
            same = same & (own == other)
        return same

    def where(self, kept: Bools) -> Match:
        """Some of the matches."""
        whole = None if self.whole is None else self.whole[kept]
        return replace(self, part=self.part[kept], first=self.first[kept], whole=whole)


@dataclass(frozen=True)
class Scan:
    """One vintage of a table, to be searched for the number within bounds."""

    space: Space
    table: Table
    place: int
    vintage: int
    windows: Windows
    bounds: Bounds
    collector: Collector

    @property
    def cube(self) -> Cube:
        """The vintage's totals."""
        return self.table.cubes[self.vintage]

    @cached_property
    def bits(self) -> Ints:
        """The bits of each window in this vintage."""
        return window_bits(self.space.timeline.length, self.cube.vintage.last, self.windows.asked)

    @cached_property
    def newness(self) -> int:
        """How many publication days are newer than the vintage's."""
        return len(self.space.days) - 1 - self.space.days.index(self.cube.vintage.day)

    def starts(self, length: int, allowed: Bools) -> tuple[int, int, Bools] | None:
        """The first and last start (exclusive) of the windows of a length that are answered and allowed, and which."""
        good = np.diagonal(self.cube.vintage.answered, length - 1) & np.diagonal(allowed, length - 1)
        found = np.flatnonzero(good)
        if not len(found):
            return None
        first, last = int(found[0]), int(found[-1]) + 1
        return first, last, good[first:last]

    def lengths(self, allowed: Bools) -> Iterator[tuple[int, int, int, Bools]]:
        """Each length that has windows, with those that `starts` gives."""
        for length in range(1, self.space.timeline.length + 1):
            if found := self.starts(length, allowed):
                yield (length, *found)

    def chunks(self) -> Iterator[tuple[Ints, Array]]:
        """The columns that tell something, some at a time, with their running totals."""
        telling = np.flatnonzero(self.table.telling)
        for start in range(0, len(telling), CHUNK):
            columns = telling[start : start + CHUNK]
            yield columns, np.ascontiguousarray(self.cube.totals[:, columns])

    def found(self, figure: str, match: Match, bits: Ints, old: Bools | None = None) -> None:
        """Count the matches that the vintage before does not have. `bits` are without those of the vintage.

        `old` says which it has, for a figure that does not follow from sums.
        """
        fresh = ~(self._in(match, self.vintage - 1) if old is None else old)
        if not fresh.any():
            return
        match, bits = match.where(fresh), bits[fresh]
        newest = len(self.table.cubes) - 1
        today = np.ones(len(bits), np.bool_) if self.vintage == newest else self._in(match, newest)
        to_date = match.first + (match.length - 1) == self.cube.vintage.last
        bits = bits + np.where(today, 0, np.where(to_date, prior.OLD_TO_DATE, prior.OLD))
        order = Order(self.newness, self.space.timeline.length, FIGURE_ORDER[figure])
        self.collector.add(
            order.keys(bits, today, match.first, match.length),
            bits=bits,
            table=self.place,
            vintage=self.vintage,
            figure=FIGURE_ORDER[figure],
            part=match.part,
            whole=NONE if match.whole is None else match.whole,
            first=match.first,
            length=match.length,
            back=match.back,
        )

    def _in(self, match: Match, vintage: int) -> Bools:
        if vintage < 0:
            return np.zeros(len(match.part), np.bool_)
        return match.same(self.cube, self.table.cubes[vintage])


def between(values: Array, low: Ints, high: Ints) -> Bools:
    """Which values are within bounds, with one comparison; none is where the bounds are crossed. Zero never is."""
    top = np.iinfo(values.dtype).max // 2
    low = np.maximum(low, 1)
    none = (low > high) | (low > top)
    low = np.where(none, top, low).astype(values.dtype)
    high = np.where(none, top, np.minimum(high, top)).astype(values.dtype)
    unsigned = np.dtype(f"u{values.dtype.itemsize}")
    # A value below the lower bound wraps around to a number above every distance between bounds.
    found: Bools = np.subtract(values, low).view(unsigned) <= (high - low).view(unsigned)
    return found


def places(inside: Bools, good: Bools) -> tuple[Ints, Ints] | None:
    """Rows and columns of what is true in rows that are good, or None."""
    if not inside.any():
        return None
    rows, columns = np.divmod(np.flatnonzero(inside), inside.shape[1])
    kept = good[rows]
    return (rows[kept], columns[kept]) if kept.any() else None

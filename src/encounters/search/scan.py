"""Every selection against every row: where the sums of windows, or of two of them, are such as give the number.

The sums of a window are one subtraction of running totals, and a bound is one comparison, over as many rows at a time
as stay in the processor's cache with all that is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from encounters.search.bounds import distances, ratio_between
from encounters.search.rows import Rows
from encounters.search.timeline import Array, Bools, Ints
from encounters.wording.rules import Range

ELEMENTS = 2**15
WIDER = 1e-6
"""More than two counts and their quotient lose as 32-bit numbers."""


class Slab(Struct, frozen=True):
    """Selections scanned together: which of the table they are, the bits of each, and their running totals.

    many: how many they are with those that were left out, as they cannot give the number. of: the running totals of
    what each is measured against, their own unless they are shares of wholes. whole: which of the table those are.
    """

    many: int
    part: Ints
    bits: Ints
    totals: Array
    of: Array
    whole: Ints | None = None

    def sums(self, start: Ints, length: Ints, column: Ints) -> Ints:
        """The sums of windows, each of its own selection."""
        return _differences(self.totals, start, length, column)

    def sums_of(self, start: Ints, length: Ints, column: Ints) -> Ints:
        """The sums that windows are measured against."""
        return _differences(self.of, start, length, column)


def _differences(totals: Array, start: Ints, length: Ints, column: Ints) -> Ints:
    return np.asarray(totals[start + length, column].astype(np.int64) - totals[start, column])


class Hits(Struct, frozen=True):
    """Rows and selections that give the number; `turned` where the earlier window is measured against the later one."""

    row: Ints
    column: Ints
    turned: Bools


class Sums:
    """The sums of windows of all selections, some rows at a time, in memory that is used again."""

    def __init__(self, totals: Array, step: int) -> None:
        self._totals = totals
        self._sums, self._start = (np.empty((step, totals.shape[1]), totals.dtype) for _ in range(2))

    def of(self, start: Ints, end: Ints) -> Array:
        """The sums of windows; they are gone with the next ones."""
        sums, starts = self._sums[: len(start)], self._start[: len(start)]
        np.take(self._totals, end, axis=0, out=sums, mode="clip")
        np.take(self._totals, start, axis=0, out=starts, mode="clip")
        return np.subtract(sums, starts, out=sums)


class Inside:
    """The places of values that lie within bounds."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []

    def test(self, rest: Array, width: Array, first: int) -> None:
        """Keep the places of what is not above the width, in rows from `first` on."""
        inside = rest.view(width.dtype) <= width
        if inside.any():
            rows, columns = np.divmod(np.flatnonzero(inside), self._width)
            self._rows.append(rows + first)
            self._columns.append(columns)

    def found(self) -> tuple[Ints, Ints]:
        """The rows and columns kept."""
        if not self._rows:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(self._rows), np.concatenate(self._columns)


def _steps(rows: Rows, width: int) -> tuple[int, range]:
    step = max(1, min(len(rows.span), ELEMENTS // max(width, 1)))
    return step, range(0, len(rows.span), step)


def sums_within(slab: Slab, rows: Rows, limits: Sequence[tuple[Array, Array]]) -> Iterator[Hits]:
    """For each pair of limits, `distances` for every row, where the sums of windows are within them."""
    width, kind = slab.totals.shape[1], slab.totals.dtype
    found = [Inside(width) for _ in limits]
    step, firsts = _steps(rows, width)
    sums, rest = Sums(slab.totals, step), np.empty((step, width), kind)
    for first in firsts:
        some = slice(first, first + step)
        own = sums.of(rows.start[some], rows.end[some])
        for (low, reach), inside in zip(limits, found, strict=True):
            inside.test(np.subtract(own, low[some], out=rest[: len(own)]), reach[some], first)
    for inside in found:
        row, column = inside.found()
        yield Hits(row, column, np.zeros(len(row), np.bool_))


def changes_within(slab: Slab, rows: Rows, low: int, high: int) -> Hits:
    """Where the difference of two windows, in either direction, is within bounds and neither is empty; of a fall both
    bounds are negative."""
    falls = high < 0
    low, high = (-high, -low) if falls else (low, high)
    width, kind = slab.totals.shape[1], slab.totals.dtype
    least, reach = distances(np.array([low]), np.array([high]), kind)
    inside = Inside(width)
    step, firsts = _steps(rows, width)
    now, before = Sums(slab.totals, step), Sums(slab.totals, step)
    for first in firsts:
        some = slice(first, first + step)
        own = now.of(rows.start[some], rows.end[some])
        own -= before.of(rows.other_start[some], rows.other_end[some])
        np.abs(own, out=own)
        inside.test(np.subtract(own, least, out=own), reach, first)
    row, column = inside.found()
    later, earlier = _both(slab, rows, row, column)
    turned = later > earlier if falls else later < earlier
    return _allowed(rows, Hits(row, column, turned), (later > 0) & (earlier > 0))


def ratios_within(slab: Slab, rows: Rows, values: Range) -> Hits:
    """Where the ratio of two windows is within bounds, in either direction, and neither is empty."""
    small = max(slab.totals.max(initial=0), slab.of.max(initial=0)) < 2**24
    kind = np.dtype(np.float32 if small else np.float64)
    totals = slab.totals.astype(kind)
    of = totals if slab.of is slab.totals else slab.of.astype(kind)
    width = totals.shape[1]
    ways = [_bits(float(values.low), float(values.high), kind)]
    if rows.spans.behind.any():
        ways.append(_bits(*_inverse(values), kind))
    inside = [Inside(width) for _ in ways]
    step, firsts = _steps(rows, width)
    now, before = Sums(totals, step), Sums(of, step)
    ratio, rest = np.empty((step, width), kind), np.empty((step, width), ways[0][0].dtype)
    with np.errstate(divide="ignore", invalid="ignore"):
        for first in firsts:
            some = slice(first, first + step)
            own = now.of(rows.start[some], rows.end[some])
            than = before.of(rows.other_start[some], rows.other_end[some])
            found = np.divide(own, than, out=ratio[: len(own)]).view(rest.dtype)
            for (least, reach), one in zip(ways, inside, strict=True):
                one.test(np.subtract(found, least, out=rest[: len(own)]), reach, first)
    return _exactly(slab, rows, [one.found() for one in inside], values)


def _bits(low: float, high: float, kind: np.dtype[Any]) -> tuple[Array, Array]:
    """Bounds on positive ratios a little wider, as whole numbers: their bits are in the order of the numbers."""
    wide = np.array([max(low, 0) * (1 - WIDER), max(high, 0) * (1 + WIDER)], kind).view(f"u{kind.itemsize}")
    return wide[:1], wide[1:] - wide[:1]


def _inverse(values: Range) -> tuple[float, float]:
    low, high = float(values.low), float(values.high)
    return (1 / high if high > 0 else np.inf), (1 / low if low > 0 else np.inf)


def _exactly(slab: Slab, rows: Rows, found: Sequence[tuple[Ints, Ints]], values: Range) -> Hits:
    """Of places that are nearly within bounds, those that are."""
    row, column = (np.concatenate(one) for one in zip(*found, strict=True))
    if not len(row):
        return Hits(row, column, np.zeros(0, np.bool_))
    turned = np.repeat(np.arange(len(found)) == 1, [len(one[0]) for one in found])
    later, earlier = _both(slab, rows, row, column)
    now, before = np.where(turned, earlier, later), np.where(turned, later, earlier)
    return _allowed(rows, Hits(row, column, turned), (now > 0) & (before > 0) & ratio_between(now, before, values))


def _both(slab: Slab, rows: Rows, row: Ints, column: Ints) -> tuple[Ints, Ints]:
    start, length, back = rows.start[row], rows.length[row], rows.back[row]
    return slab.sums(start, length, column), slab.sums_of(start - back, length, column)


def _allowed(rows: Rows, hits: Hits, kept: Bools) -> Hits:
    """The hits that are kept and in a direction that was asked for."""
    span = rows.span[hits.row]
    kept = kept & np.where(hits.turned, rows.spans.behind[span], rows.spans.ahead[span])
    return Hits(hits.row[kept], hits.column[kept], hits.turned[kept])

"""The highest months of windows.

A month is the highest of many windows. It counts once for each selection and vintage, with the simplest window that it
is the highest of, unless the vintage before has that too.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from encounters.search.bounds import between
from encounters.search.rows import Rows
from encounters.search.scan import ELEMENTS, Hits, Slab
from encounters.search.timeline import Array, Bools, Ints


class Peaks(Struct, frozen=True):
    """Rows and selections whose highest month is within bounds: its count, and whether the vintage before has it."""

    row: Ints
    column: Ints
    count: Ints
    old: Bools

    @classmethod
    def joined(cls, some: list[Peaks]) -> Peaks:
        """All of several."""
        names = ("row", "column", "count", "old")
        return cls(*(np.concatenate([getattr(one, name) for one in some]) for name in names))


def highest_within(slab: Slab, rows: Rows, bounds: tuple[Ints, Ints], bits: Ints) -> tuple[Hits, Ints]:
    """The simplest windows, by the bits of the rows, whose highest month is within bounds, and what that month has.

    The rows must be all that are answered, fresh or not.
    """
    many, length = rows.vintages.many, rows.vintages.length
    counts = np.diff(slab.totals.reshape(many, length + 1, -1), axis=1).reshape(many * length, -1)
    columns = np.flatnonzero(between(counts, *bounds).any(axis=0))
    found = [Peaks(*(np.zeros(0, np.int64),) * 3, np.zeros(0, np.bool_))]
    highest, reach, step = np.ascontiguousarray(counts[:, columns]), 1, max(1, ELEMENTS // max(1, len(columns)))
    while reach <= length and len(columns):
        of_reach = np.flatnonzero((rows.length >= reach) & (rows.length < 2 * reach))
        for first in range(0, len(of_reach), step):
            found.append(_peaks(highest, rows, of_reach[first : first + step], reach, bounds))
        # The highest of twice as many months. What reaches past the end of a vintage belongs to no row.
        highest = np.maximum(highest, np.roll(highest, -reach, axis=0))
        reach *= 2
    peaks = Peaks.joined(found)
    simplest = _simplest(peaks, rows, bits)
    kept = simplest[~peaks.old[simplest]]
    return Hits(peaks.row[kept], columns[peaks.column[kept]], np.zeros(len(kept), np.bool_)), peaks.count[kept]


def _peaks(highest: Array, rows: Rows, some: Ints, reach: int, bounds: tuple[Ints, Ints]) -> Peaks:
    """Some rows, of up to twice `reach` months, whose highest month is within bounds."""
    length = rows.vintages.length
    first = rows.vintage[some] * length + rows.first[some]
    last = first + rows.length[some] - reach
    row, column = np.nonzero(between(np.maximum(highest[first], highest[last]), *bounds))
    first, last = first[row], last[row]
    count = np.maximum(highest[first, column], highest[last, column])
    before = np.maximum(highest[first - length, column], highest[last - length, column])
    return Peaks(some[row], column, count.astype(np.int64), rows.before[some[row]] & (before == count))


def _simplest(peaks: Peaks, rows: Rows, bits: Ints) -> Ints:
    """For each vintage, selection and count, the simplest window, of equal ones the shortest and then the last."""
    row, what = peaks.row, (peaks.count, peaks.column, rows.vintage[peaks.row])
    order = np.lexsort((-rows.first[row], rows.length[row], bits[row], *what))
    new = np.ones(len(order), np.bool_)
    new[1:] = np.any([one[order[1:]] != one[order[:-1]] for one in what], axis=0)
    return np.asarray(order[new])

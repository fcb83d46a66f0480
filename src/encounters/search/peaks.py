"""The highest months of windows.

A month is the highest of many windows. It counts once for each selection, with the simplest window that it is the
highest of: of two months or more, for the peak of one is its total, unless peaks alone are searched for. Where no
windows were asked for, only natural ones are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from encounters.search import prior
from encounters.search.bounds import Sums
from encounters.search.matches import Array, Match, Scan, between, places
from encounters.search.timeline import Bools, Ints


@dataclass(frozen=True)
class Peaks:
    """Windows whose highest month is within bounds: start, length, column of the chunk, count, and whether the vintage
    before has the same."""

    first: Ints
    length: Ints
    own: Ints
    count: Ints
    old: Bools

    def where(self, places: Ints) -> Peaks:
        """Some of them."""
        return Peaks(self.first[places], self.length[places], self.own[places], self.count[places], self.old[places])


def scan_peaks(scan: Scan, name: str, bits: int, column_bits: Ints, alone: bool) -> None:
    """Search the vintage for months that are the highest of a window."""
    sums = Sums.of(scan.bounds, [Fraction(1)])
    allowed = scan.windows.now if scan.windows.every else scan.windows.now & (scan.bits <= prior.NATURAL)
    for columns, totals in scan.chunks():
        before = scan.table.cubes[max(scan.vintage - 1, 0)].totals[:, columns]
        shortest = 1 if alone else 2
        found = _peaks(scan, totals, before, allowed, sums.hold, shortest)
        if found is None:
            continue
        taken = scan.bits[found.first, found.first + found.length - 1] + column_bits[columns[found.own]]
        taken += bits + prior.FIGURES[name] + sums.rounding(found.count, 0)
        simplest = _simplest(found, taken)
        for length in np.unique(found.length[simplest]):
            some = simplest[found.length[simplest] == length]
            peaks = found.where(some)
            scan.found(name, Match(columns[peaks.own], peaks.first, int(length)), taken[some], peaks.old)


def _simplest(found: Peaks, bits: Ints) -> Ints:
    """For each column and count, the place of the simplest window, of equal ones the shortest and then the last."""
    order = np.lexsort((-found.first, found.length, bits, found.count, found.own))
    new = np.ones(len(order), np.bool_)
    own, count = found.own[order], found.count[order]
    new[1:] = (own[1:] != own[:-1]) | (count[1:] != count[:-1])
    return np.asarray(order[new])


def _peaks(scan: Scan, totals: Array, before: Array, allowed: Bools, bounds: Ints, shortest: int) -> Peaks | None:
    """Every window of so many months or more whose highest month is within bounds."""
    counts, counts_before = np.diff(totals, axis=0), np.diff(before, axis=0)
    highest, highest_before = counts, counts_before
    kept: list[Peaks] = []
    for length in range(1, scan.space.timeline.length + 1):
        if length > 1:
            highest = np.maximum(highest[:-1], counts[length - 1 :])
            highest_before = np.maximum(highest_before[:-1], counts_before[length - 1 :])
        window = scan.starts(length, allowed)
        if window is None or length < shortest:
            continue
        first, last, good = window
        scan.collector.tried += int(good.sum()) * counts.shape[1]
        hits = places(between(highest[first:last], bounds[0][None], bounds[1][None]), good)
        if hits is None:
            continue
        starts, own = hits[0] + first, hits[1]
        count = highest[starts, own].astype(np.int64)
        old = np.zeros(len(starts), np.bool_)
        if scan.vintage:
            old = (highest_before[starts, own] == count) & scan.table.cubes[scan.vintage - 1].has(starts, length)
        kept.append(Peaks(starts, np.full(len(starts), length), own, count, old))
    if not kept:
        return None
    names = ("first", "length", "own", "count", "old")
    return Peaks(*(np.concatenate([getattr(one, name) for one in kept]) for name in names))

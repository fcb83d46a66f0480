"""Totals, averages, paces and peaks over all windows of all selections of a vintage.

For each length of a window the sums of all windows of all selections are one subtraction of running totals, and the
bounds of each figure are one comparison: `total - low`, taken as an unsigned number, is at most `high - low`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from encounters.claims.fit import Range
from encounters.claims.search import prior
from encounters.claims.search.bounds import by_divisor
from encounters.claims.search.matches import CHUNK, Match, Scan
from encounters.claims.search.timeline import Bools, Ints

Array = npt.NDArray[Any]
Limits = tuple[Ints, Ints]

OF_SUMS = ("total", "year-to-date", "monthly-average", "daily-average", "pace")


@dataclass(frozen=True)
class Test:
    """A figure as bounds on sums: of a number of months and days, what the sum is divided by."""

    figure: str
    bits: int
    divisor: Callable[[int, int], Fraction]
    hold: Callable[[Fraction], tuple[int, int]]
    digits: Callable[[Fraction], tuple[int, int]]

    @property
    def to_date_only(self) -> bool:
        """Whether the figure is of fiscal years to date only."""
        return self.figure in ("pace", "year-to-date")

    def limits(self, values: Callable[[Fraction], tuple[int, int]], months: int, days: Ints) -> Limits:
        """The lowest and highest sum for windows of so many months and days each."""
        if self.figure != "daily-average":
            one = values(self.divisor(months, 0))
            return np.array([[one[0]]], np.int64), np.array([[one[1]]], np.int64)
        pairs = np.array([values(self.divisor(months, int(day))) for day in days], np.int64)
        return pairs[:, :1], pairs[:, 1:]


DIVISORS: dict[str, Callable[[int, int], Fraction]] = {
    "total": lambda months, days: Fraction(1),
    "year-to-date": lambda months, days: Fraction(1),
    "monthly-average": lambda months, days: Fraction(months),
    "daily-average": lambda months, days: Fraction(days),
    "pace": lambda months, days: Fraction(months, 12),
}


def tests(figures: dict[str, int], hold: Range, digits: Range) -> list[Test]:
    """The tests of the figures that are sums."""
    return [
        Test(name, prior.FIGURES[name] + bits, DIVISORS[name], by_divisor(hold), by_divisor(digits))
        for name, bits in figures.items()
        if name in OF_SUMS
    ]


def scan_sums(scan: Scan, figures: dict[str, int], column_bits: Ints) -> None:
    """Search all windows of all selections for figures that are sums."""
    chosen = tests(figures, scan.bounds.hold, scan.bounds.digits)
    bits, days = scan.bits(), scan.space.day_totals
    for columns, totals in chunks(scan):
        for length, first, last, good in scan.lengths(scan.windows.now) if chosen else ():
            sums = totals[first + length : last + length] - totals[first:last]
            window_days = days[first + length : last + length] - days[first:last]
            for test in chosen:
                hits = _hits(test, sums, length, window_days, _usable(test, good, first, length))
                scan.collector.tried += int(good.sum()) * len(columns)
                if hits is None:
                    continue
                rows, own = hits
                starts, part = rows + first, columns[own]
                taken = test.bits + bits[starts, starts + length - 1] + column_bits[part]
                rounded = ~_within(test.limits(test.digits, length, window_days), sums[rows, own], rows)
                scan.found(Match(part, starts, length), test.figure, taken, rounded)


def chunks(scan: Scan) -> Iterator[tuple[Ints, Array]]:
    """The columns that tell something, some at a time, with their running totals."""
    telling = np.flatnonzero(scan.table.telling)
    for start in range(0, len(telling), CHUNK):
        columns = telling[start : start + CHUNK]
        yield columns, np.ascontiguousarray(scan.cube.totals[:, columns])


def _usable(test: Test, good: Bools, first: int, length: int) -> Bools:
    if not test.to_date_only:
        return good
    starts = np.arange(first, first + len(good))
    return good & (starts % 12 == 0) & (length < 12)


def _hits(test: Test, sums: Array, months: int, days: Ints, good: Bools) -> tuple[Ints, Ints] | None:
    """Rows and columns of the sums within the bounds, or None."""
    if not good.any():
        return None
    low, high = test.limits(test.hold, months, days)
    inside = between(sums, low, high)
    if not good.all():
        inside &= good[:, None]
    return places(inside)


def between(values: Array, low: Ints, high: Ints) -> Bools:
    """Which values are within bounds, with one comparison; nothing is within bounds that are crossed. Zero never is."""
    top = np.iinfo(values.dtype).max // 2
    low = np.clip(low, 1, top)
    high = np.clip(high, 0, top)
    low, high = np.where(low > high, top, low), np.where(low > high, top, high)
    unsigned = np.dtype(f"u{values.dtype.itemsize}")
    above = np.subtract(values, low.astype(values.dtype)).view(unsigned)
    found: Bools = above <= (high - low).astype(unsigned)
    return found


def places(inside: Bools) -> tuple[Ints, Ints] | None:
    """Rows and columns of what is true, or None."""
    if not inside.any():
        return None
    rows, columns = np.divmod(np.flatnonzero(inside), inside.shape[1])
    return rows, columns


def _within(limits: Limits, values: Array, rows: Ints) -> Bools:
    low, high = limits
    if len(low) == 1:
        return np.asarray((values >= low[0, 0]) & (values <= high[0, 0]))
    return np.asarray((values >= low[rows, 0]) & (values <= high[rows, 0]))


def scan_peaks(scan: Scan, bits: int, column_bits: Ints) -> None:
    """Search for months that are the highest of a window. Each counts once, with the simplest window it is the highest of.

    Unless windows were asked for, only natural ones are tried: any high month is the highest of many others.
    """
    taken = scan.bits()
    allowed = scan.windows.now if scan.windows.every else scan.windows.now & (taken <= prior.NATURAL)
    low, high = by_divisor(scan.bounds.hold)(Fraction(1))
    exact = by_divisor(scan.bounds.digits)(Fraction(1))
    for columns, totals in chunks(scan):
        before = scan.table.cubes[scan.vintage - 1].totals[:, columns] if scan.vintage else totals
        found = _peaks(scan, totals, before, allowed, (low, high))
        if found is None:
            continue
        first, length, own, value, old = found
        cost = taken[first, first + length - 1] + column_bits[columns[own]] + bits + prior.FIGURES["peak"]
        order = np.lexsort((-first, length, cost, value, own))
        fresh = np.ones(len(order), np.bool_)
        fresh[1:] = (own[order][1:] != own[order][:-1]) | (value[order][1:] != value[order][:-1])
        for place in np.split(order[fresh], np.flatnonzero(np.diff(length[order[fresh]])) + 1):
            match = Match(columns[own[place]], first[place], int(length[place[0]]))
            rounded = (value[place] < exact[0]) | (value[place] > exact[1])
            scan.found(match, "peak", cost[place], rounded, old[place])


def _peaks(
    scan: Scan, totals: Array, before: Array, allowed: Bools, bounds: tuple[int, int]
) -> tuple[Ints, Ints, Ints, Ints, Bools] | None:
    """Windows of two months or more whose highest month is within bounds, and whether they have it in the vintage before."""
    highest, highest_before = np.diff(totals, axis=0), np.diff(before, axis=0)
    counts, counts_before = highest, highest_before
    low, high = (np.array([[bound]], np.int64) for bound in bounds)
    kept: list[tuple[Ints, ...]] = []
    for length in range(2, scan.space.timeline.length + 1):
        highest = np.maximum(highest[:-1], counts[length - 1 :])
        highest_before = np.maximum(highest_before[:-1], counts_before[length - 1 :])
        window = scan.starts(length, allowed)
        if window is None:
            continue
        first, last, good = window
        scan.collector.tried += int(good.sum()) * totals.shape[1]
        hits = places(between(highest[first:last], low, high) & good[:, None])
        if hits is None:
            continue
        rows, own = hits
        starts, value = rows + first, highest[rows + first, own]
        old = (highest_before[starts, own] == value) & (scan.vintage > 0)
        if scan.vintage:
            old &= scan.table.cubes[scan.vintage - 1].has(starts, length)
        kept.append((starts, np.full(len(starts), length), own, value, old))
    if not kept:
        return None
    first, lengths, own, value, old = (np.concatenate(part) for part in zip(*kept, strict=True))
    return first, lengths, own, value, old.astype(np.bool_)

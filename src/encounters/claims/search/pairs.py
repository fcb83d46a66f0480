"""Changes and ratios of like periods, and shares of a part in a whole, over all windows of a vintage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from encounters.claims.fit import Range
from encounters.claims.search import prior
from encounters.claims.search.bounds import by_divisor
from encounters.claims.search.matches import CHUNK, Match, Scan
from encounters.claims.search.sums import between, chunks, places
from encounters.claims.search.timeline import Bools, Ints

Array = npt.NDArray[Any]
OF_RATIOS = ("multiple", "percent-change")


@dataclass(frozen=True)
class Shares:
    """Columns of parts and of their wholes, pair by pair, with the bits of each pair."""

    part: Ints
    whole: Ints
    bits: Ints


def backs(length: int, months: int) -> Iterator[tuple[int, int]]:
    """How far the periods like one lie before it, and the bits of each; negative for one that is later.

    Months are like each other. Longer periods are like the same months of other years, as far as they do not overlap,
    and like the period that ends where they begin.
    """
    if length == 1:
        distances = range(1, months)
    else:
        years = range(12 * -(-length // 12), months - length + 1, 12)
        distances = sorted({*years, length})  # type: ignore[assignment]
    for distance in distances:
        bits = _back_bits(length, distance)
        yield distance, bits
        yield -distance, bits + prior.BACKWARDS


def _back_bits(length: int, distance: int) -> int:
    if distance == (12 if length <= 12 else length):
        return prior.YEAR_BEFORE
    if distance == length:
        return prior.PERIOD_BEFORE
    return prior.OTHER_YEAR if distance % 12 == 0 else prior.OTHER_MONTH


def scan_changes(scan: Scan, figures: dict[str, int], column_bits: Ints) -> None:
    """Search all pairs of like periods of all selections for changes, multiples and percent changes."""
    bits = scan.bits()
    for columns, totals in chunks(scan):
        for length in range(1, scan.space.timeline.length):
            now, other = (scan.starts(length, allowed) for allowed in (scan.windows.now, scan.windows.other))
            if now is None or other is None:
                continue
            low, high = min(now[0], other[0]), max(now[1], other[1])
            sums = totals[low + length : high + length] - totals[low:high]
            pairs = _Pairs(length, sums, _spread(now, low, high), _spread(other, low, high))
            for back, pair_bits in backs(length, scan.space.timeline.length):
                found = pairs.at(back)
                if found is None:
                    continue
                scan.collector.tried += found.many * len(columns) * len(figures)
                for name, own_bits in figures.items():
                    hits = _pair_hits(name, found, scan)
                    if hits is None:
                        continue
                    rows, own, rounded = hits
                    first, part = rows + found.first + low, columns[own]
                    taken = prior.FIGURES[name] + own_bits + pair_bits + bits[first, first + length - 1] + column_bits[part]
                    scan.found(Match(part, first, length, back), name, taken, rounded)


@dataclass(frozen=True)
class _Pair:
    """Sums of windows and of the windows compared with, from the place `first` on."""

    first: int
    now: Array
    before: Array
    good: Bools

    @property
    def many(self) -> int:
        return int(self.good.sum())


@dataclass(frozen=True)
class _Pairs:
    """The sums of all windows of a length, and which may be the figure's or be compared with."""

    length: int
    sums: Array
    now: Bools
    other: Bools

    def at(self, back: int) -> _Pair | None:
        """The windows and those so many months before each."""
        size = len(self.sums)
        first, last = max(0, back), min(size, size + back)
        if first >= last:
            return None
        good = self.now[first:last] & self.other[first - back : last - back]
        if not good.any():
            return None
        return _Pair(first, self.sums[first:last], self.sums[first - back : last - back], good)


def _spread(window: tuple[int, int, Bools], low: int, high: int) -> Bools:
    spread = np.zeros(high - low, np.bool_)
    spread[window[0] - low : window[1] - low] = window[2]
    return spread


def _pair_hits(name: str, pair: _Pair, scan: Scan) -> tuple[Ints, Ints, Bools] | None:
    if name == "change":
        low, high = (np.array([[bound]], np.int64) for bound in by_divisor(scan.bounds.hold)(Fraction(1)))
        inside = between(pair.now - pair.before, low, high)
    else:
        bounds = scan.bounds.hold if name == "multiple" else scan.bounds.shifted(1).hold
        inside = ratio_between(pair.now, pair.before, bounds)
    hits = places(inside & pair.good[:, None] & (pair.now > 0) & (pair.before > 0))
    if hits is None:
        return None
    rows, own = hits
    rounded = np.zeros(len(rows), np.bool_)
    if name == "change":
        least, most = by_divisor(scan.bounds.digits)(Fraction(1))
        change = pair.now[rows, own] - pair.before[rows, own]
        rounded = (change < least) | (change > most)
    return rows, own, rounded


def ratio_between(part: Array, whole: Array, values: Range) -> Bools:
    """Which ratios are within bounds; none is where the whole is zero."""
    low, high = float(values.low), float(values.high)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.true_divide(part, whole)
        above = ratio >= low if values.has_low else ratio > low
        above &= ratio <= high if values.has_high else ratio < high
    return np.asarray(above)


def scan_shares(scan: Scan, shares: Shares, bits: int) -> None:
    """Search all windows for parts that are the number's share of their whole."""
    window = scan.bits()
    telling = scan.table.telling[shares.part]
    part, whole, own_bits = (field[telling] for field in (shares.part, shares.whole, shares.bits))
    for start in range(0, len(part), CHUNK):
        some = slice(start, start + CHUNK)
        parts, wholes = (np.ascontiguousarray(scan.cube.totals[:, columns[some]]) for columns in (part, whole))
        for length, first, last, good in scan.lengths(scan.windows.now):
            ends = slice(first + length, last + length)
            sums, total = parts[ends] - parts[first:last], wholes[ends] - wholes[first:last]
            scan.collector.tried += int(good.sum()) * sums.shape[1]
            hits = places(ratio_between(sums, total, scan.bounds.hold) & good[:, None] & (sums > 0))
            if hits is None:
                continue
            rows, own = hits
            starts, columns = rows + first, own + start
            taken = prior.FIGURES["share"] + bits + window[starts, starts + length - 1] + own_bits[columns]
            exact = np.zeros(len(rows), np.bool_)
            scan.found(Match(part[columns], starts, length, 0, whole[columns]), "share", taken, exact)

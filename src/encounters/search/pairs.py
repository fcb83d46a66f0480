"""Changes and ratios of like periods over all windows of all selections of a vintage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from encounters.figures.forms import Difference, Pair
from encounters.figures.registry import searched
from encounters.search import prior
from encounters.search.bounds import Bounds, Sums
from encounters.search.matches import Array, Match, Scan, between, places
from encounters.search.timeline import Bools, Ints
from encounters.wording.rules import Range

OF_PAIRS = {
    figure.name: figure.form
    for figure in searched()
    if isinstance(figure.form, Pair | Difference) and figure.form.other == "before"
}
"""The figures of two periods that are searched for."""


def backs(length: int, months: int) -> Iterator[tuple[int, int]]:
    """How far the periods like one lie before it, and the bits of each; negative for one that is later.

    Months are like each other. Longer periods are like the same months of other years, as far as they do not overlap,
    and like the period that ends where they begin.
    """
    years = range(12 * -(-length // 12), months - length + 1, 12)
    for distance in range(1, months) if length == 1 else sorted({*years, length}):
        bits = _back_bits(length, distance)
        yield distance, bits
        yield -distance, bits + prior.BACKWARDS


def _back_bits(length: int, distance: int) -> int:
    if distance == (12 if length <= 12 else length):
        return prior.YEAR_BEFORE
    if distance == length:
        return prior.PERIOD_BEFORE
    return prior.OTHER_YEAR if distance % 12 == 0 else prior.OTHER_MONTH


@dataclass(frozen=True)
class Compared:
    """Sums of windows, the first of which starts at `first`, of those compared with, and which pairs are allowed."""

    first: int
    now: Array
    before: Array
    good: Bools


@dataclass(frozen=True)
class Pairs:
    """The sums of all windows of a length from a place on, and which may be the figure's or be compared with."""

    start: int
    sums: Array
    now: Bools
    other: Bools

    def at(self, back: int) -> Compared | None:
        """The windows, each with the one so many months before."""
        size = len(self.sums)
        first, last = max(0, back), min(size, size + back)
        if first >= last:
            return None
        good = self.now[first:last] & self.other[first - back : last - back]
        if not good.any():
            return None
        return Compared(self.start + first, self.sums[first:last], self.sums[first - back : last - back], good)


def scan_pairs(scan: Scan, figures: dict[str, int], column_bits: Ints) -> None:
    """Search all pairs of like periods of all selections for changes, multiples and percent changes."""
    for columns, totals in scan.chunks() if figures else ():
        for length, back, pair, bits in _pairs(scan, totals):
            for name, own_bits in figures.items():
                scan.collector.tried += int(pair.good.sum()) * len(columns)
                hits = _hits(OF_PAIRS[name], pair, scan.bounds)
                if hits is None:
                    continue
                rows, own, rounding = hits
                taken = bits[rows] + rounding + column_bits[columns[own]] + own_bits + prior.FIGURES[name]
                scan.found(name, Match(columns[own], rows + pair.first, length, back), taken)


def _pairs(scan: Scan, totals: Array) -> Iterator[tuple[int, int, Compared, Ints]]:
    """For each length and distance that has windows to compare: both, the sums, and the bits of each window's row."""
    for length in range(1, scan.space.timeline.length):
        now, other = (scan.starts(length, allowed) for allowed in (scan.windows.now, scan.windows.other))
        if now is None or other is None:
            continue
        low, high = min(now[0], other[0]), max(now[1], other[1])
        sums = totals[low + length : high + length] - totals[low:high]
        pairs = Pairs(low, sums, _spread(now, low, high), _spread(other, low, high))
        for back, pair_bits in backs(length, scan.space.timeline.length):
            if pair := pairs.at(back):
                yield length, back, pair, scan.bits.diagonal(length - 1)[pair.first :] + pair_bits


def _spread(window: tuple[int, int, Bools], low: int, high: int) -> Bools:
    spread = np.zeros(high - low, np.bool_)
    spread[window[0] - low : window[1] - low] = window[2]
    return spread


def _hits(form: Pair | Difference, pair: Compared, bounds: Bounds) -> tuple[Ints, Ints, Ints] | None:
    """Rows and columns of the pairs that give the number, with the bits for its digits; none where a sum is zero."""
    if isinstance(form, Difference):
        sums = Sums.of(bounds, [Fraction(1)])
        inside = between(pair.now - pair.before, sums.hold[0][None], sums.hold[1][None])
    else:
        bounds = bounds.shifted(form.less)
        inside = ratio_between(pair.now, pair.before, bounds.hold)
    hits = places(inside, pair.good)
    if hits is None:
        return None
    now, before = pair.now[hits], pair.before[hits]
    kept = (now > 0) & (before > 0)
    rows, own, now, before = hits[0][kept], hits[1][kept], now[kept].astype(np.int64), before[kept]
    differs = isinstance(form, Difference)
    rounding = sums.rounding(now - before, 0) if differs else ratio_rounding(now, before, bounds)
    return rows, own, rounding


def ratio_between(part: Array, whole: Array, values: Range) -> Bools:
    """Which ratios are within bounds; none is where the whole is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.true_divide(part, whole)
        above = ratio >= float(values.low) if values.has_low else ratio > float(values.low)
        above &= ratio <= float(values.high) if values.has_high else ratio < float(values.high)
    return np.asarray(above)


def ratio_rounding(part: Array, whole: Array, bounds: Bounds) -> Ints:
    """The bits that ratios take for not having the digits that were printed."""
    far = sum((~ratio_between(part, whole, one)).astype(np.int64) for one in (bounds.near, bounds.digits))
    return np.asarray(prior.ROUNDED * far, np.int64)

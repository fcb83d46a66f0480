"""Totals, averages and paces over all windows of all selections of a vintage.

For each length of a window the sums of all windows of all selections are one subtraction of running totals, and the
bounds of each figure are one comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from encounters.search import prior
from encounters.search.bounds import Bounds, Sums
from encounters.search.matches import Match, Scan, between, places
from encounters.search.timeline import Bools, Ints

DIVISORS: dict[str, Callable[[int], Fraction]] = {
    "total": lambda months: Fraction(1),
    "year-to-date": lambda months: Fraction(1),
    "monthly-average": lambda months: Fraction(months),
    "daily-average": lambda days: Fraction(days),
    "pace": lambda months: Fraction(months, 12),
}
"""What the sum is divided by, of the number of months; for the daily average, of days."""

TO_DATE = ("pace", "year-to-date")


@dataclass(frozen=True)
class Test:
    """A figure as bounds on sums, by the number of months or days."""

    figure: str
    bits: int
    sums: Sums

    def divisor(self, months: int, days: Ints) -> Ints:
        """The places of the bounds for windows of so many months, and days each."""
        return days if self.figure == "daily-average" else np.array([months])

    def usable(self, good: Bools, first: int, months: int, alone: bool) -> Bools:
        """The windows that the figure is tried of; the average of one month is its total, and no figure beside it."""
        if self.figure == "monthly-average" and months == 1 and not alone:
            return np.zeros_like(good)
        if self.figure not in TO_DATE:
            return good
        return np.asarray(good & (np.arange(first, first + len(good)) % 12 == 0) & (months < 12))


def tests(figures: dict[str, int], bounds: Bounds, months: int, days: int) -> list[Test]:
    """The tests of those figures that are sums, for windows of up to so many months and days."""
    made = []
    for name, bits in figures.items():
        if name in DIVISORS:
            most = days if name == "daily-average" else months
            sums = Sums.of(bounds, [DIVISORS[name](many) for many in range(most + 1)])
            made.append(Test(name, prior.FIGURES[name] + bits, sums))
    return made


def scan_sums(scan: Scan, chosen: list[Test], column_bits: Ints) -> None:
    """Search all windows of all selections for figures that are sums."""
    day_totals, alone = scan.space.day_totals, len(chosen) == 1
    for columns, totals in scan.chunks() if chosen else ():
        for length, first, last, good in scan.lengths(scan.windows.now):
            sums = totals[first + length : last + length] - totals[first:last]
            days = day_totals[first + length : last + length] - day_totals[first:last]
            for test in chosen:
                usable = test.usable(good, first, length, alone)
                scan.collector.tried += int(usable.sum()) * len(columns)
                divisor = test.divisor(length, days)
                low, high = test.sums.hold[:, divisor, None]
                hits = places(between(sums, low, high), usable) if usable.any() else None
                if hits is None:
                    continue
                rows, own = hits
                starts, part = rows + first, columns[own]
                by = divisor[rows] if len(divisor) > 1 else divisor[0]
                rounding = test.sums.rounding(sums[rows, own].astype(np.int64), by)
                bits = test.bits + scan.bits[starts, starts + length - 1] + column_bits[part] + rounding
                scan.found(test.figure, Match(part, starts, length), bits)

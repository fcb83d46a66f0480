"""Totals, averages and paces over all windows of all selections of a vintage.

For each length of a window the sums of all windows of all selections are one subtraction of running totals, and the
bounds of each figure are one comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from encounters.figures import FIGURES, Figure
from encounters.figures.forms import Sum
from encounters.search import prior
from encounters.search.bounds import Bounds, Sums
from encounters.search.matches import Match, Scan, between, places
from encounters.search.timeline import Bools, Ints


@dataclass(frozen=True)
class Test:
    """A figure as bounds on sums, by the number of months or days."""

    figure: Figure
    form: Sum
    bits: int
    sums: Sums

    def divisor(self, months: int, days: Ints) -> Ints:
        """The places of the bounds for windows of so many months, and days each."""
        return days if self.form.over == "days" else np.array([months])

    def usable(self, good: Bools, first: int, months: int, alone: bool) -> Bools:
        """The windows that the figure is tried of; what is its total in one month is no figure beside it there."""
        if self.form.over == "months" and self.form.divisor(months) == 1 and not self.figure.to_date and not alone:
            return np.zeros_like(good)
        if not self.figure.to_date:
            return good
        return np.asarray(good & (np.arange(first, first + len(good)) % 12 == 0) & (months < 12))


def tests(figures: dict[str, int], bounds: Bounds, months: int, days: int) -> list[Test]:
    """The tests of those figures that are sums, for windows of up to so many months and days."""
    made = []
    for name, bits in figures.items():
        figure = FIGURES[name]
        if isinstance(form := figure.form, Sum):
            most = days if form.over == "days" else months
            sums = Sums.of(bounds, [form.divisor(many) for many in range(most + 1)])
            made.append(Test(figure, form, prior.FIGURES[name] + bits, sums))
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
                scan.found(test.figure.name, Match(part, starts, length), bits)

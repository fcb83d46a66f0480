"""The printed number as bounds that whole arrays can be tested against.

Counts are whole numbers, and are tested as such: an average is within bounds when its sum is within bounds times the
divisor. A ratio is tested as the nearest floating-point number to it, which is exact here: two different ratios of
counts, or a ratio and a bound of few digits, never share one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

import numpy as np

from encounters.figures.forms import Form
from encounters.figures.registry import Figure, searched
from encounters.search import prior
from encounters.search.timeline import Ints
from encounters.wording.fit import meant
from encounters.wording.rules import Range
from encounters.wording.written import Comparator, Kind, Wording, Written

SEARCHED = tuple(prior.FIGURES)

_AROUND = (Comparator.EXACT, Comparator.ABOUT, Comparator.BETWEEN)
_FAR = 2**62


@dataclass(frozen=True)
class Bounds:
    """The values that the wording accepts; those as near as the printed digits tell; those with all digits of a count.

    "over 2.6 million" accepts 2,766,582 too, but who printed it would sooner have said "over 2.7".
    """

    hold: Range
    near: Range
    digits: Range

    @classmethod
    def of(cls, written: Written) -> Bounds:
        """The bounds of a printed number."""
        finest = min(written.unit, Fraction(1)) if written.kind is Kind.COUNT else written.unit
        top = written.value if written.high is None else written.high
        reach = written.unit / 2 if written.comparator in _AROUND else written.unit
        digits = meant(replace(written, unit=finest))
        return cls(meant(written), Range(written.value - reach, top + reach), digits)

    def shifted(self, by: int) -> Bounds:
        """The bounds moved up."""
        moved = (replace(one, low=one.low + by, high=one.high + by) for one in (self.hold, self.near, self.digits))
        return Bounds(*moved)


def whole_numbers(values: Range, divisor: Fraction) -> tuple[int, int]:
    """The lowest and the highest whole number whose quotient is within the values; the first is greater if none is."""
    low, high = values.low * divisor, values.high * divisor
    first = ceil(low) if values.has_low else floor(low) + 1
    last = floor(high) if values.has_high else ceil(high) - 1
    return max(-_FAR, min(_FAR, first)), max(-_FAR, min(_FAR, last))


@dataclass(frozen=True)
class Sums:
    """Bounds on sums for each number of months or days that they are divided by, told apart by the array's place."""

    hold: Ints
    near: Ints
    digits: Ints

    @classmethod
    def of(cls, bounds: Bounds, divisors: list[Fraction]) -> Sums:
        """The bounds times each of the divisors: [low or high, divisor]."""

        def times(values: Range) -> Ints:
            return np.array([whole_numbers(values, divisor) for divisor in divisors], np.int64).T

        return cls(times(bounds.hold), times(bounds.near), times(bounds.digits))

    def rounding(self, sums: Ints, divisor: Ints | int) -> Ints:
        """The bits that sums take for not having the digits that were printed."""
        far = np.zeros(len(sums), np.int64)
        for low, high in (self.near, self.digits):
            far += (sums < low[divisor]) | (sums > high[divisor])
        return prior.ROUNDED * far


def figures_for(written: Written, wanted: tuple[str, ...] = ()) -> dict[str, int]:
    """The figures to try, each with the bits that reading the number as that figure takes."""
    if wanted:
        return dict.fromkeys(wanted, 0)
    names = {figure.name: 0 for figure in _told_apart() if written.kind in figure.printed}
    literal = written.wording in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES)
    if written.kind is Kind.SHARE or literal:
        names |= {figure.name: prior.INCREASE for figure in searched() if figure.kind == "percent"}
    return names


def _told_apart() -> list[Figure]:
    """The figures searched for, without those that are another one of a window that it is tried of, too."""
    by_form: dict[Form, Figure] = {}
    for figure in searched():
        by_form.setdefault(figure.form, figure)
    return list(by_form.values())

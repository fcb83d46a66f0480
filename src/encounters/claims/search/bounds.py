"""The printed number as bounds that whole arrays can be tested against.

Counts are whole numbers, and are tested as such: an average is within bounds when its sum is within bounds times the
divisor. A ratio is tested as the nearest floating-point number to it, which is exact here: two different ratios of
counts, or a ratio and a bound of few digits, never share one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import ceil, floor

from encounters.claims.fit import Range, accepted
from encounters.claims.search import prior
from encounters.claims.written import Kind, Wording, Written

COUNTS = ("total", "monthly-average", "daily-average", "peak", "change", "pace")
BY_KIND = {
    Kind.COUNT: COUNTS,
    Kind.SHARE: ("share", "percent-change"),
    Kind.MULTIPLE: ("multiple",),
    Kind.PERCENT_CHANGE: ("percent-change",),
}
"""The figures that a printed number of each kind can be. Money and percentage points are none."""

SEARCHED = tuple(prior.FIGURES)


@dataclass(frozen=True)
class Bounds:
    """The values that the wording accepts, and those of them that agree to the last digit of a whole count."""

    hold: Range
    digits: Range

    @classmethod
    def of(cls, written: Written) -> Bounds:
        """The bounds of a printed number."""
        finest = min(written.unit, Fraction(1)) if written.kind is Kind.COUNT else written.unit
        return cls(accepted(written), accepted(replace(written, unit=finest)))

    def shifted(self, by: int) -> Bounds:
        """The bounds moved up."""
        return Bounds(*(replace(one, low=one.low + by, high=one.high + by) for one in (self.hold, self.digits)))


def whole_numbers(values: Range, divisor: Fraction) -> tuple[int, int]:
    """The lowest and the highest whole number whose quotient is within the values; the first is greater if none is."""
    low, high = values.low * divisor, values.high * divisor
    return (
        ceil(low) if values.has_low else floor(low) + 1,
        floor(high) if values.has_high else ceil(high) - 1,
    )


def by_divisor(values: Range) -> Callable[[Fraction], tuple[int, int]]:
    """`whole_numbers` of a range, remembered: few divisors come up, and often."""
    return cache(lambda divisor: whole_numbers(values, divisor))


def figures_for(written: Written, wanted: tuple[str, ...] = ()) -> dict[str, int]:
    """The figures to try, each with the bits that reading the number as that figure takes."""
    if wanted:
        return dict.fromkeys(wanted, 0)
    names = dict.fromkeys(BY_KIND.get(written.kind, ()), 0)
    if written.kind is Kind.SHARE:
        names["percent-change"] = prior.INCREASE
    if written.wording in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES):
        names["percent-change"] = prior.INCREASE
    return names

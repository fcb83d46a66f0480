"""The printed number as bounds that whole arrays can be tested against.

Counts are whole numbers, and are tested as such: an average is within bounds when its sum is within bounds times the
divisor. A ratio is tested as the nearest floating-point number to it, which is exact here: two different ratios of
counts, or a ratio and a bound of few digits, never share one.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from encounters.figures.forms import Form
from encounters.figures.registry import Figure, searched
from encounters.search import prior
from encounters.search.timeline import Array, Bools, Ints
from encounters.wording.fit import meant, zones
from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.rules import Range
from encounters.wording.written import Written

SEARCHED = tuple(prior.FIGURES)

_AROUND = (Comparator.EXACT, Comparator.ABOUT, Comparator.BETWEEN)
_FAR = 2**62


class Bounds(Struct, frozen=True, dict=True):
    """The values that a wording accepts, all of them moved up by `up`.

    "over 2.6 million" accepts 2,766,582 too, but who printed it would sooner have said "over 2.7".
    """

    hold: Range
    written: Written
    up: int = 0

    @classmethod
    def of(cls, written: Written) -> Bounds:
        """The bounds of a printed number."""
        return cls(meant(written), written)

    @cached_property
    def near(self) -> Range:
        """Those as near as the printed digits tell."""
        written = self.written
        top = written.value if written.high is None else written.high
        reach = written.unit / 2 if written.comparator in _AROUND else written.unit
        return _moved(Range(written.value - reach, top + reach), self.up)

    @cached_property
    def digits(self) -> Range:
        """Those with all digits of a count."""
        written = self.written
        finest = min(written.unit, Fraction(1)) if written.kind is Kind.COUNT else written.unit
        return _moved(meant(replace(written, unit=finest)), self.up)

    @classmethod
    def cut_off(cls, written: Written) -> Bounds | None:
        """The bounds of values that do not fit, but are the number when they are cut off instead of rounded."""
        found, own = cls.of(written), zones(written)
        for reason, values in own.imprecise:
            if reason == "cut-off" and values.high > own.hold.high:
                return replace(found, hold=Range(own.hold.high, values.high, not own.hold.has_high, values.has_high))
            if reason == "cut-off" and values.low < own.hold.low:
                return replace(found, hold=Range(values.low, own.hold.low, values.has_low, not own.hold.has_low))
        return None

    def shifted(self, by: int) -> Bounds:
        """The bounds moved up."""
        return replace(self, hold=_moved(self.hold, by), up=self.up + by) if by else self


def _moved(values: Range, by: int) -> Range:
    return replace(values, low=values.low + by, high=values.high + by)


def whole_numbers(values: Range, multiples: Ints, parts: int) -> Ints:
    """The lowest and the highest whole number whose quotient by multiples / parts is within the values: [2, multiple].

    The first is greater where there is none.
    """

    def floor(value: Fraction) -> Array:
        over = value.denominator * parts
        fits = max(abs(value.numerator) * int(multiples.max(initial=0)), over) < _FAR
        return np.asarray(value.numerator * (multiples if fits else multiples.astype(object)) // over)

    low = -floor(-values.low) if values.has_low else floor(values.low) + 1
    high = floor(values.high) if values.has_high else -floor(-values.high) - 1
    return np.asarray(np.clip(np.stack([low, high]), -_FAR, _FAR), np.int64)


class SumBounds(Struct, frozen=True, dict=True):
    """Bounds on sums by what they are divided by, multiples / parts."""

    bounds: Bounds
    multiples: Ints
    parts: int = 1

    @cached_property
    def hold(self) -> Ints:
        """The lowest and highest sum within bounds, [low or high, divisor]."""
        return whole_numbers(self.bounds.hold, self.multiples, self.parts)

    def rounding(self, sums: Ints, divisor: Ints | int) -> Ints:
        """The bits that sums take for not having the digits that were printed."""
        far = np.zeros(len(sums), np.int64)
        for values in (self.bounds.near, self.bounds.digits):
            low, high = whole_numbers(values, self.multiples[divisor], self.parts)
            far += (sums < low) | (sums > high)
        return np.asarray(prior.ROUNDED * far)


def between(values: Array, low: Array, high: Array) -> Bools:
    """Which values are within bounds; none is where the bounds are crossed. Zero never is."""
    least, width = distances(low, high, values.dtype)
    return np.asarray((values - least).view(width.dtype) <= width)


def distances(low: Array, high: Array, kind: np.dtype[Any]) -> tuple[Array, Array]:
    """Bounds so that one comparison does: a lower bound to be taken away, and what may remain as an unsigned number.

    A value below the lower bound wraps around to a number above every distance between bounds.
    """
    top = np.iinfo(kind).max // 2
    low = np.maximum(low, 1)
    none = (low > high) | (low > top)
    low = np.where(none, top, low).astype(kind)
    high = np.where(none, top, np.minimum(high, top)).astype(kind)
    return low, (high - low).view(f"u{kind.itemsize}")


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


def figures_for(written: Written, wanted: tuple[str, ...] = ()) -> dict[str, int]:
    """The figures to try, each with the bits that reading the number as that figure takes."""
    if wanted:
        return dict.fromkeys(wanted, 0)
    names = dict.fromkeys(_printed_as(written.kind), 0)
    literal = written.wording in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES)
    if written.kind is Kind.SHARE or literal:
        names |= {figure.name: prior.INCREASE for figure in searched() if figure.kind == "percent"}
    return names


@cache
def _printed_as(kind: Kind) -> tuple[str, ...]:
    """The figures that a number of a kind can be."""
    return tuple(figure.name for figure in _told_apart() if kind in figure.printed)


def _told_apart() -> list[Figure]:
    """The figures searched for, without those that are another one of a window that it is tried of, too."""
    by_form: dict[Form, Figure] = {}
    for figure in searched():
        by_form.setdefault(figure.form, figure)
    return list(by_form.values())

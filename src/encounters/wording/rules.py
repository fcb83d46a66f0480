"""Which values a comparator accepts: the published definition of held, imprecise and not held.

    v      the recomputed value                 n     the printed number
    unit   one unit of its last printed digit   step  unit, but at most n/5 in a count, money or a multiple
    short  unit, but at most n/20               few   n has at most two printed digits, not counting the zeros
                                                      that end a whole number

The parts of n stand, each with its reason, in `limits`. A fall ("fell by over 12%", "more than halved") is judged
by its size.

Each comparator names the range that holds, then those that are imprecise, each with its reason. The first range
that has v decides; outside all of them the wording does not hold. A true bound never fails: far from the number it
is imprecise. Whether a multiple is a ratio or an increase is not decided here: the caller brings each reading.

Beside the values for which a wording is true stand those for which somebody would have chosen it (`meant`): "over 2.6
million" is true of three million, but a search that goes by it looks below 2.86 million.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from encounters.wording.kinds import Comparator, Kind
from encounters.wording.limits import limit

FAR = Fraction(10**30)
"""An end that a bound does not have."""
HAIR = 1e-9
"""More of itself than a float is off from the fraction or the decimal that it stands for."""
COARSE = (Kind.COUNT, Kind.MONEY, Kind.MULTIPLE)
"""The kinds whose step is at most a part of the number."""


class Range(Struct, frozen=True):
    """The values from low to high, with or without each end."""

    low: Fraction
    high: Fraction
    has_low: bool = True
    has_high: bool = True

    def __contains__(self, value: Fraction) -> bool:
        if self.low < value < self.high:
            return True
        return (self.has_low and value == self.low) or (self.has_high and value == self.high)

    def meets(self, other: Range) -> bool:
        """Whether some value is in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        middle = (low + high) / 2
        return low <= high and middle in self and middle in other

    def mirrored(self, centre: Fraction) -> Range:
        return Range(centre - self.high, centre - self.low, self.has_high, self.has_low)

    def floats(self, hair: float) -> tuple[float, float]:
        """The ends, moved outwards by a part of themselves."""
        low, high = float(self.low), float(self.high)
        return low - abs(low) * hair, high + abs(high) * hair


class Printed(Struct, frozen=True, dict=True):
    """The printed number, of a fall its size, as it is judged; `top` is the upper end of a range."""

    n: Fraction
    top: Fraction
    unit: Fraction
    kind: Kind

    def step(self, end: Fraction) -> Fraction:
        return min(self.unit, end * limit("coarse")) if self.kind in COARSE else self.unit

    @property
    def half(self) -> Fraction:
        return self.step(self.n) / 2

    @property
    def short(self) -> Fraction:
        """How far a bound may be missed and be called imprecise."""
        return min(self.unit, self.n * limit("short")) / 2

    @cached_property
    def few(self) -> bool:
        """Whether at most two digits are printed, the end zeros of "200%" and "100 times" not counted."""
        units = self.n / self.unit
        whole = self.unit == (1 if self.kind is Kind.MULTIPLE else Fraction(1, 100))
        digits = str(units).rstrip("0") if whole and units.denominator == 1 else str(int(units))
        return len(digits) <= 2

    def past(self, part: str) -> tuple[Fraction, Fraction]:
        """How far below and above the number a bound of few digits goes; of more digits, one unit."""
        if not self.n:
            return -FAR, FAR
        if not self.few:
            return self.n - self.unit, self.n + self.unit
        most, step = 1 + limit(part), self.step(self.n)
        points = limit("bound in points") if self.kind is Kind.SHARE and self.n < 1 else FAR
        return (
            min(self.n - step, max(self.n / most, self.n - points)),
            max(self.n + step, min(self.n * most, self.n + points)),
        )

    def around(self, distance: Fraction, ends: bool = True) -> Range:
        return Range(self.n - distance, self.n + distance, ends, ends)


Named = list[tuple[str, Range]]
"""Values that are imprecise, each with its reason."""


class Zones(Struct, frozen=True, dict=True):
    """The values that hold, those that the wording is meant for, and those that are imprecise, found when asked for."""

    hold: Range
    meant: Range
    others: Callable[[], Named]

    @cached_property
    def imprecise(self) -> Named:
        return self.others()

    @cached_property
    def inner(self) -> tuple[float, float]:
        """Between these ends every value holds, as floats tell; at them, only the fractions can."""
        return self.hold.floats(-HAIR)

    @cached_property
    def hull(self) -> tuple[float, float]:
        """The ends of all values that hold or are imprecise, a little wider: outside of them none is."""
        lows, highs = zip(
            *(zone.floats(HAIR) for zone in (self.hold, *(zone for _, zone in self.imprecise))), strict=True
        )
        return min(lows), max(highs)

    def mirrored(self, centre: Fraction) -> Zones:
        return Zones(
            self.hold.mirrored(centre),
            self.meant.mirrored(centre),
            lambda: [(reason, zone.mirrored(centre)) for reason, zone in self.imprecise],
        )


def _exact(p: Printed) -> Zones:
    """HOLDS if |v - n| <= step/2, so that rounding half up and half to even are both right.

    IMPRECISE within one step: "cut-off" if v cut off at the printed precision, toward zero, is n (3.787 printed 3.7),
    else "loose" (rounded the wrong way up). For a count printed to its last digit a difference of 1 does not hold.
    """
    step = p.step(p.n)
    hold = p.around(step / 2)
    return Zones(
        hold, hold, lambda: [("cut-off", Range(p.n, p.n + step, True, False)), ("loose", p.around(step, False))]
    )


def _over(p: Printed) -> Zones:
    """HOLDS if n < v < n + unit, and for few digits while v < n + 3n/4 (a share: n + 25 points).

    "More than 0" holds for all that is more.

    IMPRECISE "not-over" if v is n or below it, within short/2 (2,577,604 is not over 2.6 million); "understated" if v
    is farther above n ("more than half" for 95.6%).
    """
    hold, meant = (Range(p.n, p.past(part)[1], False, False) for part in ("bound", "meant"))
    return Zones(
        hold, meant, lambda: [("not-over", Range(p.n - p.short, p.n)), ("understated", Range(p.n, FAR, False))]
    )


def _just_over(p: Printed) -> Zones:
    """As "over", but HOLDS only as near as "almost" on the other side, by step/2 or n/40. Beyond, "understated"."""
    zones = _over(p)
    near = p.n + max(p.half, p.n * limit("almost"))
    hold = replace(zones.hold, high=min(zones.hold.high, near))
    return replace(zones, hold=hold, meant=hold)


def _at_least(p: Printed) -> Zones:
    """As "over", but v = n holds."""
    zones = _over(p)
    hold, meant = (replace(values, has_low=True) for values in (zones.hold, zones.meant))
    return replace(zones, hold=hold, meant=meant)


def _under(p: Printed) -> Zones:
    """The mirror image of "over" in parts of n: HOLDS if n - unit < v < n, and for few digits while v > 4n/7.

    IMPRECISE "not-under" if v is n or above it, within short/2; "overstated" if v is farther below n.
    """
    hold, meant = (Range(p.past(part)[0], p.n, False, False) for part in ("bound", "meant"))
    far = Range(-FAR, p.n, True, False)
    return Zones(hold, meant, lambda: [("not-under", Range(p.n, p.n + p.short)), ("overstated", far)])


def _at_most(p: Printed) -> Zones:
    """As "under", but v = n holds."""
    zones = _under(p)
    hold, meant = (replace(values, has_high=True) for values in (zones.hold, zones.meant))
    return replace(zones, hold=hold, meant=meant)


def _up_to(p: Printed) -> Zones:
    """A bound that is said to be reached ("as many as 18,000"): HOLDS if v is n, or below it as far as "meant".

    IMPRECISE "not-under" above n within short/2; "loose" down to 4n/7.
    """
    zones = _at_most(p)
    return Zones(zones.meant, zones.meant, lambda: [zones.imprecise[0], ("loose", zones.hold)])


def _almost(p: Printed) -> Zones:
    """HOLDS if v < n, by no more than step/2 or n/40, whichever is more.

    IMPRECISE "loose" if v is n or past it within step/2 (9.14 is past nine: what has reached the number is no
    longer almost there), or below n within n/10 ("almost ten" for 9.29).
    """
    hold = Range(p.n - max(p.half, p.n * limit("almost")), p.n, True, False)
    return Zones(hold, hold, lambda: [("loose", Range(p.n - p.n * limit("far from almost"), p.n + p.half))])


def _about(p: Printed) -> Zones:
    """HOLDS if |v - n| <= step/2 or n/20, whichever is more. IMPRECISE "loose" within n/10."""
    hold = p.around(max(p.half, p.n * limit("about")))
    return Zones(hold, hold, lambda: [("loose", p.around(p.n * limit("far from about")))])


def _between(p: Printed) -> Zones:
    """HOLDS from the lower to the upper end, and half a step beyond each. IMPRECISE "loose" within a step."""
    low, high = p.step(p.n), p.step(p.top)
    hold = Range(p.n - low / 2, p.top + high / 2)
    return Zones(hold, hold, lambda: [("loose", Range(p.n - low, p.top + high, False, False))])


RULES: dict[Comparator, Callable[[Printed], Zones]] = {
    Comparator.EXACT: _exact,
    Comparator.OVER: _over,
    Comparator.JUST_OVER: _just_over,
    Comparator.AT_LEAST: _at_least,
    Comparator.UNDER: _under,
    Comparator.AT_MOST: _at_most,
    Comparator.UP_TO: _up_to,
    Comparator.ALMOST: _almost,
    Comparator.ABOUT: _about,
    Comparator.BETWEEN: _between,
}

"""Which values a comparator accepts: the published definition of held, imprecise and not held.

    v      the recomputed value                 n     the printed number
    unit   one unit of its last printed digit   step  unit, but at most n/5 in a count, money or a multiple
    short  unit, but at most n/20               few   n has at most two printed digits, not counting the zeros
                                                      that end a whole number

The parts of n stand, each with its reason, in `limits`. A fall ("fell by over 12%", "more than halved") is judged
by its size. All are whole numbers of parts of one, of as many as `limits.parts` says, and so exact.

Each comparator names the range that holds, then those that are imprecise, each with its reason. The first range
that has v decides; outside all of them the wording does not hold. A true bound never fails: far from the number it
is imprecise. Whether a multiple is a ratio or an increase is not decided here: the caller brings each reading.

Beside the values for which a wording is true stand those for which somebody would have chosen it (`meant`): "over 2.6
million" is true of three million, but a search that goes by it looks below 2.86 million. "About" and "almost" take
nothing from what three digits and more say: "about 1.96 million" was printed for what rounds to it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from encounters.wording.kinds import Comparator, Kind
from encounters.wording.limits import part

FAR = 10**30
"""An end that a bound does not have."""
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

    def mirrored(self, centre: int) -> Range:
        return Range(centre - self.high, centre - self.low, self.has_high, self.has_low)


class Span(Struct, frozen=True):
    """A range whose ends are counted in parts of one, so small that all ends are whole numbers of them."""

    low: int
    high: int
    has_low: bool = True
    has_high: bool = True

    def mirrored(self, centre: int) -> Span:
        return Span(centre - self.high, centre - self.low, self.has_high, self.has_low)

    def range(self, one: int) -> Range:
        return Range(Fraction(self.low, one), Fraction(self.high, one), self.has_low, self.has_high)


class Printed(Struct, frozen=True):
    """The printed number, of a fall its size, as it is judged; `top` is the upper end of a range. In parts of one."""

    n: int
    top: int
    unit: int
    one: int
    kind: Kind

    def part(self, name: str) -> int:
        """The part of the number that a limit is."""
        return part(self.n, name)

    def step(self, end: int) -> int:
        return min(self.unit, part(end, "coarse")) if self.kind in COARSE else self.unit

    @property
    def half(self) -> int:
        return self.step(self.n) // 2

    @property
    def short(self) -> int:
        """How far a bound may be missed and be called imprecise."""
        return min(self.unit, self.part("short")) // 2

    @property
    def few(self) -> bool:
        """Whether at most two digits are printed, the end zeros of "200%" and "100 times" not counted."""
        digits, rest = divmod(self.n, self.unit)
        whole = not rest and self.unit * (1 if self.kind is Kind.MULTIPLE else 100) == self.one
        return len(str(digits).rstrip("0") if whole else str(digits)) <= 2

    def past(self, name: str) -> tuple[int, int]:
        """How far below and above the number a bound of few digits goes; of more digits, one unit."""
        if not self.n:
            return -FAR * self.one, FAR * self.one
        if not self.few:
            return self.n - self.unit, self.n + self.unit
        above = self.n + self.part(name)
        below = self.n * self.n // above
        if self.kind is Kind.SHARE and self.n < self.one:
            points = part(self.one, "bound in points")
            below, above = max(below, self.n - points), min(above, self.n + points)
        step = self.step(self.n)
        return min(self.n - step, below), max(self.n + step, above)

    def around(self, distance: int, ends: bool = True) -> Span:
        return Span(self.n - distance, self.n + distance, ends, ends)


class Rule(Struct, frozen=True):
    """The values that hold, those that are imprecise, each with its reason, and those that the wording is meant for."""

    hold: Span
    imprecise: list[tuple[str, Span]]
    meant: Span

    def mirrored(self, centre: int) -> Rule:
        imprecise = [(reason, span.mirrored(centre)) for reason, span in self.imprecise]
        return Rule(self.hold.mirrored(centre), imprecise, self.meant.mirrored(centre))


def _exact(p: Printed) -> Rule:
    """HOLDS if |v - n| <= step/2, so that rounding half up and half to even are both right.

    IMPRECISE within one step: "cut-off" if v cut off at the printed precision, toward zero, is n (3.787 printed 3.7),
    else "loose" (rounded the wrong way up), which reaches no further than it does for "about": 2,475,669 is not 3
    million. For a count printed to its last digit a difference of 1 does not hold.
    """
    hold, step = p.around(p.half), p.step(p.n)
    loose = max(p.half, min(step, p.part("far from about")))
    return Rule(hold, [("cut-off", Span(p.n, p.n + step, True, False)), ("loose", p.around(loose, False))], hold)


def _over(p: Printed) -> Rule:
    """HOLDS if n < v < n + unit, and for few digits while v < n + 3n/4 (a share: n + 25 points).

    "More than 0" holds for all that is more.

    IMPRECISE "not-over" if v is n or below it, within short/2 (2,577,604 is not over 2.6 million); "understated" if v
    is farther above n ("more than half" for 95.6%).
    """
    hold, meant = (Span(p.n, p.past(part)[1], False, False) for part in ("bound", "meant"))
    return Rule(hold, [("not-over", Span(p.n - p.short, p.n)), ("understated", Span(p.n, FAR * p.one, False))], meant)


def _just_over(p: Printed) -> Rule:
    """As "over", but HOLDS only as near as "almost" on the other side, by step/2 or n/40. Beyond, "understated"."""
    rule = _over(p)
    near = p.n + max(p.half, p.part("almost"))
    hold = replace(rule.hold, high=min(rule.hold.high, near))
    return replace(rule, hold=hold, meant=hold)


def _at_least(p: Printed) -> Rule:
    """As "over", but v = n holds."""
    rule = _over(p)
    hold, meant = (replace(values, has_low=True) for values in (rule.hold, rule.meant))
    return replace(rule, hold=hold, meant=meant)


def _under(p: Printed) -> Rule:
    """The mirror image of "over" in parts of n: HOLDS if n - unit < v < n, and for few digits while v > 4n/7.

    IMPRECISE "not-under" if v is n or above it, within short/2; "overstated" if v is farther below n.
    """
    hold, meant = (Span(p.past(part)[0], p.n, False, False) for part in ("bound", "meant"))
    far = Span(-FAR * p.one, p.n, True, False)
    return Rule(hold, [("not-under", Span(p.n, p.n + p.short)), ("overstated", far)], meant)


def _at_most(p: Printed) -> Rule:
    """As "under", but v = n holds."""
    rule = _under(p)
    hold, meant = (replace(values, has_high=True) for values in (rule.hold, rule.meant))
    return replace(rule, hold=hold, meant=meant)


def _up_to(p: Printed) -> Rule:
    """A bound that is said to be reached ("as many as 18,000"): HOLDS if v is n, or below it as far as "meant".

    IMPRECISE "not-under" above n within short/2; "loose" down to 4n/7.
    """
    rule = _at_most(p)
    return Rule(rule.meant, [rule.imprecise[0], ("loose", rule.hold)], rule.meant)


def _almost(p: Printed) -> Rule:
    """HOLDS if v < n, by no more than step/2 or n/40, whichever is more.

    IMPRECISE "loose" if v is n or past it within step/2 (9.14 is past nine: what has reached the number is no
    longer almost there), or below n within n/10 ("almost ten" for 9.29).
    """
    hold = Span(p.n - max(p.half, p.part("almost")), p.n, True, False)
    meant = hold if p.few else replace(hold, low=max(hold.low, p.n - p.unit))
    return Rule(hold, [("loose", Span(p.n - p.part("far from almost"), p.n + p.half))], meant)


def _about(p: Printed) -> Rule:
    """HOLDS if |v - n| <= step/2 or n/20, whichever is more. IMPRECISE "loose" within n/10."""
    hold = p.around(max(p.half, p.part("about")))
    return Rule(hold, [("loose", p.around(p.part("far from about")))], hold if p.few else p.around(p.half))


def _between(p: Printed) -> Rule:
    """HOLDS from the lower to the upper end, and half a step beyond each. IMPRECISE "loose" within a step."""
    low, high = p.step(p.n), p.step(p.top)
    hold = Span(p.n - low // 2, p.top + high // 2)
    return Rule(hold, [("loose", Span(p.n - low, p.top + high, False, False))], hold)


RULES: dict[Comparator, Callable[[Printed], Rule]] = {
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

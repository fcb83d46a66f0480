"""Does a recomputed value fit the printed wording? The published definition of held, imprecise and not held.

    v      the recomputed value                 n     the printed number
    unit   one unit of its last printed digit   step  unit, but at most n/5 in a count, money or a multiple
    few    n has at most two printed digits, not counting the zeros that end a whole number

Not everything that rounds to a coarsely printed number fits it: `step` keeps a match within ten percent of n,
so that "a million" is loose for 1.4 million. A fall ("fell by over 12%", "more than halved") is judged by its
size.

Each comparator names the range that holds, then those that are imprecise, each with its reason. The first
range that has v decides; outside all of them the wording does not hold. Whether a multiple is a ratio or an
increase is not decided here: the caller brings each reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum, auto
from fractions import Fraction
from functools import cache

from encounters.wording.written import Comparator, Kind, Wording, Written

Number = int | float | Decimal | Fraction


class Held(StrEnum):
    HOLDS = auto()
    IMPRECISE = auto()
    NO = auto()


@dataclass(frozen=True)
class Range:
    """The values from low to high, with or without each end."""

    low: Fraction
    high: Fraction
    has_low: bool = True
    has_high: bool = True

    def __contains__(self, value: Fraction) -> bool:
        ends = (value == self.low and self.has_low) or (value == self.high and self.has_high)
        return self.low < value < self.high or ends

    def meets(self, other: Range) -> bool:
        """Whether some value is in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        middle = (low + high) / 2
        return low <= high and middle in self and middle in other

    def mirrored(self, centre: Fraction) -> Range:
        return Range(centre - self.high, centre - self.low, self.has_high, self.has_low)


@dataclass(frozen=True)
class Fit:
    """How the value fits; the reason if imprecise (cut-off, not-over, not-under, loose); what would hold."""

    held: Held
    reason: str | None
    note: str | None
    accepted: Range


@dataclass(frozen=True)
class _Printed:
    """The printed number, of a fall its size, as it is judged; `top` is the upper end of a range."""

    n: Fraction
    top: Fraction
    unit: Fraction
    capped: bool
    few: bool

    def step(self, end: Fraction) -> Fraction:
        return min(self.unit, end / 5) if self.capped else self.unit

    @property
    def half(self) -> Fraction:
        return self.step(self.n) / 2

    @property
    def reach(self) -> Fraction:
        """How far past n "over" and "under" still hold."""
        return max(self.unit, self.n / 10) if self.few else self.unit

    def around(self, distance: Fraction, ends: bool = True) -> Range:
        return Range(self.n - distance, self.n + distance, ends, ends)


Zones = tuple[Range, list[tuple[str, Range]]]


def _exact(p: _Printed) -> Zones:
    """HOLDS if |v - n| <= step/2, so that rounding half up and half to even are both right.

    IMPRECISE "loose" if v rounds to n but is farther off than that; "cut-off" if v cut off at the printed
    precision, toward zero, is n (3.787 printed 3.7); "loose" if |v - n| < step (rounded the wrong way up).
    For a count printed to its last digit a difference of 1 does not hold.
    """
    loose, cut_off = p.around(p.unit / 2), Range(p.n, p.n + p.unit, True, False)
    return p.around(p.half), [("loose", loose), ("cut-off", cut_off), ("loose", p.around(p.step(p.n), False))]


def _over(p: _Printed) -> Zones:
    """HOLDS if n < v < n + unit (v cut off is n), and for few digits while v < n + 10%.

    IMPRECISE "not-over" if v is n or below it, within step/2 (2,577,604 is not over 2.6 million); "loose",
    for few digits only, up to n + n/3 (64% is loosely "more than half"). Beyond that it does not hold.
    """
    loose = [("loose", Range(p.n, p.n + p.n / 3))] if p.few else []
    return Range(p.n, p.n + p.reach, False, False), [("not-over", Range(p.n - p.half, p.n)), *loose]


def _at_least(p: _Printed) -> Zones:
    """As "over", but v = n holds."""
    hold, imprecise = _over(p)
    return replace(hold, has_low=True), imprecise


def _under(p: _Printed) -> Zones:
    """The mirror image of "over": HOLDS if n - unit < v < n, and for few digits while v > n - 10%.

    IMPRECISE "not-under" if v is n or above it, within step/2; "loose", for few digits only, down to n - n/3.
    """
    loose = [("loose", Range(p.n - p.n / 3, p.n))] if p.few else []
    return Range(p.n - p.reach, p.n, False, False), [("not-under", Range(p.n, p.n + p.half)), *loose]


def _at_most(p: _Printed) -> Zones:
    """As "under", but v = n holds ("up to", "as many as")."""
    hold, imprecise = _under(p)
    return replace(hold, has_high=True), imprecise


def _almost(p: _Printed) -> Zones:
    """HOLDS if v < n, by no more than step/2 or 2.5% of n, whichever is more.

    IMPRECISE "loose" if v is n or past it within step/2 (9.14 is past nine: what has reached the number is no
    longer almost there), or below n within 10% ("almost ten" for 9.29).
    """
    hold = Range(p.n - max(p.half, p.n / 40), p.n, True, False)
    return hold, [("loose", Range(p.n - p.n / 10, p.n + p.half))]


def _about(p: _Printed) -> Zones:
    """HOLDS if |v - n| <= step/2 or 5% of n, whichever is more. IMPRECISE "loose" within 10%."""
    return p.around(max(p.half, p.n / 20)), [("loose", p.around(p.n / 10))]


def _between(p: _Printed) -> Zones:
    """HOLDS from the lower to the upper end, and half a step beyond each. IMPRECISE "loose" within a step."""
    low, high = p.step(p.n), p.step(p.top)
    return Range(p.n - low / 2, p.top + high / 2), [("loose", Range(p.n - low, p.top + high, False, False))]


RULES: dict[Comparator, Callable[[_Printed], Zones]] = {
    Comparator.EXACT: _exact,
    Comparator.OVER: _over,
    Comparator.AT_LEAST: _at_least,
    Comparator.UNDER: _under,
    Comparator.AT_MOST: _at_most,
    Comparator.ALMOST: _almost,
    Comparator.ABOUT: _about,
    Comparator.BETWEEN: _between,
}


def _mirror(written: Written) -> Fraction | None:
    """What a fall is measured from: no change, or all of it ("halved"); None if the number is no fall."""
    if written.wording is Wording.FACTOR and written.value < 1:
        return Fraction(1)
    return Fraction(0) if written.value < 0 else None


@cache
def _zones(written: Written) -> Zones:
    ends = (written.value, written.value if written.high is None else written.high)
    centre = _mirror(written)
    n, top = ends if centre is None else (centre - ends[1], centre - ends[0])
    capped = written.kind in (Kind.COUNT, Kind.MONEY, Kind.MULTIPLE)
    printed = _Printed(n, top, written.unit, capped, _few(n / written.unit, written))
    hold, imprecise = RULES[written.comparator](printed)
    if written.kind is Kind.SHARE and top <= 1 and hold.low < 1 < hold.high:
        hold = replace(hold, high=Fraction(1), has_high=True)
    if centre is None:
        return hold, imprecise
    return hold.mirrored(centre), [(reason, zone.mirrored(centre)) for reason, zone in imprecise]


def _few(units: Fraction, written: Written) -> bool:
    """Whether at most two digits are printed, the end zeros of "200%" and "100 times" not counted."""
    whole = written.unit == (1 if written.kind is Kind.MULTIPLE else Fraction(1, 100))
    digits = str(units).rstrip("0") if whole and units.denominator == 1 else str(int(units))
    return len(digits) <= 2


def accepted(written: Written) -> Range:
    """The values for which the wording holds."""
    return _zones(written)[0]


def fit(written: Written, value: Number, value_unit: Number = 0) -> Fit:
    """Whether the wording holds for a recomputed value, by the rules above.

    `value_unit` says that the value itself is a rounded figure, known only to value_unit / 2 either way ("28
    percent" in the source: 0.28 and 0.01). If the printed number matches it, at the coarser precision of the
    two, and that uncertainty leaves the comparator open, the wording HOLDS with a note. A float counts as the
    decimal it prints as.
    """
    hold, imprecise = _zones(written)
    v, blur = _fraction(value), _fraction(value_unit)
    known = Range(v - blur / 2, v + blur / 2)
    if known.low in hold and known.high in hold:
        return Fit(Held.HOLDS, None, None, hold)
    if v in hold or (blur and _matches(written, v, blur) and hold.meets(known)):
        return Fit(Held.HOLDS, None, _rounded(known, written.kind), hold)
    reasons = [reason for reason, zone in imprecise if v in zone]
    return Fit(Held.IMPRECISE, reasons[0], None, hold) if reasons else Fit(Held.NO, None, None, hold)


def _fraction(value: Number) -> Fraction:
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _matches(written: Written, v: Fraction, blur: Fraction) -> bool:
    """Whether v and the printed number agree at the coarser precision of the two."""
    ends = [written.value] if written.high is None else [written.value, written.high]
    return any(abs(v - end) <= max(written.unit, blur) / 2 for end in ends)


def _rounded(known: Range, kind: Kind) -> str:
    return f"The source itself is a rounded figure, {_told(known, kind)}, and cannot decide the wording."


def spoken(written: Written) -> str:
    """The accepted values in plain words: "over 2.6 million: more than 2,600,000 and less than 2,860,000"."""
    hold, centre, kind = accepted(written), _mirror(written), written.kind
    told = _told(hold, kind)
    if centre is not None:
        told = f"a fall of {_told(hold.mirrored(centre), Kind.SHARE if centre else kind)}"
    return f"{' '.join(written.text.split())}: {told}"


def _told(values: Range, kind: Kind) -> str:
    low, high = _shown(values.low, kind), _shown(values.high, kind)
    if values.has_low and values.has_high:
        return f"{low} to {high}"
    above, below = (
        "at least" if values.has_low else "more than",
        "at most" if values.has_high else "less than",
    )
    return f"{above} {low} and {below} {high}"


def _shown(value: Fraction, kind: Kind) -> str:
    prefix, suffix = SHOWN[kind]
    number = _decimal(abs(value) * (100 if suffix in ("%", " points") else 1))
    return f"{'-' if value < 0 else ''}{prefix}{number}{suffix}"


SHOWN = {
    Kind.COUNT: ("", ""),
    Kind.MONEY: ("$", ""),
    Kind.SHARE: ("", "%"),
    Kind.MULTIPLE: ("", " times"),
    Kind.PERCENT_CHANGE: ("", "%"),
    Kind.POINTS: ("", " points"),
}


def _decimal(value: Fraction) -> str:
    """Digits with thousands separators: exact if ten decimals suffice, otherwise to two."""
    places = next((places for places in range(11) if (value * 10**places).denominator == 1), 2)
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole:,}.{rest:0{places}d}" if places else f"{whole:,}"

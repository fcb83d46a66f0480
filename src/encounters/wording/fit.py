"""How a recomputed value fits the printed wording, by `rules`, and which values would, in plain words."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum, auto
from fractions import Fraction
from functools import cache
from math import lcm

from msgspec import Struct
from msgspec.structs import replace

from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.limits import parts
from encounters.wording.rules import FAR, RULES, Printed, Range
from encounters.wording.written import Written
from encounters.wording.zones import Zones

Number = int | float | Decimal | Fraction


class Held(StrEnum):
    """How a value fits. OPEN: the source is itself a rounded figure, and cannot decide the wording."""

    HOLDS = auto()
    IMPRECISE = auto()
    OPEN = auto()
    NO = auto()


RANK: dict[Held | None, int] = {Held.HOLDS: 0, Held.OPEN: 1, Held.IMPRECISE: 2, Held.NO: 3, None: 4}
"""Which is the better of two; None is no value at all."""


class Fit(Struct, frozen=True):
    """How the value fits; the reason if it does not hold, and a note on a source that cannot decide.

    Reasons: cut-off, loose, not-over, not-under, understated, overstated (imprecise), rounded-source (open).
    """

    held: Held
    reason: str | None = None
    note: str | None = None


def _mirror(written: Written) -> int | None:
    """What a fall is measured from: no change, or all of it ("halved"); None if the number is no fall."""
    if written.wording is Wording.FACTOR and written.value < 1:
        return 1
    return 0 if written.value.numerator < 0 else None


@cache
def zones(written: Written) -> Zones:
    """The values that a wording accepts, by the rule of its comparator."""
    numbers = written.value, written.value if written.high is None else written.high, written.unit
    one = parts() * lcm(*(number.denominator for number in numbers))
    low, high, unit = (number.numerator * (one // number.denominator) for number in numbers)
    mirror = _mirror(written)
    n, top = (low, high) if mirror is None else (mirror * one - high, mirror * one - low)
    rule = RULES[written.comparator](Printed(n, top, unit, one, written.kind))
    falls = written.kind is Kind.PERCENT_CHANGE and mirror is not None
    if (written.kind is Kind.SHARE or falls) and top <= one and rule.hold.low < one < rule.hold.high:
        rule = replace(rule, hold=replace(rule.hold, high=one, has_high=True))
    return Zones(rule if mirror is None else rule.mirrored(mirror * one), one)


def reach(written: Written) -> tuple[float, float]:
    """The ends of the values for which the wording may hold or be imprecise: `fit` tells exactly for which it does."""
    return zones(written).hull


def near(written: Written, value: Number) -> bool:
    """Whether the wording may hold for a value, or be imprecise: cheap to tell."""
    low, high = reach(written)
    return low <= value <= high


def accepted(written: Written) -> Range:
    """The values for which the wording holds."""
    return zones(written).hold


def meant(written: Written) -> Range:
    """The values for which somebody would choose the wording: of those that hold, the near ones."""
    return zones(written).meant


def fit(written: Written, value: Number, value_unit: Number = 0) -> Fit:
    """Whether the wording holds for a recomputed value, by the rules above.

    `value_unit` says that the value itself is a rounded figure, known only to value_unit / 2 either way ("28
    percent" in the source: 0.28 and 0.01). If the printed number matches it, at the coarser precision of the
    two, and that uncertainty leaves the comparator open, the fit is OPEN. A float counts as the decimal it prints as.
    """
    found = zones(written)
    if not value_unit:
        # Floats tell nearly always: fractions are made for what lies at an end.
        if found.inner[0] < value < found.inner[1]:
            return Fit(Held.HOLDS)
        if not found.hull[0] <= value <= found.hull[1]:
            return Fit(Held.NO)
    v, blur = _fraction(value), _fraction(value_unit)
    known = Range(v - blur / 2, v + blur / 2)
    if known.low in found.hold and known.high in found.hold:
        return Fit(Held.HOLDS)
    if blur and _matches(written, v, blur) and found.hold.meets(known):
        return _undecided(written, v, known, found.hold)
    if v in found.hold:
        return Fit(Held.HOLDS)
    reason = next((reason for reason, zone in found.imprecise if v in zone), None)
    return Fit(Held.IMPRECISE if reason else Held.NO, reason)


def _undecided(written: Written, v: Fraction, known: Range, hold: Range) -> Fit:
    """A number that agrees with a rounded source holds as printed; a comparator, or another digit, it cannot decide."""
    if written.comparator is Comparator.EXACT and v in hold:
        return Fit(Held.HOLDS)
    return Fit(Held.OPEN, "rounded-source", _rounded(known, written.kind))


def _fraction(value: Number) -> Fraction:
    return Fraction(Decimal(str(value))) if isinstance(value, float) else Fraction(value)


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
    if values.low <= -FAR:
        return f"less than {high}"
    if values.high >= FAR:
        return f"more than {low}"
    if values.has_low and values.has_high:
        return f"{low} to {high}"
    above, below = (
        "at least" if values.has_low else "more than",
        "at most" if values.has_high else "less than",
    )
    return f"{above} {low} and {below} {high}"


def _shown(value: Fraction, kind: Kind) -> str:
    prefix, suffix = SHOWN[kind]
    number = _decimal(abs(value.numerator) * (100 if suffix in ("%", " points") else 1), value.denominator)
    return f"{'-' if value.numerator < 0 else ''}{prefix}{number}{suffix}"


SHOWN = {
    Kind.COUNT: ("", ""),
    Kind.MONEY: ("$", ""),
    Kind.SHARE: ("", "%"),
    Kind.MULTIPLE: ("", " times"),
    Kind.PERCENT_CHANGE: ("", "%"),
    Kind.POINTS: ("", " points"),
}


def _decimal(top: int, bottom: int) -> str:
    """A quotient as digits with thousands separators: exact if ten decimals suffice, otherwise to two."""
    places = next((places for places in range(11) if not top * 10**places % bottom), 2)
    whole, rest = divmod(round(Fraction(top * 10**places, bottom)), 10**places)
    return f"{whole:,}.{rest:0{places}d}" if places else f"{whole:,}"

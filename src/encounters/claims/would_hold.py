"""What a text could print instead: the figure at the precision that the claim prints, in its own manner."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor, log10

from encounters.wording.amounts import OCCASIONS
from encounters.wording.fit import Held, fit
from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.written import Written

MILLION = 10**6
FINER = (1, 10, 100)
"""By how much finer than printed, where no words hold at the printed precision; then to its own first digit."""
SHAPES = {
    Kind.COUNT: ("", Fraction(1)),
    Kind.SHARE: ("%", Fraction(1, 100)),
    Kind.PERCENT_CHANGE: ("%", Fraction(1, 100)),
    Kind.POINTS: (" points", Fraction(1, 100)),
    Kind.MULTIPLE: (" times", Fraction(1)),
}
"""What follows the digits of each kind that is worded again, and what they are multiplied by."""
SIGNED = (Kind.PERCENT_CHANGE, Kind.POINTS)
"""The kinds whose number says up or down."""


def would_hold(says: Written, value: float, change: bool = False) -> str | None:
    """Words that hold for a value: `nearly 2.6 million`, `38%`, of a change `up 5,351`; None for a kind of number that
    is not worded again."""
    if says.compares:
        return "higher" if value > 0 else "lower" if value < 0 else None
    exact = Fraction(str(value))
    found = (words for unit in _units(says, exact) for words in ways(says, exact, unit))
    words = next((words.text for words in found if fit(words, value).held is Held.HOLDS), None)
    return f"up {words}" if words and change and value > 0 and says.kind is Kind.COUNT else words


def already_holds(says: Written, part: float) -> str | None:
    """The bound that a part has passed already: `more than 110,000`."""
    whole = (unit * (Fraction(str(part)) // unit) for unit in _units(says, Fraction(str(part))))
    return next((f"more than {int(bound):,}" for bound in whole if bound), None)


def _units(says: Written, value: Fraction) -> Iterator[Fraction]:
    """To what a number is printed: to the power of ten that the claim prints, else finer; a whole one to no less."""
    for finer in FINER:
        unit = Fraction(10) ** floor(log10(says.unit / finer))
        yield max(unit, Fraction(1)) if says.kind is Kind.COUNT and value.denominator == 1 else unit
    if value:
        yield Fraction(10) ** floor(log10(abs(value)))


def ways(says: Written, value: Fraction, unit: Fraction) -> Iterator[Written]:
    """The number at a precision, plain where the claim prints it plainly, else with what it is nearly or over."""
    if says.kind not in SHAPES:
        return
    near = round(value / unit) * unit
    if value and not near:  # "over 0" says nothing
        return
    if says.kind is Kind.MULTIPLE and max(abs(near), abs(value)) >= OCCASIONS:
        return
    if says.comparator is Comparator.EXACT or near == value:
        yield _worded(says.kind, near, unit)
    if near != value:
        # Nobody prints "nearly down 3,000".
        if near >= 0 and says.kind not in SIGNED:
            nearly = near > value
            comparator, word = (Comparator.ALMOST, "nearly ") if nearly else (Comparator.OVER, "over ")
            yield _worded(says.kind, near, unit, comparator, word)
        yield _worded(says.kind, near, unit)


def _worded(
    kind: Kind, near: Fraction, unit: Fraction, comparator: Comparator = Comparator.EXACT, word: str = ""
) -> Written:
    """A number printed to a unit, as `parse` reads it."""
    after, scale = SHAPES[kind]
    if kind is Kind.COUNT and near and abs(near) >= MILLION and unit >= 1000:
        after, scale, unit = " million", Fraction(MILLION), Fraction(10 ** (len(str(int(unit))) - 1))
    places = _places(unit / scale)
    digits = f"{float(abs(near) / scale):.{places}f}"
    zeros = len(digits) - len(digits.rstrip("0")) if kind is Kind.COUNT and digits.isdigit() and len(digits) > 2 else 0
    sign = "" if kind in (Kind.SHARE, Kind.MULTIPLE) else "down " if near < 0 else "up " * (kind in SIGNED)
    size = Fraction(digits) * scale * (-1 if sign == "down " else 1)
    shown = f"{float(digits):,.{places}f}" if not after else digits
    wording = Wording.TIMES if kind is Kind.MULTIPLE else None
    unit = scale * 10**zeros / 10**places
    return Written(f"{sign}{word}{shown}{after}", comparator, size, None, unit, kind, wording)


def _places(unit: Fraction) -> int:
    """Decimals of a number printed to a unit."""
    return next((places for places in range(7) if (unit * 10**places).denominator == 1), 2)

"""What a text could print instead: the figure at the precision that the claim prints, in its own manner."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from encounters.wording.fit import Held, fit
from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.written import Written

MILLION = 10**6
FINER = (1, 10, 100)
"""By how much finer than printed, where no words hold at the printed precision."""
SHAPES = {
    Kind.COUNT: ("", Fraction(1)),
    Kind.SHARE: ("%", Fraction(1, 100)),
    Kind.PERCENT_CHANGE: ("%", Fraction(1, 100)),
    Kind.MULTIPLE: (" times", Fraction(1)),
}
"""What follows the digits of each kind that is worded again, and what they are multiplied by."""


def would_hold(says: Written, value: float) -> str | None:
    """Words that hold for a value: `nearly 2.6 million`, `38%`; None for a kind of number that is not worded again."""
    tried = (words for finer in FINER for words in ways(says, Fraction(str(value)), says.unit / finer))
    return next((words.text for words in tried if fit(words, value).held is Held.HOLDS), None)


def ways(says: Written, value: Fraction, unit: Fraction) -> Iterator[Written]:
    """The number at a precision, plain where the claim prints it plainly, else with what it is nearly or over."""
    if says.kind not in SHAPES:
        return
    near = round(value / unit) * unit
    if says.comparator is Comparator.EXACT or near == value:
        yield _worded(says.kind, near, unit)
    if near != value:
        # Nobody prints "nearly down 3,000".
        if near >= 0 and says.kind is not Kind.PERCENT_CHANGE:
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
    sign = "" if kind in (Kind.SHARE, Kind.MULTIPLE) else "down " if near < 0 else "up " * (kind is not Kind.COUNT)
    size = Fraction(digits) * scale * (-1 if sign == "down " else 1)
    shown = f"{float(digits):,.{places}f}" if not after else digits
    wording = Wording.TIMES if kind is Kind.MULTIPLE else None
    unit = scale * 10**zeros / 10**places
    return Written(f"{sign}{word}{shown}{after}", comparator, size, None, unit, kind, wording)


def _places(unit: Fraction) -> int:
    """Decimals of a number printed to a unit."""
    return next((places for places in range(7) if (unit * 10**places).denominator == 1), 2)

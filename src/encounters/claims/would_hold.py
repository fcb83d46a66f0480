"""What a text could print instead: the figure at the precision that the claim prints, in its own manner."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from encounters.errors import UsageError
from encounters.wording.fit import Held, fit
from encounters.wording.kinds import Comparator, Kind
from encounters.wording.written import Written, parse

MILLION = 10**6
FINER = (1, 10, 100)
"""By how much finer than printed, where no words hold at the printed precision."""


def would_hold(says: Written, value: float) -> str | None:
    """Words that hold for a value: `nearly 2.6 million`, `38%`; None for a kind of number that is not worded again."""
    tried = (words for unit in FINER for words in _ways(says, Fraction(str(value)), says.unit / unit))
    return next((words for words in tried if _holds(words, value, says.kind)), None)


def _ways(says: Written, v: Fraction, unit: Fraction) -> Iterator[str]:
    """The number at a precision, plain where the claim prints it plainly, else with what it is nearly or over."""
    near = round(v / unit) * unit
    number = _printed(says, near, unit)
    if number is None:
        return
    if says.comparator is Comparator.EXACT or near == v:
        yield number
    if near != v:
        yield f"{'nearly' if abs(near) > abs(v) else 'over'} {number}"
        yield number


def _printed(says: Written, near: Fraction, unit: Fraction) -> str | None:
    if says.kind is Kind.COUNT:
        sign, size = ("down " if near < 0 else ""), abs(near)
        if size >= MILLION and unit >= 1000:
            places = max(0, 6 - (len(str(int(unit))) - 1))
            return f"{sign}{float(size) / MILLION:.{places}f} million"
        return f"{sign}{float(size):,.{_places(unit)}f}"
    if says.kind in (Kind.SHARE, Kind.PERCENT_CHANGE):
        sign = "down " if near < 0 else "up " if says.kind is Kind.PERCENT_CHANGE else ""
        return f"{sign}{float(abs(near)) * 100:.{_places(unit * 100)}f}%"
    if says.kind is Kind.MULTIPLE:
        return f"{float(near):.{_places(unit)}f} times"
    return None


def _places(unit: Fraction) -> int:
    """Decimals of a number printed to a unit."""
    return next((places for places in range(7) if (unit * 10**places).denominator == 1), 2)


def _holds(words: str, value: float, kind: Kind) -> bool:
    try:
        says = parse(words)
    except UsageError:
        return False
    return says.kind is kind and fit(says, value).held is Held.HOLDS

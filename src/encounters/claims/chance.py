"""Whether a reading that gives a printed number tells anything, or may give it by chance.

Rule. A reading that the claims file names counts as it stands. Of those that are searched, one that differs in one
thing counts when the words accept no more than a twentieth of the number ("2.6 million": 2.55 to 2.65 million), one
that differs in two things, takes a month more or less for a whole year, or adds a filter that the claim has not, when
they accept no more than a hundredth. Of two things each must be easily taken for the other (`easily`); of what is not,
there is so much that the words may accept no more than a thousandth.
A share is no finer than the rest of its whole. What is coarser is met by chance: the readings that give it are shown,
but do not make it misdescribed. "About" and "almost" take nothing from the digits of what they stand before, so that
"about 1.96 million" is read as finely as 1.96 million, in one thing; in two a number said so loosely tells nothing.
"""

from __future__ import annotations

from fractions import Fraction

from encounters.claims.bench import accepts
from encounters.claims.model import Number
from encounters.names import DIMENSIONS
from encounters.results import Selection
from encounters.wording.kinds import Comparator, Kind

ONE, TWO, FAR = Fraction(1, 20), Fraction(1, 100), Fraction(1, 1000)
LOOSE = (Comparator.ABOUT, Comparator.ALMOST)


def width(claim: Number) -> Fraction:
    """How much the claim's words accept, as a part of the number."""
    held, size = accepts(claim), abs(claim.says.value)
    if claim.says.kind is Kind.SHARE and held.low < 1:  # the rest of the whole tells the same
        size = min(size, 1 - held.low)
    return (held.high - held.low) / size if size else Fraction(1)


def meant(claim: Number, number: float) -> bool:
    """Whether the claim's words would have been chosen for a number: of those for which they hold, a near one."""
    return Fraction(str(number)) in accepts(claim)


def tells(claim: Number, steps: int, unlikely: bool = False) -> bool:
    """Whether a reading that differs in so many things tells anything."""
    if steps > 1 or unlikely:
        far = steps > 1 and unlikely
        return claim.says.comparator not in LOOSE and width(claim) <= (FAR if far else TWO)
    return width(claim) <= ONE


def easily(own: Selection, other: Selection, name: str) -> bool:
    """Whether what a reading has in one thing is easily taken for what the claim has: the other component or region, no
    filter or another category for the claim's, the month or year beside, the calendar for the fiscal year."""
    if name == "window":
        months = abs(other.period.first.ordinal - own.period.first.ordinal)
        return len(own.period) == len(other.period) and months in ((3, 9, 12) if len(own.period) == 12 else (1, 12))
    if name not in DIMENSIONS or name in ("component", "region"):
        return name in DIMENSIONS
    return bool(getattr(own, name)) and not getattr(other, name).excluded

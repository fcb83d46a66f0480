"""Whether a reading that gives a printed number tells anything, or may give it by chance.

Rule. A reading that the claims file names counts as it stands. Of those that are searched, one that differs in one
thing counts when the words accept no more than a twentieth of the number ("2.6 million": 2.55 to 2.65 million), one
that differs in two things, or takes a month more or less for a whole year, when they accept no more than a hundredth.
A share is no finer than the rest of its whole. What is coarser is met by chance: the readings that give it are shown,
but do not make it misdescribed. "About" and "almost" take nothing from the digits of what they stand before, so that
"about 1.96 million" is read as finely as 1.96 million, in one thing; in two a number said so loosely tells nothing.
"""

from __future__ import annotations

from fractions import Fraction

from encounters.claims.bench import accepts
from encounters.claims.model import Number
from encounters.wording.kinds import Comparator, Kind

ONE, TWO = Fraction(1, 20), Fraction(1, 100)
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
        return claim.says.comparator not in LOOSE and width(claim) <= TWO
    return width(claim) <= ONE

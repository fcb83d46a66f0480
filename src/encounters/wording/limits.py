"""Every limit in the rules on wording, once, with its reason. docs/explanation shows what moves when one is changed."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import lcm

from msgspec import Struct


class Limit(Struct, frozen=True):
    """A number that the rules turn on, as a part of the printed number unless it says otherwise, and why it is that."""

    value: Fraction
    meaning: str
    reason: str


LIMITS = {
    "coarse": Limit(
        Fraction(1, 5),
        "A count, an amount of money or a multiple is good to half a unit of its last printed digit, "
        "and to no more than half of this part of itself.",
        "'A million' is good to one digit only; a tenth either way is what readers take it for.",
    ),
    "short": Limit(
        Fraction(1, 20),
        "'Over' and 'under' are imprecise, not false, for a number that misses by half a unit of the last printed "
        "digit, and by no more than half of this part of the printed number.",
        "A writer with the number before him would have printed its second digit, and seen that it falls short.",
    ),
    "bound": Limit(
        Fraction(3, 4),
        "A bound of one or two printed digits holds for a number past it by up to this part; beyond, it is imprecise "
        "(understated, overstated). A bound with more digits says that much about one number: half is one unit.",
        "From there on 'nearly twice' is nearer than 'more than'.",
    ),
    "bound in points": Limit(
        Fraction(1, 4),
        "The same of a share: never more than this many points.",
        "'More than half' of 80% leaves out what 'three quarters' would say.",
    ),
    "meant": Limit(
        Fraction(1, 10),
        "A number that a bound of one or two digits was printed for lies within this part of it, or within one unit; "
        "the search looks no further.",
        "People print the next lower round number: 2.8 million is not found by 'over 2.6 million'.",
    ),
    "almost": Limit(
        Fraction(1, 40),
        "'Almost' holds below the number, and 'just over' above it, by up to this part, or half a unit.",
        "2.535 million is almost 2.6 million; the same distance is half a unit of a number of two digits.",
    ),
    "far from almost": Limit(Fraction(1, 10), "'Almost' is imprecise up to this part below.", "9.29 for 'almost ten'."),
    "about": Limit(Fraction(1, 20), "'About' holds within this part either way, or half a unit.", "Common usage."),
    "far from about": Limit(
        Fraction(1, 10),
        "'About' is imprecise up to this part either way, and so is a number without a comparator that is not cut off.",
        "Twice 'about'; a plain number says no less.",
    ),
    "share in words": Limit(
        Fraction(1, 20),
        "A share in words ('half', 'nine out of 10') is good to half of this, in points, or of a fifth of itself.",
        "Shares in words come in steps of five points and more.",
    ),
}


def limit(name: str) -> Fraction:
    """The value of a limit."""
    return LIMITS[name].value


def part(number: int, name: str) -> int:
    """The part of a number that a limit is: a whole number where the number is one of `parts`."""
    value = limit(name)
    return number * value.numerator // value.denominator


@cache
def parts() -> int:
    """Of how many parts one is made, that all that the rules make of them are whole numbers: a limit's part, half of
    it, and what it is to be added to for the number itself."""
    values = [entry.value for entry in LIMITS.values()]
    return 2 * lcm(*(one.denominator for one in values)) * lcm(*(one.numerator + one.denominator for one in values))

"""A writer's slips that are no reading: a divisor one off, a digit, files added up, a power of ten.

Divisors and what can be added up follow from the figure's form. A coarse number is not tried: it meets slips by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from encounters.claims.bench import Trial, judge, may_fit
from encounters.claims.chance import ONE, TWO, width
from encounters.claims.model import Number
from encounters.claims.verdict import Tried
from encounters.figures import FIGURES
from encounters.figures.forms import SUMMED
from encounters.wording.fit import Held

POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
COPIES = range(2, 7)
FEWEST_DIGITS = 4
"""Of a number with fewer digits, every eighth number of its length and more is one digit off."""

Slips = Iterator[tuple[str, str, float]]


def slips(claim: Number, trial: Trial) -> list[Tried]:
    """The slips that would give the number."""
    if width(claim) > ONE:
        return []
    found = [*_divided(claim, trial), *_digit(claim, trial), *_multiplied(claim, trial)]
    return [
        Tried(words, number, trial.value.unit, True, reason, kind=trial.value.kind) for reason, words, number in found
    ]


def _divided(claim: Number, trial: Trial) -> Slips:
    for slip in FIGURES[claim.figure].form.slips(trial.value.scope.selection.period):
        number = trial.read * slip.factor.numerator / slip.factor.denominator
        if _gives(claim, trial, number):
            yield slip.reason, slip.words, number


def _digit(claim: Number, trial: Trial) -> Slips:
    """One digit of the figure changed, or two neighbours in each other's place, where it is printed in full."""
    printed, value = _digits(float(claim.says.value)), _digits(trial.read)
    if claim.says.unit != 1 or len(printed) < FEWEST_DIGITS or len(printed) != len(value):
        return
    apart = [place for place, (one, other) in enumerate(zip(printed, value, strict=True)) if one != other]
    if len(apart) == 1:
        yield "digit", f"{value[apart[0]]} printed as {printed[apart[0]]}", trial.read
    elif len(apart) == 2:
        first, second = apart
        if second - first == 1 and printed[first] + printed[second] == value[second] + value[first]:
            yield "digit", "two digits in each other's place", trial.read


def _digits(value: float) -> str:
    return f"{value:.0f}"


def _multiplied(claim: Number, trial: Trial) -> Slips:
    if not isinstance(FIGURES[claim.figure].form, SUMMED):
        return
    for count in COPIES if width(claim) <= TWO else ():
        if _gives(claim, trial, trial.read * count):
            yield "double-count", f"{count} times the figure", trial.read * count
    for power in POWERS:
        if _gives(claim, trial, trial.read * 10.0**power):
            yield "magnitude", f"the figure × 10^{power}", trial.read * 10.0**power


def _gives(claim: Number, trial: Trial, number: float) -> bool:
    return may_fit(claim, number) and judge(claim, number, trial.value).held is Held.HOLDS

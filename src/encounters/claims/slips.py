"""A writer's slips that are no reading, each tried on the figure: see `SLIPS`.

Divisors and what can be added up follow from the figure's form. A coarse number is not tried: it meets slips by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

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

Slips = Iterator[tuple[str, float]]


def slips(claim: Number, trial: Trial) -> list[Tried]:
    """The slips that would give the number."""
    if width(claim) > ONE:
        return []
    return [
        Tried(words, number, trial.value.unit, True, reason, kind=trial.value.kind)
        for reason, (_, made) in SLIPS.items()
        for words, number in made(claim, trial)
    ]


def _divided(claim: Number, trial: Trial) -> Slips:
    for slip in FIGURES[claim.figure].form.slips(trial.value.scope.selection.period):
        number = trial.read * slip.factor.numerator / slip.factor.denominator
        if _gives(claim, trial, number):
            yield slip.words, number


def _digit(claim: Number, trial: Trial) -> Slips:
    """One digit of the figure changed, or two neighbours in each other's place, where it is printed in full."""
    printed, value = _digits(float(claim.says.value)), _digits(trial.read)
    if claim.says.unit != 1 or len(printed) < FEWEST_DIGITS or len(printed) != len(value):
        return
    apart = [place for place, (one, other) in enumerate(zip(printed, value, strict=True)) if one != other]
    if len(apart) == 1:
        yield f"{value[apart[0]]} printed as {printed[apart[0]]}", trial.read
    elif len(apart) == 2:
        first, second = apart
        if second - first == 1 and printed[first] + printed[second] == value[second] + value[first]:
            yield "two digits in each other's place", trial.read


def _digits(value: float) -> str:
    return f"{value:.0f}"


def _added_up(claim: Number, trial: Trial) -> Slips:
    summed = isinstance(FIGURES[claim.figure].form, SUMMED) and width(claim) <= TWO
    for count in COPIES if summed else ():
        if _gives(claim, trial, trial.read * count):
            yield f"{count} times the figure", trial.read * count


def _misplaced(claim: Number, trial: Trial) -> Slips:
    for power in POWERS if isinstance(FIGURES[claim.figure].form, SUMMED) else ():
        if _gives(claim, trial, trial.read * 10.0**power):
            yield f"the figure × 10^{power}", trial.read * 10.0**power


def _gives(claim: Number, trial: Trial, number: float) -> bool:
    return may_fit(claim, number) and judge(claim, number, trial.value).held is Held.HOLDS


SLIPS: Mapping[str, tuple[str, Callable[[Number, Trial], Slips]]] = {
    "divisor": ("a divisor one off", _divided),
    "digit": ("a digit, or two in each other's place", _digit),
    "double-count": ("files added up", _added_up),
    "magnitude": ("a power of ten", _misplaced),
}
"""Every slip by its reason: in words, and how it is made. Docs have the list from here."""

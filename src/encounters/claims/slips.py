"""A writer's slips that are no reading, each tried on the figure: see `SLIPS`.

Divisors and what can be added up follow from the figure's form. A coarse number is not tried: it meets slips by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from encounters.claims.bench import Trial, ends, judge
from encounters.claims.chance import ONE, TWO, width
from encounters.claims.kinds import CHANGES
from encounters.claims.model import Number
from encounters.claims.verdict import Tried
from encounters.figures import FIGURES
from encounters.figures.forms import SUMMED, Pair
from encounters.wording.fit import Held

POWERS = {f"the figure × 10^{power}": 10.0**power for power in (-6, -3, -2, -1, 1, 2, 3, 6)}
COPIES = {f"{count} times the figure": count for count in range(2, 7)}
FEWEST_DIGITS = 4
"""Of a number with fewer digits, every eighth number of its length and more is one digit off."""

Slips = Iterable[tuple[str, float]]


def slips(claim: Number, trial: Trial) -> list[Tried]:
    """The slips that would give the number."""
    coarse = width(claim)
    return [
        Tried(words, number, trial.value.unit, True, reason, kind=trial.value.kind)
        for reason, (_, most, made) in SLIPS.items()
        if coarse <= most
        for words, number in made(claim, trial)
    ]


def _divided(claim: Number, trial: Trial) -> Slips:
    every = FIGURES[claim.figure].form.slips(trial.value.scope.selection.period)
    made = ((one.words, trial.read * one.factor.numerator / one.factor.denominator) for one in every)
    return _giving(claim, trial, made)


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
    return _multiplied(claim, trial, COPIES)


def _misplaced(claim: Number, trial: Trial) -> Slips:
    return _multiplied(claim, trial, POWERS)


def _reversed(claim: Number, trial: Trial) -> Slips:
    """What the figure comes to with the two that are compared exchanged."""
    figure = FIGURES[claim.figure]
    numbers = [-trial.read] if figure.kind in CHANGES else []
    if isinstance(figure.form, Pair) and figure.form.other == "before" and trial.read + figure.form.less:
        numbers.append(1 / (trial.read + figure.form.less) - figure.form.less)
    return _giving(claim, trial, (("the two the other way round", number) for number in numbers))


def _multiplied(claim: Number, trial: Trial, factors: Mapping[str, float]) -> Slips:
    summed = isinstance(FIGURES[claim.figure].form, SUMMED)
    made = ((words, trial.read * factor) for words, factor in factors.items() if summed)
    return _giving(claim, trial, made)


def _giving(claim: Number, trial: Trial, made: Slips) -> Slips:
    low, high = ends(claim)
    near = ((words, number) for words, number in made if low <= number <= high)
    return (one for one in near if judge(claim, one[1], trial.value).held is Held.HOLDS)


SLIPS: Mapping[str, tuple[str, Fraction, Callable[[Number, Trial], Slips]]] = {
    "divisor": ("a divisor one off", ONE, _divided),
    "reversed": ("a rise for a fall", Fraction(1), _reversed),
    "digit": ("a digit, or two in each other's place", ONE, _digit),
    "double-count": ("files added up", TWO, _added_up),
    "magnitude": ("a power of ten", ONE, _misplaced),
}
"""Every slip by its reason: in words, of how coarse a number it is tried, and how it is made. Docs have the list from
here."""

"""A writer's slips that are no reading, each tried on the figure: see `SLIPS`.

Divisors and what can be added up follow from the figure's form. A coarse number is not tried: it meets slips by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from encounters.claims.bench import Trial, ends, judge
from encounters.claims.chance import ONE, TWO, meant, width
from encounters.claims.model import Number
from encounters.claims.verdict import Tried
from encounters.figures import FIGURES
from encounters.figures.forms import SUMMED, Pair, Sum
from encounters.wording.fit import Held

POWERS = {f"the figure × 10^{power}": 10.0**power for power in (-6, -3, -2, -1, 1, 2, 3, 6)}
COPIES = {f"{count} times the figure": count for count in range(2, 7)}
FEWEST_DIGITS = 4
"""Of a number with fewer digits, every eighth number of its length and more is one digit off."""

Slips = Iterable[tuple[str, float]]
Gives = Callable[[float], bool]


def slips(claim: Number, trial: Trial) -> list[Tried]:
    """The slips that would give the number."""
    coarse, (low, high) = width(claim), ends(claim)

    def gives(number: float) -> bool:
        held = low <= number <= high and judge(claim, number, trial.value).held is Held.HOLDS
        return held and (coarse > ONE or meant(claim, number))

    return [
        Tried(words, number, trial.value.unit, True, reason, kind=trial.value.kind)
        for reason, (_, most, made) in SLIPS.items()
        if coarse <= most
        for words, number in made(claim, trial, gives)
    ]


def _divided(claim: Number, trial: Trial, gives: Gives) -> Slips:
    form = FIGURES[claim.figure].form
    for slip in form.slips(trial.value.scope.selection.period) if isinstance(form, Sum) else ():
        number = trial.read * slip.factor.numerator / slip.factor.denominator
        if gives(number):
            yield slip.words, number


def _digit(claim: Number, trial: Trial, _: Gives) -> Slips:
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


def _reversed(claim: Number, trial: Trial, gives: Gives) -> Slips:
    """What the figure comes to with the two that are compared exchanged."""
    figure = FIGURES[claim.figure]
    numbers = [-trial.read] if figure.moves else []
    if isinstance(figure.form, Pair) and figure.form.other == "before" and trial.read + figure.form.less:
        numbers.append(1 / (trial.read + figure.form.less) - figure.form.less)
    return [("the two the other way round", number) for number in numbers if gives(number)]


def _multiplied(factors: Mapping[str, float]) -> Callable[[Number, Trial, Gives], Slips]:
    """The figure taken so many times, where it can be added up."""

    def made(claim: Number, trial: Trial, gives: Gives) -> Slips:
        summed = isinstance(FIGURES[claim.figure].form, SUMMED)
        return [
            (words, trial.read * factor) for words, factor in factors.items() if summed and gives(trial.read * factor)
        ]

    return made


SLIPS: Mapping[str, tuple[str, Fraction, Callable[[Number, Trial, Gives], Slips]]] = {
    "divisor": ("a divisor one off", ONE, _divided),
    "reversed": ("a rise for a fall", Fraction(1), _reversed),
    "digit": ("a digit, or two in each other's place", ONE, _digit),
    "double-count": ("files added up", TWO, _multiplied(COPIES)),
    "magnitude": ("a power of ten", ONE, _multiplied(POWERS)),
}
"""Every slip by its reason: in words, of how coarse a number it is tried, and how it is made. Docs have the list from
here."""

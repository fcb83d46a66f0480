"""What mistake would give a printed number: a divisor, another year's month, files added up, a power of ten."""

from __future__ import annotations

from collections.abc import Iterator

from encounters.claims.bench import Bench, Trial, judge
from encounters.claims.model import Number
from encounters.claims.near import Change
from encounters.claims.others import ONE, TWO, reading, width
from encounters.claims.verdict import Tried
from encounters.figures import figure_named
from encounters.figures.forms import SUMMED
from encounters.results import Selection

POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
COPIES = range(2, 7)


def mistakes(bench: Bench, claim: Number, trial: Trial) -> list[Tried]:
    """The mistakes that would give the number. A coarse number is not tried: it meets some of them by chance."""
    if width(claim) > ONE:
        return []
    told = [
        Tried(words, number, trial.value.unit, True, reason)
        for reason, words, number in _numbers(claim, trial)
        if judge(claim, number, trial.value).held == "holds"
    ]
    return [*_other_years(bench, claim, trial.value.scope.selection), *told]


def _numbers(claim: Number, trial: Trial) -> Iterator[tuple[str, str, float]]:
    """The reason, the words and the number of each mistake in arithmetic."""
    value, form = trial.read, figure_named(claim.figure).form
    for slip in form.slips(trial.value.scope.selection.period):
        yield slip.reason, slip.words, value * slip.factor.numerator / slip.factor.denominator
    if isinstance(form, SUMMED):
        for count in COPIES if width(claim) <= TWO else ():
            yield "double-count", f"{count} times the figure", value * count
        for power in POWERS:
            yield "magnitude", f"the figure × 10^{power}", value * 10.0**power


def _other_years(bench: Bench, claim: Number, selection: Selection) -> list[Tried]:
    """The same months of the two years before and after, where they give the number."""
    found: list[Tried] = []
    questions = [claim.question(selection.as_of, selection.period.shift(12 * years)) for years in (-1, 1, -2, 2)]
    bench.prepare(claim.figure, questions)
    for question in questions:
        trial = bench.try_claim(claim, question)
        if trial is not None and trial.holds:
            found.append(reading(Change("typo-date", question.selection.period.label(), question), trial))
    return found

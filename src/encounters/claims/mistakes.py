"""What mistake would give a printed number: a divisor, another year's month, files added up, a power of ten."""

from __future__ import annotations

from collections.abc import Iterator

from encounters.claims.model import Claim
from encounters.claims.near import Change
from encounters.claims.others import ONE, TWO, reading, width
from encounters.claims.trial import Bench, Trial, judge
from encounters.figures import figure_named
from encounters.results import Selection
from encounters.verdicts import Reading

LENGTHS = {"monthly-average": "months", "daily-average": "days"}
POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
COPIES = range(2, 7)
SUMMED = ("total", "monthly-average", "daily-average", "peak", "year-to-date")


def mistakes(bench: Bench, claim: Claim, trial: Trial) -> list[Reading]:
    """The mistakes that would give the number. A coarse number is not tried: it meets some of them by chance."""
    if claim.figure is None or width(claim) > ONE:
        return []
    told = [
        Reading(words, number, trial.value.unit, True, reason)
        for reason, words, number in _numbers(claim, trial)
        if judge(claim, number, trial.value).held == "holds"
    ]
    return [*_other_years(bench, claim, trial.value.scope.selection), *told]


def _numbers(claim: Claim, trial: Trial) -> Iterator[tuple[str, str, float]]:
    """The reason, the words and the number of each mistake in arithmetic."""
    value, figure = trial.read, figure_named(str(claim.figure)).name
    if (unit := LENGTHS.get(figure)) is not None:
        period = trial.value.scope.selection.period
        length = len(period) if unit == "months" else period.days
        for divisor in (length - 1, length + 1):
            if divisor > 0:
                yield "divisor", f"divided by {divisor} {unit} instead of {length}", value * length / divisor
    if figure in SUMMED:
        for count in COPIES if width(claim) <= TWO else ():
            yield "double-count", f"{count} times the figure", value * count
        for power in POWERS:
            yield "magnitude", f"the figure × 10^{power}", value * 10.0**power


def _other_years(bench: Bench, claim: Claim, selection: Selection) -> list[Reading]:
    """The same months of the two years before and after, where they give the number."""
    found: list[Reading] = []
    questions = [claim.question(selection.as_of, selection.period.shift(12 * years)) for years in (-1, 1, -2, 2)]
    bench.prepare(str(claim.figure), questions)
    for question in questions:
        trial = bench.try_claim(claim, question)
        if trial is not None and trial.holds:
            found.append(reading(Change("typo-date", question.selection.period.label(), question), trial))
    return found

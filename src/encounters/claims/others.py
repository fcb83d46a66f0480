"""Other readings of a claim: near windows, one component, all borders. What a real number may really belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from encounters.claims.model import AlsoRead, Claim
from encounters.claims.trial import Bench, Trial
from encounters.figures.question import Question
from encounters.names import ALL, Choice, describe
from encounters.periods import Period
from encounters.results import Selection
from encounters.verdicts import Reading

MOST = 3


@dataclass(frozen=True)
class Change:
    """One way in which another reading differs: the reason it would give, the words for it, and the changed question."""

    reason: str
    words: str
    question: Question


def near(claim: Claim, question: Question) -> Iterator[Change]:
    """The readings that differ from a question in one thing, then in two, the likeliest mistakes first."""
    who = list(_cohorts(question))
    windows = list(_windows(claim, question))
    yield from who
    yield from windows
    for first in who:
        for second in _windows(claim, first.question):
            yield Change("cohort", f"{first.words}, {second.words}", second.question)


def _cohorts(question: Question) -> Iterator[Change]:
    selection = question.selection
    if not selection.component and question.series is None:
        for code in ("usbp", "ofo"):
            choice = Choice((code,))
            yield Change("component", f"{describe('component', choice)} only", _with(question, component=choice))
    if selection.region and question.series is None:
        yield Change("area", "all borders", _with(question, region=ALL))


def _with(question: Question, **choices: Choice) -> Question:
    """The question with other choices, in its part and in its whole."""
    whole = question.whole.choosing(**choices) if question.whole else None
    return replace(question, selection=question.selection.choosing(**choices), whole=whole)


def _windows(claim: Claim, question: Question) -> Iterator[Change]:
    """The same question a month longer or shorter at either end, or in the whole years that it touches."""
    period = question.selection.period
    tried: dict[Period, None] = {}
    for first, last in ((0, 1), (0, -1), (-1, 0), (1, 0)):
        start, end = period.first + first, period.last + last
        if start <= end:
            tried.setdefault(Period(start, end))
    for month in (period.first, period.last):
        tried.setdefault(Period.fiscal_year(month.fiscal_year))
        tried.setdefault(Period.calendar_year(month.year))
    tried.setdefault(Period.year_to_date(period.last))
    for other in tried:
        if other != period:
            yield Change("window", other.label(), question.during(other))


def holding(bench: Bench, claim: Claim, question: Question, most: int = MOST) -> list[tuple[Change, Trial]]:
    """The first other readings for which the claim's words hold, and their values."""
    found: list[tuple[Change, Trial]] = []
    changes = list(near(claim, question))
    bench.prepare(str(claim.figure), (change.question for change in changes))
    for change in changes:
        trial = bench.try_claim(claim, change.question)
        if trial is not None and trial.holds:
            found.append((change, trial))
            if len(found) == most:
                break
    return found


def asked(bench: Bench, claim: Claim, as_of: date | None) -> list[tuple[AlsoRead, Trial]]:
    """The readings that the file itself asks for, where they are of data."""
    found: list[tuple[AlsoRead, Trial]] = []
    for entry in claim.readings:
        if entry.arithmetic is not None:
            continue
        changes = dict(entry.changes)
        period, of = changes.pop("period", claim.period), changes.pop("of", claim.of)
        other = replace(claim, period=period, of=of, choices={**claim.choices, **changes})
        trial = bench.try_claim(other, other.question(as_of))
        if trial is not None:
            found.append((entry, trial))
    return found


def reading(change: Change, trial: Trial) -> Reading:
    """Another reading as evidence."""
    release = trial.value.scope.used[0].release.label() if trial.value.scope.used else None
    return Reading(
        change.words,
        trial.value.value,
        trial.value.unit,
        trial.holds,
        change.reason,
        trial.value.scope.command,
        release,
    )


def diagnosis(bench: Bench, claim: Claim, trial: Trial) -> list[Reading]:
    """What mistake would give the printed number: a divisor, another year's month, files added up, a power of ten."""
    assert claim.says is not None and claim.figure is not None  # noqa: PT018
    from encounters.claims.trial import judge

    selection, value = trial.value.scope.selection, trial.read
    tries: list[tuple[str, str, float]] = []
    if claim.figure in ("monthly-average", "daily-average"):
        length = len(selection.period) if claim.figure == "monthly-average" else selection.period.days
        for divisor in (length - 1, length + 1):
            if divisor > 0:
                unit = "months" if claim.figure == "monthly-average" else "days"
                tries.append(("divisor", f"divided by {divisor} {unit} instead of {length}", value * length / divisor))
    if claim.figure in ("total", "monthly-average", "daily-average", "peak", "year-to-date"):
        tries += [("double-count", f"{count} times the figure", value * count) for count in range(2, 7)]
        tries += [
            ("magnitude", f"the figure × 10^{power}", value * 10.0**power) for power in (-6, -3, -2, -1, 1, 2, 3, 6)
        ]
    found = [
        Reading(words, number, trial.value.unit, True, reason)
        for reason, words, number in tries
        if judge(claim, number, trial.value).held == "holds"
    ]
    return [*_other_years(bench, claim, selection), *found][:MOST]


def _other_years(bench: Bench, claim: Claim, selection: Selection) -> list[Reading]:
    found: list[Reading] = []
    questions = [claim.question(selection.as_of, selection.period.shift(12 * years)) for years in (-1, 1, -2, 2)]
    bench.prepare(str(claim.figure), questions)
    for question in questions:
        trial = bench.try_claim(claim, question)
        if trial is not None and trial.holds:
            found.append(reading(Change("typo-date", question.selection.period.label(), question), trial))
    return found

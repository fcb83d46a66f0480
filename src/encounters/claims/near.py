"""Readings near a claim's own: another component, region, group or window. What a real number may really belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from encounters.claims.model import Number
from encounters.figures import figure_named
from encounters.figures.question import Question
from encounters.names import ALL, Choice, describe
from encounters.periods import Period
from encounters.results import SOUTHWEST

WIDER = {
    "area": ("area", "the whole region"),
    "state": ("area", "all states"),
    "demographic": ("cohort", "all demographics"),
    "citizenship": ("cohort", "all citizenships"),
    "authority": ("cohort", "both authorities"),
}
"""For each filter, the reason and the words for the reading without it."""


@dataclass(frozen=True)
class Change:
    """How another reading differs: the reason it would give, its words, the question, and the number of differences.

    `unlikely` is a month more or less where a whole year is named, which is no slip that is easily made.
    """

    reason: str
    words: str
    question: Question
    steps: int = 1
    unlikely: bool = False


def near(claim: Number, question: Question) -> Iterator[Change]:
    """The readings that differ from a question in one thing, then in two, the likeliest mistakes first."""
    shared = "whole" in figure_named(claim.figure).needs
    who = list(_cohorts(question, shared))
    yield from who
    yield from _windows(question)
    for first in who:
        for second in _windows(first.question):
            yield Change("cohort", f"{first.words}, {second.words}", second.question, 2)


def _cohorts(question: Question, shared: bool) -> Iterator[Change]:
    """One component or both, the southwest or all borders, and the question without each of its filters."""
    if question.series is not None:
        return
    selection = question.selection
    for code in ("usbp", "ofo") if not selection.component else ():
        choice = Choice((code,))
        yield Change("component", f"{describe('component', choice)} only", _with(question, shared, component=choice))
    if selection.component:
        yield Change("component", "both components", _with(question, shared, component=ALL))
    if selection.region:
        yield Change("area", "all borders", _with(question, shared, region=ALL))
    else:
        yield Change("area", describe("region", SOUTHWEST), _with(question, shared, region=SOUTHWEST))
    for name, (reason, words) in WIDER.items():
        makes_the_part = shared and getattr(selection, name) != getattr(question.of, name)  # the share is of this
        if getattr(selection, name) and not makes_the_part:
            yield Change(reason, words, _with(question, shared, **{name: ALL}))
    for code in ("title_8", "title_42") if not selection.authority else ():
        choice = Choice((code,))
        yield Change("cohort", f"{describe('authority', choice)} only", _with(question, shared, authority=choice))


def _with(question: Question, shared: bool, **choices: Choice) -> Question:
    """The question with other choices, and for a share those of its whole too: a part of Border Patrol's own total."""
    whole = question.of.choosing(**choices) if shared else question.whole
    return replace(question, selection=question.selection.choosing(**choices), whole=whole)


def _windows(question: Question) -> Iterator[Change]:
    """The same question a month longer or shorter at either end, or in the whole years that it touches."""
    period = question.selection.period
    whole_years = len(period) % 12 == 0 and period.first.month in (1, 10)
    tried: dict[Period, bool] = {}
    for first, last in ((0, 1), (0, -1), (-1, 0), (1, 0)):
        start, end = period.first + first, period.last + last
        if start <= end:
            tried.setdefault(Period(start, end), whole_years)
    for month in (period.first, period.last):
        tried.setdefault(Period.fiscal_year(month.fiscal_year), False)
        tried.setdefault(Period.calendar_year(month.year), False)
    tried.setdefault(Period.year_to_date(period.last), False)
    for other, unlikely in tried.items():
        if other != period:
            yield Change("window", other.label(), question.during(other), unlikely=unlikely)

"""How much a figure depends on how it is read: its range over near windows, components and regions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from encounters.claims.bench import Bench, Trial
from encounters.claims.model import Number
from encounters.claims.vintages import number
from encounters.errors import UsageError
from encounters.figures import FIGURES
from encounters.figures.question import Question
from encounters.names import ALL, Choice, agreeing
from encounters.periods import Period
from encounters.results import SOUTHWEST

COMPONENTS = (ALL, Choice(("usbp",)), Choice(("ofo",)))
REGIONS = (SOUTHWEST, ALL)


def sensitivity(bench: Bench, claim: Number, today: Trial) -> str | None:
    """The range of the figure over the readings that differ in one thing, in one line; None where there are none."""
    questions = [question for question in dict.fromkeys(_near(claim)) if question != claim.today]
    bench.prepare(claim.figure, questions)
    tried = [trial for question in questions if (trial := bench.try_claim(claim, question)) is not None]
    if not tried:
        return None
    values = [today.read, *(trial.read for trial in tried)]
    held = sum(trial.holds for trial in tried)
    span = f"{number(min(values))} to {number(max(values))} over {len(tried)} near readings"
    if today.holds:
        others = f"{held} of {len(tried)} other readings too" if held else "only this window and component"
    else:
        others = f"{held} of {len(tried)} readings"
    return f"{span}; the words hold for {others}."


def _near(claim: Number) -> Iterator[Question]:
    """The question of a month more or less at either end, of each component, and of all borders."""
    question = claim.today
    period = question.selection.period
    for first, last in ((0, 1), (0, -1), (-1, 0), (1, 0)):
        if period.first + first <= period.last + last:
            yield question.during(Period(period.first + first, period.last + last))
    if question.series is None:
        for component in filter(partial(_has, question.selection.area), COMPONENTS):
            yield _of(claim, question, component=component)
        for region in REGIONS:
            yield _of(claim, question, region=region)


def _has(area: Choice, component: Choice) -> bool:
    """Whether a component has encounters in an area: a sector is the Border Patrol's alone."""
    try:
        return bool(agreeing({"area": area, "component": component}))
    except UsageError:
        return False


def _of(claim: Number, question: Question, **choices: Choice) -> Question:
    """The question with another choice, and for a share that of its whole too: a part of Border Patrol's own total."""
    whole = question.of.choosing(**choices) if "whole" in FIGURES[claim.figure].needs else question.whole
    return replace(question, selection=question.selection.choosing(**choices), whole=whole)

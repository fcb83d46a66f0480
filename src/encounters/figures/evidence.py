"""What the parameters of a definition stand for: the monthly counts or totals that fill each, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.figures.question import Question
from encounters.figures.ranked import is_peer, ranked_dimension
from encounters.figures.refusals import compared_likes, no_part
from encounters.names import ALL
from encounters.periods import TITLE_42_FIRST, Period
from encounters.results import EVENTS, Selection, Source, Used
from encounters.store.coverage import Need, covered, run_around
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, counts

Number = int | float
Filled = dict[Group, dict[date, Number]]
"""For each group, a value for each period (by its first day), zeros included, in order of time."""


class Evidence(Struct):
    """What answering a question gathers: the values of each role, the releases and sources used, what to tell."""

    question: Question
    need: Need
    holdings: Holdings
    used: dict[Used, None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    counted_in: str | None = None
    subject: str = EVENTS
    values: dict[str, Filled] = field(default_factory=dict)

    def counted(self, selection: Selection, by: Sequence[str] = ()) -> Filled:
        """Monthly counts of a selection, zeros filled in, remembering the releases they come from."""
        found, used = counts(self.holdings, selection, by, self.need)
        self.used.update(dict.fromkeys(used))
        days = [month.first_day for month in selection.period]
        if not by:
            found.setdefault((), {})
        return {group: {day: own.get(day, 0) for day in days} for group, own in found.items()}


def on_hand_note(evidence: Evidence) -> str:
    """What a rank among CBP's releases speaks of: which series, its first month, what changed in it."""
    period = evidence.question.selection.period
    run = run_around(covered(evidence.holdings, evidence.need), period) or period
    changed = run.first < TITLE_42_FIRST <= run.last
    title_42 = " Title 42 expulsions are counted from March 2020 to May 2023." if changed else ""
    return (
        f"Among CBP's releases on hand, {run.label()}; nothing is said of earlier years.{title_42} "
        "A published series that is named may reach further back."
    )


def _now(evidence: Evidence) -> Filled:
    return evidence.counted(evidence.question.selection, evidence.question.by)


def _before(evidence: Evidence) -> Filled:
    return evidence.counted(evidence.question.compared, evidence.question.by)


def _year_before(evidence: Evidence) -> Filled | None:
    selection = evidence.question.selection
    year = Period.fiscal_year(selection.period.last.fiscal_year - 1)
    return _where_covered(evidence, selection.during(year))


def _outcome(evidence: Evidence) -> Filled | None:
    """The whole fiscal year as it is known by now, whatever the vintage of the rest."""
    question = evidence.question
    year = Period.fiscal_year(question.selection.period.last.fiscal_year)
    current = replace(evidence, need=replace(evidence.need, as_of=None))
    return _where_covered(current, replace(question.selection.during(year), as_of=None))


def _where_covered(evidence: Evidence, selection: Selection) -> Filled | None:
    months = covered(evidence.holdings, evidence.need)
    if not all(month in months for month in selection.period):
        return None
    return evidence.counted(selection, evidence.question.by)


def _whole(evidence: Evidence) -> Filled:
    """The whole's counts. Raises UsageError when the part is none: what the whole narrows, the part must have, too."""
    question = evidence.question
    part, whole = question.selection, question.of
    narrower = part.choosing(**{name: choice for name, choice in whole.choices().items() if not getattr(part, name)})
    if narrower != part and evidence.counted(narrower) != evidence.counted(part):
        raise no_part(question)
    return evidence.counted(whole)


def _earlier(evidence: Evidence) -> Filled:
    return _like(evidence, lambda like, period: like.last < period.first)


def _others(evidence: Evidence) -> Filled:
    return _like(evidence, lambda like, period: like != period)


def _like(evidence: Evidence, keep: Callable[[Period, Period], bool]) -> Filled:
    """Totals of the like periods that are kept, in order of time, each under its first day."""
    question = evidence.question
    period = question.selection.period
    run = run_around(covered(evidence.holdings, evidence.need), period) or period
    return _totals(evidence, [like for like in question.likes(run) if keep(like, period)])


def _totals(evidence: Evidence, likes: Sequence[Period]) -> Filled:
    """The total of each period, under its first day."""
    question = evidence.question
    period = question.selection.period
    span = Period(min(like.first for like in likes), max(like.last for like in likes)) if likes else period
    monthly = evidence.counted(question.selection.during(span), question.by)
    return {
        group: {like.first.first_day: sum(own[month.first_day] for month in like) for like in likes}
        for group, own in monthly.items()
    }


def _mean(evidence: Evidence) -> Filled:
    """Totals of the like periods in the period compared with, without the question's own."""
    question = evidence.question
    return _totals(evidence, compared_likes(question))


def _whole_before(evidence: Evidence) -> Filled:
    """The whole's counts in the period compared with; the part was held against it in its own."""
    return evidence.counted(evidence.question.of.during(evidence.question.before))


def _peers(evidence: Evidence) -> Filled:
    """Totals of the other categories of the dimension that is ranked, each under a day of its own."""
    question = evidence.question
    dimension = ranked_dimension(question)
    chosen = getattr(question.selection, dimension)
    every = evidence.counted(question.selection.choosing(**{dimension: ALL}), (dimension,))
    totals = [sum(own.values()) for (code,), own in every.items() if is_peer(dimension, str(code), chosen)]
    return {(): dict(zip(map(date.fromordinal, range(1, len(totals) + 1)), totals, strict=True))}


ROLES: dict[str, Callable[[Evidence], Filled | None]] = {
    "now": _now,
    "before": _before,
    "year_before": _year_before,
    "whole": _whole,
    "earlier": _earlier,
    "others": _others,
    "outcome": _outcome,
    "mean": _mean,
    "whole_before": _whole_before,
    "peers": _peers,
}

"""What a figure came to in every vintage, from running totals that all questions of the same rows share.

It tells which vintages are worth measuring: what is told of one is `figures.measure`'s own answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from encounters.figures.forms import Computed, Difference, Form, Highest, Pair, Sum
from encounters.figures.gather import windowed
from encounters.figures.question import NO_TERMS, Question
from encounters.figures.registry import figure_named
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.search.find import space_of
from encounters.search.space import Space, key_of
from encounters.search.timeline import Ints
from encounters.search.vintages import Vintages
from encounters.store.coverage import Need, covered
from encounters.store.holdings import Holdings

Counts = tuple[int, int] | None
"""What a figure is made of, in a vintage that has it."""


@dataclass(frozen=True)
class Past:
    """The counts that a figure is made of, from each day on when another release answered.

    unknown: the vintages of which only a measurement can tell.
    """

    form: Form
    period: Period
    days: tuple[date, ...]
    counts: Sequence[Counts]
    unknown: frozenset[int]

    def at(self, day: date) -> int:
        """The place of the vintage of a day; -1 where there was none yet."""
        return bisect_right(self.days, day) - 1

    def is_as_today(self, day: date) -> bool:
        """Whether a day's vintage has the figure, and from the same counts as the newest."""
        own = self.counts[self.at(day)] if self.at(day) >= 0 else None
        return own is not None and own == self.counts[-1]

    def values(self, days: Iterable[date]) -> dict[date, float | None]:
        """The figure on those of the days that may have it; None where only a measurement can tell."""
        return {day: self._values[place] for day in days if (place := self.at(day)) in self._values}

    @cached_property
    def _values(self) -> dict[int, float | None]:
        every = {counts: self._value(*counts) for counts in set(filter(None, self.counts))}
        found = {place: every[counts] for place, counts in enumerate(self.counts) if counts is not None}
        return {place: value for place, value in found.items() if value is not None} | dict.fromkeys(self.unknown)

    def _value(self, now: int, other: int) -> float | None:
        assert not isinstance(self.form, Computed)
        try:
            return float(self.form.exact(now, other, self.period))
        except ZeroDivisionError:
            return None


def past(holdings: Holdings, figure: str, question: Question) -> Past | None:
    """A figure of a question in every vintage; None for a figure of no simple form, a series, or one not on hand."""
    known = figure_named(figure)
    form, question = known.form, windowed(known, question)
    if not _of_two_counts(form) or question.series or question.terms != NO_TERMS:
        return None
    return _of(space_of(holdings, None), form, question)


def _of_two_counts(form: Form) -> bool:
    """Whether a form follows from the counts of one or two selections and the period."""
    if isinstance(form, Pair):
        return form.other != "mean"
    return isinstance(form, Sum) or form in (Highest(), Difference())


def _of(space: Space, form: Form, question: Question) -> Past | None:
    own, other = question.selection, _other(form, question)
    whole = [other] if isinstance(form, Pair) and form.other == "whole" else []
    need = Need.of([own, *whole])
    key = key_of(need)
    places = [space.timeline.places(one.period) for one in (own, other)]
    if not key[0] or any(first < 0 or last >= space.timeline.length for first, last in places):
        return None
    vintages = space.vintages(key)
    answered = np.logical_and(*(vintages.answered[:, first, last] for first, last in places))
    if not vintages.many or not answered[-1]:
        return None
    now, than = (_sums(space, vintages, form, one).tolist() for one in (own, other))
    counts = [(one, two) if good else None for one, two, good in zip(now, than, answered.tolist(), strict=True)]
    months = {month for one in (own, other) for month in one.period}
    unknown = _unknown(space.holdings, need, vintages.days, np.flatnonzero(~answered), months)
    return Past(form, own.period, vintages.days, counts, unknown)


def _other(form: Form, question: Question) -> Selection:
    """What a figure is measured against; itself where it is measured against nothing."""
    if isinstance(form, Pair) and form.other == "whole":
        return question.of
    return question.selection.during(question.before) if isinstance(form, Pair | Difference) else question.selection


def _sums(space: Space, vintages: Vintages, form: Form, selection: Selection) -> Ints:
    """The count of a selection in every vintage, or that of its highest month."""
    choices = {"region": selection.region, **selection.choices()}
    key = ("running", vintages.days, tuple(one.dataset for one in vintages.held), tuple(choices.items()))
    totals = space.holdings.remembered(key, lambda: space.one(vintages, choices))
    first, last = space.timeline.places(selection.period)
    if isinstance(form, Highest):
        return np.asarray(np.diff(totals[:, first : last + 2], axis=1).max(axis=1))
    return np.asarray(totals[:, last + 1] - totals[:, first])


def _unknown(
    holdings: Holdings, need: Need, days: Sequence[date], unanswered: Ints, months: set[Month]
) -> frozenset[int]:
    """The vintages that do not answer by the rule of whole fiscal years, but have all the months in some release."""
    found = set[int]()
    for place in reversed(unanswered.tolist()):
        if not months <= _covered(holdings, replace(need, as_of=days[place])):
            break
        found.add(place)
    return frozenset(found)


def _covered(holdings: Holdings, need: Need) -> frozenset[Month]:
    return holdings.remembered(("covered", need), lambda: covered(holdings, need))

"""What a figure came to in every vintage, from running totals that all questions of the same rows share.

It tells which vintages are worth measuring: what is told of one is `figures.measure`'s own answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import takewhile

import numpy as np
from msgspec import Struct

from encounters.figures.forms import Computed, Difference, Form, Highest, Pair, Sum
from encounters.figures.gather import windowed
from encounters.figures.question import NO_TERMS, Question
from encounters.figures.registry import figure_named
from encounters.names import Choice
from encounters.periods import Period
from encounters.release import Release
from encounters.results import Selection
from encounters.search.find import space_of
from encounters.search.space import Space, key_of
from encounters.search.timeline import Ints
from encounters.search.vintages import Vintages
from encounters.store.coverage import Need
from encounters.store.holdings import Holdings


class Totals(Struct, frozen=True, eq=False):
    """What a figure is made of in every vintage, whatever its months: running totals of its selection, and of the one
    that it is measured against."""

    space: Space
    vintages: Vintages
    now: Ints
    other: Ints


class Past(Struct, frozen=True, eq=False, dict=True):
    """The counts that a figure is made of in each vintage; None in one that does not answer it.

    spans: where the periods that it rests on begin and end.
    """

    totals: Totals
    form: Form
    period: Period
    counts: Sequence[tuple[int, int] | None]
    spans: tuple[tuple[int, int], tuple[int, int]]

    def at(self, day: date) -> int:
        """The place of the vintage of a day; -1 where there was none yet."""
        return bisect_right(self.totals.vintages.days, day) - 1

    def is_as_today(self, day: date) -> bool:
        """Whether a day's vintage has the figure, and from the same counts as the newest."""
        own = self.counts[self.at(day)] if self.at(day) >= 0 else None
        return own is not None and own == self.counts[-1]

    def places(self, low: float, high: float) -> set[int]:
        """The vintages in which the figure lies between two numbers, or of which only a measurement can tell."""
        near = {counts for counts, value in self._values.items() if low <= value <= high}
        found = [place for place, counts in enumerate(self.counts) if counts in near] if near else []
        return {*found, *self._untold}

    def values(self, days: Iterable[date]) -> dict[date, float | None]:
        """The figure on those of the days that may have it; None where only a measurement can tell."""
        places = {day: place for day in days if (place := self.at(day)) >= 0}
        told = {day: self._values.get(self.counts[place]) for day, place in places.items()}
        return {day: value for day, value in told.items() if value is not None or places[day] in self._untold}

    def releases(self, days: Iterable[date]) -> set[Release]:
        """The newest release that the figure rests on, on each of the days."""
        months = sorted({month for first, last in self.spans for month in range(first, last + 1)})
        used = self.totals.vintages.release[sorted({self.at(day) for day in days})][:, months].tolist()
        every = self.totals.space.releases
        rows = [tuple(dict.fromkeys(own)) for own in {*map(tuple, used)}]
        return {every[max(own, key=lambda one: (every[one].published.day, own.index(one)))] for own in rows}

    @cached_property
    def _values(self) -> dict[tuple[int, int] | None, float]:
        """What the figure comes to, by the counts that it is made of."""
        assert not isinstance(self.form, Computed)
        quotients = {counts: self.form.quotient(*counts, self.period) for counts in set(self.counts) if counts}
        return {counts: top / bottom for counts, (top, bottom) in quotients.items() if bottom}

    @cached_property
    def _untold(self) -> list[int]:
        """The vintages that do not answer by the rule of whole fiscal years, but have all the months in some release:
        only a measurement can tell of them. Those before one that lacks a month lack it, too."""
        covered = self.totals.vintages.covered
        lacking = reversed([place for place, counts in enumerate(self.counts) if counts is None])
        return list(
            takewhile(lambda place: all(covered[place, first : last + 1].all() for first, last in self.spans), lacking)
        )


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
    spans = space.timeline.places(own.period), space.timeline.places(other.period)
    (first, last), (start, end) = spans
    if min(first, start) < 0 or max(last, end) >= space.timeline.length:
        return None
    totals = space.holdings.remembered(("past", _choices(own), _choices(other)), lambda: _totals(space, own, other))
    if totals is None:
        return None
    windows = totals.vintages.answered
    answered = windows[:, first, last] & windows[:, start, end]
    if not answered[-1]:
        return None
    now = _sums(totals.now, form, first, last).tolist()
    than = now if other is own else _sums(totals.other, form, start, end).tolist()
    counts = [(one, two) if good else None for one, two, good in zip(now, than, answered.tolist(), strict=True)]
    return Past(totals, form, own.period, counts, spans)


def _choices(selection: Selection) -> tuple[tuple[str, Choice], ...]:
    return ("region", selection.region), *selection.choices().items()


def _totals(space: Space, own: Selection, other: Selection) -> Totals | None:
    """What is known of two selections; None where no dataset can answer both."""
    key = key_of(Need.of([own, other]))
    if not key[0] or not (vintages := space.vintages(key)).many:
        return None
    now, than = (space.one(vintages, dict(_choices(one))) for one in (own, other))
    return Totals(space, vintages, now, than)


def _other(form: Form, question: Question) -> Selection:
    """What a figure is measured against; itself where it is measured against nothing."""
    if isinstance(form, Pair) and form.other == "whole":
        return question.of
    return question.selection.during(question.before) if isinstance(form, Pair | Difference) else question.selection


def _sums(totals: Ints, form: Form, first: int, last: int) -> Ints:
    """The count of a period in every vintage, or that of its highest month."""
    if isinstance(form, Highest):
        return np.asarray(np.diff(totals[:, first : last + 2], axis=1).max(axis=1))
    return np.asarray(totals[:, last + 1] - totals[:, first])

"""What a figure came to in every vintage, from running totals that all questions of the same rows share.

It tells which vintages are worth measuring: what is told of one is `figures.measure`'s own answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

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
from encounters.search.timeline import Bools, Ints
from encounters.search.vintages import Vintages
from encounters.store.coverage import Need, covered
from encounters.store.holdings import Holdings

Counts = tuple[int, int] | None
"""What a figure is made of, in a vintage that has it."""


class Past(Struct, frozen=True, dict=True):
    """The counts that a figure is made of, from each day on when another release answered.

    unknown: the vintages of which only a measurement can tell. months: the places of the months that it rests on.
    """

    space: Space
    vintages: Vintages
    form: Form
    period: Period
    counts: Sequence[Counts]
    unknown: frozenset[int]
    months: Ints

    def at(self, day: date) -> int:
        """The place of the vintage of a day; -1 where there was none yet."""
        return bisect_right(self.vintages.days, day) - 1

    def is_as_today(self, day: date) -> bool:
        """Whether a day's vintage has the figure, and from the same counts as the newest."""
        own = self.counts[self.at(day)] if self.at(day) >= 0 else None
        return own is not None and own == self.counts[-1]

    @property
    def every(self) -> set[float | None]:
        """What the figure has come to, in any vintage; None where only a measurement can tell."""
        return set(self._values.values())

    def values(self, days: Iterable[date]) -> dict[date, float | None]:
        """The figure on those of the days that may have it; None where only a measurement can tell."""
        return {day: self._values[place] for day in days if (place := self.at(day)) in self._values}

    def releases(self, days: Iterable[date]) -> set[Release]:
        """The newest release that the figure rests on, on each of the days."""
        used = self.vintages.release[[self.at(day) for day in days]][:, self.months].tolist()
        return {self.space.releases[max(own, key=lambda one: (self._published(one), own.index(one)))] for own in used}

    def _published(self, place: int) -> date:
        return self.space.releases[place].published.day

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
    need = Need.of([own, other])
    key, line = key_of(need), space.timeline
    (first, last), (start, end) = places = [line.places(one.period) for one in (own, other)]
    if not key[0] or min(first, start) < 0 or max(last, end) >= line.length:
        return None
    vintages = space.vintages(key)
    answered = vintages.answered[:, first, last] & vintages.answered[:, start, end]
    if not vintages.many or not answered[-1]:
        return None
    now = _sums(space, vintages, form, own).tolist()
    than = now if other is own else _sums(space, vintages, form, other).tolist()
    counts = [(one, two) if good else None for one, two, good in zip(now, than, answered.tolist(), strict=True)]
    months = np.array(sorted({month for begins, ends in places for month in range(begins, ends + 1)}))
    unknown = _unknown(space, need, vintages.days, np.flatnonzero(~answered), months)
    return Past(space, vintages, form, own.period, counts, unknown, months)


def _key(selection: Selection) -> tuple[tuple[str, Choice], ...]:
    return ("region", selection.region), *selection.choices().items()


def _other(form: Form, question: Question) -> Selection:
    """What a figure is measured against; itself where it is measured against nothing."""
    if isinstance(form, Pair) and form.other == "whole":
        return question.of
    return question.selection.during(question.before) if isinstance(form, Pair | Difference) else question.selection


def _sums(space: Space, vintages: Vintages, form: Form, selection: Selection) -> Ints:
    """The count of a selection in every vintage, or that of its highest month."""
    key = _key(selection)
    totals = space.holdings.remembered(("running", vintages, key), lambda: space.one(vintages, dict(key)))
    first, last = space.timeline.places(selection.period)
    if isinstance(form, Highest):
        return np.asarray(np.diff(totals[:, first : last + 2], axis=1).max(axis=1))
    return np.asarray(totals[:, last + 1] - totals[:, first])


def _unknown(space: Space, need: Need, days: Sequence[date], unanswered: Ints, months: Ints) -> frozenset[int]:
    """The vintages that do not answer by the rule of whole fiscal years, but have all the months in some release."""
    found = set[int]()
    for place in reversed(unanswered.tolist()):
        covers = _covered(space, replace(need, as_of=days[place]))
        if not covers[months].all():
            break
        found.add(place)
    return frozenset(found)


def _covered(space: Space, need: Need) -> Bools:
    """Which months some release has."""

    def compute() -> Bools:
        every = np.zeros(space.timeline.length, np.bool_)
        every[[space.timeline.place(month) for month in covered(space.holdings, need)]] = True
        return every

    return space.holdings.remembered(("covered", need), compute)

"""Every vintage at once: which release answers in each month, and which windows are answered."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import numpy as np
from msgspec import Struct, field

from encounters.search.timeline import Bools, Ints, distinct


class Held(Struct, frozen=True):
    """A dataset's part in vintages: in which it answers at all, and the event that each month is at in each."""

    dataset: str
    answers: Bools
    event: Ints


class Vintages(Struct, frozen=True, eq=False, dict=True):
    """The vintages in which another release answers than in the one before, oldest first.

    days: when each began. event: for each month, [vintage, month], the row of the counts that answers. answered: the
    windows that can be told, [vintage, first, last]. last: where each one's data ends. newness: how many publication
    days are newer. held: the datasets of which any answers, whose counts stand one below the other. release: which of
    all releases answers in each month, [vintage, month], NONE where none does. covered: the months that some release
    has, be it one that does not answer, [vintage, month].
    """

    days: tuple[date, ...]
    event: Ints
    answered: Bools
    last: Ints
    newness: Ints
    held: tuple[Held, ...]
    release: Ints
    covered: Bools
    _begun_by: dict[date, Vintages] = field(default_factory=dict)

    @property
    def many(self) -> int:
        """The number of vintages."""
        return len(self.days)

    @property
    def length(self) -> int:
        """The number of months."""
        return int(self.event.shape[1])

    @cached_property
    def changed(self) -> Bools:
        """The windows in which some month is not as in the vintage before: [vintage, first, last]."""
        before = np.zeros((self.many, self.length + 1), np.int16)
        np.cumsum(self.event[1:] != self.event[:-1], axis=1, out=before[1:, 1:])
        return np.asarray(before[:, None, 1:] > before[:, :-1, None])

    @cached_property
    def states(self) -> tuple[Ints, Ints]:
        """Every event that a month is at in some vintage, month by month, and where those of each month begin."""
        found = [distinct(events) for events in self.event.T]
        return np.concatenate(found), np.cumsum([0, *map(len, found[:-1])])

    def begun_by(self, day: date) -> Vintages:
        """The vintages that began by a day, and the newest: the same each time."""
        if day not in self._begun_by:
            kept = np.array([*(one <= day for one in self.days[:-1]), True])
            self._begun_by[day] = self if kept.all() else self.where(kept)
        return self._begun_by[day]

    def where(self, kept: Bools) -> Vintages:
        """Some of the vintages."""
        return Vintages(
            tuple(day for day, keep in zip(self.days, kept, strict=True) if keep),
            self.event[kept],
            self.answered[kept],
            self.last[kept],
            self.newness[kept],
            tuple(Held(one.dataset, one.answers[kept], one.event[kept]) for one in self.held),
            self.release[kept],
            self.covered[kept],
        )

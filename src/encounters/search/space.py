"""What is on hand as the search sees it: every vintage of the selections that the same datasets can answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
from msgspec import Struct

from encounters.cbp.datasets import DATASETS
from encounters.names import Choice
from encounters.search.axes import Block, block
from encounters.search.events import Events
from encounters.search.timeline import (
    NONE,
    Array,
    Bools,
    Ints,
    Timeline,
    answered,
    distinct,
    main_dataset,
    parts,
)
from encounters.search.vintages import Held, Vintages
from encounters.store.coverage import Need
from encounters.store.holdings import Holdings

Key = tuple[tuple[str, ...], Need]
"""What decides which rows answer: the datasets that can, in order of preference, and what their releases must have."""


def key_of(*needs: Need) -> Key:
    """The key of selections that are to be answered by one dataset."""
    dimensions = frozenset[str]().union(*(need.dimensions for need in needs))
    regions = frozenset[str]().union(*(need.regions for need in needs))
    kept = frozenset[tuple[str, str]]().union(*(need.kept for need in needs))
    joint = Need(dimensions, any(need.countries for need in needs), regions, None)
    names = tuple(name for name, dataset in DATASETS.items() if joint.met_by(dataset))
    return names, Need(frozenset(), False, regions, None, kept=kept)


class Table(Struct, frozen=True, eq=False):
    """Selections with the same key: their blocks side by side, and every vintage."""

    key: Key
    vintages: Vintages
    blocks: tuple[Block, ...]
    starts: Mapping[Block, int]

    @classmethod
    def of(cls, key: Key, vintages: Vintages, blocks: Iterable[Block]) -> Table:
        """The blocks in their order, each once."""
        chosen = tuple(dict.fromkeys(blocks))
        ends = np.cumsum([0, *(block.size for block in chosen)])
        return cls(key, vintages, chosen, {one: int(start) for one, start in zip(chosen, ends, strict=False)})

    def choices(self, column: int) -> dict[str, Choice]:
        """The choices of a selection."""
        block = next(block for block in reversed(self.blocks) if self.starts[block] <= column)
        return block.choices(column - self.starts[block])


class Space:
    """What is on hand, read once for all searches of the same holdings up to a date."""

    def __init__(self, holdings: Holdings, as_of: date | None = None) -> None:
        self.holdings, self.as_of = holdings, as_of
        self.releases = [one for one in holdings.releases if as_of is None or one.published.day <= as_of]
        self.days = sorted({release.published.day for release in self.releases})
        self.timeline = Timeline.around(month for one in self.releases for month in (one.months[0], one.months[-1]))
        self.day_totals = self.timeline.day_totals()
        self._months = [np.array([self.timeline.place(month) for month in one.months]) for one in self.releases]
        self._events: dict[str, Events] = {}
        self._small: dict[tuple[str, Block], tuple[Array, Array]] = {}
        self._telling: dict[tuple[Vintages, Block], Bools] = {}
        self._ones: dict[tuple[Vintages, Block], Ints] = {}
        self._vintages: dict[Key, Vintages] = {}
        self._alike: dict[tuple[tuple[str, ...], bytes], Vintages] = {}

    def vintages(self, key: Key) -> Vintages:
        """Every vintage of the selections with a key: the same for all keys that the same releases answer."""
        if key not in self._vintages:
            names, need = key
            answering = np.stack([self._answering(name, need) for name in names], axis=1)
            alike = names, answering.tobytes()
            if alike not in self._alike:
                self._alike[alike] = self._every_vintage(names, answering)
            self._vintages[key] = self._alike[alike]
        return self._vintages[key]

    def _every_vintage(self, names: tuple[str, ...], answering: Ints) -> Vintages:
        line, begun = self.timeline, _changing(answering)
        answering = answering[begun]
        # A month without a release has the place NONE, which is that of the last entry here.
        published = np.array([*(release.published.day.toordinal() for release in self.releases), NONE])
        chosen = parts(published[answering], line.closed())
        main = main_dataset(chosen)
        windows = answered(chosen, main)
        own = np.repeat(main, 12, axis=1)
        release = np.take_along_axis(answering, np.maximum(own, 0)[:, None], axis=1)[:, 0]
        release = np.where(own > NONE, release, NONE)
        covered = np.diagonal(windows, axis1=1, axis2=2)
        last = np.where(covered.any(axis=1), line.length - 1 - covered[:, ::-1].argmax(axis=1), NONE)
        some = np.flatnonzero(last > NONE)
        kept = some[_changing(release[some])]
        event, held, before = np.zeros((len(kept), line.length), np.int64), [], 0
        for place, name in enumerate(names):
            mine = ((own == place) & (release > NONE))[kept]
            if mine.any():
                held.append(Held(name, mine.any(axis=1), self._at(name, answering[kept, place])))
                # Where no dataset answers, any month without rows will do.
                event = np.where(mine, before + held[-1].event, event if before else self.events(name).size - 1)
                before += self.events(name).size
        days = begun[kept]
        newness = len(self.days) - 1 - days
        told, had = tuple(self.days[day] for day in days), (answering[kept] > NONE).any(axis=1)
        return Vintages(told, event, windows[kept], last[kept], newness, tuple(held), release[kept], np.asarray(had))

    def _answering(self, name: str, need: Need) -> Ints:
        """The release of a dataset that has what is needed and answers in each month, as its place: [day, month].

        The days are those of publication.
        """
        found = np.full((len(self.days), self.timeline.length), NONE, np.int64)
        for place, release in enumerate(self.releases):
            if release.dataset == name and need.had_by(release):
                found[bisect_left(self.days, release.published.day) :, self._months[place]] = place
        return found

    def _at(self, name: str, answering: Ints) -> Ints:
        """The event of a dataset at which each month is: [vintage, month]."""
        events = self.events(name)
        found = np.full(answering.shape, events.size - 1, np.int64)
        known = answering > NONE
        months = np.broadcast_to(np.arange(self.timeline.length), answering.shape)[known]
        places = np.array([events.places.get(release.sha256, (NONE, NONE)) for release in self.releases])
        found[known] = events.at(months, places[answering[known]], self.timeline)
        return found

    def events(self, name: str) -> Events:
        """All that is known of a dataset."""
        if name not in self._events:
            self._events[name] = Events.of(self.holdings, DATASETS[name], self.timeline)
        return self._events[name]

    def counts(self, vintages: Vintages, block: Block) -> Array:
        """Counts of a block's selections, a row for each event."""
        return np.concatenate([self._selections(one.dataset, block)[0] for one in vintages.held])

    def telling(self, vintages: Vintages, block: Block) -> Bools:
        """Which of a block's selections tell something, in every respect, in some vintage."""
        key = vintages, block
        if key not in self._telling:
            self._telling[key] = telling = np.zeros(block.size, np.bool_)
            for one in vintages.held:
                tells = self._selections(one.dataset, block)[1]
                telling |= _tells_in_some(tells, one.event[one.answers], 2 ** (1 + len(block.axes)) - 1)
        return self._telling[key]

    def _selections(self, name: str, block: Block) -> tuple[Array, Array]:
        key = (name, block)
        found = self._small.get(key) or self.events(name).selections(block)
        if found[0].nbytes <= SMALL:
            self._small[key] = found
        return found

    def one(self, vintages: Vintages, choices: Mapping[str, Choice]) -> Ints:
        """The running totals of one selection in every vintage: [vintage, month]."""
        key = vintages, block(choices)
        if key not in self._ones:
            totals = running(vintages, self.counts(*key))
            self._ones[key] = totals[:, 0].reshape(vintages.many, -1).astype(np.int64)
        return self._ones[key]


def _changing(answering: Ints) -> Ints:
    """The places of the rows that are not as the one before."""
    new = np.ones(len(answering), np.bool_)
    new[1:] = (answering[1:] != answering[:-1]).any(axis=tuple(range(1, answering.ndim)))
    return np.flatnonzero(new)


def _tells_in_some(tells: Array, events: Ints, every: int) -> Bools:
    """Which selections tell something in every respect within one vintage."""
    found = np.zeros(tells.shape[1], np.bool_)
    possible = np.bitwise_or.reduce(tells[distinct(events)], axis=0) == every
    for vintage in events[::-1]:
        open_ = np.flatnonzero(possible & ~found)
        if not len(open_):
            break
        found[open_] = np.bitwise_or.reduce(tells[np.ix_(vintage, open_)], axis=0) == every
    return found


def running(vintages: Vintages, counts: Array) -> Array:
    """The totals of selections before each month and at the end: [vintage and month, selection]."""
    many, length = vintages.event.shape
    fits = int(counts.max(initial=0)) * length < 2**30
    totals = np.zeros((many, length + 1, counts.shape[1]), np.int32 if fits else np.int64)
    np.cumsum(counts[vintages.event], axis=1, dtype=totals.dtype, out=totals[:, 1:])
    return totals.reshape(many * (length + 1), -1)


SMALL = 2**22
"""Counts of up to so many bytes are remembered: parts share wholes, and the claims of a report selections."""

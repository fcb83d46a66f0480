"""What searches near questions share: the selections near each, the windows, and the numbers that these come to.

Most numbers are nowhere near: one look at all of them tells which tables have to be scanned, and for which figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from encounters.figures.forms import Difference, Pair, Sum
from encounters.periods import Period
from encounters.search.axes import Axis, variations
from encounters.search.job import Lot, Ready
from encounters.search.nearness import Nearness, near_windows
from encounters.search.recent import Recent
from encounters.search.scan import Slab
from encounters.search.slabs import slabs
from encounters.search.space import Space, Table
from encounters.search.timeline import Array, Bools, Ints, Timeline
from encounters.search.trials import Trials
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.windows import Windows, only
from encounters.wording.rules import Range

MOST = 64
"""So many scopes, and windows of each, are kept ready."""
WIDER = 1e-6
"""More than is lost where a number is made of counts as 32-bit numbers, of itself or of one."""


@dataclass(frozen=True, eq=False)
class Group:
    """Tables that the same vintages answer, by their places among all, with the selections of all side by side."""

    vintages: Vintages
    tables: dict[int, tuple[Table, tuple[Slab, ...]]]

    @cached_property
    def totals(self) -> Array:
        """Running totals, a column for each selection."""
        return np.concatenate([slab.totals for slab in self._slabs], axis=1)

    @cached_property
    def of(self) -> Array:
        """Those that each is measured against."""
        return np.concatenate([slab.of for slab in self._slabs], axis=1)

    @cached_property
    def place(self) -> Ints:
        """Which table each column is of."""
        widths = [sum(len(slab.part) for slab in own) for _, own in self.tables.values()]
        return np.repeat(list(self.tables), widths)

    @cached_property
    def many(self) -> int:
        """How many selections there are."""
        return sum(slab.many for slab in self._slabs)

    @property
    def _slabs(self) -> list[Slab]:
        return [slab for _, own in self.tables.values() for slab in own]


@dataclass(frozen=True, eq=False)
class Numbers:
    """What the selections of a group come to in every window that is tried, as each figure."""

    group: Group
    trials: Trials
    _joined: dict[tuple[str, ...], Array] = field(default_factory=dict)
    _many: dict[tuple[tuple[str, bool], ...], int] = field(default_factory=dict)

    def many(self, tried: Sequence[Tried]) -> int:
        """Of how many readings figures are tried."""
        key = tuple((one.figure.name, one.alone) for one in tried)
        if key not in self._many:
            self._many[key] = self.group.many * sum(self.trials.many(one) for one in tried)
        return self._many[key]

    def places(self, tried: Sequence[Tried], ends: tuple[float, float]) -> Iterator[tuple[int, Tried]]:
        """The tables that may give a number between the ends, each with the figure that may."""
        names = tuple(one.figure.name for one in tried)
        if names not in self._joined:
            self._joined[names] = np.concatenate([part.reshape(-1) for one in tried for part in self._of(one)])
        if _between(self._joined[names], ends).any():
            for one in tried:
                columns = [_between(part, ends).any(axis=0) for part in self._of(one)]
                yield from ((place, one) for place in set(self.group.place[np.any(columns, axis=0)].tolist()))

    def _of(self, tried: Tried) -> Sequence[Array]:
        """A figure of every row, or of more rows than are tried, and of every selection, a column each."""
        form = tried.form
        if isinstance(form, Sum):
            if form.over is None:
                return [self._alone * np.float32(form.by)]
            rows, days = self.trials.alone, self.trials.day_totals
            divisor = tried.divisor(rows.length, days[rows.first + rows.length] - days[rows.first])
            return [self._alone * (form.by / divisor[:, None]).astype(np.float32)]
        if isinstance(form, Pair):
            pairs = [(self._alone, self._wholes)] if tried.share else [self._pairs, self._pairs[::-1]]
            with np.errstate(divide="ignore", invalid="ignore"):
                return [now / other - np.float32(form.less) for now, other in pairs]
        return [np.abs(self._pairs[0] - self._pairs[1])] if isinstance(form, Difference) else [self._months]

    @cached_property
    def _alone(self) -> Array:
        rows = self.trials.alone
        return _sums(self.group.totals, rows.start, rows.length)

    @cached_property
    def _wholes(self) -> Array:
        rows = self.trials.alone
        return _sums(self.group.of, rows.start, rows.length)

    @cached_property
    def _pairs(self) -> tuple[Array, Array]:
        rows, totals = self.trials.pairs, self.group.totals
        return _sums(totals, rows.start, rows.length), _sums(totals, rows.start - rows.back, rows.length)

    @cached_property
    def _months(self) -> Array:
        """Every month from the first to the last of the windows as often as it changed: the highest is one of these."""
        spans, vintages = self.trials.alone.spans, self.group.vintages
        first, end = spans.first.min(initial=vintages.length), (spans.first + spans.length).max(initial=0)
        event = vintages.event[:, first:end]
        fresh = np.full(event.shape, True)
        fresh[1:] = event[1:] != event[:-1]
        vintage, month = np.nonzero(fresh)
        return _sums(self.group.totals, vintage * (vintages.length + 1) + first + month, np.ones_like(month))


def _between(values: Array, ends: tuple[float, float]) -> Bools:
    return np.asarray((values >= ends[0]) & (values <= ends[1]))


def _sums(totals: Array, start: Ints, length: Ints) -> Array:
    return (totals.take(start + length, axis=0) - totals.take(start, axis=0)).astype(np.float32)


@dataclass(frozen=True)
class Nearby:
    """The numbers near a question, each lot with the figures that are tried of it."""

    lots: Sequence[tuple[Numbers, Sequence[Tried]]]

    @property
    def many(self) -> int:
        """How many readings are tried."""
        return sum(one.many(tried) for one, tried in self.lots)

    def ready(self, hold: Range) -> Iterator[Ready]:
        """The tables that may give a number within bounds, in their order, each with the figures that may."""
        low, high = float(hold.low), float(hold.high)
        ends = low - (1 + abs(low)) * WIDER, high + (1 + abs(high)) * WIDER
        found: dict[tuple[bool, int], tuple[Group, list[Tried]]] = {}
        for one, tried in self.lots:
            for place, each in one.places(tried, ends):
                found.setdefault((each.share, place), (one.group, []))[1].append(each)
        for (_, place), (group, those) in sorted(found.items(), key=lambda item: item[0]):
            yield Ready(*group.tables[place], those)


class Desk:
    """What searches near questions share: the tables of the same selections, the rows of the same windows."""

    def __init__(self, space: Space, axes: tuple[Axis, ...]) -> None:
        self._space, self._axes = space, axes
        self._groups: Recent[list[Group]] = Recent(MOST)
        self._windows: Recent[Windows] = Recent(MOST)
        self._trials: Recent[Trials] = Recent(4 * MOST)
        self._numbers: Recent[list[Numbers]] = Recent(MOST)

    def nearby(self, nearness: Nearness, tried: Sequence[Tried], earlier: date) -> Nearby:
        """The numbers near a question that figures are tried of."""
        lots: list[tuple[Numbers, Sequence[Tried]]] = []
        for shared in (False, True):
            if those := [one for one in tried if one.share is shared]:
                lots += [(numbers, those) for numbers in self._near(nearness, shared, earlier)]
        return Nearby(lots)

    def trials(self, nearness: Nearness, vintages: Vintages) -> Trials:
        """The windows near that of a question, in vintages."""
        period, before = nearness.near.period, nearness.near.before
        windows = self._windows.get((period, before), lambda: _windows(self._space.timeline, period, before))
        return self._trials.get(
            (vintages, period, before), lambda: Trials(vintages, windows, nearness, self._space.day_totals)
        )

    def _near(self, nearness: Nearness, shared: bool, earlier: date) -> list[Numbers]:
        key = (tuple(nearness.near.choices.items()), tuple(nearness.near.whole.items()), shared, earlier)
        groups = self._groups.get(key, lambda: self._grouped(nearness, shared, earlier))
        return self._numbers.get(
            (key, nearness.near.period, nearness.near.before),
            lambda: [Numbers(group, self.trials(nearness, group.vintages)) for group in groups],
        )

    def _grouped(self, nearness: Nearness, shared: bool, earlier: date) -> list[Group]:
        tried = tuple(dict.fromkeys(variations(nearness.near.choices, self._axes)))
        found: dict[Vintages, Group] = {}
        for place, (table, strips) in enumerate(Lot(self._space, tried, nearness, earlier).tables(shared)):
            if own := tuple(slabs(table.vintages, strips)):
                found.setdefault(table.vintages, Group(table.vintages, {})).tables[place] = table, own
        return list(found.values())


def _windows(timeline: Timeline, period: Period, before: Period) -> Windows:
    now = only(timeline, near_windows(period))
    return Windows(now, now | only(timeline, near_windows(before)), every=True)

"""What searches near questions share: the selections near each, the windows, and the numbers that these come to.

Most numbers are nowhere near: one look at all of them tells which tables have to be scanned, and for which figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from msgspec import Struct, field

from encounters.figures.forms import Difference, Highest, Pair, Sum
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


class Group(Struct, frozen=True, eq=False, dict=True):
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


class Near(Trials, frozen=True, eq=False, dict=True):
    """The rows of windows near a period, with what all selections share of them."""

    _scales: dict[tuple[str, ...], Array] = field(default_factory=dict)
    _counted: dict[tuple[tuple[str, bool], ...], int] = field(default_factory=dict)

    def scales(self, sums: Sequence[Tried]) -> Array:
        """By what the sums of rows are multiplied to give figures: [figure, row, 1]."""
        names = tuple(one.figure.name for one in sums)
        if names not in self._scales:
            self._scales[names] = np.array([self._scale(one) for one in sums], np.float32)[:, :, None]
        return self._scales[names]

    def _scale(self, tried: Tried) -> Array:
        assert isinstance(tried.form, Sum)
        first, length = self.alone.first, self.alone.length
        divisor = tried.divisor(length, self.day_totals[first + length] - self.day_totals[first])
        return np.asarray(tried.form.by / (divisor if tried.form.over else np.ones_like(divisor)))

    def counted(self, tried: Sequence[Tried]) -> int:
        """Of how many readings of a selection figures are tried."""
        key = tuple((one.figure.name, one.alone) for one in tried)
        if key not in self._counted:
            self._counted[key] = sum(self.many(one) for one in tried)
        return self._counted[key]

    @cached_property
    def months(self) -> Ints:
        """Where in running totals the months of the windows begin, each as often as it changed."""
        spans, length = self.alone.spans, self.vintages.length
        first, end = spans.first.min(initial=length), (spans.first + spans.length).max(initial=0)
        event = self.vintages.event[:, first:end]
        fresh = np.full(event.shape, True)
        fresh[1:] = event[1:] != event[:-1]
        vintage, month = np.nonzero(fresh)
        return np.asarray(vintage * (length + 1) + first + month)


class Numbers(Struct, frozen=True, eq=False, dict=True):
    """What the selections of a group come to in every window that is tried, as each figure."""

    group: Group
    trials: Near
    _joined: dict[tuple[str, ...], Array] = field(default_factory=dict)

    def places(self, tried: Sequence[Tried], ends: tuple[float, float]) -> Iterator[tuple[int, Tried]]:
        """The tables that may give a number between the ends, each with the figure that may."""
        names = tuple(one.figure.name for one in tried)
        if names not in self._joined:
            self._joined[names] = np.concatenate([part.reshape(-1) for _, part in self._parts(tried)])
        if _between(self._joined[names], ends).any():
            found = [(place, one) for one, part in self._parts(tried) for place in self._where(part, ends)]
            yield from dict.fromkeys(found)

    def _where(self, part: Array, ends: tuple[float, float]) -> Iterable[int]:
        return map(int, self.group.place[_between(part, ends).any(axis=0)])

    def _parts(self, tried: Sequence[Tried]) -> Iterator[tuple[Tried, Array]]:
        """Figures of every row, or of more rows than are tried, and of every selection, a column each."""
        if sums := [one for one in tried if isinstance(one.form, Sum)]:
            yield from zip(sums, self._alone * self.trials.scales(sums), strict=True)
        for one in tried:
            if isinstance(one.form, Pair):
                pairs = [(self._alone, self._wholes)] if one.share else [self._pairs, self._pairs[::-1]]
                with np.errstate(divide="ignore", invalid="ignore"):
                    yield from [(one, now / other - np.float32(one.form.less)) for now, other in pairs]
            elif isinstance(one.form, Difference):
                yield one, np.abs(self._pairs[0] - self._pairs[1])
            elif isinstance(one.form, Highest):
                # The highest month of a window is one of its months.
                yield one, _sums(self.group.totals, self.trials.months, self.trials.months + 1)

    @cached_property
    def _alone(self) -> Array:
        rows = self.trials.alone
        return _sums(self.group.totals, rows.start, rows.end)

    @cached_property
    def _wholes(self) -> Array:
        rows = self.trials.alone
        return _sums(self.group.of, rows.start, rows.end)

    @cached_property
    def _pairs(self) -> tuple[Array, Array]:
        rows, totals = self.trials.pairs, self.group.totals
        return _sums(totals, rows.start, rows.end), _sums(totals, rows.other_start, rows.other_end)


class Scope(Struct, frozen=True, eq=False):
    """The selections near one, and the numbers that they come to near each period that was asked for last."""

    groups: Sequence[Group]
    numbers: Recent[list[Numbers]]


def _between(values: Array, ends: tuple[float, float]) -> Bools:
    return np.asarray((values >= ends[0]) & (values <= ends[1]))


def _sums(totals: Array, start: Ints, end: Ints) -> Array:
    return (totals.take(end, axis=0) - totals.take(start, axis=0)).astype(np.float32)


class Nearby(Struct, frozen=True):
    """The numbers near a question, each lot with the figures that are tried of it."""

    lots: Sequence[tuple[Numbers, Sequence[Tried]]]

    @property
    def many(self) -> int:
        """How many readings are tried."""
        return sum(one.group.many * one.trials.counted(tried) for one, tried in self.lots)

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
        self._scopes: Recent[Scope] = Recent(MOST)
        self._windows: Recent[Windows] = Recent(MOST)
        self._trials: Recent[Near] = Recent(4 * MOST)

    def nearby(self, nearness: Nearness, tried: Sequence[Tried], earlier: date) -> Nearby:
        """The numbers near a question that figures are tried of."""
        lots: list[tuple[Numbers, Sequence[Tried]]] = []
        for shared in (False, True):
            if those := [one for one in tried if one.share is shared]:
                lots += [(numbers, those) for numbers in self._near(nearness, shared, earlier)]
        return Nearby(lots)

    def trials(self, nearness: Nearness, vintages: Vintages) -> Near:
        """The windows near that of a question, in vintages."""
        period, before = nearness.near.period, nearness.near.before

        def compute() -> Near:
            windows = self._windows.get((period, before), lambda: _windows(self._space.timeline, period, before))
            return Near(vintages, windows, nearness, self._space.day_totals)

        return self._trials.get((vintages, period, before), compute)

    def _near(self, nearness: Nearness, shared: bool, earlier: date) -> list[Numbers]:
        near = nearness.near
        scope = self._scopes.get(
            (tuple(near.choices.items()), tuple(near.whole.items()), shared, earlier),
            lambda: Scope(self._grouped(nearness, shared, earlier), Recent(MOST)),
        )
        return scope.numbers.get(
            (near.period, near.before),
            lambda: [Numbers(group, self.trials(nearness, group.vintages)) for group in scope.groups],
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

"""The windows near several periods, one period's after the other's, and the numbers that selections come to in them.

Most numbers are nowhere near. Made for all periods of a report at once, the numbers are a few large arrays, and one
look at a period's part of them tells which tables have to be scanned, and for which figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct, field

from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.search.rows import answered_and_fresh
from encounters.search.scan import Slab
from encounters.search.space import Table
from encounters.search.timeline import Array, Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.windows import Spans, Windows


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


class Stacked(Struct, frozen=True):
    """Fresh rows of the spans near several periods, period after period: where in running totals each begins and ends,
    and where the window that it is compared with does.

    owner: the period that each span is near. answered: in how many vintages it is. starts: where the rows of each
    period begin, and where the last one's end.
    """

    spans: Spans
    span: Ints
    start: Ints
    owner: Ints
    answered: Ints
    starts: Sequence[int]

    @classmethod
    def of(cls, vintages: Vintages, each: Sequence[Spans]) -> Stacked:
        """The rows of the spans near each period."""
        spans, many = Spans.joined(each), [len(one.first) for one in each]
        answered, fresh = answered_and_fresh(vintages, spans)
        span, vintage = np.nonzero(fresh.T)
        start = vintage * (vintages.length + 1) + spans.first[span]
        starts = np.searchsorted(span, np.cumsum([0, *many])).tolist()
        return cls(spans, span, start, np.repeat(np.arange(len(each)), many), answered.sum(axis=0), starts)

    @property
    def length(self) -> Ints:
        """The number of months of each row."""
        return self.spans.length[self.span]

    @property
    def back(self) -> Ints:
        """How far back the window lies that each row is compared with."""
        return self.spans.back[self.span]

    def of_period(self, place: int) -> slice:
        """The rows of a period."""
        return slice(self.starts[place], self.starts[place + 1])

    def readings(self, tried: Tried) -> Ints:
        """Of how many readings of a selection a figure is tried near each period."""
        weights = self.answered * tried.stands_for(self.spans)
        return np.bincount(self.owner, weights, len(self.starts) - 1).astype(np.int64)


class Stack(Struct, frozen=True, eq=False, dict=True):
    """The rows of windows near several periods in the same vintages."""

    vintages: Vintages
    windows: Sequence[Windows]
    day_totals: Ints
    _counted: dict[tuple[tuple[str, bool], ...], list[int]] = field(default_factory=dict)

    @cached_property
    def alone(self) -> Stacked:
        """The windows that are fresh."""
        return Stacked.of(self.vintages, [one.alone for one in self.windows])

    @cached_property
    def pairs(self) -> Stacked:
        """The pairs of windows of which one is fresh."""
        return Stacked.of(self.vintages, [one.pairs for one in self.windows])

    def scales(self, sums: Sequence[Tried]) -> Array:
        """By what the sums of rows are multiplied to give figures: [figure, row, 1]."""
        return np.array([self._scale(one) for one in sums], np.float32)[:, :, None]

    def _scale(self, tried: Tried) -> Array:
        assert isinstance(tried.form, Sum)
        first, length = self.alone.spans.first[self.alone.span], self.alone.length
        divisor = tried.divisor(length, self.day_totals[first + length] - self.day_totals[first])
        return np.asarray(tried.form.by / (divisor if tried.form.over else np.ones_like(divisor)))

    def counted(self, tried: Sequence[Tried]) -> list[int]:
        """Of how many readings of a selection figures are tried near each period."""
        key = tuple((one.figure.name, one.alone) for one in tried)
        if key not in self._counted:
            every = [(self.pairs if one.paired else self.alone).readings(one) for one in tried]
            self._counted[key] = np.sum(every, axis=0).tolist()
        return self._counted[key]

    @cached_property
    def months(self) -> Ints:
        """Where in running totals months begin, each as often as it changed, month by month."""
        event = self.vintages.event
        fresh = np.full(event.shape, True)
        fresh[1:] = event[1:] != event[:-1]
        month, vintage = np.nonzero(fresh.T)
        return np.asarray(vintage * (self.vintages.length + 1) + month)

    @cached_property
    def _months_near(self) -> list[slice]:
        """Which of the months lie in windows near each period."""
        spans, beyond = [one.alone for one in self.windows], self.vintages.length
        ends = [(one.first.min(initial=beyond), (one.first + one.length).max(initial=0)) for one in spans]
        places = np.searchsorted(self.months % (beyond + 1), ends)
        return [slice(first, max(first, end)) for first, end in places.tolist()]

    def months_of(self, place: int) -> slice:
        """Which of the months lie in windows near a period."""
        return self._months_near[place]


class Numbers(Struct, frozen=True, eq=False, dict=True):
    """What the selections of a group come to in every window near several periods, as each figure."""

    group: Group
    stack: Stack
    _scaled: dict[tuple[str, ...], Array] = field(default_factory=dict)

    def places(self, period: int, tried: Sequence[Tried], ends: tuple[float, float]) -> Iterator[tuple[int, Tried]]:
        """The tables that may give a number between the ends near a period, each with the figure that may."""
        for those, numbers, less in self._parts(period, tried):
            inside = np.asarray((numbers >= ends[0] + less) & (numbers <= ends[1] + less))
            if inside.any():
                for one, columns in zip(those, np.asarray(inside.any(axis=1)), strict=True):
                    yield from ((int(place), one) for place in self.group.place[columns])

    def _parts(self, period: int, tried: Sequence[Tried]) -> Iterator[tuple[Sequence[Tried], Array, int]]:
        """Figures, and what every selection comes to as each, [figure, row, selection], more by so much; in all rows
        near a period, or more than are tried."""
        if sums := [one for one in tried if isinstance(one.form, Sum)]:
            yield sums, self._sums(sums)[:, self.stack.alone.of_period(period)], 0
        for one in tried:
            if isinstance(one.form, Pair):
                if one.share:
                    yield [one], self._shares[:, self.stack.alone.of_period(period)], 0
                else:
                    yield [one, one], self._ratios[:, self.stack.pairs.of_period(period)], one.form.less
            elif isinstance(one.form, Difference):
                yield [one], self._differences[:, self.stack.pairs.of_period(period)], 0
            elif isinstance(one.form, Highest):
                # The highest month of a window is one of its months.
                yield [one], self._months[:, self.stack.months_of(period)], 0

    def _sums(self, sums: Sequence[Tried]) -> Array:
        names = tuple(one.figure.name for one in sums)
        if names not in self._scaled:
            self._scaled[names] = self._alone * self.stack.scales(sums)
        return self._scaled[names]

    @cached_property
    def _alone(self) -> Array:
        rows = self.stack.alone
        return _sums(self.group.totals, rows.start, rows.length)

    @cached_property
    def _shares(self) -> Array:
        rows = self.stack.alone
        return _ratio(self._alone, _sums(self.group.of, rows.start, rows.length))[None]

    @cached_property
    def _pairs(self) -> tuple[Array, Array]:
        rows, totals = self.stack.pairs, self.group.totals
        return _sums(totals, rows.start, rows.length), _sums(totals, rows.start - rows.back, rows.length)

    @cached_property
    def _ratios(self) -> Array:
        return np.stack([_ratio(*self._pairs), _ratio(*self._pairs[::-1])])

    @cached_property
    def _differences(self) -> Array:
        return np.asarray(np.abs(self._pairs[0] - self._pairs[1]))[None]

    @cached_property
    def _months(self) -> Array:
        return _sums(self.group.totals, self.stack.months, 1)[None]


def _sums(totals: Array, start: Ints, length: Ints | int) -> Array:
    return (totals.take(start + length, axis=0) - totals.take(start, axis=0)).astype(np.float32)


def _ratio(now: Array, other: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(now / other)

"""The windows near several periods, one period's after the other's, and what selections come to in those of one.

Most numbers are nowhere near: one look at what selections come to, as every figure, tells which tables have to be
scanned, and for which figures. Which rows that takes is found for all periods of a report at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct, field

from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.search.rows import answered_and_fresh
from encounters.search.scan import Slab
from encounters.search.simplicity import Simplicity
from encounters.search.space import Table
from encounters.search.timeline import Array, Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.windows import Spans, Windows

NEVER = 2**20
"""More bits than any reading has."""


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
    def bits(self) -> Ints:
        """The bits of each selection."""
        return np.concatenate([slab.bits for slab in self._slabs])

    @cached_property
    def many(self) -> int:
        """How many selections there are."""
        return sum(slab.many for slab in self._slabs)

    @property
    def _slabs(self) -> list[Slab]:
        return [slab for _, own in self.tables.values() for slab in own]


class Stacked(Struct, frozen=True, dict=True):
    """Fresh rows of the spans near several periods, period after period, and where in running totals each begins.

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

    @cached_property
    def end(self) -> Ints:
        """Where each row ends."""
        return self.start + self.spans.length[self.span]

    @cached_property
    def back(self) -> Ints:
        """How far back the window lies that each row is compared with."""
        return self.spans.back[self.span]

    def of_period(self, place: int) -> slice:
        """The rows of a period."""
        return slice(self.starts[place], self.starts[place + 1])

    def bits(self, vintages: Vintages, tried: Tried, row: Ints, turned: bool, simplicity: Simplicity) -> Ints:
        """The bits of rows' windows, the earlier one against the later one if turned; NEVER where a figure is not tried
        of them."""
        span = self.span[row]
        length, back = self.spans.length[span], self.back[row] * (-1 if turned else 1)
        first = self.spans.first[span] + (back if turned else 0)
        last = vintages.last[self.start[row] // (vintages.length + 1)]
        bits = simplicity.of_windows(first, first + length - 1, last) + simplicity.of_distances(length, back)
        if isinstance(tried.form, Sum):
            allowed = tried.usable(self.spans)
        else:
            allowed = self.spans.behind if turned else self.spans.ahead
        return np.where(allowed[span], bits, NEVER)

    def readings(self, tried: Tried) -> Ints:
        """Of how many readings of a selection a figure is tried near each period."""
        weights = self.answered * tried.stands_for(self.spans)
        return np.bincount(self.owner, weights, len(self.starts) - 1).astype(np.int64)


class Stack(Struct, frozen=True, eq=False, dict=True):
    """The rows of windows near several periods, by the place of each period, in the same vintages."""

    vintages: Vintages
    windows: Sequence[Windows]
    day_totals: Ints
    _scales: dict[tuple[str, ...], Array] = field(default_factory=dict)
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
        names = tuple(one.figure.name for one in sums)
        if names not in self._scales:
            self._scales[names] = np.array([self._scale(one) for one in sums], np.float32)[:, :, None]
        return self._scales[names]

    def _scale(self, tried: Tried) -> Array:
        assert isinstance(tried.form, Sum)
        first, length = (column[self.alone.span] for column in (self.alone.spans.first, self.alone.spans.length))
        divisor = tried.divisor(length, self.day_totals[first + length] - self.day_totals[first])
        return np.asarray(tried.form.by / (divisor if tried.form.over else np.ones_like(divisor)))

    def counted(self, tried: Sequence[Tried]) -> list[int]:
        """Of how many readings of a selection figures are tried near each period."""
        key = tuple((one.figure.name, one.alone) for one in tried)
        if key not in self._counted:
            every = [(self.pairs if one.paired else self.alone).readings(one) for one in tried]
            self._counted[key] = np.sum(every, axis=0).tolist()
        return self._counted[key]

    def months(self, place: int) -> Ints:
        """Where in running totals the months of a period's windows begin, each as often as it changed."""
        return self._months[self._months_near[place]]

    @cached_property
    def _months(self) -> Ints:
        event = self.vintages.event
        fresh = np.full(event.shape, True)
        fresh[1:] = event[1:] != event[:-1]
        month, vintage = np.nonzero(fresh.T)
        return np.asarray(vintage * (self.vintages.length + 1) + month)

    @cached_property
    def _months_near(self) -> list[slice]:
        spans, beyond = [one.alone for one in self.windows], self.vintages.length
        ends = [(one.first.min(initial=beyond), (one.first + one.length).max(initial=0)) for one in spans]
        places = np.searchsorted(self._months % (beyond + 1), ends)
        return [slice(first, max(first, end)) for first, end in places.tolist()]


class Numbers(Struct, frozen=True):
    """What the selections of a group come to in every window near one of several periods."""

    group: Group
    stack: Stack
    period: int

    def many(self, tried: Sequence[Tried]) -> int:
        """Of how many readings figures are tried."""
        return self.group.many * self.stack.counted(tried)[self.period]

    def places(
        self, tried: Sequence[Tried], ends: tuple[float, float], simplicity: Simplicity
    ) -> Iterator[tuple[int, Tried]]:
        """The tables that may give a number between the ends in a reading that counts, each with its figure."""
        for those, numbers, rows in self._parts(tried):
            inside = np.asarray((numbers >= ends[0]) & (numbers <= ends[1]))
            if inside.any():
                for way, one in enumerate(those):
                    row, column = np.nonzero(inside[way])
                    bits = one.bits + self.group.bits[column]
                    if rows is not None:
                        own = row + rows.starts[self.period]
                        bits += rows.bits(self.stack.vintages, one, own, one.paired and way == 1, simplicity)
                    yield from ((place, one) for place in self.group.place[column[bits < simplicity.most]].tolist())

    def _parts(self, tried: Sequence[Tried]) -> Iterator[tuple[Sequence[Tried], Array, Stacked | None]]:
        """Figures, and what every selection comes to as each, [figure, row, selection]: in all rows, or in more than
        are tried. A figure that compares two windows has them both ways."""
        alone, pairs = self.stack.alone, self.stack.pairs if any(one.paired for one in tried) else None
        if sums := [one for one in tried if isinstance(one.form, Sum)]:
            yield sums, self._alone(self.group.totals) * self.stack.scales(sums)[:, alone.of_period(self.period)], alone
        for one in tried:
            if isinstance(one.form, Pair):
                ways = self._ratios(one.share)
                yield [one] * len(ways), ways - np.float32(one.form.less), alone if one.share else pairs
            elif isinstance(one.form, Difference):
                now, other = self._pairs()
                yield [one, one], np.array([now - other, other - now]), pairs
            elif isinstance(one.form, Highest):
                # The highest month of a window is one of its months.
                months = self.stack.months(self.period)
                yield [one], _sums(self.group.totals, months, months + 1)[None], None

    def _ratios(self, share: bool) -> Array:
        """Shares of wholes, or each of two windows as a multiple of the other."""
        now, other = (self._alone(self.group.totals), self._alone(self.group.of)) if share else self._pairs()
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.array([now / other] if share else [now / other, other / now])

    def _alone(self, totals: Array) -> Array:
        rows, some = self.stack.alone, self.stack.alone.of_period(self.period)
        return _sums(totals, rows.start[some], rows.end[some])

    def _pairs(self) -> tuple[Array, Array]:
        rows, some, totals = self.stack.pairs, self.stack.pairs.of_period(self.period), self.group.totals
        start, end, back = rows.start[some], rows.end[some], rows.back[some]
        return _sums(totals, start, end), _sums(totals, start - back, end - back)


def _sums(totals: Array, start: Ints, end: Ints) -> Array:
    return (totals.take(end, axis=0) - totals.take(start, axis=0)).astype(np.float32)

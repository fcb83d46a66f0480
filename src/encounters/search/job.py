"""One search: its tables, what is tested of each, and what was found in all of them together."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.names import Choice
from encounters.search import prior
from encounters.search.axes import Block
from encounters.search.bounds import Bounds, figures_for
from encounters.search.collect import Collector
from encounters.search.matches import Gathered, Match
from encounters.search.model import Found, Level, Limits
from encounters.search.peaks import highest_within
from encounters.search.readings import readings
from encounters.search.rows import Rows, Spans
from encounters.search.scan import Slab, changes_within, ratios_within, sums_within
from encounters.search.slabs import Strip, of_blocks, of_shares, slabs
from encounters.search.space import Key, Space, Table, key_of
from encounters.search.timeline import Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.wholes import Parts, follows, wholes
from encounters.search.windows import Windows, window_bits
from encounters.wording.written import Written

SHARE = Pair("whole")


@dataclass(frozen=True)
class Job:
    """What is tried: the number, as which figures, of which selections and windows.

    With a `whole`, the only shares tried are those in a whole that is to its part as this is to the fixed choices.
    """

    space: Space
    written: Written
    limits: Limits
    blocks: tuple[Block, ...]
    windows: Windows
    whole: Mapping[str, Choice] | None = None

    def run(self) -> Found:
        """Search, and tell what was found."""
        started = time.perf_counter()
        figures, bounds = figures_for(self.written, self.limits.figures), Bounds.of(self.written)
        tried = Tried.of(figures, bounds, self.space.timeline.length, int(self.space.day_totals[-1]))
        shares = [one for one in tried if one.form == SHARE]
        others = [one for one in tried if one.form != SHARE]
        tables = [*self._plain(), *(self._shared() if shares else ())]
        collector, ready = Collector(4 * self.limits.top + 64), dict[Key, Tests]()
        for place, (table, strips) in enumerate(tables):
            vintages = table.vintages
            rows = ready.setdefault(table.key, Tests(vintages, self.windows, self.space.day_totals))
            gathered = Gathered(place, vintages, self.windows.asked, self.space.day_totals, collector)
            for slab in slabs(vintages, strips):
                for one, match, many in rows.scan(slab, others if slab.whole is None else shares):
                    collector.tried += many
                    gathered.add(one, match)
            for one in tried:
                gathered.rank(one)
        best = readings(self.space, [table for table, _ in tables], collector, bounds, self.limits.top)
        levels = tuple(Level(int(bits), int(collector.levels[bits])) for bits in np.flatnonzero(collector.levels))
        return Found(best, collector.tried, time.perf_counter() - started, levels)

    def _plain(self) -> Iterator[tuple[Table, Iterator[Strip]]]:
        """The tables of the blocks, for every figure but shares."""
        grouped: dict[Key, list[Block]] = {}
        for block in self.blocks:
            grouped.setdefault(key_of(block.need), []).append(block)
        for key, blocks in grouped.items():
            if key[0] and (vintages := self._vintages(key)).many:
                table = Table.of(key, vintages, blocks)
                yield table, of_blocks(self.space, table, self.limits.fixed)

    def _shared(self) -> Iterator[tuple[Table, Iterator[Strip]]]:
        """The tables of parts with their wholes, which one dataset must answer together."""
        grouped: dict[Key, list[Parts]] = {}
        for block in self.blocks:
            for parts in wholes(block):
                if self.whole is not None and not follows(parts, self.limits.fixed, self.whole):
                    continue
                grouped.setdefault(key_of(block.need, parts.whole_block.need), []).append(parts)
        for key, pairs in grouped.items():
            if key[0] and (vintages := self._vintages(key)).many:
                needed = [block for pair in pairs for block in (pair.block, pair.whole_block)]
                table = Table.of(key, vintages, needed)
                yield table, of_shares(self.space, table, pairs, self.limits.fixed)

    def _vintages(self, key: Key) -> Vintages:
        every = self.space.vintages(key)
        return every if self.limits.earlier else every.where(np.arange(every.many) == every.many - 1)


@dataclass(frozen=True)
class Tests:
    """What is tested of every selection with the same vintages."""

    vintages: Vintages
    windows: Windows
    day_totals: Ints

    @cached_property
    def _alone(self) -> Rows:
        """The windows that are fresh."""
        return Rows.of(self.vintages, Spans.of(self.windows))

    @cached_property
    def _pairs(self) -> Rows:
        """The pairs of windows of which one is fresh."""
        return Rows.of(self.vintages, Spans.pairs(self.windows))

    @cached_property
    def _to_date(self) -> Rows:
        """The fresh windows that are fiscal years to date."""
        return self._alone.of_spans(self._alone.spans.to_date)

    @cached_property
    def _natural(self) -> tuple[Rows, Ints]:
        """The windows of which highest months are told, fresh or not, and their bits; all of them if asked for."""
        rows = Rows.of(self.vintages, self._alone.spans, fresh=False)
        end = rows.first + rows.length - 1
        bits = window_bits(rows.first, end, self.vintages.last[rows.vintage], self.windows.asked)
        kept = np.full(len(bits), True) if self.windows.every else bits <= prior.NATURAL
        return rows.where(kept), bits[kept]

    def scan(self, slab: Slab, tried: Sequence[Tried]) -> Iterator[tuple[Tried, Match, int]]:
        """What is found of each figure in a slab, and in how many readings."""
        width = len(slab.part)
        yield from self._sums(slab, [one for one in tried if isinstance(one.form, Sum)])
        for one in tried:
            if isinstance(one.form, Highest):
                yield self._highest(slab, one)
            elif isinstance(one.form, Difference):
                low, high = one.sums.hold[:, 0]
                hits = changes_within(slab, self._pairs, int(low), int(high))
                yield one, Match.of(slab, self._pairs, hits), width * self._pairs.many
            elif isinstance(one.form, Pair):
                rows = self._alone if one.form == SHARE else self._pairs
                hits = ratios_within(slab, rows, one.bounds.hold)
                yield one, Match.of(slab, rows, hits), width * rows.many

    def _sums(self, slab: Slab, tried: Sequence[Tried]) -> Iterator[tuple[Tried, Match, int]]:
        for to_date in (False, True):
            rows = self._to_date if to_date else self._alone
            some = [one for one in tried if one.figure.to_date is to_date]
            if some:
                usable = [one.usable(rows.spans) for one in some]
                days = self.day_totals[rows.first + rows.length] - self.day_totals[rows.first]
                bounds = [one.within(rows, days) for one in some]
                for one, many, hits in zip(some, usable, sums_within(slab, rows, bounds), strict=True):
                    yield one, Match.of(slab, rows, hits), len(slab.part) * int(rows.answered[many].sum())

    def _highest(self, slab: Slab, one: Tried) -> tuple[Tried, Match, int]:
        rows, bits = self._natural
        kept = one.usable(rows.spans)[rows.span]
        rows, bits = rows.where(kept), bits[kept]
        low, high = one.sums.hold
        hits, counts = highest_within(slab, rows, (low, high), bits)
        match = Match.of(slab, rows, hits, old=np.zeros(len(counts), np.bool_))
        return one, replace(match, now=counts), len(slab.part) * len(rows.span)

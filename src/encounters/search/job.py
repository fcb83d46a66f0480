"""One search: its tables, what is tested of each, and what was found in all of them together."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.search import prior
from encounters.search.axes import Block
from encounters.search.bounds import Bounds
from encounters.search.collect import Collector
from encounters.search.matches import Gathered, Match
from encounters.search.model import Found, Level
from encounters.search.peaks import highest_within
from encounters.search.readings import readings
from encounters.search.rows import Rows, Spans
from encounters.search.scan import Slab, changes_within, ratios_within, sums_within
from encounters.search.simplicity import Simplicity
from encounters.search.slabs import Strip, of_blocks, of_shares, slabs
from encounters.search.space import Key, Space, Table, key_of
from encounters.search.timeline import Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.wholes import Parts, wholes
from encounters.search.windows import Windows
from encounters.wording.written import Written

SHARE = Pair("whole")


@dataclass(frozen=True)
class Job:
    """What is tried: the number, as which figures and with which bits for each, of which selections and windows.

    earlier: vintages but the newest are tried if they began by then.
    """

    space: Space
    written: Written
    figures: Mapping[str, int]
    blocks: tuple[Block, ...]
    windows: Windows
    simplicity: Simplicity
    top: int
    earlier: date = date.max

    def run(self) -> Found:
        """Search, and tell what was found."""
        started = time.perf_counter()
        bounds = Bounds.of(self.written)
        tried = Tried.of(self.figures, bounds, self.space.timeline.length, int(self.space.day_totals[-1]))
        shares = [one for one in tried if one.form == SHARE]
        others = [one for one in tried if one.form != SHARE]
        tables = [*(self._plain() if others else ()), *(self._shared() if shares else ())]
        collector, ready = Collector(4 * self.top + 64), dict[Key, Tests]()
        for place, (table, strips) in enumerate(tables):
            vintages = table.vintages
            rows = ready.setdefault(table.key, Tests(vintages, self.windows, self.simplicity, self.space.day_totals))
            gathered = Gathered(place, vintages, self.simplicity, self.space.day_totals, collector)
            for slab in slabs(vintages, strips):
                for one, match, many in rows.scan(slab, others if slab.whole is None else shares):
                    collector.tried += many
                    gathered.add(one, match)
            for one in tried:
                gathered.rank(one)
        best = readings(self.space, [table for table, _ in tables], collector, bounds, self.top)
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
                yield table, of_blocks(self.space, table, self.simplicity)

    def _shared(self) -> Iterator[tuple[Table, Iterator[Strip]]]:
        """The tables of parts with their wholes, which one dataset must answer together."""
        grouped: dict[Key, list[Parts]] = {}
        for block in self.blocks:
            for parts in wholes(block):
                grouped.setdefault(key_of(block.need, parts.whole_block.need), []).append(parts)
        for key, pairs in grouped.items():
            if key[0] and (vintages := self._vintages(key)).many:
                needed = [block for pair in pairs for block in (pair.block, pair.whole_block)]
                table = Table.of(key, vintages, needed)
                yield table, of_shares(self.space, table, pairs, self.simplicity)

    def _vintages(self, key: Key) -> Vintages:
        every = self.space.vintages(key)
        kept = np.array([day <= self.earlier for day in every.days[:-1]] + [True] * bool(every.many))
        return every if kept.all() else every.where(kept)


@dataclass(frozen=True)
class Tests:
    """What is tested of every selection with the same vintages."""

    vintages: Vintages
    windows: Windows
    simplicity: Simplicity
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
        bits = self.simplicity.of_windows(rows.first, end, self.vintages.last[rows.vintage])
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

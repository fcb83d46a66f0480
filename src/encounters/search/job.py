"""One search: the tables that are ready, scanned for the number, and what was found in all of them together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from msgspec import Struct

from encounters.search.axes import Block
from encounters.search.bounds import Bounds
from encounters.search.collect import Collector
from encounters.search.matches import Gathered
from encounters.search.model import Found, Level
from encounters.search.reach import Reach, reaching_alike
from encounters.search.readings import readings
from encounters.search.scan import Slab
from encounters.search.simplicity import Simplicity
from encounters.search.slabs import Strip, of_blocks, of_shares, slabs
from encounters.search.space import Key, Space, Table, key_of
from encounters.search.trials import Trials
from encounters.search.tried import Tried
from encounters.search.wholes import Parts, wholes


class Ready(Struct, frozen=True):
    """A table with its selections ready to be scanned, and the figures that they are scanned for."""

    table: Table
    slabs: Iterable[Slab]
    tried: Sequence[Tried]


class Lot(Struct, frozen=True):
    """The selections that are tried, with the bits of each, in the newest vintage and those that began by a day."""

    space: Space
    blocks: tuple[Block, ...]
    simplicity: Simplicity
    earlier: date = date.max

    def ready(self, tried: Sequence[Tried]) -> Iterator[Ready]:
        """The tables that figures are searched for in, with the selections that can give the number."""
        for those in reaching_alike(tried):
            for table, strips in self.tables(those[0].share):
                yield Ready(table, slabs(table.vintages, strips, Reach(those)), those)

    def tables(self, shared: bool) -> Iterator[tuple[Table, Iterator[Strip]]]:
        """Every table with its selections; as shares of wholes, or for every other figure."""
        return self._shared() if shared else self._plain()

    def _plain(self) -> Iterator[tuple[Table, Iterator[Strip]]]:
        grouped: dict[Key, list[Block]] = {}
        for block in self.blocks:
            grouped.setdefault(key_of(block.need), []).append(block)
        for key, blocks in grouped.items():
            if table := self._table(key, blocks):
                yield table, of_blocks(self.space, table, self.simplicity)

    def _shared(self) -> Iterator[tuple[Table, Iterator[Strip]]]:
        """Parts with their wholes, which one dataset must answer together."""
        grouped: dict[Key, list[Parts]] = {}
        for block in self.blocks:
            for parts in wholes(block):
                grouped.setdefault(key_of(block.need, parts.whole_block.need), []).append(parts)
        for key, pairs in grouped.items():
            if table := self._table(key, [block for pair in pairs for block in (pair.block, pair.whole_block)]):
                yield table, of_shares(self.space, table, pairs, self.simplicity)

    def _table(self, key: Key, blocks: Iterable[Block]) -> Table | None:
        if not key[0] or not (every := self.space.vintages(key)).many:
            return None
        return Table.of(key, every.begun_by(self.earlier), blocks)


class Job(Struct, frozen=True, dict=True):
    """The number that is searched for, and as which figures, with the bits that each takes."""

    space: Space
    bounds: Bounds
    figures: Mapping[str, int]
    simplicity: Simplicity
    top: int

    @cached_property
    def tried(self) -> list[Tried]:
        """The figures as tests of sums."""
        return Tried.of(self.figures, self.bounds, self.space.timeline.length, int(self.space.day_totals[-1]))

    def run(self, ready: Iterable[Ready], trials: Callable[[Table], Trials]) -> Found:
        """Search, and tell what was found."""
        started = time.perf_counter()
        collector, tables = Collector(4 * self.top + 64), list[Table]()
        for one in ready:
            gathered = Gathered(len(tables), one.table.vintages, self.simplicity, self.space.day_totals, collector)
            tables.append(one.table)
            scans = trials(one.table).of(one.tried)
            for slab in one.slabs:
                for each, many, match in scans(slab):
                    collector.tried += many
                    gathered.add(each, match)
            for each in one.tried:
                gathered.rank(each)
        best = readings(self.space, tables, collector, self.bounds, self.top)
        levels = tuple(Level(int(bits), int(collector.levels[bits])) for bits in np.flatnonzero(collector.levels))
        return Found(best, collector.tried, time.perf_counter() - started, levels)

"""One search: its tables, a scan of each of their vintages, two or more at a time, and what they found together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from encounters.figures import FIGURES
from encounters.figures.forms import Form, Highest, Pair
from encounters.names import Choice
from encounters.search.axes import Block
from encounters.search.bounds import Bounds, figures_for
from encounters.search.collect import Collector
from encounters.search.matches import Scan
from encounters.search.model import Found, Level, Limits
from encounters.search.pairs import OF_PAIRS, scan_pairs
from encounters.search.peaks import scan_peaks
from encounters.search.readings import readings
from encounters.search.shares import Shares, scan_shares
from encounters.search.space import Key, Space, Table, key_of
from encounters.search.sums import Test, scan_sums, tests
from encounters.search.wholes import Parts, follows, wholes
from encounters.search.windows import Windows
from encounters.wording.written import Written

MOST_THREADS = 4


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
        line = self.space.timeline
        sums = tests(figures, bounds, line.length, int(self.space.day_totals[-1]))
        tables = [*self._plain(), *self._shared()] if _formed(figures, Pair("whole")) else [*self._plain()]
        collector = Collector(4 * self.limits.top + 64)
        scans = [
            (Scan(self.space, table, place, vintage, self.windows, bounds, Collector(collector.keep)), shares)
            for place, (table, shares) in enumerate(tables)
            for vintage in range(len(table.cubes))
        ]
        with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as pool:
            for done in [pool.submit(self._scan, scan, figures, sums, shares) for scan, shares in scans]:
                collector.merge(done.result())
        best = readings(self.space, [table for table, _ in tables], collector, bounds, self.limits.top)
        levels = tuple(Level(int(bits), int(collector.levels[bits])) for bits in np.flatnonzero(collector.levels))
        return Found(best, collector.tried, time.perf_counter() - started, levels)

    def _plain(self) -> Iterator[tuple[Table, Shares | None]]:
        """The tables of the blocks, for every figure but shares."""
        grouped: dict[Key, list[Block]] = {}
        for block in self.blocks:
            grouped.setdefault(key_of(block.need), []).append(block)
        for key, blocks in grouped.items():
            if key[0]:
                yield self.space.table(key, blocks, self.limits.earlier), None

    def _shared(self) -> Iterator[tuple[Table, Shares | None]]:
        """The tables of parts with their wholes, which one dataset must answer together."""
        grouped: dict[Key, list[Parts]] = {}
        for block in self.blocks:
            for parts in wholes(block):
                if self.whole is not None and not follows(parts, self.limits.fixed, self.whole):
                    continue
                grouped.setdefault(key_of(block.need, parts.whole_block.need), []).append(parts)
        for key, pairs in grouped.items():
            if key[0]:
                needed = [block for pair in pairs for block in (pair.block, pair.whole_block)]
                table = self.space.table(key, needed, self.limits.earlier)
                yield table, Shares.of(table, pairs, self.limits.fixed)

    def _scan(self, scan: Scan, figures: dict[str, int], sums: list[Test], shares: Shares | None) -> Collector:
        """Search one vintage of a table."""
        if shares is not None:
            for name, own in _formed(figures, Pair("whole")).items():
                scan_shares(scan, name, shares, own)
            return scan.collector
        bits = np.concatenate([block.bits(self.limits.fixed) for block in scan.table.blocks])
        scan_sums(scan, sums, bits)
        for name, own in _formed(figures, Highest()).items():
            scan_peaks(scan, name, own, bits, alone=len(figures) == 1)
        scan_pairs(scan, {name: own for name, own in figures.items() if name in OF_PAIRS}, bits)
        return scan.collector


def _formed(figures: Mapping[str, int], form: Form) -> dict[str, int]:
    """The figures that have a form."""
    return {name: bits for name, bits in figures.items() if FIGURES[name].form == form}

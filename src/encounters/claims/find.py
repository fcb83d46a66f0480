"""Which figure, window, filters and vintage give a number: the reverse of `measure`.

    find(holdings, written)             everything that is tried, within limits
    near(holdings, written, ...)        only the neighbourhood of one question, for verdicts
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from encounters.claims.search.axes import Block, all_axes, blocks, variations
from encounters.claims.search.bounds import SEARCHED, Bounds, figures_for
from encounters.claims.search.collect import Collector
from encounters.claims.search.matches import Scan, Windows
from encounters.claims.search.model import Found, Level, Limits, Reading
from encounters.claims.search.pairs import OF_RATIOS, Shares, scan_changes, scan_shares
from encounters.claims.search.readings import ordered_levels, readings
from encounters.claims.search.space import Key, Space, Table, key_of
from encounters.claims.search.sums import OF_SUMS, scan_peaks, scan_sums
from encounters.claims.search.timeline import Ints
from encounters.claims.search.wholes import Parts, wholes
from encounters.claims.search.windows import inside, near as near_windows, only
from encounters.claims.written import Written
from encounters.errors import UnknownName, UsageError
from encounters.figures.question import Question
from encounters.figures.registry import figure_named
from encounters.store.holdings import Holdings

__all__ = ["Found", "Level", "Limits", "Reading", "find", "near"]

MOST_FILTERS = 3
OF_PAIRS = ("change", *OF_RATIOS)

_SPACES: WeakKeyDictionary[Holdings, dict[date | None, Space]] = WeakKeyDictionary()


def find(holdings: Holdings, written: Written, limits: Limits = Limits()) -> Found:  # noqa: B008  (frozen)
    """The readings that give a printed number, the simplest first.

    Raises UnknownName for a figure that does not exist, UsageError for one that is not searched.
    """
    started = time.perf_counter()
    limits = replace(limits, figures=tuple(_searched(name) for name in limits.figures))
    if not 0 <= limits.max_filters <= MOST_FILTERS:
        raise UsageError(f"--max-filters cannot be {limits.max_filters}.", f"Valid: 0 to {MOST_FILTERS}.")
    space = _space(holdings, limits.as_of)
    tried = blocks(limits.fixed, limits.max_filters, all_axes(_kept(holdings)))
    job = _Job(space, written, limits, tuple(tried), _windows(space, limits))
    return job.run(started)


def near(
    holdings: Holdings,
    written: Written,
    figure: str,
    question: Question,
    top: int = 3,
    earlier: bool = True,
) -> Found:
    """The readings near a question that give a printed number: other windows about its own, a filter less, more or
    changed, all borders, other vintages up to the question's date. The question's own reading is among them."""
    started = time.perf_counter()
    selection = question.selection
    space = _space(holdings, selection.as_of)
    own = {name: choice for name, choice in selection.choices().items()} | {"region": selection.region}
    every = np.ones((space.timeline.length, space.timeline.length), np.bool_)
    now = only(space.timeline, near_windows(selection.period))
    asked = (space.timeline.place(selection.period.first), space.timeline.place(selection.period.last))
    limits = Limits((_searched(figure),), fixed=own, top=top, as_of=selection.as_of, earlier=earlier)
    tried = tuple(dict.fromkeys(variations(own, all_axes(_kept(holdings)))))
    return _Job(space, written, limits, tried, Windows(now, every, asked, True)).run(started)


def _searched(name: str) -> str:
    figure = figure_named(name).name
    if figure not in SEARCHED:
        raise UnknownName("figure to search for", name, SEARCHED)
    return figure


def _space(holdings: Holdings, as_of: date | None) -> Space:
    spaces = _SPACES.setdefault(holdings, {})
    if as_of not in spaces:
        spaces[as_of] = Space(holdings, as_of)
    return spaces[as_of]


def _kept(holdings: Holdings) -> tuple[tuple[str, str], ...]:
    """Dimensions and labels on hand beside the known categories."""
    texts = sorted({text for release in holdings.releases for text in release.new_labels})
    pairs = (text.split(": ", 1) for text in texts)
    return tuple((dimension, label) for dimension, label in pairs)


def _windows(space: Space, limits: Limits) -> Windows:
    if limits.within is None:
        every = np.ones((space.timeline.length, space.timeline.length), np.bool_)
        return Windows(every, every)
    period = limits.within
    mask = inside(space.timeline, period)
    asked = (space.timeline.place(period.first), space.timeline.place(period.last))
    return Windows(mask, mask, asked, True)


@dataclass
class _Job:
    """One search: what is tried, and where the matches go."""

    space: Space
    written: Written
    limits: Limits
    blocks: tuple[Block, ...]
    windows: Windows

    def run(self, started: float) -> Found:
        """Search, and tell what was found."""
        figures = figures_for(self.written, self.limits.figures)
        bounds = Bounds.of(self.written)
        tables: list[Table] = []
        work = []
        if any(name != "share" for name in figures):
            work += list(self._alone(tables))
        if "share" in figures:
            work += list(self._shares(tables))
        total = Collector(self._keep)
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            jobs = [pool.submit(self._scan, tables[place], place, vintage, shares, bounds, figures) for place, vintage, shares in work]
            for job in jobs:
                total.merge(job.result())
        best = readings(self.space, tables, total, bounds, self.limits.top)
        levels = tuple(Level(*level) for level in ordered_levels(total))
        return Found(best, total.tried, time.perf_counter() - started, levels)

    @property
    def _keep(self) -> int:
        return 4 * self.limits.top + 64

    def _alone(self, tables: list[Table]) -> Iterator[tuple[int, int, Shares | None]]:
        """The tables of the blocks, and each of their vintages."""
        grouped: dict[Key, list[Block]] = {}
        for block in self.blocks:
            grouped.setdefault(key_of(block.need), []).append(block)
        for key, blocks in grouped.items():
            tables.append(self.space.table(key, blocks, self.limits.earlier))
            yield from ((len(tables) - 1, vintage, None) for vintage in range(len(tables[-1].cubes)))

    def _shares(self, tables: list[Table]) -> Iterator[tuple[int, int, Shares | None]]:
        """The tables of parts with their wholes, and each of their vintages."""
        grouped: dict[Key, list[Parts]] = {}
        for part in self.blocks:
            for parts in wholes(part):
                key = key_of(part.need, parts.whole_block.need)
                if key[0]:
                    grouped.setdefault(key, []).append(parts)
        for key, pairs in grouped.items():
            needed = [block for pair in pairs for block in (pair.block, pair.whole_block)]
            tables.append(self.space.table(key, needed, self.limits.earlier))
            shares = self._columns(tables[-1], pairs)
            yield from ((len(tables) - 1, vintage, shares) for vintage in range(len(tables[-1].cubes)))

    def _columns(self, table: Table, pairs: Iterable[Parts]) -> Shares:
        part, whole, bits = [], [], []
        for pair in pairs:
            part.append(table.starts[pair.block] + pair.part)
            whole.append(table.starts[pair.whole_block] + pair.whole)
            bits.append(pair.block.bits(self.limits.fixed)[pair.part] + pair.bits)
        return Shares(np.concatenate(part), np.concatenate(whole), np.concatenate(bits))

    def _scan(
        self, table: Table, place: int, vintage: int, shares: Shares | None, bounds: Bounds, figures: dict[str, int]
    ) -> Collector:
        """Search one vintage of a table."""
        collector = Collector(self._keep)
        scan = Scan(self.space, table, place, vintage, self.windows, bounds, collector)
        if shares is not None:
            scan_shares(scan, shares, figures["share"])
            return collector
        bits: Ints = np.concatenate([block.bits(self.limits.fixed) for block in table.blocks])
        if any(name in OF_SUMS for name in figures):
            scan_sums(scan, figures, bits)
        if "peak" in figures:
            scan_peaks(scan, figures["peak"], bits)
        if pairs := {name: own for name, own in figures.items() if name in OF_PAIRS}:
            scan_changes(scan, pairs, bits)
        return collector

"""What sums and pairs have in common: the table they search, the windows of a vintage, and what becomes of a match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from encounters.claims.search import prior
from encounters.claims.search.bounds import Bounds
from encounters.claims.search.collect import NONE, Collector, Order
from encounters.claims.search.space import Cube, Space, Table
from encounters.claims.search.timeline import Bools, Ints
from encounters.claims.search.windows import window_bits

CHUNK = 1024
"""Selections tested at once: few enough for their sums to stay in the processor's cache."""

FIGURE_ORDER = {name: place for place, name in enumerate(prior.FIGURES)}


@dataclass(frozen=True)
class Windows:
    """The windows looked at: those a figure may be of, those it may be compared with, and one that was asked for."""

    now: Bools
    other: Bools
    asked: tuple[int, int] | None = None
    every: bool = False


@dataclass(frozen=True)
class Match:
    """Matches as columns: selections (and wholes), windows, and how far back the window compared with is."""

    part: Ints
    first: Ints
    length: int
    back: int = 0
    whole: Ints | None = None

    def known(self, cube: Cube) -> Bools:
        """Which of them have the sums in a vintage that `sums` gives for another."""
        known = cube.has(self.first, self.length)
        return known & cube.has(self.first - self.back, self.length) if self.back else known

    def sums(self, cube: Cube) -> tuple[Ints, Ints]:
        """The sums of the windows, and of the windows or wholes compared with."""
        now = cube.sums(self.first, self.length, self.part)
        if self.whole is not None:
            return now, cube.sums(self.first, self.length, self.whole)
        if self.back:
            return now, cube.sums(np.maximum(self.first - self.back, 0), self.length, self.part)
        return now, now

    def same(self, here: Cube, there: Cube) -> Bools:
        """Which of them are the same in another vintage."""
        known = self.known(there)
        first = np.where(known, self.first, 0)
        safe = Match(self.part, first, self.length, 0, self.whole) if not self.back else self
        if not known.any():
            return known
        (now, other), (now_there, other_there) = self.sums(here), safe.sums(there)
        return known & (now == now_there) & (other == other_there)


@dataclass(frozen=True)
class Scan:
    """One vintage of a table, searched for the number within bounds."""

    space: Space
    table: Table
    place: int
    vintage: int
    windows: Windows
    bounds: Bounds
    collector: Collector

    @property
    def cube(self) -> Cube:
        """The vintage's totals."""
        return self.table.cubes[self.vintage]

    def bits(self) -> Ints:
        """The bits of each window in this vintage."""
        return window_bits(self.space.timeline.length, self.cube.vintage.last, self.windows.asked)

    def starts(self, length: int, allowed: Bools) -> tuple[int, int, Bools] | None:
        """The first and last start (exclusive) of the windows of a length that are answered and allowed, and which."""
        good = np.diagonal(self.cube.vintage.answered & allowed, length - 1)
        found = np.flatnonzero(good)
        if not len(found):
            return None
        first, last = int(found[0]), int(found[-1]) + 1
        return first, last, good[first:last]

    def lengths(self, allowed: Bools) -> Iterator[tuple[int, int, int, Bools]]:
        """Each length with its windows, as `starts` gives them."""
        for length in range(1, self.space.timeline.length + 1):
            if found := self.starts(length, allowed):
                yield (length, *found)

    def found(self, match: Match, figure: str, bits: Ints, rounded: Bools, peaks: Bools | None = None) -> None:
        """Count the matches that are new in this vintage. `bits` are without those of the vintage.

        `peaks` says instead of the sums which matches are the same in the vintage before, and is for peaks only.
        """
        newest = len(self.table.cubes) - 1
        old = self._old(match, self.vintage - 1) if peaks is None else peaks
        today = np.ones(len(old), np.bool_) if self.vintage == newest else self._old(match, newest)
        to_date = match.first + (match.length - 1) == self.cube.vintage.last
        bits = bits + np.where(today, 0, np.where(to_date, prior.OLD_TO_DATE, prior.OLD)) + prior.ROUNDED * rounded
        day = self.cube.vintage.day
        newness = len(self.space.days) - 1 - self.space.days.index(day)
        order = Order(newness, self.space.timeline.length, FIGURE_ORDER[figure])
        lengths = np.full(len(old), match.length)
        keys = order.keys(bits, today, match.first, lengths)
        new = ~old
        whole: Ints | int = NONE if match.whole is None else match.whole[new]
        self.collector.add(
            keys[new],
            bits=bits[new],
            table=self.place,
            vintage=self.vintage,
            figure=FIGURE_ORDER[figure],
            part=match.part[new],
            whole=whole,
            first=match.first[new],
            length=match.length,
            back=match.back,
        )

    def _old(self, match: Match, vintage: int) -> Bools:
        if vintage < 0:
            return np.zeros(len(match.part), np.bool_)
        return match.same(self.cube, self.table.cubes[vintage])

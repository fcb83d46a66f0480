"""What is tested of every selection of a slab: each figure, of the rows that it is tried of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.search import prior
from encounters.search.bounds import distances
from encounters.search.matches import Match
from encounters.search.peaks import highest_within
from encounters.search.rows import Rows
from encounters.search.scan import Slab, changes_within, ratios_within, sums_within
from encounters.search.simplicity import Simplicity
from encounters.search.timeline import Array, Bools, Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.windows import Windows


class Tested(Struct, frozen=True):
    """Of which rows a figure is tried, and where the bounds of each stand."""

    divisor: Ints
    usable: Bools


class Trials(Struct, frozen=True, dict=True):
    """The rows of which figures are tried, in the same vintages."""

    vintages: Vintages
    windows: Windows
    simplicity: Simplicity
    day_totals: Ints
    _tested: dict[tuple[str, bool], Tested] = field(default_factory=dict)

    @cached_property
    def alone(self) -> Rows:
        """The windows that are fresh."""
        return Rows.of(self.vintages, self.windows.alone)

    @cached_property
    def pairs(self) -> Rows:
        """The pairs of windows of which one is fresh."""
        return Rows.of(self.vintages, self.windows.pairs)

    @cached_property
    def to_date(self) -> Rows:
        """The fresh windows that are fiscal years to date."""
        return self.alone.of_spans(self.alone.spans.to_date)

    @cached_property
    def natural(self) -> tuple[Rows, Ints]:
        """The windows of which highest months are told, fresh or not, and their bits; all of them if asked for."""
        rows = Rows.of(self.vintages, self.alone.spans, fresh=False)
        end = rows.first + rows.length - 1
        bits = self.simplicity.of_windows(rows.first, end, self.vintages.last[rows.vintage])
        kept = np.full(len(bits), True) if self.windows.every else bits <= prior.NATURAL
        return rows.where(kept), bits[kept]

    def tested(self, tried: Tried) -> Tested:
        """The windows that a figure which is a sum is tried of: the same for all numbers."""
        key = (tried.figure.name, tried.alone)
        if key not in self._tested:
            rows = self.to_date if tried.figure.to_date else self.alone
            days = self.day_totals[rows.first + rows.length] - self.day_totals[rows.first]
            usable = tried.usable(rows.spans)
            self._tested[key] = Tested(tried.divisor(rows.length, days), usable[rows.span])
        return self._tested[key]

    def many(self, tried: Tried) -> int:
        """Of how many readings of a selection a figure is tried."""
        if isinstance(tried.form, Highest) and not self.windows.every:
            rows = self.natural[0]
            return int(tried.usable(rows.spans)[rows.span].sum())
        rows = self.pairs if tried.paired else self.alone
        return int((rows.answered * tried.stands_for(rows.spans)).sum())

    def of(self, tried: Sequence[Tried]) -> Scans:
        """The scans for figures."""
        sums = [one for one in tried if isinstance(one.form, Sum)]
        found = [SumScan.of(self, [one for one in sums if one.figure.to_date is to_date]) for to_date in (False, True)]
        return Scans(self, [one for one in found if one.tried], [one for one in tried if one not in sums])


class SumScan(Struct, frozen=True):
    """Figures that are sums of the same rows: the bounds of each for every row."""

    rows: Rows
    tried: Sequence[Tried]
    bounds: Sequence[tuple[Ints, Ints]]
    _limits: dict[np.dtype[Any], list[tuple[Array, Array]]] = field(default_factory=dict)

    @classmethod
    def of(cls, trials: Trials, tried: Sequence[Tried]) -> SumScan:
        """The scan of figures that are all to date, or none."""
        rows = trials.to_date if any(one.figure.to_date for one in tried) else trials.alone
        tested = [trials.tested(one) for one in tried]
        return cls(
            rows, tried, [one.within(each.divisor, each.usable) for one, each in zip(tried, tested, strict=True)]
        )

    def limits(self, kind: np.dtype[Any]) -> list[tuple[Array, Array]]:
        """The bounds for sums of a kind, made once for all slabs of it."""
        if kind not in self._limits:
            self._limits[kind] = [distances(low[:, None], high[:, None], kind) for low, high in self.bounds]
        return self._limits[kind]


class Scans(Struct, frozen=True):
    """Everything that is tested of every selection of a table."""

    trials: Trials
    sums: Sequence[SumScan]
    others: Sequence[Tried]

    def __call__(self, slab: Slab) -> Iterator[tuple[Tried, int, Match | None]]:
        """Of how many readings each figure is tried in a slab, and what is found."""
        for one, match in self._found(slab):
            yield one, slab.many * self.trials.many(one), match

    def _found(self, slab: Slab) -> Iterator[tuple[Tried, Match | None]]:
        for scan in self.sums:
            for one, hits in zip(scan.tried, sums_within(slab, scan.rows, scan.limits(slab.totals.dtype)), strict=True):
                yield one, Match.of(slab, scan.rows, hits)
        for one in self.others:
            if isinstance(one.form, Highest):
                yield one, self._highest(slab, one)
            elif isinstance(one.form, Difference):
                low, high = one.sums.hold[:, 0]
                hits = changes_within(slab, self.trials.pairs, int(low), int(high))
                yield one, Match.of(slab, self.trials.pairs, hits)
            elif isinstance(one.form, Pair):
                rows = self.trials.alone if one.share else self.trials.pairs
                yield one, Match.of(slab, rows, ratios_within(slab, rows, one.bounds.hold))

    def _highest(self, slab: Slab, one: Tried) -> Match | None:
        rows, bits = self.trials.natural
        kept = one.usable(rows.spans)[rows.span]
        rows, bits = rows.where(kept), bits[kept]
        low, high = one.sums.hold
        hits, counts = highest_within(slab, rows, (low, high), bits)
        match = Match.of(slab, rows, hits, old=np.zeros(len(counts), np.bool_))
        return match and replace(match, now=counts)

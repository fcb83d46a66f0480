"""How many readings match at each simplicity, and the best of them. Millions may match; few are kept."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from encounters.search.timeline import Bools, Ints

FIELDS = ("bits", "table", "vintage", "figure", "part", "whole", "first", "length", "back")
"""What tells a match: its bits, where it was found, its columns, and its window; `back` leads to the window before."""

MOST_BITS = 2**10 - 1
NONE = -1


class Order(Struct, frozen=True):
    """What the order of matches of the same simplicity goes by: how new a vintage is, the number of months."""

    newness: Ints
    months: int
    figure: int

    def keys(self, bits: Ints, today: Bools, first: Ints, length: Ints) -> Ints:
        """Numbers that sort matches: simplest, then newest data, then the window that ends last, then the figure."""
        age = np.where(today, 0, 1 + self.newness)
        left = self.months - (first + length)
        key: Ints = ((bits * 4096 + age) * 8192 + left) * 64 + self.figure
        return key


class Collector:
    """Counts matches and keeps the best."""

    def __init__(self, keep: int) -> None:
        self.keep, self.tried = keep, 0
        self.levels = np.zeros(MOST_BITS + 1, np.int64)
        self._keys = np.zeros(0, np.int64)
        self._rows = np.zeros((0, len(FIELDS)), np.int64)
        self._limit = np.iinfo(np.int64).max

    def add(self, keys: Ints, **fields: Ints | int) -> None:
        """Count matches and keep those among the best."""
        bits = np.minimum(np.asarray(fields["bits"]), MOST_BITS)
        self.levels += np.bincount(bits, minlength=MOST_BITS + 1)
        good = keys <= self._limit
        if not good.any():
            return
        many = int(good.sum())
        rows = np.empty((many, len(FIELDS)), np.int64)
        for place, name in enumerate(FIELDS):
            value = fields[name]
            rows[:, place] = value if isinstance(value, int) else value[good]
        self._keys = np.concatenate([self._keys, keys[good]])
        self._rows = np.concatenate([self._rows, rows])
        if len(self._keys) > 8 * self.keep:
            self._cut()

    def best(self) -> list[dict[str, int]]:
        """The matches kept, best first."""
        self._cut()
        return [dict(zip(FIELDS, map(int, row), strict=True)) for row in self._rows]

    def _cut(self) -> None:
        # Every field takes part, so that the order of equal keys does not depend on the order of the search.
        order = np.lexsort((*self._rows.T[::-1], self._keys))[: self.keep]
        self._keys, self._rows = self._keys[order], self._rows[order]
        if len(self._keys) == self.keep:
            self._limit = int(self._keys[-1])

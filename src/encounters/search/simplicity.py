"""How simple each part of a reading is: the bits that `prior` has, over whole arrays of readings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct, field

from encounters.search.axes import Block
from encounters.search.rows import back_bits
from encounters.search.timeline import Ints
from encounters.search.wholes import Parts
from encounters.search.windows import window_bits

MOST = 2**10
"""More bits than any reading takes."""


class Simplicity(Struct, frozen=True):
    """The bits of readings, as a search of everything ranks them.

    fixed: dimensions whose choices were asked for, and take none. asked: the window that was asked for. most: readings
    that take so many bits or more do not count.
    """

    fixed: Mapping[str, object] = field(default_factory=dict)
    asked: tuple[int, int] | None = None
    most: int = MOST

    def of_selections(self, block: Block) -> Ints:
        """The bits of each selection of a block."""
        return block.bits(self.fixed)

    def of_shares(self, parts: Parts) -> Ints:
        """The bits of selections as shares of wholes."""
        return np.asarray(self.of_selections(parts.block)[parts.part] + parts.bits)

    def of_windows(self, first: Ints, end: Ints, last: Ints) -> Ints:
        """The bits of windows from `first` to `end` in vintages whose data ends at `last`."""
        return window_bits(first, end, last, self.asked)

    def of_distances(self, length: Ints, back: Ints) -> Ints:
        """The bits of being compared with the window so far back, 0 for none."""
        return np.where(back != 0, back_bits(length, back), 0)

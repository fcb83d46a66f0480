"""The selections of a table a thousand at a time, as running totals ready to be scanned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import numpy as np
from msgspec import Struct

from encounters.search.scan import Slab
from encounters.search.simplicity import Simplicity
from encounters.search.space import Space, Table, running
from encounters.search.timeline import Array, Bools, Ints
from encounters.search.vintages import Vintages
from encounters.search.wholes import Parts

WIDTH = 256
"""Selections scanned at once: so few that one vintage of them stays in the processor's cache."""


class Strip(Struct, frozen=True):
    """Selections of one block: which of the table they are, their bits, their counts by event, and those of wholes."""

    part: Ints
    bits: Ints
    counts: Array
    whole: Ints | None = None
    of: Array | None = None

    def cut(self) -> Iterator[Strip]:
        """The strip in pieces that fit a slab."""
        for start in range(0, len(self.part), WIDTH):
            yield self.where(slice(start, start + WIDTH))

    def where(self, some: slice | Bools) -> Strip:
        """Some of the selections."""
        whole, of = (None if one is None else one[..., some] for one in (self.whole, self.of))
        return Strip(self.part[some], self.bits[some], self.counts[:, some], whole, of)


def of_blocks(space: Space, table: Table, simplicity: Simplicity) -> Iterator[Strip]:
    """The selections of a table that tell something."""
    for block in table.blocks:
        kept = np.flatnonzero(space.telling(table.vintages, block))
        counts = space.counts(table.vintages, block)[:, kept]
        yield Strip(table.starts[block] + kept, simplicity.of_selections(block)[kept], counts)


def of_shares(space: Space, table: Table, pairs: Iterable[Parts], simplicity: Simplicity) -> Iterator[Strip]:
    """The same, each with a whole that it is tried as a share of."""
    for block, own in groupby(pairs, lambda pair: pair.block):
        telling = space.telling(table.vintages, block)
        counts = space.counts(table.vintages, block)
        for pair in own:
            kept = telling[pair.part]
            if kept.any():
                part, whole, bits = pair.part[kept], pair.whole[kept], simplicity.of_shares(pair)[kept]
                of = space.counts(table.vintages, pair.whole_block)[:, whole]
                starts = table.starts[block], table.starts[pair.whole_block]
                yield Strip(starts[0] + part, bits, counts[:, part], starts[1] + whole, of)


def slabs(
    vintages: Vintages, strips: Iterable[Strip], reach: Callable[[Vintages, Strip], Bools] | None = None
) -> Iterator[Slab]:
    """Strips joined until they are wide enough to be scanned at once, without the selections that cannot be reached."""
    waiting: list[Strip] = []
    width = many = 0
    for strip in strips:
        for piece in strip.cut():
            reached = piece.where(reach(vintages, piece)) if reach else piece
            if width + len(reached.part) > WIDTH:
                yield _slab(vintages, waiting, many)
                waiting, width, many = [], 0, 0
            waiting.append(reached)
            width += len(reached.part)
            many += len(piece.part)
    if many:
        yield _slab(vintages, waiting, many)


def _slab(vintages: Vintages, strips: list[Strip], many: int) -> Slab:
    part, bits = (np.concatenate([getattr(one, name) for one in strips]) for name in ("part", "bits"))
    totals = _running(vintages, [one.counts for one in strips])
    whole = [one.whole for one in strips if one.whole is not None]
    of = [one.of for one in strips if one.of is not None]
    if not whole:
        return Slab(many, part, bits, totals, totals)
    return Slab(many, part, bits, totals, _running(vintages, of), np.concatenate(whole))


def _running(vintages: Vintages, counts: list[Array]) -> Array:
    return running(vintages, np.concatenate(counts, axis=1))

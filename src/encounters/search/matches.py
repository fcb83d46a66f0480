"""What becomes of the places where a figure gives the number: new ones are gathered, and ranked all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, field

from encounters.search import prior
from encounters.search.collect import NONE, Collector, Order
from encounters.search.rows import Rows
from encounters.search.scan import Hits, Slab
from encounters.search.simplicity import Simplicity
from encounters.search.timeline import Array, Bools, Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages

MANY = 2**19
"""So many matches are ranked before more are gathered."""

FIGURE_ORDER = {name: place for place, name in enumerate(prior.FIGURES)}


class Match(Struct, frozen=True):
    """Matches as columns: vintages, windows, selections with the bits of each, the wholes, and the sums.

    today: whether the newest vintage has the same sums.
    """

    vintage: Ints
    first: Ints
    length: Ints
    back: Ints
    part: Ints
    whole: Ints
    bits: Ints
    now: Ints
    other: Ints
    today: Bools

    @classmethod
    def of(cls, slab: Slab, rows: Rows, hits: Hits, old: Bools | None = None) -> Match | None:
        """The hits that the vintage before does not have. `old` says which it has, where that is not told by sums."""
        if not len(hits.row):
            return None
        vintages, row, column = rows.vintages, hits.row, hits.column
        back = np.where(hits.turned, -rows.back[row], rows.back[row])
        first = rows.first[row] - np.where(hits.turned, rows.back[row], 0)
        vintage, length, months = rows.vintage[row], rows.length[row], vintages.length + 1

        def sums(of: Ints) -> tuple[Ints, Ints]:
            start = of * months + first
            now = slab.sums(start, length, column)
            alone = slab.whole is None and not rows.back.any()
            return now, now if alone else slab.sums_of(start - back, length, column)

        def same(of: Ints, there: Bools) -> Bools:
            found = there
            for own, another in zip((now, other), sums(of), strict=True):
                found = found & (own == another)
            return found

        now, other = sums(vintage)
        newest = np.full_like(vintage, vintages.many - 1)
        old = same(np.maximum(vintage - 1, 0), rows.before[row]) if old is None else old
        today = (vintage == newest) | same(newest, rows.newest[row])
        whole = np.full_like(column, NONE) if slab.whole is None else slab.whole[column]
        part, bits = slab.part[column], slab.bits[column]
        return cls(vintage, first, length, back, part, whole, bits, now, other, today).where(~old)

    def where(self, kept: Bools) -> Match:
        """Some of the matches."""
        return Match(*(column[kept] for column in self._columns()))

    @classmethod
    def joined(cls, some: Sequence[Match]) -> Match:
        """All of several."""
        return cls(*map(np.concatenate, zip(*(one._columns() for one in some), strict=True)))

    def _columns(self) -> list[Array]:
        return [getattr(self, name) for name in self.__struct_fields__]


class Gathered(Struct):
    """The matches of a table, figure by figure."""

    place: int
    vintages: Vintages
    simplicity: Simplicity
    day_totals: Ints
    collector: Collector
    found: dict[str, list[Match]] = field(default_factory=dict)

    def add(self, tried: Tried, match: Match | None) -> None:
        """Keep matches until there are enough to be ranked."""
        if match is None or not len(match.part):
            return
        kept = self.found.setdefault(tried.figure.name, [])
        kept.append(match)
        if sum(len(one.part) for one in kept) > MANY:
            self.rank(tried)

    def rank(self, tried: Tried) -> None:
        """Hand over what was gathered of a figure, with the bits of each."""
        some = self.found.pop(tried.figure.name, [])
        if not some:
            return
        match = Match.joined(some)
        first, length, last = match.first, match.length, self.vintages.last[match.vintage]
        end = first + length - 1
        divisor = tried.divisor(length, self.day_totals[end + 1] - self.day_totals[first])
        bits = tried.bits + match.bits + tried.rounding(match.now, match.other, divisor)
        bits += self.simplicity.of_windows(first, end, last) + self.simplicity.of_distances(length, match.back)
        bits += np.where(match.today, 0, np.where(end == last, prior.OLD_TO_DATE, prior.OLD))
        kept = bits < self.simplicity.most
        if not kept.all():
            match, bits, first, length = match.where(kept), bits[kept], first[kept], length[kept]
        order = Order(self.vintages.newness[match.vintage], self.vintages.length, FIGURE_ORDER[tried.figure.name])
        self.collector.add(
            order.keys(bits, match.today, first, length),
            bits=bits,
            table=self.place,
            vintage=match.vintage,
            figure=FIGURE_ORDER[tried.figure.name],
            part=match.part,
            whole=match.whole,
            first=first,
            length=length,
            back=match.back,
        )

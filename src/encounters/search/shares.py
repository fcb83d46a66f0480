"""Shares of a part in a whole over all windows of a vintage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from encounters.search import prior
from encounters.search.matches import CHUNK, Match, Scan, places
from encounters.search.pairs import ratio_between, ratio_rounding
from encounters.search.space import Table
from encounters.search.timeline import Ints
from encounters.search.wholes import Parts


@dataclass(frozen=True)
class Shares:
    """Columns of parts and of their wholes, pair by pair, with the bits of each pair."""

    part: Ints
    whole: Ints
    bits: Ints

    @classmethod
    def of(cls, table: Table, pairs: Iterable[Parts], free: Mapping[str, object]) -> Shares:
        """The columns of pairs in a table that has their blocks. Only parts that tell something are kept."""
        chosen = list(pairs)
        part = np.concatenate([table.starts[pair.block] + pair.part for pair in chosen])
        whole = np.concatenate([table.starts[pair.whole_block] + pair.whole for pair in chosen])
        bits = np.concatenate([pair.block.bits(free)[pair.part] + pair.bits for pair in chosen])
        telling = table.telling[part]
        return cls(part[telling], whole[telling], bits[telling])


def scan_shares(scan: Scan, name: str, shares: Shares, bits: int) -> None:
    """Search all windows for parts of which the number is the share in their whole."""
    for start in range(0, len(shares.part), CHUNK):
        part, whole, own_bits = (field[start : start + CHUNK] for field in (shares.part, shares.whole, shares.bits))
        parts, wholes = (np.ascontiguousarray(scan.cube.totals[:, columns]) for columns in (part, whole))
        for length, first, last, good in scan.lengths(scan.windows.now):
            ends = slice(first + length, last + length)
            sums, total = parts[ends] - parts[first:last], wholes[ends] - wholes[first:last]
            scan.collector.tried += int(good.sum()) * len(part)
            hits = places(ratio_between(sums, total, scan.bounds.hold), good)
            if hits is None:
                continue
            counted = sums[hits] > 0
            hits = hits[0][counted], hits[1][counted]
            starts, own = hits[0] + first, hits[1]
            rounding = ratio_rounding(sums[hits], total[hits], scan.bounds)
            taken = scan.bits[starts, starts + length - 1] + own_bits[own] + rounding
            match = Match(part[own], starts, length, 0, whole[own])
            scan.found(name, match, taken + bits + prior.FIGURES[name])

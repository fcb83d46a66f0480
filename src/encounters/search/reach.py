"""Which selections can give the number at all, told by their counts before any window is tested.

No window has more than all months together, and the share of a window lies between those of its months.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from encounters.search.slabs import Strip
from encounters.search.timeline import Bools
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages

WIDER = 1e-9
"""More than is lost where a count is multiplied by a ratio."""


def reaching_alike(tried: Sequence[Tried]) -> list[list[Tried]]:
    """Figures in groups that selections are chosen for: shares, those of years to date (a pace needs least), others."""
    groups: dict[tuple[bool, bool], list[Tried]] = {}
    for one in tried:
        groups.setdefault((one.share, one.figure.to_date), []).append(one)
    return list(groups.values())


class Reach(Struct, frozen=True):
    """What is tried of selections: figures that are all shares, or none."""

    tried: Sequence[Tried]

    def __call__(self, vintages: Vintages, strip: Strip) -> Bools:
        """The selections of which some month, or all together, could give the number in some vintage."""
        return self._sums(vintages, strip) if strip.of is None else self._shares(vintages, strip)

    def _sums(self, vintages: Vintages, strip: Strip) -> Bools:
        least = min(one.least for one in self.tried)
        if least <= 1:
            return np.ones(len(strip.part), np.bool_)
        events, starts = vintages.states
        most = np.maximum.reduceat(strip.counts[events], starts, axis=0)
        return np.asarray(most.sum(axis=0, dtype=np.int64) >= least)

    def _shares(self, vintages: Vintages, strip: Strip) -> Bools:
        assert strip.of is not None
        events, _ = vintages.states
        part, of = strip.counts[events], strip.of[events]
        low = min(float(one.bounds.hold.low) for one in self.tried)
        high = max(float(one.bounds.hold.high) for one in self.tried)
        above = (part >= of * (low * (1 - WIDER))) & (of > 0)
        below = (part <= of * (high * (1 + WIDER))) & (of > 0)
        return np.asarray(above.any(axis=0) & below.any(axis=0))

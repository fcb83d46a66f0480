"""The monthly counts behind a verdict, where a picture of them helps."""

from __future__ import annotations

from encounters.errors import EncountersError
from encounters.store.holdings import Holdings
from encounters.store.selection import counts
from encounters.verdicts import Verdict

FIGURES = ("total", "monthly-average", "daily-average", "peak", "year-to-date", "streak")
MOST = 60


def window(holdings: Holdings, verdict: Verdict) -> tuple[tuple[str, int], ...]:
    """Each month of the figure's window and its count; nothing for one month, a very long window or a series."""
    found = verdict.recomputed
    if found is None or found.figure not in FIGURES or found.scope is None or found.scope.sources:
        return ()
    selection = found.scope.selection
    if not 2 <= len(selection.period) <= MOST:
        return ()
    try:
        own = counts(holdings, selection)[0].get((), {})
    except EncountersError:
        return ()
    return tuple((str(month), own.get(month.first_day, 0)) for month in selection.period)

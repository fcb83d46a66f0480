"""The monthly counts behind a verdict, where a picture of them helps."""

from __future__ import annotations

from encounters.claims.verdict import Verdict
from encounters.errors import EncountersError
from encounters.figures import FIGURES
from encounters.store.holdings import Holdings
from encounters.store.selection import counts

MOST = 60


def window(holdings: Holdings, verdict: Verdict) -> tuple[tuple[str, int], ...]:
    """Each month of the figure's window and its count; nothing for one month, a very long window or a series."""
    found = verdict.recomputed
    figure = FIGURES.get(found.figure) if found is not None else None
    if found is None or figure is None or not figure.of_one_period or found.scope is None or found.scope.sources:
        return ()
    selection = found.scope.selection
    if not 2 <= len(selection.period) <= MOST:
        return ()
    try:
        own = counts(holdings, selection)[0].get((), {})
    except EncountersError:
        return ()
    return tuple((str(month), own.get(month.first_day, 0)) for month in selection.period)

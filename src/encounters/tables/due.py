"""Which months CBP should have published by a day, and whether newer data is due than what is on hand."""

from __future__ import annotations

from datetime import date, timedelta

from encounters.periods import Month
from encounters.results import Scope
from encounters.store.holdings import Holdings

PUBLISHING_LAG = timedelta(days=16)
"""CBP publishes a month's counts about the middle of the month after."""


def expected_through(today: date) -> Month:
    """The last month whose counts CBP should have published by a day."""
    return Month.of(today - PUBLISHING_LAG) + -1


def due(holdings: Holdings, scope: Scope | None, today: date) -> str | None:
    """That newer data is due than what is on hand of the datasets that answered; None when it is not.

    Nothing is told of an answer as of a day, nor of one from the user's own store.
    """
    if scope is None or not scope.used or scope.selection.as_of:
        return None
    if any(use.release.origin != "bundled" for use in scope.used):
        return None
    datasets = {use.release.dataset for use in scope.used}
    newest = max(release.data_through for release in holdings.releases if release.dataset in datasets)
    expected = expected_through(today)
    if newest >= expected:
        return None
    return f"Data through {expected} is due by now, on hand is {newest}: encounters fetch"

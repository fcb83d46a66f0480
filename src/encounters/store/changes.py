"""What a release changed on what was known before it: months it is the first to cover, cells with other counts."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from encounters.periods import Month
from encounters.release import Release
from encounters.store.difference import Revision, differing, revisions, side_by_side, within
from encounters.store.holdings import Holdings

TOP = 5


class Changes(Struct, frozen=True):
    """What a release brings beyond those published before it. `largest` are the largest revisions, largest first."""

    release: Release
    new_months: tuple[Month, ...]
    revised_months: tuple[Month, ...]
    revised: int
    net: int
    largest: tuple[Revision, ...]


def changes(holdings: Holdings, release: Release, top: int = TOP) -> Changes:
    """Compare a release with what was known the day before it was published, cell by cell. Raises StoreError."""
    day_before = release.published.day - timedelta(days=1)
    earlier = holdings.vintage(release.dataset, day_before)
    new = tuple(month for month in release.months if month not in earlier)
    common = [month for month in release.months if month in earlier]
    if not common:
        return Changes(release, new, (), 0, 0, ())
    before = holdings.rows(release.dataset, day_before).filter(within(common)).collect()
    now = holdings.release_rows(release).filter(within(common)).collect()
    changed = differing(side_by_side(before, now))
    touched = tuple(sorted(Month.of(day) for day in changed["month"].unique()))
    net = int(changed["change"].sum())
    return Changes(release, new, touched, changed.height, net, revisions(changed.head(top)))

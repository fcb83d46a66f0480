"""Every release that CBP has published as far as known, and which of them is on hand.

CBP publishes each dataset once a month, with that month as its last. A month whose release nobody here has is known by
the days of CBP's updates and by the rule that its file names follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from encounters.cbp.datasets import DATASETS, Dataset, published_after, usual_file
from encounters.periods import Month
from encounters.release import Published, Release


class Occasion(Struct, frozen=True):
    """A release that was published: its last month, its file as held or as CBP's rule names it, when, and as held.

    `file` is None where CBP showed the figures on its dashboard and gave no file.
    """

    dataset: Dataset
    data_through: Month
    file: str | None
    published: Published
    held: Release | None = None


def occasions(releases: Iterable[Release], updates: Mapping[Month, date]) -> tuple[Occasion, ...]:
    """Every release known, by dataset and in the order of their last months: those given, and the months between."""
    held: dict[str, dict[Month, list[Release]]] = {name: {} for name in DATASETS}
    for release in releases:
        held[release.dataset].setdefault(release.data_through, []).append(release)
    newest = max((month for months in held.values() for month in months), default=None)
    if newest is None:
        return ()
    return tuple(one for name, own in held.items() if own for one in _of(DATASETS[name], own, newest, updates))


def _of(
    dataset: Dataset, held: Mapping[Month, list[Release]], newest: Month, updates: Mapping[Month, date]
) -> Iterator[Occasion]:
    files_since = min((month for month, each in held.items() if any(one.is_cbp_file for one in each)), default=newest)
    month = min(held)
    while month <= newest:
        for release in sorted(held.get(month, ()), key=lambda one: one.published.day):
            yield Occasion(dataset, month, release.file, release.published, release)
        if month not in held:
            published = Published(updates[month], "day", "update") if month in updates else published_after(month)
            yield Occasion(dataset, month, usual_file(dataset, month) if month >= files_since else None, published)
        month += 1

"""Where the releases on hand come from, and what was known of a month when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from msgspec import Struct

from encounters.cbp.datasets import DATASETS
from encounters.errors import MissingMonths
from encounters.release import BASES, Release
from encounters.results import Column, Scope, Selection, Table, Used, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import condition
from encounters.tables.published import published

SOURCES = (
    Column("dataset", "Dataset", fill=lambda one: one.dataset, key=True, heads=True),
    Column("file", "Release", fill=lambda one: one.file, key=True),
    Column("source", "What it is", fill=lambda one: one.source),
    Column("holder", "Held or read by", fill=lambda one: one.lineage and one.lineage.holder),
    Column("taken", "Taken", "date", lambda one: one.lineage and one.lineage.taken.isoformat()),
    Column("path", "Where", fill=lambda one: one.lineage and one.lineage.path, shown=False),
    Column("commit", "At commit", fill=lambda one: one.lineage and one.lineage.commit, shown=False),
    Column("url", "CBP's address", fill=lambda one: one.url, shown=False),
    Column("sha256", "SHA-256", fill=lambda one: one.sha256, shown=False),
)
VINTAGES = (
    Column("dataset", "Dataset", fill=lambda one: one.release.dataset, key=True, heads=True),
    *published(lambda one: one.release.published),
    Column("published_basis", "Known by", fill=lambda one: one.release.published.basis),
    Column("until", "Held until", "date", lambda one: one.until and one.until.isoformat()),
    Column("release", "Release", fill=lambda one: one.release.file, spare=True),
    Column("encounters", "Encounters", "count", lambda one: one.count, key=True),
    Column("change", "Change", "change", lambda one: None if one.before is None else one.count - one.before),
    Column("source", "Source", fill=lambda one: one.release.source, shown=False),
    Column("sha256", "SHA-256", fill=lambda one: one.release.sha256, shown=False),
)


class Vintage(Struct, frozen=True):
    """What a release said of a month, what the one before it had said, and the day from which another one speaks."""

    release: Release
    count: int
    before: int | None
    until: date | None


def sources(holdings: Holdings) -> Table:
    """Whose file each release on hand is, and through whose hands it came, newest first by dataset.

    The columns are `SOURCES`: path and commit are where the copy stands, `url` is CBP's own address.
    """
    releases = holdings.newest_first
    own = sum(release.is_cbp_file for release in releases)
    title = f"{len(releases)} releases on hand: {own} are CBP's files, byte for byte"
    return Table("status-sources", title, SOURCES, filled(SOURCES, releases))


def vintages(holdings: Holdings, selection: Selection) -> Table:
    """What each dataset said of a month, release by release, and until when that was the newest.

    The columns are `VINTAGES`: no `until` is still, a change is one since the row before. Raises MissingMonths.
    """
    month = selection.period.first
    said = [one for name in DATASETS for one in _said(holdings, name, selection)]
    if not said:
        raise MissingMonths(f"No release on hand has {month}.", "encounters status lists the releases.")
    newest = next(one for one in reversed(holdings.releases) if month in one.months)
    bases = {one.release.published.basis for one in said}
    notes = tuple(f"{basis}: {words}." for basis, words in BASES.items() if basis in bases)
    scope = Scope(selection, (Used(newest, (month,)),))  # the rows name the others
    title = f"{month.name} in {len(said)} releases"
    return Table("status-vintages", title, VINTAGES, filled(VINTAGES, said), scope, notes)


def _said(holdings: Holdings, dataset: str, selection: Selection) -> Iterator[Vintage]:
    month = selection.period.first
    releases = [one for one in holdings.releases if one.dataset == dataset and month in one.months]
    before: int | None = None
    for release, later in zip_longest(releases, releases[1:]):
        rows = holdings.read(dataset, {month: release}).filter(*condition(selection))
        count = int(rows.select("count").sum().collect().item())
        yield Vintage(release, count, before, later.published.day if later else None)
        before = count

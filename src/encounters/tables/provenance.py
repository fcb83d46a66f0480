"""Where the releases on hand come from, and what was known of a month when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import encounters.tables.published as dates
from encounters.cbp.datasets import DATASETS
from encounters.errors import MissingMonths
from encounters.release import BASES, Release
from encounters.results import Column, Row, Scope, Selection, Table, Used
from encounters.store.holdings import Holdings
from encounters.store.selection import condition

SOURCES = (
    Column("dataset", "Dataset", key=True, heads=True),
    Column("file", "Release", key=True),
    Column("source", "What it is"),
    Column("holder", "Held or read by"),
    Column("taken", "Taken", "date"),
    Column("path", "Where", shown=False),
    Column("commit", "At commit", shown=False),
    Column("url", "CBP's address", shown=False),
    Column("sha256", "SHA-256", shown=False),
)
VINTAGES = (
    Column("dataset", "Dataset", key=True, heads=True),
    *dates.COLUMNS,
    Column("published_basis", "Known by"),
    Column("until", "Held until", "date"),
    Column("release", "Release", spare=True),
    Column("encounters", "Encounters", "count", key=True),
    Column("change", "Change", "change"),
    Column("source", "Source", shown=False),
    Column("sha256", "SHA-256", shown=False),
)


def sources(holdings: Holdings) -> Table:
    """Whose file each release on hand is, and through whose hands it came, newest first by dataset.

    The columns are `SOURCES`: path and commit are where the copy stands, `url` is CBP's own address.
    """
    releases = [one for name in DATASETS for one in reversed(holdings.releases) if one.dataset == name]
    own = sum(release.is_cbp_file for release in releases)
    title = f"{len(releases)} releases on hand: {own} are CBP's files, byte for byte"
    return Table("status-sources", title, SOURCES, [_source(release) for release in releases])


def _source(release: Release) -> Row:
    lineage = release.lineage
    return {
        "dataset": release.dataset,
        "file": release.file,
        "source": release.source,
        "holder": lineage.holder if lineage else None,
        "taken": lineage.taken.isoformat() if lineage else None,
        "path": lineage.path if lineage else None,
        "commit": lineage.commit if lineage else None,
        "url": release.url,
        "sha256": release.sha256,
    }


def vintages(holdings: Holdings, selection: Selection) -> Table:
    """What each dataset said of a month, release by release, and until when that was the newest.

    The columns are `VINTAGES`: no `until` is still, a change is one since the row before. Raises MissingMonths.
    """
    month = selection.period.first
    rows = [row for name in DATASETS for row in _said(holdings, name, selection)]
    if not rows:
        raise MissingMonths(f"No release on hand has {month}.", "encounters status lists the releases.")
    newest = next(one for one in reversed(holdings.releases) if month in one.months)
    bases = {row["published_basis"] for row in rows}
    notes = tuple(f"{basis}: {words}." for basis, words in BASES.items() if basis in bases)
    scope = Scope(selection, (Used(newest, (month,)),))  # the rows name the others
    return Table("status-vintages", f"{month.name} in {len(rows)} releases", VINTAGES, rows, scope, notes)


def _said(holdings: Holdings, dataset: str, selection: Selection) -> Iterator[Row]:
    month = selection.period.first
    releases = [one for one in holdings.releases if one.dataset == dataset and month in one.months]
    before: int | None = None
    for release, later in zip_longest(releases, releases[1:]):
        rows = holdings.read(dataset, {month: release}).filter(*condition(selection))
        count = int(rows.select("count").sum().collect().item())
        yield {
            "dataset": dataset,
            **dates.published_cells(release.published),
            "published_basis": release.published.basis,
            "until": later.published.day.isoformat() if later else None,
            "release": release.file,
            "encounters": count,
            "change": None if before is None else count - before,
            "source": release.source,
            "sha256": release.sha256,
        }
        before = count

"""Taking a release back: which one is meant, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.errors import UsageError, shorten, suggest
from encounters.release import Release
from encounters.results import Column, Table
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.store.writing import writing
from encounters.tables.published import COLUMNS as PUBLISHED
from encounters.tables.published import published_cells

COLUMNS = (
    Column("file", "Release", key=True),
    Column("dataset", "Dataset"),
    *PUBLISHED,
    Column("data_through", "Data through"),
    Column("rows", "Rows", "count"),
    Column("encounters", "Encounters", "count"),
    Column("source", "Source", shown=False),
    Column("sha256", "SHA-256", shown=False),
)
LEAST = 6
"""How many digits of a sha256 name a release."""


def meant(holdings: Holdings, name: str) -> Release:
    """The stored release with exactly this file name, or whose sha256 begins so. Raises UsageError."""
    stored = holdings.store.releases()
    found = _named(stored, name)
    if len(found) == 1:
        return found[0]
    if found:
        ways = ", ".join(release.sha256[:12] for release in found)
        raise UsageError(f"'{shorten(name)}' is {len(found)} releases.", f"Name one by its sha256: {ways}.")
    if _named(holdings.releases, name):
        raise UsageError(f"'{shorten(name)}' comes with the package and cannot be forgotten.", "encounters status")
    files = [release.file for release in stored]
    raise UsageError(
        f"No release '{shorten(name)}' is in the store.",
        suggest(name, files, "encounters status") if files else "The store is empty: encounters status",
    )


def forget(store: Store, release: Release) -> Table:
    """Take a release back, its raw bytes too, and tell what is gone.

    The columns are `COLUMNS`. Raises StoreError.
    """
    with writing(store) as changes:
        changes.forget(release)
    return described(release, f"Forgotten from {store.root}")


def described(release: Release, title: str) -> Table:
    """A release as a table of one row."""
    row = {
        "file": release.file,
        "dataset": release.dataset,
        **published_cells(release.published),
        "data_through": str(release.data_through),
        "rows": release.rows,
        "encounters": release.encounters,
        "source": release.source,
        "sha256": release.sha256,
    }
    return Table("forget", title, COLUMNS, [row])


def _named(releases: Sequence[Release], name: str) -> list[Release]:
    by_hash = name.lower() if len(name) >= LEAST else "no hash"
    return [one for one in releases if one.file == name or one.sha256.startswith(by_hash)]

"""Taking a release back: which one is meant, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.errors import UsageError, shorten, suggest
from encounters.release import Release
from encounters.results import Column, Table, filled
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.store.writing import writing
from encounters.tables.published import published

COLUMNS = (
    Column("file", "Release", fill=lambda one: one.file, key=True),
    Column("dataset", "Dataset", fill=lambda one: one.dataset),
    *published(lambda one: one.published),
    Column("data_through", "Data through", fill=lambda one: str(one.data_through)),
    Column("rows", "Rows", "count", lambda one: one.rows),
    Column("encounters", "Encounters", "count", lambda one: one.encounters),
    Column("source", "Source", fill=lambda one: one.source, shown=False),
    Column("sha256", "SHA-256", fill=lambda one: one.sha256, shown=False),
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
    return Table("forget", f"Forgotten from {store.root}", COLUMNS, filled(COLUMNS, [release]))


def _named(releases: Sequence[Release], name: str) -> list[Release]:
    by_hash = name.lower() if len(name) >= LEAST else "no hash"
    return [one for one in releases if one.file == name or one.sha256.startswith(by_hash)]

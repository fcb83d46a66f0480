"""Every release that CBP has published as far as known, and which of them is on hand."""

from __future__ import annotations

from encounters.results import Column, Table, filled
from encounters.store import bundled
from encounters.store.holdings import Holdings
from encounters.store.occasions import Occasion, occasions
from encounters.tables.published import published

COLUMNS = (
    Column("dataset", "Dataset", fill=lambda one: one.dataset.name, key=True, heads=True),
    Column("data_through", "Data through", fill=lambda one: str(one.data_through), key=True),
    *published(lambda one: one.published),
    Column("on_hand", "On hand", fill=lambda one: one.held.origin if one.held else "no", key=True),
    Column("file", "File", fill=lambda one: one.file),
    Column("source", "Whose", fill=lambda one: one.held.source if one.held else None, spare=True),
    Column("sha256", "SHA-256", fill=lambda one: one.held.sha256 if one.held else None, shown=False),
)


def known_releases(holdings: Holdings) -> Table:
    """Every release known, by dataset and last month: `COLUMNS`; `file` is none where CBP gave no file."""
    known = occasions(holdings.releases, bundled.updates())
    lacking = [one for one in known if one.held is None]
    title = f"{len(known):,} releases known, {len(known) - len(lacking):,} on hand"
    return Table("releases", title, COLUMNS, filled(COLUMNS, known), notes=_notes(lacking))


def _notes(lacking: list[Occasion]) -> tuple[str, ...]:
    if not lacking:
        return ()
    return (
        "Where a release is not on hand, its file is named by CBP's rule and may be spelled otherwise.",
        "encounters fetch all --archive asks the Internet Archive for them; encounters import FILE takes one by hand.",
    )

"""What `fetch` did, or what it would do, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.listing import Link
from encounters.errors import several
from encounters.fetch.run import Fetched, Outcome
from encounters.release import Release, site_of
from encounters.results import Column, Row, Table, filled
from encounters.store.changes import Changes, changes
from encounters.store.coverage import runs
from encounters.store.holdings import Holdings
from encounters.tables.published import published


class File(Struct, frozen=True):
    """What became of a file, and what it changed where it was stored."""

    outcome: Outcome
    change: Changes | None

    @property
    def link(self) -> Link:
        """The link that it was."""
        return self.outcome.offer.link

    @property
    def release(self) -> Release | None:
        """What the store has of it."""
        return self.outcome.release


COLUMNS = (
    Column("dataset", "Dataset", fill=lambda one: one.link.dataset, key=True),
    Column("file", "File", fill=lambda one: one.link.file, key=True),
    *published(lambda one: (one.release or one.link).published),
    Column("data_through", "Data through", fill=lambda one: str((one.release or one.link).data_through)),
    Column("state", "State", fill=lambda one: one.outcome.state, key=True),
    Column("bytes", "Bytes", "count", lambda one: one.outcome.size),
    Column("new_months", "New months", "count", lambda one: one.change and len(one.change.new_months), shown=False),
    Column("revised_cells", "Cells revised", "count", lambda one: one.change and one.change.revised),
    Column("net_revision", "by, in all", "change", lambda one: one.change and one.change.net),
    Column("url", "Address", fill=lambda one: one.outcome.offer.url, shown=False),
    Column("via", "Via", fill=lambda one: site_of(one.outcome.offer.url), shown=False),
    Column("sha256", "SHA-256", fill=lambda one: one.release and one.release.sha256, shown=False),
    Column("problem", "Problem", fill=lambda one: one.outcome.error and one.outcome.error.message, shown=False),
)


DONE = ("bytes", "revised_cells", "net_revision")
"""The columns that only a finished fetch fills."""


def fetch_table(holdings: Holdings, fetched: Fetched) -> Table:
    """The files asked for, newest first by dataset: what became of each, its new months and how much it revised."""
    found = {release.sha256: changes(holdings, release) for release in fetched.new}
    rows = _rows(fetched, found)
    notes = [f"{one.offer.link.file}: {note}" for one in fetched.outcomes for note in one.notes]
    notes += [line for change in found.values() for line in change_lines(change)]
    return Table("fetch", _title(fetched, rows), COLUMNS, rows, notes=tuple(notes), extra=_extra(fetched))


def list_table(fetched: Fetched) -> Table:
    """What there is against what is stored."""
    rows = _rows(fetched, {})
    lacking = sum(row["state"] == "lacking" for row in rows)
    title = f"{several(lacking, 'file')} to fetch" if lacking else "Already current"
    # A list says nothing of what a file would change, so those columns are for machines alone.
    columns = tuple(replace(column, shown=False) if column.name in DONE else column for column in COLUMNS)
    return Table("fetch", title, columns, rows, extra=_extra(fetched))


def change_lines(change: Changes) -> list[str]:
    """The changes a release made, in words: months first covered, cells revised, the largest revisions."""
    file = change.release.file
    told = []
    if change.new_months:
        months = f"{several(len(change.new_months), 'month')} ({runs(change.new_months)})"
        told.append(f"{file} is the first of its dataset on hand with {months}.")
    if change.revised:
        largest = "; ".join(map(str, change.largest))
        told.append(
            f"{file} revises {several(change.revised, 'cell')} of {runs(change.revised_months)} by {change.net:+,} "
            f"in all, the largest: {largest}."
        )
    return told


def _rows(fetched: Fetched, found: Mapping[str, Changes]) -> list[Row]:
    changed = (found.get(one.release.sha256) if one.release else None for one in fetched.outcomes)
    return filled(COLUMNS, map(File, fetched.outcomes, changed))


def _extra(fetched: Fetched) -> Row:
    """For machines: what failed, and links that were not taken."""
    return {
        "errors": [{"message": error.message, "hint": error.hint} for error in fetched.errors],
        "skipped": [{"url": skipped.url, "reason": skipped.reason} for skipped in fetched.skipped],
    }


def _title(fetched: Fetched, rows: Sequence[Row]) -> str:
    if fetched.new:
        return f"{several(len(fetched.new), 'new release')} stored"
    if fetched.errors:
        return "Nothing new was stored"
    newest: dict[str, str] = {}
    for row in rows:
        newest[row["dataset"]] = max(row["data_through"], newest.get(row["dataset"], ""))
    through = ", ".join(f"{dataset} data through {month}" for dataset, month in newest.items())
    return f"Already current: {through}" if through else "Already current"

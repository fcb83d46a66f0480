"""What `fetch` did, or what it would do, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from encounters.fetch.run import Fetched, Outcome
from encounters.release import site_of
from encounters.results import Column, Row, Table
from encounters.store.changes import Changes, changes
from encounters.store.coverage import runs
from encounters.store.holdings import Holdings
from encounters.tables.published import COLUMNS as PUBLISHED
from encounters.tables.published import published_cells

COLUMNS = (
    Column("dataset", "Dataset", key=True),
    Column("file", "File", key=True),
    *PUBLISHED,
    Column("data_through", "Data through"),
    Column("state", "State", key=True),
    Column("bytes", "Bytes", "count"),
    Column("new_months", "New months", "count", shown=False),
    Column("revised_cells", "Cells revised", "count"),
    Column("net_revision", "by, in all", "change"),
    Column("url", "Address", shown=False),
    Column("via", "Via", shown=False),
    Column("sha256", "SHA-256", shown=False),
    Column("problem", "Problem", shown=False),
)


DONE = ("bytes", "revised_cells", "net_revision")
"""The columns that only a finished fetch fills."""


def fetch_table(holdings: Holdings, fetched: Fetched) -> Table:
    """The files asked for, newest first by dataset: what became of each, its new months and how much it revised."""
    found = {release.sha256: changes(holdings, release) for release in fetched.new}
    rows = [_row(one, found) for one in fetched.outcomes]
    notes = [f"{one.offer.link.file}: {note}" for one in fetched.outcomes for note in one.notes]
    notes += [line for change in found.values() for line in change_lines(change)]
    return Table("fetch", _title(fetched, rows), COLUMNS, rows, notes=tuple(notes), extra=_extra(fetched))


def list_table(fetched: Fetched) -> Table:
    """What there is against what is stored."""
    rows = [_row(one, {}) for one in fetched.outcomes]
    lacking = sum(row["state"] == "lacking" for row in rows)
    title = f"{_count(lacking, 'file')} to fetch" if lacking else "Already current"
    # A list says nothing of what a file would change, so those columns are for machines alone.
    columns = tuple(replace(column, shown=False) if column.name in DONE else column for column in COLUMNS)
    return Table("fetch", title, columns, rows, extra=_extra(fetched))


def change_lines(change: Changes) -> list[str]:
    """The changes a release made, in words: months first covered, cells revised, the largest revisions."""
    file = change.release.file
    told = []
    if change.new_months:
        months = f"{_count(len(change.new_months), 'month')} ({runs(change.new_months)})"
        told.append(f"{file} is the first of its dataset on hand with {months}.")
    if change.revised:
        largest = "; ".join(map(str, change.largest))
        told.append(
            f"{file} revises {_count(change.revised, 'cell')} of {runs(change.revised_months)} by {change.net:+,} "
            f"in all, the largest: {largest}."
        )
    return told


def _row(one: Outcome, found: dict[str, Changes]) -> Row:
    link, release = one.offer.link, one.release
    change = found.get(release.sha256) if release else None
    return {
        "dataset": link.dataset,
        "file": link.file,
        **published_cells(release.published if release else link.published),
        "data_through": str(release.data_through if release else link.data_through),
        "state": one.state,
        "bytes": one.size,
        "new_months": len(change.new_months) if change else None,
        "revised_cells": change.revised if change else None,
        "net_revision": change.net if change else None,
        "url": one.offer.url,
        "via": site_of(one.offer.url),
        "sha256": release.sha256 if release else None,
        "problem": one.error.message if one.error else None,
    }


def _extra(fetched: Fetched) -> Row:
    """For machines: what failed, and links that were not taken."""
    return {
        "errors": [{"message": error.message, "hint": error.hint} for error in fetched.errors],
        "skipped": [{"url": skipped.url, "reason": skipped.reason} for skipped in fetched.skipped],
    }


def _title(fetched: Fetched, rows: Sequence[Row]) -> str:
    if fetched.new:
        return f"{_count(len(fetched.new), 'new release')} stored"
    if fetched.errors:
        return "Nothing new was stored"
    newest: dict[str, str] = {}
    for row in rows:
        newest[row["dataset"]] = max(row["data_through"], newest.get(row["dataset"], ""))
    through = ", ".join(f"{dataset} data through {month}" for dataset, month in newest.items())
    return f"Already current: {through}" if through else "Already current"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"

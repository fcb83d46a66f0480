"""The list of what a store holds: one JSON file, replaced as a whole, last in every transaction."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from encounters.errors import PeriodError, StoreError
from encounters.periods import Month, parse_month
from encounters.results import Lineage, Published, Release
from encounters.store.disk import write_atomically

FORMAT = 1
MANIFEST_FILE = "manifest.json"
NOT_ENTRIES = (KeyError, TypeError, ValueError, IndexError, PeriodError)
"""What reading JSON values that are no entries raises."""


@dataclass(frozen=True)
class Entry:
    """A stored release: what it is, the file with its rows and that file's hash, and a receipt of each fetch.

    There are several receipts when CBP serves the same bytes under several addresses, none for an imported file.
    """

    release: Release
    rows_file: str
    rows_sha256: str
    receipts: tuple[dict[str, Any], ...] = ()


def read_manifest(root: Path) -> tuple[Entry, ...]:
    """What the store holds; nothing when there is no store yet. Raises StoreError when it cannot be read."""
    path = root / MANIFEST_FILE
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(f"The store cannot be read: {path} ({error.strerror}).") from None
    except ValueError:
        raise _damaged(path) from None
    found = content.get("format") if isinstance(content, dict) else None
    if isinstance(found, int) and found > FORMAT:
        raise StoreError(
            f"The store {root} was written by a newer version of encounters (format {found}; this one reads {FORMAT}).",
            "Install the newer version, or choose another folder with --store.",
        )
    try:
        return tuple(entry_from(row) for row in content["releases"])
    except NOT_ENTRIES:
        raise _damaged(path) from None


class DamagedManifest(StoreError):
    """The manifest is not what this program wrote."""


def _damaged(path: Path) -> DamagedManifest:
    return DamagedManifest(
        f"The store's manifest is damaged: {path}.",
        "encounters status --repair rebuilds it from the raw files it still has.",
    )


def write_manifest(root: Path, entries: tuple[Entry, ...]) -> None:
    """Replace the manifest."""
    content = {"format": FORMAT, "releases": [entry_row(entry) for entry in entries]}
    write_atomically(root / MANIFEST_FILE, json.dumps(content, indent=1, ensure_ascii=False).encode() + b"\n")


def release_row(release: Release) -> dict[str, Any]:
    """A release as JSON values."""
    return {
        "dataset": release.dataset,
        "file": release.file,
        "published": release.published.day.isoformat(),
        "published_precision": release.published.precision,
        "published_inferred": release.published.inferred,
        "published_basis": release.published.basis,
        "months": [str(month) for month in release.months],
        "regions": list(release.regions),
        "sha256": release.sha256,
        "source": release.source,
        "url": release.url,
        "fetched": release.fetched.isoformat() if release.fetched else None,
        "rows": release.rows,
        "encounters": release.encounters,
        "new_labels": list(release.new_labels),
        "notes": list(release.notes),
        "incomplete": list(release.incomplete),
        "lineage": _lineage_row(release.lineage) if release.lineage else None,
    }


def release_from(row: dict[str, Any], origin: str) -> Release:
    """A release from JSON values. Raises KeyError, TypeError or ValueError when they are not one."""
    return Release(
        dataset=row["dataset"],
        file=row["file"],
        published=Published.from_dict(
            {
                "day": row["published"],
                "precision": row["published_precision"],
                "basis": row.get("published_basis"),
                "inferred": row["published_inferred"],
            }
        ),
        months=tuple(_month(text) for text in row["months"]),
        regions=tuple(row["regions"]),
        sha256=row["sha256"],
        origin="bundled" if origin == "bundled" else "store",
        source=row["source"],
        url=row["url"],
        fetched=datetime.fromisoformat(row["fetched"]) if row["fetched"] else None,
        rows=row["rows"],
        encounters=row["encounters"],
        new_labels=tuple(row["new_labels"]),
        notes=tuple(row["notes"]),
        incomplete=tuple(row.get("incomplete", ())),
        lineage=_lineage(row["lineage"]) if row.get("lineage") else None,
    )


def _lineage_row(lineage: Lineage) -> dict[str, str]:
    return {**asdict(lineage), "taken": lineage.taken.isoformat()}


def _lineage(row: dict[str, str]) -> Lineage:
    return Lineage(row["holder"], row["path"], row["commit"], date.fromisoformat(row["taken"]))


def _month(text: str) -> Month:
    return parse_month(text)


def entry_row(entry: Entry) -> dict[str, Any]:
    """A stored release as JSON values."""
    return release_row(entry.release) | {
        "rows_file": entry.rows_file,
        "rows_sha256": entry.rows_sha256,
        "receipts": list(entry.receipts),
    }


def entry_from(row: dict[str, Any]) -> Entry:
    """A stored release from JSON values. Raises KeyError, TypeError or ValueError when they are not one."""
    return Entry(release_from(row, "store"), row["rows_file"], row["rows_sha256"], tuple(row["receipts"]))

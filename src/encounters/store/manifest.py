"""The list of what a store holds: one JSON file, replaced as a whole, last in every transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from encounters.errors import PeriodError, StoreError
from encounters.periods import Month, parse_month
from encounters.release import Lineage, Published, Release
from encounters.store.history import HistoryFile

FORMAT = 2
MANIFEST_FILE = "manifest.json"
NOT_ENTRIES = (KeyError, TypeError, ValueError, IndexError, AttributeError, PeriodError)
"""What reading JSON values that are no entries raises."""
SEALED = rb'\{"format": %d, "sha256": "([0-9a-f]{64})",\n' % FORMAT
HISTORY_FILE = r"history/[a-z-]+-[0-9a-f]{16}\.parquet"


class Entry(Struct, frozen=True):
    """A stored release: what it is, the hash of its bytes as compressed, and a receipt of each fetch.

    There are several receipts when CBP serves the same bytes under several addresses, none for an imported file.
    """

    release: Release
    packed_sha256: str
    receipts: tuple[dict[str, Any], ...] = ()


class Manifest(Struct, frozen=True):
    """What a store holds: the releases, and for each dataset the history made from them."""

    entries: tuple[Entry, ...] = ()
    histories: Mapping[str, HistoryFile] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()
    """The hashes of bytes that were taken back, should they still be there."""


def manifest_from(root: Path, content: bytes) -> Manifest:
    """What a manifest's bytes say. Raises StoreError when they are of a newer program or not as they were written."""
    try:
        found = format_of(content)
        if found > FORMAT:
            raise StoreError(
                f"The store {root} was written by a newer version of encounters (format {found}; this one reads "
                f"{FORMAT}).",
                "Install the newer version, or choose another folder with --store.",
            )
        row = unsealed(content)
        histories = {name: _history_from(each) for name, each in row["histories"].items()}
        entries = tuple(entry_from(each) for each in row["releases"])
        known = {entry.release.sha256 for entry in entries}
        if not all(known.issuperset(one.releases) for one in histories.values()):
            raise ValueError("a history has a release that is not here")
        return Manifest(entries, histories, tuple(row["forgotten"]))
    except NOT_ENTRIES:
        raise DamagedManifest(root / MANIFEST_FILE) from None


def is_older(content: bytes) -> bool:
    """Whether a manifest is of format 1, which `encounters.store.older` reads."""
    with suppress(*NOT_ENTRIES):
        return format_of(content) == 1 and all("rows_file" in row for row in json.loads(content)["releases"])
    return False


def format_of(content: bytes) -> int:
    """The format that a manifest says it has. Raises one of NOT_ENTRIES when it says none."""
    row = json.loads(content)
    return int(row["format"])


class DamagedManifest(StoreError):
    """The manifest is not what this program wrote."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The store's manifest is damaged: {path}.",
            "encounters status --repair rebuilds it from the raw files it still has.",
        )


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest as the file that holds it."""
    histories = {name: {**asdict(one), "releases": list(one.releases)} for name, one in manifest.histories.items()}
    releases = [entry_row(entry) for entry in manifest.entries]
    return sealed({"histories": histories, "forgotten": list(manifest.forgotten), "releases": releases})


def _history_from(row: dict[str, Any]) -> HistoryFile:
    if not re.fullmatch(HISTORY_FILE, row["file"]):
        raise ValueError(f"{row['file']} is no history")
    return HistoryFile(row["file"], row["sha256"], tuple(row["releases"]))


def sealed(row: dict[str, Any]) -> bytes:
    """JSON values as a file that tells by its own hash whether a byte of it has changed."""
    rest = json.dumps(row, indent=1, ensure_ascii=False).encode()[1:] + b"\n"
    return b'{"format": %d, "sha256": "%s",\n' % (FORMAT, _hash(rest)) + rest


def unsealed(content: bytes) -> dict[str, Any]:
    """The values of a sealed file. Raises ValueError when a byte of it has changed."""
    head = re.match(SEALED, content)
    if head is None or _hash(content[head.end() :]) != head[1]:
        raise ValueError("a byte of it has changed")
    row: dict[str, Any] = json.loads(content)
    return row


def _hash(content: bytes) -> bytes:
    # Only a store has a sealed file, and to load the library takes as long as to read what is shipped.
    import hashlib

    return hashlib.sha256(content).hexdigest().encode()


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


@cache
def _month(text: str) -> Month:
    return parse_month(text)


def entry_row(entry: Entry) -> dict[str, Any]:
    """A stored release as JSON values."""
    return release_row(entry.release) | {"packed_sha256": entry.packed_sha256, "receipts": list(entry.receipts)}


def entry_from(row: dict[str, Any]) -> Entry:
    """A stored release from JSON values. Raises one of NOT_ENTRIES when they are not one."""
    receipts = tuple(row["receipts"])
    if not all(isinstance(receipt, dict) and isinstance(receipt.get("url"), str) for receipt in receipts):
        raise ValueError("a receipt lacks its address")
    return Entry(release_from(row, "store"), row["packed_sha256"], receipts)

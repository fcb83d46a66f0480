"""Releases on disk: never changed once stored, one transaction each, verified on demand.

manifest.json                             what is here; replaced last
raw/<sha256>                              the bytes of each CSV, as published
raw/<sha256>.json                         its entry in the manifest, should the manifest be lost
releases/<dataset>/<date>-<sha>.parquet   its tidy rows
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from encounters.errors import InputFileError, StoreError
from encounters.names import DIMENSIONS
from encounters.periods import Month
from encounters.results import Release
from encounters.store.difference import differing, side_by_side, within
from encounters.store.disk import write_atomically, write_lock
from encounters.store.manifest import NOT_ENTRIES, Entry, entry_from, entry_row, read_manifest, write_manifest

if TYPE_CHECKING:
    import polars as pl

    from encounters.cbp.files import CsvBytes
    from encounters.cbp.parse import Parsed

README_FILE = "README.txt"
README = (
    "This folder belongs to the program 'encounters': CBP's published encounter files, as fetched or imported.\n"
    "raw/ holds each file's bytes under their sha256. Do not edit it; 'encounters status --verify' checks it.\n"
)


class Store:
    """The releases kept in a folder. Reading never waits for a writer; no folder is an empty store."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def entries(self) -> tuple[Entry, ...]:
        """Every stored release with its files. Raises StoreError."""
        return read_manifest(self.root)

    def releases(self) -> tuple[Release, ...]:
        """Every stored release. Raises StoreError."""
        return tuple(entry.release for entry in self.entries())

    def rows(self, release: Release) -> pl.LazyFrame:
        """A release's tidy rows. Raises StoreError when its file is gone."""
        import polars as pl

        path = self.root / self._entry(release.sha256).rows_file
        if not path.is_file():
            raise StoreError(
                f"The store lacks a file it should have: {path}.", "encounters status --repair makes it again."
            )
        return pl.scan_parquet(path)

    def raw(self, release: Release) -> bytes:
        """The CSV's bytes as published. Raises StoreError."""
        path = self.raw_path(release.sha256)
        try:
            return path.read_bytes()
        except OSError as error:
            raise StoreError(f"The store lacks a file it should have: {path} ({error.strerror}).") from None

    def raw_path(self, sha256: str) -> Path:
        """Where the bytes with that hash are kept."""
        return self.root / "raw" / sha256

    def entry_path(self, sha256: str) -> Path:
        """Where the manifest entry of the bytes with that hash is kept beside them."""
        return self.root / "raw" / f"{sha256}.json"

    def _entry(self, sha256: str) -> Entry:
        return next(entry for entry in self.entries() if entry.release.sha256 == sha256)

    def add(
        self, source: CsvBytes, parsed: Parsed, release: Release, receipt: dict[str, Any] | None = None
    ) -> Release | None:
        """Keep a release, or return the one already kept that it repeats.

        Of a repeated one only the receipt is new. Raises Contradiction when it contradicts a stored release of the
        same dataset, publication date and last month, and StoreError when the store cannot be written. Either way the
        store is as it was.
        """
        receipts = (receipt,) if receipt else ()
        with write_lock(self.root):
            entries = self._entries_or_lost()
            if known := self._repeated(source, parsed, release, entries):
                self._restore_raw(known, source)
                self._add_receipts(known, receipts, entries)
                return known.release
            rows_file = f"releases/{release.dataset}/{release.published.day}-{release.sha256[:16]}.parquet"
            content = parquet(parsed.rows)
            entry = Entry(release, rows_file, hashlib.sha256(content).hexdigest(), receipts)
            self._write_readme()
            write_atomically(self.raw_path(release.sha256), source.content)
            write_atomically(self.root / rows_file, content)
            write_manifest(self.root, (*entries, entry))
            self._back_up((*entries, entry))
        return None

    def _back_up(self, entries: tuple[Entry, ...]) -> None:
        """Keep each entry beside its raw bytes: after the manifest, so that only what was finished has one."""
        for entry in entries:
            if not (path := self.entry_path(entry.release.sha256)).exists():
                write_atomically(path, json.dumps(entry_row(entry)).encode())

    def _entries_or_lost(self) -> tuple[Entry, ...]:
        """The manifest's entries; where there is no manifest, it is made again first."""
        entries = self.entries()
        if not entries and (entries := self.lost_entries()):
            write_manifest(self.root, entries)
        return entries

    def lost_entries(self) -> tuple[Entry, ...]:
        """The entries kept beside the raw bytes, for a store whose manifest is gone; whole transactions only."""
        found = []
        for path in sorted(self.root.glob("raw/*.json")):
            with contextlib.suppress(OSError, *NOT_ENTRIES):
                found.append(entry_from(json.loads(path.read_bytes())))
        return tuple(entry for entry in found if (self.root / entry.rows_file).is_file())

    def _restore_raw(self, known: Entry, source: CsvBytes) -> None:
        """Write the raw bytes again where they were lost or damaged and have now come once more."""
        path = self.raw_path(source.sha256)
        if known.release.sha256 == source.sha256 and not (path.is_file() and path.read_bytes() == source.content):
            write_atomically(path, source.content)

    def _add_receipts(self, known: Entry, receipts: tuple[dict[str, Any], ...], entries: tuple[Entry, ...]) -> None:
        """Keep the receipts of bytes that are stored already: the newest of each address."""
        new = {receipt["url"] for receipt in receipts}
        kept = tuple(receipt for receipt in known.receipts if receipt["url"] not in new)
        if receipts:
            entry = replace(known, receipts=(*kept, *receipts))
            write_manifest(self.root, tuple(entry if one is known else one for one in entries))

    def _write_readme(self) -> None:
        if not (self.root / README_FILE).exists():
            write_atomically(self.root / README_FILE, README.encode())

    def _repeated(self, source: CsvBytes, parsed: Parsed, release: Release, entries: tuple[Entry, ...]) -> Entry | None:
        for entry in entries:
            kept = entry.release
            if kept.sha256 == release.sha256:
                return entry
            if _same_occasion(kept, release):
                check_agreement(source.name, parsed.rows, self.rows(kept).collect(), kept)
                if kept.months == release.months and kept.regions == release.regions:
                    return entry
        return None

    def covers(self, sha256: str) -> bool:
        """Whether the bytes with that hash are stored."""
        return any(entry.release.sha256 == sha256 for entry in self.entries())


class Contradiction(InputFileError):
    """A file gives other counts than a stored release of the same dataset, publication date and last month."""

    def __init__(self, name: str, problem: str, kept: Release) -> None:
        super().__init__(name, problem, hint="If it was published on another day, say so with --published DATE.")
        self.kept = kept


def _same_occasion(kept: Release, new: Release) -> bool:
    """A year's final file and the next month's file may share a publication month: the last month tells them apart."""
    return (kept.dataset, kept.published.day, kept.published.precision, kept.data_through) == (
        new.dataset,
        new.published.day,
        new.published.precision,
        new.data_through,
    )


def check_agreement(name: str, new: pl.DataFrame, kept_rows: pl.DataFrame, kept: Release) -> None:
    """Raise Contradiction, with what differs, unless both give the same counts for the months both have."""
    common = sorted(Month.of(day) for day in set(new["month"]) & set(kept_rows["month"]))
    changed = differing(side_by_side(kept_rows.filter(within(common)), new.filter(within(common))))
    if not changed.height:
        return
    row = changed.row(0, named=True)
    cell = ", ".join(str(row[dimension]) for dimension in DIMENSIONS if row[dimension] is not None)
    cells = "1 cell differs" if changed.height == 1 else f"{changed.height:,} cells differ"
    raise Contradiction(
        name,
        f"contradicts {kept.file}, stored for the same dataset and publication date ({kept.published}): {cells}; "
        f"{row['month']:%Y-%m}, {cell}: {row['before']:,} stored, {row['after']:,} here",
        kept,
    )


def parquet(rows: pl.DataFrame) -> bytes:
    """Rows as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    rows.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()

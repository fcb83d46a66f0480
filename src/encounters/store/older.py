"""Stores of format 1, with a file of rows for each release: read as they are, brought over by the next writer.

manifest.json                             format 1
raw/<sha256>                              the bytes of each CSV, not compressed
raw/<sha256>.json                         its entry in the manifest
releases/<dataset>/<date>-<sha>.parquet   its tidy rows
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.cells import Cells
from encounters.errors import InputFileError, StoreError
from encounters.names import COLUMNS, KEY
from encounters.release import Release
from encounters.store import history as histories
from encounters.store import raw
from encounters.store.contents import Contents, read_contents, written
from encounters.store.described import cells_of
from encounters.store.disk import RAW, LostFile, not_as_written, read_inside, remove
from encounters.store.history import History
from encounters.store.manifest import MANIFEST_FILE, NOT_ENTRIES, DamagedManifest, Entry, is_older, release_from

if TYPE_CHECKING:
    import polars as pl

ROWS_FILE = re.compile(r"releases/[a-z-]+/[0-9-]{10}-[0-9a-f]{16}\.parquet")
RAW_FILE = re.compile(r"[0-9a-f]{64}(\.json)?")


class OldEntry(Struct, frozen=True):
    """A release of the older format with the file of its rows."""

    release: Release
    rows_file: str
    rows_sha256: str
    receipts: tuple[dict[str, Any], ...]


def contents(root: Path, content: bytes) -> Contents:
    """What a store of the older format holds, as the newer has it. Raises StoreError."""
    found = _entries(root, content)
    by_dataset: dict[str, list[OldEntry]] = {}
    for one in found:
        by_dataset.setdefault(one.release.dataset, []).append(one)
    return Contents(
        tuple(Entry(one.release, "", one.receipts) for one in found),
        {name: _history(root, own) for name, own in by_dataset.items()},
    )


def faults(root: Path) -> Iterator[tuple[str, str]]:
    """Each release whose rows or bytes are not there or not as they were written, with what is wrong."""
    for entry in _entries(root, read_inside(root, root / MANIFEST_FILE)):
        for read in (lambda entry=entry: _rows(root, entry), lambda entry=entry: _bytes(root, entry.release)):
            try:
                read()
            except (StoreError, InputFileError) as error:
                yield entry.release.file, error.message


def is_there(root: Path) -> bool:
    """Whether a folder has files of the older format."""
    return (root / "releases").is_dir()


def brought_over(root: Path) -> Contents:
    """Write a store of the older format in the newer one beside it, and remove the older when the newer holds the same.

    Called by the one writer. Raises StoreError, with the older one as it was, when a release is damaged in both forms.
    """
    try:
        content = read_inside(root, root / MANIFEST_FILE)
    except LostFile:
        return Contents()
    if is_older(content):
        before = contents(root, content)
        entries = tuple(_brought_over(root, entry) for entry in before.entries)
        written(root, Contents(entries, before.histories), Contents())
        after = read_contents(root, read_inside(root, root / MANIFEST_FILE))
        for release in before.releases:
            if not after.rows_of(release).collect().equals(before.rows_of(release).collect()):
                raise not_as_written(root / "history")
    _remove(root)
    return read_contents(root, read_inside(root, root / MANIFEST_FILE))


def _brought_over(root: Path, entry: Entry) -> Entry:
    """Write the bytes of a release in the newer form; lost bytes stay lost, and verify tells."""
    release = entry.release
    try:
        packed = raw.pack(release.file, _bytes(root, release))
    except StoreError:
        raw.keep(root, entry)
        return entry
    entry = replace(entry, packed_sha256=hashlib.sha256(packed).hexdigest())
    raw.keep(root, entry, packed)
    if raw.read(root, release.sha256) != _bytes(root, release):
        raise not_as_written(raw.path(root, release.sha256))
    return entry


def _entries(root: Path, content: bytes) -> list[OldEntry]:
    try:
        found = [
            OldEntry(release_from(row, "store"), row["rows_file"], row["rows_sha256"], tuple(row["receipts"]))
            for row in json.loads(content)["releases"]
        ]
        if not all(ROWS_FILE.fullmatch(one.rows_file) for one in found):
            raise ValueError("a file of rows lies elsewhere")
    except NOT_ENTRIES:
        raise DamagedManifest(root / MANIFEST_FILE) from None
    return found


def _history(root: Path, entries: list[OldEntry]) -> History:
    ordered = sorted(entries, key=lambda one: histories.publication_order(one.release))

    def read() -> pl.LazyFrame:
        return histories.made((one.release, Cells.of(_rows(root, one))) for one in ordered).table.lazy()

    return History(tuple(one.release for one in ordered), read)


def _rows(root: Path, entry: OldEntry) -> pl.DataFrame:
    """The rows of a release as they were kept, else made again from its bytes. Raises StoreError."""
    try:
        content = read_inside(root, root / entry.rows_file)
        if hashlib.sha256(content).hexdigest() == entry.rows_sha256:
            return histories.unpacked(content).select(COLUMNS).sort(KEY).collect()
    except StoreError:
        pass
    return cells_of(entry.release, _bytes(root, entry.release)).tidy()


def _bytes(root: Path, release: Release) -> bytes:
    path = root / RAW / release.sha256
    content = read_inside(root, path)
    if hashlib.sha256(content).hexdigest() != release.sha256:
        raise not_as_written(path)
    return content


def _remove(root: Path) -> None:
    """Remove the files of the older format, which the newer one has by now."""
    for path in _files(root):
        if path.parent.name != RAW or raw.path(root, path.name.removesuffix(".json")).is_file():
            remove(path)
    for folder in (*(root / "releases").glob("*"), root / "releases"):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _files(root: Path) -> Iterator[Path]:
    for path in (root / RAW).glob("*"):
        if RAW_FILE.fullmatch(path.name):
            yield path
    for path in (root / "releases").glob("*/*.parquet"):
        if ROWS_FILE.fullmatch(path.relative_to(root).as_posix()):
            yield path

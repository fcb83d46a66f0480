"""Is everything in the store as it was written, and if not, what can be made again from the raw bytes?"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from encounters.cbp.files import CsvBytes
from encounters.cbp.parse import parse
from encounters.errors import EncountersError
from encounters.store.disk import write_atomically, write_lock
from encounters.store.manifest import DamagedManifest, Entry, write_manifest
from encounters.store.releases import Store, parquet


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written: the file, what is wrong, and whether the raw bytes make up for it.

    `advice` says what to do about what cannot be repaired.
    """

    file: str
    problem: str
    repairable: bool
    advice: str = ""


def verify(store: Store) -> tuple[Fault, ...]:
    """Every file of the store that is missing or not as written: a flipped bit, an edit, a lost manifest entry.

    Raises StoreError for a store of a newer version of the program.
    """
    try:
        entries = store.entries()
    except DamagedManifest:
        return (Fault("manifest.json", "is damaged", bool(store.lost_entries())),)
    found = [fault for entry in entries for fault in _faults(store, entry)]
    for entry in _unnamed(store, entries):
        found.append(Fault("manifest.json", f"does not name {entry.release.file}, which is here", True))
    return tuple(found)


def repair(store: Store) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Make again what can be made again. Returns what was repaired and what still is not right.

    Raises StoreError when the store cannot be written, or was written by a newer version of the program.
    """
    before = verify(store)
    if not before:
        return (), ()
    with write_lock(store.root):
        entries: tuple[Entry, ...] = ()
        with contextlib.suppress(DamagedManifest):
            entries = store.entries()
        entries = (*entries, *_unnamed(store, entries))
        write_manifest(store.root, tuple(_repaired(store, entry) for entry in entries))
    after = verify(store)
    left = {(fault.file, fault.problem) for fault in after}
    return tuple(fault for fault in before if (fault.file, fault.problem) not in left), after


def _unnamed(store: Store, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries kept beside the raw bytes that the manifest lacks."""
    known = {entry.release.sha256 for entry in entries}
    return tuple(entry for entry in store.lost_entries() if entry.release.sha256 not in known)


def _faults(store: Store, entry: Entry) -> Iterator[Fault]:
    release = entry.release
    raw_is = _state(store.raw_path(release.sha256), release.sha256)
    if raw_is != "":
        yield Fault(_name(store, store.raw_path(release.sha256)), f"{raw_is} ({release.file})", False, _advice(entry))
    rows_are = _state(store.root / entry.rows_file, entry.rows_sha256)
    if rows_are != "":
        yield Fault(entry.rows_file, f"{rows_are} ({release.file})", raw_is == "")


def _state(path: Path, sha256: str) -> str:
    """What is wrong with a file, or nothing."""
    try:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if same else "is not as it was written"


def _advice(entry: Entry) -> str:
    url = entry.receipts[-1]["url"] if entry.receipts else entry.release.url
    fetched = f"save {url} again" if url else f"find {entry.release.file} again"
    then = f"then run: encounters import {entry.release.file}"
    return f"Its figures are not touched. To have its bytes back, {fetched}, {then}"


def _repaired(store: Store, entry: Entry) -> Entry:
    """The entry with its rows made again from the raw bytes, if they need it and the raw bytes are whole."""
    release = entry.release
    path = store.raw_path(release.sha256)
    if not any(fault.repairable for fault in _faults(store, entry)):
        return entry
    try:
        parsed = parse(CsvBytes(release.file, release.file, path.read_bytes()), accept_new_labels=True)
    except (EncountersError, OSError):
        return entry
    if (parsed.rows.height, int(parsed.rows["count"].sum())) != (release.rows, release.encounters):
        return entry
    content = parquet(parsed.rows)
    write_atomically(store.root / entry.rows_file, content)
    return replace(entry, rows_sha256=hashlib.sha256(content).hexdigest())


def _name(store: Store, path: Path) -> str:
    return path.relative_to(store.root).as_posix()

"""Is everything in the store as it was written, and if not, what can be made again from the raw bytes?

The raw bytes are the truth: entries, manifest and histories are held against what they say, and made again from them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.cbp.cells import Cells
from encounters.cbp.files import CsvBytes
from encounters.cbp.parse import parse
from encounters.errors import InputFileError, StoreError
from encounters.release import Release
from encounters.store import older, raw
from encounters.store.contents import Contents, written
from encounters.store.described import Arrival, cells_of, describe
from encounters.store.disk import LostFile, read_inside, write_lock
from encounters.store.history import History, made
from encounters.store.manifest import MANIFEST_FILE, DamagedManifest, Entry
from encounters.store.releases import Store

MISSING, ALTERED = "is missing", "is not as it was written"


class Fault(Struct, frozen=True):
    """Something that is not as it was written: the file, what is wrong, and whether the raw bytes make up for it.

    `advice` says what to do about what cannot be repaired.
    """

    file: str
    problem: str
    repairable: bool
    advice: str = ""


class Look(Struct):
    """A store as it is found. `cells` are made again from raw bytes; `entries` also those that the manifest lacks."""

    root: Path
    contents: Contents = field(default_factory=Contents)
    faults: list[Fault] = field(default_factory=list)
    cells: dict[str, Cells] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def tell(self, path: Path | str, problem: str, repairable: bool, advice: str = "") -> None:
        """Note a fault of a file."""
        file = path if isinstance(path, str) else path.relative_to(self.root).as_posix()
        self.faults.append(Fault(file, problem, repairable, advice))


def verify(store: Store) -> tuple[Fault, ...]:
    """Every file of the store that is missing, not as written, at odds with the raw bytes, or named by nothing.

    Waits for a writer, so that what is half done is not told as a fault. Raises StoreError for a store of a newer
    version of the program.
    """
    if not store.root.is_dir():
        return ()
    with _no_writer(store.root):
        if store.is_older:
            return tuple(Fault(file, problem, False) for file, problem in older.faults(store.root))
        return tuple(_look(store).faults)


def repair(store: Store) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Make again what can be made again. Returns what was repaired and what still is not right.

    Raises StoreError when the store cannot be written, or was written by a newer version of the program.
    """
    if not store.root.is_dir():
        return (), ()
    with write_lock(store.root):
        if store.is_older:
            older.brought_over(store.root)
        look = _look(store)
        if not look.faults:
            return (), ()
        _make_again(look)
        after = tuple(_look(store).faults)
    left = {(fault.file, fault.problem) for fault in after}
    return tuple(fault for fault in look.faults if (fault.file, fault.problem) not in left), after


def files(store: Store) -> list[tuple[str, str | None]]:
    """The files that a store should have, each with its release; none when the manifest does not tell."""
    try:
        contents = store.contents()
    except DamagedManifest:
        return []
    found: list[tuple[str, str | None]] = []
    for release in contents.releases:
        paths = (raw.path(store.root, release.sha256), raw.entry_path(store.root, release.sha256))
        found += [(path.relative_to(store.root).as_posix(), release.file) for path in paths]
    return found + [(own.file.file, None) for own in contents.histories.values() if own.file]


@contextmanager
def _no_writer(root: Path) -> Iterator[None]:
    """Keep writers out; a folder that can only be read has none."""
    with ExitStack() as lock:
        try:
            lock.enter_context(write_lock(root))
        except StoreError:
            if os.access(root, os.W_OK):
                raise
        yield


def _look(store: Store) -> Look:
    look = Look(store.root)
    try:
        look.contents = Store(store.root).contents()  # not what this process may have read before
    except DamagedManifest:
        look.tell(MANIFEST_FILE, "is damaged", bool(raw.kept(store.root)))
    for entry in look.contents.entries:
        _look_at_entry(look, entry)
    named = {release.sha256 for release in look.contents.releases}
    for sha256, parts in raw.kept(store.root).items():
        if sha256 not in named and sha256 not in look.contents.forgotten:
            _look_at_unnamed(look, sha256, "gz" in parts)
    for dataset, history in look.contents.histories.items():
        _look_at_history(look, dataset, history)
    return look


def _look_at_entry(look: Look, entry: Entry) -> None:
    """Whether a release's bytes are there and say what its entry says."""
    release, root = entry.release, look.root
    content = _bytes(root, release.sha256)
    if problem := _problem(raw.path(root, release.sha256), root, entry.packed_sha256):
        advice = "" if content else _advice(entry)
        look.tell(raw.path(root, release.sha256), f"{problem} ({release.file})", content is not None, advice)
    try:
        if raw.entry_of(root, release.sha256) != entry:
            look.tell(raw.entry_path(root, release.sha256), f"is not what the manifest has ({release.file})", True)
    except LostFile:
        look.tell(raw.entry_path(root, release.sha256), f"{MISSING} ({release.file})", True)
    except StoreError:
        look.tell(raw.entry_path(root, release.sha256), f"{ALTERED} ({release.file})", True)
    if content is not None:
        try:
            look.cells[release.sha256] = cells_of(release, content)
        except InputFileError:
            look.tell(MANIFEST_FILE, f"says other things of {release.file} than its bytes", True)
            entry = _entry_of_bytes(entry, content, look)
    look.entries.append(entry)


def _look_at_unnamed(look: Look, sha256: str, has_bytes: bool) -> None:
    """Bytes or an entry that the manifest does not name: of an import that did not end, or of a lost manifest."""
    path, content = raw.path(look.root, sha256), _bytes(look.root, sha256)
    entry: Entry | None = None
    with suppress(StoreError):
        entry = raw.entry_of(look.root, sha256)
    if content is not None:
        name = entry.release.file if entry else raw.name_in(read_inside(look.root, path)) or f"{sha256[:16]}.csv"
        try:
            kept = entry.release.new_labels if entry else ()
            parsed = parse(CsvBytes(name, name, content), accept_new_labels=True, kept=kept)
        except InputFileError as error:
            look.tell(path, f"is named by nothing and is no release: {error.problem}", False)
            return
        entry = entry or Entry(describe(CsvBytes(name, name, content), parsed, Arrival()), "")
        look.tell(path, f"is not in the manifest ({name})", True)
        look.cells[sha256] = parsed.cells
        look.entries.append(entry)
    elif has_bytes:
        look.tell(path, f"{ALTERED}, and nothing names it", False, _advice(entry) if entry else "")
    elif entry and not look.contents.entries:
        look.tell(path, f"{MISSING} ({entry.release.file})", False, _advice(entry))


def _look_at_history(look: Look, dataset: str, history: History) -> None:
    """Whether a history is as it was written and says what the raw bytes say."""
    file = history.file.file if history.file else f"releases/{dataset}"
    whole = all(release.sha256 in look.cells for release in history.releases)
    own = [entry.release for entry in look.contents.entries if entry.release.dataset == dataset]
    try:
        table = history.table
    except LostFile:
        look.tell(file, MISSING, whole)
    except StoreError:
        look.tell(file, ALTERED, whole)
    else:
        for release in own:
            if not history.has(release):
                look.tell(file, f"lacks the figures of {release.file}", release.sha256 in look.cells)
        if whole and not made((one, look.cells[one.sha256]) for one in history.releases).table.equals(table):
            look.tell(file, "does not say what the raw bytes say", True)


def _make_again(look: Look) -> None:
    """Write all that the raw bytes, or what is whole of the histories, give."""
    found: dict[str, list[tuple[Release, Cells]]] = {}
    entries = []
    for entry in look.entries:
        cells, content = look.cells.get(entry.release.sha256), _bytes(look.root, entry.release.sha256)
        packed = raw.pack(entry.release.file, content) if content is not None else None
        if packed is not None:
            entry = replace(entry, packed_sha256=hashlib.sha256(packed).hexdigest())
        raw.keep(look.root, entry, packed)
        entries.append(entry)
        if cells is None:
            with suppress(StoreError):
                cells = look.contents.cells_of(entry.release)
        if cells is not None:
            found.setdefault(entry.release.dataset, []).append((entry.release, cells))
    histories = {dataset: made(own) for dataset, own in found.items()}
    written(look.root, Contents(tuple(entries), histories, look.contents.forgotten), look.contents)


def _bytes(root: Path, sha256: str) -> bytes | None:
    """The bytes with that hash, or None where they are lost."""
    with suppress(StoreError):
        return raw.read(root, sha256)
    return None


def _problem(path: Path, root: Path, sha256: str) -> str:
    """What is wrong with a file, or nothing."""
    try:
        same = hashlib.sha256(read_inside(root, path)).hexdigest() == sha256
    except LostFile:
        return MISSING
    except StoreError:
        return "cannot be read"
    return "" if same else ALTERED


def _entry_of_bytes(entry: Entry, content: bytes, look: Look) -> Entry:
    """The entry with what its bytes say in place of what it says."""
    source = CsvBytes(entry.release.file, entry.release.file, content)
    with suppress(InputFileError):
        parsed = parse(source, accept_new_labels=True, kept=entry.release.new_labels)
        look.cells[source.sha256] = parsed.cells
        told = describe(source, parsed, Arrival(url=entry.release.url, fetched=entry.release.fetched))
        return replace(entry, release=replace(told, source=entry.release.source))
    return entry


def _advice(entry: Entry) -> str:
    url = entry.receipts[-1]["url"] if entry.receipts else entry.release.url
    fetched = f"save {url} again" if url else f"find {entry.release.file} again"
    then = f"then run: encounters import {entry.release.file}"
    return f"Its figures are not touched. To have its bytes back, {fetched}, {then}"

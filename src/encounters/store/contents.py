"""What a store holds, as its files tell it: each release's entry, and the history of each dataset."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.cbp.cells import Cells
from encounters.errors import StoreError
from encounters.release import Release
from encounters.store import history as histories
from encounters.store.disk import HISTORY, REPAIR, LostFile, not_as_written, read_inside, remove, write_all
from encounters.store.history import History, HistoryFile
from encounters.store.manifest import HISTORY_FILE, MANIFEST_FILE, Entry, Manifest, manifest_bytes, manifest_from

if TYPE_CHECKING:
    import polars as pl


class Contents(Struct, frozen=True):
    """The releases a store holds and what they say; `forgotten` are bytes taken back that may still be there."""

    entries: tuple[Entry, ...] = ()
    histories: Mapping[str, History] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()

    @property
    def releases(self) -> tuple[Release, ...]:
        """Every release, in the order in which they came."""
        return tuple(entry.release for entry in self.entries)

    def entry(self, sha256: str) -> Entry | None:
        """The entry of the bytes with that hash."""
        return next((entry for entry in self.entries if entry.release.sha256 == sha256), None)

    def history(self, dataset: str) -> History:
        """A dataset's history, which is empty where there is no release of it."""
        return self.histories.get(dataset) or History((), histories.empty)

    def history_with(self, dataset: str, releases: Iterable[Release]) -> History:
        """The history of a dataset, which has these releases. Raises StoreError."""
        history = self.history(dataset)
        for release in set(releases):
            if not history.has(release):
                raise StoreError(f"The store lacks the figures of {release.file}.", REPAIR)
        return history

    def rows_of(self, release: Release) -> pl.LazyFrame:
        """A release's tidy rows. Raises StoreError."""
        return self.history_with(release.dataset, [release]).rows_of(release)

    def cells_of(self, release: Release) -> Cells:
        """A release's rows as whole numbers. Raises StoreError."""
        return self.history_with(release.dataset, [release]).cells_of(dict.fromkeys(release.months, release))

    def with_release(self, entry: Entry, cells: Cells) -> Contents:
        """What is held with one more release. Raises TooManyLabels."""
        dataset, sha256 = entry.release.dataset, entry.release.sha256
        changed = self.history(dataset).with_release(entry.release, cells)
        kept = tuple(each for each in self.forgotten if each != sha256)
        return Contents((*self.entries, entry), {**self.histories, dataset: changed}, kept)

    def with_entry(self, entry: Entry) -> Contents:
        """What is held with another entry for a release that is held."""
        sha256 = entry.release.sha256
        return replace(self, entries=tuple(entry if one.release.sha256 == sha256 else one for one in self.entries))

    def without(self, release: Release) -> Contents:
        """What is held with a release taken back."""
        entries = tuple(entry for entry in self.entries if entry.release.sha256 != release.sha256)
        changed = {**self.histories, release.dataset: self.history(release.dataset).without(release)}
        return Contents(entries, changed, (*self.forgotten, release.sha256))


def read_contents(root: Path, content: bytes) -> Contents:
    """What a store with this manifest holds; a history is read when it is first asked for. Raises StoreError."""
    return contents_of(root, manifest_from(root, content))


def contents_of(root: Path, manifest: Manifest) -> Contents:
    """What a manifest says is held; a history is read when it is first asked for."""
    known = {entry.release.sha256: entry.release for entry in manifest.entries}
    return Contents(
        manifest.entries,
        {name: _history(root, manifest, name, known) for name in manifest.histories},
        manifest.forgotten,
    )


def _history(root: Path, manifest: Manifest, dataset: str, known: Mapping[str, Release]) -> History:
    file = manifest.histories[dataset]
    releases = tuple(known[sha256] for sha256 in file.releases)

    def read() -> pl.LazyFrame:
        try:
            return read_table(root, file)
        except LostFile:
            # A writer may have put a newer history in its place: what these releases say stands in that one too.
            now = manifest_from(root, read_inside(root, root / MANIFEST_FILE))
            if now == manifest:
                raise
            newer = contents_of(root, now).history(dataset)
            return histories.made(
                (release, newer.cells_of(dict.fromkeys(release.months, release))) for release in releases
            ).table.lazy()

    return History(releases, read, file)


def read_table(root: Path, file: HistoryFile) -> pl.LazyFrame:
    """The table of a history's file. Raises StoreError when it is gone or not as it was written."""
    content = read_inside(root, root / file.file)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise not_as_written(root / file.file)
    return histories.unpacked(content)


def written(root: Path, contents: Contents, before: Contents) -> None:
    """Bring contents into force: the histories that are not on disk, then the manifest. Raises StoreError.

    Histories that neither these contents nor those `before` name are removed: who read the manifest just before may
    still ask for its files.
    """
    files = {name: own.file for name, own in contents.histories.items() if own.file}
    new: dict[Path, bytes] = {}
    for dataset, own in contents.histories.items():
        if own.file is None and own.releases:
            content = histories.packed(own.table)
            sha256 = hashlib.sha256(content).hexdigest()
            place = f"{HISTORY}/{dataset}-{sha256[:16]}.parquet"
            files[dataset] = HistoryFile(place, sha256, tuple(one.sha256 for one in own.releases))
            new[root / place] = content
    if new:
        write_all(new)
    write_all({root / MANIFEST_FILE: manifest_bytes(Manifest(contents.entries, files, contents.forgotten))})
    named = {*files.values(), *(own.file for own in before.histories.values())}
    kept = {one.file for one in named if one}
    for path in (root / HISTORY).glob("*.parquet"):
        place = f"{HISTORY}/{path.name}"
        if re.fullmatch(HISTORY_FILE, place) and place not in kept:
            remove(path)

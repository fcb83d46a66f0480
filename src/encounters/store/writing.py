"""Changes to a store: kept as they come, in force together at the end, by one writer at a time."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from msgspec.structs import replace

from encounters.cbp.cells import Cells, TooManyLabels
from encounters.cbp.files import CsvBytes
from encounters.errors import InputFileError, StoreError
from encounters.names import DIMENSIONS
from encounters.release import Release
from encounters.store import older, raw
from encounters.store.contents import written
from encounters.store.described import cells_of
from encounters.store.difference import in_both, moved
from encounters.store.disk import remove, write_all, write_lock
from encounters.store.holdings import Holdings
from encounters.store.manifest import Entry
from encounters.store.releases import Store

README_FILE = "README.txt"
README = (
    "This folder belongs to the program 'encounters': CBP's published encounter files, as fetched or imported.\n"
    "raw/ holds each file's bytes under their sha256, compressed; history/ what they say, made from them.\n"
    "Do not edit it; 'encounters status --verify' checks it.\n"
)


@contextmanager
def writing(store: Store) -> Iterator[Writing]:
    """Be the one writer from the first change to the end, when all changes come into force together."""
    with ExitStack() as lock:
        changes = Writing(store, lock)
        try:
            yield changes
            changes.commit()
        except BaseException:
            changes.undo()
            raise


class Writing:
    """Changes to a store that are not in force yet. The store is locked when the first is made."""

    def __init__(self, store: Store, lock: ExitStack) -> None:
        self.root = store.root
        self._store, self._lock = store, lock
        self._locked = False
        self._kept: list[str] = []
        self._before = self.contents = store.contents()

    @property
    def holdings(self) -> Holdings:
        """What would be on hand if the changes were in force, and what is bundled."""
        return Holdings(self._store, self.contents)

    def begin(self) -> None:
        """Lock the store, see what is there by now, bring an older format over, and take in what a killed import left.

        Raises StoreError.
        """
        if self._locked:
            return
        self._lock.enter_context(write_lock(self.root))
        self._locked = True
        self._before = self.contents = self._store.contents()
        if older.is_there(self.root):
            self._before = self.contents = older.brought_over(self.root)
        for sha256 in self.contents.forgotten:
            self._remove(sha256)
        known = {*self.contents.forgotten, *(release.sha256 for release in self.contents.releases)}
        for entry in raw.unnamed(self.root, known):
            self._take_in(entry)

    def add(
        self, source: CsvBytes, cells: Cells, release: Release, receipt: dict[str, Any] | None = None
    ) -> Release | None:
        """Keep a release, or return the one already kept that it repeats; of that one only the receipt is new.

        Raises Contradiction when it contradicts a stored release of the same dataset, publication date and last month,
        StoreError when the store cannot be written, and TooManyLabels. Each time the store is as it was.
        """
        receipts = (receipt,) if receipt else ()
        self.begin()
        if known := self._repeated(source, cells, release):
            self._restore_raw(known, source)
            self._add_receipts(known, receipts)
            return known.release
        packed = raw.pack(release.file, source.content)
        entry = Entry(release, hashlib.sha256(packed).hexdigest(), receipts)
        contents = self.contents.with_release(entry, cells)
        self._kept.append(release.sha256)
        raw.keep(self.root, entry, packed)
        self.contents = contents
        return None

    def forget(self, release: Release) -> None:
        """Take a release back, its raw bytes too."""
        self.begin()
        self.contents = self.contents.without(release)

    def commit(self) -> None:
        """Bring the changes into force: the histories they touch, then the manifest. Raises StoreError."""
        if self.contents is self._before:
            return
        if not (self.root / README_FILE).exists():
            write_all({self.root / README_FILE: README.encode()})
        written(self.root, self.contents, self._before)
        for sha256 in self.contents.forgotten:
            self._remove(sha256)

    def undo(self) -> None:
        """Take away the bytes that were kept for changes which did not come into force: the next writer would take them
        for those of one that was killed."""
        with contextlib.suppress(StoreError):
            named = {release.sha256 for release in self._store.contents().releases} if self._kept else set()
            for sha256 in self._kept:
                if sha256 not in named:
                    self._remove(sha256)

    def _take_in(self, entry: Entry) -> None:
        """Make a release again that an import kept and did not come to name."""
        with contextlib.suppress(StoreError, InputFileError, TooManyLabels):
            cells = cells_of(entry.release, raw.read(self.root, entry.release.sha256))
            self.contents = self.contents.with_release(entry, cells)

    def _restore_raw(self, known: Entry, source: CsvBytes) -> None:
        """Write the raw bytes again where they were lost or damaged and have now come once more."""
        if known.release.sha256 != source.sha256:
            return
        try:
            raw.read(self.root, source.sha256)
        except StoreError:
            packed = raw.pack(known.release.file, source.content)
            entry = replace(known, packed_sha256=hashlib.sha256(packed).hexdigest())
            raw.keep(self.root, entry, packed)
            self.contents = self.contents.with_entry(entry)

    def _add_receipts(self, known: Entry, receipts: tuple[dict[str, Any], ...]) -> None:
        """Keep the receipts of bytes that are stored already: the newest of each address."""
        new = {receipt["url"] for receipt in receipts}
        kept = tuple(receipt for receipt in known.receipts if receipt["url"] not in new)
        if receipts:
            now = self.contents.entry(known.release.sha256) or known
            entry = replace(now, receipts=(*kept, *receipts))
            raw.keep(self.root, entry)
            self.contents = self.contents.with_entry(entry)

    def _repeated(self, source: CsvBytes, cells: Cells, release: Release) -> Entry | None:
        for entry in self.contents.entries:
            kept = entry.release
            if kept.sha256 == release.sha256:
                return entry
            if _same_occasion(kept, release):
                check_agreement(source.name, cells, self.contents.cells_of(kept), kept)
                if (kept.months, kept.regions, kept.source) == (release.months, release.regions, release.source):
                    return entry
        return None

    def _remove(self, sha256: str) -> None:
        for path in (raw.entry_path(self.root, sha256), raw.path(self.root, sha256)):
            remove(path)


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


def check_agreement(name: str, new: Cells, before: Cells, kept: Release) -> None:
    """Raise Contradiction, with what differs, unless both give the same counts for the months both have."""
    changed = moved(*in_both(before, new))
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

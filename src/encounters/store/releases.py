"""A folder of releases: never changed once stored, one writer at a time, each command's changes in force together.

manifest.json                       what is here; replaced last
raw/<sha256>.csv.gz, .csv.json      the bytes of each CSV and its entry: the truth, from which all else can be made
history/<dataset>-<sha256>.parquet  all that the releases of a dataset said
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from encounters.release import Release
from encounters.store.contents import Contents, read_contents
from encounters.store.disk import LostFile, read_inside
from encounters.store.manifest import MANIFEST_FILE, Entry, is_older

if TYPE_CHECKING:
    import polars as pl


class Store:
    """The releases kept in a folder. Reading never waits for a writer; no folder is an empty store."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: tuple[bytes, Contents] | None = None

    def contents(self) -> Contents:
        """What is here now. Raises StoreError."""
        try:
            content = read_inside(self.root, self.root / MANIFEST_FILE)
        except LostFile:
            return Contents()
        if self._seen is None or content != self._seen[0]:
            self._seen = (content, self._read(content))
        return self._seen[1]

    def _read(self, content: bytes) -> Contents:
        if not is_older(content):
            return read_contents(self.root, content)
        from encounters.store import older

        return older.contents(self.root, content)

    @property
    def is_older(self) -> bool:
        """Whether what is here is of an older format."""
        with suppress(LostFile):
            return is_older(read_inside(self.root, self.root / MANIFEST_FILE))
        return False

    def entries(self) -> tuple[Entry, ...]:
        """Every stored release with its receipts. Raises StoreError."""
        return self.contents().entries

    def releases(self) -> tuple[Release, ...]:
        """Every stored release. Raises StoreError."""
        return self.contents().releases

    def rows(self, release: Release) -> pl.LazyFrame:
        """A release's tidy rows. Raises StoreError."""
        return self.contents().rows_of(release)

    def raw(self, release: Release) -> bytes:
        """The CSV's bytes as published. Raises StoreError."""
        from encounters.store import raw

        return raw.read(self.root, release.sha256)

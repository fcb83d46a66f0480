"""A folder of releases: never changed once stored, one writer at a time, each command's changes in force together.

manifest.json                       what is here; replaced last
raw/<sha256>.csv.gz, .csv.json      the bytes of each CSV and its entry: the truth, from which all else can be made
history/<dataset>-<sha256>.parquet  all that the releases of a dataset said
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from encounters.results import Release
from encounters.store import older, raw
from encounters.store.contents import Contents, read_contents
from encounters.store.disk import LostFile, read_inside
from encounters.store.manifest import MANIFEST_FILE, Entry

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
            read = older.contents if older.is_older(content) else read_contents
            self._seen = (content, read(self.root, content))
        return self._seen[1]

    @property
    def is_older(self) -> bool:
        """Whether what is here is of an older format."""
        with suppress(LostFile):
            return older.is_older(read_inside(self.root, self.root / MANIFEST_FILE))
        return False

    def entries(self) -> tuple[Entry, ...]:
        """Every stored release with its receipts. Raises StoreError."""
        return self.contents().entries

    def releases(self) -> tuple[Release, ...]:
        """Every stored release. Raises StoreError."""
        return self.contents().releases

    def rows(self, release: Release) -> pl.LazyFrame:
        """A release's tidy rows. Raises StoreError."""
        return self.contents().rows_of(release).lazy()

    def raw(self, release: Release) -> bytes:
        """The CSV's bytes as published. Raises StoreError."""
        return raw.read(self.root, release.sha256)

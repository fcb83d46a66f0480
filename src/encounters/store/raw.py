"""The bytes of each CSV as published, compressed, under the sha256 of what they are.

raw/<sha256>.csv.gz     the bytes; `gunzip` gives the file back
raw/<sha256>.csv.json   what is known of them: the release's entry in the manifest, should the manifest be lost
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import re
from collections.abc import Collection
from pathlib import Path

from encounters.cbp.files import gunzip
from encounters.errors import InputFileError, StoreError
from encounters.store.disk import RAW, not_as_written, read_inside, write_all
from encounters.store.manifest import NOT_ENTRIES, Entry, entry_from, entry_row, sealed, unsealed

BYTES, ENTRY = ".csv.gz", ".csv.json"
LEVEL = 2
"""Four times as fast as the usual 6, and a fifth larger."""
NAME = re.compile(r"([0-9a-f]{64})\.csv\.(gz|json)")


def path(root: Path, sha256: str) -> Path:
    """Where the bytes with that hash are kept."""
    return root / RAW / f"{sha256}{BYTES}"


def entry_path(root: Path, sha256: str) -> Path:
    """Where the entry of the bytes with that hash is kept beside them."""
    return root / RAW / f"{sha256}{ENTRY}"


def pack(name: str, content: bytes) -> bytes:
    """Bytes compressed, with the name of their file."""
    packed = io.BytesIO()
    with gzip.GzipFile(name, "wb", LEVEL, packed, mtime=0) as stream:
        stream.write(content)
    return packed.getvalue()


def name_in(packed: bytes) -> str | None:
    """The file's name that compressed bytes tell."""
    has_name, start = len(packed) > 10 and packed[3] == 8, 10
    return packed[start : packed.find(0, start)].decode("latin-1") if has_name else None


def read(root: Path, sha256: str) -> bytes:
    """The bytes with that hash. Raises StoreError when they are not there or are others."""
    where = path(root, sha256)
    try:
        content = gunzip(read_inside(root, where), where.name)
    except InputFileError:
        raise not_as_written(where) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise not_as_written(where)
    return content


def kept(root: Path) -> dict[str, set[str]]:
    """The hashes that raw/ has something of, each with what there is of it: `gz`, `json`."""
    found: dict[str, set[str]] = {}
    for each in sorted((root / RAW).glob("*")):
        if match := NAME.fullmatch(each.name):
            found.setdefault(match[1], set()).add(match[2])
    return found


def entry_of(root: Path, sha256: str) -> Entry:
    """The entry kept beside the bytes with that hash. Raises StoreError when it is gone or not as it was written."""
    where = entry_path(root, sha256)
    try:
        entry = entry_from(unsealed(read_inside(root, where)))
    except NOT_ENTRIES:
        raise not_as_written(where) from None
    if entry.release.sha256 != sha256:
        raise not_as_written(where)
    return entry


def keep(root: Path, entry: Entry, packed: bytes | None = None) -> None:
    """Write an entry, and its bytes where they are given. Raises StoreError."""
    files = {entry_path(root, entry.release.sha256): sealed(entry_row(entry))}
    if packed is not None:
        files[path(root, entry.release.sha256)] = packed
    write_all(files)


def unnamed(root: Path, known: Collection[str]) -> list[Entry]:
    """The entries of bytes that are here, whole, under hashes that are not known."""
    found = []
    for sha256, parts in kept(root).items():
        if sha256 not in known and parts == {"gz", "json"}:
            with contextlib.suppress(StoreError):
                found.append(entry_of(root, sha256))
    return found

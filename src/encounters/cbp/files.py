"""A file on disk to the bytes of one CSV: plain, gzip, or a zip that holds one CSV. Bounded, whatever the file says."""

from __future__ import annotations

import functools
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from encounters.errors import InputFileError

MAX_BYTES = 32 * 1024 * 1024
"""For one CSV, unpacked; CBP's largest have a few megabytes."""
CHUNK = 1024 * 1024
WORKBOOK = "xl/workbook.xml"
# What zipfile raises for damaged, protected or unsupported content: seeks and names out of range are ValueErrors.
ZIP_ERRORS = (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, OverflowError, zlib.error)
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class CsvBytes(Struct, frozen=True, dict=True):
    """The bytes of one CSV and where they came from; `path` is what publication dates are read from."""

    name: str
    path: str
    content: bytes

    @functools.cached_property
    def sha256(self) -> str:
        """The hash of the CSV itself, the same whether it came plain or compressed."""
        return hashlib.sha256(self.content).hexdigest()


def read_file(path: Path) -> CsvBytes:
    """The CSV in a file. Raises InputFileError for what cannot be read, is too large, or holds no single CSV."""
    shown = str(path)
    try:
        if not path.is_file():
            raise InputFileError(shown, _no_file(path), hint=NAME_IT)
        if path.stat().st_size > MAX_BYTES:
            raise too_large(shown)
        raw = path.read_bytes()
    except OSError as error:
        raise InputFileError(shown, f"cannot be read: {error.strerror or error}", hint=NAME_IT) from None
    if raw.startswith(b"PK\x03\x04"):
        return _unzip(path, raw)
    if raw.startswith(b"\x1f\x8b"):
        name = path.name.removesuffix(".gz") or path.name
        return CsvBytes(name, str(path.with_name(name)), gunzip(raw, shown))
    return CsvBytes(path.name, shown, raw)


NAME_IT = "Name one of CBP's CSV files, plain or as .gz or .zip."


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "is a folder, not a file"
    return "is not a regular file" if path.exists() else "there is no such file"


def too_large(name: str) -> InputFileError:
    """The error for content beyond the limit; CBP's files are a few megabytes."""
    return InputFileError(
        name,
        f"is larger than {MAX_BYTES // 1024**2} MB",
        hint="CBP's encounter files are under 10 MB: is this one of them?",
    )


class Unpacker:
    """Gzip or zlib content, a piece of at most CHUNK at a time, so that who takes them can stop. Raises Damaged."""

    def __init__(self) -> None:
        # 32 + 15 accepts both gzip and zlib, whatever they are called.
        self._decoder = zlib.decompressobj(wbits=47)

    def pieces(self, block: bytes) -> Iterator[bytes]:
        """What some more of the compressed bytes unpack to."""
        try:
            while block:
                yield self._decoder.decompress(block, CHUNK)
                block = self._decoder.unconsumed_tail
        except zlib.error as error:
            raise Damaged(f"compressed content is damaged ({error})") from None
        if self._decoder.unused_data:
            raise Damaged("compressed content has data after its end")

    def rest(self) -> bytes:
        """The last of it, when all has come."""
        rest = self._decoder.flush()
        if not self._decoder.eof:
            raise Damaged("compressed content is cut short")
        return rest


class Damaged(Exception):
    """Compressed content that does not unpack."""


def gunzip(raw: bytes, name: str) -> bytes:
    """Gzip content, decompressed within the limit. Raises InputFileError."""
    unpacked, unpacker = bytearray(), Unpacker()
    try:
        for at in range(0, len(raw), CHUNK):
            for piece in unpacker.pieces(raw[at : at + CHUNK]):
                unpacked += piece
                if len(unpacked) > MAX_BYTES:
                    raise too_large(name)
        return bytes(unpacked + unpacker.rest())
    except Damaged as error:
        raise InputFileError(name, f"its {error}", hint="Download it again.") from None


UNPACK = "Unpack it, and name the CSV itself."


def _is_csv(member: str) -> bool:
    """Whether a zip's member is a CSV; macOS puts a `._` file of its own beside each."""
    return member.lower().endswith(".csv") and not PurePosixPath(member).name.startswith("._")


def _unzip(path: Path, raw: bytes) -> CsvBytes:
    shown = str(path)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if WORKBOOK in archive.namelist():
                raise InputFileError(shown, "is an Excel workbook, not a CSV", hint="Take CBP's own CSV file.")
            members = [info for info in archive.infolist() if _is_csv(info.filename)]
            if len(members) != 1:
                raise InputFileError(shown, f"holds {len(members)} CSV files; it must hold one", hint=UNPACK)
            if members[0].compress_type not in ZIP_METHODS:
                raise InputFileError(shown, "is a zip whose compression is neither none nor deflate", hint=UNPACK)
            with archive.open(members[0]) as stream:
                content = stream.read(MAX_BYTES + 1)
    except ZIP_ERRORS as error:
        raise InputFileError(shown, f"is a damaged or protected zip ({error})", hint=UNPACK) from None
    if len(content) > MAX_BYTES:
        raise too_large(shown)
    member = Path(members[0].filename)
    # A folder in the zip states the date before the folder it lies in does.
    return CsvBytes(member.name, str(path.parent / member), content)

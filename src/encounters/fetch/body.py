"""What arrives of one file: decompressed here, counted and limited as it comes, kept on disk beyond a few megabytes.

httpx would decompress each block of the network whole, which lets a compressed bomb fill the memory before anybody
counts. Here nothing is unpacked beyond the limit.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zlib
from typing import IO

from encounters.errors import PublisherError, StoreError

IN_MEMORY = 16 * 1024 * 1024
CHUNK = 1024 * 1024
IDENTITY = ("", "identity")


class Broken(Exception):
    """The content ended too soon or cannot be unpacked; asking again may help."""


class Body:
    """The bytes of one page or file. `received` counts what came over the network, `size` what it unpacked to."""

    def __init__(self, url: str, limit: int) -> None:
        self.url, self.limit = url, limit
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed in close)
        self.begin("")

    def begin(self, encoding: str) -> None:
        """Start afresh for content with this Content-Encoding. Raises PublisherError for one that was not asked for."""
        encoding = encoding.strip().lower()
        if encoding not in (*IDENTITY, "gzip", "x-gzip", "deflate"):
            raise PublisherError(f"{self.url} came compressed as '{encoding}', which was not asked for.")
        self._file.seek(0)
        self._file.truncate()
        self.received = self.size = 0
        # 32 + 15 accepts both gzip and zlib, whatever the header called it.
        self._unpack = None if encoding in IDENTITY else zlib.decompressobj(wbits=47)

    @property
    def plain(self) -> bool:
        """Whether the bytes are kept as they came, so that a broken download can be taken up again."""
        return self._unpack is None

    def feed(self, block: bytes) -> None:
        """Take one block from the network. Raises Broken, and PublisherError beyond the limit."""
        self.received += len(block)
        if self._unpack is None:
            self._keep(block)
            return
        try:
            while block:
                self._keep(self._unpack.decompress(block, CHUNK))
                block = self._unpack.unconsumed_tail
        except zlib.error as error:
            raise Broken(f"its compressed content is damaged ({error})") from None
        if self._unpack.unused_data:
            raise Broken("it has data after the end of its compressed content")

    def finish(self) -> None:
        """Check that the content is whole. Raises Broken."""
        if self._unpack is not None:
            self._keep(self._unpack.flush())
            if not self._unpack.eof:
                raise Broken("its compressed content is cut short")

    def start(self, count: int = 1024) -> bytes:
        """The first bytes."""
        self._file.seek(0)
        return self._file.read(count)

    def end(self) -> bytes:
        """The last byte."""
        self._file.seek(max(0, self.size - 1))
        return self._file.read(1)

    def content(self) -> bytes:
        """All of it."""
        self._file.seek(0)
        return self._file.read()

    def close(self) -> None:
        """Give back the space it takes."""
        self._file.close()

    def expect(self, size: int) -> None:
        """Raises PublisherError for a size beyond the limit."""
        if size > self.limit:
            raise PublisherError(
                f"{self.url} is larger than {size_text(self.limit)} and was not taken.",
                "CBP's encounter files are under 10 MB and its pages under 1 MB: this is something else.",
            )

    def _keep(self, block: bytes) -> None:
        self.size += len(block)
        self.expect(self.size)
        try:
            self._file.seek(0, io.SEEK_END)
            self._file.write(block)
        except OSError as error:
            raise StoreError(f"No space for the download in {tempfile.gettempdir()}: {error.strerror}.") from None


def size_text(count: int) -> str:
    """A number of bytes in words."""
    return f"{count / 1024**2:g} MB" if count >= 1024**2 else f"{count:,} bytes"


def sha256(content: bytes) -> str:
    """The hash by which releases are known."""
    return hashlib.sha256(content).hexdigest()

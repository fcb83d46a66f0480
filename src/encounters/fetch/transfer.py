"""One file on its way: asked for whole, only if changed, or from where it broke off; unpacked and checked as it comes.

httpx would decompress each block of the network whole, which lets a compressed bomb fill the memory before anybody
counts. Here nothing is unpacked beyond the limit.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO

from msgspec import Struct

from encounters.cbp.files import Damaged, Unpacker
from encounters.errors import PublisherError, StoreError
from encounters.fetch.receipt import Receipt

Progress = Callable[[int, int | None], None]
CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
CONDITIONS = ("If-None-Match", "If-Modified-Since")
IN_MEMORY = 16 * 1024 * 1024
IDENTITY = ("", "identity")


class Broken(Exception):
    """The content ended too soon or cannot be unpacked; asking again may help."""


class Answer(Struct, frozen=True):
    """A server's answer without its content: status, the address that gave it in the end, headers in lower case."""

    status: int
    url: str
    headers: Mapping[str, str]

    def retry_after(self, now: datetime) -> float | None:
        """The seconds after which the server asks to be asked again, or None when it says nothing that can be read.

        It is a number or a date; a date is measured from the server's own `Date`, since this computer's clock may be
        wrong.
        """
        text = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        then = http_date(text)
        return max(0.0, (then - (self.date or now)).total_seconds()) if then else None

    @property
    def date(self) -> datetime | None:
        """The server's own time."""
        return http_date(self.headers.get("date"))


def http_date(text: str | None) -> datetime | None:
    """The moment that a header states, in UTC; None for one that states none or lies beyond the calendar."""
    try:
        found = parsedate_to_datetime(text or "")
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


class Version(Struct, frozen=True):
    """What the server says marks this version of a file."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Version:
        """The version an answer is of."""
        return cls(_sendable(answer.headers.get("etag")), _sendable(answer.headers.get("last-modified")))

    @property
    def mark(self) -> str | None:
        """The mark that proves two downloads to be of the same bytes: a strong ETag, else the date, else None."""
        if self.etag:
            return None if self.etag.startswith("W/") else self.etag
        return self.last_modified


def _sendable(mark: str | None) -> str | None:
    """A mark that a header can carry back, or None: servers send what they like."""
    return mark if mark and mark.isascii() and mark.isprintable() else None


class Transfer:
    """The download of one address through all its repeats. Close it when done."""

    def __init__(self, url: str, limit: int, known: Receipt | None = None, progress: Progress | None = None) -> None:
        self.url, self.known, self.progress = url, known, progress
        self.body = Body(url, limit)
        self.version = Version()
        self.total: int | None = None
        self._resume = False

    def headers(self) -> dict[str, str]:
        """The headers to ask with now: for the rest of what broke off, else for what is not on hand yet."""
        if self._resume and self.version.mark:
            return {"Range": f"bytes={self.body.received}-", "If-Range": self.version.mark}
        if self.known is None:
            return {}
        marks = zip(CONDITIONS, (self.known.etag, self.known.last_modified), strict=True)
        return {name: kept for name, mark in marks if (kept := _sendable(mark))}

    def receive(self, answer: Answer, blocks: Iterable[bytes]) -> None:
        """Take the content of a 200 or 206 answer. Raises Broken if not whole, PublisherError beyond the limit."""
        if answer.status == 304 and self.headers().keys().isdisjoint(CONDITIONS):
            self._resume = False
            raise Broken("the server says that it is unchanged, which nobody asked")
        if answer.status == 206:
            self._go_on(answer)
        elif answer.status == 200:
            self._begin(answer)
        else:
            if answer.status == 416:
                self._resume = False
                raise Broken("the server could not go on from where it broke off")
            return
        for block in blocks:
            self.body.feed(block)
            self._resume = self.body.plain and answer.headers.get("accept-ranges", "").lower() != "none"
            if self.progress:
                self.progress(self.body.received, self.total)
        self._check()

    def restart(self) -> None:
        """Ask for the whole next time."""
        self._resume = False

    def close(self) -> None:
        """Give back the space the content takes."""
        self.body.close()

    def _begin(self, answer: Answer) -> None:
        self.body.begin(answer.headers.get("content-encoding", ""))
        self._resume = False
        self.version = Version.of(answer)
        length = answer.headers.get("content-length", "")
        self.total = int(length) if length.isascii() and length.isdigit() else None
        self.body.expect(self.total or 0)

    def _go_on(self, answer: Answer) -> None:
        """Check that the rest is the rest of the same file: a server may honour Range and overlook If-Range."""
        found = CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
        went_on = self._resume and found is not None and int(found[1]) == self.body.received
        total = int(found[3]) if found and found[3] != "*" else self.total
        same = Version.of(answer).mark == self.version.mark and self.total in (None, total)
        if not (went_on and same and answer.headers.get("content-encoding", "") in ("", "identity")):
            self._resume = False
            raise Broken("the server went on with something else")
        self.total = total

    def _check(self) -> None:
        self.body.finish()
        if self.total is not None and self.body.received != self.total:
            raise Broken(f"{self.body.received:,} of {self.total:,} bytes came")
        if self.body.size == 0:
            self._resume = False
            raise Broken("it is empty")


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
        self._unpacker = None if encoding in IDENTITY else Unpacker()

    @property
    def plain(self) -> bool:
        """Whether the bytes are kept as they came, so that a broken download can be taken up again."""
        return self._unpacker is None

    def feed(self, block: bytes) -> None:
        """Take one block from the network. Raises Broken, and PublisherError beyond the limit."""
        self.received += len(block)
        if self._unpacker is None:
            self._keep(block)
            return
        with _as_broken():
            for piece in self._unpacker.pieces(block):
                self._keep(piece)

    def finish(self) -> None:
        """Check that the content is whole. Raises Broken."""
        if self._unpacker is not None:
            with _as_broken():
                self._keep(self._unpacker.rest())

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


@contextlib.contextmanager
def _as_broken() -> Iterator[None]:
    try:
        yield
    except Damaged as error:
        raise Broken(f"its {error}") from None


def size_text(count: int) -> str:
    """A number of bytes in words."""
    return f"{count / 1024**2:g} MB" if count >= 1024**2 else f"{count:,} bytes"


def sha256(content: bytes) -> str:
    """The hash by which releases are known."""
    return hashlib.sha256(content).hexdigest()

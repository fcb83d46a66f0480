"""One file on its way: asked for whole, only if changed, or from where it broke off; checked when it is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from encounters.fetch.body import Body, Broken
from encounters.fetch.receipt import Receipt

Progress = Callable[[int, int | None], None]
CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@dataclass(frozen=True)
class Answer:
    """A server's answer without its content: status, the address that gave it in the end, headers in lower case."""

    status: int
    url: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Version:
    """What the server says marks this version of a file."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Version:
        """The version an answer is of."""
        return cls(answer.headers.get("etag"), answer.headers.get("last-modified"))

    @property
    def mark(self) -> str | None:
        """The mark that proves two downloads to be of the same bytes: a strong ETag, else the date, else None."""
        if self.etag:
            return None if self.etag.startswith("W/") else self.etag
        return self.last_modified


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
        asked = {}
        if self.known and self.known.etag:
            asked["If-None-Match"] = self.known.etag
        if self.known and self.known.last_modified:
            asked["If-Modified-Since"] = self.known.last_modified
        return asked

    def receive(self, answer: Answer, blocks: Iterable[bytes]) -> None:
        """Take the content of a 200 or 206 answer. Raises Broken if not whole, PublisherError beyond the limit."""
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

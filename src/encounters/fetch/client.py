"""Pages and files from the publisher, asked for politely: repeats, waits, walls, and a receipt for each file.

    with Client(client_settings(), tell=note) as client:
        page = client.page("https://www.cbp.gov/document/stats/southwest-land-border-encounters")
        download = client.file(link.url, known=receipt)     # None: unchanged since that receipt

One request at a time with a pause between them. Nothing is kept on disk here.
"""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from encounters.cbp.datasets import published_in
from encounters.config import DAY
from encounters.errors import PublisherError
from encounters.fetch.line import Again, Deadline, Line
from encounters.fetch.receipt import Receipt
from encounters.fetch.settings import ClientSettings
from encounters.fetch.transfer import Answer, Progress, Transfer, sha256
from encounters.release import site_of

REFUSED = 403
TOO_OFTEN = (403, 429)
GONE = (404, 410)
BUSY = (408, 425, 429, 500, 502, 503, 504)
WALL_WORDS = re.compile(
    r"access denied|pardon our interruption|request unsuccessful|are you (a )?human|captcha|unusual traffic|"
    r"checking your browser|enable javascript and cookies",
    re.IGNORECASE,
)
ENOUGH = 2
"""So many files refused one after the other, and a host is not asked again."""


class Page(Struct, frozen=True):
    """A web page: the address that answered, and its text."""

    url: str
    text: str


class Download(Struct, frozen=True):
    """The bytes of one CSV and their receipt."""

    content: bytes
    receipt: Receipt


class Client:
    """A conversation with the publisher. Use as a context manager. `tell` is told of waits and repeats."""

    def __init__(self, settings: ClientSettings, tell: Callable[[str], None] = lambda line: None) -> None:
        self.settings, self.tell = settings, tell
        self._agents = settings.agents
        self._agent = 0
        self._line = Line(settings)
        self._last: float | None = None
        self._refused: dict[str, int] = {}
        self._clock_told = False

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.__exit__()

    def page(self, url: str) -> Page:
        """A page as text. Raises PublisherError."""
        transfer = Transfer(url, self.settings.page_limit)
        try:
            answer = self._ask(transfer, _refuse_wall)
            return Page(answer.url, _decode(transfer.body.content(), answer.headers.get("content-type", "")))
        finally:
            transfer.close()

    def file(self, url: str, known: Receipt | None = None, progress: Progress | None = None) -> Download | None:
        """A CSV file, or None when it is unchanged since the receipt `known`. Raises PublisherError."""
        transfer = Transfer(url, self.settings.file_limit, known, progress)
        try:
            answer = self._ask(transfer, _refuse_page)
            if answer.status == 304:
                return None
            content = transfer.body.content()
            return Download(content, self._receipt(transfer, answer, content))
        finally:
            transfer.close()

    def _receipt(self, transfer: Transfer, answer: Answer, content: bytes) -> Receipt:
        return Receipt(
            url=transfer.url,
            final_url=answer.url,
            published=published_in(unquote(urlsplit(transfer.url).path).lstrip("/")),
            fetched=self.settings.now(),
            etag=transfer.version.etag,
            last_modified=transfer.version.last_modified,
            sha256=sha256(content),
            bytes=len(content),
            client=self._agents[self._agent],
            via=site_of(answer.url),
        )

    def _ask(self, transfer: Transfer, check: Callable[[Transfer, Answer], None]) -> Answer:
        """Ask until there is an answer, there can be none, or patience ends. Raises PublisherError."""
        url, host = transfer.url, urlsplit(transfer.url).netloc
        refused_before = self._refused.get(host, 0)
        if refused_before >= ENOUGH:
            raise walled(url)
        # A host that has just refused a file for good is asked once for the next: it may have been that file alone.
        refusals_left = len(self._agents) if not refused_before else 0
        deadline = Deadline.within(self.settings.total, self.settings.pace.clock)
        for attempt in range(1, self.settings.pace.attempts + 1):
            self._pause()
            try:
                answer = self._once(transfer, deadline, check)
                self._refused[host] = 0
                return answer
            except Refused as refused:
                if not refusals_left or attempt == self.settings.pace.attempts:
                    self._refused[host] = refused_before + 1
                    raise walled(url) from None
                refusals_left -= 1
                self._agent = min(self._agent + 1, len(self._agents) - 1)
                transfer.restart()
                self._wait(url, attempt, Again(str(refused)), deadline)
            except Again as again:
                self._wait(url, attempt, again, deadline)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _once(self, transfer: Transfer, deadline: Deadline, check: Callable[[Transfer, Answer], None]) -> Answer:
        """One attempt. Raises Again, Refused, PublisherError."""
        files = check is _refuse_page
        headers = {
            "User-Agent": self._agents[self._agent],
            "Accept": "text/csv, */*;q=0.5" if files else "text/html, application/json;q=0.9, */*;q=0.5",
            # A file as it is: its length can be checked, and a broken download taken up again.
            "Accept-Encoding": "identity" if files else "gzip, deflate",
            **transfer.headers(),
        }
        try:
            answer = self._line.get(transfer.url, headers, deadline, transfer.receive)
        finally:
            self._last = self.settings.pace.clock()
        self._check_clock(answer)
        _check_status(transfer.url, answer, self.settings.now())
        check(transfer, answer)
        return answer

    def _pause(self) -> None:
        """Leave the server in peace between two requests."""
        pace = self.settings.pace
        if self._last is not None and (rest := self._last + pace.pause - pace.clock()) > 0:
            pace.sleep(rest)

    def _wait(self, url: str, attempt: int, again: Again, deadline: Deadline) -> None:
        """Wait before the next attempt. Raises PublisherError when there is to be none."""
        pace = self.settings.pace
        wait = pace.wait(attempt, again.asked)
        if attempt == pace.attempts:
            times = "once" if attempt == 1 else f"{attempt} times"
            raise PublisherError(
                f"{again.reason}. Asked {times}: {url}",
                f"Run it again later: what came is kept. If it stays so: {by_hand(url)}",
            )
        if (again.asked or 0) > pace.longest:
            raise PublisherError(
                f"{again.reason} and asks to wait {again.asked:,.0f} seconds: {url}",
                "Run it again after that.",
            )
        if wait >= deadline.left():
            raise PublisherError(
                f"{again.reason}, and {deadline.seconds:g} seconds are over: {url}",
                "Run it again later, or give it longer with --timeout.",
            )
        self.tell(f"{again.reason}. Asking again in {wait:.0f} s ({attempt + 1} of {pace.attempts}).")
        pace.sleep(wait)

    def _check_clock(self, answer: Answer) -> None:
        """Tell once when this computer's clock is a day or more off the server's: fetch dates would be wrong."""
        now = self.settings.now()
        off = (now - (answer.date or now)).total_seconds()
        if abs(off) >= DAY and not self._clock_told:
            self._clock_told = True
            way = "ahead of" if off > 0 else "behind"
            days = f"{abs(off) / DAY:,.0f} days"
            self.tell(
                f"This computer's clock is {days} {way} {urlsplit(answer.url).netloc}'s: fetch dates will be wrong."
            )


def _decode(content: bytes, content_type: str) -> str:
    """A page's text: UTF-8 when it is, else as the header says. A wrong charset costs at most an accent."""
    found = re.search(r"charset=[\"']?([\w-]+)", content_type)
    for charset, errors in (("utf-8", "strict"), (found[1] if found else "utf-8", "replace")):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return content.decode(charset, errors)
    return content.decode("utf-8", "replace")


class Refused(Exception):
    """The server will not serve this program: a 403, or a page for people where a CSV should be."""


def _check_status(url: str, answer: Answer, now: datetime) -> None:
    """Raises Refused, Again or PublisherError for any status but 200, 206 and 304."""
    status, host = answer.status, urlsplit(answer.url).netloc
    if status in (200, 206, 304):
        return
    asked = answer.retry_after(now)
    if status == REFUSED and asked is None:
        raise Refused(f"{host} refused this program (403)")
    if status == REFUSED or status in BUSY:
        what = "is asked too often" if status in TOO_OFTEN else "is not well"
        raise Again(f"{host} {what} ({status})", asked)
    if status in GONE:
        raise PublisherError(f"There is nothing at {url} ({status}).", "CBP moves its files: run it again later.")
    raise PublisherError(f"{host} answered {status} for {url}", "Open the address in a browser to see what it says.")


def _refuse_page(transfer: Transfer, answer: Answer) -> None:
    """Raises Refused for a web page where a CSV should be, Again for a file whose last line is cut off."""
    if answer.status == 304:
        return
    start = transfer.body.start().removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise Refused(f"{urlsplit(answer.url).netloc} sent a web page where the file should be")
    if not transfer.body.end().endswith(b"\n"):
        transfer.restart()
        raise Again(f"{transfer.url} did not come whole: it ends in the middle of a line")


def _refuse_wall(transfer: Transfer, answer: Answer) -> None:
    """Raises Refused for a page that only says that programs are not welcome."""
    text = transfer.body.content()
    if b".csv" not in text.lower() and WALL_WORDS.search(text.decode("utf-8", "replace")):
        raise Refused(f"{urlsplit(answer.url).netloc} sent a page that keeps programs out")


def walled(url: str) -> PublisherError:
    """The error for an address that is not for programs: how to get it by hand, and what to run then."""
    host = urlsplit(url).netloc
    said = f"{host} does not serve this program (403 or a page that keeps programs out): {url}"
    return PublisherError(said, by_hand(url))


def by_hand(url: str) -> str:
    """How to get at an address without this program: with a browser, or with curl, which some servers let pass."""
    path = unquote(urlsplit(url).path)
    file = path.rpartition("/")[2]
    if not file.lower().endswith(".csv"):
        return f"Open {url} in a browser, save its CSV files, then run: encounters import FILE..."
    published = published_in(path.lstrip("/"))
    dated = f" --published {published}" if published else ""
    get = f"Open {url} in a browser and save the file, or try: curl -fLO {shlex.quote(url)}"
    return f"{get} ; then run: encounters import {shlex.quote(file)}{dated}"

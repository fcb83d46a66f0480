"""What an answer means: the file, a wall, a server that is busy, or nothing there."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from encounters.cbp.datasets import published_in
from encounters.errors import PublisherError
from encounters.fetch.line import Again
from encounters.fetch.transfer import Answer, Transfer
from encounters.fetch.waits import retry_after

REFUSED = 403
TOO_OFTEN = (403, 429)
GONE = (404, 410)
BUSY = (408, 425, 429, 500, 502, 503, 504)
WALL_WORDS = re.compile(
    r"access denied|pardon our interruption|request unsuccessful|are you (a )?human|captcha|unusual traffic|"
    r"checking your browser|enable javascript and cookies",
    re.IGNORECASE,
)


class Refused(Exception):
    """The server will not serve this program: a 403, or a page for people where a CSV should be."""


def check_status(url: str, answer: Answer) -> None:
    """Raises Refused, Again or PublisherError for any status but 200, 206 and 304."""
    status, host = answer.status, urlsplit(answer.url).netloc
    if status in (200, 206, 304):
        return
    asked = retry_after(answer.headers.get("retry-after"), answer.headers.get("date"))
    if status == REFUSED and asked is None:
        raise Refused(f"{host} refused this program (403)")
    if status == REFUSED or status in BUSY:
        what = "is asked too often" if status in TOO_OFTEN else "is not well"
        raise Again(f"{host} {what} ({status})", asked)
    if status in GONE:
        raise PublisherError(f"There is nothing at {url} ({status}).", "CBP moves its files: run it again later.")
    raise PublisherError(f"{host} answered {status} for {url}", "Open the address in a browser to see what it says.")


def refuse_page(transfer: Transfer, answer: Answer) -> None:
    """Raises Refused for a web page where a CSV should be, Again for a file whose last line is cut off."""
    if answer.status == 304:
        return
    start = transfer.body.start().removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise Refused(f"{urlsplit(answer.url).netloc} sent a web page where the file should be")
    if not transfer.body.end().endswith(b"\n"):
        transfer.restart()
        raise Again(f"{transfer.url} did not come whole: it ends in the middle of a line")


def refuse_wall(transfer: Transfer, answer: Answer) -> None:
    """Raises Refused for a page that only says that programs are not welcome."""
    text = transfer.body.content()
    if b".csv" not in text.lower() and WALL_WORDS.search(text.decode("utf-8", "replace")):
        raise Refused(f"{urlsplit(answer.url).netloc} sent a page that keeps programs out")


def walled(url: str) -> PublisherError:
    """The error for an address that only a browser gets at: what to save by hand, and what to run then."""
    path = unquote(urlsplit(url).path)
    file = path.rpartition("/")[2]
    if file.lower().endswith(".csv"):
        published = published_in(path.lstrip("/"))
        dated = f" --published {published}" if published else ""
        then = f"save the file, then run: encounters import {file}{dated}"
    else:
        then = "save its CSV files, then run: encounters import FILE..."
    return PublisherError(
        f"{urlsplit(url).netloc} does not serve this program (403 or a page that keeps programs out): {url}",
        f"Open {url} in a browser, {then}",
    )

"""The Internet Archive's copies of CBP's files: which there are, since when, and where the bytes are.

Its index (CDX) lists every capture of an address with a digest of the content; `id_` in an address asks for the bytes
as they were captured. A capture proves that a file was published by then, so it can only bring a publication date that
a folder gives to the month forward, never back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.datasets import published_after
from encounters.cbp.listing import Link, link_of
from encounters.errors import PublisherError
from encounters.fetch.client import Client, Download
from encounters.fetch.receipt import Receipt
from encounters.fetch.transfer import Progress
from encounters.release import Published

FILES = "www.cbp.gov/sites/default/files/"
NAMES = "original:.*(sbo|nationwide)-encounters-fy.*[.]csv.*"
STAMP = "%Y%m%d%H%M%S"
REPLAYED = re.compile(r"/web/(\d{14})id_/")


class Capture(Struct, frozen=True):
    """A file as the archive first saw it with this content: the link it was, when, and the digest of the content."""

    link: Link
    original: str
    taken: datetime
    digest: str

    def url(self, archive_url: str) -> str:
        """The address of the captured bytes."""
        return f"{archive_url}/web/{self.taken:{STAMP}}id_/{self.original}"


def index_url(archive_url: str) -> str:
    """The question to the archive's index: every good capture of a CSV of CBP's, oldest first for each address."""
    query = {
        "url": FILES,
        "matchType": "prefix",
        "output": "json",
        "fl": "timestamp,original,statuscode,digest",
        "filter": ("statuscode:200", NAMES),
    }
    return f"{archive_url}/cdx/search/cdx?{urlencode(query, doseq=True, quote_via=quote)}"


def captures(client: Client) -> tuple[Capture, ...]:
    """Every file the archive has, once for each content it had. Raises PublisherError."""
    url = index_url(client.settings.archive_url)
    try:
        rows = json.loads(client.page(url).text)
    except ValueError:
        rows = None
    if not isinstance(rows, list) or not all(_is_row(row) for row in rows):
        raise PublisherError(f"The archive's index did not answer with a list: {url}", "Run it again later.")
    found = read_index(rows)
    if not found:
        raise PublisherError(f"The archive's index lists none of CBP's encounter files: {url}", "Run it again later.")
    return found


def _is_row(row: object) -> bool:
    return isinstance(row, list) and all(isinstance(cell, str) for cell in row)


def read_index(rows: Sequence[Sequence[str]]) -> tuple[Capture, ...]:
    """The captures in an index answer, whose first row names the columns; rows of other files are passed over."""
    if not rows:
        return ()
    names, *entries = rows
    first: dict[tuple[str, str], Capture] = {}
    for entry in entries:
        capture = _capture(dict(zip(names, entry, strict=False)))
        if capture is None:
            continue
        key = (capture.link.url, capture.digest)
        if key not in first or capture.taken < first[key].taken:
            first[key] = capture
    return _dated(first.values())


def _capture(row: dict[str, str]) -> Capture | None:
    original = row.get("original", "")
    try:
        taken = datetime.strptime(row.get("timestamp", ""), STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    link = link_of(_canonical(original))
    if link is None or row.get("statuscode", "200") != "200":
        return None
    return Capture(link, original, taken, row.get("digest", ""))


def _canonical(original: str) -> str:
    """One address for the spellings that the archive keeps apart: http, a port, a query."""
    path = re.sub(r"^https?://[^/]+", "", original).split("?")[0].split("#")[0]
    return f"https://www.cbp.gov{path}"


def _dated(found: Iterable[Capture]) -> tuple[Capture, ...]:
    """Captures with the publication date each shows. The first content of an address is what its folder dates; a later
    content was published some day before the archive first saw it."""
    dated: list[Capture] = []
    seen: set[str] = set()
    for capture in sorted(found, key=lambda one: one.taken):
        link, day = capture.link, capture.taken.date()
        later_content = link.url in seen
        seen.add(link.url)
        if later_content or day < link.published.day:
            known_by = Published(day, "day", "inferred")
            earliest = published_after(link.data_through).day.replace(day=1)
            link = replace(link, published=known_by) if day >= earliest else link
        dated.append(replace(capture, link=link))
    return tuple(dated)


def download(
    client: Client, capture: Capture, known: Receipt | None = None, progress: Progress | None = None
) -> Download | None:
    """The captured bytes with a receipt that says so, or None when unchanged. Raises PublisherError."""
    got = client.file(capture.url(client.settings.archive_url), known, progress)
    if got is None:
        return None
    # The archive answers with the nearest capture it can serve, which need not be the one asked for.
    served = REPLAYED.search(got.receipt.final_url)
    taken = datetime.strptime(served[1], STAMP).replace(tzinfo=UTC) if served else capture.taken
    receipt = replace(got.receipt, published=capture.link.published, archived=taken)
    return Download(got.content, receipt)

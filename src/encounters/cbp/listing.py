"""A listing page of CBP's to the files it links, and which of them to take.

The page is a list of links to CSV files whose paths move every month. Only its links are read, never its arrangement:
`https://www.cbp.gov/…/2026-09/nationwide-encounters-fy23-fy26-aug-aor_0.csv` says dataset, fiscal years, last month,
publication month and that it replaces an upload of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.datasets import dataset_of_file, published_after, published_in
from encounters.cbp.page import MAX_LINKS, read_page
from encounters.errors import PublisherError, shorten
from encounters.periods import Month, Period, month_number
from encounters.release import Published

FILE_NAME = re.compile(
    r"-fy(?:20)?(\d\d)-fy(?:20)?(\d\d)(?:-(?!state|aor)([a-z]{3,9}))?(?:-(?:state|aor))?(?:[-_](\d+))?\.csv",
    re.IGNORECASE,
)
LOOKS_LIKE_ONE = re.compile(r"(encounters|sbo)[^/]*fy\d\d[^/]*\.(csv|xlsx?|zip|json)$", re.IGNORECASE)
SUFFIXES = (".csv", ".xls", ".zip", ".json")
UNKNOWN = "is no encounter file that this version knows"
LIKELY = "looks like an encounter file, by a name or in a format that is new here: save it, and try encounters import"

MAX_LENGTH = 2_000_000
"""CBP's pages have a tenth of it."""


class Link(Struct, frozen=True):
    """One file that a page links. `month` is the last month a year-to-date file covers, None for a final file."""

    dataset: str
    url: str
    file: str
    text: str
    published: Published
    first_year: int
    last_year: int
    month: Month | None = None
    upload: int = -1

    @property
    def final(self) -> bool:
        """Whether the file is the last word on its fiscal years."""
        return self.month is None

    @property
    def data_through(self) -> Month:
        """The last month the file covers, by its name."""
        return self.month or Month(self.last_year, 9)

    @property
    def closed_years(self) -> frozenset[int]:
        """The fiscal years it covers to the end."""
        last = self.data_through.fiscal_year - (self.data_through.month != 9)
        return frozenset(range(self.first_year, last + 1))

    @property
    def age(self) -> tuple[object, ...]:
        """What orders files in time: publication, last month, and the number of a renewed upload (`_0`)."""
        return (self.published.day, self.data_through, self.upload)


class Skipped(Struct, frozen=True):
    """A link to a CSV file that is not taken, and why."""

    url: str
    reason: str


class Listing(Struct, frozen=True):
    """A page's files, newest first by dataset, and its CSV links that are not taken."""

    url: str
    links: tuple[Link, ...]
    skipped: tuple[Skipped, ...] = ()


def read_listing(html: str, url: str, allowed: Callable[[str], bool] = lambda url: True) -> Listing:
    """The files that a page links, each once. `url` is the page's own address; `allowed` says which may be taken.

    Raises PublisherError for a page that links no file of a known dataset that may be taken: CBP has changed the page,
    or something else answered in its place.
    """
    links: dict[str, Link] = {}
    skipped: dict[str, Skipped] = {}
    if len(html) > MAX_LENGTH:
        raise PublisherError(f"The page at {url} has more than {MAX_LENGTH:,} characters, so it is no list of CBP's.")
    page = read_page(html, url, wanted=SUFFIXES)
    if len(page.links) > MAX_LINKS:
        raise PublisherError(f"The page at {url} links more than {MAX_LINKS:,} files, so it is no list of CBP's.")
    for address, text in ((link.url, link.text) for link in page.links):
        link, path = link_of(address, text), unquote(urlsplit(address).path)
        if link is None:
            if LOOKS_LIKE_ONE.search(path):
                skipped[address] = Skipped(address, LIKELY)
            elif path.lower().endswith(".csv"):
                skipped[address] = Skipped(address, UNKNOWN)
        elif not allowed(address):
            skipped[address] = Skipped(address, "is not on a host of CBP's")
        elif address not in links:
            links[address] = link
        elif not links[address].text:
            links[address] = replace(links[address], text=text)
    if not links:
        raise _no_links(page.title, url, tuple(skipped.values()))
    return Listing(url, tuple(in_order(links.values())), tuple(skipped.values()))


def link_of(url: str, text: str = "") -> Link | None:
    """The link to a file at this address, or None when its name is of no dataset."""
    path = unquote(urlsplit(url).path)
    file = path.rpartition("/")[2]
    dataset, parts = dataset_of_file(file), FILE_NAME.search(file)
    if dataset is None or parts is None:
        return None
    first, last = 2000 + int(parts[1]), 2000 + int(parts[2])
    number = month_number(parts[3]) if parts[3] else None
    if last < first or (parts[3] and number is None):
        return None
    month = Month.in_fiscal_year(last, number) if number else None
    published = published_in(path.lstrip("/")) or published_after(month or Month(last, 9))
    if month is None and Month.of(published.day) <= Month(last, 9):
        # No month in its name, yet published before the year closed: it cannot be final.
        month = Month.of(published.day) + -1
    upload = int(parts[4]) if parts[4] else -1
    return Link(dataset.name, url, file, text, published, first, last, month, upload)


def in_order(links: Iterable[Link]) -> list[Link]:
    """Links by dataset, each dataset's newest first."""
    newest_first = sorted(links, key=lambda link: link.age, reverse=True)
    return sorted(newest_first, key=lambda link: link.dataset)


def choose(links: Iterable[Link], covered: Collection[Month]) -> list[Link]:
    """Of one dataset's links: the newest, and the final files of closed years that `covered` lacks, newest first.

    A final file that brings no year beyond those of the files already chosen is left alone.
    """
    ordered = in_order(links)
    chosen = ordered[:1]
    years = {month.fiscal_year for month in covered}
    known = {year for year in years if all(month in covered for month in Period.fiscal_year(year))}
    for link in chosen:
        known |= link.closed_years
    for link in ordered[1:]:
        if link.final and not link.closed_years <= known:
            chosen.append(link)
            known |= link.closed_years
    return chosen


def _no_links(title: str, url: str, skipped: tuple[Skipped, ...]) -> PublisherError:
    called = f", titled '{shorten(title, 80)}'," if title else ""
    others = f" It links {len(skipped)} other files, the first {skipped[0].url}." if skipped else ""
    return PublisherError(
        f"The page at {url}{called} links no encounter file.{others}",
        "CBP has changed its page, or something else answered. Open it in a browser, save the CSV files, then run: "
        "encounters import FILE...",
    )

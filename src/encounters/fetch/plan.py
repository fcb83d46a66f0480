"""What can be had from CBP's site or the archive, against what the store has: what to get, ask about or leave."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.datasets import DATASETS, not_after
from encounters.cbp.listing import Link, Listing, Skipped, choose, in_order, read_listing
from encounters.errors import PublisherError, StoreError, UnknownName
from encounters.fetch.archive import Capture, captures, index_url
from encounters.fetch.client import Client
from encounters.fetch.receipt import Receipt
from encounters.periods import Month
from encounters.release import Release
from encounters.store import bundled
from encounters.store.coverage import runs
from encounters.store.occasions import occasions
from encounters.store.releases import Store

Tell = Callable[[str], None]

UNNAMED = ("southwest", "nationwide-aor")
"""The datasets that are fetched where none is named."""


class Request(Struct, frozen=True):
    """What to fetch: datasets; everything linked or only what is lacking; from the archive; as known on a date."""

    datasets: tuple[str, ...] = UNNAMED
    everything: bool = False
    archive: bool = False
    as_of: date | None = None
    accept_new_labels: bool = False
    accept_incomplete: bool = False


class Offer(Struct, frozen=True):
    """A file that can be had: what it is and the address of its bytes; `capture` when the archive has it."""

    link: Link
    url: str
    capture: Capture | None = None


class Offered(Struct, frozen=True):
    """What can be had, links that are not taken, and pages that could not be read."""

    offers: tuple[Offer, ...]
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[PublisherError, ...] = ()


def datasets_named(words: Sequence[str]) -> tuple[str, ...]:
    """The datasets that words name, whatever their case; `all` is all of them, none the default. Raises UnknownName."""
    names = [word.strip().lower().replace("_", "-") for word in words]
    if "all" in names:
        return tuple(DATASETS)
    for word, name in zip(words, names, strict=True):
        if name not in DATASETS:
            raise UnknownName("dataset", word, [*DATASETS, "all"])
    return tuple(dict.fromkeys(names)) or UNNAMED


Step = Literal["get", "ask", "have", "leave"]


class Planned(Struct, frozen=True):
    """An offer and what to do about it: get it, ask whether it changed, it is here, or nothing needs it.

    `release` is what the store has of it, `known` the receipt to ask with.
    """

    offer: Offer
    step: Step
    release: Release | None = None
    known: Receipt | None = None


def look(client: Client, request: Request, tell: Tell) -> Offered:
    """Read CBP's listing pages, or the archive's index. Raises PublisherError when none could be read."""
    found = _in_archive(client, request, tell) if request.archive or request.as_of else _on_site(client, request, tell)
    if found.failures and not found.offers:
        raise found.failures[0]
    return _none_ahead(found, client.settings.now().date(), tell)


def _none_ahead(found: Offered, today: date, tell: Tell) -> Offered:
    """The same with no file dated later than today: a month that has only begun counts from its end, and one that lies
    ahead is a mistake, which is told."""
    ahead = [offer for offer in found.offers if Month.of(offer.link.published.day) > Month.of(today)]
    if ahead:
        link = ahead[0].link
        others = f" So do {len(ahead) - 1} more files." if len(ahead) > 1 else ""
        tell(f"{link.url} states {link.published}, which lies ahead: taken as published by today, {today}.{others}")
    offers = (
        replace(offer, link=replace(offer.link, published=not_after(offer.link.published, today)))
        for offer in found.offers
    )
    return replace(found, offers=tuple(offers))


def _on_site(client: Client, request: Request, tell: Tell) -> Offered:
    links: list[Link] = []
    skipped: list[Skipped] = []
    failures: list[PublisherError] = []
    for path in dict.fromkeys(DATASETS[name].listing for name in request.datasets):
        url = f"{client.settings.cbp_url}/{path}"
        tell(f"Contacting {url}")
        try:
            page = client.page(url)
            listing = read_listing(page.text, page.url, client.settings.rules.allows)
        except PublisherError as error:
            failures.append(error)
            continue
        links += [link for link in listing.links if link.dataset in request.datasets]
        skipped += listing.skipped
        failures += _unlinked(url, listing, request.datasets)
    offers = tuple(Offer(link, link.url) for link in in_order(links))
    return Offered(offers, tuple(dict.fromkeys(skipped)), tuple(failures))


def _unlinked(url: str, listing: Listing, names: Iterable[str]) -> list[PublisherError]:
    """An error for each dataset that belongs on a page and is not there."""
    here = {link.dataset for link in listing.links}
    lacking = [name for name in names if url.endswith(DATASETS[name].listing) and name not in here]
    return [
        PublisherError(
            f"The page at {url} links no {name} file.", "CBP may have moved them: open the page in a browser."
        )
        for name in lacking
    ]


def _in_archive(client: Client, request: Request, tell: Tell) -> Offered:
    tell(f"Contacting {index_url(client.settings.archive_url)}")
    found = {capture.link: capture for capture in captures(client) if capture.link.dataset in request.datasets}
    ordered = in_order(link for link in found if request.as_of is None or link.published.day <= request.as_of)
    if not ordered:
        by = f" published by {request.as_of}" if request.as_of else ""
        raise PublisherError(
            f"The archive has no file of {', '.join(request.datasets)}{by}.",
            "encounters revisions shows what the bundled history knows of that time.",
        )
    base = client.settings.archive_url
    return Offered(tuple(Offer(link, found[link].url(base), found[link]) for link in ordered))


class Stored:
    """What a store has, by address, by dataset and by the archive's digest."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.entries = store.entries()
        self.releases: dict[str, Release] = {}
        self.receipts: dict[str, Receipt] = {}
        for entry in self.entries:
            for row in entry.receipts:
                self.releases[row["url"]] = entry.release
                self.receipts[row["url"]] = Receipt.from_dict(row)

    def months(self, dataset: str, as_of: date | None) -> set[Month]:
        """The months that stored releases of a dataset, published by a date, cover."""
        kept = [entry.release for entry in self.entries if entry.release.dataset == dataset]
        return {month for one in kept if as_of is None or one.published.day <= as_of for month in one.months}

    def on_hand(self) -> Iterator[Release]:
        """Every release that is CBP's own file, in the store or bundled."""
        yield from (entry.release for entry in self.entries)
        yield from (release for release in bundled.releases() if release.is_cbp_file)

    def with_digest(self, digest: str) -> Release | None:
        """The release whose bytes have this digest of the archive's (SHA-1 in base 32)."""
        for entry in self.entries:
            with suppress(StoreError):
                if archive_digest(self.store.raw(entry.release)) == digest:
                    return entry.release
        return None


def archive_digest(content: bytes) -> str:
    """The digest by which the archive knows content."""
    return base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def plan(offers: Sequence[Offer], store: Store, request: Request) -> tuple[Planned, ...]:
    """What to do about each offer, in the order of the offers: datasets together, newest first."""
    stored = Stored(store)
    planned: dict[str, Planned] = {}
    for dataset in dict.fromkeys(offer.link.dataset for offer in offers):
        group = [offer for offer in offers if offer.link.dataset == dataset]
        links = [offer.link for offer in group]
        chosen = _chosen(links, stored, request)
        for offer in group:
            asks = request.everything or offer is group[0]
            planned[offer.url] = _step(offer, stored, offer.link in chosen, asks)
    return tuple(planned[offer.url] for offer in offers)


def _chosen(links: Sequence[Link], stored: Stored, request: Request) -> Sequence[Link]:
    """Of one dataset's links: all; from the archive those of releases not on hand; else the newest and closed years."""
    if request.everything:
        return links
    if request.archive and request.as_of is None:
        held = {one.data_through for one in stored.on_hand() if one.dataset == links[0].dataset}
        newest = {link.data_through: link for link in reversed(links)}
        return [link for month, link in newest.items() if month not in held]
    return choose(links, stored.months(links[0].dataset, request.as_of))


def _step(offer: Offer, stored: Stored, chosen: bool, asks: bool) -> Planned:
    release = stored.releases.get(offer.url)
    if release is None and offer.capture:
        release = stored.with_digest(offer.capture.digest)
    if release is None:
        return Planned(offer, "get" if chosen else "leave")
    # What the archive has of a moment never changes; CBP's own file may be replaced under its name.
    if chosen and asks and not offer.capture:
        return Planned(offer, "ask", release, stored.receipts[offer.url])
    return Planned(offer, "have", release)


def nowhere(store: Store, offers: Sequence[Offer], request: Request) -> list[str]:
    """A line for each dataset with the releases that are neither on hand nor in the archive, when that was asked."""
    if not request.archive or request.as_of is not None:
        return []
    offered = {(offer.link.dataset, offer.link.data_through) for offer in offers}
    known = occasions([*bundled.releases(), *store.releases()], bundled.updates())
    lacking = [one for one in known if not one.held and (one.dataset.name, one.data_through) not in offered]
    return [
        f"Neither on hand nor in the archive: {name}, data through {runs(months)}."
        for name in request.datasets
        if (months := [one.data_through for one in lacking if one.dataset.name == name])
    ]


def wanted(planned: Iterable[Planned]) -> list[Planned]:
    """Those that need a request."""
    return [one for one in planned if one.step in ("get", "ask")]

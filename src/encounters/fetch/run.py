"""Fetching: what the store lacks, downloaded and stored by the same path as `import`, each file on its own.

What came is kept whatever happens to the rest. A file that CBP replaced under its own name becomes a release of its
own, published after the one it replaced: a release never changes once stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Literal, Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from encounters.cbp.files import CsvBytes
from encounters.cbp.listing import Link, Skipped, link_of
from encounters.errors import EncountersError, ExitCode, InputFileError, PublisherError, StoreError
from encounters.fetch import archive
from encounters.fetch.client import Client, Download
from encounters.fetch.plan import Offer, Planned, Request, look, nowhere, plan, wanted
from encounters.fetch.receipt import Receipt
from encounters.fetch.transfer import http_date
from encounters.release import Published, Release
from encounters.store.described import Arrival
from encounters.store.ingest import Imported, ingest
from encounters.store.releases import Store
from encounters.store.writing import Contradiction

MOST_VERSIONS = 100


class Watcher(Protocol):
    """Who is told how it goes."""

    def tell(self, line: str) -> None:
        """Something to know: what is contacted, what is waited for."""

    def starts(self, name: str) -> Callable[[int, int | None], None]:
        """A file begins to come; what is returned is called with the bytes so far and in all."""

    def ends(self, line: str) -> None:
        """A file is finished: what became of it."""


State = Literal["new", "known", "unchanged", "failed", "stored", "lacking", "not needed"]


class Outcome(Struct, frozen=True):
    """What became of one file, or for a list or a dry run what would.

    `known`: its bytes or its counts were stored under another name. `lacking`: would be fetched. `release` is what the
    store has of it.
    """

    offer: Offer
    state: State
    release: Release | None = None
    size: int | None = None
    notes: tuple[str, ...] = ()
    error: EncountersError | None = None


class Fetched(Struct, frozen=True):
    """What became of all of it."""

    outcomes: tuple[Outcome, ...]
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[EncountersError, ...] = ()

    @property
    def new(self) -> tuple[Release, ...]:
        """The releases that were stored."""
        return tuple(one.release for one in self.outcomes if one.state == "new" and one.release)

    @property
    def errors(self) -> tuple[EncountersError, ...]:
        """Everything that failed: pages, then files."""
        return (*self.failures, *(one.error for one in self.outcomes if one.error))

    @property
    def exit_code(self) -> ExitCode:
        """0, or the code of the failure that matters most: the store's, then the publisher's, then a file's."""
        codes = {error.exit_code for error in self.errors}
        order = (ExitCode.CANNOT_ANSWER, ExitCode.PUBLISHER, ExitCode.INPUT_FILE)
        return next((code for code in order if code in codes), ExitCode.DONE)


def listed(store: Store, client: Client, request: Request, watcher: Watcher, only_lacking: bool = False) -> Fetched:
    """What there is against what is stored; nothing is fetched but the listing. Raises PublisherError, StoreError."""
    _ = store.entries()  # a store that cannot be read is told before anybody is contacted
    found = look(client, request, watcher.tell)
    planned = plan(found.offers, store, request)
    states: dict[str, State] = {"get": "lacking", "ask": "stored", "have": "stored", "leave": "not needed"}
    outcomes = [Outcome(one.offer, states[one.step], one.release) for one in planned]
    kept = tuple(one for one in outcomes if not only_lacking or one.state == "lacking")
    return Fetched(kept, found.skipped, found.failures)


def fetch(store: Store, client: Client, request: Request, watcher: Watcher) -> Fetched:
    """Get what the store lacks and ask about what may have changed.

    A file that fails is an outcome and not an exception, so that the others are kept. Raises PublisherError when there
    is no listing to go by, StoreError when the store cannot be read.
    """
    _ = store.entries()
    found = look(client, request, watcher.tell)
    for line in skipped_lines(found.skipped):
        watcher.tell(line)
    todo = wanted(plan(found.offers, store, request))
    for line in nowhere(store, found.offers, request):
        watcher.tell(line)
    _announce(todo, watcher)
    outcomes: list[Outcome] = []
    for one in todo:
        outcome = _one(store, client, request, one, watcher)
        outcomes.append(outcome)
        watcher.ends(line_about(outcome))
        if isinstance(outcome.error, StoreError):
            break  # the disk is full or read-only: the next file would meet the same
    return Fetched(tuple(outcomes), found.skipped, found.failures)


def skipped_lines(skipped: Sequence[Skipped]) -> list[str]:
    """A line for each reason why links are not taken: the first of them, and how many more."""
    times = Counter(one.reason for one in skipped)
    first = {reason: next(one for one in skipped if one.reason == reason) for reason in times}
    more = {reason: f" The same holds for {count - 1:,} more." if count > 1 else "" for reason, count in times.items()}
    return [f"Skipped: {one.url} {one.reason}.{more[one.reason]}" for one in first.values()]


def _announce(todo: Sequence[Planned], watcher: Watcher) -> None:
    """Say what is contacted before it is."""
    for step, words in (("get", "Getting {} from {}"), ("ask", "Asking whether {} changed at {}")):
        urls = [one.offer.url for one in todo if one.step == step]
        hosts = dict.fromkeys(urlsplit(url).netloc for url in urls)
        if urls:
            watcher.tell(words.format("1 file" if len(urls) == 1 else f"{len(urls)} files", ", ".join(hosts)))


def _one(store: Store, client: Client, request: Request, planned: Planned, watcher: Watcher) -> Outcome:
    offer = planned.offer
    progress = watcher.starts(offer.link.file)
    try:
        if offer.capture:
            got = archive.download(client, offer.capture, planned.known, progress)
        else:
            got = client.file(offer.url, planned.known, progress)
        if got is None:
            return Outcome(offer, "unchanged", planned.release)
        kept = keep(store, offer, got, request)
    except (PublisherError, InputFileError, StoreError) as error:
        return Outcome(offer, "failed", error=error)
    size = len(got.content)
    if not kept.already:
        return Outcome(offer, "new", kept.release, size, kept.notes)
    if planned.release and planned.release.sha256 == got.receipt.sha256:
        return Outcome(offer, "unchanged", kept.release, size)
    return Outcome(offer, "known", kept.release, size)


def keep(store: Store, offer: Offer, got: Download, request: Request) -> Imported:
    """Store a download as a release.

    Where the store has another version for the same publication date, this one was published after it, or before it
    when its upload number is lower. Raises InputFileError, StoreError.
    """
    source = CsvBytes(offer.link.file, urlsplit(offer.url).path, got.content)
    published = None if offer.link.published.inferred and not offer.capture else offer.link.published
    for _ in range(MOST_VERSIONS):
        arrival = Arrival(
            published,
            got.receipt.final_url,
            got.receipt.fetched,
            got.receipt.as_dict(),
            request.accept_new_labels,
            request.accept_incomplete,
        )
        try:
            return ingest(store, source, arrival)
        except Contradiction as found:
            published = _beside(found.kept, offer.link, got.receipt)
    raise InputFileError(offer.link.file, f"is one of more than {MOST_VERSIONS} versions of the same release")


def _beside(kept: Release, link: Link, receipt: Receipt) -> Published:
    """When a file was published that CBP put in the place of a stored release, or that one was put in the place of."""
    twin = link_of(kept.file)
    if twin and link.upload < twin.upload:
        return Published(kept.published.day - timedelta(days=1), "day", "inferred")
    day = kept.published.day + timedelta(days=1)
    if kept.file == link.file:
        stated, fetched = http_date(receipt.last_modified), receipt.fetched
        day = max(day, min(stated or fetched, fetched).date())
    return Published(day, "day", "inferred")


def line_about(outcome: Outcome) -> str:
    """What became of a file, in one line."""
    file, release = outcome.offer.link.file, outcome.release
    if outcome.error:
        return f"{file}: failed"
    if release is None:
        return f"{file}: {outcome.state}"
    size = f", {outcome.size:,} bytes" if outcome.size else ""
    through = f"data through {release.data_through}, published {release.published}"
    words = {
        "new": f"stored, {through}{size}",
        "known": f"the same figures are stored as {release.file} ({through})",
        "unchanged": f"unchanged ({through})",
    }
    return f"{file}: {words.get(outcome.state, outcome.state)}"

"""A CSV's bytes into the store: parse, date, keep. The one path that `import` and `fetch` share."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.cells import TooManyLabels
from encounters.cbp.files import CsvBytes
from encounters.cbp.parse import Parsed, parse
from encounters.errors import InputFileError
from encounters.names import code_of, label
from encounters.release import ARCHIVE_SITE, CBP_RELEASE, CBP_SITE, Release, site_of
from encounters.store import bundled
from encounters.store.belief import Incomplete, ahead, beside, doubts, relabelled
from encounters.store.described import Arrival, describe
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.store.writing import Writing, writing

UNVERIFIED = "origin not verified"
"""What is said of a file when neither its bytes are known nor this program fetched them from CBP or the archive."""

UNCHANGED = "Take CBP's own file, unchanged. If it is that, CBP has changed its layout, which this version cannot read."
"""What to do about a file at fault where nothing nearer is known."""


class Imported(Struct, frozen=True):
    """What importing one file did: the release, whether it was stored already, and what to tell."""

    release: Release
    already: bool
    notes: tuple[str, ...]


def ingest(store: Store, source: CsvBytes, arrival: Arrival | None = None) -> Imported:
    """Keep one file as a release. Raises InputFileError or StoreError, with the store as it was."""
    with writing(store) as changes:
        return bring(changes, source, arrival or Arrival())


def bring(changes: Writing, source: CsvBytes, arrival: Arrival) -> Imported:
    """Keep one file as a release when the writing ends. Raises InputFileError or StoreError."""
    holdings = changes.holdings
    kept = [f"{dimension}: {own}" for dimension, labels in holdings.new_labels.items() for own in labels]
    try:
        parsed = parse(source, arrival.accept_new_labels, kept)
        described = describe(source, parsed, arrival)
        _check_given(described, arrival)
        release, notes = _believed(described, parsed, holdings, arrival)
        known = changes.add(source, parsed.cells, release, arrival.receipt)
    except TooManyLabels as error:
        raise InputFileError(source.name, str(error), hint=UNCHANGED) from None
    except InputFileError as error:
        error.hint = error.hint or UNCHANGED
        raise
    if known:
        return Imported(known, True, _other_date(known, arrival))
    new = [text for text in parsed.new_labels if text not in kept]
    told = tuple(f"New since this release, {_taken(*text.split(': ', 1))}: {text}." for text in new)
    return Imported(release, False, (*release.notes, *told, *notes))


def _check_given(release: Release, arrival: Arrival) -> None:
    """Raises InputFileError for a date that was given and lies before the data's last month."""
    given, last = arrival.published, release.data_through
    if given is not None and given.day <= last.first_day:
        said = f"has counts for {last}, so it was not published on {given}"
        raise InputFileError(release.file, said, hint="Check --published.")


def _other_date(known: Release, arrival: Arrival) -> tuple[str, ...]:
    """That a date which a user gives for a file that is stored already has changed nothing."""
    given = arrival.published
    if given is None or arrival.receipt is not None or given.day == known.published.day:
        return ()
    return (f"Stays as published {known.published}: forget it to import it with another date.",)


def _taken(dimension: str, own: str) -> str:
    code = code_of(dimension, own)
    return "kept under CBP's own name" if code == own else f"taken for {label(dimension, code)}"


def _origin(arrival: Arrival) -> str:
    """Whose file it is, of bytes that are not known: CBP's only where CBP's site or the archive gave them."""
    if arrival.receipt is None:
        return f"imported, {UNVERIFIED}"
    via = site_of(arrival.url or arrival.receipt["url"])
    return CBP_RELEASE if via in (CBP_SITE, ARCHIVE_SITE) else f"fetched from {via}, {UNVERIFIED}"


def _believed(release: Release, parsed: Parsed, holdings: Holdings, arrival: Arrival) -> tuple[Release, list[str]]:
    """The release with whose it is and what it lacks, and what there is to tell of that. Raises Incomplete."""
    twin = next((known for known in bundled.releases() if known.sha256 == release.sha256), None)
    if twin:
        return replace(release, source=twin.source, url=release.url or twin.url, lineage=twin.lineage), []
    release = replace(release, source=_origin(arrival))
    found = beside(release, parsed.cells, holdings)
    lacks = (*ahead(release), *doubts(found))
    if lacks and not arrival.accept_incomplete:
        raise Incomplete(release.file, lacks)
    notes = [f"Taken although {text}." for text in lacks]
    notes += relabelled(found)
    if any(known.file == release.file for known in bundled.releases()):
        notes.append("A file of this name is known with other bytes: this is not that one.")
    return replace(release, incomplete=lacks), notes

"""What release a file is: dataset, months and regions from its content, its day from what states it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from encounters.cbp.cells import Cells, day
from encounters.cbp.datasets import not_after, published_after, published_with, regions_of
from encounters.cbp.files import CsvBytes
from encounters.cbp.parse import Parsed, parse
from encounters.errors import InputFileError
from encounters.periods import Month
from encounters.release import Published, Release
from encounters.store import bundled


class Arrival(Struct, frozen=True):
    """What is known of a file besides its content: when it was published, where it came from, when it was fetched."""

    published: Published | None = None
    url: str | None = None
    fetched: datetime | None = None
    receipt: dict[str, Any] | None = None
    accept_new_labels: bool = False
    accept_incomplete: bool = False


def cells_of(release: Release, content: bytes) -> Cells:
    """The cells of a stored release made again from its bytes. Raises InputFileError when they are not its own."""
    source = CsvBytes(release.file, release.file, content)
    parsed = parse(source, accept_new_labels=True, kept=release.new_labels)
    made = describe(source, parsed, Arrival(release.published))
    same = ("dataset", "months", "regions", "sha256", "rows", "encounters")
    if any(getattr(made, name) != getattr(release, name) for name in same):
        raise InputFileError(release.file, "is not what its entry in the store says of it")
    return parsed.cells


def describe(source: CsvBytes, parsed: Parsed, arrival: Arrival) -> Release:
    """The release a file is: dataset, months and regions from its content, publication date from what states it.

    What was seen on a day was published by then; bytes that are known were out when they were, whatever the clock says.
    """
    frame = parsed.cells.frame
    months = tuple(map(Month.of, frame.select(day().unique().sort()).to_series()))
    stated = _published(source, months[-1], arrival.published)
    known = [one.published.day for one in bundled.releases() if one.sha256 == source.sha256]
    seen = max([(arrival.fetched or datetime.now(UTC)).date(), *known])
    published = not_after(stated, seen)
    # A month that has only begun counts from its end, and so lies ahead without being a mistake.
    mistaken = (f"Dated {stated}, which lies ahead: taken as published by {published.day}.",)
    return Release(
        dataset=parsed.dataset.name,
        file=source.name,
        published=published,
        months=months,
        regions=regions_of(parsed.dataset, parsed.cells.labels_of("region")),
        sha256=source.sha256,
        origin="store",
        url=arrival.url,
        fetched=arrival.fetched,
        rows=frame.height,
        encounters=int(frame["count"].sum()),
        new_labels=parsed.new_labels,
        notes=(*parsed.notes, *(mistaken if Month.of(stated.day) > Month.of(seen) else ())),
    )


def _published(source: CsvBytes, data_through: Month, given: Published | None) -> Published:
    """The date given, else the one known of these very bytes, else what name, CBP's updates and path tell, else
    inferred from the last month of data."""
    if given is not None:
        return given
    known = (release.published for release in bundled.releases() if release.sha256 == source.sha256)
    return (
        next((when for when in known if not when.inferred), None)
        or published_with(source.path, data_through, bundled.updates())
        or published_after(data_through)
    )

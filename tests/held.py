"""What is on hand in tests: the bundled history, or a store made of some files."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from encounters.cbp.datasets import published_after, published_in
from encounters.cbp.files import read_file
from encounters.periods import Month, parse_month
from encounters.release import Release
from encounters.store.described import Arrival
from encounters.store.history import publication_order
from encounters.store.holdings import Holdings
from encounters.store.ingest import ingest
from encounters.store.releases import Store

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
GOOD, EXPECTED, DAMAGED = FIXTURES / "good", FIXTURES / "expected", FIXTURES / "damaged"
SMALL = Arrival(accept_incomplete=True)
"""What is said of the fixtures: they have few cells of invented counts."""
UPDATES = {"2022-03": date(2022, 4, 18), "2022-09": date(2022, 10, 21), "2023-10": date(2023, 11, 14)}
"""The days of CBP's updates that the small files' last months have."""
NOWHERE = Path(__file__).resolve().parent / "there-is-no-store-here"


@functools.cache
def bundle() -> Holdings:
    """The bundled history alone, opened once for all tests."""
    return Holdings(Store(NOWHERE))


class StoreOnly(Holdings):
    """A store without the bundled history."""

    @functools.cached_property
    def releases(self) -> tuple[Release, ...]:
        return tuple(sorted(self.store.releases(), key=publication_order))


def stored(root: Path, files: Iterable[str]) -> StoreOnly:
    """A store with some of the good fixtures, named by their path."""
    store = Store(root)
    for name in files:
        ingest(store, read_file(GOOD / name), SMALL)
    return StoreOnly(store)


def expected_rows(name: str) -> list[dict[str, str]]:
    """The tidy rows that a good fixture should give, as text."""
    with (EXPECTED / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def reread(files: Iterable[str], as_of: date | None) -> Iterator[tuple[str, ...]]:
    """The vintage by the plainest means: for each month, all rows of the newest file published by then that has it."""
    months: dict[str, tuple[tuple[date, Month], list[dict[str, str]]]] = {}
    for name in files:
        rows = expected_rows(name)
        last = parse_month(max(row["month"] for row in rows)[:7])
        stated = published_in(str(GOOD / name)) or published_after(last)
        published = UPDATES.get(str(last)) or stated.day
        if as_of is not None and published > as_of:
            continue
        for month in {row["month"] for row in rows}:
            own = [row for row in rows if row["month"] == month]
            if month not in months or months[month][0] <= (published, last):
                months[month] = ((published, last), own)
    return (tuple(row.values()) for _, rows in months.values() for row in rows)


def folder_bytes(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

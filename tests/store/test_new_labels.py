"""Labels that CBP had not before: accepted once, they are known, however a later file spells them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from encounters.cbp.files import CsvBytes
from encounters.errors import InputFileError
from encounters.release import Published
from encounters.store.described import Arrival
from encounters.store.holdings import Holdings
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from encounters.store.verify import repair, verify
from whole import release_named, rows_of, written

NOV = "sbo-encounters-fy22-fy25-nov.csv"
AUGUST = "sbo-encounters-fy22-fy25-aug.csv"


def with_label(file: str, label: str) -> CsvBytes:
    """A release in which a cell of accompanied minors has another label."""
    rows = rows_of(release_named(file))
    at = next(number for number, row in enumerate(rows) if row["demographic"] == "accompanied_minors")
    rows[at] = rows[at] | {"demographic": label}
    return CsvBytes(file, file, written("southwest", rows))


def test_a_label_once_accepted_is_the_same_however_a_later_file_spells_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with pytest.raises(InputFileError, match="has a category that no release before it has"):
        ingest(store, with_label(NOV, "At Large"))
    first = ingest(store, with_label(NOV, "At Large"), Arrival(accept_new_labels=True))
    assert "New since this release, kept under CBP's own name: demographic: At Large." in first.notes
    later = ingest(store, with_label(AUGUST, "AT  LARGE"))
    assert later.release.new_labels == ("demographic: At Large",)
    assert not any("New since" in note for note in later.notes)
    held = Holdings(store)
    assert held.new_labels == {"demographic": ["At Large"]}
    for release in store.releases():
        assert store.rows(release).collect()["demographic"].eq("At Large").sum() == 1
    assert verify(store) == ()
    for path in (store.root / "manifest.json", *store.root.glob("history/*")):
        path.unlink()
    assert repair(store)[1] == ()
    assert {release.new_labels for release in store.releases()} == {("demographic: At Large",)}
    assert verify(store) == ()


def test_spellings_of_a_new_label_in_one_file_are_one(tmp_path: Path) -> None:
    rows = rows_of(release_named(NOV))
    minors = [number for number, row in enumerate(rows) if row["demographic"] == "accompanied_minors"]
    for number, label in zip(minors, ("at large", "At Large"), strict=False):
        rows[number] = rows[number] | {"demographic": label}
    source = CsvBytes(NOV, NOV, written("southwest", rows))
    done = ingest(Store(tmp_path / "store"), source, Arrival(accept_new_labels=True))
    assert done.release.new_labels == ("demographic: At Large",)


def of_many_lands(name: str, number: int) -> CsvBytes:
    rows = enumerate(rows_of(release_named(NOV)))
    lands = [row | {"citizenship": f"{name} {place % number}"} for place, row in rows]
    return CsvBytes(f"{name}.csv", f"{name}.csv", written("southwest", lands))


def test_more_labels_than_any_release_has_are_refused(tmp_path: Path) -> None:
    arrival = Arrival(accept_new_labels=True, accept_incomplete=True)
    with pytest.raises(InputFileError, match="more than 511 categories of citizenship"):
        ingest(Store(tmp_path / "store"), of_many_lands("One", 600), arrival)
    assert not (tmp_path / "store").exists()


def test_a_column_of_something_else_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="has 1,500 different categories") as caught:
        ingest(Store(tmp_path / "store"), of_many_lands("One", 1500), Arrival(accept_new_labels=True))
    assert caught.value.column == "Citizenship Grouping"


def test_labels_of_several_files_are_refused_when_they_are_too_many(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    arrival = Arrival(accept_new_labels=True, accept_incomplete=True)
    ingest(store, of_many_lands("One", 300), arrival)
    with pytest.raises(InputFileError, match="with those known, more than 511 categories of citizenship"):
        ingest(store, of_many_lands("Two", 300), replace(arrival, published=Published(date(2031, 1, 1))))
    assert len(store.releases()) == 1
    assert verify(store) == ()

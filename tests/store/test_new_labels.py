"""Labels that CBP had not before: accepted once, they are known, however a later file spells them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import encounters
from encounters.cbp.files import CsvBytes
from encounters.errors import CannotAnswer, ClaimsFileError, InputFileError
from encounters.release import Published
from encounters.store.described import Arrival
from encounters.store.holdings import Holdings
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from encounters.store.verify import repair, verify
from held import bundle
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


def test_a_claim_can_be_of_a_label_that_is_on_hand(tmp_path: Path) -> None:
    newest = Arrival(Published(date(2026, 9, 20)), accept_new_labels=True)
    ingest(Store(tmp_path / "store"), with_label("sbo-encounters-fy23-fy26-jul.csv", "At Large"), newest)
    claims = tmp_path / "claims.csv"
    claims.write_text("id,figure,period,demographic,says\na,total,FY2023,at large,over 0\n", encoding="utf-8")
    [found] = encounters.check(claims, store=tmp_path / "store").verdicts
    assert found.recomputed.value > 0
    with pytest.raises(ClaimsFileError, match="Unknown demographic 'at large'"):
        encounters.check(claims, store=tmp_path / "none")


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


STATES = "nationwide-encounters-fy23-fy26-nov-state.csv"
LEAVE = Arrival(Published(date(2026, 1, 20)), accept_new_labels=True, accept_incomplete=True)


def newest_by_state(dimension: str, label: str) -> tuple[CsvBytes, int]:
    """The newest months of the release by state, one southwest cell of them under a new label, and its count."""
    rows = [row for row in rows_of(release_named(STATES)) if row["month"] >= date(2025, 10, 1)]
    own = [row for row in rows if row["region"] == "southwest" and row["month"] == date(2025, 11, 1)]
    chosen = max(own, key=lambda row: row["count"])
    count = int(chosen["count"])
    chosen[dimension] = label
    return CsvBytes("state.csv", "state.csv", written("nationwide-state", rows)), count


@pytest.mark.parametrize(
    ("dimension", "label"),
    [("citizenship", "AFGHANISTAN"), ("demographic", "At Large"), ("authority", "INA 212(f)"), ("state", "XX")],
)
def test_only_releases_that_have_a_new_label_answer_for_it(tmp_path: Path, dimension: str, label: str) -> None:
    store, (source, count) = Store(tmp_path / "store"), newest_by_state(dimension, label)
    ingest(store, source, LEAVE)
    held = Holdings(store)

    def total(period: str, name: str) -> object:
        return encounters.measure("total", period, store=held, region="southwest", **{dimension: name}).value

    assert total("2025-11", label) == count
    whole = encounters.measure("total", "2025-11", store=held).value
    assert isinstance(whole, int)
    assert total("2025-11", f"not {label}") == whole - count
    with pytest.raises(CannotAnswer, match=rf"with {dimension} '{re.escape(label)}'"):
        total("2025-09", label)
    found = encounters.find(count, store=held, within="2025-11", region="southwest", **{dimension: label})
    assert [(one.figure, one.value) for one in found.readings][:1] == [("total", count)]


def test_a_new_label_that_is_a_word_for_a_known_category_is_that(tmp_path: Path) -> None:
    renamed = {"fmua": "Family Units", "uac": "Unaccompanied  children"}
    rows = rows_of(release_named(NOV))
    others = next(number for number, row in enumerate(rows) if row["citizenship"] == "other")
    rows = [row | {"demographic": renamed.get(row["demographic"], row["demographic"])} for row in rows]
    rows[others] = rows[others] | {"citizenship": "Venezuela"}
    source = CsvBytes(NOV, NOV, written("southwest", rows))
    store = Store(tmp_path / "store")
    with pytest.raises(InputFileError) as caught:
        ingest(store, source)
    assert caught.value.hint == "It is a word for Family units (FMUA): --accept-new-labels takes it for that."
    done = ingest(store, source, Arrival(accept_new_labels=True))
    assert "New since this release, taken for Family units (FMUA): demographic: Family Units." in done.notes
    kept = store.rows(done.release).collect()
    assert set(kept["demographic"]) == {"single_adults", "fmua", "uac", "accompanied_minors"}
    held, shipped = Holdings(store), bundle()
    for asked in ({"demographic": "family units"}, {"citizenship": "other"}, {"citizenship": "venezuela"}, {}):
        one, other = (encounters.measure("total", "FY2022", store=each, **asked) for each in (held, shipped))
        assert one.value == other.value
    assert encounters.breakdown("citizenship-group", "FY2022", store=held).equals(
        encounters.breakdown("citizenship-group", "FY2022", store=shipped)
    )
    assert verify(store) == ()
    (store.root / "manifest.json").unlink()
    assert repair(store)[1] == ()
    assert verify(store) == ()
    later = ingest(store, CsvBytes(AUGUST, AUGUST, august_with("Family  Units")))
    assert not any("New since" in note for note in later.notes)


def august_with(label: str) -> bytes:
    rows = rows_of(release_named(AUGUST))
    return written("southwest", [row | {"demographic": row["demographic"].replace("fmua", label)} for row in rows])

"""The store and the bundled history as one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from encounters.cbp.files import read_file
from encounters.errors import UnknownName
from encounters.periods import Month
from encounters.release import Published
from encounters.store import bundled
from encounters.store.described import Arrival
from encounters.store.holdings import Holdings, open_store
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from held import GOOD, bundle


def test_a_missing_store_is_empty_and_is_not_made(tmp_path: Path) -> None:
    held = open_store(str(tmp_path / "none"))
    assert held.releases == bundle().releases
    assert not (tmp_path / "none").exists()


def test_releases_are_in_order_of_publication() -> None:
    days = [release.published.day for release in bundle().releases]
    assert days == sorted(days)


def test_a_newer_release_in_the_store_wins(tmp_path: Path) -> None:
    store = Store(tmp_path)
    newest = Arrival(Published(date(2026, 11, 1)), accept_incomplete=True)
    ingest(store, read_file(GOOD / "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv"), newest)
    held = Holdings(store)
    release = held.vintage("southwest")[Month(2024, 11)]
    assert release.origin == "store"
    assert held.vintage("southwest", date(2026, 10, 15))[Month(2024, 11)].origin == "bundled"
    rows = held.rows("southwest").collect()
    assert set(rows.filter(month=date(2024, 11, 1)).rows()) == set(
        held.release_rows(release).collect().filter(month=date(2024, 11, 1)).rows()
    )


def test_a_bundled_release_that_is_also_stored_counts_once(tmp_path: Path, shared: Path) -> None:
    name = "sbo-encounters-fy22-fy25-aug.csv"
    done = ingest(Store(tmp_path), read_file(shared / "cbp/releases" / name))
    twin = next(release for release in bundled.releases() if release.file == name)
    assert str(done.release.published) == str(twin.published)
    held = Holdings(Store(tmp_path))
    assert len(held.releases) == len(bundle().releases)
    assert next(release for release in held.releases if release.file == name).origin == "store"


def test_a_file_whose_date_is_known_by_its_bytes_gets_it(tmp_path: Path, shared: Path) -> None:
    done = ingest(Store(tmp_path), read_file(shared / "cbp/releases/nationwide-encounters-fy20-fy23-state.csv"))
    assert str(done.release.published) == "2023-11"


def test_dates_on_which_the_same_releases_answer_have_one_vintage() -> None:
    held = bundle()
    assert held.vintage_key("southwest", date(2022, 4, 18)) == held.vintage_key("southwest", date(2022, 5, 1))
    assert held.vintage_key("southwest", date(2022, 4, 18)) != held.vintage_key("southwest", date(2022, 5, 17))


def test_new_labels_can_be_asked_for(tmp_path: Path) -> None:
    from encounters.names import choose

    damaged = GOOD.parent / "damaged" / "new-category.csv"
    ingest(Store(tmp_path), read_file(damaged), Arrival(accept_new_labels=True, accept_incomplete=True))
    labels = Holdings(Store(tmp_path)).new_labels
    assert labels["demographic"] == ["At Large"]
    assert choose("demographic", ["at large"], labels["demographic"]).codes == ("At Large",)
    with pytest.raises(UnknownName):
        choose("demographic", ["at large"])

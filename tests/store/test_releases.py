"""Releases on disk: kept once, never changed, refused when they contradict each other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encounters.cbp.files import read_file
from encounters.errors import InputFileError
from encounters.release import Published
from encounters.store.described import Arrival
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from held import GOOD, SMALL, StoreOnly, expected_rows, folder_bytes, reread, stored

SOUTHWEST = (
    "southwest-2022-04-18.csv",
    "2022-Oct/sbo-encounters-fy19-fy22.csv",
    "2023-11/sbo-encounters-fy21-fy24-oct.csv",
    "revised/2024-11/sbo-encounters-fy22-fy25-oct.csv",
    "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv",
    "2025-03/sbo-encounters-fy22-fy25-feb.csv",
)
DAYS = (None, *(date(year, month, 28) for year in (2022, 2023, 2024, 2025) for month in (4, 11, 12)))


def rows_of(held: StoreOnly, as_of: date | None = None) -> list[tuple[str, ...]]:
    found = held.rows("southwest", as_of).collect().rows()
    return sorted(tuple("" if value is None else str(value) for value in row) for row in found)


def test_what_is_kept_of_a_file(tmp_path: Path) -> None:
    name = "2022-Oct/sbo-encounters-fy19-fy22.csv"
    held = stored(tmp_path, [name])
    (release,) = held.releases
    assert held.store.raw(release) == (GOOD / name).read_bytes()
    rows = expected_rows(name)
    assert (release.rows, release.encounters) == (len(rows), sum(int(row["count"]) for row in rows))
    assert (release.dataset, release.file, str(release.published)) == (
        "southwest",
        "sbo-encounters-fy19-fy22.csv",
        "2022-10-21",
    )
    assert (tmp_path / "README.txt").read_text().startswith("This folder belongs to")
    assert json.loads((tmp_path / "manifest.json").read_bytes())["format"] == 2


def test_storing_again_changes_no_byte(tmp_path: Path) -> None:
    held = stored(tmp_path, SOUTHWEST)
    before = folder_bytes(tmp_path)
    for name in SOUTHWEST:
        assert ingest(held.store, read_file(GOOD / name), SMALL).already
    assert folder_bytes(tmp_path) == before


def test_the_same_file_compressed_is_the_same_release(tmp_path: Path) -> None:
    held = stored(tmp_path, [SOUTHWEST[-1]])
    again = ingest(held.store, read_file(GOOD / "compressed/2025-03/sbo-encounters-fy22-fy25-feb.csv.gz"), SMALL)
    assert again.already
    assert len(held.store.releases()) == 1


def test_a_file_that_contradicts_another_is_refused(tmp_path: Path) -> None:
    held = stored(tmp_path, ["revised/2024-12/sbo-encounters-fy22-fy25-nov.csv"])
    before = folder_bytes(tmp_path)
    with pytest.raises(InputFileError) as caught:
        ingest(held.store, read_file(GOOD / "contradicting/2024-12/sbo-encounters-fy22-fy25-nov.csv"), SMALL)
    assert "contradicts sbo-encounters-fy22-fy25-nov.csv" in caught.value.message
    assert "1 cell differs; 2024-08" in caught.value.message
    assert folder_bytes(tmp_path) == before
    other_day = Arrival(Published(date(2025, 1, 15)), accept_incomplete=True)
    assert not ingest(
        held.store, read_file(GOOD / "contradicting/2024-12/sbo-encounters-fy22-fy25-nov.csv"), other_day
    ).already


def test_a_publication_date_before_the_data_ends_is_refused(tmp_path: Path) -> None:
    too_early = Arrival(Published(date(2022, 9, 1)))
    with pytest.raises(InputFileError, match="has counts for 2022-09, so it was not published on 2022-09-01"):
        ingest(Store(tmp_path / "store"), read_file(GOOD / "2022-Oct/sbo-encounters-fy19-fy22.csv"), too_early)
    assert not (tmp_path / "store").exists()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.lists(st.sampled_from(SOUTHWEST), max_size=4).flatmap(lambda more: st.permutations([*SOUTHWEST, *more]))
)
def test_order_and_repetition_change_nothing(order: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    held = stored(tmp_path_factory.mktemp("store"), order)
    assert len(held.releases) == len(SOUTHWEST)
    for day in DAYS:
        assert rows_of(held, day) == sorted(reread(SOUTHWEST, day))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kept=st.sets(st.sampled_from(SOUTHWEST), min_size=1),
    day=st.none() | st.dates(date(2022, 1, 1), date(2025, 12, 31)),
)
def test_as_of_is_a_plain_rereading_of_the_releases(
    kept: set[str], day: date | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    held = stored(tmp_path_factory.mktemp("store"), sorted(kept))
    expected = sorted(reread(sorted(kept), day))
    if expected:
        assert rows_of(held, day) == expected
    else:
        assert not held.vintage("southwest", day)

"""The datasets, and the dates that paths state."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encounters.cbp.datasets import (
    DATASETS,
    SOUTHWEST,
    dataset_named,
    dataset_of_file,
    published_after,
    published_in,
    published_with,
    regions_of,
)
from encounters.errors import UnknownName
from encounters.periods import Month
from encounters.release import Published, in_month
from good_fixtures import GOOD


@pytest.mark.parametrize(
    ("path", "day", "precision"),
    [
        ("2022-Oct/sbo-encounters-fy19-fy22.csv", date(2022, 10, 31), "month"),
        ("2024-10/nationwide-encounters-fy21-fy24-state.csv", date(2024, 10, 31), "month"),
        ("assets/documents/2023-Nov/a.csv", date(2023, 11, 30), "month"),
        ("https://www.cbp.gov/sites/default/files/2024-02/a.csv", date(2024, 2, 29), "month"),
        ("2024-10/deeper/a.csv", date(2024, 10, 31), "month"),
        ("2023-01/2024-10/a.csv", date(2024, 10, 31), "month"),
        ("2024-13/2023-01/a.csv", date(2023, 1, 31), "month"),
        ("2023-01/2024-13/a.csv", date(2023, 1, 31), "month"),
        ("2022-october/a.csv", date(2022, 10, 31), "month"),
        ("2022-Sept/a.csv", date(2022, 9, 30), "month"),
        ("southwest-2022-04-18.csv", date(2022, 4, 18), "day"),
        ("2024-10/southwest-2022-04-18.csv", date(2022, 4, 18), "day"),
        ("saved_2022-04-18_copy.csv", date(2022, 4, 18), "day"),
    ],
)
def test_paths_that_state_a_date(path: str, day: date, precision: str) -> None:
    found = published_in(path)
    assert found is not None
    assert (found.day, found.precision, found.inferred) == (day, precision, False)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a.csv",
        "sbo-encounters-fy19-fy22.csv",
        "2024-13/a.csv",
        "2024-00/a.csv",
        "2024-Foo/a.csv",
        "1999-10/a.csv",
        "2024-10-01/a.csv",
        "x2024-10/a.csv",
        "2024-10.csv",
        "southwest-2022-02-30.csv",
        "southwest-12022-04-181.csv",
        "2024/10/a.csv",
    ],
)
def test_paths_that_state_none(path: str) -> None:
    assert published_in(path) is None


@given(st.text() | st.text("0123456789-/.OctNvbd").map(lambda text: f"20{text}"))
def test_any_path_states_a_date_or_none(path: str) -> None:
    found = published_in(path)
    assert found is None or str(found)[:2] == "20"


def test_dates_known_to_the_month_count_from_its_last_day() -> None:
    assert in_month(Month(2024, 2)) == Published(date(2024, 2, 29), "month", "stated")
    assert published_after(Month(2024, 12)) == Published(date(2025, 1, 31), "month", "inferred")
    assert [str(in_month(Month(2024, 2))), str(published_after(Month(2024, 12)))] == ["2024-02", "2025-01 (inferred)"]
    assert str(published_in("southwest-2022-04-18.csv")) == "2022-04-18"


OCTOBER, UPDATES = Month(2023, 10), {Month(2023, 9): date(2023, 10, 21), Month(2023, 10): date(2023, 11, 14)}


@pytest.mark.parametrize(
    ("path", "through", "published", "basis"),
    [
        ("southwest-2023-11-10.csv", OCTOBER, "2023-11-10", "stated"),
        ("2023-11/a.csv", OCTOBER, "2023-11-14", "update"),
        ("a.csv", OCTOBER, "2023-11-14", "update"),
        ("2023-Nov/a.csv", Month(2023, 9), "2023-11", "path"),
        ("2024-02/a.csv", Month(2024, 1), "2024-02", "path"),
        ("2023-01/a.csv", OCTOBER, "2023-11-14", "update"),
    ],
)
def test_the_surest_date_is_taken(path: str, through: Month, published: str, basis: str) -> None:
    found = published_with(path, through, UPDATES)
    assert found is not None
    assert (str(found), found.basis) == (published, basis)
    assert published_with("2023-01/a.csv", Month(2024, 1), UPDATES) is None


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("sbo-encounters-fy19-fy22.csv", "southwest"),
        ("sbo-encounters-fy20-fy23-jun.csv", "southwest"),
        ("SBO-Encounters-FY20-FY23-Sept_0.csv", "southwest"),
        ("nationwide-encounters-fy21-fy24-state.csv", "nationwide-state"),
        ("nationwide-encounters-fy21-fy24-mar-state_0.csv", "nationwide-state"),
        ("nationwide-encounters-fy22-fy25-may-aor.csv", "nationwide-aor"),
        ("nationwide-encounters-fy22-fy25-may-aor.csv.gz", None),
        ("nationwide-encounters-data-dictionary.pdf", None),
        ("my-sbo-encounters-fy19-fy22.csv", None),
    ],
)
def test_file_names(name: str, dataset: str | None) -> None:
    found = dataset_of_file(name)
    assert (found and found.name) == dataset


def test_good_fixtures_are_named_like_their_dataset() -> None:
    for good in GOOD:
        name = good.path.rsplit("/", 1)[-1]
        if name.endswith(".csv") and not name.startswith("southwest-"):
            assert dataset_of_file(name) is DATASETS[good.layout.dataset]


def test_datasets_by_name() -> None:
    assert [dataset_named(name).name for name in DATASETS] == ["southwest", "nationwide-state", "nationwide-aor"]
    with pytest.raises(UnknownName) as caught:
        dataset_named("south-west")
    assert caught.value.message == "Unknown dataset 'south-west'."
    assert caught.value.hint == "Did you mean 'southwest'? Valid: southwest, nationwide-state, nationwide-aor."


def test_headers_hold_each_column_once() -> None:
    for dataset in DATASETS.values():
        assert len(set(dataset.header)) == len(dataset.header)
        assert set(dataset.dimensions) == set(dataset.columns.values())


def test_regions_of_a_file() -> None:
    assert regions_of(SOUTHWEST, []) == ("southwest",)
    assert regions_of(DATASETS["nationwide-state"], ["southwest", "northern", "other"]) == (
        "northern",
        "other",
        "southwest",
    )

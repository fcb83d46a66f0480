"""CBP's layouts to the tidy table: the good fixtures, and any rows in any layout."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple, replace

from cbp_csv import (
    AREAS,
    AUTHORITIES,
    COMPONENTS,
    COUNTRIES,
    DEMOGRAPHICS,
    GROUPS,
    HEADERS,
    MONTHS,
    REGIONS,
    Layout,
    Row,
    write_csv,
)
from encounters.cbp.datasets import DATASETS
from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import Parsed, parse
from encounters.names import CATEGORIES, COLUMNS, DIMENSIONS
from good_fixtures import GOOD, Good
from make_fixtures import FIXTURES


def parsed(content: bytes) -> Parsed:
    return parse(CsvBytes("a.csv", "a.csv", content))


def tidy(frame: pl.DataFrame) -> list[tuple[str | int | None, ...]]:
    """The rows as plain values, a month as `2022-04`, in an order of their own."""
    rows = [(f"{month:%Y-%m}", *rest) for month, *rest in frame.rows()]
    return sorted(rows, key=repr)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.path)
def test_good_files_give_the_expected_table(good: Good) -> None:
    found = parse(read_file(FIXTURES / "good" / good.path))
    with (FIXTURES / "expected" / good.expected).open(encoding="utf-8", newline="") as stream:
        expected = [tuple(row.values()) for row in csv.DictReader(stream)]
    assert found.dataset.name == good.layout.dataset
    assert found.new_labels == ()
    assert sorted(tuple("" if value is None else str(value) for value in row) for row in found.rows.rows()) == expected


@pytest.mark.parametrize("dataset", HEADERS)
def test_the_tidy_table_has_one_shape(dataset: str) -> None:
    good = next(good for good in GOOD if good.layout.dataset == dataset)
    rows = parsed(good.csv).rows
    assert rows.schema == {"month": pl.Date, **dict.fromkeys(DIMENSIONS, pl.String), "count": pl.Int64}
    assert tuple(rows.columns) == COLUMNS
    filled = {name for name in DIMENSIONS if rows[name].null_count() == 0}
    empty = {name for name in DIMENSIONS if rows[name].null_count() == rows.height}
    assert filled == {*DATASETS[dataset].dimensions, "region"}
    assert filled | empty == set(DIMENSIONS)


def test_mislabelled_encounter_types_are_told_and_counted_by_authority() -> None:
    plain, mislabelled = (
        parse(read_file(FIXTURES / "good" / folder / "2022-Oct" / "sbo-encounters-fy19-fy22.csv"))
        for folder in (".", "mislabelled")
    )
    assert plain.rows.equals(mislabelled.rows)
    assert plain.notes == ()
    border_patrol = plain.rows.filter(authority="title_42", component="usbp")["count"]
    assert mislabelled.notes[0] == (
        f"{border_patrol.sum():,} U.S. Border Patrol Title 42 encounters (12 rows) are called Apprehensions in the file"
        "; by authority and component they are Expulsions. CBP's counts are kept."
    )
    assert len(mislabelled.notes) == 2


def test_the_tables_of_the_writer_are_those_of_the_package() -> None:
    written = {"component": COMPONENTS, "region": REGIONS, "demographic": DEMOGRAPHICS, "authority": AUTHORITIES}
    assert {name: set(table) for name, table in written.items()} == {name: set(CATEGORIES[name]) for name in written}
    assert set(COUNTRIES) | set(GROUPS) == set(CATEGORIES["citizenship"])
    assert set(AREAS) <= set(CATEGORIES["area"])
    assert {name: set(dataset.header) for name, dataset in DATASETS.items()} == {
        name: set(header) for name, header in HEADERS.items()
    }


def choice(names: dict[str, object] | tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(names))


NONE = st.none()
MONTH = st.builds("{}-{:02d}".format, st.integers(2000, 2198), st.integers(1, 12))
SOUTHWEST_BORDER = st.just("southwest")


def row_of(dataset: str) -> st.SearchStrategy[Row]:
    nationwide = dataset != "southwest"
    by_area = dataset == "nationwide-aor"
    return st.builds(
        Row,
        month=MONTH,
        component=choice(COMPONENTS) if dataset != "nationwide-state" else NONE,
        region=choice(REGIONS) if nationwide else SOUTHWEST_BORDER,
        area=choice(AREAS) if by_area else NONE,
        state=choice(CATEGORIES["state"]) if dataset == "nationwide-state" else NONE,
        demographic=choice(DEMOGRAPHICS),
        citizenship=choice(COUNTRIES if nationwide else GROUPS),
        authority=choice(AUTHORITIES),
        count=st.integers(0, 999_999_999),
    )


@st.composite
def releases(draw: st.DrawFn, dataset: str) -> tuple[list[Row], Layout]:
    """Any rows with no cell twice, in any layout of the dataset."""
    rows = draw(st.lists(row_of(dataset), min_size=1, max_size=12, unique_by=lambda row: astuple(row)[:-1]))
    layout = Layout(
        dataset,
        line_end=draw(st.sampled_from(["\n", "\r\n"])),
        bom=draw(st.booleans()),
        floats=draw(st.booleans()),
        order=tuple(draw(st.permutations(HEADERS[dataset]))),
        open_year=draw(st.sampled_from([None, int(rows[0].month[:4])])),
        through=draw(st.sampled_from(MONTHS)),
        uac=draw(st.sampled_from(["UC / Single Minors", "UAC"])),
        expulsions=draw(st.sampled_from(["Expulsions", "Apprehensions"])),
    )
    return rows, layout


@pytest.mark.parametrize("dataset", HEADERS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_what_is_written_is_what_is_read(dataset: str, data: st.DataObject) -> None:
    rows, layout = data.draw(releases(dataset))
    found = parsed(write_csv(rows, layout))
    assert found.dataset.name == dataset
    assert tidy(found.rows) == sorted((astuple(row) for row in rows), key=repr)


@pytest.mark.parametrize("dataset", HEADERS)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_layout_and_order_of_rows_change_nothing(dataset: str, data: st.DataObject) -> None:
    rows, layout = data.draw(releases(dataset))
    shuffled = data.draw(st.permutations(rows))
    plain = parsed(write_csv(rows, replace(layout, bom=False, floats=False, order=(), line_end="\n")))
    other = parsed(write_csv(shuffled, layout))
    assert plain.rows.equals(other.rows)
    assert plain.notes == other.notes


def test_month_grouping_is_no_subtotal() -> None:
    good = next(good for good in GOOD if good.path.startswith("2025-03/"))
    assert b",Remaining," in good.csv
    assert b"2025 (FYTD),FYTD," in good.csv
    found = parsed(good.csv)
    assert found.rows["count"].sum() == sum(row.count for row in good.rows)
    assert found.rows.equals(parsed(good.csv.replace(b",Remaining,", b",FYTD,")).rows)

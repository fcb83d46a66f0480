"""CBP's own files, read by the package and by csv alone. Skipped where they are not beside the checkout."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from cbp_csv import AUTHORITIES, COMPONENTS, COUNTRIES, DEMOGRAPHICS, GROUPS, MONTHS, REGIONS
from encounters.cbp.datasets import published_in
from encounters.cbp.files import read_file
from encounters.cbp.parse import Parsed, parse

FILES = {
    "releases/sbo-encounters-fy19-fy22.csv": "southwest",
    "releases/sbo-encounters-fy22-fy25-nov.csv": "southwest",
    "releases/sbo-encounters-fy22-fy25-aug.csv": "southwest",
    "releases/nationwide-encounters-fy20-fy23-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy21-fy24-oct-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy21-fy24-dec-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy21-fy24-mar-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy21-fy24-state.csv": "nationwide-state",
    "releases/sbo-encounters-fy23-fy26-jul.csv": "southwest",
    "releases/nationwide-encounters-fy21-fy24-feb-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy21-fy24-apr-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy21-fy24-may-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy22-fy25-state.csv": "nationwide-state",
    "releases/nationwide-encounters-fy23-fy26-nov-state.csv": "nationwide-state",
    "dashboard/southwest-2021-11-11.csv": "southwest",
    "dashboard/southwest-2021-11-15.csv": "southwest",
    "dashboard/southwest-2022-03-15.csv": "southwest",
    "dashboard/southwest-2022-04-18.csv": "southwest",
    "dashboard/southwest-2022-05-17.csv": "southwest",
    "dashboard/southwest-2022-07-15.csv": "southwest",
    "dashboard/southwest-2022-10-21.csv": "southwest",
    "dashboard/southwest-2022-08-15.csv": "southwest",
    "dashboard/southwest-2022-09-14.csv": "southwest",
    "dashboard/southwest-2022-11-14.csv": "southwest",
    "dashboard/southwest-2023-01-17.csv": "southwest",
    "dashboard/southwest-2023-02-10.csv": "southwest",
    "dashboard/southwest-2023-03-10.csv": "southwest",
    "rebuilt/nationwide-encounters-fy20-fy23-aor.csv": "nationwide-aor",
    "rebuilt/nationwide-encounters-fy22-fy25-dec-aor.csv": "nationwide-aor",
    "rebuilt/nationwide-encounters-fy22-fy25-apr-aor.csv": "nationwide-aor",
    "rebuilt/nationwide-encounters-fy22-fy25-may-aor.csv": "nationwide-aor",
}
SOUTHWEST_FILES = [name for name in FILES if name.startswith("releases/sbo")]
NATIONWIDE_FILES = [name for name, dataset in FILES.items() if dataset != "southwest"]
OCTOBER_2022 = "releases/sbo-encounters-fy19-fy22.csv"

# Fiscal year: southwest total, and a file that has it as a closed year.
SOUTHWEST_TOTALS = {
    2018: (521_090, "dashboard/southwest-2021-11-11.csv"),
    2019: (977_509, OCTOBER_2022),
    2020: (458_088, OCTOBER_2022),
    2021: (1_734_686, OCTOBER_2022),
    2022: (2_378_944, OCTOBER_2022),
    2023: (2_475_669, "releases/sbo-encounters-fy22-fy25-nov.csv"),
    2024: (2_135_005, "releases/sbo-encounters-fy22-fy25-nov.csv"),
}


@cache
def parsed(path: Path) -> Parsed:
    return parse(read_file(path))


def turned(table: dict[str, str]) -> dict[str, str]:
    return {label: code for code, label in table.items()}


CODES = {
    "Component": turned(COMPONENTS),
    "Land Border Region": turned(REGIONS),
    "Demographic": turned(DEMOGRAPHICS) | {"UC / Single Minors": "uac"},
    "Citizenship": turned(COUNTRIES),
    "Citizenship Grouping": turned(GROUPS),
    "Title of Authority": turned(AUTHORITIES),
}


def read_plainly(path: Path) -> list[tuple[object, ...]]:
    """The file's rows by csv alone, in the order of the tidy table's columns."""
    rows = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = {column: codes[row[column]] for column, codes in CODES.items() if column in row}
            place = MONTHS.index(row["Month (abbv)"])
            year = int(row["Fiscal Year"].removesuffix(" (FYTD)")) - (place < 3)
            area = row.get("Area of Responsibility")
            rows.append(
                (
                    f"{year}-{(place + 9) % 12 + 1:02d}",
                    code.get("Component"),
                    code.get("Land Border Region", "southwest"),
                    area and area.lower().replace(" ", "_"),
                    row.get("State"),
                    code["Demographic"],
                    code.get("Citizenship") or code["Citizenship Grouping"],
                    code["Title of Authority"],
                    int(float(row["Encounter Count"])),
                )
            )
    return rows


@pytest.mark.parametrize("name", FILES)
def test_every_cell_is_what_csv_alone_reads(shared: Path, name: str) -> None:
    found = parsed(shared / "cbp" / name)
    plain = read_plainly(shared / "cbp" / name)
    tidy = found.rows.with_columns(pl.col("month").dt.strftime("%Y-%m"))
    assert found.dataset.name == FILES[name]
    assert found.new_labels == ()
    assert found.rows.height == len(plain)
    assert found.rows["count"].sum() == sum(int(str(row[-1])) for row in plain)
    assert max(Counter(row[:-1] for row in plain).values()) == 1
    assert set(tidy.iter_rows()) == set(plain)


@pytest.mark.parametrize("name", FILES)
def test_only_the_file_of_october_2022_has_a_note(shared: Path, name: str) -> None:
    notes = parsed(shared / "cbp" / name).notes
    if name == OCTOBER_2022:
        assert notes == (
            "1,054,084 U.S. Border Patrol Title 42 encounters (127 rows) are called Apprehensions in the file; by "
            "authority and component they are Expulsions. CBP's counts are kept.",
        )
    else:
        assert notes == ()


def fiscal_year(frame: pl.DataFrame, year: int) -> pl.DataFrame:
    return frame.filter(pl.col("month").dt.offset_by("3mo").dt.year() == year)


@pytest.mark.parametrize("year", SOUTHWEST_TOTALS)
def test_southwest_totals_of_closed_years(shared: Path, year: int) -> None:
    total, name = SOUTHWEST_TOTALS[year]
    rows = fiscal_year(parsed(shared / "cbp" / name).rows, year)
    assert rows["month"].n_unique() == 12
    assert rows["count"].sum() == total


@pytest.mark.parametrize("name", [name for name in NATIONWIDE_FILES if FILES[name] == "nationwide-state"])
def test_nationwide_total_of_the_fiscal_year_2023(shared: Path, name: str) -> None:
    assert fiscal_year(parsed(shared / "cbp" / name).rows, 2023)["count"].sum() == 3_201_144


def closed_years(frame: pl.DataFrame) -> set[int]:
    """The fiscal years with all their months."""
    months = frame.select("month").unique().group_by(pl.col("month").dt.offset_by("3mo").dt.year().alias("year")).len()
    return set(months.filter(pl.col("len") == 12)["year"])


def cells(frame: pl.DataFrame, years: set[int], by: list[str]) -> dict[tuple[object, ...], int]:
    """Southwest counts by month and dimensions, with citizenship in five groups; cells of nothing left out."""
    kept = frame.filter(pl.col("month").dt.offset_by("3mo").dt.year().is_in(years), region="southwest")
    group = pl.when(pl.col("citizenship").is_in([*GROUPS])).then("citizenship").otherwise(pl.lit("other"))
    sums = kept.with_columns(group.alias("citizenship")).group_by("month", *by).agg(pl.col("count").sum())
    return {tuple(key): count for *key, count in sums.iter_rows() if count}


@pytest.mark.parametrize("nationwide", NATIONWIDE_FILES)
def test_southwest_rows_of_nationwide_files_equal_the_southwest_files(shared: Path, nationwide: str) -> None:
    fine = parsed(shared / "cbp" / nationwide).rows
    by = ["demographic", "citizenship", "authority", *(["component"] if fine["component"].null_count() == 0 else [])]
    compared = 0
    for southwest in SOUTHWEST_FILES:
        coarse = parsed(shared / "cbp" / southwest).rows
        years = closed_years(coarse) & closed_years(fine)
        compared += len(years)
        assert cells(coarse, years, by) == cells(fine, years, by), southwest
    assert compared >= 1


def test_the_dashboard_of_october_2022_equals_the_file_of_that_month(shared: Path) -> None:
    dashboard = parsed(shared / "cbp" / "dashboard/southwest-2022-10-21.csv").rows
    assert dashboard.equals(parsed(shared / "cbp" / OCTOBER_2022).rows)


def test_names_of_dashboard_files_state_the_day(shared: Path) -> None:
    stated = {path.name: published_in(str(path)) for path in (shared / "cbp" / "dashboard").iterdir()}
    assert {name: f"southwest-{day}.csv" for name, day in stated.items()} == {name: name for name in stated}


@pytest.mark.parametrize("name", ["southwest-2022-04-18.csv", "southwest-2022-05-17.csv"])
def test_march_and_april_2022_as_first_published(shared: Path, name: str) -> None:
    rows = parsed(shared / "cbp" / "dashboard" / name).rows
    last = rows.filter(month=rows["month"].max())["count"].sum()
    assert last == {"southwest-2022-04-18.csv": 221_303, "southwest-2022-05-17.csv": 234_088}[name]

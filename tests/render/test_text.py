"""Tables for people: exact, whole off a terminal, and never wider than one but for their keys."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.names import Choice
from encounters.periods import Month, Period
from encounters.release import Published, Release
from encounters.render.formats import Look, render
from encounters.render.text import table, value_text
from encounters.results import Column, Scope, Selection, Table, Used, Value

YEAR = Period.parse("FY2021")
RELEASE = Release(
    "southwest",
    "sbo-encounters-fy19-fy22.csv",
    Published(date(2022, 5, 17)),
    tuple(Period.parse("FY2019..2022-04")),
    ("southwest",),
    "ab" * 32,
    "store",
)
SCOPE = Scope(Selection(YEAR, demographic=Choice(("fmua",))), (Used(RELEASE, tuple(YEAR)),))
COLUMNS = (
    Column("month", "Month", "month", key=True),
    Column("group", "Group", key=True),
    Column("encounters", "Encounters", "count"),
    Column("average", "Monthly average", "average"),
    Column("share", "Share of the total", "share"),
    Column("multiple", "Multiple of FY2020", "ratio"),
    Column("change", "Change on the year before", "change"),
    Column("percent", "Percent change", "percent"),
    Column("spark", "Months", "counts"),
)
ROWS: list[dict[str, Any]] = [
    {
        "month": Month(2021, 7),
        "group": "Single Adults",
        "encounters": 1_734_686,
        "average": 144_557.1666,
        "share": 0.2791,
        "multiple": 3.78712,
        "change": 1_276_598,
        "percent": 2.787,
        "spark": [0, None, 5, 10, 3],
    },
    {"month": "2021-08", "group": "[bold]Türkiye", "encounters": 0, "share": float("nan"), "change": -12, "spark": []},
]
MADE = Table("trend", "Encounters – FY2021", COLUMNS, ROWS, SCOPE, ("A note.",))
TERMINAL_CODE = re.compile(r"\x1b\[[\d;]*m")


def test_off_a_terminal_nothing_is_cut() -> None:
    shown = table(MADE, Look())
    assert shown.notes == ()
    title, _, heading, rule, july, august, *_ = str(shown.content).splitlines()
    assert title == "Encounters – FY2021"
    assert heading.startswith("Month ")
    assert set(rule) == {"─"}
    assert len(rule) >= max(map(len, (heading, july, august)))
    for text in ("July 2021", "Single Adults", "1,734,686", "144,557.2", "27.9%", "3.787×", "+1,276,598", "+278.7%"):
        assert text in july
    assert "[bold]Türkiye" in august
    assert "-12" in august
    assert "…" not in str(shown.content)
    assert str(shown.content).endswith("\n\nNote: A note.\n")


def test_on_a_terminal_headings_fold_and_columns_are_left_out_and_named() -> None:
    shown = table(MADE, Look(width=80))
    assert "Encounters" in str(shown.content)
    assert "Months" not in str(shown.content)
    assert shown.notes[0].endswith("A wider one, or -f csv, shows all.")
    assert "Percent change, Months" in shown.notes[0]


def test_ascii() -> None:
    shown = str(table(MADE, Look(ascii=True)).content)
    assert shown.isascii()
    for text in ("Encounters - FY2021", "3.787x", ". +@-", "Turkiye", "-----"):
        assert text in shown


def test_colour_changes_nothing_but_colour() -> None:
    painted = str(table(MADE, Look(color=True)).content)
    assert "\x1b[1m" in painted
    bare = "\n".join(line.rstrip() for line in TERMINAL_CODE.sub("", painted).split("\n"))
    assert bare == table(MADE, Look()).content
    assert "\x1b" not in str(table(MADE, Look()).content)


def test_a_table_without_rows_says_so() -> None:
    assert table(Table("rows", "Nothing", COLUMNS, []), Look()).content == "Nothing\n\nNo rows.\n"


def test_a_single_figure() -> None:
    value = Value(
        "monthly-average", 144_557.1666, "encounters per month", "average", SCOPE, {"months": 12}, ("A note.",)
    )
    assert value_text(value, Look(width=60)).splitlines() == [
        "144,557.2 encounters per month",
        "monthly-average, FY2021",
        "months: 12",
        "",
        "Encounters are events, not people. Both components;",
        "Southwest Land Border; demographic Family units (FMUA).",
        "FY2021, October 2020-September 2021, 12 months, 365 days.",
        "Title 42 in force throughout.",
        "Release: sbo-encounters-fy19-fy22.csv (data through 2022-04,",
        "published 2022-05-17); southwest, CBP release, store.",
        "",
        "Note: A note.",
    ]
    for format_ in ("csv", "ndjson", "parquet"):
        assert render(value, format_, Look()).content


KEY = Column("key", "Key", key=True)
names = st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=12)
counts = st.none() | st.integers(-(10**9), 10**9)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of a key and up to eight columns of counts with headings of several words."""
    headings = draw(st.lists(st.lists(names.filter(str.strip), min_size=1, max_size=4).map(" ".join), max_size=8))
    columns = (KEY, *(Column(f"c{place}", heading, "count") for place, heading in enumerate(headings)))
    row = st.fixed_dictionaries({"key": names} | {column.name: counts for column in columns[1:]})
    return Table("made", "", columns, draw(st.lists(row, min_size=1, max_size=5)))


@settings(deadline=None)
@given(tables(), st.integers(40, 200), st.booleans())
def test_no_line_is_wider_than_the_terminal(made: Table, width: int, ascii_only: bool) -> None:
    shown = table(made, Look(width=width, ascii=ascii_only))
    text = str(shown.content)
    assert max(map(len, text.splitlines())) <= width
    assert not ascii_only or text.isascii()
    assert all(row["key"].strip() in text for row in made.rows)


@pytest.mark.parametrize("width", [60, 70, 80])
def test_a_name_that_has_no_room_breaks_at_its_hyphens(width: int) -> None:
    columns = (KEY, Column("read", "Read as"), Column("count", "Recomputed"))
    read = "record ever, December 2023, cbp-southwest-by-month-fy2017-fy2021, beside usbp-southwest-by-month"
    row = {"key": "highest month on record", "read": read, "count": "86 earlier like periods in a row that were lower"}
    lines = str(table(Table("made", "", columns, [row]), Look(width=width)).content).splitlines()
    assert max(map(len, lines)) <= width
    assert any("cbp-" in line for line in lines), "the name is not left out"


@settings(deadline=None)
@given(tables())
def test_off_a_terminal_every_number_is_there(made: Table) -> None:
    shown = table(made, Look())
    assert shown.notes == ()
    for row in made.rows:
        for name, value in row.items():
            assert name == "key" or value is None or f"{value:,}" in str(shown.content)


@pytest.mark.parametrize(
    "asked",
    [
        "measure total 2021 --by component,authority",
        "measure total 2023 --by citizenship",
        "breakdown 2021 --by demographic,component",
        "breakdown 2021 --by authority --wide",
        "trend 2021-01 --by component,demographic",
        "compare FY2021 FY2020 --by component",
        "rows -p 2021-01",
        "revisions 2022-04 --cells",
    ],
)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_read_cbps_names_of_categories_and_programs_codes(run: Any, asked: str, form: str) -> None:
    codes = {"usbp", "ofo", "fmua", "uac", "single_adults", "title_8", "title_42", "el_salvador", "southwest_border"}
    table, _, _ = run(*asked.split(), "-f", form).stdout.partition("Encounters are events")
    cells = set(re.split(r"[\s|,]+", table))
    assert not cells & codes
    if "--wide" not in asked:
        assert set(re.split(r"[\n,]+", run(*asked.split(), "-f", "csv").stdout)) & codes

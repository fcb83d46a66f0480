"""Machine formats: plain numbers, ISO months, the same rows in each, and nothing that is not JSON."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.render.formats import Look, render
from encounters.results import Column, Table

COLUMNS = (
    Column("month", "Month", "month", key=True),
    Column("name", "Name"),
    Column("encounters", "Encounters", "count"),
    Column("share", "Share", "share"),
    Column("code", "Code", shown=False),
)
ROWS = [
    {"month": "2021-01", "name": 'a "quoted", name', "encounters": 1_734_686, "share": 0.25, "code": "a"},
    {"month": "2021-02", "name": None, "encounters": 0, "share": float("nan"), "code": "b"},
]
TABLE = Table("trend", "A | title", COLUMNS, ROWS, notes=("A note.",), extra={"more": 1})


def text(form: str, look: Look | None = None) -> str:
    """A format of the table as text."""
    content = render(TABLE, form, look or Look()).content
    return content if isinstance(content, str) else content.decode()


def test_csv_is_plain_rfc_4180() -> None:
    assert text("csv") == (
        'month,name,encounters,share,code\n2021-01,"a ""quoted"", name",1734686,0.25,a\n2021-02,,0,,b\n'
    )


def test_a_byte_order_mark_is_asked_for() -> None:
    content = render(TABLE, "csv", Look(bom=True)).content
    assert isinstance(content, bytes)
    assert content.startswith(b"\xef\xbb\xbfmonth,")


def test_json_has_schema_rows_notes_and_extra_and_no_nan() -> None:
    document = json.loads(text("json"), parse_constant=lambda name: (_ for _ in ()).throw(AssertionError(name)))
    assert document["schema"] == "encounters/trend/1.0"
    assert [row["encounters"] for row in document["rows"]] == [1_734_686, 0]
    assert document["rows"][1]["share"] is None
    assert document["notes"] == ["A note."]
    assert document["more"] == 1


def test_ndjson_is_the_rows_of_json() -> None:
    assert [json.loads(line) for line in text("ndjson").splitlines()] == json.loads(text("json"))["rows"]


def test_parquet_keeps_types() -> None:
    content = render(TABLE, "parquet", Look()).content
    assert isinstance(content, bytes)
    frame = pl.read_parquet(io.BytesIO(content))
    assert frame.schema["month"] == pl.Date
    assert frame.schema["encounters"] == pl.Int64
    assert frame["encounters"].to_list() == [1_734_686, 0]


def test_markdown_shows_what_people_read_and_escapes_bars() -> None:
    shown = text("markdown")
    assert " 1,734,686 |" in shown
    assert "A \\| title" in shown
    assert "Code" not in shown


# What is seen: letters, marks, numbers, signs and the blank. What is not, the tests after this one have.
SEEN = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n"), max_size=20)
TEXT = SEEN.filter(lambda text: text[:1] not in tuple("=+-@＝＋－＠"))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEXT, st.integers(-(10**12), 10**12)), max_size=8))
def test_csv_and_json_give_back_any_names_and_counts(pairs: list[tuple[str, int]]) -> None:
    columns = (Column("name", "Name"), Column("encounters", "Encounters", "count"))
    table = Table("rows", "", columns, [{"name": name, "encounters": count} for name, count in pairs])
    content = render(table, "csv", Look()).content
    read = list(csv.DictReader(io.StringIO(content.decode() if isinstance(content, bytes) else content, newline="")))
    assert [(row["name"], int(row["encounters"])) for row in read] == pairs
    document = render(table, "json", Look()).content
    assert [(row["name"], row["encounters"]) for row in json.loads(document)["rows"]] == pairs


STEERING = "\x1b[31m\x07\r\t\x9b\u202e\u2066\u200f\u2028\ufeff\ud800"


@pytest.mark.parametrize("form", ["csv", "json", "ndjson"])
def test_no_machine_format_carries_what_steers_a_terminal_or_turns_a_line(form: str) -> None:
    column = Column("name", "Name")
    table = Table("rows", f"A{STEERING}", (column,), [{"name": f"a{STEERING}b\nc"}], notes=(f"A {STEERING}",))
    content = render(table, form, Look()).content
    shown = content if isinstance(content, str) else content.decode()
    assert [letter for letter in shown.replace("\n", "") if not letter.isprintable()] == []
    assert "\\u" not in shown
    held = next(csv.DictReader(io.StringIO(shown, newline=""))) if form == "csv" else json.loads(shown)
    row = held["rows"][0] if form == "json" else held
    assert row["name"] == f"a {'[31m':<{len(STEERING) - 1}}b\nc"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 in all", "@SUM(A1)", '=HYPERLINK("x")', "＝1"])
def test_a_spreadsheet_finds_no_formula_in_text(text: str) -> None:
    columns = (Column("name", "Name"), Column("change", "Change", "change"))
    content = render(Table("rows", "", columns, [{"name": text, "change": -5}]), "csv", Look()).content
    assert isinstance(content, bytes)
    assert next(csv.DictReader(io.StringIO(content.decode(), newline=""))) == {"name": f"'{text}", "change": "-5"}

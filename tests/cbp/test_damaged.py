"""Every kind of damage: what is told, exactly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cbp_csv import HEADERS
from damaged_fixtures import DAMAGED
from encounters.cbp.files import MAX_BYTES, UNPACK, read_file
from encounters.cbp.labels import ACCEPT_HINT
from encounters.cbp.parse import Parsed, parse
from encounters.cbp.text import SAVE_HINT, UTF_8_HINT
from encounters.errors import InputFileError
from make_fixtures import FIXTURES

CUT = "ends in the middle of a line, so it is probably cut short"
CUT_HINT = "Download it again. If it is complete, end its last line with a line break."
NEW = "has a category that no release before it has"
NO_COUNT = "column 'Encounter Count': has no whole, plain count"
TOO_LONG = "A count is whole and has at most nine digits before the point."
SOUTHWEST_HEADER = (
    "A southwest file has: Fiscal Year, Month Grouping, Month (abbv), Component, Demographic, Citizenship Grouping, "
    "Title of Authority, Encounter Type, Encounter Count."
)
UAC_ROW = "2022,FYTD,NOV,U.S. Border Patrol,UC / Single Minors,Guatema"

# File: the message after its name, and the hint.
TOLD = {
    "bad-grouping.csv": (", line 3, column 'Month Grouping': has neither 'FYTD' nor 'Remaining' (value 'YTD').", None),
    "bad-month.csv": (", line 3, column 'Month (abbv)': has no month like 'OCT' (value 'SEPT').", None),
    "bad-year.csv": (
        ", line 3, column 'Fiscal Year': has no year like '2022' or '2025 (FYTD)' (value '22').",
        None,
    ),
    "binary.csv": (": is a binary file, not a CSV.", None),
    "blank-category.csv": (", line 5, column 'Component': has no value (value ' ').", None),
    "blank-count.csv": (", line 5, column 'Encounter Count': has no value.", None),
    "blank-line.csv": (", line 4: is a blank line.", None),
    "cut-mid-count.csv": (f", line 7: {CUT} (value '{UAC_ROW}…').", CUT_HINT),
    "cut-mid-field.csv": (f", line 7: {CUT} (value '{UAC_ROW}').", CUT_HINT),
    "cut-mid-row.csv": (f", line 7: {CUT} (value '{UAC_ROW}…').", CUT_HINT),
    "cut-short-gzip.csv.gz": (": its compressed content is cut short.", "Download it again."),
    "damaged-gzip.csv.gz": (
        ": its compressed content is damaged (Error -3 while decompressing data: incorrect data check).",
        "Download it again.",
    ),
    "empty.csv": (": is empty.", None),
    "fractional.csv": (f", line 4, {NO_COUNT} (value '12.5').", TOO_LONG),
    "header-only.csv": (", line 1: has a header and no rows.", None),
    "latin-1.csv": (", line 3: is not UTF-8 text (byte 0xE9).", UTF_8_HINT),
    "missing-column.csv": (", line 1, column 'Encounter Type': lacks a column that southwest files have.", None),
    "negative.csv": (f", line 4, {NO_COUNT} (value '-5').", "A count cannot be negative."),
    "new-category.csv": (f", line 3, column 'Demographic': {NEW} (value 'At Large').", ACCEPT_HINT),
    "new-citizenship.csv": (
        f", line 4, column 'Citizenship': {NEW} (value 'KOREA, REPUBLIC OF').",
        ACCEPT_HINT,
    ),
    "new-column.csv": (
        ", line 1, column 'Family Size': has a column that its dataset does not have.",
        SOUTHWEST_HEADER,
    ),
    "new-encounter-type.csv": (f", line 3, column 'Encounter Type': {NEW} (value 'Paroles').", ACCEPT_HINT),
    "no-file.zip": (": holds 0 CSV files; it must hold one.", UNPACK),
    "only-bom.csv": (": is empty.", None),
    "other-digits.csv": (
        f", line 4, {NO_COUNT} (value '\u0661\u0662').",
        "A count is digits only, such as 9584 or 9584.0.",
    ),
    "other-table.csv": (
        ", line 1: is not one of CBP's encounter files: its columns are of none of them (value 'month,total').",
        f"Import CBP's own file, unchanged; its first line is: {','.join(HEADERS['southwest'])}",
    ),
    "overflow.csv": (f", line 4, {NO_COUNT} (value '99999999999999999999').", TOO_LONG),
    "ragged-row.csv": (
        ", line 4: has 8 fields where the header has 9 "
        "(value '2022,OCT,U.S. Border Patrol,UC / Single Minors,Guatemala,Ti…').",
        None,
    ),
    "renamed-column.csv": (
        ", line 1, column 'Components': has a column that its dataset does not have.",
        "Expected 'Component'.",
    ),
    "same-cell-twice.csv": (
        ", line 8, column 'Encounter Count': has the same cell twice: line 2 has 8,488 (value '8480').",
        "No file of CBP's has a cell twice; it is damaged, or several were joined.",
    ),
    "same-column-twice.csv": (", line 1, column 'Component': has the same column twice.", None),
    "stray-return.csv": (", line 4: ends unlike the first line, so the file is damaged or was joined.", None),
    "thousands-marks.csv": (
        f", line 2, {NO_COUNT} (value '1,234').",
        "Counts have no thousands marks in CBP's files; a spreadsheet may have changed this one.",
    ),
    "two-files.zip": (": holds 2 CSV files; it must hold one.", UNPACK),
    "unclosed-quote.csv": (", line 4: is not regular CSV (unexpected end of data).", None),
    "utf-16.csv": (": is UTF-16, not UTF-8.", UTF_8_HINT),
    "web-page.csv": (", line 1: is a web page, not a CSV.", SAVE_HINT),
}


def refused(path: Path, accept_new_labels: bool = False) -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        parse(read_file(path), accept_new_labels)
    assert caught.value.exit_code == 65
    return caught.value


@pytest.mark.parametrize("name", TOLD)
def test_damage_is_named_by_file_line_column_and_value(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES / "damaged")
    error = refused(Path(name))
    assert (error.message, error.hint) == (name + TOLD[name][0], TOLD[name][1])


def test_every_damaged_fixture_is_tested() -> None:
    assert sorted(file.path for file in DAMAGED) == sorted(TOLD)


def test_parts_of_the_message_are_told_apart() -> None:
    error = refused(FIXTURES / "damaged" / "negative.csv")
    assert (error.file, error.line, error.column, error.value) == ("negative.csv", 4, "Encounter Count", "-5")


def test_how_often_is_told(tmp_path: Path) -> None:
    text = (FIXTURES / "damaged" / "new-category.csv").read_text(encoding="utf-8").replace("Single Adults", "At Large")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert refused(tmp_path / "a.csv").message == (
        f"a.csv, line 2, column 'Demographic': {NEW}; so do 2 more lines (value 'At Large')."
    )


NEW_LABELS = {
    "new-category.csv": ("demographic", "At Large", ("demographic: At Large",)),
    "new-citizenship.csv": ("citizenship", "KOREA, REPUBLIC OF", ("citizenship: KOREA, REPUBLIC OF",)),
}


@pytest.mark.parametrize("name", NEW_LABELS)
def test_an_accepted_label_is_kept_verbatim_and_counted(name: str) -> None:
    dimension, label, told = NEW_LABELS[name]
    source = read_file(FIXTURES / "damaged" / name)
    parsed: Parsed = parse(source, accept_new_labels=True)
    kept = parsed.rows.filter(parsed.rows[dimension] == label)
    line = next(line for line in source.content.decode().splitlines() if label in line)
    assert parsed.new_labels == told
    assert kept["count"].to_list() == [int(line.rsplit(",", 1)[1])]
    assert parsed.rows.height == len(source.content.decode().splitlines()) - 1


def test_an_accepted_encounter_type_is_told_and_derived_nonetheless() -> None:
    parsed = parse(read_file(FIXTURES / "damaged" / "new-encounter-type.csv"), accept_new_labels=True)
    assert parsed.new_labels == ("encounter type: Paroles",)
    assert parsed.notes == (
        "5,840 Office of Field Operations Title 42 encounters (1 row) are called Paroles in the file; by authority "
        "and component they are Expulsions. CBP's counts are kept.",
    )


@pytest.mark.parametrize("name", sorted(set(TOLD) - set(NEW_LABELS) - {"new-encounter-type.csv"}))
def test_accepting_new_labels_accepts_nothing_else(name: str) -> None:
    refused(FIXTURES / "damaged" / name, accept_new_labels=True)


def test_a_file_of_five_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(5 * 1024**3)
    error = refused(path)
    assert error.message == f"{path}: is larger than 32 MB."
    assert error.hint == "CBP's encounter files are under 10 MB: is this one of them?"
    assert MAX_BYTES == 32 * 1024**2


def test_a_quote_opened_in_the_middle_of_a_real_sized_file_is_placed(tmp_path: Path) -> None:
    good = (FIXTURES / "good" / "southwest-2022-04-18.csv").read_text(encoding="utf-8-sig")
    header, *rows = good.splitlines(keepends=True)
    rows[9] = rows[9].replace("Office", '"Office')
    (tmp_path / "a.csv").write_text(header + "".join(rows * 100), encoding="utf-8")
    message = refused(tmp_path / "a.csv").message
    assert re.match(r"a\.csv, line \d+: is not regular CSV", message)
    assert int(re.findall(r"\d+", message)[0]) == 11


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"\n1,2\r\n", 2), (b"\r\n1,2\n", 2), (b"\r\n1\r,2\r\n", 2), (b"\n1,2\n1\r,2\n", 3), (b"\n1\r\r\n", 2)],
)
def test_line_ends_are_all_alike(tmp_path: Path, content: bytes, line: int) -> None:
    (tmp_path / "a.csv").write_bytes(",".join(HEADERS["southwest"]).encode() + content)
    assert refused(tmp_path / "a.csv").message == (
        f"a.csv, line {line}: ends unlike the first line, so the file is damaged or was joined."
    )


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    assert refused(tmp_path / "b.csv").message == f"{tmp_path / 'b.csv'}: is a folder, not a file."
    assert refused(tmp_path / "c.csv").message == f"{tmp_path / 'c.csv'}: there is no such file."

"""What people and programs do to a file's header, and the one line that names it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cbp_csv import HEADERS
from damaged_fixtures import BASE
from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import parse
from encounters.cbp.text import UTF_8_HINT
from encounters.errors import InputFileError
from good_fixtures import GOOD

LOOKS = ", line 1: looks like a southwest file that a program has changed: "
NONE = "is not one of CBP's encounter files: its columns are of none of them"
LINES = BASE.decode().splitlines()
HEAD, ROWS = LINES[0], LINES[1:]
BARE = HEAD.replace("(", "").replace(")", "")


def with_header(header: str) -> str:
    return "\n".join([header, *ROWS, ""])


def refusal(content: str | bytes) -> InputFileError:
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(InputFileError) as caught:
        parse(CsvBytes("a.csv", "a.csv", raw))
    return caught.value


CHANGED = {
    "snake case": (
        with_header(BARE.lower().replace(" ", "_")),
        LOOKS + "names of columns are rewritten ('fiscal_year' for 'Fiscal Year').",
    ),
    "dots, as R writes": (
        with_header(HEAD.replace(" ", ".").replace("(", ".").replace(")", ".")),
        LOOKS + "names of columns are rewritten ('Fiscal.Year' for 'Fiscal Year').",
    ),
    "run together, as Stata writes": (
        with_header(BARE.lower().replace(" ", "")),
        LOOKS + "names of columns are rewritten ('fiscalyear' for 'Fiscal Year').",
    ),
    "semicolons": (BASE.decode().replace(",", ";"), LOOKS + "semicolons between the fields."),
    "tabs": (BASE.decode().replace(",", "\t"), LOOKS + "tabs between the fields."),
    "row numbers": (
        '"",' + HEAD + "\n" + "".join(f"{number},{row}\n" for number, row in enumerate(ROWS)),
        LOOKS + "a column without a name before the others, as for row numbers.",
    ),
    "a title": (
        "Southwest Land Border Encounters\n" + BASE.decode(),
        ", line 2: looks like a southwest file that a program has changed: 1 line above the header.",
    ),
    "a title and a blank row of a spreadsheet": (
        f"Encounters{',' * 8}\n{',' * 8}\n{BASE.decode()}",
        ", line 3: looks like a southwest file that a program has changed: 2 lines above the header.",
    ),
    "empty columns at the end": ("".join(f"{line},,\n" for line in LINES), LOOKS + "2 columns without a name."),
    "several things": (
        with_header(BARE.lower().replace("encounter type", "kind")).replace(",", ";"),
        LOOKS + "semicolons between the fields; names of columns are rewritten ('fiscal year' for 'Fiscal Year'); "
        "lacks Encounter Type.",
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_file_is_named_for_what_changed_it(name: str) -> None:
    content, said = CHANGED[name]
    error = refusal(content)
    assert error.message == f"a.csv{said}"
    assert error.hint == f"Import CBP's own file, unchanged; its first line is: {','.join(HEADERS['southwest'])}"


OTHERS = {
    "CBP's drug seizures": (
        "FY,Month (abbv),Component,Region,Land Filter,Area of Responsibility,Drug Type,Count of Event,Sum Qty (lbs)",
        "It shares only Month (abbv), Component, Area of Responsibility with a nationwide-aor file.",
    ),
    "a table of OHSS": (
        "Fiscal Year,Month,Encounters,USBP",
        "It shares only Fiscal Year with a southwest file.",
    ),
    "one's own": ("month,component,encounters", "It shares only Component with a southwest file."),
    "anything": ("name,address", "Import CBP's own file, unchanged;"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_table_is_told_what_was_expected(name: str) -> None:
    header, hint = OTHERS[name]
    error = refusal(f"{header}\n1,2\n")
    assert NONE in error.message
    assert str(error.hint).startswith(hint)
    assert "its first line is: Fiscal Year," in str(error.hint)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n", "is a Git LFS pointer"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an Excel workbook"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b'{"rows": []}\n', "is JSON"),
        (b"  <html>\n", "is a web page"),
    ],
)
def test_what_is_no_csv_is_named(content: bytes, said: str) -> None:
    assert said in refusal(content).message


def test_a_workbook_is_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    (tmp_path / "a.xlsx").write_bytes(stream.getvalue())
    with pytest.raises(InputFileError, match="is an Excel workbook, not a CSV"):
        read_file(tmp_path / "a.xlsx")


@pytest.mark.parametrize("row", [f"Grand Total{',' * 8}12345", "Total,FYTD,OCT,All,All,All,All,All,12345"])
def test_a_row_of_totals_is_named(row: str) -> None:
    error = refusal(f"{BASE.decode()}{row}\n")
    assert error.line == len(LINES) + 1
    assert "a row of totals" in str(error.hint)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.path)
def test_columns_may_stand_in_any_order_and_no_other_header_passes(good) -> None:
    header = list(good.layout.columns)
    for column in header:
        changed = ["".join(reversed(one)) if one == column else one for one in header]
        lines = good.csv.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[1]
        assert refusal(",".join(changed).encode() + b"\n" + lines).line == 1


# Labels


def relabelled(label: str) -> bytes:
    return BASE.replace(b"U.S. Border Patrol", label.encode())


@pytest.mark.parametrize("label", ["U.S. Border Patrol ", " U.S.  Border\u00a0Patrol", "U.S. BORDER PATROL"])
def test_blanks_and_case_of_a_label_do_not_count(label: str) -> None:
    found = parse(CsvBytes("a.csv", "a.csv", relabelled(label)))
    assert found.new_labels == ()
    assert found.rows.equals(parse(CsvBytes("a.csv", "a.csv", BASE)).rows)


@pytest.mark.parametrize("label", ["US Border Patrol", "U.S. Border-Patrol", "U_S_Border_Patrol", "USBorderPatrol"])
@pytest.mark.parametrize("accept", [False, True])
def test_a_label_spelled_otherwise_is_never_a_new_one(label: str, accept: bool) -> None:
    with pytest.raises(InputFileError) as caught:
        parse(CsvBytes("a.csv", "a.csv", relabelled(label)), accept_new_labels=accept)
    assert "spells a category otherwise than CBP does" in caught.value.message
    assert "CBP writes 'u.s. border patrol'" in str(caught.value.hint)
    assert "--accept-new-labels" not in str(caught.value.hint)


def test_a_new_label_is_kept_without_needless_blanks() -> None:
    content = BASE.replace(b"Single Adults", b"At  Large ")
    found = parse(CsvBytes("a.csv", "a.csv", content), accept_new_labels=True)
    assert found.new_labels == ("demographic: At Large",)


@pytest.mark.parametrize("label", ["Total", "Grand Total", "Sub-total", "all"])
@pytest.mark.parametrize("accept", [False, True])
def test_a_sum_is_no_new_category(label: str, accept: bool) -> None:
    with pytest.raises(InputFileError, match="has a sum in place of a category") as caught:
        parse(CsvBytes("a.csv", "a.csv", BASE.replace(b"Single Adults", label.encode())), accept_new_labels=accept)
    assert "row of totals" in str(caught.value.hint)


def test_a_word_for_several_categories_is_no_new_one() -> None:
    content = BASE.replace(b"Single Adults", b"Minors")
    with pytest.raises(InputFileError, match="has a word for several categories") as caught:
        parse(CsvBytes("a.csv", "a.csv", content), accept_new_labels=True)
    assert "UC / Single Minors or Accompanied Minors" in str(caught.value.hint)


# Bounds on what is read


def test_lines_that_end_in_carriage_returns_alone_are_told() -> None:
    for content in (BASE.replace(b"\r\n", b"\r").replace(b"\n", b"\r"), b"a\rb\r"):
        error = refusal(content)
        assert "ends its lines with carriage returns alone" in error.message
        assert error.hint == UTF_8_HINT


def test_bounds_are_on_the_input() -> None:
    wide = ",".join(f"Column {number}" for number in range(40_000)).encode()
    assert "a first line of more than 4,096 bytes" in refusal(wide + b"\n" + wide + b"\n").message
    assert NONE in refusal(b"a\n" + b"\n" * 30_000_000).message
    assert "more than 300,000 lines" in refusal(HEAD.encode() + b"\n" * 300_002).message
    assert "is a blank line" in refusal(HEAD.encode() + b"\n" * 250_000).message
    for mark in (b'"', b",", b"x"):
        error = refusal(BASE + mark * 1_000_000 + b"\n")
        assert (error.line, error.problem) == (len(LINES) + 1, "has a line of more than 4,096 bytes")

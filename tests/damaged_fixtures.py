"""The fixtures that are refused: a small good file with one thing wrong in each."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from cbp_csv import Layout, write_csv
from good_fixtures import BY_STATE, IN_PANDEMIC, cells, months, stored_gzip, stored_zip


class Damaged(Struct, frozen=True):
    """A file that is refused."""

    path: str
    about: str
    content: bytes


LAYOUT = Layout(line_end="\n", through="NOV")
BASE = write_csv(cells(months("2021-10", 2), IN_PANDEMIC[:3], 5), LAYOUT)
LINES = BASE.decode().splitlines(keepends=True)

# File, what is wrong, and the cell that is: line, column, text.
CELLS = (
    ("new-category.csv", "the demographic At Large", 3, "Demographic", "At Large"),
    ("new-encounter-type.csv", "the encounter type Paroles", 3, "Encounter Type", "Paroles"),
    ("negative.csv", "a count below nothing", 4, "Encounter Count", "-5"),
    ("fractional.csv", "half an encounter", 4, "Encounter Count", "12.5"),
    ("blank-count.csv", "a row with no count", 5, "Encounter Count", ""),
    ("blank-category.csv", "a row with no component", 5, "Component", " "),
    ("thousands-marks.csv", "a count like 1,234", 2, "Encounter Count", '"1,234"'),
    ("overflow.csv", "a count of twenty digits", 4, "Encounter Count", "9" * 20),
    ("other-digits.csv", "a count in Arabic-Indic digits", 4, "Encounter Count", "\u0661\u0662"),
    ("bad-month.csv", "the month SEPT", 3, "Month (abbv)", "SEPT"),
    ("bad-year.csv", "the year 22", 3, "Fiscal Year", "22"),
    ("bad-grouping.csv", "the month grouping YTD", 3, "Month Grouping", "YTD"),
)


def damaged_files() -> Iterator[Damaged]:
    """Every file that is refused."""
    yield from (Damaged(path, about, with_cell(line, column, text)) for path, about, line, column, text in CELLS)
    yield from (Damaged(path, about, content) for path, (about, content) in (wrong_columns() | wrong_lines()).items())
    yield from (Damaged(path, about, content) for path, (about, content) in (no_csv() | wrong_archives()).items())


def with_cell(line: int, column: str, text: str) -> bytes:
    """The good file with one cell changed."""
    fields = LINES[line - 1].rstrip("\n").split(",")
    fields[LAYOUT.columns.index(column)] = text
    return with_line(line, ",".join(fields) + "\n")


def with_line(line: int, *texts: str) -> bytes:
    """The good file with one line replaced."""
    return "".join([*LINES[: line - 1], *texts, *LINES[line:]]).encode()


def wrong_columns() -> dict[str, tuple[str, bytes]]:
    """Files whose columns are not their dataset's."""
    by_state = write_csv(cells(["2023-10"], BY_STATE[:3], 5), replace(LAYOUT, dataset="nationwide-state"))
    fewer = "\n".join(",".join(line.split(",")[:-2] + line.split(",")[-1:]) for line in BASE.decode().split("\n"))
    more = BASE.replace(b"\n", b",3\n").replace(b"Encounter Count,3", b"Encounter Count,Family Size")
    return {
        "missing-column.csv": ("no column Encounter Type", fewer.encode()),
        "new-column.csv": ("one more column, Family Size", more),
        "renamed-column.csv": ("Component in the plural", BASE.replace(b",Component,", b",Components,")),
        "same-column-twice.csv": ("two columns Component", BASE.replace(b",Demographic,", b",Component,")),
        "other-table.csv": ("a CSV, but none of CBP's encounter files", b"month,total\n2022-04,12\n"),
        "new-citizenship.csv": (
            "a country that no release has",
            by_state.replace(b"CHINA, PEOPLES", b"KOREA,"),
        ),
    }


def wrong_lines() -> dict[str, tuple[str, bytes]]:
    """Files with a line too many, too short, or broken off."""
    return {
        "same-cell-twice.csv": (
            "one cell on two lines, with two counts",
            BASE + LINES[1][:-2].encode() + b"0\n",
        ),
        "cut-mid-field.csv": ("cut short within a name", BASE[:-30]),
        "cut-mid-row.csv": ("cut short after a comma", BASE[: BASE.rindex(b",") + 1]),
        "cut-mid-count.csv": ("cut short within a count, so that the row looks whole", BASE[:-2]),
        "stray-return.csv": (
            "a carriage return in place of a count's last digit",
            with_line(4, LINES[3][:-2] + "\r\n"),
        ),
        "ragged-row.csv": ("a line with one field too few", with_line(4, LINES[3].replace("FYTD,", ""))),
        "blank-line.csv": ("a blank line", with_line(4, "\n", LINES[3])),
        "unclosed-quote.csv": (
            "a quote that is never closed",
            with_line(4, LINES[3].replace("U.S.", '"U.S.')),
        ),
        "header-only.csv": ("a header and no rows", LINES[0].encode()),
    }


def no_csv() -> dict[str, tuple[str, bytes]]:
    """Files that are no CSV in UTF-8."""
    page = b"<!DOCTYPE html>\n<html><title>Access Denied</title></html>\n"
    return {
        "web-page.csv": ("a page saved in place of the file", page),
        "empty.csv": ("nothing", b""),
        "only-bom.csv": ("a BOM and nothing else", b"\xef\xbb\xbf"),
        "binary.csv": (
            "a picture under another name",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        ),
        "utf-16.csv": ("UTF-16", b"\xff\xfe" + BASE.decode().encode("utf-16-le")),
        "latin-1.csv": (
            "Latin-1",
            with_line(3, LINES[2].replace("Mexico", "M\u00e9xico")).decode().encode("latin-1"),
        ),
    }


def wrong_archives() -> dict[str, tuple[str, bytes]]:
    """Archives that hold no single, whole CSV."""
    packed = stored_gzip(BASE)
    changed = packed[:100] + bytes([packed[100] ^ 1]) + packed[101:]
    return {
        "damaged-gzip.csv.gz": ("gzip with one byte changed", changed),
        "cut-short-gzip.csv.gz": ("gzip cut short", packed[:200]),
        "two-files.zip": ("a zip with two CSVs", stored_zip({"a.csv": BASE, "b.csv": BASE})),
        "no-file.zip": ("a zip with no CSV", stored_zip({"read-me.txt": b"The file is elsewhere.\n"})),
    }


DAMAGED = tuple(damaged_files())

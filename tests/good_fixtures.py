"""The fixtures that parse: one or more for each layout, and what a spreadsheet or an archive may change."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from cbp_csv import Layout, Row, write_csv

Cell = tuple[str | None, str, str | None, str | None, str, str, str]

SOUTHWEST: tuple[Cell, ...] = (
    ("usbp", "southwest", None, None, "single_adults", "mexico", "title_8"),
    ("ofo", "southwest", None, None, "fmua", "honduras", "title_8"),
    ("usbp", "southwest", None, None, "uac", "guatemala", "title_8"),
    ("ofo", "southwest", None, None, "accompanied_minors", "other", "title_8"),
    ("usbp", "southwest", None, None, "fmua", "el_salvador", "title_8"),
)
IN_PANDEMIC: tuple[Cell, ...] = (
    ("usbp", "southwest", None, None, "single_adults", "mexico", "title_42"),
    ("ofo", "southwest", None, None, "accompanied_minors", "mexico", "title_42"),
    ("usbp", "southwest", None, None, "uac", "guatemala", "title_8"),
    ("ofo", "southwest", None, None, "fmua", "other", "title_8"),
)
BY_STATE: tuple[Cell, ...] = (
    (None, "southwest", None, "TX", "single_adults", "mexico", "title_8"),
    (None, "southwest", None, "AZ", "uac", "guatemala", "title_8"),
    (None, "southwest", None, "CA", "fmua", "china", "title_8"),
    (None, "northern", None, "VT", "single_adults", "india", "title_8"),
    (None, "northern", None, "NY", "single_adults", "canada", "title_8"),
    (None, "other", None, "FL", "fmua", "cuba", "title_8"),
    (None, "other", None, "NJ", "accompanied_minors", "china", "title_8"),
    (None, "other", None, "HI", "single_adults", "other_countries", "title_8"),
)
BY_AREA: tuple[Cell, ...] = (
    ("usbp", "southwest", "tucson_sector", None, "single_adults", "mexico", "title_8"),
    ("ofo", "southwest", "laredo_field_office", None, "fmua", "venezuela", "title_8"),
    ("usbp", "northern", "swanton_sector", None, "single_adults", "china", "title_8"),
    ("ofo", "other", "miami_field_office", None, "uac", "other_countries", "title_8"),
)


class Good(Struct, frozen=True):
    """A file that parses; `member` is the path of the CSV inside a zip."""

    path: str
    about: str
    layout: Layout
    rows: Sequence[Row]
    member: str = ""

    @property
    def csv(self) -> bytes:
        """The CSV, before it is compressed."""
        return write_csv(self.rows, self.layout)

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        if self.path.endswith(".gz"):
            return stored_gzip(self.csv)
        return stored_zip({self.member: self.csv}) if self.member else self.csv

    @property
    def expected(self) -> str:
        """Where the file's tidy table is, under `expected/`."""
        return str(PurePosixPath(self.path.removesuffix(".gz")).with_suffix(".csv"))


def months(first: str, count: int) -> list[str]:
    """A run of months as `2022-04`."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(start, start + count)]


def cells(run: Iterable[str], kinds: Sequence[Cell], seed: int) -> list[Row]:
    """A row for each month and kind of cell, with invented counts."""
    places = [(month, kind) for month in run for kind in kinds]
    return [Row(month, *kind, (7919 * (place + seed) ** 2) % 9973) for place, (month, kind) in enumerate(places)]


def revised(rows: Iterable[Row], month: str) -> list[Row]:
    """The rows with the counts of one month as a later release would have them: a little higher."""
    return [replace(row, count=row.count + 1 + row.count // 100) if row.month == month else row for row in rows]


def stored_gzip(content: bytes) -> bytes:
    """Gzip by hand, in one stored block, so that the bytes do not depend on the zlib at hand."""
    if len(content) > 0xFFFF:
        raise ValueError("a stored block holds at most 65,535 bytes")
    head = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x00\xff"
    block = struct.pack("<BHH", 1, len(content), len(content) ^ 0xFFFF) + content
    return head + block + struct.pack("<II", zlib.crc32(content), len(content))


def stored_zip(members: dict[str, bytes]) -> bytes:
    """A zip with fixed dates and no compression."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2025, 3, 18, 0, 0, 0))
            info.create_system = 3
            archive.writestr(info, content)
    return stream.getvalue()


def good_files() -> Iterator[Good]:
    """Every file that parses."""
    floats = Layout(floats=True)
    fy22 = cells(months("2021-10", 12), IN_PANDEMIC, 3)
    shuffled = [fy22[(5 * place) % len(fy22)] for place in range(len(fy22))]
    shuffled[7] = replace(shuffled[7], count=0)
    yield Good(
        "2022-Oct/sbo-encounters-fy19-fy22.csv",
        "southwest; `9584.0`; rows shuffled; a zero; older name of UAC",
        floats,
        shuffled,
    )
    yield Good(
        "mislabelled/2022-Oct/sbo-encounters-fy19-fy22.csv",
        "the same rows, with Title 42 called Apprehensions: told in a note, counts kept",
        replace(floats, expulsions="Apprehensions"),
        shuffled,
    )
    open_year = Layout(open_year=2025, through="FEB", uac="UAC")
    fy25 = cells(months("2023-10", 17), SOUTHWEST[1:3], 11)
    name = "sbo-encounters-fy22-fy25-feb.csv"
    yield Good(f"2025-03/{name}", "southwest; `2025 (FYTD)`; FYTD and Remaining; UAC", open_year, fy25)
    yield Good(f"compressed/2025-03/{name}.gz", "the same file, gzip", open_year, fy25)
    yield Good(
        "compressed/sbo-encounters.zip",
        "the same file, zip; the folder in it states the date",
        open_year,
        fy25,
        f"2025-03/{name}",
    )
    by_state = Layout("nationwide-state", open_year=2024, through="MAR")
    yield Good(
        "2024-04/nationwide-encounters-fy21-fy24-mar-state.csv",
        "nationwide-state; three regions; a quoted country; CRLF",
        by_state,
        cells(months("2023-10", 6), BY_STATE, 23),
    )
    yield Good(
        "2024-10/nationwide-encounters-fy21-fy24-state.csv",
        "nationwide-state at the year's end; LF",
        Layout("nationwide-state", line_end="\n"),
        cells(months("2023-10", 12), BY_STATE[1:8:2], 31),
    )
    yield Good(
        "2024-10/nationwide-encounters-fy21-fy24-aor.csv",
        "nationwide-aor; three regions; a quoted country",
        Layout("nationwide-aor", uac="UAC"),
        cells(months("2023-10", 12), BY_AREA, 41),
    )
    dated = Layout(line_end="\n", bom=True, through="MAR")
    yield Good(
        "southwest-2022-04-18.csv",
        "southwest; LF; a BOM; the day in its name",
        dated,
        cells(months("2021-10", 6), IN_PANDEMIC, 53),
    )
    backwards = Layout(order=Layout().columns[::-1], open_year=2024, through="OCT")
    yield Good(
        "2023-11/sbo-encounters-fy21-fy24-oct.csv",
        "southwest; columns in another order",
        backwards,
        cells(months("2023-09", 2), SOUTHWEST, 61),
    )
    october = cells(months("2024-08", 3), SOUTHWEST, 71)
    november = [*revised(october, "2024-10"), *cells(["2024-11"], SOUTHWEST, 83)]
    other = [replace(november[0], count=november[0].count + 1), *november[1:]]
    layout = Layout(open_year=2025, through="OCT")
    yield Good("revised/2024-11/sbo-encounters-fy22-fy25-oct.csv", "the first of two releases", layout, october)
    layout = replace(layout, through="NOV")
    name = "sbo-encounters-fy22-fy25-nov.csv"
    yield Good(f"revised/2024-12/{name}", "the second: October 2024 revised, November new", layout, november)
    yield Good(
        f"contradicting/2024-12/{name}",
        "as the second, but the first count of August 2024 is one higher",
        layout,
        other,
    )


GOOD = tuple(good_files())

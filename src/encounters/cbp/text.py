"""CSV bytes to a table of text with the line each row stands on. Strict about form; it knows nothing of encounters.

A file is judged by its size, then by its first bytes and its header, then by its rows. Two readers give the same rows:
a quick one for what is perfectly regular, and a careful one that names the first fault of anything else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from encounters.cbp.files import CsvBytes
from encounters.errors import InputFileError

if TYPE_CHECKING:
    import polars as pl

LINE = "line"
HEAD = 4096
"""No line has more bytes; CBP's longest have 200."""
MAX_LINES = 300_000
"""CBP's largest files have a fifth of it. It bounds the memory that a file of nothing but short lines takes."""
QUOTES_A_LINE = 4
ROWS_AT_ONCE = 20_000
UTF_8_HINT = "Save it as 'CSV UTF-8', or take CBP's own file."
SAVE_HINT = "Open the link in a browser, save the CSV itself, and import that."
OWN_HINT = "Take CBP's own CSV file."
TOTALS_HINT = "This looks like a row of totals, which a program has added: CBP's files have none."
BOM = b"\xef\xbb\xbf"
BEGINNINGS = {
    b"\xff\xfe": ("is UTF-16, not UTF-8", UTF_8_HINT),
    b"\xfe\xff": ("is UTF-16, not UTF-8", UTF_8_HINT),
    b"\xd0\xcf\x11\xe0": ("is an Excel workbook, not a CSV", OWN_HINT),
    b"%PDF": ("is a PDF, not a CSV", OWN_HINT),
    b"version https://git-lfs": ("is a Git LFS pointer, not the file it stands for", "git lfs pull gets the file."),
    b"{": ("is JSON, not a CSV", OWN_HINT),
    b"[": ("is JSON, not a CSV", OWN_HINT),
}
"""What files that are no CSV begin with."""
FIELD_ENDS = {b",", b"\n"}


def head_of(source: CsvBytes) -> str:
    """The first lines, at most HEAD bytes. Raises InputFileError for a file that is no text or no CSV."""
    content, name = source.content, source.name
    for beginning, (problem, hint) in BEGINNINGS.items():
        if content.startswith(beginning):
            raise InputFileError(name, problem, hint=hint)
    if b"\x00" in content:
        raise InputFileError(name, "is a binary file, not a CSV")
    try:
        _ = content.isascii() or content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02X}"
        raise InputFileError(name, f"is not UTF-8 text (byte {byte})", line=line, hint=UTF_8_HINT) from None
    start = content.removeprefix(BOM)[:HEAD]
    head = start.decode(errors="ignore")
    if not head.strip():
        raise InputFileError(name, "is empty")
    if head.lstrip()[:1] == "<":
        raise InputFileError(name, "is a web page, not a CSV", line=1, hint=SAVE_HINT)
    if b"\n" not in start and b"\r" in start.strip():
        raise InputFileError(name, "ends its lines with carriage returns alone", line=1, hint=UTF_8_HINT)
    if b"\n" not in start and len(start) == HEAD:
        raise InputFileError(name, f"has a first line of more than {HEAD:,} bytes, so it is no header", line=1)
    return head


class Text(Struct, frozen=True):
    """A file's rows as text, with the `line` of each, and the different values of each column."""

    name: str
    frame: pl.DataFrame
    values: Mapping[str, list[str]]

    def having(self, column: str, values: Collection[str]) -> pl.DataFrame:
        """The rows with one of some values, in order."""
        import polars as pl

        return self.frame.filter(pl.col(column).is_in(values))

    def error(self, bad: pl.DataFrame, column: str, problem: str, hint: str | None = None) -> InputFileError:
        """The error for the first of the rows that failed a check, saying how many there are."""
        line, value = bad.select(LINE, column).row(0)
        more = f"; so do {bad.height - 1:,} more lines" if bad.height > 1 else ""
        if any("total" in str(cell).casefold() for cell in bad.row(0)):
            hint = TOTALS_HINT
        return InputFileError(self.name, f"{problem}{more}", line=line, column=column, value=value, hint=hint)


def read_text(source: CsvBytes) -> Text:
    """A file's columns as text. Raises InputFileError for anything that is not one whole, regular CSV."""
    content = source.content.removeprefix(BOM)
    lines = content.count(b"\n")
    if lines > MAX_LINES:
        raise InputFileError(
            source.name, f"has more than {MAX_LINES:,} lines", hint="CBP's files have a tenth of that."
        )
    _check_lengths(source.name, content)
    _check_end(source.name, content)
    _check_line_ends(source.name, content, lines)
    frame = read_quickly(content, lines)
    if frame is None:
        frame = read_carefully(source.name, content)
    return Text(source.name, frame, {name: frame[name].unique().to_list() for name in frame.columns if name != LINE})


def _check_lengths(name: str, content: bytes) -> None:
    """Raises InputFileError for a line longer than HEAD; the file is gone through in steps of that."""
    at = 0
    while at + HEAD < len(content):
        end = content.rfind(b"\n", at, at + HEAD)
        if end < 0:
            line = content.count(b"\n", 0, at) + 1
            raise InputFileError(name, f"has a line of more than {HEAD:,} bytes", line=line)
        at = end + 1


def _check_end(name: str, content: bytes) -> None:
    if not content.endswith(b"\n"):
        raise InputFileError(
            name,
            "ends in the middle of a line, so it is probably cut short",
            line=content.count(b"\n") + 1,
            value=content[content.rfind(b"\n") + 1 :][:HEAD].decode(errors="replace"),
            hint="Download it again. If it is complete, end its last line with a line break.",
        )


def _check_line_ends(name: str, content: bytes, lines: int) -> None:
    """Every line ends like the first: a stray carriage return may stand where a count's last digit stood."""
    if b"\r" not in content or content.count(b"\r\n") == content.count(b"\r") == lines:
        return
    returns = content[: content.index(b"\n")].endswith(b"\r")
    odd = re.search(rb"(?<!\r)\n|\r(?!\n)" if returns else rb"\r", content)
    if odd:
        line = content.count(b"\n", 0, odd.start()) + 1
        raise InputFileError(name, "ends unlike the first line, so the file is damaged or was joined", line=line)


def read_quickly(content: bytes, lines: int) -> pl.DataFrame | None:
    """The table of a perfectly regular CSV whose ends of lines have been checked and counted, or None.

    Quotes stand around whole fields on one line only, and there are as many commas as the header and the lines ask for:
    a longer row is polars' error, so then none is shorter or blank either.
    """
    import polars as pl

    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n")
    commas = content.count(b",")
    if b'"' in content:
        quoted = _quoted(content, lines)
        if quoted is None:
            return None
        commas -= quoted.count(b",")
    if lines < 2 or commas != lines * content[: content.index(b"\n")].count(b","):
        return None
    try:
        frame = pl.read_csv(content, infer_schema=False, empty_string_is_null=False, extra_columns="raise")
    except pl.exceptions.PolarsError:
        return None
    if frame.height != lines - 1 or any(frame.null_count().row(0)) or LINE in frame.columns:
        return None
    return frame.with_columns(pl.int_range(2, lines + 1, dtype=pl.Int64).alias(LINE))


def _quoted(content: bytes, lines: int) -> bytes | None:
    """All that stands within quotes, or None where these are not around whole fields on one line."""
    if content.count(b'"') > QUOTES_A_LINE * lines:
        return None
    parts = content.split(b'"')
    outside, quoted = parts[::2], b"".join(parts[1::2])
    borders = {part[-1:] for part in outside[:-1]} | {part[:1] for part in outside[1:]}
    return None if len(parts) % 2 == 0 or borders - FIELD_ENDS or b"\n" in quoted else quoted


def read_carefully(name: str, content: bytes) -> pl.DataFrame:
    """The same table row by row. Raises InputFileError for the first row that does not fit."""
    import polars as pl

    # csv counts the lines of the text itself, so a quoted line break does not shift the numbers.
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""), strict=True)
    try:
        header = next(reader)
    except csv.Error as error:
        raise InputFileError(name, f"is not regular CSV ({error})", line=1) from None
    schema = {LINE: pl.Int64} | dict.fromkeys(header, pl.String)
    parts: list[pl.DataFrame] = []
    rows: list[tuple[object, ...]] = []
    for line, row in _rows(name, reader, len(header)):
        rows.append((line, *row))
        if len(rows) == ROWS_AT_ONCE:
            parts.append(pl.DataFrame(rows, schema, orient="row"))
            rows.clear()
    parts.append(pl.DataFrame(rows, schema, orient="row"))
    frame = pl.concat(parts)
    if not frame.height:
        raise InputFileError(name, "has a header and no rows", line=1)
    return frame.select(*header, LINE)


def _rows(name: str, reader: Any, width: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it starts on: with a quote that is never closed, the reader stands at the file's end."""
    start = reader.line_num + 1
    try:
        for row in reader:
            if len(row) != width:
                found = f"has {len(row)} fields where the header has {width}" if row else "is a blank line"
                raise InputFileError(name, found, line=start, value=",".join(row))
            yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputFileError(name, f"is not regular CSV ({error})", line=start) from None

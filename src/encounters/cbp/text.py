"""CSV bytes to a table of text with the line each row stands on. Strict about form; it knows nothing of encounters."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from encounters.cbp.files import CsvBytes
from encounters.errors import InputFileError

if TYPE_CHECKING:
    import polars as pl

LINE = "line"
UTF_8_HINT = "Save it as 'CSV UTF-8', or take CBP's own file."
SAVE_HINT = "Open the link in a browser, save the CSV itself, and import that."


def read_text(source: CsvBytes) -> pl.DataFrame:
    """Every column as text, plus `line`. Raises InputFileError for anything that is not one whole, regular CSV."""
    import polars as pl

    text = _decode(source)
    # csv counts the lines of the text itself, so a quoted line break does not shift the numbers. A row is known by
    # the line it starts on: with a quote that is never closed, the reader itself stands at the end of the file.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    start = 1
    try:
        header = next(reader)
        _check_header_names(source.name, header)
        start = reader.line_num + 1
        for row in reader:
            if len(row) != len(header):
                raise _ragged(source.name, start, row, header)
            rows.append(row)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputFileError(source.name, f"is not regular CSV ({error})", line=start) from None
    if not rows:
        raise InputFileError(source.name, "has a header and no rows", line=1)
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    frame = pl.DataFrame({name: pl.Series(values, dtype=pl.String) for name, values in columns.items()})
    return frame.with_columns(pl.Series(LINE, lines, dtype=pl.Int64))


def _decode(source: CsvBytes) -> str:
    content, name = source.content, source.name
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputFileError(name, "is UTF-16, not UTF-8", hint=UTF_8_HINT)
    if b"\x00" in content:
        raise InputFileError(name, "is a binary file, not a CSV")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02X}"
        raise InputFileError(name, f"is not UTF-8 text (byte {byte})", line=line, hint=UTF_8_HINT) from None
    if not text.strip():
        raise InputFileError(name, "is empty")
    if text.lstrip()[:1] == "<":
        raise InputFileError(name, "is a web page, not a CSV", line=1, hint=SAVE_HINT)
    if not text.endswith("\n"):
        raise InputFileError(
            name,
            "ends in the middle of a line, so it is probably cut short",
            line=text.count("\n") + 1,
            value=text.rpartition("\n")[2],
            hint="Download it again. If it is complete, end its last line with a line break.",
        )
    _check_line_ends(name, text)
    return text


def _check_line_ends(name: str, text: str) -> None:
    """Every line ends like the first: a stray carriage return may stand where a count's last digit stood."""
    lines = text.split("\n")[:-1]
    end = "\r" if lines[0].endswith("\r") else ""
    for number, line in enumerate(lines, 1):
        if not line.endswith(end) or "\r" in line.removesuffix(end):
            raise InputFileError(name, "ends unlike the first line, so the file is damaged or was joined", line=number)


def _check_header_names(name: str, header: list[str]) -> None:
    for column in header:
        if header.count(column) > 1:
            raise InputFileError(name, "has the same column twice", line=1, column=column)
    if LINE in header:
        raise InputFileError(name, "has an unknown column", line=1, column=LINE)


def _ragged(name: str, line: int, row: list[str], header: list[str]) -> InputFileError:
    found = "is a blank line" if not row else f"has {len(row)} fields where the header has {len(header)}"
    return InputFileError(name, found, line=line, value=",".join(row))

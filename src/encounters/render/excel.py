"""A table as an Excel workbook: rows with numbers as numbers and dates as dates, and a sheet of scope and sources.

The only module that imports xlsxwriter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from encounters.errors import UsageError
from encounters.render.cells import scope_lines
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.results import Column, Kind, Table
from encounters.tables.frame import flat_columns, records

NUMBERS: dict[Kind, str] = {
    "count": "#,##0",
    "estimate": "#,##0",
    "days": "#,##0",
    "average": "#,##0.0",
    "share": "0.0%",
    "ratio": "0.000",
    "change": "+#,##0;-#,##0;0",
    "percent": "+0.0%;-0.0%;0.0%",
    "month": "mmm yyyy",
    "date": "yyyy-mm-dd",
}
"""How a cell of each kind is shown; what it holds is the number or the date itself."""
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 60


def xlsx(table: Table, look: Look) -> bytes:
    """The workbook. Raises UsageError when the extra is missing."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UsageError(
            "Excel files need the extra 'excel', which is not installed.",
            "pip install '.[excel]' in a checkout adds it. -o x.csv --bom is a text file that Excel opens.",
        ) from None
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, **AS_TEXT})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in NUMBERS.items()}
    bold = book.add_format({"bold": True})
    _rows(book.add_worksheet("Data"), table, formats, bold)
    _sources(book.add_worksheet("Scope and sources"), table, bold)
    book.close()
    return buffer.getvalue()


def _rows(sheet: Any, table: Table, formats: dict[Kind, Any], bold: Any) -> None:
    """Headings as in the CSV, then a row each."""
    columns = flat_columns(table)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, bold)
    widths = [len(column.name) for column in columns]
    for number, row in enumerate(records(table, columns), 1):
        for place, column in enumerate(columns):
            value = _held(row[column.name], column)
            if value is not None:
                sheet.write(number, place, value, formats.get(column.kind_in(row)))
                widths[place] = max(widths[place], len(str(value)))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width + 2, WIDEST))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)


def _held(value: Any, column: Column) -> Any:
    """The value as Excel has it: a month is the first of it."""
    if value is None or column.kind not in ("month", "date"):
        return value
    return date.fromisoformat(value if len(value) > 7 else f"{value}-01")


def _sources(sheet: Any, table: Table, bold: Any) -> None:
    """The title, what the table covers and rests on, each release in full, and the notes."""
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    for number, (name, text) in enumerate(_told(table)):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, printable(text))


def _told(table: Table) -> Iterator[tuple[str, str]]:
    yield "title", table.title
    yield from (("scope", line) for line in scope_lines(table.scope))
    for used in table.scope.used if table.scope else ():
        yield "", ""
        yield from ((name, str(value)) for name, value in used.as_dict().items() if value not in (None, [], ""))
    yield from (("note", note) for note in table.notes)
    yield from ((column.name, column.heading) for column in flat_columns(table) if column.heading)

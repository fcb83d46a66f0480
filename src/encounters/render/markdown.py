"""A GitHub table for pull requests, wikis and articles: numbers as people read them, scope and notes below."""

from __future__ import annotations

from encounters.render.cells import scope_lines, texts, value_lines
from encounters.render.formats import Look
from encounters.render.letters import to_ascii
from encounters.render.numbers import is_numeric
from encounters.results import Table, Value
from encounters.tables.frame import flat_columns


def markdown(table: Table, look: Look) -> str:
    """The title in bold, the table with its columns aligned, and the scope and notes as a paragraph each."""
    columns = [column for column in flat_columns(table) if column.shown]
    numeric = [is_numeric(column.kind) for column in columns]
    cells = [[_escape(text) for text in texts(column, table.rows)] for column in columns]
    lines = [[_escape(column.heading) for column in columns], *map(list, zip(*cells, strict=True))]
    widths = [max(3, *(len(line[place]) for line in lines)) for place in range(len(columns))]
    rule = ["-" * (width - 1) + ":" if right else "-" * width for width, right in zip(widths, numeric, strict=True)]
    rows = [_line(cells, widths, numeric) for cells in [lines[0], rule, *lines[1:]]]
    title = [f"**{_escape(table.title)}**"] if table.title else []
    return _document([*title, "\n".join(rows), *map(_escape, [*scope_lines(table.scope), *table.notes])], look)


def measure(value: Value, look: Look) -> str:
    """A single figure in bold, and its name, details, scope and notes as a paragraph each."""
    number, *rest = map(_escape, [*value_lines(value), *scope_lines(value.scope), *value.notes])
    return _document([f"**{number}**", *rest], look)


def _document(paragraphs: list[str], look: Look) -> str:
    text = "\n\n".join(paragraphs) + "\n"
    return to_ascii(text) if look.ascii else text


def _line(cells: list[str], widths: list[int], numeric: list[bool]) -> str:
    padded = [
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    ]
    return f"| {' | '.join(padded)} |"


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")

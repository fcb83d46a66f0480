"""Cells and lines of text for people: values, sparklines, scope lines, a single figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from encounters.names import DIMENSIONS, label
from encounters.periods import Month, parse_month
from encounters.render.letters import BLOCKS, printable
from encounters.render.numbers import rounded, rounded_with_unit
from encounters.results import Column, Kind, Row, Scope, Table, Value, heading_of


def as_month(value: Any) -> Month:
    """The month that a table holds as a Month, a date or ISO text. Raises PeriodError."""
    if isinstance(value, Month):
        return value
    return Month.of(value) if isinstance(value, date) else parse_month(str(value)[:7])


def human(value: Any, kind: Kind) -> str:
    """A value as people read it; None, NaN and infinity are blank."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return rounded(value, kind)
    return as_month(value).name if kind == "month" else printable(str(value))


def in_row(row: Row, column: Column) -> str:
    """The value of a column in a row as people read it; a category by CBP's name."""
    return _in_words(row.get(column.name), column, column.kind_in(row))


def _in_words(value: Any, column: Column, kind: Kind) -> str:
    dimension = column.name.removesuffix("_group")
    return printable(label(dimension, value)) if value and dimension in DIMENSIONS else human(value, kind)


def texts(column: Column, rows: Sequence[Row]) -> list[str]:
    """The values of a column as people read them; of one that heads runs of rows, the first of each run."""
    if column.kind not in ("text", "month"):
        return [in_row(row, column) for row in rows]
    # Few values, many rows: each is put in words once.
    held = [row.get(column.name) for row in rows]
    words = {value: _in_words(value, column, column.kind) for value in set(held)}
    cells = [words[value] for value in held]
    if not column.heads:
        return cells
    return ["" if place and cell == cells[place - 1] else cell for place, cell in enumerate(cells)]


def sparkline(numbers: Sequence[float | None]) -> str:
    """A list of numbers as one character each, from zero to the largest; a gap is a space."""
    known = [number for number in numbers if number is not None and math.isfinite(number)]
    low, high = min([0, *known]), max([0, *known])
    top = len(BLOCKS) - 2

    def level(number: float | None) -> str:
        if number is None or not math.isfinite(number):
            return BLOCKS[0]
        # Halves: the span of the largest floats is no float.
        return BLOCKS[1 + (round((number / 2 - low / 2) / (high / 2 - low / 2) * top) if high / 2 > low / 2 else 0)]

    return "".join(level(number) for number in numbers)


def scope_lines(scope: Scope | None) -> list[str]:
    """What stands below an answer: its scope in words, and the command that repeats it."""
    if scope is None:
        return []
    return scope.lines() + ([f"Repeat: {scope.command}"] if scope.command else [])


def value_lines(value: Value) -> list[str]:
    """A single figure in words: number and unit, name and period, and a line for each detail."""
    number = rounded_with_unit(value.value, value.kind, value.unit)
    kind: Kind = "share" if value.kind == "points" else "text"
    details = [f"{name.replace('_', ' ')}: {human(entry, kind)}" for name, entry in value.details.items()]
    said = [value.sentence] if value.sentence else []
    return [number, f"{value.figure}, {value.scope.selection.period.label()}", *said, *details]


def value_table(value: Value) -> Table:
    """A single figure as a table of one row, for the flat formats."""
    newest = value.scope.used[0].as_dict() if value.scope.used else {}
    release = {key: newest.get(key) for key in ("file", "published", "data_through", "sha256")}
    row: Row = {"figure": value.figure, "value": value.value, "unit": value.unit}
    row |= value.scope.selection.as_dict() | release
    kinds: dict[str, Kind] = {"value": value.kind, "months": "count", "days": "days"}
    columns = tuple(Column(name, heading_of(name), kinds.get(name, "text"), key=name == "figure") for name in row)
    return Table("measure", value.figure, columns, [row], value.scope, value.notes)

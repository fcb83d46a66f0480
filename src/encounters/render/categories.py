"""Rows of a table as bars, under what they are of, each named by what tells it from the others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from encounters.render.cells import in_row
from encounters.render.letters import printable
from encounters.render.marks import Bar
from encounters.results import Column, Row, Table, heading_of

GROUP_LABEL = "section_label"
"""The column by which a table with sections groups its bars."""


def sections(table: Table) -> Column | None:
    """The column that heads the sections of a table that has some."""
    return next((column for column in table.columns if column.name == GROUP_LABEL), None)


def name_of(column: Column) -> str:
    """A column's heading; where it has none, its name."""
    return printable(column.heading) or heading_of(column.name)


def number(value: Any) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if usable else None


def bars_of(table: Table, rows: Sequence[Row], x: Column, ys: Sequence[Column]) -> tuple[Bar, ...]:
    """The bars of rows by group; of a wide table, whose values are in several columns, each row is a group."""
    return _across(rows, x, ys) if len(ys) > 1 else _down(table, rows, x, ys[0])


def _across(rows: Sequence[Row], x: Column, ys: Sequence[Column]) -> tuple[Bar, ...]:
    cells = [(place, row, y, number(row.get(y.name))) for place, row in enumerate(rows) for y in ys]
    return tuple(Bar(in_row(row, x), name_of(y), value, place) for place, row, y, value in cells if value is not None)


def _down(table: Table, rows: Sequence[Row], x: Column, y: Column) -> tuple[Bar, ...]:
    """A section's row of all its parts is no part, and none is drawn twice."""
    by = (table.lines,) if isinstance(table.lines, str) else table.lines or ()
    heading = sections(table)
    grouping = [heading] if heading else [column for column in table.columns if column.name in by]
    bars: dict[str, dict[tuple[object, ...], Bar]] = {}
    for place, row in enumerate(rows):
        if (value := number(row[y.name])) is None or (heading and row.get("code") == "all"):
            continue
        name, group = in_row(row, x), ", ".join(in_row(row, column) for column in grouping)
        key = (name, value, *_key(table, row))
        bars.setdefault(group, {}).setdefault(key, Bar(group, name, value, place))
    drawn = [bar for group in bars.values() for bar in group.values()]
    if heading or not grouping or len(drawn) > len(bars):
        return tuple(drawn)
    return _one_by_one(drawn, rows, [x, *grouping])


def _one_by_one(bars: Sequence[Bar], rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Bar, ...]:
    """Bars of which none shares its group, each named by what tells it from the others, under what all share."""
    telling = [column for column in columns if len({row.get(column.name) for row in rows}) > 1]

    def told(bar: Bar, chosen: Sequence[Column]) -> str:
        return ", ".join(filter(None, (in_row(rows[bar.place], column) for column in chosen)))

    shared = told(bars[0], [column for column in columns if column not in telling])
    return tuple(replace(bar, group=shared, name=told(bar, telling)) for bar in bars) if telling else tuple(bars)


def _key(table: Table, row: Row) -> tuple[object, ...]:
    """What tells rows apart of which each is drawn: all but what a row is compared with."""
    compared = {"against", "change", "change_from", "change_to", "percent_change", "multiple"}
    if table.y in compared or not any(column.name == "against" for column in table.columns):
        return (id(row),)
    return tuple(str(row.get(column.name)) for column in table.columns if column.name not in compared)

"""Charts in text: lines for months, bars for categories. The only module that imports plotext.

plotext draws the lines; ticks, labels, legend and colours are ours, because its own are in scientific notation, coloured
in pipes, and tell lines apart by colour alone.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from encounters.errors import UsageError
from encounters.render.bars import bars
from encounters.render.cells import as_month, human, scope_lines
from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.render.scale import FISCAL_MONTHS, fiscal_month_ticks, month_ticks, tick_labels, value_ticks
from encounters.results import Column, Kind, Table

WIDTH = 80
MARKS = "●○▲△■□◆◇★☆+x"
ASCII_MARKS = "*o+x#@%&=$AB"
COLORS = (33, 208, 71, 162, 99, 37)
"""Of the 256-colour set, told apart by most colour-blind people, and readable on light and dark."""


@dataclass(frozen=True)
class Line:
    """One line of a chart: its name, and its value at places along the axis; a place without one is a gap."""

    name: str
    points: dict[int, float]


@dataclass(frozen=True)
class Axis:
    """The places along the x axis: the first, the last, and those with a label."""

    first: int
    last: int
    ticks: list[tuple[int, str]]


def chart(table: Table, look: Look) -> str:
    """The table as a chart: title, legend, drawing, scope and notes. Raises UsageError when it has no axes."""
    x, y = _column(table, table.x), _column(table, table.y)
    if x is None or y is None:
        raise UsageError(
            f"'{table.name}' has no chart.",
            "These have: trend, compare, breakdown, recidivism and pace. -f table shows this one.",
        )
    width = look.width or WIDTH
    drawing = _drawing(table, (x, y), width, look)
    title = _wrap(f"{table.title}: {y.heading}" if y.heading.casefold() not in table.title.casefold() else table.title, width)
    below = "\n".join(_wrap(line, width) for line in [*scope_lines(table.scope), *(f"Note: {note}" for note in table.notes)])
    text = "\n\n".join(part for part in (title, drawing, below) if part) + "\n"
    return to_ascii(text) if look.ascii else text


def _drawing(table: Table, axes: tuple[Column, Column], width: int, look: Look) -> str:
    x, y = axes
    rows = [row for row in table.rows if row.get(x.name) is not None]
    if not rows:
        return "No rows."
    if x.kind != "month" and not all(str(row[x.name]) in FISCAL_MONTHS for row in rows):
        return bars([(_name(table, row, x), _number(row.get(y.name))) for row in rows], y.kind, width, look.ascii)
    lines = _lines(table, x, y)
    axis = _axis(lines, x, width)
    legend = _legend(lines, width, look) if table.lines else ""
    return "\n\n".join(part for part in (legend, _plot(lines, axis, y.kind, width, look)) if part)


def _column(table: Table, name: str | None) -> Column | None:
    return next((column for column in table.columns if column.name == name), None)


def _number(value: Any) -> float | None:
    """A value that can be drawn, else None."""
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if usable else None


def _name(table: Table, row: dict[str, Any], x: Column) -> str:
    series = _column(table, table.lines)
    names = [human(row[x.name], x.kind)] + ([human(row.get(series.name), series.kind)] if series else [])
    return ", ".join(names)


def _lines(table: Table, x: Column, y: Column) -> list[Line]:
    """The table's lines in the order in which their names first occur."""
    series = _column(table, table.lines)
    lines: dict[str, Line] = {}
    for row in table.rows:
        if row.get(x.name) is None:
            continue
        name = human(row.get(series.name), series.kind) if series else y.heading
        line = lines.setdefault(name, Line(name, {}))
        value = _number(row.get(y.name))
        if value is not None:
            line.points[_place(row[x.name], x)] = value
    return list(lines.values())


def _place(value: Any, x: Column) -> int:
    return as_month(value).ordinal if x.kind == "month" else FISCAL_MONTHS.index(str(value))

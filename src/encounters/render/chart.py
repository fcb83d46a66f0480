"""Charts in text: lines for months, bars for categories. The only module that imports plotext.

plotext draws the lines; ticks, labels, legend and colours are ours: its own are in scientific notation, coloured
in pipes, and tell lines apart by colour alone.
"""

from __future__ import annotations

import math
import string
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from encounters.errors import UsageError
from encounters.render.bars import bars
from encounters.render.cells import as_month, human, scope_lines
from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.render.scale import FISCAL_MONTHS, fiscal_month_ticks, month_ticks, tick_labels, value_ticks
from encounters.results import Column, Kind, Row, Table

WIDTH = 80
MARKS = "●○▲△■□◆◇★☆+x"
ASCII_MARKS = "*o+x#@%&=$AB"
COLORS = (33, 208, 71, 162, 99, 37)
"""Of the 256-colour set, told apart by most colour-blind people, and readable on light and dark."""

NBSP = "\u00a0"


@dataclass(frozen=True)
class Line:
    """One line of a chart: its name, and its value at places along the axis; a place without one is a gap."""

    name: str
    points: dict[int, float]


@dataclass(frozen=True)
class Pen:
    """How a line is drawn: the mark of its points, the character between them, its colour, and whether marks show."""

    mark: str
    stroke: str
    color: int
    marked: bool


@dataclass(frozen=True)
class Axis:
    """The places along the x axis: the first, the last, and those with a label."""

    first: int
    last: int
    ticks: list[tuple[int, str]]


def chart(table: Table, look: Look) -> str:
    """The table as a chart: title, legend, drawing, scope and notes. Raises UsageError when it has no axes."""
    x, y = _column(table, table.x), _column(table, table.y if isinstance(table.y, str) else None)
    if x is None or y is None:
        raise UsageError(
            f"'{table.name}' has no chart.",
            "These have: trend, compare, breakdown, recidivism and pace. -f table shows this one.",
        )
    width = look.width or WIDTH
    drawing = _drawing(table, (x, y), width, look)
    named = y.heading.casefold() in table.title.casefold()
    title = _wrap(table.title if named else f"{table.title}: {y.heading}", width)
    lines = [*scope_lines(table.scope), *(f"Note: {note}" for note in table.notes)]
    below = "\n".join(_wrap(line, width) for line in lines)
    text = "\n\n".join(part for part in (title, drawing, below) if part) + "\n"
    return to_ascii(text) if look.ascii else text


def _drawing(table: Table, axes: tuple[Column, Column], width: int, look: Look) -> str:
    x, y = axes
    rows = [row for row in table.rows if row.get(x.name) is not None]
    if not rows:
        return "No rows."
    places = [_place(row[x.name], x.kind) for row in rows]
    series = _column(table, table.lines)
    if None in places:
        entries = [(_bar_name(row, x, series), _number(row.get(y.name))) for row in rows]
        return bars(entries, y.kind, width, look.ascii)
    lines = _lines(rows, [place for place in places if place is not None], y, series)
    legend = _legend([line.name for line in lines], width, look) if series else ""
    plot = _plot(lines, _axis([place for place in places if place is not None], x.kind, width), y.kind, width, look)
    return "\n\n".join(part for part in (legend, plot) if part)


def _column(table: Table, name: str | None) -> Column | None:
    return next((column for column in table.columns if column.name == name), None)


def _number(value: Any) -> float | None:
    """A value that can be drawn, else None."""
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if usable else None


def _bar_name(row: Row, x: Column, series: Column | None) -> str:
    name = human(row[x.name], x.kind)
    return f"{name}, {human(row.get(series.name), series.kind)}" if series else name


def _place(value: Any, kind: Kind) -> int | None:
    """Where a month, or the name of a month of the fiscal year, stands on its axis; None for any other category."""
    if kind == "month":
        return as_month(value).ordinal
    word = str(value).upper()
    return FISCAL_MONTHS.index(word) if word in FISCAL_MONTHS else None


def _lines(rows: Sequence[Row], places: Sequence[int], y: Column, series: Column | None) -> list[Line]:
    """The lines, in the order in which their names first occur."""
    lines: dict[str, Line] = {}
    for row, place in zip(rows, places, strict=True):
        name = human(row.get(series.name), series.kind) if series else y.heading
        line = lines.setdefault(name, Line(name, {}))
        value = _number(row.get(y.name))
        if value is not None:
            line.points[place] = value
    return list(lines.values())


def _axis(places: Sequence[int], kind: Kind, width: int) -> Axis:
    room = width - 8
    if kind != "month":
        return Axis(0, 11, fiscal_month_ticks(room))
    first, last = min(places), max(places)
    return Axis(first, last, month_ticks(first, last, room))


def _legend(names: Sequence[str], width: int, look: Look) -> str:
    """The mark of each line with its name, on as many rows as needed."""
    pens = _pens(len(names), look)
    entries = [f"{pen.mark}{NBSP}{name.replace(' ', NBSP)}" for pen, name in zip(pens, names, strict=True)]
    legend = textwrap.fill("   ".join(entries), width, break_long_words=False, break_on_hyphens=False)
    for entry, pen in zip(entries, pens, strict=True):
        if look.color:
            legend = legend.replace(entry, f"\x1b[38;5;{pen.color}m{pen.mark}\x1b[0m{entry[1:]}", 1)
    return legend.replace(NBSP, " ")


def _pens(count: int, look: Look) -> list[Pen]:
    """A pen for each line; marks, not colours, tell them apart, and a line alone needs none."""
    marks = (ASCII_MARKS if look.ascii else MARKS) + string.ascii_uppercase
    stroke = "hd" if not look.ascii else "." if count > 1 else "*"
    return [Pen(marks[place % len(marks)], stroke, COLORS[place % len(COLORS)], count > 1) for place in range(count)]


def _plot(lines: Sequence[Line], axis: Axis, kind: Kind, width: int, look: Look) -> str:
    import plotext

    height = max(12, min(24, width // 4))
    ticks = value_ticks([value for line in lines for value in line.points.values()], kind, height // 3)
    figure = plotext.figure
    figure.clear()
    # Off a terminal plotext takes one of 80 columns for granted and cuts wider charts to it.
    plotext.terminal.limit(False)
    figure.theme("colorless")
    figure.plot_size(width, height)
    # One place alone is no range, of which plotext would complain on stdout.
    margin = 0.5 if axis.first == axis.last else 0
    figure.ruler("x").lim(axis.first - margin, axis.last + margin)
    figure.ruler("x").ticks([place for place, _ in axis.ticks], [label for _, label in axis.ticks])
    figure.ruler("y").lim(ticks[0], ticks[-1])
    figure.ruler("y").ticks(ticks, tick_labels(ticks, kind))
    for line, pen in zip(lines, _pens(len(lines), look), strict=True):
        for run in _runs(line.points):
            _draw(figure, run, [line.points[place] for place in run], pen)
    built = figure.build().string(colorless=not look.color)
    figure.clear()
    return "\n".join(row.rstrip() for row in built.splitlines())


def _draw(figure: Any, places: list[int], values: list[float], pen: Pen) -> None:
    """A stretch without gaps: the line first, then the marks upon it."""
    import plotext

    if len(places) > 1:
        signal = figure.signal(places, values, marker=plotext.marker(pen.stroke, pen.color))
        figure.draw(signal.lines())
    if pen.marked or len(places) == 1:
        figure.draw(figure.signal(places, values, marker=plotext.marker(pen.mark, pen.color)))


def _runs(points: Mapping[int, float]) -> list[list[int]]:
    """The places that have values, cut at each gap, so that no line is drawn across one."""
    runs: list[list[int]] = []
    for place in sorted(points):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _wrap(text: str, width: int) -> str:
    return textwrap.fill(printable(text), width, break_long_words=False, break_on_hyphens=False)

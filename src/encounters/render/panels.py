"""Many lines in text as small multiples: a panel each, all on one scale."""

from __future__ import annotations

from encounters.render.canvas import Canvas
from encounters.render.cells import human
from encounters.render.layout import BOLD, broken, pad, paint, wrap
from encounters.render.marks import Drawing, Line, runs
from encounters.render.scale import Axis, step_label

PANEL, GAP, HIGH = 25, 2, 4
"""Columns of a panel at least, between one and the next, and the lines that its drawing takes."""
LINE = "38;5;33"


def panels(found: Drawing, width: int, color: bool) -> str:
    """What all have in common, then the panels in rows."""
    across = max(1, (width + GAP) // (PANEL + GAP))
    size = (width - GAP * (across - 1)) // across
    axis = Axis((), min(0.0, *found.values), max(0.0, *found.values) or 1.0)
    drawn = [_panel(line, found, axis, size, color) for line in found.lines]
    rows = [_beside(drawn[first : first + across], size) for first in range(0, len(drawn), across)]
    return "\n\n".join([wrap(_lead(found, axis), width), *rows])


def _lead(found: Drawing, axis: Axis) -> str:
    first, last = (step_label(found.steps, place) for place in found.ends)
    low, high = human(axis.low, found.kind), human(axis.high, found.kind)
    shaded = " Heavy below: Title 42 in force." if found.title_42 else ""
    return f"Each from {first} to {last} and from {low} to {high}, one scale for all; its peak below its name.{shaded}"


def _panel(line: Line, found: Drawing, axis: Axis, size: int, color: bool) -> tuple[list[str], list[str]]:
    """The name, and what stands below it: the peak, the line over its edge."""
    canvas = Canvas(size - 1, HIGH)
    for run in runs(line.points):
        canvas.run([found.at(point, axis) for point in run], LINE)
    peak = max(line.points, key=lambda point: point.value)
    told = f"{human(peak.value, found.kind)} in {step_label(found.steps, peak.place)}"
    name = [paint(pad(row, size, False), BOLD, color) for row in broken(line.name, size)]
    drawn = [f"│{row}" for row in canvas.rows(color)]
    return name, [pad(told, size, False), *drawn, "└" + _edge(found, canvas)]


def _edge(found: Drawing, canvas: Canvas) -> str:
    """The lower edge, heavy where Title 42 was in force."""
    if not found.title_42:
        return "─" * canvas.width
    left, right = (canvas.cell((found.along(place), 0))[0] for place in found.title_42)
    return "─" * left + "━" * (right - left + 1) + "─" * (canvas.width - right - 1)


def _beside(drawn: list[tuple[list[str], list[str]]], size: int) -> str:
    """Panels side by side, their drawings at one height however many rows the names take."""
    most = max(len(name) for name, _ in drawn)
    columns = [[*[" " * size] * (most - len(name)), *name, *below] for name, below in drawn]
    return "\n".join((" " * GAP).join(rows).rstrip() for rows in zip(*columns, strict=True))

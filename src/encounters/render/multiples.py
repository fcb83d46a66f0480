"""Many lines as small multiples: a panel each, all on one scale."""

from __future__ import annotations

from encounters.render.cells import human
from encounters.render.layout import broken
from encounters.render.marks import Drawing, Line
from encounters.render.palette import Palette
from encounters.render.pen import (
    BOLD,
    LETTER,
    NARROW,
    ROW,
    Area,
    dot,
    ends_in_words,
    stroke,
    text,
    tip,
    title_42,
)
from encounters.render.scale import tick_labels, value_axis

PANEL, HIGH, GAP = 225, 84, 22
LEAD, ABOVE, BELOW = 30, 24, 36
"""Pixels of the line above all, from a name to its panel, where the peak's label has room, and to the next name."""


def multiples(found: Drawing, width: int, palette: Palette) -> tuple[str, int]:
    """The panels and the height they take."""
    across = max(1, width // PANEL) if width >= NARROW else 1 + (width >= 320)
    axis = value_axis(found.values, found.kind, 3)
    left = 10 + 8 * max(map(len, tick_labels(axis.ticks, found.kind)))
    panel = (width - left - GAP * (across - 1)) / across
    names = [broken(line.name, panel / BOLD) for line in found.lines]
    shaded = " Shaded: Title 42 in force." if found.title_42 else ""
    lead = broken(f"One scale for all; peaks are labelled.{shaded}", width / LETTER)
    drawn = [text((0, 14 + ROW * step), row, palette.soft) for step, row in enumerate(lead)]
    top = first = float(LEAD + ROW * (len(lead) - 1))
    for place, (line, name) in enumerate(zip(found.lines, names, strict=True)):
        column = place % across
        if column == 0:
            below = top + HIGH + BELOW if place else first
            top = below + ROW * max(map(len, names[place : place + across])) + ABOVE
        area = Area(left + column * (panel + GAP), top, panel, HIGH, found.ends, axis)
        drawn += [
            text((area.left, top - ABOVE - ROW * (len(name) - step)), words, palette.ink, weight=600)
            for step, words in enumerate(name, 1)
        ]
        drawn.append(_panel(line, area, found, palette, first=column == 0))
    return "".join(drawn), int(top + HIGH + BELOW)


def _panel(line: Line, area: Area, found: Drawing, palette: Palette, first: bool) -> str:
    """One line with its highest value at its point, its ticks and the ends of its months."""
    right = area.left + area.width
    drawn = [title_42(area, found, palette, 0)]
    for tick, label in zip(area.axis.ticks, tick_labels(area.axis.ticks, found.kind), strict=True):
        y = round(area.y(tick), 1)
        color = palette.soft if tick == 0 else palette.rule
        drawn.append(f'<line x1="{area.left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}" stroke="{color}"/>')
        drawn.append(text((area.left - 8, y + 4.5), label, palette.soft, "end") if first else "")
    start, end = ends_in_words(found)
    drawn.append(text((area.left, area.top + HIGH + 17), start, palette.soft))
    drawn.append(text((right, area.top + HIGH + 17), end, palette.soft, "end"))
    drawn.append(stroke(line, 0, area, palette))
    high = max(line.points, key=lambda point: point.value)
    most = human(high.value, found.kind)
    half = len(most) * LETTER / 2
    x = min(max(area.x(high.place), area.left + half), right - half)
    drawn += [dot(high, palette.ink, area), text((x, area.y(high.value) - 7), most, palette.ink, "middle")]
    drawn += [tip(line, point, found, area) for point in line.points]
    return "".join(drawn)

"""Many lines as small multiples: a panel each, all on one scale."""

from __future__ import annotations

from encounters.render.cells import human
from encounters.render.drawing import Drawing, Line
from encounters.render.palette import Palette
from encounters.render.pen import BOLD, LETTER, NARROW, Area, ends_in_words, stroke, text, tip
from encounters.render.scale import tick_labels, value_axis

PANEL, HIGH, GAP = 225, 84, 22


def multiples(found: Drawing, width: int, palette: Palette) -> tuple[str, int]:
    """The panels and the height they take."""
    across = max(1, width // PANEL) if width >= NARROW else 1 + (width >= 320)
    axis = value_axis(found.values, found.kind, 3)
    left = 10 + 8 * max(map(len, tick_labels(axis.ticks, found.kind)))
    panel = (width - left - GAP * (across - 1)) / across
    drawn = [text((0, 14), "One scale for all; beside each name its peak.", palette.soft)]
    for place, line in enumerate(found.lines):
        row, column = divmod(place, across)
        top = 50 + row * (HIGH + 52)
        area = Area(left + column * (panel + GAP), top, panel, HIGH, found.ends, axis)
        drawn.append(_panel(line, area, found, palette, first=column == 0))
    rows = -(-len(found.lines) // across)
    return "".join(drawn), 50 + rows * (HIGH + 52)


def _panel(line: Line, area: Area, found: Drawing, palette: Palette, first: bool) -> str:
    """One line with its name, its highest value, its ticks and the ends of its months."""
    most = human(max(point.value for point in line.points), found.kind)
    right = area.left + area.width
    room = int((area.width - (len(most) + 2) * LETTER) / BOLD)
    name = line.name if len(line.name) <= room else line.name[: max(1, room - 1)] + "…"
    drawn = [
        text((area.left, area.top - 8), name, palette.ink, weight=600),
        text((right, area.top - 8), most, palette.soft, "end"),
    ]
    for tick, label in zip(area.axis.ticks, tick_labels(area.axis.ticks, found.kind), strict=True):
        y = round(area.y(tick), 1)
        color = palette.soft if tick == 0 else palette.rule
        drawn.append(f'<line x1="{area.left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}" stroke="{color}"/>')
        drawn.append(text((area.left - 8, y + 4.5), label, palette.soft, "end") if first else "")
    start, end = ends_in_words(found)
    drawn.append(text((area.left, area.top + HIGH + 17), start, palette.soft))
    drawn.append(text((right, area.top + HIGH + 17), end, palette.soft, "end"))
    drawn.append(stroke(line, 0, area, palette))
    drawn += [tip(line, point, found, area) for point in line.points]
    return "".join(drawn)

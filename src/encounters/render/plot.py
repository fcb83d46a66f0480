"""Charts as SVG, drawn for a width in pixels: the one engine of pages and of pictures.

Every line is named at its end where there is room, else in a key above. Colours are written where they are used, so
that a style can swap them for a dark scheme.
"""

from __future__ import annotations

from encounters.render.ends import ROOMS, apart, named
from encounters.render.marks import Drawing, peak, tones
from encounters.render.multiples import multiples
from encounters.render.palette import Palette
from encounters.render.pen import (
    BOLD,
    LETTER,
    NARROW,
    ROW,
    SIZE,
    Area,
    dashed,
    dot,
    stroke,
    text,
    tip,
    title_42,
)
from encounters.render.scale import tick_labels, ticks, value_axis

HIGH, NARROW_HIGH, HEAD = 300, 230, 28
"""Pixels of the area of values, and of the room above it for the label of the peak."""


def lines(found: Drawing, width: int, palette: Palette, tips: bool = True) -> tuple[str, int]:
    """The lines over months and the height they take; many lines are small multiples."""
    if found.many:
        return multiples(found, width, palette)
    # Where there is little room the lines need it more than their names, which stand above then.
    high, rooms = (HIGH, ROOMS) if width >= NARROW else (NARROW_HIGH, ROOMS[:1])
    told = [line.name for line in found.lines]
    names = named(told, width / BOLD, high // ROW, rooms=rooms) if len(told) > 1 else []
    longest = max((len(row) for name in names or [] for row in name), default=0) * BOLD + 14
    key, below = _key(found, width, palette) if names is None else ("", 0)
    axis = value_axis(found.values, found.kind, 5)
    left = 10 + 8 * max(map(len, tick_labels(axis.ticks, found.kind)))
    head = HEAD + (ROW if found.title_42 else 0)
    area = Area(left, below + head, width - left - longest, high, found.ends, axis)
    drawn = [key, title_42(area, found, palette, head), _grid(area, found, palette), _months(area, found, palette)]
    order = sorted(range(len(found.lines)), key=lambda place: tones(found)[place] is not None)
    drawn += [stroke(found.lines[place], tones(found)[place], area, palette) for place in order]
    drawn += [_peak(found, area, palette), _ends(found, names, area, palette) if names else ""]
    drawn += [tip(line, point, found, area) for line in found.lines for point in line.points] if tips else []
    return "".join(drawn), int(area.top + high + 30)


def _grid(area: Area, found: Drawing, palette: Palette) -> str:
    """A line across at each tick, with its label; zero is heavier."""
    drawn = []
    for tick, label in zip(area.axis.ticks, tick_labels(area.axis.ticks, found.kind), strict=True):
        y = round(area.y(tick), 1)
        color = palette.soft if tick == 0 else palette.rule
        end = area.left + area.width
        drawn.append(f'<line x1="{area.left:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}" stroke="{color}"/>')
        drawn.append(text((area.left - 8, y + 4.5), label, palette.soft, "end"))
    return "".join(drawn)


def _months(area: Area, found: Drawing, palette: Palette) -> str:
    drawn = []
    for place, label in ticks(found.steps, *found.ends, int(area.width / LETTER)):
        half = len(label) * LETTER / 2
        x = min(max(area.x(place), half), area.left + area.width + 14 - half)
        drawn.append(text((x, area.top + area.height + 20), label, palette.soft, "middle"))
    return "".join(drawn)


def _ends(found: Drawing, names: list[list[str]], area: Area, palette: Palette) -> str:
    """Each line's name behind its last point, moved apart where they would overlap."""
    order = sorted(range(len(found.lines)), key=lambda place: area.y(found.lines[place].points[-1].value))
    sizes = [ROW * len(names[place]) for place in order]
    middles = [area.y(found.lines[place].points[-1].value) for place in order]
    wanted = [middle - size / 2 for middle, size in zip(middles, sizes, strict=True)]
    drawn = []
    for place, top in zip(order, apart(wanted, sizes, area.top - ROW, area.top + area.height + ROW / 2), strict=True):
        point, tone = found.lines[place].points[-1], tones(found)[place]
        color = palette.soft if tone is None else palette.tone(tone)
        end = area.left + area.width
        if area.x(point.place) < end - 1 and tone is not None:
            drawn.append(dot(point, color, area))
        for step, row in enumerate(names[place]):
            at = (end + 8, top + ROW * (step + 0.5) + 4.5)
            drawn.append(text(at, row, color, weight=400 if tone is None else 600))
    return "".join(drawn)


def _peak(found: Drawing, area: Area, palette: Palette) -> str:
    """The label of the peak above its point, and clear of the lines across."""
    told = peak(found, area.width / BOLD)
    if told is None:
        return ""
    point, words = told
    half, base = len(words) * BOLD / 2, area.y(point.value) - 9
    across = [y for y in map(area.y, area.axis.ticks) if base - SIZE < y < base + 4]
    base = min([base, *(y - 5 for y in across)])
    x = min(max(area.x(point.place), area.left + half), area.left + area.width - half)
    return dot(point, palette.ink, area) + text((x, base), words, palette.ink, "middle", 600)


def _key(found: Drawing, width: int, palette: Palette) -> tuple[str, int]:
    """The names of the lines above them, each behind its sample, and the height that these take."""
    drawn, x, y = [], 0.0, 14.0
    for line, tone in zip(found.lines, tones(found), strict=True):
        wide = 30 + len(line.name) * LETTER + 18
        if x and x + wide > width:
            x, y = 0.0, y + SIZE + 8
        style = f'stroke="{palette.tone(tone)}" stroke-width="2.4"{dashed(tone)}'
        drawn.append(
            f'<path d="M{x:.1f} {y - 4.5:.1f}H{x + 22:.1f}" {style}/>' + text((x + 28, y), line.name, palette.ink)
        )
        x += wide
    return "".join(drawn), int(y + 14)

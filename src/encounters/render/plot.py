"""Charts as SVG, drawn for a width in pixels: the one engine of pages and of pictures.

Every line is named at its end where there is room, else in a key above. Colours are written where they are used, so
that a style can swap them for a dark scheme.
"""

from __future__ import annotations

from collections.abc import Sequence

from encounters.render.cells import human
from encounters.render.drawing import TONES, Drawing, tones
from encounters.render.multiples import multiples
from encounters.render.palette import Palette
from encounters.render.pen import BOLD, DASHES, LETTER, NARROW, SIZE, Area, dot, stroke, text, tip
from encounters.render.scale import (
    FISCAL_MONTHS,
    fiscal_month_ticks,
    month_ticks,
    tick_labels,
    value_axis,
)
from encounters.results import TITLE_42_FIRST, TITLE_42_LAST


def lines(found: Drawing, width: int, palette: Palette, tips: bool = True) -> tuple[str, int]:
    """The lines over months and the height they take; many lines are small multiples."""
    if len(found.lines) > TONES and not found.fiscal:
        return multiples(found, width, palette)
    several = len(found.lines) > 1
    names = max((len(line.name) * BOLD for line in found.lines), default=0) + 14
    at_ends = several and names <= width * 0.36
    key, below = _key(found, width, palette) if several and not at_ends else ("", 0)
    axis = value_axis(found.values, found.kind, 5)
    left = 10 + 8 * max(map(len, tick_labels(axis.ticks, found.kind)))
    high = 300 if width >= NARROW else 230
    area = Area(left, below + 34, width - left - (names if at_ends else 14), high, found.ends, axis)
    drawn = [key, _title_42(area, found, palette), _grid(area, found, palette), _months(area, found, palette)]
    order = sorted(range(len(found.lines)), key=lambda place: tones(found)[place] is not None)
    drawn += [stroke(found.lines[place], tones(found)[place], area, palette) for place in order]
    drawn += [_peak(found, area, palette), _ends(found, area, palette) if at_ends else ""]
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
    first, last = found.ends
    room = int(area.width / LETTER)
    if found.fiscal:
        ticks = [(place, FISCAL_MONTHS[place].title()) for place, _ in fiscal_month_ticks(room)]
    else:
        ticks = month_ticks(first, last, room)
    drawn = []
    for place, label in ticks:
        half = len(label) * LETTER / 2
        x = min(max(area.x(place), half), area.left + area.width + 14 - half)
        drawn.append(text((x, area.top + area.height + 20), label, palette.soft, "middle"))
    return "".join(drawn)


def _title_42(area: Area, found: Drawing, palette: Palette) -> str:
    """The months in which Title 42 was in force, shaded where the chart shows months before or after as well."""
    (first, last), start, end = found.ends, TITLE_42_FIRST.ordinal, TITLE_42_LAST.ordinal
    if found.fiscal or last < start or first > end or (start <= first and last <= end):
        return ""
    left, right = area.x(max(first, start)), area.x(min(last, end))
    words = "Title 42 in force"
    named = text((left + 5, area.top - 19), words, palette.soft) if right - left > len(words) * LETTER else ""
    return (
        f'<rect x="{left:.1f}" y="{area.top - 34:.1f}" width="{right - left:.1f}" height="{area.height + 34:.1f}" '
        f'fill="{palette.band}"/>{named}'
    )


def _ends(found: Drawing, area: Area, palette: Palette) -> str:
    """Each line's name behind its last point, moved apart where they would overlap."""
    lasts = [(line.points[-1], line.name, tone) for line, tone in zip(found.lines, tones(found), strict=True)]
    lasts.sort(key=lambda entry: area.y(entry[0].value))
    places = apart([area.y(point.value) for point, _, _ in lasts], SIZE + 3, area.top, area.top + area.height)
    drawn = []
    for (point, name, tone), y in zip(lasts, places, strict=True):
        color = palette.soft if tone is None else palette.tone(tone)
        end = area.left + area.width
        if area.x(point.place) < end - 1 and tone is not None:
            drawn.append(dot(point, color, area))
        drawn.append(text((end + 8, y + 4.5), name, color, weight=400 if tone is None else 600))
    return "".join(drawn)


def apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places in rising order moved as little as they must, so that each is `least` from the next."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + least) if moved else max(place, low))
    for number in range(len(moved) - 1, -1, -1):
        limit = high if number == len(moved) - 1 else moved[number + 1] - least
        moved[number] = min(moved[number], limit)
    return moved


def _peak(found: Drawing, area: Area, palette: Palette) -> str:
    """The highest value with its month, beside its point."""
    line, point = max(((line, at) for line in found.lines for at in line.points), key=lambda pair: pair[1].value)
    if point.value <= 0 or len(line.points) < 2:
        return ""
    when = f"{point.label}, {line.name}" if found.fiscal else point.label
    words = f"{human(point.value, found.kind)} in {when}"
    half = len(words) * BOLD / 2
    x = min(max(area.x(point.place), area.left + half), area.left + area.width - half)
    return dot(point, palette.ink, area) + text((x, area.y(point.value) - 9), words, palette.ink, "middle", 600)


def _key(found: Drawing, width: int, palette: Palette) -> tuple[str, int]:
    """The names of the lines above them, each behind its sample, and the height that these take."""
    drawn, x, y = [], 0.0, 14.0
    for line, tone in zip(found.lines, tones(found), strict=True):
        wide = 30 + len(line.name) * LETTER + 18
        if x and x + wide > width:
            x, y = 0.0, y + SIZE + 8
        dash = f' stroke-dasharray="{DASHES[tone]}"' if tone is not None and DASHES[tone] else ""
        sample = (
            f'<path d="M{x:.1f} {y - 4.5:.1f}H{x + 22:.1f}" stroke="{palette.tone(tone)}" stroke-width="2.4"{dash}/>'
        )
        drawn.append(sample + text((x + 28, y), line.name, palette.ink))
        x += wide
    return "".join(drawn), int(y + 6)


def bars(found: Drawing, width: int, palette: Palette) -> tuple[str, int]:
    """Bars from zero, each with its name and its number, by group, and the height they take."""
    narrow, groups = width < NARROW, list(dict.fromkeys(bar.group for bar in found.bars))
    numbers = max(len(human(bar.value, found.kind)) for bar in found.bars) * 8 + 10
    names = 0.0 if narrow else min(max(len(bar.name) for bar in found.bars) * LETTER + 12, width * 0.42)
    low, high = min(0.0, *(bar.value for bar in found.bars)), max(0.0, *(bar.value for bar in found.bars))
    scale = (width - names - numbers * (2 if low < 0 else 1)) / ((high - low) or 1)
    zero = names + (numbers if low < 0 else 0) - low * scale
    drawn, y = [], 0.0
    for group in groups:
        if group:
            drawn.append(text((0, y + 16), group, palette.ink, weight=600))
            y += 26
        for bar in (bar for bar in found.bars if bar.group == group):
            tall = 38 if narrow else 24
            drawn.append(text((0, y + 14) if narrow else (0, y + 16), _cut(bar.name, names or width), palette.ink))
            top = y + 20 if narrow else y + 3
            drawn.append(_bar(zero, bar.value, scale, top, palette))
            side, x = (
                ("end", zero + bar.value * scale - 6) if bar.value < 0 else ("start", zero + bar.value * scale + 6)
            )
            drawn.append(text((x, top + 13), human(bar.value, found.kind), palette.ink, side))
            y += tall
        y += 14
    return "".join(drawn), int(y)


def _bar(zero: float, value: float, scale: float, top: float, palette: Palette) -> str:
    left, wide = zero + min(value, 0.0) * scale, abs(value) * scale
    color = palette.tone(1 if value < 0 else 0)
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="17" fill="{color}" data-value="{value}"/>'


def _cut(name: str, room: float) -> str:
    fits = max(3, int(room / LETTER))
    return name if len(name) <= fits else name[: fits - 1] + "…"

"""Bars as SVG, drawn for a width in pixels: by group, each with its name and its number, all from one zero."""

from __future__ import annotations

from encounters.render.cells import human
from encounters.render.layout import broken
from encounters.render.marks import Bar, Drawing
from encounters.render.palette import Palette
from encounters.render.pen import BOLD, LETTER, NARROW, ROW, text

TALL, BETWEEN, SLIVER = 17, 7, 1.0
"""Pixels of a bar, from one to the next, and of the length that any value but zero has."""
NAMES = 0.42
"""The part of the width that names take at most."""


def bars(found: Drawing, width: int, palette: Palette) -> tuple[str, int]:
    """The bars and the height they take; where there is little room, each below its name."""
    narrow = width < NARROW
    longest = max(len(bar.name) for bar in found.bars) * LETTER + 12
    room = float(width) if narrow else min(longest, width * NAMES)
    names = 0.0 if narrow else room
    numbers = max(len(human(bar.value, found.kind)) for bar in found.bars) * 8 + 10
    low, high = min(0.0, *found.values), max(0.0, *found.values)
    scale = (width - names - numbers * ((low < 0) + (high > 0 or low == 0))) / ((high - low) or 1)
    zero = names + (numbers if low < 0 else 0) - low * scale
    drawn, y, group = [], 0.0, ""
    for bar in found.bars:
        if bar.group != group:
            group, y = bar.group, y + (14 if y else 0)
            for row in broken(group, width / BOLD):
                drawn.append(text((0, y + ROW), row, palette.ink, weight=600))
                y += ROW
            y += 10
        rows = broken(bar.name, room / LETTER)
        drawn += [text((0, y + ROW * (step + 1)), row, palette.ink) for step, row in enumerate(rows)]
        top = y + ROW * len(rows) + 6 if narrow else y + 3
        drawn.append(_bar(bar, found, (zero, scale, top), palette))
        y = max(top + TALL, y + 3 + ROW * len(rows)) + BETWEEN - 3
    return "".join(drawn), int(y + 14)


def _bar(bar: Bar, found: Drawing, at: tuple[float, float, float], palette: Palette) -> str:
    """A bar from zero with its number at its end."""
    zero, scale, top = at
    wide = max(abs(bar.value) * scale, SLIVER if bar.value else 0.0)
    less = bar.value < 0
    left, color = zero - wide * less, palette.tone(1 if less else 0)
    number = (left - 6 if less else left + wide + 6, top + 13)
    edge = (
        f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{top - 3:.1f}" y2="{top + TALL + 3:.1f}" stroke="{palette.soft}"/>'
    )
    return (
        edge
        * (min(found.values) < 0)
        + f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{TALL}" fill="{color}" '
        f'data-value="{bar.value}"/>'
        + text(number, human(bar.value, found.kind), palette.ink, "end" if less else "start")
    )

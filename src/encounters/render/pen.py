"""What every chart in SVG is drawn with: the area of its values, its text, its lines and what a pointer is told."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from encounters.render.cells import human
from encounters.render.drawing import Drawing, Line, Point, runs
from encounters.render.palette import Palette
from encounters.render.scale import FISCAL_MONTHS, Axis, month_label

SIZE, LETTER, BOLD = 13, 7.3, 8.3
"""Pixels of text, and of a letter's width on average, light and bold, in the widest of the fonts named."""
NARROW = 480
DASHES = ("", "", "", "7 3", "2 3", "10 3 2 3")
"""Beside its colour each line has a dash, so that none is mistaken for another in grey."""


@dataclass(frozen=True)
class Area:
    """Where values are drawn: its corner and size in pixels, the places along it, and the axis of values."""

    left: float
    top: float
    width: float
    height: float
    span: tuple[int, int]
    axis: Axis

    def x(self, place: float) -> float:
        """A place along the axis in pixels."""
        first, last = self.span
        return self.left + (self.width / 2 if first == last else self.width * (place - first) / (last - first))

    def y(self, value: float) -> float:
        """A value in pixels."""
        return self.top + self.height * (1 - self.axis.part(value))


def text(at: tuple[float, float], words: str, color: str, anchor: str = "start", weight: int = 400) -> str:
    """A piece of text at its place."""
    x, y = at
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" fill="{color}"{side}{bold}>{escape(words)}</text>'


def stroke(line: Line, tone: int | None, area: Area, palette: Palette) -> str:
    """The line with round joins; a gap stays one, and a month between two gaps is a dot."""
    color, parts = palette.tone(tone), runs(line.points)
    path = " ".join(
        "M" + "L".join(f"{area.x(point.place):.1f} {area.y(point.value):.1f}" for point in run)
        for run in parts
        if len(run) > 1
    )
    dash = f' stroke-dasharray="{DASHES[tone]}"' if tone is not None and DASHES[tone] else ""
    width = 1.3 if tone is None else 2.4
    drawn = [dot(run[0], color, area) for run in parts if len(run) == 1]
    if path:
        drawn.insert(
            0,
            f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linejoin="round" '
            f'stroke-linecap="round"{dash}/>',
        )
    return "".join(drawn)


def dot(point: Point, color: str, area: Area) -> str:
    return f'<circle cx="{area.x(point.place):.1f}" cy="{area.y(point.value):.1f}" r="3.6" fill="{color}"/>'


def tip(line: Line, point: Point, found: Drawing, area: Area) -> str:
    """What a pointer is told at a point: whose it is, when and how many."""
    words = f"{line.name}, {point.label}: {human(point.value, found.kind)}"
    return (
        f'<circle cx="{area.x(point.place):.1f}" cy="{area.y(point.value):.1f}" r="5" fill="none" '
        f'pointer-events="all" data-value="{point.value}"><title>{escape(words)}</title></circle>'
    )


def ends_in_words(found: Drawing) -> tuple[str, str]:
    """The first and the last place along the axis."""
    first, last = found.ends
    return (
        (FISCAL_MONTHS[first].title(), FISCAL_MONTHS[last].title())
        if found.fiscal
        else (
            month_label(first),
            month_label(last),
        )
    )

"""What every chart in SVG is drawn with: the area of its values, its text, its lines and what a pointer is told."""

from __future__ import annotations

from html import escape

from msgspec import Struct

from encounters.render.cells import human
from encounters.render.marks import Drawing, Line, Point, runs
from encounters.render.palette import Palette
from encounters.render.scale import Axis, step_label

SIZE, ROW, LETTER, BOLD = 13, 16, 7.3, 8.3
"""Pixels of text, of a row of it, and of a letter's width on average, light and bold, in the widest font named."""
NARROW = 480
DASHES = ("", "9 4", "2 3", "", "12 3 2 3", "5 5")
"""Beside its colour each line has a dash; two have none, as different in grey as in colour."""


class Area(Struct, frozen=True):
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
    width = 1.3 if tone is None else 2.4
    drawn = [dot(run[0], color, area) for run in parts if len(run) == 1]
    if path:
        drawn.insert(
            0,
            f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linejoin="round"'
            f"{dashed(tone)}/>",
        )
    return "".join(drawn)


def dashed(tone: int | None) -> str:
    """The dash of a line of that colour, and ends that close no gap of it."""
    dash = DASHES[tone] if tone is not None else ""
    return f' stroke-dasharray="{dash}"' if dash else ' stroke-linecap="round"'


def title_42(area: Area, found: Drawing, palette: Palette, head: float) -> str:
    """The months in which Title 42 was in force, shaded up to `head` above the area, named where there is room."""
    if not found.title_42:
        return ""
    left, right = map(area.x, found.title_42)
    named = _title_42_named(area, (left, right), area.top - head + SIZE, palette) if head >= ROW else ""
    return (
        f'<rect x="{left:.1f}" y="{area.top - head:.1f}" width="{right - left:.1f}" height="{area.height + head:.1f}" '
        f'fill="{palette.band}"/>{named}'
    )


def _title_42_named(area: Area, ends: tuple[float, float], base: float, palette: Palette) -> str:
    """The name of the band within it; of one too narrow, from it towards the middle of the chart."""
    left, right = ends
    fits = (words for words in ("Title 42 in force", "Title 42") if len(words) * LETTER < right - left)
    if words := next(fits, ""):
        return text((left + 5, base), words, palette.soft)
    late = right > area.left + area.width / 2
    return text((right if late else left, base), "Title 42 in force", palette.soft, "end" if late else "start")


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
    return step_label(found.steps, first), step_label(found.steps, last)

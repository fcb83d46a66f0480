"""What a picture draws: lines of points, or bars; which of them stand out, and which point is labelled."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from encounters.periods import TITLE_42_FIRST, TITLE_42_LAST
from encounters.render.cells import human
from encounters.render.scale import Axis, Steps, step_label
from encounters.results import Kind


class Point(Struct, frozen=True):
    """A value of a line: its place along the axis, the place in words, and the value; a gap has none."""

    place: int
    label: str
    value: float


class Line(Struct, frozen=True):
    """A line of a picture: its name and its points in order."""

    name: str
    points: tuple[Point, ...]


class Bar(Struct, frozen=True):
    """A bar of a picture: the group it is in (empty where there is one only), its name and its value."""

    group: str
    name: str
    value: float
    place: int = 0


class Drawing(Struct, frozen=True):
    """What is drawn: lines along an axis of months, months of the fiscal year or years, or bars; and the kind of value.

    `heading` is what the values are, `of` what they are of; `title` says what, when and by what split, then where;
    `remark` says what is left out.
    """

    heading: str
    of: str
    kind: Kind
    title: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    steps: Steps = "month"
    remark: str = ""

    @property
    def values(self) -> list[float]:
        """Every value drawn."""
        return [point.value for line in self.lines for point in line.points] + [bar.value for bar in self.bars]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last place along the axis of the lines."""
        places = [point.place for line in self.lines for point in line.points]
        return (0, 11) if self.fiscal else (min(places), max(places))

    @property
    def fiscal(self) -> bool:
        """Whether the lines are fiscal years, one over the other."""
        return self.steps == "fiscal month"

    @property
    def many(self) -> bool:
        """Whether there are more lines than can be told apart on one ground: each has a panel then."""
        return len(self.lines) > TONES and not self.fiscal

    @property
    def title_42(self) -> tuple[int, int] | None:
        """The first and the last month shown in which Title 42 was in force; None unless others are shown as well."""
        (first, last), start, end = self.ends, TITLE_42_FIRST.ordinal, TITLE_42_LAST.ordinal
        if self.steps != "month" or last < start or first > end or (start <= first and last <= end):
            return None
        return max(first, start), min(last, end)

    def along(self, place: float) -> float:
        """How far along the axis a place is, from 0 to 1."""
        first, last = self.ends
        return 0.5 if first == last else (place - first) / (last - first)

    def at(self, point: Point, axis: Axis) -> tuple[float, float]:
        """Where a point stands, from 0 to 1 rightwards and upwards."""
        return self.along(point.place), axis.part(point.value)


TONES = 6
"""As many lines stand out in colour; of fiscal years others are the background, of other lines each has a panel."""


def tones(found: Drawing) -> list[int | None]:
    """The colour of each line: of more than six fiscal years, the newest have one and others are grey."""
    places = list(range(len(found.lines)))
    chosen = (places[::-1] if found.fiscal else places)[:TONES]
    return [chosen.index(place) if place in chosen else None for place in range(len(found.lines))]


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points in runs without a gap."""
    found: list[list[Point]] = []
    for point in points:
        if found and point.place == found[-1][-1].place + 1:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def peak(found: Drawing, room: float) -> tuple[Point, str] | None:
    """The highest point of the lines and its label of at most `room` letters; none where it says nothing."""
    line, point = max(((line, at) for line in found.lines for at in line.points), key=lambda pair: pair[1].value)
    if point.value <= 0 or len(line.points) < 2 or (found.kind == "share" and point.value >= 1):
        return None
    first = ", first" if found.values.count(point.value) > 1 else ""
    number = human(point.value, found.kind) + first
    short = step_label(found.steps, point.place)
    whens = (f"{point.label}, {line.name}",) if found.fiscal else (point.label, short)
    told = next((words for words in (f"{number} in {when}" for when in whens) if len(words) <= room), "")
    return (point, told) if told else None

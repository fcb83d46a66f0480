"""A table as what a picture draws: lines over months, or bars of categories. Both pictures and pages read it here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from encounters.errors import UsageError
from encounters.render.cells import as_month, human
from encounters.render.letters import printable
from encounters.render.scale import FISCAL_MONTHS
from encounters.results import Column, Kind, Row, Table

GROUP, GROUP_LABEL = "section", "section_label"
"""The columns by which a table with sections groups its bars; a label may stand in a section's first row only."""


@dataclass(frozen=True)
class Point:
    """A value of a line: its place along the axis, the place in words, and the value; a gap has none."""

    place: int
    label: str
    value: float


@dataclass(frozen=True)
class Line:
    """A line of a picture: its name and its points in order."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Bar:
    """A bar of a picture: the group it is in (empty where there is one only), its name and its value."""

    group: str
    name: str
    value: float


@dataclass(frozen=True)
class Drawing:
    """What is drawn: lines along an axis of months or of months of the fiscal year, or bars; and the kind of value.

    `heading` is what the values are, `along` what they are of.
    """

    heading: str
    along: str
    kind: Kind
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    fiscal: bool = False

    @property
    def values(self) -> list[float]:
        """Every value drawn."""
        return [point.value for line in self.lines for point in line.points] + [bar.value for bar in self.bars]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last place along the axis of the lines."""
        places = [point.place for line in self.lines for point in line.points]
        return (0, 11) if self.fiscal else (min(places), max(places))


def drawing(table: Table) -> Drawing | None:
    """What a picture of the table draws; None when the table has no axes or no value to draw."""
    x, y = _column(table, table.x), _column(table, table.y if isinstance(table.y, str) else None)
    if x is None or y is None:
        return None
    rows = [row for row in table.rows if row.get(x.name) is not None and _number(row.get(y.name)) is not None]
    if not rows:
        return None
    heading, along = name_of(y), name_of(x)
    places = [_place(row[x.name], x.kind) for row in rows]
    if None in places:
        return Drawing(heading, along, y.kind, bars=_bars(table, rows, x, y))
    known = [place for place in places if place is not None]
    return Drawing(heading, along, y.kind, _lines(table, rows, known, x, y), fiscal=x.kind != "month")


def needed(table: Table) -> Drawing:
    """What a picture of the table draws. Raises UsageError when there is nothing to draw."""
    found = drawing(table)
    if found is None:
        raise UsageError(
            f"'{table.name}' has no chart here.",
            "These have: trend, compare, breakdown, recidivism and pace. -f table shows this one.",
        )
    return found


def _column(table: Table, name: str | None) -> Column | None:
    return next((column for column in table.columns if column.name == name), None)


def name_of(column: Column) -> str:
    """A column's heading; where it has none, its name."""
    return printable(column.heading) or column.name.replace("_", " ").capitalize()


def _number(value: Any) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if usable else None


def _place(value: Any, kind: Kind) -> int | None:
    """Where a month, or the name of a month of the fiscal year, stands on its axis; None for any other category."""
    if kind == "month":
        return as_month(value).ordinal
    word = str(value).upper()
    return FISCAL_MONTHS.index(word) if word in FISCAL_MONTHS else None


def _lines(table: Table, rows: Sequence[Row], places: Sequence[int], x: Column, y: Column) -> tuple[Line, ...]:
    """The lines, in the order in which their names first occur."""
    series = _column(table, table.lines)
    found: dict[str, list[Point]] = {}
    for row, place in zip(rows, places, strict=True):
        name = human(row.get(series.name), series.kind) if series else name_of(y)
        found.setdefault(name, []).append(Point(place, human(row[x.name], x.kind), row[y.name]))
    return tuple(Line(name, tuple(sorted(points, key=lambda point: point.place))) for name, points in found.items())


def _bars(table: Table, rows: Sequence[Row], x: Column, y: Column) -> tuple[Bar, ...]:
    """The bars in the order of the rows; a section's row of all its parts is no part."""
    series, group = _column(table, table.lines), _column(table, GROUP)
    labels = {row.get(GROUP): row.get(GROUP_LABEL) for row in reversed(table.rows) if row.get(GROUP_LABEL)}
    bars = []
    for row in rows:
        if group and row.get("code") == "all":
            continue
        name = human(row[x.name], x.kind)
        if series:
            name = f"{name}, {human(row.get(series.name), series.kind)}"
        section = row.get(GROUP) if group else None
        bars.append(Bar(human(labels.get(section, section), "text"), name, row[y.name]))
    return tuple(bars)


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points in runs without a gap."""
    found: list[list[Point]] = []
    for point in points:
        if found and point.place == found[-1][-1].place + 1:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def describe(table: Table, found: Drawing) -> str:
    """The picture in words, for those who do not see it: what it shows, its least and its greatest value."""
    what = f"{found.heading} by {found.along.casefold()}"
    if found.bars:
        named = [(bar.value, f"{bar.group} {bar.name}".strip()) for bar in found.bars]
    else:
        several = len(found.lines) > 1
        named = [
            (point.value, f"{point.label}, {line.name}" if several else point.label)
            for line in found.lines
            for point in line.points
        ]
        what += f", {len(found.lines)} lines: {', '.join(line.name for line in found.lines)}" if several else ""
    low, high = min(named, key=lambda entry: entry[0]), max(named, key=lambda entry: entry[0])
    ends = f"Lowest {human(low[0], found.kind)} ({low[1]}), highest {human(high[0], found.kind)} ({high[1]})"
    return f"{what}. {ends}."

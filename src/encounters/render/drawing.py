"""A table as what a picture draws: lines over months, or bars of categories. Both pictures and pages read it here."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from encounters.errors import UsageError
from encounters.render.cells import as_month, human
from encounters.render.letters import printable
from encounters.render.scale import FISCAL_MONTHS, month_label
from encounters.results import Column, Kind, Row, Table, capital

GROUP_LABEL = "section_label"
"""The column by which a table with sections groups its bars."""


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
    place: int = 0


@dataclass(frozen=True)
class Drawing:
    """What is drawn: lines along an axis of months or of months of the fiscal year, or bars; and the kind of value.

    `heading` is what the values are, `along` what they are of; `title` says what, when and by what split, then where;
    `remark` says what is left out.
    """

    heading: str
    along: str
    kind: Kind
    title: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    fiscal: bool = False
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


def drawing(table: Table) -> Drawing | None:
    """What a picture of the table draws; None when the table has no axes or no value to draw."""
    names = (table.y,) if isinstance(table.y, str) else table.y or ()
    x, ys = _column(table, table.x), [column for column in table.columns if column.name in names]
    if x is None or not ys:
        return None
    known = [row for row in table.rows if row.get(x.name) is not None]
    rows = [row for row in known if any(_number(row.get(y.name)) is not None for y in ys)]
    if not rows:
        return None
    series = _series(table, ys)
    places = [_place(row[x.name], x.kind) for row in rows]
    heading = name_of(ys[0]) if len(ys) == 1 else ""
    made = Drawing(heading, name_of(x), ys[0].kind, _title(table, heading), fiscal=x.kind != "month")
    if None in places or ys[0].kind == "change":
        bars = _across(rows, x, ys) if len(ys) > 1 else _bars(table, rows, x, ys[0])
        return _moved(_of_bars(made, bars, table))
    made = replace(made, lines=_lines(rows, [place for place in places if place is not None], x, series))
    return _at_one_place(made) if len(set(places)) == 1 else made


def _of_bars(made: Drawing, bars: tuple[Bar, ...], table: Table) -> Drawing:
    """A drawing of bars; of a table with sections, these are what its values are of."""
    sections = dict.fromkeys(bar.group for bar in bars) if _column(table, GROUP_LABEL) else ()
    return replace(made, bars=bars, along=", ".join(sections) or made.along)


def _at_one_place(found: Drawing) -> Drawing:
    """Lines of a point each are bars."""
    several = len(found.lines) > 1
    points = [(line.name if several else line.points[0].label, line.points[0].value) for line in found.lines]
    return replace(
        found, lines=(), bars=tuple(Bar("", name, value, place) for place, (name, value) in enumerate(points))
    )


def _moved(found: Drawing) -> Drawing:
    """Of changes, those that are any, where some are."""
    moved = tuple(bar for bar in found.bars if bar.value)
    still = len(found.bars) - len(moved)
    if found.kind != "change" or not moved or not still:
        return found
    return replace(found, bars=moved, remark=f"{still} without change {'are' if still > 1 else 'is'} not drawn.")


def _title(table: Table, heading: str) -> tuple[str, ...]:
    """What, when and by what split; then where and of whom."""
    title = printable(table.title)
    said = all(word in title.casefold() for word in heading.casefold().split())
    what = title if said else f"{title}: {heading[:1].lower()}{heading[1:]}"
    return (what, printable(capital(table.scope.selection.describe()))) if table.scope else (what,)


def needed(table: Table) -> Drawing:
    """What a picture of the table draws. Raises UsageError when there is nothing to draw."""
    found = drawing(table)
    if found is None:
        raise UsageError(
            f"'{table.name}' has no chart here.",
            "These have: summary, trend, compare, breakdown, recidivism, pace and revisions. -f table shows this one.",
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


def _series(table: Table, ys: Sequence[Column]) -> Sequence[tuple[Column, Callable[[Row], str]]]:
    """Each column of values with what names its line in a row: the columns of lines, or its own heading."""
    by = (table.lines,) if isinstance(table.lines, str) else table.lines or ()
    columns = [column for column in table.columns if column.name in by]
    if columns:
        return [(ys[0], lambda row: ", ".join(human(row.get(each.name), each.kind) for each in columns))]
    return [(y, _always(name_of(y))) for y in ys]


def _always(name: str) -> Callable[[Row], str]:
    return lambda row: name


def _lines(
    rows: Sequence[Row], places: Sequence[int], x: Column, series: Sequence[tuple[Column, Callable[[Row], str]]]
) -> tuple[Line, ...]:
    """The lines, in the order in which their names first occur."""
    found: dict[str, list[Point]] = {}
    for row, place in zip(rows, places, strict=True):
        for y, name in series:
            points = found.setdefault(name(row), [])
            if (value := _number(row.get(y.name))) is not None:
                label = human(row[x.name], x.kind)
                points.append(Point(place, label if x.kind == "month" else label.title(), value))
    return tuple(Line(name, tuple(sorted(points, key=lambda at: at.place))) for name, points in found.items() if points)


TONES = 6
"""As many lines stand out in colour; others are the background."""


def tones(found: Drawing) -> list[int | None]:
    """The colour of each line: of more than six, the largest have one, of fiscal years the newest; others are grey."""
    places = list(range(len(found.lines)))
    if found.fiscal:
        places.reverse()
    elif len(places) > TONES:
        places.sort(key=lambda place: -sum(abs(point.value) for point in found.lines[place].points))
    chosen = places[:TONES]
    return [chosen.index(place) if place in chosen else None for place in range(len(found.lines))]


def _bars(table: Table, rows: Sequence[Row], x: Column, y: Column) -> tuple[Bar, ...]:
    """The bars by group, unless each has one; a section's row of all its parts is no part, and none is drawn twice."""
    by = (table.lines,) if isinstance(table.lines, str) else table.lines or ()
    heading = _column(table, GROUP_LABEL)
    grouping = [heading] if heading else [column for column in table.columns if column.name in by]
    bars: dict[str, dict[tuple[object, ...], Bar]] = {}
    for place, row in enumerate(rows):
        if (value := _number(row[y.name])) is None or (heading and row.get("code") == "all"):
            continue
        name, group = human(row[x.name], x.kind), ", ".join(human(row.get(each.name), each.kind) for each in grouping)
        key = (name, value, *_key(table, row))
        bars.setdefault(group, {}).setdefault(key, Bar(group, name, value, place))
    if not heading and all(len(group) == 1 for group in bars.values()):
        each = [bar for group in bars.values() for bar in group.values()]
        return tuple(replace(bar, group="", name=", ".join(filter(None, (bar.name, bar.group)))) for bar in each)
    return tuple(bar for group in bars.values() for bar in group.values())


def _across(rows: Sequence[Row], x: Column, ys: Sequence[Column]) -> tuple[Bar, ...]:
    """The bars of a wide table: a group for each row, a bar for each column of values."""
    cells = [(place, human(row[x.name], x.kind), y, _number(row[y.name])) for place, row in enumerate(rows) for y in ys]
    return tuple(Bar(group, name_of(y), value, place) for place, group, y, value in cells if value is not None)


def _key(table: Table, row: Row) -> tuple[object, ...]:
    """What tells rows apart of which each is drawn: all but what a row is compared with."""
    compared = {"against", "change", "change_from", "change_to", "percent_change", "multiple"}
    if table.y in compared or not any(column.name == "against" for column in table.columns):
        return (id(row),)
    return tuple(str(row.get(column.name)) for column in table.columns if column.name not in compared)


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
    whens = (f"{point.label}, {line.name}",) if found.fiscal else (point.label, month_label(point.place))
    told = next((words for words in (f"{number} in {when}" for when in whens) if len(words) <= room), "")
    return (point, told) if told else None


def describe(table: Table, found: Drawing) -> str:
    """The picture in words, for those who do not see it: what it shows, its least and its greatest value."""
    what = f"{found.heading or table.title} by {found.along.casefold()}"
    if found.bars:
        named = [(bar.value, ", ".join(filter(None, (bar.group, bar.name)))) for bar in found.bars]
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
    return " ".join(filter(None, (f"{what}. {ends}.", found.remark)))

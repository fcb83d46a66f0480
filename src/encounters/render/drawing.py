"""A table as what a picture draws: lines over months, or bars of categories. Both pictures and pages read it here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.render.categories import bars_of, name_of, number, sections
from encounters.render.cells import as_month, human, in_row
from encounters.render.letters import printable
from encounters.render.marks import Bar, Drawing, Line, Point
from encounters.render.scale import FISCAL_MONTHS, Steps
from encounters.results import Column, Kind, Row, Table, capital

YEAR = re.compile(r"FY\d{4}")
COURSE, LONG = 4, 16
"""Years from which several series, or one alone, are drawn as lines: fewer are bars, each with its number."""


def drawing(table: Table) -> Drawing | None:
    """What a picture of the table draws; None when the table has no axes or no value to draw."""
    names = (table.y,) if isinstance(table.y, str) else table.y or ()
    x, ys = _column(table, table.x), [column for column in table.columns if column.name in names]
    if x is None or not ys:
        return None
    known = [row for row in table.rows if row.get(x.name) is not None]
    rows = [row for row in known if any(number(row.get(y.name)) is not None for y in ys)]
    if not rows:
        return None
    series = _series(table, ys)
    places = [_place(row[x.name], x.kind) for row in rows]
    heading = name_of(ys[0]) if len(ys) == 1 else ""
    known_places = [place for place in places if place is not None]
    made = Drawing(heading, name_of(x), ys[0].kind, _title(table, heading), steps=_steps(rows, x))
    if len(known_places) < len(rows) or ys[0].kind == "change":
        return _moved(_of_bars(made, bars_of(table, rows, x, ys), table))
    made = replace(made, lines=_lines(rows, known_places, x, series))
    if made.steps == "fiscal year" and not _is_course(known_places, len(made.lines)):
        return _of_bars(replace(made, lines=()), bars_of(table, rows, x, ys), table)
    return _at_one_place(made) if len(set(places)) == 1 else made


def _steps(rows: Sequence[Row], x: Column) -> Steps:
    """What the values of the axis are, where they are any time at all."""
    if x.kind == "month":
        return "month"
    return "fiscal year" if YEAR.fullmatch(str(rows[0][x.name])) else "fiscal month"


def _is_course(years: Sequence[int], lines: int) -> bool:
    """Whether years, in the order of the rows, are a course, drawn as lines, and not a few values side by side."""
    told = list(dict.fromkeys(years))
    once = len(years) <= len(told) * lines
    return once and told == sorted(told) and len(told) >= (COURSE if lines > 1 else LONG)


def _of_bars(made: Drawing, bars: tuple[Bar, ...], table: Table) -> Drawing:
    """A drawing of bars; of a table with sections, these are what its values are of."""
    groups = dict.fromkeys(bar.group for bar in bars) if sections(table) else ()
    return replace(made, bars=bars, of=", ".join(groups) or made.of)


def _at_one_place(found: Drawing) -> Drawing:
    """Lines of a point each are bars."""
    several = len(found.lines) > 1
    points = [(line.name if several else line.points[0].label, line.points[0].value) for line in found.lines]
    return replace(
        found, lines=(), bars=tuple(Bar("", name, value, place) for place, (name, value) in enumerate(points))
    )


def _moved(found: Drawing) -> Drawing:
    """Of changes, those that are any; where none is, one bar says so of all."""
    moved = tuple(bar for bar in found.bars if bar.value)
    still = len(found.bars) - len(moved)
    if found.kind != "change" or not still:
        return found
    if not moved:
        return replace(found, bars=(Bar("", f"each of {still}", found.bars[0].value),))
    return replace(found, bars=moved, remark=f"{still} without change {'are' if still > 1 else 'is'} not drawn.")


def _title(table: Table, heading: str) -> tuple[str, ...]:
    """What, when and by what split; then where and of whom."""
    title = printable(table.title)
    said = all(word in title.casefold() for word in heading.casefold().split())
    told = "share of the total" if heading == "Share" else f"{heading[:1].lower()}{heading[1:]}"
    what = title if said else f"{title}: {told}"
    return (what, printable(capital(table.scope.selection.describe()))) if table.scope else (what,)


def needed(table: Table) -> Drawing:
    """What a picture of the table draws. Raises UsageError when there is nothing to draw."""
    found = drawing(table)
    if found is None:
        raise UsageError(
            f"'{table.name}' has no chart here.",
            "These have: summary, trend, compare, breakdown, recidivism, pace, revisions and measure --by. "
            "-f table shows this one.",
        )
    return found


def _column(table: Table, name: str | None) -> Column | None:
    return next((column for column in table.columns if column.name == name), None)


def _place(value: Any, kind: Kind) -> int | None:
    """Where a month, the name of a month of the fiscal year, or a year stands on its axis; None for anything else."""
    if kind == "month":
        return as_month(value).ordinal
    word = str(value).upper()
    if YEAR.fullmatch(word):
        return int(word[2:])
    return FISCAL_MONTHS.index(word) if word in FISCAL_MONTHS else None


def _series(table: Table, ys: Sequence[Column]) -> Sequence[tuple[Column, Callable[[Row], str]]]:
    """Each column of values with what names its line in a row: the columns of lines, or its own heading."""
    by = (table.lines,) if isinstance(table.lines, str) else table.lines or ()
    columns = [column for column in table.columns if column.name in by]
    if columns:
        return [(ys[0], lambda row: ", ".join(in_row(row, each) for each in columns))]
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
            if (value := number(row.get(y.name))) is not None:
                label = human(row[x.name], x.kind)
                points.append(Point(place, label.title() if label.upper() in FISCAL_MONTHS else label, value))
    return tuple(Line(name, tuple(sorted(points, key=lambda at: at.place))) for name, points in found.items() if points)


def describe(table: Table, found: Drawing) -> str:
    """The picture in words, for those who do not see it: what it shows, its least and its greatest value."""
    what = f"{found.heading or table.title} by {found.of.casefold()}"
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
    if len(named) == 1:
        return f"{what}: {human(named[0][0], found.kind)} ({named[0][1]})."
    low, high = min(named, key=lambda entry: entry[0]), max(named, key=lambda entry: entry[0])
    ends = f"Lowest {human(low[0], found.kind)} ({low[1]}), highest {human(high[0], found.kind)} ({high[1]})"
    return " ".join(filter(None, (f"{what}. {ends}.", found.remark)))

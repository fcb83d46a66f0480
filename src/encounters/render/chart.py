"""Charts in text: thin lines for months, each named at its end, and bars for categories."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from encounters.render.bars import bars
from encounters.render.canvas import Canvas
from encounters.render.cells import scope_lines
from encounters.render.drawing import needed
from encounters.render.ends import apart, named
from encounters.render.formats import Look
from encounters.render.layout import BOLD, paint, wrap
from encounters.render.letters import MARKS, printable, to_ascii
from encounters.render.marks import Drawing, Line, peak, runs, tones
from encounters.render.panels import panels
from encounters.render.scale import Axis, tick_labels, ticks, value_axis
from encounters.results import Table

WIDTH = 80
COLORS = (33, 208, 71, 162, 99, 37)
"""Of the 256-colour set, told apart by most colour-blind people, and readable on light and dark."""
EVERY = 9
"""Columns from one mark of a line to the next."""


def chart(table: Table, look: Look) -> str:
    """The table as a chart: title, drawing, scope and notes. Raises UsageError when it has no axes."""
    found, width = needed(table), look.width or WIDTH
    what, *where = [wrap(line, width) for line in found.title]
    drawn = _drawn(found, width, look)
    told = [*scope_lines(table.scope), *(f"Note: {note}" for note in (found.remark, *table.notes) if note)]
    below = "\n".join(wrap(printable(line), width) for line in told)
    title = "\n".join([paint(what, BOLD, look.color), *where])
    text = "\n\n".join(part for part in (title, drawn, below) if part) + "\n"
    return to_ascii(text) if look.ascii else text


def _drawn(found: Drawing, width: int, look: Look) -> str:
    if not found.lines:
        return _bars(found, width, look)
    return panels(found, width, look.color) if found.many else _lines(found, width, look)


def _bars(found: Drawing, width: int, look: Look) -> str:
    """Bars by group, all on one scale."""
    drawn = bars([(bar.name, bar.value) for bar in found.bars], found.kind, width)
    groups: dict[str, list[str]] = {}
    for bar, text in zip(found.bars, drawn, strict=True):
        groups.setdefault(bar.group, []).append(text)
    heads = {group: wrap(paint(group, BOLD, look.color), width) for group in groups}
    return "\n\n".join("\n".join([*filter(None, [heads[group]]), *texts]) for group, texts in groups.items())


class Pen(Struct, frozen=True):
    """How a line is drawn: its colour, and the mark that tells it apart without; a line of the background has none."""

    mark: str
    code: str


def _pens(found: Drawing) -> list[Pen]:
    """A pen for each line: marks, not colours alone, tell them apart; a line alone needs none."""
    several = len(found.lines) > 1
    return [
        Pen(MARKS[tone] if several else "", f"38;5;{COLORS[tone]}") if tone is not None else Pen("", "38;5;245")
        for tone in tones(found)
    ]


def _lines(found: Drawing, width: int, look: Look) -> str:
    """The lines over their axes, with their names at their ends, or above where there is no room."""
    pens = _pens(found)
    height = max(12, min(24, width // 4))
    axis = value_axis(found.values, found.kind, max(4, height // 3))
    labels = tick_labels(axis.ticks, found.kind)
    left = max(map(len, labels)) + 2
    names = [f"{pen.mark} {line.name}".strip() for line, pen in zip(found.lines, pens, strict=True)]
    rows = named(names, width, height, "  ") if len(found.lines) > 1 else []
    longest = max((len(row) for name in rows or [] for row in name), default=-1) + 1
    canvas = Canvas(max(8, width - left - longest), height)
    title = _title_42(found, canvas)
    # Above the highest value its label stands, and above that the line of Title 42.
    axis = replace(axis, high=axis.high + (2 if title else 1) * (axis.high - axis.low) / canvas.height)
    if title:
        canvas.write(*title)
    for line, pen in sorted(zip(found.lines, pens, strict=True), key=lambda pair: bool(pair[1].mark)):
        _draw(canvas, found, line, pen, axis)
    _peak(canvas, found, axis)
    ends = _ends(canvas, found, pens, axis, rows) if rows else {}
    sides = {canvas.cell((0, axis.part(tick)))[1]: label for tick, label in zip(axis.ticks, labels, strict=True)}
    drawn = []
    for number, row in enumerate(canvas.rows(look.color)):
        label = sides.get(number, "")
        edge = "┤" if label else "│"
        name, code = ends.get(number, ("", ""))
        drawn.append(
            f"{label.rjust(left - 1)}{edge}{row}{' ' + paint(name, code, look.color) if name else ''}".rstrip()
        )
    key = [_key(names, pens, width, look)] if rows is None else []
    return "\n\n".join([*key, "\n".join([*drawn, *_below(found, canvas.width, left)])])


def _draw(canvas: Canvas, found: Drawing, line: Line, pen: Pen, axis: Axis) -> None:
    """A line stretch by stretch, so that none crosses a gap, then its marks, some columns from each other."""
    marked: int | None = None
    for run in runs(line.points):
        places = [found.at(point, axis) for point in run]
        canvas.run(places, pen.code)
        for at in places:
            column, row = canvas.cell(at)
            if pen.mark and (marked is None or column - marked >= EVERY):
                canvas.write(column, row, pen.mark, pen.code)
                marked = column


def _peak(canvas: Canvas, found: Drawing, axis: Axis) -> None:
    """The label of the peak above its point, where it covers no line."""
    told = peak(found, canvas.width)
    if told is None:
        return
    point, words = told
    column, row = canvas.cell(found.at(point, axis))
    start = min(max(column - len(words) // 2, 0), canvas.width - len(words))
    taken = canvas.dots().keys() | canvas.letters.keys()
    for above in (row - 1, row - 2):
        cells = [(start + step, above) for step in range(-1, len(words) + 1)]
        if above >= 0 and not any(cell in taken for cell in cells):
            canvas.write(start, above, words, BOLD)
            return


def _title_42(found: Drawing, canvas: Canvas) -> tuple[int, int, str, str] | None:
    """From when to when Title 42 was in force, along the upper edge, where the chart shows other months as well."""
    if not found.title_42:
        return None
    left, right = (canvas.cell((found.along(place), 0))[0] for place in found.title_42)
    room = right - left + 1
    words = next((words for words in (" Title 42 in force ", " Title 42 ") if len(words) + 2 <= room), None)
    if words:
        return left, 0, words.center(room, "┄"), "38;5;245"
    # Too few months for the words: these stand beside, towards the middle.
    dashes, told = "┄" * room, "Title 42 in force"
    if left > canvas.width / 2:
        return max(0, left - len(told) - 1), 0, f"{told} {dashes}", "38;5;245"
    return left, 0, f"{dashes} {told}", "38;5;245"


def _ends(
    canvas: Canvas, found: Drawing, pens: list[Pen], axis: Axis, names: list[list[str]]
) -> dict[int, tuple[str, str]]:
    """The rows of each line's name, by the row of the drawing behind the line's end."""
    ends = [canvas.cell(found.at(line.points[-1], axis))[1] for line in found.lines]
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    sizes = [len(names[place]) for place in order]
    starts = apart(
        [ends[place] - (size - 1) // 2 for place, size in zip(order, sizes, strict=True)], sizes, 0, canvas.height
    )
    return {
        int(start) + step: (row, pens[place].code)
        for start, place in zip(starts, order, strict=True)
        for step, row in enumerate(names[place])
    }


def _key(names: list[str], pens: list[Pen], width: int, look: Look) -> str:
    """The names with their marks above the drawing, on as many rows as needed."""
    rows: list[str] = []
    taken = 0
    for name, pen in zip(names, pens, strict=True):
        painted = paint(name, pen.code, look.color)
        if rows and taken + 3 + len(name) <= width:
            rows[-1] += f"   {painted}"
            taken += 3 + len(name)
        else:
            rows.append(painted)
            taken = len(name)
    return "\n".join(rows)


def _below(found: Drawing, width: int, left: int) -> list[str]:
    """The lower edge with its ticks, and their labels."""
    first, last = found.ends
    edge, labels = ["─"] * width, [" "] * (left + width)
    taken = -1
    for place, label in ticks(found.steps, first, last, width):
        column = round(found.along(place) * (width - 1))
        start = min(max(left + column - len(label) // 2, 0), left + width - len(label))
        if start <= taken or start < 0:
            continue
        edge[column] = "┬"
        labels[start : start + len(label)] = label
        taken = start + len(label)
    return [" " * (left - 1) + "└" + "".join(edge), "".join(labels).rstrip()]

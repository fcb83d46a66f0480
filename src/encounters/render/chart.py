"""Charts in text: thin lines for months, each named at its end, and bars for categories."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from encounters.periods import TITLE_42_FIRST, TITLE_42_LAST
from encounters.render.bars import bars
from encounters.render.canvas import Canvas
from encounters.render.cells import human, scope_lines
from encounters.render.drawing import needed
from encounters.render.ends import apart, broken
from encounters.render.formats import Look
from encounters.render.layout import BOLD, paint, wrap
from encounters.render.letters import printable, to_ascii
from encounters.render.marks import TONES, Drawing, Line, Point, peak, runs, tones
from encounters.render.scale import Axis, fiscal_month_ticks, month_ticks, tick_labels, value_axis
from encounters.results import Table

WIDTH = 80
MARKS = "●▲■◆★○"
ASCII_MARKS = "*o+x#@"
COLORS = (33, 208, 71, 162, 99, 37)
"""Of the 256-colour set, told apart by most colour-blind people, and readable on light and dark."""
EVERY = 9
"""Columns from one mark of a line to the next."""


def chart(table: Table, look: Look) -> str:
    """The table as a chart: title, drawing, scope and notes. Raises UsageError when it has no axes."""
    found, width = needed(table), look.width or WIDTH
    what, *where = [wrap(line, width) for line in found.title]
    drawn = _lines(found, width, look) if found.lines else _bars(found, width, look)
    told = [*scope_lines(table.scope), *(f"Note: {note}" for note in (found.remark, *table.notes) if note)]
    below = "\n".join(wrap(printable(line), width) for line in told)
    title = "\n".join([paint(what, BOLD, look.color), *where])
    text = "\n\n".join(part for part in (title, drawn, below) if part) + "\n"
    return to_ascii(text) if look.ascii else text


def _bars(found: Drawing, width: int, look: Look) -> str:
    """Bars by group, all on one scale."""
    drawn = bars([(bar.name, bar.value) for bar in found.bars], found.kind, width)
    groups: dict[str, list[str]] = {}
    for bar, text in zip(found.bars, drawn, strict=True):
        groups.setdefault(bar.group, []).append(text)
    heads = {group: wrap(paint(group, BOLD, look.color), width) for group in groups}
    return "\n\n".join("\n".join([*filter(None, [heads[group]]), *texts]) for group, texts in groups.items())


class Pen(Struct, frozen=True):
    """How a line is drawn: its mark, its colour, and whether it stands out or is background."""

    mark: str
    code: str
    named: bool


def _pens(found: Drawing, look: Look) -> list[Pen]:
    """A pen for each line: marks, not colours alone, tell them apart; a line alone needs none."""
    marks = ASCII_MARKS if look.ascii else MARKS
    several = len(found.lines) > 1
    return [
        Pen(marks[tone] if several else "", f"38;5;{COLORS[tone]}", named=True)
        if tone is not None
        else Pen("", "38;5;245", named=found.fiscal)
        for tone in tones(found)
    ]


def _lines(found: Drawing, width: int, look: Look) -> str:
    """The lines over their axes, with the names of at most six at their ends, or above where there is no room."""
    pens = _pens(found, look)
    height = max(12, min(24, width // 4))
    axis = value_axis(found.values, found.kind, max(4, height // 3))
    labels = tick_labels(axis.ticks, found.kind)
    left = max(map(len, labels)) + 2
    names = [f"{pen.mark} {line.name}".strip() for line, pen in zip(found.lines, pens, strict=True) if pen.named]
    rows = broken(names, width, height, "  ") if len(found.lines) > 1 else []
    longest = max((len(row) for name in rows or [] for row in name), default=-1) + 1
    canvas = Canvas(max(8, width - left - longest), height)
    title = _title_42(found, canvas)
    # Above the highest value its label stands, and above that the line of Title 42.
    axis = replace(axis, high=axis.high + (2 if title else 1) * (axis.high - axis.low) / canvas.height)
    if title:
        canvas.write(*title)
    for line, pen in sorted(zip(found.lines, pens, strict=True), key=lambda pair: bool(pair[1].mark)):
        # Without colour the background would be told from nothing.
        if pen.named or look.color:
            _draw(canvas, found, line, pen, axis)
    _peak(canvas, found, axis)
    ends = _ends(canvas, found, pens, axis, rows) if rows else {}
    ticks = {canvas.cell((0, axis.part(tick)))[1]: label for tick, label in zip(axis.ticks, labels, strict=True)}
    drawn = []
    for number, row in enumerate(canvas.rows(look.ascii, look.color)):
        label = ticks.get(number, "")
        edge = "┤" if label else "│"
        name, code = ends.get(number, ("", ""))
        drawn.append(
            f"{label.rjust(left - 1)}{edge}{row}{' ' + paint(name, code, look.color) if name else ''}".rstrip()
        )
    key = _key(names, pens, width, look) if rows is None else ""
    grey = len(found.lines) - sum(pen.named for pen in pens)
    more = [wrap(_rest(found, pens), width)] if grey else []
    return "\n\n".join(part for part in (key, "\n".join([*drawn, *_below(found, canvas.width, left)]), *more) if part)


def _at(found: Drawing, point: Point, axis: Axis) -> tuple[float, float]:
    first, last = found.ends
    return (0.5 if first == last else (point.place - first) / (last - first)), axis.part(point.value)


def _draw(canvas: Canvas, found: Drawing, line: Line, pen: Pen, axis: Axis) -> None:
    """A line stretch by stretch, so that none crosses a gap, then its marks, some columns from each other."""
    marked: int | None = None
    for run in runs(line.points):
        places = [_at(found, point, axis) for point in run]
        for start, end in zip(places, places[1:] or places, strict=False):
            canvas.line(start, end, pen.code)
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
    column, row = canvas.cell(_at(found, point, axis))
    start = min(max(column - len(words) // 2, 0), canvas.width - len(words))
    taken = canvas.dots().keys() | canvas.letters.keys()
    for above in (row - 1, row - 2):
        cells = [(start + step, above) for step in range(-1, len(words) + 1)]
        if above >= 0 and not any(cell in taken for cell in cells):
            canvas.write(start, above, words, BOLD)
            return


def _title_42(found: Drawing, canvas: Canvas) -> tuple[int, int, str, str] | None:
    """From when to when Title 42 was in force, along the lower edge, where the chart shows other months as well."""
    (first, last), start, end = found.ends, TITLE_42_FIRST.ordinal, TITLE_42_LAST.ordinal
    if found.fiscal or last < start or first > end or (start <= first and last <= end):
        return None
    left = canvas.cell(((max(first, start) - first) / (last - first), 0))[0]
    right = canvas.cell(((min(last, end) - first) / (last - first), 0))[0]
    room = right - left + 1
    words = next((words for words in (" Title 42 in force ", " Title 42 ") if len(words) + 2 <= room), None)
    return (left, 0, words.center(room, "┄"), "38;5;245") if words else None


def _ends(
    canvas: Canvas, found: Drawing, pens: list[Pen], axis: Axis, names: list[list[str]]
) -> dict[int, tuple[str, str]]:
    """The rows of each line's name, by the row of the drawing behind the line's end."""
    named = [(line, pen) for line, pen in zip(found.lines, pens, strict=True) if pen.named]
    ends = [canvas.cell(_at(found, line.points[-1], axis))[1] for line, _ in named]
    order = sorted(range(len(named)), key=lambda place: ends[place])
    sizes = [len(names[place]) for place in order]
    starts = apart(
        [ends[place] - (size - 1) // 2 for place, size in zip(order, sizes, strict=True)], sizes, 0, canvas.height
    )
    return {
        int(start) + step: (row, named[place][1].code)
        for start, place in zip(starts, order, strict=True)
        for step, row in enumerate(names[place])
    }


def _key(names: list[str], pens: list[Pen], width: int, look: Look) -> str:
    """The names with their marks above the drawing, on as many rows as needed."""
    rows: list[str] = []
    taken = 0
    for name, pen in zip(names, [pen for pen in pens if pen.named], strict=True):
        painted = paint(name, pen.code, look.color)
        if rows and taken + 3 + len(name) <= width:
            rows[-1] += f"   {painted}"
            taken += 3 + len(name)
        else:
            rows.append(painted)
            taken = len(name)
    return "\n".join(rows)


def _rest(found: Drawing, pens: list[Pen]) -> str:
    """How many lines are background, and what all of these come to."""
    grey = [line for line, pen in zip(found.lines, pens, strict=True) if not pen.named]
    if found.kind not in ("count", "estimate"):
        return f"Of {len(found.lines)} lines the largest {TONES} are named."
    total = sum(point.value for line in grey for point in line.points)
    return f"{TONES} of {len(found.lines)} lines are named; the other {len(grey)} come to {human(total, found.kind)}."


def _below(found: Drawing, width: int, left: int) -> list[str]:
    """The lower edge with its ticks, and their labels."""
    first, last = found.ends
    ticks = fiscal_month_ticks(width) if found.fiscal else month_ticks(first, last, width)
    edge, labels = ["─"] * width, [" "] * (left + width)
    taken = -1
    for place, label in ticks:
        column = 0 if first == last else round((place - first) / (last - first) * (width - 1))
        start = min(max(left + column - len(label) // 2, 0), left + width - len(label))
        if start <= taken or start < 0:
            continue
        edge[column] = "┬"
        labels[start : start + len(label)] = label
        taken = start + len(label)
    return [" " * (left - 1) + "└" + "".join(edge), "".join(labels).rstrip()]

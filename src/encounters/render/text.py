"""Tables and single figures for people.

Off a terminal a table is as wide as it needs. On one, headings are folded first and the gaps made smaller, then the
column of prose is folded if there is one, then columns that are no keys are left out, the spare ones first and else
from the right, and named in `Rendered.notes`; before one that is not spare goes, the longest text is folded. Where
the keys alone are too wide, all their texts are folded. A cell is never cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from encounters.render.cells import scope_lines, sparkline, texts, value_lines
from encounters.render.formats import Look, Rendered
from encounters.render.layout import BOLD, DIM, pad, paint, squeezed, width_of, wrap
from encounters.render.letters import printable, to_ascii
from encounters.render.numbers import is_numeric
from encounters.results import Column, Row, Scope, Table, Value

GAP, SMALL_GAP = 3, 2
PROSE, NARROWEST, LEAST = 50, 24, 12
"""A column whose text is longer than PROSE is prose; one is folded to NARROWEST, several where they must to LEAST."""


def table(answer: Table, look: Look) -> Rendered:
    """Title, table, scope and notes, with a note on the columns for which the terminal is too narrow."""
    grid, dropped = _fitted(answer, look)
    parts = [_prose(answer.title, BOLD, look)] * bool(answer.title)
    parts += [_letters("\n".join(grid.lines(look.color)), look)] if answer.rows else [_prose("No rows.", "", look)]
    return Rendered("\n\n".join([*parts, *_footer(answer.scope, answer.notes, look)]) + "\n", _told(dropped))


def value_text(value: Value, look: Look) -> str:
    """A single figure: the number with its unit, its name and period, its details, and the scope."""
    number, *rest = value_lines(value)
    told = [_prose(number, BOLD, look), *(_prose(line, "", look) for line in rest)]
    return "\n\n".join(["\n".join(told), *_footer(value.scope, value.notes, look)]) + "\n"


class Strip(Struct, frozen=True):
    """A column as it is printed: its heading and cells, each of one line or more, and the width of its cells."""

    column: Column
    heading: str
    cells: Sequence[str]
    inner: int

    @property
    def width(self) -> int:
        """The width of all of it."""
        return max(self.inner, *map(width_of, self.heading.split("\n")))

    def folded(self) -> Strip:
        """With its heading on as many lines as make it no wider than the cells; words stay whole."""
        return Strip(self.column, wrap(self.heading, max(1, self.inner)), self.cells, self.inner)

    def wrapped(self, width: int) -> Strip:
        """With its cells on several lines of a width."""
        cells = [squeezed(cell, width) for cell in self.cells]
        inner = max(width_of(line) for cell in cells for line in cell.split("\n"))
        return Strip(self.column, wrap(self.heading, inner), cells, inner)

    def padded(self, texts: Sequence[str]) -> list[str]:
        """Texts of one line each, as wide as the column."""
        right, width = is_numeric(self.column.kind), self.width
        if all(map(str.isascii, texts)):
            return [text.rjust(width) if right else text.ljust(width) for text in texts]
        return [pad(text, width, right) for text in texts]


class Grid(Struct, frozen=True):
    """Columns side by side."""

    strips: tuple[Strip, ...]
    gap: int = GAP

    @property
    def width(self) -> int:
        """The width of a line."""
        return sum(strip.width for strip in self.strips) + self.gap * (len(self.strips) - 1)

    def lines(self, color: bool) -> list[str]:
        """Headings, a rule and the rows."""
        wraps = any("\n" in cell for strip in self.strips for cell in strip.cells)
        heads = self._row([strip.heading for strip in self.strips], at_bottom=not wraps)
        rule = "─" * self.width
        if not wraps:
            padded = zip(*(strip.padded(strip.cells) for strip in self.strips), strict=True)
            rows = [(" " * self.gap).join(cells).rstrip() for cells in padded]
        else:
            every = zip(*(strip.cells for strip in self.strips), strict=True)
            rows = [line for cells in every for line in self._row(cells, at_bottom=False)]
        return [*(paint(head, BOLD, color) for head in heads), rule, *rows]

    def _row(self, cells: Sequence[str], at_bottom: bool) -> list[str]:
        """Cells of several lines beside each other."""
        parts = [cell.split("\n") for cell in cells]
        tall = max(map(len, parts), default=0)
        filled = [
            [""] * (tall - len(part)) * at_bottom + part + [""] * (tall - len(part)) * (not at_bottom) for part in parts
        ]
        columns = [strip.padded(part) for strip, part in zip(self.strips, filled, strict=True)]
        return [(" " * self.gap).join(line).rstrip() for line in zip(*columns, strict=True)]


def _fitted(answer: Table, look: Look) -> tuple[Grid, list[Column]]:
    """The grid with as many of the columns as the terminal is wide enough for, and the columns left out."""
    strips = [_strip(column, answer.rows, look) for column in answer.columns if column.shown]
    grid = Grid(tuple(strips))
    if look.width is None or grid.width <= look.width:
        return grid, []
    strips = [strip.folded() for strip in strips]
    kept = list(strips)
    while (grid := _squeezed(kept, look.width)).width > look.width and (loose := [s for s in kept if not s.column.key]):
        kept.remove(max(loose, key=lambda strip: (strip.column.spare, kept.index(strip))))
    for strip in strips:
        # A narrow one may fit where a wide one had to go.
        more = [each for each in strips if each in kept or each is strip]
        if strip not in kept and (wider := _squeezed(more, look.width)).width <= look.width:
            kept, grid = more, wider
    if grid.width > look.width:
        grid = _folded(kept, look.width)
    return grid, [strip.column for strip in strips if strip not in kept]


def _folded(strips: Sequence[Strip], width: int) -> Grid:
    """The grid with all columns of long text folded, as little as makes it fit."""
    grid = Grid(tuple(strips), SMALL_GAP)
    for room in range(PROSE, LEAST - 1, -1):
        text = [strip.column.kind == "text" and strip.inner > room for strip in strips]
        grid = Grid(
            tuple(strip.wrapped(room) if long else strip for strip, long in zip(strips, text, strict=True)), SMALL_GAP
        )
        if grid.width <= width:
            break
    return grid


def _squeezed(strips: Sequence[Strip], width: int) -> Grid:
    """The grid with smaller gaps, and with the column of prose folded, as far as that makes the rest fit."""
    grid = Grid(tuple(strips))
    if grid.width > width:
        grid = Grid(tuple(strips), SMALL_GAP)
    least = PROSE if any(strip.column.spare for strip in strips) else NARROWEST
    long = [strip for strip in strips if strip.column.kind == "text" and strip.inner > least]
    if grid.width <= width or not long:
        return grid
    prose = max(long, key=lambda strip: strip.inner)
    room = max(width - (grid.width - prose.width), NARROWEST)
    return Grid(tuple(strip.wrapped(room) if strip is prose else strip for strip in strips), SMALL_GAP)


def _strip(column: Column, rows: Sequence[Row], look: Look) -> Strip:
    if column.kind == "counts":
        cells = [_letters(sparkline(row.get(column.name) or ()), look) for row in rows]
    else:
        cells = [_letters(cell, look) for cell in texts(column, rows)]
    return Strip(column, printable(column.heading), cells, max(map(width_of, cells), default=0))


def _told(dropped: Sequence[Column]) -> tuple[str, ...]:
    if not dropped:
        return ()
    names = ", ".join(column.heading for column in dropped)
    counted = "1 column does" if len(dropped) == 1 else f"{len(dropped)} columns do"
    return (f"{counted} not fit the terminal: {names}. A wider one, or -f csv, shows all.",)


def _footer(scope: Scope | None, notes: Sequence[str], look: Look) -> list[str]:
    below = "\n".join(_prose(line, DIM, look) for line in scope_lines(scope))
    noted = "\n".join(_prose(f"Note: {note}", "", look) for note in notes)
    return [block for block in (below, noted) if block]


def _prose(text: str, code: str, look: Look) -> str:
    """A line of text, wrapped between words on a terminal and left whole off one."""
    return paint(_letters(wrap(printable(text), look.width).rstrip(), look), code, look.color)


def _letters(text: str, look: Look) -> str:
    return to_ascii(text) if look.ascii else text

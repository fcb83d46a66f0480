"""Tables and single figures for people. The only module that imports rich.

Off a terminal a table is as wide as it needs. On one, headings are folded first, then the column of prose if there is
one, then columns that are no keys are left out from the right, and named in `Rendered.notes`; a cell is never cut.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from encounters.render.cells import in_row, scope_lines, sparkline, value_lines
from encounters.render.formats import Look, Rendered
from encounters.render.letters import printable, to_ascii
from encounters.render.numbers import is_numeric
from encounters.results import Column, Row, Scope, Table, Value

if TYPE_CHECKING:
    from rich.table import Table as Grid

UNLIMITED = 1_000_000
PROSE = 50
NARROWEST = 24
"""A column whose text is longer than PROSE is prose, and is never folded to less than NARROWEST."""


def table(answer: Table, look: Look) -> Rendered:
    """Title, table, scope and notes, with a note on the columns for which the terminal is too narrow."""
    grid, dropped = _fitted(answer, look)
    parts = [_prose(answer.title, "bold", look)] * bool(answer.title)
    parts += [_paint(grid, look)] if answer.rows else [_prose("No rows.", "", look)]
    return Rendered("\n\n".join([*parts, *_footer(answer.scope, answer.notes, look)]) + "\n", _told(dropped))


def value_text(value: Value, look: Look) -> str:
    """A single figure: the number with its unit, its name and period, its details, and the scope."""
    number, *rest = value_lines(value)
    told = [_prose(number, "bold", look), *(_prose(line, "", look) for line in rest)]
    return "\n\n".join(["\n".join(told), *_footer(value.scope, value.notes, look)]) + "\n"


def _fitted(answer: Table, look: Look) -> tuple[Grid, list[Column]]:
    """The grid with as many of the columns as the terminal is wide enough for, and the columns left out."""
    columns, dropped = [column for column in answer.columns if column.shown], list[Column]()
    grid = _grid(columns, answer.rows, look, folded=False)
    if look.width is None or _width(grid) <= look.width:
        return grid, dropped
    grid = _squeezed(columns, answer.rows, look, look.width)
    while _width(grid) > look.width and (spare := [column for column in columns if not column.key]):
        columns.remove(spare[-1])
        dropped.insert(0, spare[-1])
        grid = _squeezed(columns, answer.rows, look, look.width)
    return grid, dropped


def _squeezed(columns: Sequence[Column], rows: Sequence[Row], look: Look, width: int) -> Grid:
    """The grid with headings folded, and with the column of prose folded if that makes the rest fit."""
    grid = _grid(columns, rows, look, folded=True)
    prose = _prose_column(columns, rows, look)
    if prose is None or _width(grid) <= width:
        return grid
    room = width - (_width(grid) - _longest(prose, rows, look))
    return _grid(columns, rows, look, folded=True, wrapped={prose.name: max(room, NARROWEST)})


def _prose_column(columns: Sequence[Column], rows: Sequence[Row], look: Look) -> Column | None:
    """The column of text so long that it is better read on several lines than on one."""
    long = [column for column in columns if column.kind == "text" and _longest(column, rows, look) > PROSE]
    return max(long, key=lambda column: _longest(column, rows, look), default=None)


def _longest(column: Column, rows: Sequence[Row], look: Look) -> int:
    return max((len(_cell(row, column, look)) for row in rows), default=0)


def _told(dropped: Sequence[Column]) -> tuple[str, ...]:
    if not dropped:
        return ()
    names = ", ".join(column.heading for column in dropped)
    counted = "1 column does" if len(dropped) == 1 else f"{len(dropped)} columns do"
    return (f"{counted} not fit the terminal: {names}. A wider one, or -f csv, shows all.",)


def _grid(
    columns: Sequence[Column],
    rows: Sequence[Row],
    look: Look,
    folded: bool,
    wrapped: Mapping[str, int] = MappingProxyType({}),
) -> Grid:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.HORIZONTALS, show_edge=False, pad_edge=False, padding=(0, 1), header_style="bold")
    for column in columns:
        cells = [_cell(row, column, look) for row in rows]
        heading = _folded(column.heading, cells) if folded else printable(column.heading)
        right = is_numeric(column.kind)
        grid.add_column(
            Text(heading), justify="right" if right else "left", vertical="top" if wrapped else "bottom", no_wrap=True
        )
    for row in rows:
        grid.add_row(*(Text(_wrapped(_cell(row, column, look), wrapped.get(column.name))) for column in columns))
    return grid


def _cell(row: Row, column: Column, look: Look) -> str:
    if column.kind == "counts":
        return sparkline(row.get(column.name) or (), look.ascii)
    return _letters(in_row(row, column), look)


def _wrapped(text: str, width: int | None) -> str:
    return text if width is None else textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _folded(heading: str, cells: Sequence[str]) -> str:
    """A heading on as many lines as make it no wider than the cells below it; words stay whole."""
    width = max([1, *map(len, cells)])
    return "\n".join(textwrap.wrap(printable(heading), width, break_long_words=False, break_on_hyphens=False))


def _footer(scope: Scope | None, notes: Sequence[str], look: Look) -> list[str]:
    below = "\n".join(_prose(line, "dim", look) for line in scope_lines(scope))
    noted = "\n".join(_prose(f"Note: {note}", "", look) for note in notes)
    return [block for block in (below, noted) if block]


def _prose(text: str, style: str, look: Look) -> str:
    """A line of text, wrapped between words on a terminal and left whole off one."""
    lines = printable(text)
    if look.width is not None:
        lines = textwrap.fill(lines, look.width, break_long_words=False, break_on_hyphens=False)
    if not look.color:
        return _letters("\n".join(line.rstrip() for line in lines.splitlines()), look)
    from rich.text import Text

    return _paint(Text(lines, style=style), look)


def _paint(drawing: Any, look: Look) -> str:
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=UNLIMITED,
        color_system="standard" if look.color else None,
        force_terminal=look.color,
        no_color=False,
        legacy_windows=False,
    )
    console.print(drawing)
    return _letters("\n".join(line.rstrip() for line in out.getvalue().splitlines()), look)


def _letters(text: str, look: Look) -> str:
    return to_ascii(text) if look.ascii else text


def _width(grid: Grid) -> int:
    from rich.console import Console
    from rich.measure import Measurement

    console = Console(file=io.StringIO(), width=UNLIMITED)
    return Measurement.get(console, console.options, grid).maximum

"""A table with its categories across: a column each in place of a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from encounters.errors import UsageError
from encounters.results import Column, Row, Table


def wide(table: Table, by: Sequence[str]) -> Table:
    """The table with the categories of the dimensions `by` across and what a chart of it draws in the cells.

    The other key columns stay down the side. A column is named by its codes. Raises UsageError without categories.
    """
    if not by:
        raise UsageError("There is nothing to set across.", "--wide goes with --by DIMENSION.")
    value = str(table.y)
    labels = [f"{name}_label" for name in by]
    down = [column for column in table.columns if column.key and column.name not in (*by, *labels, value)]
    sides = {column.name for column in down}
    kept = [column for column in table.columns if column.name in sides or f"{column.name}_label" in sides]
    cell = next(column for column in table.columns if column.name == value)
    across: dict[str, str] = {}
    rows: dict[tuple[object, ...], Row] = {}
    for row in table.rows:
        name = "_".join(str(row[each]) for each in by)
        across.setdefault(name, ", ".join(str(row[each]) for each in labels))
        key = tuple(row[column.name] for column in kept)
        rows.setdefault(key, {column.name: row[column.name] for column in kept})[name] = row[value]
    columns = (*kept, *(Column(name, heading, cell.kind) for name, heading in across.items()))
    scope = table.scope.asked_with("--wide") if table.scope else None
    title = table.title if cell.heading.casefold() in table.title.casefold() else f"{table.title}: {cell.heading}"
    return replace(
        table, title=title, columns=columns, rows=list(rows.values()), scope=scope, y=tuple(across), lines=None
    )

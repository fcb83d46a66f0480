"""A table with its categories across: a column each in place of a row each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.results import Column, Row, Table

LABELS = {"period": "label"}
"""The column of a category's label, where it is not its own name and `_label`."""


def wide(table: Table, across: Sequence[str], down: Sequence[str] | None = None) -> Table:
    """The table with the categories of the dimensions `across` a column each, what a chart of it draws in the cells.

    The other key columns stay down the side, or the dimensions `down` alone. A column is named by its codes. Raises
    UsageError without categories.
    """
    if not across:
        raise UsageError("There is nothing to set across.", "--wide goes with --by DIMENSION.")
    value = str(table.y)
    by, labels = list(across), [LABELS.get(name, f"{name}_label") for name in across]
    stays = {f"{name}_label" for name in down} if down is not None else None
    sides = {
        column.name
        for column in table.columns
        if column.key and column.name not in (*by, *labels, value) and (stays is None or column.name in stays)
    }
    kept = [column for column in table.columns if column.name in sides or f"{column.name}_label" in sides]
    cell = next(column for column in table.columns if column.name == value)
    headings: dict[str, str] = {}
    rows: dict[tuple[object, ...], Row] = {}
    for row in table.rows:
        name = "_".join(str(row[each]) for each in by)
        headings.setdefault(name, ", ".join(str(row[each]) for each in labels))
        key = tuple(row[column.name] for column in kept)
        rows.setdefault(key, {column.name: row[column.name] for column in kept})[name] = row[value]
    columns = (*kept, *(Column(name, heading, cell.kind) for name, heading in headings.items()))
    scope = table.scope.asked_with("--wide") if table.scope else None
    title = table.title if cell.heading.casefold() in table.title.casefold() else f"{table.title}: {cell.heading}"
    x = table.x if table.x in sides else next(column.name for column in kept if column.name in sides)
    return replace(
        table, title=title, columns=columns, rows=list(rows.values()), scope=scope, x=x, y=tuple(headings), lines=None
    )

"""A table's rows as programs have them: plain values, and a polars frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from encounters.results import Column, Kind, Row, Table, visible

if TYPE_CHECKING:
    import polars as pl


def frame(table: Table) -> pl.DataFrame:
    """The rows as polars has them; months are dates, the first of each."""
    import polars as pl

    rows = list(records(table, flat_columns(table)))
    return pl.DataFrame([_series(column, [row[column.name] for row in rows]) for column in flat_columns(table)])


def _series(column: Column, values: list[Any]) -> Any:
    """A column of a Parquet file, whose type hangs on its kind and not on what the rows happen to hold."""
    import polars as pl

    if column.kind in ("month", "date"):
        days = [value and date.fromisoformat(value if len(value) > 7 else f"{value}-01") for value in values]
        return pl.Series(column.name, days, pl.Date)
    if column.kind == "flag":
        return pl.Series(column.name, values, pl.Boolean)
    if column.kind == "text":
        return pl.Series(column.name, [None if value is None else str(value) for value in values], pl.String)
    whole = column.kind in WHOLE and all(value is None or isinstance(value, int) for value in values)
    return pl.Series(column.name, values, pl.Int64 if whole else pl.Float64, strict=False)


WHOLE = ("count", "change", "days")
"""Kinds whose numbers are whole unless a published series' are not."""


def flat_columns(table: Table) -> list[Column]:
    """The columns that hold one value a row, which is what flat formats can print."""
    return [column for column in table.columns if column.kind != "counts"]


def records(table: Table, columns: Iterable[Column]) -> Iterator[Row]:
    """The rows as plain values: what JSON and CSV print."""
    for row in table.rows:
        yield {column.name: plain(row.get(column.name), column.kind) for column in columns}


def plain(value: Any, kind: Kind | None = None) -> Any:
    """A value that JSON has: ISO months and dates, no NaN and no infinity, objects as their text, text as seen."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()[:7] if kind == "month" else value.isoformat()
    if isinstance(value, Mapping):
        return {visible(str(key)): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(entry) for entry in value]
    return visible(str(value))

"""The tidy rows themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from encounters.cbp.datasets import dataset_named
from encounters.figures.question import Question, command
from encounters.names import DIMENSIONS, ENCOUNTER_TYPES, KEY
from encounters.results import Column, Scope, Selection, Table, heading_of
from encounters.store.coverage import Need
from encounters.store.holdings import Holdings
from encounters.store.selection import Answer, tidy

if TYPE_CHECKING:
    import polars as pl


COLUMNS = (
    Column("month", "Month", "month", key=True),
    *(
        Column(name, heading_of(name), spare=name in ("region", "encounter_type"))
        for name in (*DIMENSIONS, "encounter_type")
    ),
    Column("count", "Count", "count", key=True),
    Column("dataset", "Dataset", spare=True),
    Column("release", "Release", spare=True),
    Column("published", "Published", spare=True),
    Column("published_inferred", "Inferred", "flag", shown=False),
)
"""The dimensions are codes; null where the dataset has no such column."""


def rows(holdings: Holdings, selection: Selection, dataset: str | None = None) -> Table:
    """One row for each cell of the releases that answer: CBP's finest grain in that dataset, nothing added up.

    The columns are `COLUMNS`. Raises UnknownName, MissingMonths or CannotAnswer.
    """
    found = tidy_rows(holdings, selection, dataset)
    frame = found.rows.collect()
    has = {name: frame[name].null_count() < frame.height for name in (*DIMENSIONS, "encounter_type")}
    columns = tuple(replace(column, shown=has.get(column.name, column.shown)) for column in COLUMNS)
    title = f"{frame.height:,} tidy rows, {selection.period.label()}"
    words = ["rows", *(["--dataset", dataset] if dataset else [])]
    scope = Scope(selection, found.used, command(words, Question(selection)))
    return Table("rows", title, columns, frame.to_dicts(), scope)


def tidy_rows(holdings: Holdings, selection: Selection, dataset: str | None = None) -> Answer:
    """The tidy rows of a selection, in order, as polars has them: codes, months as dates. Raises as `rows` does."""
    import polars as pl

    if dataset is not None:
        dataset = dataset_named(dataset).name
    found = tidy(holdings, selection, replace(Need.of([selection]), dataset=dataset))
    ordered = found.rows.sort(KEY).select(*KEY, _encounter_type().alias("encounter_type"), pl.exclude(KEY))
    return replace(found, rows=ordered)


def _encounter_type() -> pl.Expr:
    """Derived from component and authority, because CBP's own column is wrong in a real file."""
    import polars as pl

    rule = pl.lit(None, pl.String)
    for (component, authority), kind in ENCOUNTER_TYPES.items():
        is_it = (pl.col("component") == component) & (pl.col("authority") == authority)
        rule = pl.when(is_it).then(pl.lit(kind.lower())).otherwise(rule)
    return rule

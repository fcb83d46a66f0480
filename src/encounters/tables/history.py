"""Every count that a cell has had, and from which day until which it held: one table for all dates at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from encounters.cbp.datasets import dataset_named
from encounters.errors import MissingMonths, UsageError
from encounters.figures.question import Question, command
from encounters.names import DIMENSIONS, KEY
from encounters.results import Column, Scope, Selection, Table, Used, heading_of
from encounters.store.coverage import Need, able, releases_with
from encounters.store.difference import within
from encounters.store.history import NEVER, SINCE, UNTIL, made
from encounters.store.holdings import Holdings
from encounters.store.selection import condition

if TYPE_CHECKING:
    import polars as pl

    from encounters.store.history import History

COLUMNS = (
    Column("month", "Month", "month", key=True),
    *(Column(name, heading_of(name), spare=name == "region") for name in DIMENSIONS),
    Column("count", "Count", "count", key=True),
    Column("valid_from", "Valid from", "date", key=True),
    Column("valid_to", "Valid to", "date", key=True),
    Column("valid_from_basis", "Known by", shown=False),
    Column("dataset", "Dataset", spare=True),
    Column("release", "Release", spare=True),
)


def history(holdings: Holdings, selection: Selection, dataset: str | None = None) -> Table:
    """Each count that a cell of one dataset has had, with the days on which it was the newest published.

    A count held from `valid_from` to the day before `valid_to`; without one, it still does. As of a day, the rows with
    `valid_from <= day` and no `valid_to` or a later one are the vintage. `release` is the one that first had the count.
    Raises UsageError, UnknownName, MissingMonths or CannotAnswer.
    """
    if selection.as_of is not None:
        raise UsageError("`history` has every date in it.", "Leave out `as_of`; valid_from and valid_to pick a date.")
    need = Need.of([selection])
    named = [dataset_named(dataset)] if dataset else able(need)
    found = ((each, releases_with(holdings, each, need)) for each in named)
    months = set(selection.period)
    chosen, releases = next(
        ((each, own) for each, own in found if months & {month for one in own for month in one.months}), (named[0], [])
    )
    if not releases:
        raise MissingMonths(
            f"No release on hand has {selection.period.label()}.", "encounters status lists the releases."
        )
    known = made((one, holdings.cells(chosen.name, dict.fromkeys(one.months, one))) for one in releases)
    table = known.table.filter(within(list(selection.period)), *condition(selection))
    frame = _dated(table, known)
    words = ["rows", "--history", *(["--dataset", dataset] if dataset else [])]
    told = [one for one in reversed(releases) if months & set(one.months)]
    used = tuple(Used(one, tuple(month for month in one.months if month in months)) for one in (told[0], told[-1]))
    scope = Scope(selection, tuple(dict.fromkeys(used)), command(words, Question(selection)))
    rows = frame.with_columns(dataset=_text(chosen.name)).select(column.name for column in COLUMNS).to_dicts()
    title = f"{len(rows):,} counts that cells had in {len(told)} releases, {selection.period.label()}"
    return Table("rows", title, COLUMNS, rows, scope)


def _dated(table: pl.DataFrame, known: History) -> pl.DataFrame:
    """A history's table with days and the release in place of ordinals; what held for no whole day is left out."""
    import polars as pl

    releases = known.releases
    days = pl.DataFrame(
        {
            "ordinal": pl.Series(range(len(releases)), dtype=pl.UInt16),
            "day": [one.published.day for one in releases],
            "release": [one.file for one in releases],
            "valid_from_basis": [one.published.basis for one in releases],
        }
    )
    ends = pl.when(pl.col(UNTIL) != NEVER).then(pl.col(UNTIL))
    begun = table.with_columns(ends.alias(UNTIL)).join(days, left_on=SINCE, right_on="ordinal")
    ended = begun.rename({"day": "valid_from"}).join(
        days.select("ordinal", pl.col("day").alias("valid_to")), left_on=UNTIL, right_on="ordinal", how="left"
    )
    lasting = pl.col("valid_to").is_null() | (pl.col("valid_from") < pl.col("valid_to"))
    return ended.filter(lasting).sort(*KEY, "valid_from")


def _text(value: str) -> pl.Expr:
    import polars as pl

    return pl.lit(value, pl.String)

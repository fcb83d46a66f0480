"""A period's encounters split by one dimension or more."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.errors import UnknownName, UsageError
from encounters.figures.measure import measure_by
from encounters.figures.question import Question, command
from encounters.results import Column, Row, Scope, Selection, Table
from encounters.store.coverage import GROUP, Need, covered
from encounters.store.holdings import Holdings
from encounters.tables.months import group_cells, monthly

SORTS = ("encounters", "name")


def breakdown(
    holdings: Holdings,
    selection: Selection,
    by: Sequence[str],
    top: int | None = None,
    sort: str = "encounters",
) -> Table:
    """Encounters and share by category, largest first or by `name`.

    Rows: each dimension's code and label, encounters, share, trend.

    Where no release on hand names countries for the period, `citizenship` gives the five groups and says so. The
    parts are added up and told beside the total. Raises UsageError, MissingMonths, CannotAnswer.
    """
    if not by:
        raise UsageError("There is nothing to split by.", "Example: encounters breakdown --by citizenship --year 2021")
    if sort.casefold() not in SORTS:
        raise UnknownName("order", sort, SORTS)
    by, notes = _available(holdings, selection, by)
    split = measure_by(holdings, "share", Question(selection, whole=selection, by=tuple(by)))
    months, _ = monthly(holdings, selection, by)
    rows = [_row(by, row, months) for row in split.rows]
    parts, whole = sum(row["encounters"] for row in rows), split.rows[0]["whole"] if split.rows else 0
    agree = "the total" if parts == whole else f"not the total, {whole:,}"
    notes += (f"{len(rows)} parts add up to {parts:,}, {agree}.",)
    if top is not None and top < len(rows):
        kept = sum(row["encounters"] for row in rows[:top])
        notes += (f"The {top} largest of {len(rows)} are shown: {kept:,} of {parts:,}.",)
        rows = rows[:top]
    rows = _sorted(rows, by, sort)
    columns: list[Column] = []
    for name in by:
        heading = name.replace("_", " ").capitalize()
        columns += [Column(name, heading, shown=False), Column(f"{name}_label", heading, key=True)]
    columns += [
        Column("encounters", "Encounters", "count", key=True),
        Column("share", "Share", "share"),
        Column("trend", "By month", "counts"),
    ]
    title = f"CBP encounters by {' and '.join(name.replace('_', ' ') for name in by)}, {selection.period.label()}"
    line = command(["breakdown"], Question(selection, by=tuple(by)))
    scope = Scope(selection, split.scope.used if split.scope else (), line)
    return Table("breakdown", title, tuple(columns), rows, scope, notes, x=f"{by[-1]}_label", y="encounters")


def _sorted(rows: list[Row], by: Sequence[str], sort: str) -> list[Row]:
    if sort.casefold() == "encounters":
        return rows
    return sorted(rows, key=lambda row: [row[f"{name}_label"] for name in by])


def _row(by: Sequence[str], row: Row, months: dict[tuple[str | None, ...], list[int]]) -> Row:
    group = tuple(row[name] for name in by)
    trend = months.get(group, [])
    return {
        **group_cells(by, group),
        "encounters": row["part"],
        "share": row["share"],
        "trend": trend if len(trend) > 1 else None,
    }


def _available(holdings: Holdings, selection: Selection, by: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The dimensions asked for, with the five groups in place of countries where no release names countries."""
    if "citizenship" not in by:
        return list(by), ()
    months = covered(holdings, Need.of([selection], by))
    if all(month in months for month in selection.period):
        return list(by), ()
    note = "No release on hand names countries for all of this period: the five citizenship groups are shown."
    return [GROUP if name == "citizenship" else name for name in by], (note,)

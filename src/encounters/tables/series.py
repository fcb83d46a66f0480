"""The published series that come with the package, and what each is."""

from __future__ import annotations

from encounters.periods import Period
from encounters.results import Column, Table, filled
from encounters.store.series import catalogue, rows
from encounters.store.series_table import Series
from encounters.tables.explain import ONE_FIGURE

COLUMNS = (
    Column("id", "Series", fill=lambda one: one.id, key=True),
    Column("title", "What it is", fill=lambda one: one.title),
    Column("unit", "Unit", fill=lambda one: one.unit, spare=True),
    Column("frequency", "Every", fill=lambda one: one.frequency, spare=True),
    Column("first_month", "From", fill=lambda one: str(min(_periods(one)).first)),
    Column("last_month", "To", fill=lambda one: str(max(each.last for each in _periods(one)))),
)


def _periods(one: Series) -> list[Period]:
    return [point.period for point in rows(one.id) if point.period is not None]


def all_series() -> Table:
    """Every published series: `COLUMNS`."""
    known = catalogue().values()
    notes = ("encounters explain NAME tells what one is; measure, trend, compare and pace take it with --series NAME.",)
    return Table("series", f"{len(known)} published series", COLUMNS, filled(COLUMNS, known), notes=notes)


def one_series(found: Series) -> Table:
    """A series in full: the columns of a figure's explanation."""
    items = [
        ("what it is", found.title),
        ("definition", found.definition),
        ("unit", found.unit),
        ("comparable from", str(found.comparable_from)),
        *(("definition change", f"{month}: {change}") for month, change in found.definition_changes),
        *(("caveat", text) for text in found.caveats),
        ("ask", f"encounters trend --series {found.id}"),
    ]
    return Table("explain", found.id, ONE_FIGURE, filled(ONE_FIGURE, items))

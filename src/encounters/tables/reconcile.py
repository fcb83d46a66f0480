"""Datasets against each other: do they give the same counts where two could answer?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.cbp.datasets import DATASETS, SOUTHWEST, Dataset
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Column, Table, filled
from encounters.store.coverage import GROUP
from encounters.store.difference import differing, side_by_side, within
from encounters.store.holdings import Holdings
from encounters.store.selection import grouping

if TYPE_CHECKING:
    import polars as pl


class Year(Struct, frozen=True):
    """Two datasets in the months of a fiscal year: the release of each that answers, and their cells side by side."""

    first: Dataset
    second: Dataset
    vintages: dict[Month, tuple[Release, Release]]
    cells: pl.DataFrame

    @property
    def label(self) -> str:
        """The months compared."""
        return Period(min(self.vintages), max(self.vintages)).label()

    @property
    def changed(self) -> pl.DataFrame:
        """The cells that differ."""
        return differing(self.cells, [name for name in self.cells.columns if name not in SIDES])

    def files(self, place: int) -> str:
        """The releases of one of the two."""
        return ", ".join(sorted({releases[place].file for releases in self.vintages.values()}))

    def told(self) -> Iterator[str]:
        """The cells that differ, in words."""
        for row in self.changed.sort("month", maintain_order=True).iter_rows(named=True):
            cell = ", ".join(str(value) for name, value in row.items() if name not in ("month", *SIDES))
            yield (
                f"{row['month']:%Y-%m}, {cell}: {self.first.name} {row['before']:,}, {self.second.name} "
                f"{row['after']:,} ({row['change']:+,})."
            )


COLUMNS = (
    Column("first", "Dataset", fill=lambda year: year.first.name, key=True),
    Column("second", "Against", fill=lambda year: year.second.name, key=True),
    Column("fiscal_year", "Fiscal year", fill=lambda year: year.label, key=True),
    Column("months", "Months", "count", lambda year: len(year.vintages)),
    Column("cells", "Cells", "count", lambda year: year.cells.height),
    Column("differing_cells", "Differing", "count", lambda year: year.changed.height),
    Column("encounters", "Encounters", "count", lambda year: int(year.cells["before"].sum())),
    Column("residual", "Residual", "change", lambda year: int(year.changed["change"].sum()), key=True),
    Column("first_releases", "Releases", fill=lambda year: year.files(0), shown=False),
    Column("second_releases", "Against releases", fill=lambda year: year.files(1), shown=False),
)
COMMON = ("region", "component", "demographic", GROUP, "authority")
SIDES = ("before", "after", "change")
SHOWN_CELLS = 20
OPEN_YEARS = "CBP revises a year until it is over: releases of different dates differ there a little."


def reconcile(holdings: Holdings) -> Table:
    """Each pair of datasets by fiscal year: months and cells compared, cells that differ, and by how much in all.

    Two datasets are compared in the months, regions and dimensions that both have, citizenship by the five groups, each
    month in its newest release. The columns are `COLUMNS`: encounters are the first's, the residual is second − first.
    Differing cells are told in the notes.
    """
    years: list[Year] = []
    for first, second in combinations(DATASETS.values(), 2):
        both, vintages = _joined(holdings, first, second)
        for fiscal_year in sorted({month.fiscal_year for month in vintages}):
            own = {month: each for month, each in vintages.items() if month.fiscal_year == fiscal_year}
            years.append(Year(first, second, own, both.filter(within(list(own)))))
    notes = [line for year in years for line in year.told()]
    rows = filled(COLUMNS, years)
    told = "not all cells agree" if notes else "every cell agrees"
    if notes:
        notes.insert(0, OPEN_YEARS)
    if len(notes) > SHOWN_CELLS:
        notes = [*notes[:SHOWN_CELLS], f"{len(notes) - SHOWN_CELLS:,} more cells differ."]
    return Table("status-reconcile", f"Datasets against each other: {told}", COLUMNS, rows, notes=tuple(notes))


def _joined(
    holdings: Holdings, first: Dataset, second: Dataset
) -> tuple[pl.DataFrame, dict[Month, tuple[Release, Release]]]:
    """The cells of both, side by side, and for each month the release of each."""
    ours, theirs = holdings.vintage(first.name), holdings.vintage(second.name)
    months = {month: (ours[month], theirs[month]) for month in sorted(ours) if month in theirs}
    by = [name for name in COMMON if name == GROUP or {name} <= set(first.dimensions) & set(second.dimensions)]
    if SOUTHWEST in (first, second):
        by.insert(0, "region")
    before, after = (_cells(holdings, each, by, _regions(months)) for each in (first, second))
    return side_by_side(before, after, ("month", *by)).filter(within(list(months))), months


def _regions(months: dict[Month, tuple[Release, Release]]) -> set[str]:
    """The regions that both have in every month."""
    found = [set(ours.regions) & set(theirs.regions) for ours, theirs in months.values()]
    return set.intersection(*found) if found else set()


def _cells(holdings: Holdings, dataset: Dataset, by: list[str], regions: set[str]) -> pl.DataFrame:
    import polars as pl

    rows = holdings.rows(dataset.name).filter(pl.col("region").is_in(list(regions)))
    return rows.group_by("month", *(grouping(name) for name in by)).agg(pl.col("count").sum()).collect()

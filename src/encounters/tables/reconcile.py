"""Datasets against each other: do they give the same counts where two could answer?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from encounters.cbp.datasets import DATASETS, SOUTHWEST, Dataset
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Column, Row, Table
from encounters.store.coverage import GROUP
from encounters.store.difference import differing, side_by_side, within
from encounters.store.holdings import Holdings
from encounters.store.selection import grouping

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    Column("first", "Dataset", key=True),
    Column("second", "Against", key=True),
    Column("fiscal_year", "Fiscal year", key=True),
    Column("months", "Months", "count"),
    Column("cells", "Cells", "count"),
    Column("differing_cells", "Differing", "count"),
    Column("encounters", "Encounters", "count"),
    Column("residual", "Residual", "change", key=True),
    Column("first_releases", "Releases", shown=False),
    Column("second_releases", "Against releases", shown=False),
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
    rows: list[Row] = []
    notes: list[str] = []
    for first, second in combinations(DATASETS.values(), 2):
        both, vintages = _joined(holdings, first, second)
        for year in sorted({month.fiscal_year for month in vintages}):
            months = [month for month in vintages if month.fiscal_year == year]
            inside = both.filter(within(months))
            rows.append(_row(first, second, year, months, inside, vintages))
            notes += _differing(first, second, inside)
    told = "every cell agrees" if not any(row["differing_cells"] for row in rows) else "not all cells agree"
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


def _row(
    first: Dataset,
    second: Dataset,
    year: int,
    months: list[Month],
    cells: pl.DataFrame,
    vintages: dict[Month, tuple[Release, Release]],
) -> Row:
    changed = _changed(cells)
    whole = len(months) == 12
    used = [sorted({vintages[month][place].file for month in months}) for place in (0, 1)]
    return {
        "first": first.name,
        "second": second.name,
        "fiscal_year": f"FY{year}" if whole else Period(months[0], months[-1]).label(),
        "months": len(months),
        "cells": cells.height,
        "differing_cells": changed.height,
        "encounters": int(cells["before"].sum()),
        "residual": int(changed["change"].sum()),
        "first_releases": ", ".join(used[0]),
        "second_releases": ", ".join(used[1]),
    }


def _changed(cells: pl.DataFrame) -> pl.DataFrame:
    return differing(cells, [name for name in cells.columns if name not in SIDES])


def _differing(first: Dataset, second: Dataset, cells: pl.DataFrame) -> list[str]:
    told = []
    for row in _changed(cells).sort("month", maintain_order=True).iter_rows(named=True):
        cell = ", ".join(str(value) for name, value in row.items() if name not in ("month", *SIDES))
        told.append(
            f"{row['month']:%Y-%m}, {cell}: {first.name} {row['before']:,}, {second.name} {row['after']:,} "
            f"({row['change']:+,})."
        )
    return told

"""Monthly counts, the stuff that tables and charts over time are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from encounters.names import label
from encounters.results import Row, Selection, Used
from encounters.store.holdings import Holdings
from encounters.store.selection import answer

Group = tuple[str | None, ...]


def monthly(holdings: Holdings, selection: Selection, by: Sequence[str] = ()) -> tuple[dict[Group, list[int]], tuple[Used, ...]]:
    """For each group, the count of every month of the period in order (an absent row is zero), and the releases used."""
    found = answer(holdings, selection, by)
    places = {month.first_day: place for place, month in enumerate(selection.period)}
    series: dict[Group, list[int]] = {} if by else {(): [0] * len(places)}
    for row in found.rows.collect().iter_rows(named=True):
        group = tuple(row[name] for name in by)
        day: date = row["month"]
        series.setdefault(group, [0] * len(places))[places[day]] = row["count"]
    return series, found.used


def group_cells(by: Sequence[str], group: Group) -> Row:
    """A group as cells of a row: the code under the dimension's name, CBP's label beside it."""
    cells: Row = {}
    for name, code in zip(by, group, strict=True):
        cells[name] = code
        cells[f"{name}_label"] = label(name.removesuffix("_group"), code)
    return cells

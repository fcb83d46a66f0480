"""Monthly counts, the stuff that tables and charts over time are made of."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.names import label
from encounters.results import Row, Selection, Used
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, counts


def monthly(
    holdings: Holdings, selection: Selection, by: Sequence[str] = ()
) -> tuple[dict[Group, list[int]], tuple[Used, ...]]:
    """For each group, the count of every month in order (an absent row is zero), and the releases used."""
    found, used = counts(holdings, selection, by)
    if not by:
        found.setdefault((), {})
    days = [month.first_day for month in selection.period]
    return {group: [own.get(day, 0) for day in days] for group, own in found.items()}, used


def group_cells(by: Sequence[str], group: Group) -> Row:
    """A group as cells of a row: the code under the dimension's name, CBP's label beside it."""
    cells: Row = {}
    for name, code in zip(by, group, strict=True):
        cells[name] = code
        cells[f"{name}_label"] = label(name.removesuffix("_group"), code)
    return cells

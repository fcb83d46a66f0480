"""Cells as whole numbers: they give the tidy rows back, and stand in the order of their cells, whatever the labels."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.cbp.cells import CELL, KNOWN, ROOM, Cells, TooManyLabels, alike
from encounters.names import CATEGORIES, DIMENSIONS, KEY
from encounters.periods import Month

NEW = st.sampled_from(["At Large", "AA first", "zz last", "Ünion", ""])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"month": st.dates(date(1999, 10, 1), date(2199, 12, 1)).map(lambda day: day.replace(day=1))}
        | {name: st.none() | st.sampled_from(sorted(CATEGORIES[name])) | NEW for name in DIMENSIONS}
        | {"count": st.integers(0, 10**9)}
    ),
    max_size=20,
)
SCHEMA = {"month": pl.Date, **dict.fromkeys(DIMENSIONS, pl.String), "count": pl.Int64}


@settings(max_examples=100)
@given(ROWS)
def test_rows_come_back_in_the_order_of_their_numbers(rows: list[dict[str, object]]) -> None:
    tidy = pl.DataFrame(rows, SCHEMA)
    cells = Cells.of(tidy)
    assert cells.tidy().equals(tidy)
    assert (cells.frame[CELL] >= 0).all()
    in_order = cells.select(cells.frame.sort(CELL, maintain_order=True)).tidy()
    assert in_order.equals(tidy.sort(KEY, maintain_order=True))
    assert cells.frame[CELL].n_unique() == tidy.select(KEY).n_unique()
    for name in DIMENSIONS:
        assert cells.labels_of(name) == tuple(tidy[name].drop_nulls().unique().sort())


@settings(max_examples=50)
@given(ROWS, ROWS)
def test_tables_made_alike_have_the_same_numbers_for_the_same_cells(
    one: list[dict[str, object]], other: list[dict[str, object]]
) -> None:
    tables = [pl.DataFrame(rows, SCHEMA) for rows in (one, other)]
    made = alike(*map(Cells.of, tables))
    assert made[0].labels == made[1].labels
    for each, tidy in zip(made, tables, strict=True):
        assert each.tidy().equals(tidy)
    both = pl.concat([each.frame for each in made])
    assert both[CELL].n_unique() == pl.concat(tables).select(KEY).n_unique()


def test_totals_are_by_month_and_category() -> None:
    rows = [("southwest", "usbp", 3), ("southwest", "ofo", 4), ("northern", "usbp", 5)]
    blank = dict.fromkeys(DIMENSIONS)
    tidy = [blank | {"month": date(2022, 4, 1), "region": a, "component": b, "count": n} for a, b, n in rows]
    april = Month(2022, 4)
    assert Cells.of(pl.DataFrame(tidy, SCHEMA)).totals("region") == {(april, "southwest"): 7, (april, "northern"): 5}


@pytest.mark.parametrize("name", DIMENSIONS)
def test_more_labels_than_there_is_room_for_are_an_error(name: str) -> None:
    many = [f"new {number}" for number in range(ROOM[name] - len(KNOWN[name]))]
    rows = [dict.fromkeys(DIMENSIONS) | {"month": date(2022, 4, 1), name: each, "count": 1} for each in many]
    with pytest.raises(TooManyLabels, match=name):
        Cells.of(pl.DataFrame(rows, SCHEMA))
    fewer = pl.DataFrame(rows[1:], SCHEMA)
    assert Cells.of(fewer).tidy().equals(fewer)

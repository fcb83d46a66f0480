"""One history of all releases: it gives each back to the last cell, in whatever order they came."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.cbp.cells import Cells
from encounters.names import COLUMNS, KEY
from encounters.periods import Month
from encounters.release import Published, Release
from encounters.store import bundled
from encounters.store.history import NEVER, SINCE, UNTIL, History, empty, made, packed, unpacked

MONTHS = ("2021-10-01", "2021-11-01", "2021-12-01")
cells = st.lists(
    st.tuples(st.sampled_from(MONTHS), st.sampled_from("ab"), st.integers(0, 2)),
    unique_by=lambda cell: cell[:2],
    min_size=1,
)


def tidy(rows: list[tuple[str, str, int]]) -> pl.DataFrame:
    blank = dict.fromkeys(KEY)
    schema = dict.fromkeys(KEY, pl.String) | {"count": pl.Int64}
    made = [blank | {"month": month, "citizenship": who, "count": count} for month, who, count in rows]
    return pl.DataFrame(made, schema=schema).with_columns(pl.col("month").str.to_date()).sort(KEY)


def release(number: int, rows: pl.DataFrame) -> Release:
    months = tuple(sorted(Month.of(day) for day in rows["month"].unique()))
    day = Published(date(2022, 1, 1 + number))
    return Release("southwest", f"{number}.csv", day, months, ("southwest",), f"{number:064}", "store")


def made_of(found: Iterable[tuple[Release, pl.DataFrame]]) -> History:
    return made((one, Cells.of(rows)) for one, rows in found)


@settings(max_examples=80)
@given(said=st.lists(cells, min_size=1, max_size=5), order=st.randoms(use_true_random=False))
def test_each_release_comes_back_and_the_order_of_coming_is_of_no_account(
    said: list[list[tuple[str, str, int]]], order: random.Random
) -> None:
    found = [(release(number, rows), rows) for number, rows in enumerate(map(tidy, said))]
    straight = made_of(found)
    shuffled = order.sample(found, len(found))
    by_chance = made_of(shuffled)
    assert by_chance.releases == straight.releases == tuple(one for one, _ in found)
    assert by_chance.table.equals(straight.table)
    for one, rows in found:
        assert straight.rows_of(one).collect().equals(rows.select(COLUMNS))
    gone = shuffled[0][0]
    rest = straight.without(gone)
    assert not rest.has(gone)
    assert rest.table.equals(made_of(pair for pair in found if pair[0] != gone).table)
    assert unpacked(packed(straight.table)).collect().equals(straight.table)


@settings(max_examples=40)
@given(said=st.lists(cells, min_size=1, max_size=5))
def test_a_row_is_a_change_and_none_is_said_twice(said: list[list[tuple[str, str, int]]]) -> None:
    table = made_of((release(number, rows), rows) for number, rows in enumerate(map(tidy, said))).table
    assert (table[SINCE] < table[UNTIL]).all()
    before = pl.col(UNTIL).shift().over(KEY)
    was = pl.col("count").shift().over(KEY).alias("was")
    follows = table.with_columns((before == pl.col(SINCE)).alias("follows"), was)
    assert not follows.filter(pl.col("follows"), pl.col("was") == pl.col("count")).height
    assert follows.filter(before > pl.col(SINCE)).is_empty()


@pytest.mark.parametrize("dataset", ["southwest", "nationwide-state", "nationwide-aor"])
def test_the_bundled_history_is_what_its_releases_make_in_any_order(dataset: str) -> None:
    shipped = bundled.history(dataset)
    order = random.Random(dataset).sample(shipped.releases, len(shipped.releases))
    again = made_of((one, shipped.rows_of(one).collect()) for one in order)
    assert again.releases == shipped.releases
    assert again.table.equals(shipped.table)


def test_a_history_of_nothing_has_no_rows() -> None:
    nothing = History((), empty)
    assert nothing.rows({}).collect().is_empty()
    assert nothing.table.schema[UNTIL] == pl.UInt16
    assert NEVER == 65_535

"""The table of all dates: picked by a day, it is the vintage of that day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from msgspec.structs import replace

from encounters.names import ALL, KEY, choose
from encounters.periods import Period
from encounters.results import Selection
from encounters.store.coverage import Need
from encounters.tables.frame import frame
from encounters.tables.history import history
from encounters.tables.rows import tidy_rows
from held import bundle

TEXTS = ("2022-04-18", "2022-05-16", "2022-10-21", "2023-02-10", "2024-03-01", "2026-12-01")
DAYS = tuple(map(date.fromisoformat, TEXTS))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(Period.parse("2021-01..2022-03")),
        Selection(Period.fiscal_year(2022), authority=choose("authority", ["title 42"])),
        Selection(Period.fiscal_year(2023), citizenship=choose("citizenship", ["haiti"]), region=ALL),
        Selection(Period.fiscal_year(2023), area=choose("area", ["del rio sector"])),
    ],
    ids=lambda selection: str(selection.period),
)
def test_rows_of_a_day_are_the_vintage_of_that_day(selection: Selection) -> None:
    table = frame(history(bundle(), selection))
    name = table["dataset"][0]
    compared = 0
    for day in DAYS:
        known = table.filter(pl.col("valid_from") <= day, pl.col("valid_to").is_null() | (pl.col("valid_to") > day))
        then = replace(selection, as_of=day)
        if not set(selection.period) <= bundle().vintage(name, day, Need.of([then]).regions).keys():
            continue  # not all months were out by then
        expected = tidy_rows(bundle(), then, name).rows.collect()
        compared += 1
        assert known.select(*KEY, "count").sort(KEY).equals(expected.select(*KEY, "count").sort(KEY)), day
    assert compared > 1


def test_as_a_file_with_sql(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("rows", "--history", "-o", "history.parquet").exit_code == 0
    found = pl.SQLContext(history=pl.scan_parquet("history.parquet")).execute(
        "SELECT SUM(count) AS encounters FROM history WHERE month = DATE '2022-04-01' "
        "AND valid_from <= DATE '2022-05-17' AND (valid_to IS NULL OR valid_to > DATE '2022-05-17')",
        eager=True,
    )
    assert found.item() == 234_088
    assert run("rows", "--history", "--as-of", "2022-05-17").exit_code == 2

"""The recipes for other programs give what the page says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest

import encounters
from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.periods import Period
from encounters.results import Selection
from held import stored

ROOT = Path(__file__).resolve().parents[2]
SOUTHWEST = [
    "2022-Oct/sbo-encounters-fy19-fy22.csv",
    "revised/2024-11/sbo-encounters-fy22-fy25-oct.csv",
    "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv",
]


def test_parquet_is_read_in_place(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    assert run("rows", "--year", "2021", "-o", str(file)).exit_code == 0
    query = f"SELECT sum(count)::BIGINT, min(month), max(month) FROM '{file}'"
    total, first, last = duckdb.sql(query).fetchall()[0]
    assert (total, str(first), str(last)) == (1_734_686, "2020-10-01", "2021-09-01")


def sql_of(page: str) -> str:
    """The only SQL of a page."""
    blocks = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 1
    return str(blocks[0])


@pytest.fixture
def history(run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("rows", "FY2022", "--history", "-o", "history.parquet").exit_code == 0


@pytest.mark.usefixtures("history")
def test_a_days_vintage_is_one_condition_on_the_table_of_all_dates() -> None:
    months = {str(month)[:7]: count for month, count in duckdb.sql(sql_of("vintages.md")).fetchall()}
    known = encounters.trend("2021-10..2022-04", as_of="2022-05-17")
    assert months == {str(month)[:7]: count for month, count in known.select("month", "encounters").iter_rows()}
    assert months["2022-04"] == 234_088


@pytest.mark.usefixtures("history")
def test_the_example_with_pandas_gives_a_days_vintage() -> None:
    page = (ROOT / "docs/vintages.md").read_text("utf-8")
    blocks = re.findall(r"```text\n(.*?)\n```", page, re.DOTALL)
    *lines, last = next(block for block in blocks if "pandas." in block).split("\n")
    names: dict[str, Any] = {"pandas": pandas, "datetime": datetime}
    exec("\n".join(lines), names)
    months = {str(month)[:7]: count for month, count in eval(last, names).items()}
    known = encounters.trend("2021-10..2022-04", as_of="2022-05-17")
    assert months == {str(month)[:7]: count for month, count in known.select("month", "encounters").iter_rows()}


def test_frames_become_those_of_pandas() -> None:
    frame = encounters.trend("FY2021").to_pandas()
    assert frame["encounters"].sum() == 1_734_686


@pytest.mark.usefixtures("history")
def test_what_was_known_when_something_was_written_is_one_join() -> None:
    mine = "(VALUES (DATE '2022-04-01', DATE '2022-05-18'), (DATE '2022-04-01', DATE '2023-01-01'))"
    joined = f"WITH mine AS (SELECT * FROM {mine} AS told(month, written_on)) {sql_of('scale.md').rstrip().rstrip(';')}"
    found = duckdb.sql(f"SELECT written_on, SUM(count)::BIGINT FROM ({joined}) GROUP BY 1 ORDER BY 1").fetchall()
    later = encounters.measure("total", "2022-04", as_of="2023-01-01")
    assert [count for _, count in found] == [234_088, later.value]


def test_the_stores_own_table_is_read_in_place(tmp_path: Path) -> None:
    store = stored(tmp_path, SOUTHWEST)
    found = duckdb.sql(sql_of("machine-output.md").replace("STORE", str(tmp_path))).fetchall()
    newest = {str(month)[:7]: count for month, count in found}
    for month, count in newest.items():
        period = Period.parse(month)
        assert measure(store, "total", Question(Selection(period))).value == count
    assert len(newest) > 1

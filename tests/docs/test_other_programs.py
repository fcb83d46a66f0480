"""The recipes for other programs give what the page says."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_examples_with_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(ROOT / "docs/machine-output.md"), module_relative=False)
    assert done.attempted
    assert not done.failed


def test_parquet_is_read_in_place(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    assert run("rows", "--year", "2021", "-o", str(file)).exit_code == 0
    query = f"SELECT sum(count)::BIGINT, min(month), max(month) FROM '{file}'"
    total, first, last = duckdb.sql(query).fetchall()[0]
    assert (total, str(first), str(last)) == (1_734_686, "2020-10-01", "2021-09-01")

"""The shape that a table declares is the shape that it has, and the schemas are those of the shapes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_reading_tables import FY2021

from encounters.results import Table
from encounters.tables.frame import records
from encounters.tables.shapes import SHAPES
from encounters.tables.summary import summary
from encounters.tables.trend import trend
from held import bundle
from make_schemas import FOLDER, KINDS, schemas

HELD = {"text": str, "month": str, "date": str, "flag": bool, "counts": list}


def test_the_schemas_are_fresh() -> None:
    for name, content in schemas().items():
        assert json.loads((FOLDER / name).read_text("utf-8")) == content, f"{name}: run python scripts/make_schemas.py"


def test_every_table_has_a_schema() -> None:
    named = {path.name.rsplit("-", 1)[0] for path in FOLDER.glob("*-1.0.json")}
    assert set(SHAPES) | {"measure", "find", "check"} <= named


def test_every_kind_of_column_is_told_to_those_who_read_them() -> None:
    page = (Path(__file__).parents[2] / "docs/machine-output.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == ["arithmetic"], "no column is of that kind"


@pytest.mark.parametrize(
    "words",
    [
        "summary --year 2021",
        "trend --year 2021 --by component",
        "trend --by year",
        "compare FY2021 FY2020",
        "breakdown --year 2021 --by authority",
        "recidivism",
        "pace -p 2022-04",
        "explain",
        "revisions 2022-04",
        "rows -p 2022-04",
        "status",
        "find 171840 --max-filters 0",
    ],
)
def test_values_are_of_the_kind_declared(words: str, run: Callable[..., Any]) -> None:
    document = json.loads(run(*words.split(), "-f", "json").stdout)
    for column in document["columns"]:
        held = [row[column["name"]] for row in document["rows"] if row[column["name"]] is not None]
        wanted = HELD.get(column["kind"], (int, float))
        assert all(isinstance(value, wanted) for value in held), column
        assert not any(isinstance(value, bool) for value in held) or column["kind"] == "flag"


@pytest.mark.parametrize("table", [summary(bundle(), FY2021), trend(bundle(), FY2021, ("component",))])
def test_rows_have_the_columns_of_a_form(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert set(names) <= set(SHAPES[table.name].columns())
    assert all(list(row) == names for row in records(table, table.columns))

"""The Python API: what is importable, and that it answers as the command line does."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import encounters
from encounters.errors import CannotAnswer, MissingMonths, PeriodError, UnknownName
from encounters.periods import Period
from encounters.results import Value
from held import GOOD, bundle

README_LINE = {"period": "2021-01..2022-03", "as_of": "2022-04-18"}


def test_all_is_what_can_be_imported() -> None:
    assert list(encounters.__all__) == sorted(encounters.__all__)
    for name in encounters.__all__:
        assert getattr(encounters, name) is not None
    assert dir(encounters) == sorted(encounters.__all__)
    assert {*encounters._WHERE, "__version__"} == set(encounters.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'total'"):
        encounters.total  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, encounters; print([name for name in sys.modules if name.startswith('encounters.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_the_figure_of_the_readme() -> None:
    value = encounters.measure("monthly-average", **README_LINE)
    assert isinstance(value, Value)
    assert value.value == pytest.approx(171_840.2666666)
    assert value.scope.used[0].release.file == "southwest-2022-04-18.csv"


def test_it_answers_as_the_command_line_does(run: Any) -> None:
    words = ["measure", "share", "-p", "FY2021", "--component", "usbp", "--citizenship", "haiti,cuba", "-f", "json"]
    told = json.loads(run(*words, "--of", "component=usbp").stdout)
    value = encounters.measure("share", "FY2021", component="usbp", citizenship=["haiti", "cuba"], of="component=usbp")
    assert (value.value, value.unit) == (told["value"], told["unit"])
    assert value.scope.command == told["command"]


def test_by_gives_a_frame() -> None:
    frame = encounters.measure("total", "FY2021", by="component", store=bundle())
    assert isinstance(frame, pl.DataFrame)
    assert dict(frame.select("component", "total").iter_rows()) == {"usbp": 1_659_206, "ofo": 75_480}


def test_frames() -> None:
    trend = encounters.trend("FY2021", by=["component"], store=bundle())
    assert trend.schema["month"] == pl.Date
    assert trend["encounters"].sum() == 1_734_686
    rows = encounters.rows(Period.fiscal_year(2021), dataset="nationwide-aor", store=bundle())
    assert rows["count"].sum() == 1_734_686
    assert rows["area"].null_count() == 0
    summary = encounters.summary("FY2023", region="all", store=bundle())
    assert summary.filter(code="total")["value"].item() == 3_201_144


def test_without_a_period_all_months_answer() -> None:
    trend = encounters.trend(store=bundle(), as_of=date(2022, 4, 18))
    assert (trend["month"].min(), trend["month"].max()) == (date(2017, 10, 1), date(2022, 3, 1))


def test_a_store_of_ones_own(tmp_path: Path, run: Any) -> None:
    said = ("--published", "2031-01-15", "--accept-incomplete")
    file = GOOD / "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv"
    assert run("import", str(file), *said, "--store", str(tmp_path)).exit_code == 0
    for store in (tmp_path, str(tmp_path), encounters.open_store(tmp_path)):
        value = encounters.measure("total", "2024-11", store=store)
        assert value.scope.used[0].release.origin == "store"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"figure": "totl", "period": "FY2021"}, UnknownName),
        ({"figure": "total", "period": "2021"}, PeriodError),
        ({"figure": "total", "period": "FY2010"}, MissingMonths),
        ({"figure": "total", "period": "FY2021", "citizenship": "Atlantis"}, UnknownName),
        ({"figure": "total", "period": "FY2021", "state": "TX", "component": "ofo"}, CannotAnswer),
    ],
)
def test_errors(arguments: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        encounters.measure(**arguments, store=bundle())  # type: ignore[call-overload]


def test_the_docstring_is_true() -> None:
    import doctest

    done = doctest.testmod(importlib.import_module("encounters"))
    assert (done.failed, done.attempted) == (0, 2)

"""The Python API: what is importable, and that it answers as the command line does."""

from __future__ import annotations

import importlib
import inspect
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import encounters
from encounters.errors import CannotAnswer, EncountersError, MissingMonths, PeriodError, UnknownName, UsageError
from encounters.periods import Period
from encounters.results import Value
from held import GOOD, bundle

README_LINE = {"period": "2021-01..2022-03", "as_of": "2022-04-18"}


def test_all_is_what_can_be_imported() -> None:
    assert list(encounters.__all__) == sorted(encounters.__all__)
    for name in encounters.__all__:
        assert getattr(encounters, name) is not None
    assert dir(encounters) == sorted(encounters.__all__)
    space: dict[str, Any] = {}
    exec("from encounters import *", space)
    assert set(encounters.__all__) <= set(space)
    with pytest.raises(AttributeError, match="has no attribute 'total'"):
        encounters.total  # noqa: B018


def test_what_is_public_in_the_module_is_listed() -> None:
    """Every function that the API's module defines without an underscore is offered, and nothing else."""
    module = importlib.import_module("encounters.api")
    modules = (module.__name__, f"{module.__name__}.frames")
    functions = {name for name, one in inspect.getmembers(module, inspect.isfunction) if one.__module__ in modules}
    assert {name for name in functions if not name.startswith("_")} == set(encounters.__all__) - {
        "FIGURES",
        "__version__",
    }


def test_the_page_lists_the_same() -> None:
    page = (Path(__file__).parents[1] / "docs/python-api.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)", page, re.MULTILINE)
    assert listed == sorted(set(encounters.__all__) - {"__version__"})


def test_everything_offered_is_documented_and_typed() -> None:
    for name in set(encounters.__all__) - {"FIGURES", "__version__"}:
        function = getattr(encounters, name)
        assert inspect.getdoc(function), name
        assert "return" in function.__annotations__, name


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


def test_a_text_or_a_file_is_drafted(tmp_path: Path, run: Any) -> None:
    text = "Border numbers\n\nIn fiscal year 2023 CBP had 2,475,669 encounters at the southwest border.\n"
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    for document in (text, file, str(file)):
        found = encounters.draft(document, published="2023-11-20")
        assert [(one.text, one.verdict) for one in found.numbers if one.claim] == [("2,475,669", "confirmed")]
    told = json.loads(run("draft", str(file), "--published", "2023-11-20", "-f", "json").stdout)
    assert told == json.loads(json.dumps(encounters.draft(file, published=date(2023, 11, 20)).as_dict()))


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


@pytest.mark.parametrize(
    "ask",
    [
        lambda: encounters.measure("total", None),  # type: ignore[call-overload]
        lambda: encounters.measure(5, 2021),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, component=5),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, as_of=5),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, by=5),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, of=5),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, series=5),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, store=5),  # type: ignore[call-overload]
        lambda: encounters.measure("total", 2021, component=""),
        lambda: encounters.measure("total", True and 20),
        lambda: encounters.rows(2021, dataset=5),  # type: ignore[arg-type]
        lambda: encounters.breakdown("component", 2021, top=0),
        lambda: encounters.breakdown("component", 2021, sort=3),  # type: ignore[arg-type]
        lambda: encounters.breakdown([], 2021),
        lambda: encounters.compare(),
        lambda: encounters.pace(2021.5),  # type: ignore[arg-type]
        lambda: encounters.find("abc"),
        lambda: encounters.find(None),  # type: ignore[arg-type]
        lambda: encounters.find(True),
        lambda: encounters.measure("months-above", 2021, threshold=-1),
        lambda: encounters.find("5", figures=[5]),  # type: ignore[list-item]
        lambda: encounters.find("5", within="then"),
        lambda: encounters.check(5),  # type: ignore[arg-type]
        lambda: encounters.check("no-such-file.toml"),
        lambda: encounters.open_store(5),  # type: ignore[arg-type]
        lambda: encounters.find("5", top="3"),  # type: ignore[arg-type]
        lambda: encounters.find("5", top=None),  # type: ignore[arg-type]
        lambda: encounters.find("5", max_filters=1.5),  # type: ignore[arg-type]
        lambda: encounters.trend(2021, by="component", share=""),  # type: ignore[arg-type]
        lambda: encounters.rows(2021, history="yes"),  # type: ignore[arg-type]
        lambda: encounters.revisions("2022-04", cells=[1]),  # type: ignore[arg-type]
        lambda: encounters.recidivism(by_year="year"),  # type: ignore[arg-type]
        lambda: encounters.check(strict=None),  # type: ignore[arg-type]
        lambda: encounters.measure("rank", 2021, lowest="no"),  # type: ignore[call-overload]
        lambda: encounters.check("\0"),
        lambda: encounters.draft("\0"),
    ],
)
def test_a_wrong_value_is_told_with_a_hint(ask: Callable[[], Any]) -> None:
    with pytest.raises(EncountersError) as caught:
        ask()
    assert caught.value.message
    assert caught.value.hint


def test_an_unknown_keyword_is_pythons_own_error() -> None:
    with pytest.raises(TypeError, match="nonsense"):
        encounters.measure("total", 2021, nonsense=3)  # type: ignore[call-overload]


def test_a_fiscal_year_is_a_number_and_a_date_may_have_a_time() -> None:
    assert encounters.measure("total", 2021, store=bundle()).value == 1_734_686
    assert encounters.measure("multiple", 2021, against=2020, store=bundle()).value == 1_734_686 / 458_088
    at = datetime(2022, 5, 19, 12, tzinfo=UTC)
    assert encounters.measure("total", "2022-04", as_of=at, store=bundle()).value == 234_088


def test_a_value_in_a_line_a_number_and_a_notebook() -> None:
    value = encounters.measure("total", 2021, store=bundle())
    assert (float(value), f"{value:,.0f}", f"{value:.1e}") == (1_734_686.0, "1,734,686", "1.7e+06")
    assert repr(value) == f"{value}" == "<total, FY2021: 1,734,686 encounters>"
    html = value._repr_html_()
    assert "<b>1,734,686 encounters</b>" in html
    assert "Encounters are events, not people." in html
    assert hasattr(encounters.summary(2021, store=bundle()), "_repr_html_")


def test_every_table_is_a_function() -> None:
    held = bundle()
    assert encounters.breakdown("component", 2021, store=held)["encounters"].sum() == 1_734_686
    assert encounters.compare(2021, 2020, store=held).height == 2
    assert encounters.pace("2022-04", store=held)["year_to_date"].max() is not None
    assert encounters.revisions("2022-04", store=held)["encounters"][0] == 234_088
    assert encounters.recidivism("2022-04")["share"].item() == 0.28
    assert encounters.status(store=held).height == len(held.releases)
    assert encounters.trend("2022-04", component=["usbp", "ofo"], store=held)["encounters"].item() == 235_785


def test_find_and_check_as_they_are_written() -> None:
    found = encounters.find("2.76 million", figures="total", max_filters=0, store=bundle())
    assert any(reading.value == 2_756_476 for reading in found.readings)
    checked = encounters.check(only=["A02"], store=bundle())
    assert [str(one.word) for one in checked.verdicts] == ["confirmed at vintage"]


def test_a_checked_report_is_a_value_that_can_be_kept() -> None:
    """Two are alike, and one that is put away rests on nothing that is read later."""
    first, second = (encounters.check(only=["A02", "A06"], store=bundle()) for _ in range(2))
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first


def test_the_docstring_is_true() -> None:
    import doctest

    done = doctest.testmod(importlib.import_module("encounters"))
    assert (done.failed, done.attempted) == (0, 2)


def test_figures_of_order_are_asked_in_their_own_keywords() -> None:
    assert encounters.measure("months-above", 2021, threshold="150,000", in_a_row=True).value == 7
    assert encounters.measure("rank", 2021, lowest=True).unit == "place, the lowest first"
    assert encounters.measure("record", "2021-05", among="same-months").details["earlier_periods"] == 3
    assert encounters.trend(2000, series="usbp-southwest-by-month")["encounters"].sum() == 1_643_679
    for wrong in ({"threshold": "many"}, {"threshold": 1.5}, {"among": 7}, {"lowest": True}):
        with pytest.raises(UsageError):
            encounters.measure("months-above", 2021, **wrong)  # type: ignore[arg-type]


def test_it_reads_the_words_that_the_command_line_reads(run: Any) -> None:
    held = bundle()
    for period in ("this year", "since 2025-01", "title 42"):
        told = json.loads(run("measure", "total", *period.split(), "-f", "json").stdout)
        assert encounters.measure("total", period, store=held).value == told["value"]
    told = json.loads(
        run("measure", "total", "2024", "--sector", "rgv", "--nationality", "cubans", "-f", "json").stdout
    )
    assert encounters.measure("total", 2024, sector="rgv", nationality="cubans", store=held).value == told["value"]
    told = json.loads(run("breakdown", "this year", "--by", "sector", "-f", "json").stdout)
    assert encounters.breakdown("sector", "this year", store=held)["area"].to_list() == [
        row["area"] for row in told["rows"]
    ]
    told = json.loads(run("rows", "2022-04", "--history", "-f", "json").stdout)
    assert encounters.rows("2022-04", history=True, store=held).height == len(told["rows"])
    with pytest.raises(UsageError, match="sector"):
        encounters.measure("total", 2024, sector="rgv", area="tucson-sector", store=held)
    with pytest.raises(PeriodError):
        encounters.measure("total", None, store=held)  # type: ignore[call-overload]


def test_an_empty_list_is_not_every_category() -> None:
    with pytest.raises(UsageError, match="component is an empty list"):
        encounters.measure("total", "FY2021", component=[])


@pytest.mark.parametrize("given", [None, 5, b"x", ["a"]])
def test_what_is_no_document_is_told(given: Any) -> None:
    with pytest.raises(UsageError) as caught:
        encounters.draft(given)
    assert caught.value.message == f"A document cannot be {given!r}."

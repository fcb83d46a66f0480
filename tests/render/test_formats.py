"""Which format is meant, and the way to it."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from encounters.config import CONFIG_VARIABLE
from encounters.errors import UnknownName, UsageError
from encounters.render.formats import AS_TABLE, FORMATS, ROWS, Look, format_for, names, render
from encounters.results import Table

FORMAT_VARIABLE = "ENCOUNTERS_FORMAT"


@pytest.mark.parametrize(
    ("asked", "output", "variable", "meant"),
    [
        (None, None, "", "table"),
        (None, None, "json", "json"),
        (None, "x.csv", "json", "csv"),
        (None, "x.TXT", "", "table"),
        (None, "-", "ndjson", "ndjson"),
        ("csv", None, "json", "csv"),
        ("CSV", "x.csv", "", "csv"),
        ("md", "x.md", "", "markdown"),
        ("json", "folder.csv/x", "", "json"),
        ("csv", "-", "", "csv"),
        *[(None, f"a/b{suffix}", "", name) for suffix, name in {".JSON": "json", ".ndjson": "ndjson"}.items()],
        *[(None, f"b.{name}", "", name) for name in ("parquet", "svg", "png", "html")],
    ],
)
def test_flag_then_suffix_then_variable(asked: str | None, output: str | None, variable: str, meant: str) -> None:
    assert format_for(asked, output, {FORMAT_VARIABLE: variable}) == meant


def test_the_settings_file_is_read_last(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('format = "csv"\n')
    environ = {CONFIG_VARIABLE: str(tmp_path / "config.toml")}
    assert format_for(None, None, environ) == "csv"
    assert format_for(None, None, environ | {FORMAT_VARIABLE: "json"}) == "json"
    (tmp_path / "wrong.toml").write_text('format = "jsn"\n')
    with pytest.raises(UnknownName, match=r"Unknown format in .*wrong\.toml 'jsn'"):
        format_for(None, None, {CONFIG_VARIABLE: str(tmp_path / "wrong.toml")})


@pytest.mark.parametrize("output", ["x.docx", "x.csv.zip", "a/b.tsv"])
def test_a_suffix_that_says_nothing_is_an_error(output: str) -> None:
    with pytest.raises(UsageError, match="No format goes with the name") as caught:
        format_for(None, output, {})
    assert ".csv" in str(caught.value.hint)
    assert format_for("csv", output, {}) == "csv"


def test_each_format_is_declared_once() -> None:
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    shown = {path for each in FORMATS.values() for path in each.shows.values()} - {ROWS}
    for path in (*shown, *AS_TABLE.values()):
        module, function = path.split(":")
        assert callable(getattr(import_module(f"encounters.render.{module}"), function))


def test_a_wrong_format_gets_the_nearest_right_one() -> None:
    with pytest.raises(UnknownName, match="Unknown format 'jsn'") as caught:
        format_for("jsn", None, {})
    assert "Did you mean 'json'?" in str(caught.value.hint)
    with pytest.raises(UnknownName, match=FORMAT_VARIABLE):
        format_for(None, None, {FORMAT_VARIABLE: "jsn"})


def test_a_flag_that_contradicts_the_file_name() -> None:
    with pytest.raises(UsageError, match=r"'csv' does not go into 'x\.json'"):
        format_for("csv", "x.json", {})


def test_no_format_needs_another_ones_libraries() -> None:
    heavy = "{'polars', 'rich', 'resvg_py', 'jinja2', 'httpx'}"
    program = f"import sys, encounters.render.formats, encounters.render.emit; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "set()"


@pytest.mark.parametrize("format_", [name for name in names() if name not in ("chart", "svg", "png", "cite")])
def test_a_table_of_no_rows_goes_into_every_format(format_: str) -> None:
    assert render(Table("rows", "Nothing", (), []), format_, Look()).content is not None

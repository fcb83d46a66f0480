"""stdout is the answer and nothing else, the same rows in every format, whatever the terminal and the pipe."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

COMMANDS = {
    "status": ["status"],
    "reconcile": ["status", "--reconcile"],
    "summary": ["summary", "--year", "2021"],
    "trend": ["trend", "--year", "2021", "--by", "component"],
    "compare": ["compare", "FY2021", "FY2020"],
    "breakdown": ["breakdown", "--by", "citizenship", "--year", "2021"],
    "recidivism": ["recidivism"],
    "pace": ["pace", "--period", "2022-04"],
    "explain": ["explain"],
    "revisions": ["revisions", "2022-04"],
    "newest": ["revisions"],
    "cells": ["revisions", "--cells"],
    "rows": ["rows", "--period", "2022-04"],
    "measure by": ["measure", "share", "--year", "2021", "--by", "component"],
}
every = pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)


def text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@every
def test_json_is_one_document_and_csv_and_ndjson_the_same_rows(words: list[str], run: Any) -> None:
    document = json.loads(run(*words, "-f", "json").stdout)
    assert document["schema"].startswith(f"encounters/{words[0]}")
    names = [column["name"] for column in document["columns"]]
    assert all(list(row) == names for row in document["rows"])
    lines = [json.loads(line) for line in run(*words, "-f", "ndjson").stdout.splitlines()]
    flat = [name for name in names if not any(isinstance(row[name], list) for row in document["rows"])]
    assert lines == [{name: row[name] for name in flat} for row in document["rows"]]
    table = list(csv.DictReader(io.StringIO(run(*words, "-f", "csv").stdout)))
    assert table == [{name: text(row[name]) for name in flat} for row in document["rows"]]


@every
def test_tables_for_people(words: list[str], run: Any) -> None:
    ran = run(*words)
    assert ran.exit_code == 0
    assert "\x1b" not in ran.stdout
    assert "Error" not in ran.stderr
    markdown = run(*words, "-f", "markdown").stdout
    assert "| ---" in markdown


def test_files_imply_their_format(tmp_path: Path, run: Any) -> None:
    for suffix in ("csv", "json", "md", "parquet"):
        ran = run("trend", "--year", "2021", "-o", str(tmp_path / f"x.{suffix}"))
        assert (ran.exit_code, ran.stdout) == (0, "")
    frame = pl.read_parquet(tmp_path / "x.parquet")
    assert frame["encounters"].sum() == 1_734_686
    assert frame.schema["month"] == pl.Date
    assert (tmp_path / "x.csv").read_text() == run("trend", "--year", "2021", "-f", "csv").stdout


def test_a_byte_order_mark_only_on_request(run: Any) -> None:
    assert run("trend", "--year", "2021", "-f", "csv").stdout_bytes.startswith(b"month")
    assert run("trend", "--year", "2021", "-f", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfmonth")


def test_a_note_says_that_newer_data_is_due_and_nothing_else(run: Any) -> None:
    told = run("summary", "--year", "2021").stderr
    assert re.fullmatch(r"(Data through \d{4}-\d\d is due by now, on hand is \d{4}-\d\d: encounters fetch\n)?", told)
    assert run("summary", "--year", "2021", "-q").stderr == ""
    assert run("summary", "--year", "2021", "--as-of", "2022-01-01").stderr == ""


def test_the_format_variable(run: Any) -> None:
    assert run("measure", "total", "--year", "2021", env={"ENCOUNTERS_FORMAT": "json"}).stdout.startswith("{")
    assert run("measure", "total", "--year", "2021", "-f", "table", env={"ENCOUNTERS_FORMAT": "json"}).stdout[0] != "{"
    wrong = run("measure", "total", "--year", "2021", env={"ENCOUNTERS_FORMAT": "jsn"})
    assert wrong.exit_code == 2
    assert "Did you mean 'json'?" in wrong.stderr


def test_reading_makes_no_store(own_world: Path, run: Any) -> None:
    for words in COMMANDS.values():
        assert run(*words).exit_code == 0
    assert not (own_world / "store").exists()


PROGRAM = [sys.executable, "-m", "encounters"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away(unbuffered: str) -> None:
    environ = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    rows = subprocess.Popen(
        [*PROGRAM, "rows", "--from", "FY2021", "--to", "FY2023", "-f", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
    )
    assert rows.stdout is not None
    assert rows.stderr is not None
    rows.stdout.readline()
    rows.stdout.close()
    told = rows.stderr.read().decode()
    rows.stderr.close()
    assert rows.wait(60) == 0
    assert "Traceback" not in told
    assert "Broken" not in told


@pytest.mark.parametrize(
    "environ",
    [
        {"NO_COLOR": "1"},
        {"FORCE_COLOR": "1"},
        {"TERM": "dumb"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"COLUMNS": "40"},
        {"LC_ALL": "C"},
    ],
    ids=str,
)
def test_every_terminal(environ: dict[str, str]) -> None:
    command = [*PROGRAM, "summary", "--year", "2021"]
    done = subprocess.run(command, capture_output=True, env=os.environ | environ, timeout=60)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"1,734,686" in done.stdout
    assert (b"\x1b[" in done.stdout) == ("FORCE_COLOR" in environ)
    if environ.get("PYTHONIOENCODING") == "ascii":
        done.stdout.decode("ascii")


def test_machine_formats_are_never_styled(run: Any) -> None:
    plain = run("summary", "--year", "2021", "-f", "json").stdout
    assert run("summary", "--year", "2021", "-f", "json", env={"FORCE_COLOR": "1"}).stdout == plain
    assert run("summary", "--year", "2021", "-f", "json", "--color", "always").stdout == plain


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["trend", "-q"]], ids=" ".join)
def test_a_reader_that_has_gone_is_no_fault(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as gone:
        ran = subprocess.run(
            [sys.executable, "-m", "encounters", *words], stdout=gone, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("words", [["breakdown"], ["trend"], ["measure", "total"]], ids=" ".join)
def test_a_dimension_named_twice_is_one(words: list[str], run: Any) -> None:
    once = [*words, "--year", "2021", "-f", "csv", "--by", "component"]
    assert run(*once, "--by", "COMPONENT").stdout == run(*once).stdout != ""

"""Asked wrongly: one line that quotes what was wrong, a hint that fixes it, and an exit code for its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

WRONG = {
    "unknown command": (["sumary"], 2, "Unknown command 'sumary'.", "Did you mean 'summary'?"),
    "figure as a command": (["record", "2023-12"], 2, "'record' is a figure", "encounters measure record PERIOD"),
    "number as a claims file": (["check", "2.76 million"], 2, "cannot be read", "encounters find '2.76 million'"),
    "state as a sector": (["trend", "--sector", "texas"], 2, "Unknown sector 'texas'.", "--state texas"),
    "component as a citizenship": (
        ["trend", "--nationality", "border patrol"],
        2,
        "Unknown citizenship 'border patrol'.",
        "--component 'border patrol'",
    ),
    "unknown flag": (
        ["summary", "--yeer", "2021"],
        2,
        "No such option: --yeer (Possible options:",
        "summary --help",
    ),
    "a number below zero": (["find", "-5.5%"], 2, "No such option: -5", "two dashes: encounters find -- -5.5%"),
    "sector": (["summary", "--sector", "nope"], 2, "Unknown sector 'nope'.", "encounters breakdown --by sector"),
    "flag of another command": (
        ["find", "3.79x", "--than", "citizenship=cuba"],
        2,
        "No such option: --than",
        "--than is an option of measure: encounters measure --help",
    ),
    "citizenship": (
        ["summary", "--citizenship", "Venezula"],
        2,
        "Unknown citizenship 'Venezula'.",
        "Did you mean 'Venezuela'?",
    ),
    "component": (["summary", "--component", "ups"], 2, "Unknown component 'ups'.", "Valid: U.S. Border Patrol"),
    "figure": (["measure", "totl"], 2, "Unknown figure 'totl'.", "Did you mean 'total'?"),
    "format": (["summary", "-f", "jsn"], 2, "Unknown format 'jsn'.", "Did you mean 'json'?"),
    "two formats": (["summary", "-f", "csv", "-o", "x.json"], 2, "does not go into 'x.json'", "Leave out -f csv"),
    "dimension": (["breakdown", "--by", "contry"], 2, "Unknown dimension 'contry'.", "Valid:"),
    "nothing to split": (["breakdown"], 2, "nothing to split by", "Example:"),
    "order": (["breakdown", "--by", "area", "--sort", "size"], 2, "Unknown order 'size'.", "encounters, name"),
    "dataset": (["rows", "--dataset", "south"], 2, "Unknown dataset 'south'.", "southwest"),
    "shell": (["completion", "tcsh"], 2, "Unknown shell 'tcsh'.", "bash, zsh, fish"),
    "bare year": (["summary", "-p", "2021"], 2, "could be a fiscal or a calendar year", "FY2021"),
    "not a period": (["summary", "-p", "lately"], 2, "'lately' is not a month or a period.", "FY2021"),
    "backwards": (["summary", "--from", "2022-02", "--to", "2022-01"], 2, "ends (2022-01) before", "earlier month"),
    "period twice": (["summary", "--year", "2021", "-p", "2022-04"], 2, "Give the period once.", "--year"),
    "year is no number": (["summary", "--year", "last"], 2, "last", "--period takes anything else"),
    "calendar alone": (["summary", "--calendar"], 2, "no --year", "--year 2021 --calendar"),
    "as-of": (["summary", "--as-of", "yesterday"], 2, "'yesterday' is not a date.", "2022-04-18"),
    "color": (["summary", "--year", "2021", "--color", "red"], 2, "--color cannot be 'red'.", "auto, always, never"),
    "one period": (["compare", "FY2021"], 2, "nothing to compare", "FY2020"),
    "of": (["measure", "share", "--year", "2021", "--of", "everything"], 2, "--of cannot read", "dimension=value"),
    "top without cells": (["revisions", "2022-04", "--top", "3"], 2, "--top goes with --cells", ""),
    "two checks": (["status", "--verify", "--reconcile"], 2, "one at a time", "once for each"),
    "step": (["recidivism", "--by", "week"], 2, "Unknown step 'week'.", "month, fiscal-year"),
    "no folder": (["summary", "--year", "2021", "-o", "no/such/x.csv"], 2, "there is no folder", "Make the folder"),
    "missing months": (["summary", "--year", "2017"], 3, "covers 2016-10..2017-09", "On hand: southwest"),
    "missing vintage": (["summary", "--year", "2021", "--as-of", "2020-01-01"], 3, "published by 2020-01-01", ""),
    "future": (["measure", "total", "-p", "2031-01"], 3, "covers 2031-01", "encounters fetch"),
    "no dataset": (["breakdown", "--by", "state", "--component", "usbp"], 3, "component with state", "explain"),
    "no release": (["revisions", "FY2018..FY2024"], 3, "No single release", "encounters status"),
    "no share": (["recidivism", "--year", "2012"], 3, "No repeat-encounter share", "encounters recidivism"),
    "multiple of nothing": (
        ["measure", "multiple", "--year", "2021", "--authority", "title-42", "--against", "FY2019"],
        3,
        "There is no multiple",
        "",
    ),
}


@pytest.mark.parametrize(("words", "code", "message", "hint"), WRONG.values(), ids=WRONG)
def test_a_wrong_question(words: list[str], code: int, message: str, hint: str, run: Any) -> None:
    ran = run(*words)
    assert ran.exit_code == code
    assert ran.stdout == ""
    first, *rest = ran.stderr.splitlines()
    assert first.startswith("Error: ")
    assert message in first
    assert hint in "\n".join(rest)
    assert len(rest) <= 2
    assert not rest or rest[0].startswith("Hint: ")


def test_our_own_bug_is_one_line_and_a_log(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import encounters.tables.summary

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr(encounters.tables.summary, "summary", fail)
    ran = run("summary", "--year", "2021")
    assert ran.exit_code == 70
    assert "This is a bug in encounters: ZeroDivisionError: by chance" in ran.stderr
    assert "Traceback" not in ran.stderr
    log = ran.stderr.rsplit(": ", 1)[1].strip()
    assert "ZeroDivisionError" in Path(log).read_text(encoding="utf-8")
    assert "Traceback" in run("summary", "--year", "2021", "-v").stderr


def test_interrupted(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import encounters.tables.summary

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(encounters.tables.summary, "summary", interrupt)
    ran = run("summary", "--year", "2021")
    assert (ran.exit_code, ran.stderr) == (130, "Interrupted.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "no/such/x.html"], "there is no folder no/such"),
        (["-o", "."], "Name a file in it."),
        (["-o", "x.xyz"], "No format goes with the name 'x.xyz'."),
        (["-f", "jsn"], "Unknown format 'jsn'."),
        (["-f", "csv", "-o", "x.json"], "does not go into 'x.json'"),
        (["--color", "red"], "--color cannot be 'red'."),
        (["-f", "json", "--bom"], "--bom is of csv"),
    ],
)
@pytest.mark.parametrize("asked", [["draft", "no-such.md"], ["check", "no-such.toml"], ["import", "no-such.csv"]])
def test_where_an_answer_goes_is_looked_at_before_any_work(
    asked: list[str], words: list[str], told: str, run: Any
) -> None:
    ran = run(*asked, *words)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert "no-such" not in ran.stderr

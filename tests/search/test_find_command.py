"""`encounters find`: what it prints in each format, what it refuses, and that its commands repeat its values."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
FEW = ("--max-filters", "0", "--top", "4")


def test_a_table(run: Run) -> None:
    ran = run("find", "171840", *FEW)
    assert ran.exit_code == 0
    first = ran.stdout.splitlines()[4]
    for part in ("monthly-average", "171,840.3", "January 2021-March 2022", "southwest", "2022-04-18", "2022-05-17"):
        assert part in first
    assert "Encounters are events, not people." in ran.stdout
    assert "The first is the only one of 9 bits" in ran.stdout
    assert ran.stderr == ""


def test_words_need_no_quotes(run: Run) -> None:
    plain = run("find", "over", "2.6", "million", *FEW)
    assert plain.exit_code == 0
    assert plain.stdout == run("find", "over 2.6 million", *FEW).stdout


def test_speed_and_commands_are_told_when_asked_for(run: Run) -> None:
    ran = run("find", "1734686", *FEW, "-v")
    assert "encounters measure total --year 2021" in ran.stdout
    assert ran.stderr.startswith("Tried ")
    assert "a second." in ran.stderr


def test_json_as_promised(run: Run) -> None:
    document = json.loads(run("find", "171840", *FEW, "-f", "json").stdout)
    assert document["schema"] == "encounters/find/1.0"
    first = document["readings"][0]
    assert (first["figure"], first["value"], first["unit"]) == ("monthly-average", 2577604 / 15, "encounters per month")
    assert first["selection"]["period"] == "2021-01..2022-03"
    assert first["release"]["published"] == "2022-04-18"
    assert first["releases"][0] == first["release"]
    assert (first["since"], first["until"]) == ("2022-04-18", "2022-05-17")
    assert document["number"] == {"text": "171840", "value": 171840.0, "comparator": "exact"}
    assert document["matching"] == sum(level["matching"] for level in document["levels"])


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    words = ("find", "28%", "--max-filters", "1", "-f", "json")
    assert run(*words).stdout == run(*words).stdout


def test_flat_rows(run: Run) -> None:
    lines = run("find", "3.79x", *FEW, "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["command"] == "encounters measure multiple --year 2021 --against FY2020"
    told = [json.loads(line) for line in run("find", "3.79x", *FEW, "-f", "ndjson").stdout.splitlines()]
    assert [row["command"] for row in told] == [row["command"] for row in rows]
    assert isinstance(told[0]["value"], float)


def test_a_number_in_brackets_is_told_to_be_a_fall_in_accounts(run: Run) -> None:
    told = " ".join(run("find", "(53%)", *FEW).stdout.split())
    assert "Brackets are read over; in accounts they are a fall, which is looked for as 'down 53%'." in told
    assert "Brackets" not in run("find", "53%", *FEW).stdout


@pytest.mark.parametrize("number", ["171840", "81.8%", "almost nine times", "12"])
def test_each_command_repeats_its_value(number: str, run: Run) -> None:
    document = json.loads(run("find", number, "--max-filters", "1", "-f", "json").stdout)
    for reading in document["readings"]:
        ran = run(*shlex.split(reading["command"])[1:], "-f", "json")
        assert ran.exit_code == 0, ran.stderr
        again = json.loads(ran.stdout)
        assert again["value"] == reading["value"]
        assert again["selection"]["period"] == reading["selection"]["period"]


def test_limits(run: Run) -> None:
    words = ("find", "28%", "--figure", "share", "--within", "FY2022", "--component", "usbp", "--as-of", "2022-10-31")
    document = json.loads(run(*words, "-f", "json").stdout)
    assert document["readings"]
    for reading in document["readings"]:
        assert reading["figure"] == "share"
        assert reading["selection"]["component"] == "usbp"
        assert reading["selection"]["as_of"] is not None
        assert "2021-10" <= reading["selection"]["first_month"] <= reading["selection"]["last_month"] <= "2022-09"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("2.6 millon",), 2, "(character 5)"),
        (("",), 2, "the value is empty"),
        (("987654321", *FEW), 3, "readings tried gives '987654321'"),
        (("$5 million",), 3, "No figure is an amount of money"),
        (("3 percentage points",), 3, "No figure is in percentage points"),
        (("12", "--figure", "rank"), 2, "figure to search for"),
        (("12", "--within", "2021"), 2, "fiscal or a calendar year"),
        (("12", "--max-filters", "7"), 2, "7 filters"),
        (("12", "--top", "0"), 2, "0 readings"),
        (("12", "--citizenship", "Venezula"), 2, "Did you mean 'Venezuela'?"),
        ((), 2, "NUMBER"),
    ],
)
def test_wrong_questions(words: tuple[str, ...], code: int, says: str, run: Run) -> None:
    ran = run("find", *words)
    assert (ran.exit_code, ran.stdout) == (code, "")
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr

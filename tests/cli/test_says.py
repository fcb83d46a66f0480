"""`measure --says`: what it tells names options, not the keys of a claims file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from encounters.cli.in_options import KEYS, in_options


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["total", "--year", "2021", "--says", "1.7"], "on today's figures only: --as-of has earlier ones tried"),
        (
            ["share", "--year", "2021", "--citizenship", "mexico", "--component", "usbp", "--says", "39%"],
            "--of component=usbp makes it the component's own",
        ),
        (["streak", "-p", "FY2021", "--says", "16 straight months above 150,000"], "--threshold 150000, --in-a-row"),
        (["rank", "-p", "2022-05", "--says", "the highest May"], "--among: is missing: the place of a May"),
        (["total", "--year", "2021", "--says", "38%"], "Did you mean measure share?"),
        (["rank", "--year", "2021", "--says", "largest nationality"], "figure: rank is the place of a period"),
        (["total", "--year", "2021", "--threshold", "3", "--says", "1"], "--threshold: is read for months-above"),
    ],
)
def test_what_to_ask_is_told_in_options(run: Any, words: list[str], told: str) -> None:
    done = run("measure", *words)
    assert told in " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    "chosen",
    [
        ["--region", "all"],
        ["--region", "northern"],
        ["--region", "southwest"],
        ["--region", "all", "--state", "maine"],
        ["--component", "all", "--region", "all"],
        ["--citizenship", "not mexico", "--region", "all"],
        ["--area", "tucson_sector"],
        ["--series", "usbp-southwest-by-year"],
    ],
)
def test_the_number_that_is_tried_is_the_one_that_is_measured(run: Any, chosen: list[str]) -> None:
    asked = ["measure", "total", "--year", "2022", *chosen, "-f", "json"]
    [tried] = json.loads(run(*asked, "--says", "1").stdout)["claims"]
    assert tried["recomputed"]["value"] == json.loads(run(*asked).stdout)["value"]


def test_a_key_that_measure_has_no_option_for_stays() -> None:
    assert in_options('record = "since FY2007"; lowest = true; `says`') == 'record = "since FY2007"; --lowest; --says'


def test_keys_are_told_as_options_that_there_are(run: Any) -> None:
    asked = ("measure", "find", "trend", "rows", "revisions")
    there = "".join(run(command, "--help").stdout for command in asked)
    assert [key for key in KEYS if key != "figure" and f"{in_options(f'`{key}`')} " not in there] == []


def test_a_refusal_is_told_in_options(run: Any) -> None:
    told = run("measure", "category-rank", "--year", "2021").stderr
    assert "Name one, as --citizenship honduras; where several dimensions are narrowed, --among names the one." in told


def test_what_stands_in_a_claims_file_is_told_in_keys(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,figure,period,says\na,category-rank,FY2021,second\n", encoding="utf-8")
    assert 'Name one, as citizenship = "honduras"' in run("check", str(path)).stderr

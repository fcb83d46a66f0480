"""The 25 everyday tasks of offices and newsrooms, each one command with its answer. Closed years' numbers are CBP's."""

from __future__ import annotations

import csv
import io
import shlex
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from encounters.cli import app

TASKS = {
    "encounters in June 2022 by nationality": ("breakdown 2022-06 --by citizenship", ["Mexico", "66,730", "32.1%"]),
    "share of family units, FY2019": ("measure share 2019 --demographic families", ["53.9%", "527,112", "977,509"]),
    "share of family units, FY2023": ('measure share 2023 --demographic "family units"', ["33.2%", "821,537"]),
    "month with most unaccompanied children": (
        'measure peak 2017-10..2025-09 --demographic "unaccompanied children"',
        ["18,954", "2021-07"],
    ),
    "is December 2023 the record": (
        "measure record 2023-12",
        ["301,981", "the highest of 75 months since October 2017"],
    ),
    "Border Patrol, January 2025 against 2024": (
        'compare 2025-01 2024-01 --component "border patrol"',
        ["29,105", "124,215", "-95,110", "-76.6%"],
    ),
    "fiscal-year lines to now": ("trend FY2018..FY2025 --by fiscal-year", ["FY2018", "FY2025"]),
    "April 2022 then and now": ("revisions 2022-04", ["234,088", "+1,618", "235,785"]),
    "change since January 2021": ("measure change 2025-09 --against 2021-01", ["-66,767", "January 2021"]),
    "daily average in Del Rio, September 2021": (
        'measure daily-average 2021-09 --sector "del rio"',
        ["1,452.3 encounters per day", "Del Rio Sector"],
    ),
    "top ten nationalities of FY2024": (
        "breakdown 2024 --by nationality --top 10",
        ["Mexico", "653,684", "Venezuela", "261,045"],
    ),
    "which figure is 2.76 million": ('find "2.76 million" --top 1', ["2,766,582", "FY2022", "all borders"]),
    "check one number without a file": ('measure total 2021 --says "over 1.7 million"', ["confirmed", "1,734,686"]),
    "what is new": ("revisions", ["revised"]),
    "Chinese nationals by year": (
        "trend FY2020..FY2024 --nationality chinese --by year",
        ["FY2022", "2,176", "38,246"],
    ),
    "yearly totals since FY2018": ("trend --from FY2018 --by year", ["521,090", "977,509", "458,088", "443,671"]),
    "FY2025": ("summary 2025", ["443,671", "1,215.5"]),
    "this year so far": ("summary --year 2026", ["FY2026", "to date"]),
    "share at ports of entry, FY2023": ('measure share 2023 --component "ports of entry"', ["17.4%", "429,831"]),
    "calendar 2022": ("summary 2022 --calendar", ["CY2022", "2,579,026"]),
    "families in Tucson, December 2023": (
        "measure total 2023-12 --sector tucson --demographic families",
        ["38,244", "Tucson Sector", "Family units (FMUA)"],
    ),
    "by state": ("breakdown 2024 --by state", ["TX", "923,370", "AZ", "563,980"]),
    "by sector and demographic": (
        "breakdown 2024 --by sector,demographic",
        ["Tucson Sector", "Family units (FMUA)", "215,761"],
    ),
    "what FMUA means": ("explain FMUA", ["People, not families", "parent"]),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_one_command(task: str, run: Any) -> None:
    command, shown = TASKS[task]
    ran = run(*shlex.split(command))
    assert ran.exit_code == 0, ran.stderr
    for text in shown:
        assert text in ran.stdout


FURTHER = {
    "two Junes": ("compare June 2022 June 2021", ["207,834", "189,034", "+18,800"]),
    "this fiscal year so far": ("measure total this year", ["total, FY2026 to July (10 of 12 months)"]),
    "the newest month": ("summary last month", ["CBP encounters, July 2026"]),
    "the last twelve months": ("measure total last 12 months", ["total, August 2025-July 2026"]),
    "a second quarter": ("measure total 2022 Q2", ["684,755", "April 2022-June 2022"]),
    "under a president": ("measure total biden term", ["February 2021-January 2025, 48 months, 1,461 days"]),
    "two presidents, per day": (
        "compare biden-term trump-second-term --per-day",
        ["February 2021-January 2025", "Per day"],
    ),
    "years of a component": ("trend 2021-2023 --by year,component", ["1,659,206", "429,831"]),
    "nationalities by year, side by side": ("trend 2021..2023 --by year,nationality --wide", ["Mexico", "Venezuela"]),
    "two years by component, side by side": ("compare 2025 2024 --by component --wide", ["237,538", "1,530,523"]),
    "three months by name": ("trend Jan-Mar 2022", ["2022-01", "2022-03"]),
    "the highest month ever": ("measure peak all", ["301,981", "2023-12"]),
    "the lowest month": ("measure lowest all", ["encounters"]),
    "how many months above 200,000": ("measure months-above 2017-10..2026-07 --threshold 200,000", ["months"]),
    "second-largest nationality of a year": (
        "measure category-rank 2024 --nationality venezuela",
        ["2 place", "Venezuela"],
    ),
    "a state year by year": ("trend --state texas --by year", ["FY2024", "923,370"]),
    "several nationalities together": (
        "measure total 2024 --nationality venezuela,cuba,haiti,nicaragua",
        ["citizenship Venezuela, Cuba, Haiti, Nicaragua"],
    ),
    "all but one nationality": ("measure share 2021 --nationality 'not mexico'", ["62.2%", "1,079,092"]),
    "what was known on a day": ("measure total 2022-04 --as-of 2022-05-17", ["234,088"]),
    "a footnote": ("measure total 2021 --cite", ["U.S. Customs and Border Protection", "1,734,686"]),
    "repeat encounters": ("recidivism", ["2021-05"]),
    "the pace of a year": ("pace 2022-04", ["1,298,178"]),
    "a word of the field": ("explain port of entry", ["OFO"]),
    "months down, sectors across": (
        "breakdown 2024 --by sector --wide --component usbp",
        ["Tucson Sector", "December 2023"],
    ),
    "a chart in the terminal": ("trend 2023 -f chart", ["encounters"]),
}


@pytest.mark.parametrize("task", FURTHER)
def test_a_further_task_is_one_command(task: str, run: Any) -> None:
    command, shown = FURTHER[task]
    ran = run(*shlex.split(command))
    assert ran.exit_code == 0, ran.stderr
    for text in shown:
        assert text in ran.stdout


ASTRAY = {
    "summary texas": "--state texas",
    "compare 2024 2023 --by year": "encounters trend has --by year",
    "trend 2023 --csv": "-f csv",
    "measure total this month": "July 2026: latest",
    "measure total 2023-12-15": "nothing finer than a month",
    "compare biden trump": "trump-first-term, trump-second-term",
    "explain nonsense": "encounters explain",
}


@pytest.mark.parametrize("command", ASTRAY)
def test_what_goes_astray_is_shown_the_way(command: str, run: Any) -> None:
    ran = run(*command.split())
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ASTRAY[command] in ran.stderr
    assert "Did you mean" not in ran.stderr


def test_venezuelans_in_the_el_paso_sector_by_month_as_csv(run: Any) -> None:
    ran = run("trend", "2023", "--nationality", "venezuelans", "--sector", "el paso", "-f", "csv")
    months = {row["month"]: row["encounters"] for row in csv.DictReader(io.StringIO(ran.stdout))}
    assert (len(months), months["2022-10"], months["2023-02"]) == (12, "17809", "1152")


def test_title_42_share_by_month(run: Any) -> None:
    ran = run("trend", "title-42", "--by", "authority", "--share", "-f", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(ran.stdout)) if row["authority"] == "title_42"]
    assert (rows[0]["month"], rows[-1]["month"], len(rows)) == ("2020-03", "2023-05", 39)
    assert float(rows[1]["share"]) == pytest.approx(15_522 / 17_106)


def test_everything_to_a_file_that_other_programs_read(tmp_path: Path, run: Any) -> None:
    for name in ("rows.parquet", "rows.xlsx"):
        assert run("rows", "2024-01", "-o", str(tmp_path / name)).exit_code == 0
    assert pl.read_parquet(tmp_path / "rows.parquet")["count"].sum() == 176_195
    assert (tmp_path / "rows.xlsx").read_bytes().startswith(b"PK")


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def at_80_columns(monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """What a terminal of 80 columns shows of a command's answer."""
    terminal = Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert app.run([*words, "--color", "never"]) == 0
    shown = terminal.buffer.getvalue().decode()  # type: ignore[attr-defined]
    assert all(len(line) <= 80 for line in shown.splitlines())
    return str(shown)


@pytest.mark.parametrize(
    ("command", "point"),
    [
        ("revisions 2022-04", ("+1,618", "+0.7%")),
        ("compare FY2021 FY2020", ("+1,276,598", "+278.7%", "3.787")),
        ("summary 2021", ("1,734,686", "95.6%", "▃▃▃▄▄▇▇▇▇██▇")),
        ("find 171840 --top 1", ("monthly-average", "2022-04-18")),
    ],
)
def test_a_table_keeps_its_point_at_80_columns(
    command: str, point: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = at_80_columns(monkeypatch, *command.split())
    assert all(part in shown for part in point)


def test_a_draft_at_80_columns_shows_what_was_read_and_what_it_comes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said.txt"
    said.write_text("Border Patrol counted 301,981 encounters at the southwest border in December 2023.\n")
    shown = at_80_columns(monkeypatch, "draft", str(said))
    assert all(part in shown for part in ("misdescribed", "December", "249,740"))

"""A drafted document in every format: what is told, in which order, and safe against hostile text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

HOSTILE = """Border <script>alert(1)</script> news

November 20, 2023

In fiscal year 2023 CBP had 2,475,669 encounters at the southwest border ::error:: <img src=x onerror=alert(2)>.
The Border Patrol made about 91,000 arrests | that is what was said.
In fiscal year 2022 CBP had 2,475,669 encounters at the southwest border.
In fiscal year 2023 CBP had 2,475,669 encounters at the southwest border, the highest on record.
A poll had 1,022 voters.
"""


@pytest.fixture
def told(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What `draft` prints of the text in a format."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(HOSTILE, encoding="utf-8")

    def told(form: str) -> str:
        ran = run("draft", "a.txt", "-f", form)
        assert ran.exit_code == 0, ran.stderr
        return str(ran.stdout)

    return told


def test_the_table_has_what_is_unclear_last_and_says_why(told: Any) -> None:
    lines = told("table").splitlines()
    shown = [line for line in lines if line.startswith("line ")]
    assert [line.split("   ")[0] for line in shown] == ["line 5", "line 7", "line 8", "line 6", "line 8"]
    assert ["unclear" in line for line in shown] == [False, False, False, True, True]
    assert "; or: " in shown[-2]
    assert "record ever, FY2023, cbp-southwest-by-year, beside usbp-southwest-by-year" in shown[-1]
    assert "misdescribed, typo-date" in shown[1]
    assert any(line.startswith("Note: typo-date: ") for line in lines)
    assert "Note: Read 3 of 4 numbers about encounters; 8 others. 1 statement without a number." in lines


def test_json_has_every_number_once_and_the_statements(told: Any) -> None:
    found = json.loads(told("json"))
    assert [one["text"] for one in found["numbers"] if one["status"] == "claim"] == ["2,475,669"] * 3
    series = {"series": "cbp-southwest-by-year", "also_series": "usbp-southwest-by-year"}
    assert [one["claim"] for one in found["statements"]] == [{"record": "ever", "period": "FY2023", **series}]
    assert sum(found["counts"].values()) == len(found["numbers"])


def test_rows_have_the_numbers_and_statements_in_the_order_of_the_text(told: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(told("csv"))))
    lines = [json.loads(line) for line in told("ndjson").splitlines()]
    assert [row["text"] for row in rows] == [line["text"] for line in lines]
    assert [int(row["line"]) for row in rows] == sorted(int(row["line"]) for row in rows)
    assert [row["also_series"] for row in rows if row["record"] == "ever"] == ["usbp-southwest-by-year"]


def test_the_page_needs_no_script_and_runs_none(told: Any) -> None:
    page = told("html")
    assert "<script" not in page.lower()
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    assert page.count("<mark>2,475,669</mark>") == 3
    assert "<mark>highest on record</mark>" in page
    assert "@media print" in page


def test_markdown_keeps_its_columns(told: Any) -> None:
    rows = [line for line in told("markdown").splitlines() if line.startswith("| ")]
    assert {line.count("|") for line in rows} == {6}
    assert "<script" not in told("markdown")


def test_annotations_stand_on_the_documents_lines_and_nothing_ends_them(told: Any) -> None:
    lines = told("github").splitlines()
    assert [line.partition("::")[2].partition(",title")[0] for line in lines[:-1]] == [
        "notice file=a.txt,line=6",
        "warning file=a.txt,line=7",
        "notice file=a.txt,line=8",
    ]


def test_a_document_from_stdin_and_one_that_cannot_be_read(run: Any) -> None:
    assert "confirmed" in run("draft", "-", stdin=HOSTILE).stdout
    missing = run("draft", "nowhere.txt")
    assert (missing.exit_code, missing.stdout) == (65, "")
    assert missing.stderr.startswith("Error: nowhere.txt: cannot be read: ")

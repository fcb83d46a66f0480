"""`check --document`: quotes that moved, changed or are gone, and numbers that no claim covers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ARTICLE = """Border numbers

November 20, 2023

In fiscal year 2023 CBP had 2,475,669 encounters at the southwest border, and
137,275 of them were with unaccompanied children.

The Border Patrol recorded 2,045,838 encounters there in fiscal year 2023.
"""


@pytest.fixture
def folder(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article and the claims file drafted from it."""
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("draft", "article.txt", "-o", "article.claims.toml").exit_code == 0
    return tmp_path


def compared(run: Any, *options: str) -> tuple[int, dict[str, list[Any]]]:
    ran = run("check", "article.claims.toml", "--document", "article.txt", "-f", "json", *options)
    return ran.exit_code, json.loads(ran.stdout)["document"]


def test_what_was_drafted_agrees(folder: Path, run: Any) -> None:
    code, found = compared(run, "--strict")
    assert code == 0
    assert found == {"name": "article.txt", "moved": [], "changed": [], "gone": [], "uncovered": []}


def test_a_line_more_moves_quotes_and_fails_nothing(folder: Path, run: Any) -> None:
    Path("article.txt").write_text("A new line\n" + ARTICLE, encoding="utf-8")
    code, found = compared(run, "--strict")
    assert code == 0
    assert [(one["was"], one["line"]) for one in found["moved"]] == [("line 5", 6), ("line 8", 9)]


def test_a_number_that_changed_and_a_sentence_that_went_fail(folder: Path, run: Any) -> None:
    text = ARTICLE.replace("2,475,669", "2,475,000").split("\n\nThe Border Patrol")[0] + "\n"
    Path("article.txt").write_text(text, encoding="utf-8")
    code, found = compared(run)
    assert code == 1
    assert "2,475,000" in found["changed"][0]["now"]
    assert [one["quote"] for one in found["gone"]] == [ARTICLE.strip().rsplit("\n", 1)[1]]
    assert run("check", "article.claims.toml", "--document", "article.txt", "--exit-zero").exit_code == 0


def test_a_number_that_no_claim_covers_fails_with_strict(folder: Path, run: Any) -> None:
    more = "\nIn fiscal year 2022 CBP had 2,378,944 encounters at the southwest border.\n"
    Path("article.txt").write_text(ARTICLE + more, encoding="utf-8")
    code, found = compared(run)
    assert (code, [one["text"] for one in found["uncovered"]]) == (0, ["2,378,944"])
    assert compared(run, "--strict")[0] == 1


def test_it_is_told_in_words(folder: Path, run: Any) -> None:
    Path("article.txt").write_text("Nothing of it is left, not one word.\n", encoding="utf-8")
    ran = run("check", "article.claims.toml", "--document", "article.txt")
    assert "is gone from article.txt" in ran.stdout
    assert "Exit code 1 (0 with --exit-zero): the document and the claims file do not agree." in ran.stdout


def test_a_document_goes_with_one_claims_file(folder: Path, run: Any) -> None:
    ran = run("check", "article.claims.toml", "article.claims.toml", "--document", "article.txt")
    assert (ran.exit_code, ran.stderr.splitlines()[0]) == (2, "Error: --document goes with one claims file.")


def test_claims_of_standard_input_are_read_once(folder: Path, run: Any) -> None:
    claims = Path("article.claims.toml").read_bytes()
    ran = run("check", "-", "--document", "article.txt", "-f", "json", stdin=claims)
    assert (ran.exit_code, json.loads(ran.stdout)["document"]["uncovered"]) == (0, [])

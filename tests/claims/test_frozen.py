"""Verdicts frozen as data: one that moves is looked at, told in CHANGELOG.md, and written by make_frozen.py."""

from __future__ import annotations

import csv

import pytest
from made import holdings
from make_frozen import FROZEN

from encounters.claims.check import bundled_report, check, load_report

Rows = list[dict[str, str]]


def _rows(name: str) -> Rows:
    with (FROZEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _checked(name: str) -> dict[str, str]:
    claims = bundled_report() if name == "report" else load_report(FROZEN / f"{name}.csv")
    return {one.id: " ".join([str(one.word), *one.reasons]) for one in check(holdings(), claims).verdicts}


@pytest.mark.parametrize("name", ["report", "marked", "false"])
def test_no_verdict_moves_unseen(name: str) -> None:
    rows = [row for row in _rows("verdicts.csv") if row["set"] == name]
    assert _checked(name) == {row["id"]: " ".join([row["verdict"], *row["reasons"].split()]) for row in rows}


def test_what_marked_documents_say_is_judged_right() -> None:
    right = {row["id"]: row["verdicts"].split("|") for row in _rows("marked-expected.csv")}
    frozen = {row["id"]: row["verdict"] for row in _rows("verdicts.csv") if row["set"] == "marked"}
    assert frozen.keys() == right.keys()
    assert {name: word for name, word in frozen.items() if word not in right[name]} == {}


def test_of_seeded_false_claims_none_is_confirmed() -> None:
    words = [row["verdict"] for row in _rows("verdicts.csv") if row["set"] == "false"]
    assert len(words) == 240
    assert not {"confirmed", "confirmed at vintage"} & set(words)

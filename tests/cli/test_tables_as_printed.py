"""The main tables as people see them. Human tables may change at any release; a change is looked at here."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from test_streams import COMMANDS

PRINTED = {name: words for name, words in COMMANDS.items() if name not in ("status", "rows", "reconcile")} | {
    "measure": ["measure", "monthly-average", "--from", "2021-01", "--to", "2022-03", "--as-of", "2022-04-18"],
    "explain one": ["explain", "record"],
    "recidivism by year": ["recidivism", "--by", "fiscal-year"],
    "summary of a part": ["summary", "-p", "FYTD 2022-04", "--as-of", "2022-05-17"],
    "nationwide": ["summary", "--year", "2023", "--region", "all"],
}


@pytest.mark.parametrize("words", PRINTED.values(), ids=PRINTED)
def test_a_table(words: list[str], run: Any, snapshot: SnapshotAssertion) -> None:
    assert run(*words).stdout == snapshot


def test_a_partial_year_says_so(run: Any) -> None:
    assert "FY2022 to April (7 of 12 months)" in run("summary", "-p", "FYTD 2022-04").stdout

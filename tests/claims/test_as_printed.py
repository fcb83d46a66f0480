"""Numbers about the border as newspapers, committees, researchers and CBP printed them from 2014 to 2025: each can be
written down in its own words, and gets the verdict that it deserves."""

from __future__ import annotations

import csv

from made import holdings
from make_frozen import FROZEN

from encounters.claims.check import check, load_report

RIGHT = {
    "holds": {"confirmed", "confirmed at vintage", "not checkable no-vintage"},
    "not checkable": {"not checkable no-vintage"},
    "imprecise": {"imprecise not-over", "imprecise loose", "imprecise understated"},
    "false": {"contradicted no-reading", "contradicted by-chance", "misdescribed window"},
    "misdescribed": {"misdescribed window"},
}


def test_what_was_printed_is_judged_right() -> None:
    with (FROZEN / "as-printed-expected.csv").open(encoding="utf-8", newline="") as file:
        right = {row["id"]: RIGHT[row["right"]] for row in csv.DictReader(file)}
    found = check(holdings(), load_report(FROZEN / "as-printed.csv")).verdicts
    told = {one.id: " ".join([str(one.word), *one.reasons]) for one in found}
    assert len(told) == len(right) == 120
    assert {name: told[name] for name in told if told[name] not in right[name]} == {}

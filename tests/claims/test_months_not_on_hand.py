"""Claims over months that CBP's releases do not reach: a published series that counts the same, or the part on hand."""

from __future__ import annotations

from typing import Any

import pytest
from made import verdict

from encounters.verdicts import Word

JOINED: dict[str, tuple[dict[str, Any], Word, tuple[str, ...]]] = {
    "a year before the releases begin": ({"period": "FY2017", "says": "415,517"}, Word.CONFIRMED, ()),
    "as it was first printed": ({"period": "FY2017", "says": "415,191", "as_of": "2018-02-01"}, Word.AT_VINTAGE, ()),
    "without a date": ({"period": "FY2017", "says": "415,191"}, Word.CONTRADICTED, ("superseded",)),
    "of a component": ({"period": "FY2017..FY2019", "component": "usbp", "says": "1,552,003"}, Word.CONFIRMED, ()),
    "months on both sides": ({"period": "2017-01..2018-12", "says": "931,844"}, Word.CONFIRMED, ()),
    "a small revision": (
        {"period": "FY2017", "says": "415,397", "as_of": "2018-02-01"}, Word.NOT_CHECKABLE, ("no-vintage",)
    ),
    "false": ({"period": "FY2017..FY2018", "says": "1,751,234"}, Word.CONTRADICTED, ("no-reading",)),
    "of a group that no series has": (
        {"period": "FY2016..FY2018", "demographic": "uac", "says": "159,583"}, Word.NOT_CHECKABLE, ("incomplete",)
    ),
    "partly in the future": ({"period": "FY2025..FY2029", "says": "1 million"}, Word.NOT_CHECKABLE, ("incomplete",)),
}  # fmt: skip


@pytest.mark.parametrize("case", JOINED)
def test_months_that_the_releases_do_not_reach(case: str) -> None:
    keys, word, reasons = JOINED[case]
    found = verdict(accessed=None, figure="total", **keys)
    assert (found.word, found.reasons) == (word, reasons), found.notes
    if word is not Word.NOT_CHECKABLE or reasons == ("no-vintage",):
        assert any("does, and counts the same" in note for note in found.notes)
        assert found.recomputed is not None
        assert "--series" in str(found.recomputed.command)
    else:
        assert any(note.startswith("On hand: ") for note in found.notes)
        assert any(note.startswith("Missing: ") for note in found.notes)


def test_the_part_on_hand_is_measured() -> None:
    found = verdict(accessed=None, figure="total", period="FY2016..FY2018", demographic="uac", says="159,583")
    assert found.recomputed is not None
    assert found.recomputed.value == 58_660
    assert "they would have to come to 100,923" in " ".join(found.notes)


def test_a_border_patrol_series_does_not_answer_for_both_components() -> None:
    found = verdict(accessed=None, figure="total", period="FY2005", says="1,171,428")
    assert (found.word, found.reasons) == (Word.NOT_CHECKABLE, ("no-data",))

"""What differs from a claim in one thing, where the search has no such figure, set or series; numbers said loosely."""

from __future__ import annotations

from typing import Any

import pytest
from made import verdict

from encounters.verdicts import Word

CONFIRMED, MISDESCRIBED, CONTRADICTED = Word.CONFIRMED, Word.MISDESCRIBED, Word.CONTRADICTED
THREE = {"figure": "total", "period": "FY2023", "citizenship": "cuba,nicaragua,venezuela"}
TUCSON = {"figure": "total", "period": "FY2023", "area": "tucson_sector"}
ON_MEAN = {"period": "FY2025", "against": "FY2021..FY2024"}
AT_ENTRY = {"figure": "total", "period": "2023-10", "series": "usbp-southwest-at-entry-at-large/at-entry"}
GANGS = {"figure": "total", "period": "FY2022", "series": "gang-affiliated-by-year"}

TOLD: dict[str, tuple[dict[str, Any], str, str]] = {
    "lowest of a component": ({"figure": "lowest", "period": "FY2025", "says": "4,592"}, "component", "U.S. Border"),
    "mean of another component": (
        {"figure": "percent-change-on-mean", **ON_MEAN, "says": "87% below"}, "component", "U.S. Border Patrol only"
    ),
    "difference from it": (
        {"figure": "change-on-mean", **ON_MEAN, "says": "1.62 million below"}, "component", "U.S. Border Patrol only"
    ),
    "a year more": (
        {"figure": "yearly-average", "period": "FY2022..FY2024", "says": "2,181,076"}, "window", "FY2021-FY2024"
    ),
    "a day's change of a component": (
        {"figure": "daily-change", "period": "2024-01", "against": "2023-12", "says": "4,049 fewer a day"},
        "component", "U.S. Border Patrol only",
    ),
    "both periods a month on": (
        {"figure": "daily-change", "period": "2024-01", "against": "2023-12", "says": "up 1,661 a day"},
        "window", "December 2023",
    ),
    "without a filter": (
        {"figure": "lowest", "period": "FY2025", "citizenship": "mexico", "says": "7,822"}, "cohort", "all citizensh"
    ),
    "one nationality more": ({**THREE, "says": "584,049"}, "cohort", "with Haiti"),
    "one nationality less": ({**THREE, "says": "408,423"}, "cohort", "without Nicaragua"),
    "a sector with its field office": ({**TUCSON, "says": "402,711"}, "area", "with Tucson Field Office"),
    "people, for encounters": (
        {"figure": "total", "period": "2022-07", "says": "162,792"}, "figure", "people, each counted once"
    ),
    "encounters, for people": (
        {"figure": "total", "period": "2022-07", "series": "unique-individuals-by-month", "says": "199,976"},
        "events-not-people", "encounters, not people",
    ),
    "all, for a part of a series": ({**AT_ENTRY, "says": "188,749"}, "cohort", "every place"),
    "another part of a series": ({**AT_ENTRY, "says": "2,687"}, "cohort", "place at-large"),
    "one gang for all": ({**GANGS, "says": "312"}, "cohort", "gang ms-13"),
    "said loosely, in three digits": (
        {"figure": "total", "period": "FY2021", "says": "some 1.96 million"}, "area", "all borders"
    ),
}  # fmt: skip

TWO_THINGS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "component and region": (
        {"figure": "total", "period": "FY2022", "component": "usbp", "says": "2.77 million"}, ("component", "area")
    ),
    "year and component": (
        {"figure": "total", "period": "FY2024", "demographic": "fmua", "says": "621,000"}, ("typo-date", "component")
    ),
    "month and component": (
        {"figure": "total", "period": "2021-05", "citizenship": "mexico", "says": "59,500"}, ("window", "component")
    ),
    "year and component of a share": (
        {"figure": "share", "period": "FY2022", "authority": "title_42", "says": "62.7%"}, ("typo-date", "component")
    ),
}  # fmt: skip

NOT_EASILY_TAKEN: dict[str, dict[str, Any]] = {
    "a month, all but one nationality": {
        "figure": "share", "period": "FY2023", "component": "usbp", "citizenship": "guatemala", "says": "75.5%"
    },
    "a year, and a group not named": {
        "figure": "share", "period": "FY2023", "authority": "title_42", "says": "74.5%"
    },
    "the change on another year, for a peak": {"figure": "peak", "period": "FY2022", "says": "244,000"},
    "all but one group, over other months": {
        "figure": "total", "period": "2021-03", "authority": "title_42", "says": "392,000"
    },
    "another year compared with, of two digits": {
        "figure": "percent-change", "period": "2025-02..2025-08", "says": "a 95% decline"
    },
    "a group not named, of two digits": {"figure": "percent-change", "period": "FY2022", "says": "up 42%"},
}  # fmt: skip

NOT_TOLD: dict[str, dict[str, Any]] = {
    "a year of a series that is far off": (
        {
            "figure": "percent-change",
            "period": "FY2017",
            "against": "FY2000",
            "component": "usbp",
            "says": "an 80% fall",
        }
    ),
    "a few months": {"figure": "months-above", "period": "FY2022", "threshold": 230000, "says": "4"},
    "two digits, said loosely": {"figure": "total", "period": "FY2021", "says": "about 2 million"},
    "two things, said loosely": {
        "figure": "total", "period": "2021-02", "citizenship": "other", "says": "about 35,600"
    },
    "no count of people": {"figure": "total", "period": "2022-07", "says": "162,892"},
    "no part of a series": {**AT_ENTRY, "says": "188,949"},
    "nor a lowest": {"figure": "lowest", "period": "FY2025", "says": "4,952"},
    "nor a set": {**THREE, "says": "584,149"},
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_differs_in_one_thing_is_told(case: str) -> None:
    keys, reason, words = TOLD[case]
    found = verdict(accessed=None, **keys)
    assert (found.word, found.reasons) == (MISDESCRIBED, (reason,)), (found.recomputed, found.readings)
    assert found.readings[0].words.startswith(words)


@pytest.mark.parametrize("case", TWO_THINGS)
def test_two_things_that_are_easily_taken_for_each_other_are_told(case: str) -> None:
    keys, reasons = TWO_THINGS[case]
    found = verdict(accessed=None, **keys)
    assert (found.word, found.reasons) == (MISDESCRIBED, reasons), (found.recomputed, found.readings)


@pytest.mark.parametrize("case", NOT_EASILY_TAKEN)
def test_what_is_not_easily_taken_for_the_claim_excuses_no_false_number(case: str) -> None:
    found = verdict(accessed=None, **NOT_EASILY_TAKEN[case])
    assert found.word is not MISDESCRIBED, (found.reasons, found.recomputed, found.readings)


@pytest.mark.parametrize("case", NOT_TOLD)
def test_what_is_false_stays_so(case: str) -> None:
    found = verdict(accessed=None, **NOT_TOLD[case])
    assert found.word is CONTRADICTED, (found.recomputed, found.readings)


def test_a_claim_with_a_date_is_tried_on_the_releases_of_its_time_too() -> None:
    """March 2022 as of 18 April: 221,303, of it 209,906 Border Patrol's."""
    keys = {"figure": "lowest", "period": "2022-03", "says": "209,906"}
    found = verdict(accessed="2022-04-20", **keys)
    assert (found.word, found.reasons) == (MISDESCRIBED, ("component",))


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ({"figure": "multiple", "period": "FY2022", "series": "gang-affiliated-by-year", "says": "more than doubled"},
         CONFIRMED),
        ({"figure": "percent-change", "period": "FY2022", "series": "criminal-noncitizens-by-year", "says": "up 42%"},
         CONTRADICTED),
        ({"figure": "daily-average", "period": "2019-05", "component": "usbp", "series": "usbp-southwest-by-month",
          "says": "over 4,285"}, CONFIRMED),
    ],
)  # fmt: skip
def test_counts_of_a_series_are_known_in_full(keys: dict[str, Any], word: Word) -> None:
    """A series of counts is not rounded, so that what is made of them can decide."""
    assert verdict(accessed=None, **keys).word is word


@pytest.mark.parametrize(
    ("says", "word", "would_hold"),
    [
        ("up 11 percentage points", CONFIRMED, None),
        ("up 63%", CONFIRMED, None),  # of itself: from 17.4% to 28.3%
        ("up 11%", MISDESCRIBED, "up 11 points"),
        ("up 63 points", CONTRADICTED, "up 11 points"),
        ("up 36%", CONTRADICTED, "up 11 points"),
        ("down 11%", CONTRADICTED, "up 11 points"),
    ],
)
def test_percent_of_a_share_is_of_itself_and_not_points(says: str, word: Word, would_hold: str | None) -> None:
    found = verdict(accessed=None, figure="share-change", period="FY2024", component="ofo", says=says)
    assert (found.word, found.would_hold) == (word, would_hold), (found.reasons, found.readings)


def test_a_number_of_a_state_that_does_not_hold_is_told_where_it_was_counted() -> None:
    """Arizona in FY2023: 576,901, of them 576,434 at the southwest border."""
    keys = {"figure": "total", "period": "FY2023", "state": "AZ", "says": "576,901"}
    found = verdict(accessed=None, **keys)
    assert (found.word, found.reasons) == (MISDESCRIBED, ("area",))
    assert any("at the southwest land border" in note for note in found.notes)
    assert verdict(accessed=None, **keys, region="all").word is CONFIRMED


def test_a_year_to_date_of_another_year_is_told_as_such() -> None:
    found = verdict(accessed=None, figure="year-to-date", period="2024-03", says="1,226,254")
    assert (found.word, found.reasons) == (MISDESCRIBED, ("typo-date",))


def test_what_would_hold_is_of_what_the_series_counts() -> None:
    keys, *_ = TOLD["encounters, for people"]
    assert verdict(accessed=None, **keys).would_hold == "162,792 people"

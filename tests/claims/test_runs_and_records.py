"""Runs of months and how often a number was passed, as texts word them; records that go further than releases do."""

from __future__ import annotations

from typing import Any

import pytest
from made import document, table, verdict
from test_claims_file import problems

from encounters.claims.reach import parse_reach
from encounters.errors import UsageError
from encounters.verdicts import Word

CONFIRMED, CONTRADICTED, MISDESCRIBED = Word.CONFIRMED, Word.CONTRADICTED, Word.MISDESCRIBED
FELL = {"figure": "streak", "period": "2024-02..2024-07", "lowest": True}
ROSE = {"figure": "streak", "period": "2023-06..2023-09"}
ABOVE = {"figure": "months-above", "period": "FY2022..FY2024"}


@pytest.mark.parametrize(
    ("keys", "right", "wrong"),
    [
        (FELL, "fell for a fifth straight month", "fell for a sixth straight month"),
        (FELL, "five consecutive monthly declines", "four consecutive monthly declines"),
        (FELL, "a five-month slide", "a seven-month slide"),
        (FELL, "down five months in a row", "down six months in a row"),
        (ROSE, "rose for a third consecutive month", "rose for a fourth consecutive month"),
        ({**ABOVE, "threshold": 300000}, "only once", "twice"),
        ({**ABOVE, "threshold": 230000}, "ten times", "eight times"),
        ({**ABOVE, "threshold": 230000}, "10 of the 36 months", "12 of the 36 months"),
        ({"figure": "months-above", "period": "FY2022", "threshold": 150000}, "all 12 months", "11 of 12 months"),
    ],
)
def test_months_are_counted_as_texts_count_them(keys: dict[str, Any], right: str, wrong: str) -> None:
    assert verdict(accessed=None, **keys, says=right).word is CONFIRMED
    assert verdict(accessed=None, **keys, says=wrong).word is CONTRADICTED


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({**FELL, "lowest": False}, "fell for a fifth straight month"),
        ({**FELL, "lowest": False}, "a five-month slide"),
        ({**ROSE, "lowest": True}, "rose for a third straight month"),
    ],
)
def test_a_run_that_goes_the_other_way_than_its_words_is_refused(keys: dict[str, Any], says: str) -> None:
    found = problems(document(table(**keys, says=says)))
    assert any("a run of falls is lowest = true" in str(problem) for problem in found), found


def test_every_month_is_told_how_it_is_written() -> None:
    found = problems(document(table(**ABOVE, threshold=150000, says="every month")))
    assert any('says = "12 months"' in str(problem) for problem in found), found


BORDER_PATROL = {"component": "usbp"}
SOUTHWEST: dict[str, Any] = {"series": "usbp-southwest-by-year"}

RECORDS: list[tuple[dict[str, Any], Word]] = [
    # July 2021: 200,658; March 2000: 220,063; March 2021: 169,216; March 2001: 170,580
    ({**BORDER_PATROL, "period": "2021-07", "record": "in 21 years"}, CONFIRMED),
    ({**BORDER_PATROL, "period": "2021-07", "record": "since March 2000"}, CONFIRMED),
    ({**BORDER_PATROL, "period": "2021-07", "record": "since February 2000"}, CONTRADICTED),
    ({**BORDER_PATROL, "period": "2021-03", "record": "since April 2000"}, CONTRADICTED),
    ({**BORDER_PATROL, "period": "2021-03", "record": "since March 2001"}, CONFIRMED),
    ({**BORDER_PATROL, "period": "FY2005", "record": "since FY2000"}, CONTRADICTED),
    ({**BORDER_PATROL, "period": "FY2004", "record": "since 2001"}, CONFIRMED),
    ({**BORDER_PATROL, "period": "2021-07", "record": "in half a century"}, MISDESCRIBED),
    # of both components nothing reaches so far
    ({"period": "2021-07", "record": "in 21 years"}, MISDESCRIBED),
    ({"period": "FY2021", "record": "in 5 years"}, CONFIRMED),
    ({"period": "FY2021", "record": "ever"}, MISDESCRIBED),
    ({**SOUTHWEST, "period": "FY2025", "lowest": True, "record": "since 1970"}, CONFIRMED),
    ({**SOUTHWEST, "period": "FY2025", "lowest": True, "record": "since 1969"}, CONTRADICTED),
    ({**SOUTHWEST, "period": "FY2025", "lowest": True, "record": "in more than half a century"}, CONFIRMED),
    ({**SOUTHWEST, "period": "FY2025", "lowest": True, "record": "in six decades"}, CONTRADICTED),
]


@pytest.mark.parametrize(("keys", "word"), RECORDS, ids=[f"{one['period']}-{one['record']}" for one, _ in RECORDS])
def test_a_record_that_goes_further_than_the_releases_is_held_against_the_series(
    keys: dict[str, Any], word: Word
) -> None:
    found = verdict(accessed=None, **keys)
    assert found.word is word, [reading.words for reading in found.readings]


def test_the_year_since_which_a_month_is_a_record_is_fiscal_or_calendar() -> None:
    found = problems(document(table(period="2023-12", record="since 2018")))
    assert any("could be a fiscal or a calendar year" in str(problem) for problem in found), found


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("in 20 years", 20),
        ("in over 20 years", 20),
        ("in twenty-one years", 21),
        ("in a decade", 10),
        ("in more than two decades", 20),
        ("in the past two decades", 20),
        ("in half a century", 50),
        ("in a quarter-century", 25),
        ("in a quarter of a century", 25),
    ],
)
def test_how_many_years_a_record_reaches_back(words: str, years: int) -> None:
    assert parse_reach(words).years == years


@pytest.mark.parametrize("words", ["in years", "in a generation", "in nearly 25 years", "in 5 months", "in 20% years"])
def test_words_that_count_no_years_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match="does not say how far back"):
        parse_reach(words)


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("the lowest", Word.NOT_CHECKABLE),  # July 2025 was lower
        ("second-lowest", CONFIRMED),
        ("third-lowest", CONTRADICTED),
    ],
)
def test_a_place_is_not_judged_by_months_that_came_later(says: str, word: Word) -> None:
    """June 2025 was the lowest month until July; no release of July 2025 is on hand."""
    found = verdict(accessed="2025-07-15", figure="rank", period="2025-06", lowest=True, says=says)
    assert found.word is word
    assert verdict(accessed=None, figure="rank", period="2025-06", lowest=True, says="the lowest").word is CONTRADICTED
    high = verdict(accessed="2025-07-15", figure="rank", period="2025-06", says="the highest")
    assert high.word is CONTRADICTED


UNSAID = [
    ({"figure": "total", "says": "2,475,669 Border Patrol apprehensions"}, 'component = "usbp"'),
    ({"figure": "total", "says": "604,482 at ports of entry"}, 'component = "ofo"'),
    ({"figure": "total", "says": "220,908 Cubans"}, 'citizenship = "cuba"'),
    ({"figure": "share", "demographic": "fmua", "says": "28% of Hondurans"}, 'citizenship = "honduras"'),
]


@pytest.mark.parametrize(("keys", "key"), UNSAID, ids=[keys["says"] for keys, _ in UNSAID])
def test_what_the_words_name_and_no_key_says_is_a_problem(keys: dict[str, Any], key: str) -> None:
    """A number of all would be confirmed as that of Border Patrol."""
    found = problems(document(table(**keys, period="FY2023")))
    assert any(key in str(problem) for problem in found), found


@pytest.mark.parametrize(
    "keys",
    [
        {"component": "usbp", "says": "2,045,838 Border Patrol apprehensions"},
        {"component": "usbp", "says": "2,045,838 between ports of entry"},
        {"area": "tucson_sector", "says": "373,625 Border Patrol encounters"},
        {"citizenship": "cuba,haiti", "says": "218,482 Cubans and Haitians"},
        {"says": "2,475,669 at the Mexican border"},
        {"says": "2,475,669 single adults and families"},
        {"figure": "share", "component": "usbp", "citizenship": "cuba", "of": "component=usbp", "says": "7% Cubans"},
    ],
    ids=lambda keys: keys["says"],
)
def test_and_is_none_where_a_key_says_it(keys: dict[str, Any]) -> None:
    assert verdict(accessed=None, **{"figure": "total", **keys}, period="FY2023").word

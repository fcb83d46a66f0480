"""Statements of each kind that people make, true and false: what can be written, and what it comes to.

The numbers are CBP's, of fiscal years that are over.
"""

from __future__ import annotations

from typing import Any

import pytest
from made import checked, document, table, verdict
from test_claims_file import problems

from encounters.verdicts import Word

CONFIRMED = Word.CONFIRMED
ABOVE = {"figure": "months-above", "period": "FY2021..FY2022", "threshold": 150000}
LATINS = "guatemala,honduras,el_salvador"
THREE = "cuba,nicaragua,venezuela"
CUBANS = {"figure": "change", "citizenship": "cuba", "than": "citizenship=honduras"}
Statement = tuple[str, dict[str, Any]]

TRUE: list[Statement] = [
    ("lowest month of FY2020", {"figure": "lowest", "period": "FY2020", "says": "17,106"}),
    ("and when it was", {"figure": "lowest", "period": "FY2020", "says": "17,106", "at": "2020-04"}),
    ("lowest of 2021-2024", {"figure": "lowest", "period": "2021-01..2024-12", "says": "78,414"}),
    ("never under 150,000", {"figure": "lowest", "period": "2021-03..2022-09", "says": "more than 150,000"}),
    ("19 straight months", {**ABOVE, "in_a_row": True, "says": "19 straight months"}),
    ("19 months in all", {**ABOVE, "says": "19"}),
    ("one month below", {"figure": "months-below", "period": "2021-01..2022-12", "threshold": 100000, "says": "1"}),
    ("every month of FY2020 below", {"figure": "months-below", "period": "FY2020", "threshold": 80000, "says": "12"}),
    ("no month of FY2020 above", {"figure": "months-above", "period": "FY2020", "threshold": 80000, "says": "0"}),
    ("second nationality", {
        "figure": "category-rank", "period": "FY2021", "citizenship": "honduras", "says": "second"
    }),
    ("largest nationality", {"figure": "category-rank", "period": "FY2021", "citizenship": "mexico", "says": "first"}),
    ("largest sector", {"figure": "category-rank", "period": "FY2022", "area": "Del Rio Sector", "says": "1"}),
    ("second-lowest year", {
        "figure": "rank", "period": "FY2020", "lowest": True, "says": "second", "as_of": "2025-10-31"
    }),
    ("highest of its kind", {"figure": "rank", "period": "FY2020", "says": "third", "as_of": "2021-11-12"}),
    ("once another came", {"figure": "rank", "period": "FY2020", "says": "fourth", "as_of": "2021-12-01"}),
    ("highest May since", {"record": "since 2018-05", "period": "2021-05", "among": "same-months"}),
    ("lowest since", {"record": "since 2018-01", "period": "2020-04", "lowest": True}),
    ("lowest in years", {"record": "since FY2018", "period": "FY2020", "lowest": True}),
    ("ever, in a series", {"record": "ever", "period": "FY2022", "series": "usbp-southwest-by-year"}),
    ("on record, in a series", {"record": "on record", "period": "FY2022", "series": "cbp-southwest-by-year"}),
    ("three passed three", {
        "figure": "share", "period": "2022-09", "citizenship": THREE, "of": f"citizenship={THREE},{LATINS}",
        "says": "more than half",
    }),
    ("Cubans outnumbered Hondurans", {
        "figure": "share", "period": "2022-04", "citizenship": "cuba", "of": "citizenship=cuba,honduras",
        "says": "more than 50%",
    }),
    ("Mexico below half of two", {
        "figure": "share", "period": "FY2021", "citizenship": "honduras", "of": "citizenship=mexico,honduras",
        "says": "less than half",
    }),
    ("outnumbered", {**CUBANS, "period": "2022-04", "says": "outnumbered Hondurans"}),
    ("more Cubans than Hondurans", {**CUBANS, "period": "2022-04", "says": "more Cubans than Hondurans"}),
    ("by how many", {**CUBANS, "period": "2022-04", "says": "19,105 more than those from Honduras"}),
    ("how many times", {
        **CUBANS, "figure": "multiple", "period": "2022-04", "says": "more than twice as many as from Honduras"
    }),
    ("percent more", {**CUBANS, "figure": "percent-change", "period": "2022-04", "says": "121% more"}),
    ("in another year", {
        **CUBANS, "period": "FY2021", "against": "FY2020", "component": "usbp", "says": "fewer than Hondurans"
    }),
    ("those three passed these", {
        "figure": "change", "period": "2022-09", "citizenship": THREE, "than": f"citizenship={LATINS}",
        "says": "passed those three",
    }),
    ("a sector against another", {
        "figure": "change", "period": "FY2022", "area": "del_rio_sector", "than": "area=tucson_sector",
        "says": "higher than Tucson",
    }),
    ("one component against the other", {
        "figure": "multiple", "period": "FY2021", "component": "usbp", "than": "component=ofo", "says": "22 times",
    }),
    ("a month above an average", {
        "figure": "change-on-mean", "period": "2022-04", "against": "FY2019", "says": "above the monthly average"
    }),
    ("times an average", {
        "figure": "multiple-on-mean", "period": "2022-04", "against": "FY2019", "says": "nearly three times"
    }),
    ("up from a year before", {"figure": "percent-change", "period": "FY2021", "says": "up from 2020"}),
    ("a smaller share", {"figure": "share-change", "period": "FY2021", "citizenship": "mexico", "against": "FY2020",
        "says": "lower than in FY2020"}),
    ("average a fiscal year", {"figure": "yearly-average", "period": "FY2021..FY2023", "says": "2,196,433"}),
    ("rounded", {"figure": "yearly-average", "period": "FY2021..FY2023", "says": "about 2.2 million"}),
    ("points of a share", {
        "figure": "share-change", "period": "FY2023", "against": "FY2021", "citizenship": "venezuela",
        "says": "7.9 percentage points",
    }),
    ("above the mean", {
        "figure": "change-on-mean", "period": "FY2021", "against": "FY2018..FY2020", "says": "up 1,082,000"
    }),
    ("percent above the mean", {
        "figure": "percent-change-on-mean", "period": "FY2021", "against": "FY2018..FY2020", "says": "up 166%",
    }),
    ("daily change", {"figure": "daily-change", "period": "FY2021", "against": "FY2020", "says": "up 3,501"}),
    ("fewer a day though more in the month", {
        "figure": "daily-percent-change", "period": "2025-05", "against": "2025-04", "region": "all", "says": "down 2%"
    }),
    ("lower than a year before", {
        "figure": "change", "period": "2020-07", "against": "2019-07", "says": "lower than in July 2019"
    }),
    ("higher than a year before", {
        "figure": "change", "period": "2021-07", "against": "2020-07", "says": "higher than a year earlier"
    }),
]  # fmt: skip

FALSE: list[Statement] = [
    ("lowest month of FY2020", {"figure": "lowest", "period": "FY2020", "says": "23,237"}),
    ("its month", {"figure": "lowest", "period": "FY2020", "says": "17,106", "at": "2020-05"}),
    ("lowest of 2021-2024", {"figure": "lowest", "period": "2021-01..2024-12", "says": "58,009"}),
    ("never under 180,000", {"figure": "lowest", "period": "2021-03..2022-09", "says": "more than 180,000"}),
    ("16 straight months", {**ABOVE, "in_a_row": True, "says": "16 straight months"}),
    ("24 in all", {**ABOVE, "says": "24"}),
    ("four below", {"figure": "months-below", "period": "2021-01..2022-12", "threshold": 100000, "says": "4"}),
    ("eleven of FY2020 below", {"figure": "months-below", "period": "FY2020", "threshold": 80000, "says": "7"}),
    ("some of FY2020 above", {"figure": "months-above", "period": "FY2020", "threshold": 80000, "says": "3"}),
    ("third nationality", {"figure": "category-rank", "period": "FY2021", "citizenship": "honduras", "says": "third"}),
    ("fifth nationality", {"figure": "category-rank", "period": "FY2021", "citizenship": "mexico", "says": "fifth"}),
    ("third sector", {"figure": "category-rank", "period": "FY2022", "area": "Del Rio Sector", "says": "3"}),
    ("fourth-lowest", {"figure": "rank", "period": "FY2020", "lowest": True, "says": "fourth", "as_of": "2025-10-31"}),
    ("third before another came", {"figure": "rank", "period": "FY2020", "says": "third", "as_of": "2021-12-01"}),
    ("the highest before others came", {"figure": "rank", "period": "FY2021", "says": "first", "as_of": "2024-12-31"}),
    ("first of its kind", {"figure": "rank", "period": "FY2020", "says": "first", "as_of": "2021-12-01"}),
    ("highest May since", {"record": "since 2019-05", "period": "2020-05", "among": "same-months"}),
    ("lowest since", {"record": "since 2018-01", "period": "2020-06", "lowest": True}),
    ("lowest in years", {"record": "since FY2018", "period": "FY2021", "lowest": True}),
    ("ever, in a series", {"record": "ever", "period": "FY2020", "series": "usbp-southwest-by-year"}),
    ("on record, in a series", {"record": "on record", "period": "FY2020", "series": "cbp-southwest-by-year"}),
    ("three passed three", {
        "figure": "share", "period": "FY2021", "citizenship": THREE, "of": f"citizenship={THREE},{LATINS}",
        "says": "more than half",
    }),
    ("Cubans outnumbered Hondurans", {
        "figure": "share", "period": "FY2021", "citizenship": "cuba", "of": "citizenship=cuba,honduras",
        "says": "more than 50%",
    }),
    ("Honduras above half of two", {
        "figure": "share", "period": "FY2021", "citizenship": "honduras", "of": "citizenship=mexico,honduras",
        "says": "more than half",
    }),
    ("outnumbered", {**CUBANS, "period": "FY2021", "says": "outnumbered Hondurans"}),
    ("more Hondurans than Cubans", {**CUBANS, "period": "2022-04", "says": "fewer Cubans than Hondurans"}),
    ("by how many", {**CUBANS, "period": "2022-04", "says": "29,105 more than those from Honduras"}),
    ("how many times", {**CUBANS, "figure": "multiple", "period": "2022-04", "says": "nearly four times as many"}),
    ("percent more", {**CUBANS, "figure": "percent-change", "period": "2022-04", "says": "21% more"}),
    ("those three passed these", {
        "figure": "change", "period": "FY2021", "citizenship": THREE, "than": f"citizenship={LATINS}",
        "says": "passed those three",
    }),
    ("a sector against another", {
        "figure": "change", "period": "FY2022", "area": "del_rio_sector", "than": "area=tucson_sector",
        "says": "lower than Tucson",
    }),
    ("one component against the other", {
        "figure": "multiple", "period": "FY2021", "component": "usbp", "than": "component=ofo", "says": "5 times",
    }),
    ("a month above an average", {
        "figure": "change-on-mean", "period": "2020-04", "against": "FY2019", "says": "above the monthly average"
    }),
    ("times an average", {
        "figure": "multiple-on-mean", "period": "2022-04", "against": "FY2019", "says": "nearly five times"
    }),
    ("up from a year before", {"figure": "percent-change", "period": "FY2020", "says": "up from 2019"}),
    ("average a fiscal year", {"figure": "yearly-average", "period": "FY2021..FY2023", "says": "1,896,433"}),
    ("rounded", {"figure": "yearly-average", "period": "FY2021..FY2023", "says": "about 3.2 million"}),
    ("points of a share", {
        "figure": "share-change", "period": "FY2023", "against": "FY2021", "citizenship": "venezuela",
        "says": "17.9 percentage points",
    }),
    ("above the mean", {
        "figure": "change-on-mean", "period": "FY2021", "against": "FY2018..FY2020", "says": "up 582,000"
    }),
    ("percent above the mean", {
        "figure": "percent-change-on-mean", "period": "FY2021", "against": "FY2018..FY2020", "says": "up 96%",
    }),
    ("daily change", {"figure": "daily-change", "period": "FY2021", "against": "FY2020", "says": "up 5,501"}),
    ("fewer a day", {
        "figure": "daily-percent-change", "period": "2025-05", "against": "2025-04", "region": "all", "says": "down 12%"
    }),
    ("lower than a year before", {
        "figure": "change", "period": "2021-07", "against": "2020-07", "says": "lower than in July 2020"
    }),
    ("higher than a year before", {
        "figure": "change", "period": "2020-07", "against": "2019-07", "says": "higher than a year earlier"
    }),
]  # fmt: skip


def _by(keys: dict[str, Any]) -> str | None:
    return keys.get("as_of")


@pytest.mark.parametrize(("name", "keys"), TRUE, ids=[name for name, _ in TRUE])
def test_a_true_statement_is_confirmed(name: str, keys: dict[str, Any]) -> None:
    found = verdict(accessed=None, **keys)
    assert found.word in (CONFIRMED, Word.AT_VINTAGE), (name, found.recomputed, found.reasons, found.notes)


@pytest.mark.parametrize(("name", "keys"), FALSE, ids=[name for name, _ in FALSE])
def test_a_false_statement_is_not(name: str, keys: dict[str, Any]) -> None:
    found = verdict(accessed=None, **keys)
    assert found.word in (Word.CONTRADICTED, Word.MISDESCRIBED), (name, found.recomputed, found.reasons, found.notes)


ATTEMPTS = {
    "a yearly number as a monthly average": (
        {"figure": "monthly-average", "period": "FY2021", "says": "1.86 million a year"},
        "is a number a year, and monthly-average is one a month",
    ),
    "months above as a streak": (
        {"figure": "streak", "period": "FY2021..FY2022", "quote": "above 150,000", "says": "16 straight months"},
        "use months-above and months-below, with in_a_row = true",
    ),
    "a nationality's rank": (
        {"figure": "rank", "period": "FY2021", "citizenship": "honduras", "quote": "nationality", "says": "second"},
        "category-rank",
    ),
    "a run and its number in one": (
        {"figure": "streak", "period": "FY2021..FY2022", "says": "16 straight months above 150,000"},
        'figure = "months-above" (or "months-below"), threshold = 150000, in_a_row = true',
    ),
    "the second-largest nationality as a rank": (
        {"figure": "rank", "period": "FY2021", "citizenship": "honduras", "says": "second-largest nationality"},
        "category-rank",
    ),
    "a May among all months": (
        {"figure": "rank", "period": "2022-05", "says": "the highest May"},
        'the place of a May among others is among = "same-months"',
    ),
    "a record as a number": (
        {"figure": "total", "period": "2021-07", "says": "the highest since 2000"},
        'A record is a claim of its own, without `says`: record = "since FY2007"',
    ),
    "a threshold of a total": (
        {"figure": "total", "period": "FY2021", "threshold": 5, "says": "1"},
        "months-above and months-below only",
    ),
    "a comparison of a total": (
        {"figure": "total", "period": "FY2021", "says": "higher than in 2020"},
        "is a comparison without a number, which total is not: change has it",
    ),
    "others of a total": (
        {"figure": "total", "period": "FY2021", "than": "citizenship=mexico", "says": "1"},
        "is read for change, percent-change and multiple only",
    ),
    "a place of a total": (
        {"figure": "total", "period": "FY2021", "says": "the third-highest"},
        "is a place among others: rank has that of a period, category-rank of a category",
    ),
    "the most of a share": (
        {"figure": "share", "period": "FY2021", "component": "usbp", "says": "most"},
        "is a place among others",
    ),
    "number one of an average": ({"figure": "daily-average", "period": "FY2021", "says": "No. 1"}, "is a place among"),
    "the lowest of a total": (
        {"figure": "total", "period": "FY2021", "lowest": True, "says": "1"},
        "is read for",
    ),
}


@pytest.mark.parametrize("case", ATTEMPTS)
def test_the_natural_wrong_attempt_is_refused_with_the_right_name(case: str) -> None:
    keys, words = ATTEMPTS[case]
    found = problems(document(table(**keys)))
    assert any(words in str(problem) for problem in found), found


OTHERWISE = {
    "another month": ({"period": "2022-05", "says": "19,105 more"}, "window"),
    "one component": ({"component": "usbp", "says": "19,105 more"}, "component"),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_two_sums_that_differ_in_one_thing_are_told(case: str) -> None:
    changes, reason = OTHERWISE[case]
    found = verdict(accessed=None, **{**CUBANS, "period": "2022-04", **changes})
    assert (found.word, found.reasons) == (Word.MISDESCRIBED, (reason,)), (found.recomputed, found.readings)
    assert "--than citizenship=" in str(found.readings[0].command)


def test_more_that_is_told_as_fewer_is_contradicted() -> None:
    found = verdict(accessed=None, **{**CUBANS, "period": "2022-04", "says": "down 19,105"})
    assert (found.word, found.reasons) == (Word.CONTRADICTED, ("reversed",))
    assert (found.decision_flips, found.would_hold) == (True, "up 19,105")


def test_the_evidence_names_what_is_compared_with() -> None:
    from encounters.render.told import tell

    [told] = tell(checked(document(table("a", **CUBANS, period="2022-04", says="19,105 more")))).claims
    assert "Compared with: both components; Southwest Land Border; citizenship Honduras; April 2022" in told.selection

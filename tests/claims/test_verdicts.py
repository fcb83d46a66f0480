"""Each verdict and each reason, on the bundled figures, from the smallest claim that has it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from made import checked, document, holdings, table, verdict

from encounters.claims import bench
from encounters.claims.check import Manner
from encounters.errors import ClaimsFileError
from encounters.verdicts import REASONS, Word

FY2021 = {"figure": "total", "period": "FY2021"}
POINTS = {"figure": "share-change", "period": "FY2024", "component": "ofo"}
TIMES = {"figure": "multiple", "period": "FY2021", "against": "FY2020"}
POINTS = {"figure": "share-change", "period": "FY2024", "component": "ofo"}
QUARTER = "2021-01..2021-03"
GANGS = {"figure": "total", "series": "gang-affiliated-by-year", "period": "FY2015..FY2022"}

MISDESCRIBED, CONTRADICTED, IMPRECISE = Word.MISDESCRIBED, Word.CONTRADICTED, Word.IMPRECISE
CHANGE = {"figure": "change", "period": "FY2021", "against": "FY2020"}
APRIL = {"figure": "total", "period": "2022-04"}
CASES: list[tuple[str, Word, dict[str, Any]]] = [
    # What else the number is
    ("component", MISDESCRIBED, {**FY2021, "says": "1,659,206"}),
    ("area", MISDESCRIBED, {**FY2021, "says": "1,956,519"}),
    ("area", MISDESCRIBED, {**FY2021, "area": "tucson_sector", "says": "1,734,686"}),
    ("window", MISDESCRIBED, {"figure": "total", "period": QUARTER, "says": "531,585"}),
    ("window", MISDESCRIBED, {"direction": "falling", "period": "2021-03..2021-10"}),
    ("cohort", MISDESCRIBED, {**FY2021, "says": "1,063,526"}),
    ("cohort", MISDESCRIBED, {**FY2021, "citizenship": "mexico", "says": "1,734,686"}),
    ("events-not-people", MISDESCRIBED, {**FY2021, "says": "1.7 million people", "counts": "people"}),
    ("events-not-people", MISDESCRIBED, {**FY2021, "period": "2022-04", "says": "234,088", "counts": "people"}),
    ("series-not-comparable", MISDESCRIBED, {"record": "ever", "period": "FY2021"}),
    ("points-read-as-percent", MISDESCRIBED, {**POINTS, "says": "up 11%"}),
    ("points-read-as-percent", MISDESCRIBED, {**POINTS, "says": "up 11%"}),
    ("ratio-read-as-increase", MISDESCRIBED, {**TIMES, "says": "increased 3.79 times"}),
    # What mistake the number is
    ("divisor", CONTRADICTED, {"figure": "monthly-average", "period": QUARTER, "says": "176,395"}),
    ("divisor", CONTRADICTED, {"figure": "daily-average", "period": "2022-03", "says": "7,419"}),
    ("typo-date", MISDESCRIBED, {"figure": "total", "period": "2022-03", "says": "173,277"}),
    ("reversed", CONTRADICTED, {**CHANGE, "says": "down 1,276,598"}),
    ("reversed", CONTRADICTED, {**CHANGE, "figure": "percent-change", "says": "down 278.7%"}),
    ("reversed", CONTRADICTED, {**TIMES, "says": "0.264 times"}),
    ("reversed", CONTRADICTED, {"figure": "change", "period": "2021-07", "against": "2021-06", "says": "down 24,559"}),
    ("digit", CONTRADICTED, {**FY2021, "says": "1,736,686"}),
    ("digit", CONTRADICTED, {**FY2021, "says": "1,374,686"}),
    ("figure", MISDESCRIBED, {"figure": "total", "period": "2021-01..2022-03", "says": "171,840"}),
    ("superseded", CONTRADICTED, {**APRIL, "says": "234,088"}),
    ("double-count", CONTRADICTED, {**FY2021, "says": "3,469,372"}),
    ("magnitude", CONTRADICTED, {**FY2021, "says": "173,469"}),
    ("by-chance", CONTRADICTED, {**FY2021, "says": "1.5 million"}),
    ("no-reading", CONTRADICTED, {**FY2021, "says": "1,234,567"}),
    ("no-reading", CONTRADICTED, {"direction": "falling", "period": "2021-01..2021-07"}),
    ("no-reading", CONTRADICTED, {"record": "since FY2019", "period": "FY2020"}),
    ("no-reading", CONTRADICTED, {"arithmetic": "374,000 / 103,603", "says": "five"}),
    # How the number is rounded or worded
    ("not-over", IMPRECISE, {**FY2021, "says": "over 1.735 million"}),
    ("not-under", IMPRECISE, {**FY2021, "says": "under 1.73 million"}),
    ("cut-off", IMPRECISE, {**TIMES, "says": "3.7 times as many"}),
    ("loose", IMPRECISE, {**FY2021, "says": "almost 1.9 million"}),
    # What a year is on track to
    ("projection-above", Word.CONFIRMED, {"forecast": "exceed", "period": "2022-04", "against": "FY2021"}),
    ("outcome-met", Word.CONFIRMED, {"forecast": "exceed", "period": "2022-04", "against": "FY2021"}),
    ("projection-below", CONTRADICTED, {"forecast": "exceed", "period": "2024-07", "against": "FY2022"}),
    ("outcome-missed", CONTRADICTED, {"forecast": "fall below", "period": "2022-04", "against": "FY2021"}),
    ("outcome-pending", CONTRADICTED, {"forecast": "exceed", "period": "2026-05", "against": "FY2025"}),
    ("outcome-pending", Word.CONFIRMED, {"forecast": "fall below", "period": "2026-05", "against": "FY2025"}),
    # Bounds that hold, far off, and a source that is itself rounded
    ("understated", Word.IMPRECISE, {**FY2021, "says": "more than 900,000"}),
    ("understated", Word.IMPRECISE, {**FY2021, "says": "at least 1,650,123"}),
    ("overstated", Word.IMPRECISE, {**FY2021, "says": "fewer than 4 million"}),
    (
        "rounded-source",
        Word.NOT_CHECKABLE,
        {"figure": "recidivism-share", "period": "2022-04", "says": "over 28%"},
    ),
    # What is not on hand
    ("no-data", Word.NOT_CHECKABLE, {"figure": "total", "period": "FY1999", "says": "1,000"}),
    ("no-data", Word.NOT_CHECKABLE, {"needs": "a survey of prices", "quote": "$1"}),
    (
        "no-vintage",
        Word.NOT_CHECKABLE,
        {"figure": "total", "period": "2022-02", "says": "165,432", "as_of": "2022-03-14"},
    ),
    ("incomplete", Word.NOT_CHECKABLE, {**GANGS, "says": "4,970"}),
    ("incomplete", Word.NOT_CHECKABLE, {**GANGS, "says": "more than 4,970"}),
    ("exceeded", CONTRADICTED, {**GANGS, "says": "2,970"}),
    ("exceeded", CONTRADICTED, {**GANGS, "says": "fewer than 3,000"}),
    ("understated", Word.IMPRECISE, {**GANGS, "says": "more than 900"}),
    ("window", Word.MISDESCRIBED, {**GANGS, "says": "3,031"}),
    (
        "planning-number",
        Word.NOT_CHECKABLE,
        {"figure": "daily-average", "period": "2022-04", "says": "18,000", "needs": "the plans", "counts": "planned"},
    ),
]


def by(keys: dict[str, Any]) -> str | None:
    """A date by which all that a claim is about was published."""
    if keys.get("says") == "234,088" and "counts" not in keys:
        return None
    return "2026-12-31" if str(keys.get("period")) > "2022-05" and "forecast" in keys else "2022-05-19"


@pytest.mark.parametrize(("reason", "word", "keys"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_a_reason_comes_from_a_claim(reason: str, word: Word, keys: dict[str, Any]) -> None:
    found = verdict(accessed=by(keys), **keys)
    assert found.word is word
    assert reason in found.reasons


def test_every_reason_can_come_up_and_is_told_in_words() -> None:
    assert {case[0] for case in CASES} == set(REASONS)
    for reason, _, keys in CASES:
        found = verdict(accessed=by(keys), **keys)
        assert REASONS[reason] in found.told_reasons


def test_what_would_hold_of_people_is_encounters() -> None:
    assert verdict(**FY2021, says="1.7 million people", counts="people").would_hold == "1.7 million encounters"


def test_reasons_follow_from_what_is_shown() -> None:
    found = verdict(**FY2021, says="1,659,206")
    assert [(reading.reason, reading.holds) for reading in found.readings] == [("component", True)]
    assert any(re.fullmatch(r"[\d,]+ near readings were tried; 1 gives the number.", note) for note in found.notes)


@pytest.mark.parametrize(
    ("keys", "flips"),
    [
        ({**FY2021, "says": "over 1.735 million"}, True),
        ({**FY2021, "says": "under 1.73 million"}, True),
        ({**TIMES, "says": "3.7 times as many"}, False),
        ({**FY2021, "says": "over 1.7 million"}, False),
        ({**FY2021, "says": "1,234,567"}, False),
        ({"forecast": "exceed", "period": "2022-04", "against": "FY2021"}, False),
        ({"forecast": "exceed", "period": "2022-04", "against": "FY2021", "to_date": 900_000}, True),
    ],
)
def test_whether_the_difference_changes_the_sentence(keys: dict[str, Any], flips: bool) -> None:
    assert verdict(**keys).decision_flips is flips


def test_sensitivity_is_told_when_asked() -> None:
    keys = {**FY2021, "says": "1,734,686"}
    assert verdict(**keys).sensitivity is None
    told = verdict(manner=Manner(sensitivity=True), **keys).sensitivity
    assert told is not None
    assert told.startswith("75,480 to 1,956,519 over 7 near readings; ")
    coarse = verdict(manner=Manner(sensitivity=True), **FY2021, says="about 1.7 million").sensitivity
    assert coarse is not None
    assert "the words hold for 2 of " in coarse
    sector = {"figure": "total", "period": "FY2023", "area": "el_paso_sector", "says": "427,471"}
    told = verdict(manner=Manner(sensitivity=True), accessed=None, **sector).sensitivity
    assert told is not None
    assert not told.startswith("0 to ")  # none is the Office of Field Operations' in a sector


def test_a_vintage_is_tried_no_later_than_the_claims_date() -> None:
    """CBP first printed 234,088 for April 2022 on 17 May 2022."""
    for accessed, word in [("2022-05-17", Word.AT_VINTAGE), ("2022-05-16", Word.NOT_CHECKABLE), (None, CONTRADICTED)]:
        assert verdict(accessed=accessed, **APRIL, says="234,088").word is word


def test_a_claims_own_date_goes_before_the_reports() -> None:
    found = verdict(accessed="2022-05-16", **APRIL, says="234,088", as_of="2022-05-18")
    assert found.word is Word.AT_VINTAGE
    assert verdict(accessed="2022-05-19", **APRIL, says="234,088", as_of="2022-05-16").word is Word.NOT_CHECKABLE


def test_todays_figure_goes_before_every_vintage() -> None:
    found = verdict(**APRIL, says="235,785")
    assert (found.word, found.recomputed and found.recomputed.as_of) == (Word.CONFIRMED, None)


def test_the_newest_vintage_that_holds_is_taken() -> None:
    """March 2022 was 221,303 in April, 222,144 in May and 222,340 in July 2022; it is 222,574 now."""
    march = {"figure": "total", "period": "2022-03"}
    for says, as_of in [("221,303", "2022-04-18"), ("222,144", "2022-05-17"), ("about 220,000", None)]:
        found = verdict(**march, says=says)
        assert (found.recomputed and found.recomputed.as_of) == as_of
    both = verdict(**march, says="222,000", accessed="2022-07-31")
    assert (both.word, both.recomputed and both.recomputed.as_of) == (Word.AT_VINTAGE, "2022-07-15")
    assert any("(+234)" in note for note in both.notes)


def test_tolerance_takes_the_place_of_the_printed_precision() -> None:
    for tolerance, word in [(0, CONTRADICTED), (685, CONTRADICTED), (686, Word.CONFIRMED), (10_000, Word.CONFIRMED)]:
        found = verdict(**FY2021, says="1,734,000", tolerance=tolerance)
        assert found.word is word
        assert found.claimed.accepts == f"1,734,000: within {tolerance:g} either way"


def test_a_peak_holds_in_its_month_only() -> None:
    peak = {"figure": "peak", "period": "FY2021", "says": "213,593"}
    assert verdict(**peak, at="2021-07").word is Word.CONFIRMED
    assert verdict(**peak).word is Word.CONFIRMED
    wrong = verdict(**peak, at="2021-08")
    assert (wrong.word, wrong.reasons) == (MISDESCRIBED, ("window",))
    assert "The peak is in 2021-07, not in 2021-08." in wrong.notes


def test_each_distinct_question_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object]] = []
    calls: list[int] = []
    measured = bench.measure_many

    def counting(on_hand: Any, figure: str, questions: Any) -> Any:
        calls.append(len(questions))
        asked.extend((figure, question) for question in questions)
        return measured(on_hand, figure, questions)

    monkeypatch.setattr(bench, "measure_many", counting)
    one = [{**keys, "id": str(place)} for place, (_, _, keys) in enumerate(CASES)]
    again = [{**keys, "id": f"again-{place}"} for place, (_, _, keys) in enumerate(CASES)]
    checked(document(*(table(**keys) for keys in [*one, *again])))
    assert len(asked) == len(set(asked)) > 40
    first = len(asked)
    asked.clear()
    checked(document(*(table(**keys) for keys in one)))
    assert len(asked) == first


def test_what_only_the_data_shows_to_be_asked_wrongly_is_told_with_its_line() -> None:
    with pytest.raises(ClaimsFileError) as raised:
        verdict(record="in 9999 years", period="FY2021")
    assert [(problem.line, problem.message.split(":")[0]) for problem in raised.value.problems] == [(4, "claim a")]


def test_the_bundled_figures_alone_are_used() -> None:
    assert all(release.origin == "bundled" for release in holdings().releases)

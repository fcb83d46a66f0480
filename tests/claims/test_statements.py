"""Claims without a number: directions, records and forecasts, by the rules of docs/claims.md."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from made import verdict

from encounters.claims.reach import parse_reach
from encounters.claims.verdict import Verdict
from encounters.periods import Month, Period
from encounters.verdicts import Word

CONFIRMED, MISDESCRIBED, CONTRADICTED = Word.CONFIRMED, Word.MISDESCRIBED, Word.CONTRADICTED


def told(found: Verdict) -> dict[str, bool]:
    return {reading.words: reading.holds for reading in found.readings}


# Directions


def test_years_are_compared_with_years_and_never_a_part_of_one() -> None:
    """January 2019-March 2022 is no run of whole years: a part of FY2022 must not look like a fall."""
    by_year = told(verdict(direction="rising", period="FY2019..FY2021"))
    assert by_year == {"FY2019 977,509 to FY2021 1,734,686": True, "1 step up, 1 step down between them": False}
    by_calendar_year = told(verdict(direction="rising", period="CY2020..CY2021"))
    assert next(iter(by_calendar_year)) == "CY2020 547,777 to CY2021 2,035,602"
    by_month = told(verdict(direction="rising", period="2019-01..2022-03"))
    assert next(iter(by_month)) == "January 2019 58,317 to March 2022 222,144"


@pytest.mark.parametrize(
    ("direction", "period", "word"),
    [
        ("rising", "2022-04", CONFIRMED),
        ("falling", "2022-04", CONTRADICTED),
        ("falling", "2022-01", MISDESCRIBED),
    ],
)
def test_one_month_is_set_against_the_month_before_and_the_year_before(direction: str, period: str, word: Word) -> None:
    found = verdict(direction=direction, period=period)
    assert found.word is word
    assert len(found.readings) == 2


def test_one_value_of_a_series_is_set_against_the_one_before() -> None:
    found = verdict(direction="rising", period="FY2021", series="usbp-southwest-by-year")
    assert found.word is CONFIRMED
    assert told(found) == {"FY2020 400,651 to FY2021 1,659,206": True}


def test_with_nothing_to_compare_with_it_is_not_checkable() -> None:
    for keys in ({"period": "FY1960", "series": "usbp-southwest-by-year"}, {"period": "2017-10"}):
        found = verdict(direction="rising", **keys)
        assert found.word is Word.NOT_CHECKABLE
        assert "Nothing before it is on hand that it could be compared with." in found.notes
    assert verdict(direction="rising", period="1950-01..1950-03").word is Word.NOT_CHECKABLE
    assert verdict(direction="rising", period="FY1950", series="usbp-southwest-by-year").word is Word.NOT_CHECKABLE


def test_shares_are_told_in_percent_and_each_value_with_its_unit() -> None:
    found = verdict(direction="rising", series="repeat-share-by-month")
    assert list(told(found)) == [
        "May 2021 38% to April 2022 28%",
        "4 steps up, 6 steps down between them",
        "CBP's baseline, FY2014..FY2019 14%, to April 2022 28%",
    ]
    assert found.recomputed is not None
    assert found.recomputed.unit == "share, April 2022"


# Records


def test_since_a_period_is_after_it_unless_nothing_lies_between() -> None:
    first = {
        "since FY2019": Month(2019, 10),
        "since FY2020": Month(2019, 10),
        "since CY2018": Month(2019, 1),
        "in 20 years": Month(2000, 10),
        "in decades": Month(2000, 10),
    }
    for words, month in first.items():
        assert parse_reach(words).first(Period.fiscal_year(2021)) == month
    assert parse_reach("ever").first(Period.fiscal_year(2021)) is None


@pytest.mark.parametrize(
    ("record", "period", "series", "word"),
    [
        # FY2000 itself was higher nationwide, which "since FY2000" says
        ("since FY2000", "FY2021", "usbp-nationwide-by-year", CONFIRMED),
        ("since FY1999", "FY2021", "usbp-nationwide-by-year", CONTRADICTED),
        ("since FY2019", "FY2020", None, CONTRADICTED),
        ("since FY2018", "FY2020", None, CONTRADICTED),
        ("since FY2018", "FY2021", None, CONFIRMED),
        ("in 20 years", "FY2021", None, MISDESCRIBED),
        ("in 20 years", "FY2021", "usbp-southwest-by-year", CONFIRMED),
        ("in 10 years", "FY2020", "usbp-southwest-by-year", CONTRADICTED),
        ("ever", "FY2021", "usbp-southwest-by-year", CONFIRMED),
        ("since March 2000", "2022-04", "usbp-southwest-by-month", CONTRADICTED),
    ],
)
def test_how_far_back_a_record_reaches(record: str, period: str, series: str | None, word: Word) -> None:
    keys: dict[str, Any] = {"series": series} if series else {}
    found = verdict(record=record, period=period, **keys)
    assert found.word is word
    assert all("begins" in reading.words and reading.command for reading in found.readings)


def test_a_record_of_months_not_known_by_its_date_is_told_as_of_now() -> None:
    found = verdict(record="since FY2019", period="FY2022")
    assert found.word is CONFIRMED
    assert found.recomputed is not None
    assert found.recomputed.as_of is None


# Forecasts


def test_what_the_words_say_decides_which_side_is_met() -> None:
    for words, projected, ended in (("exceed", True, True), ("fall below", False, False)):
        found = verdict(forecast=words, period="2022-04", against="FY2021")
        assert found.reasons == ("projection-above", "outcome-met" if ended else "outcome-missed")
        assert [reading.holds for reading in found.readings] == [projected, projected, projected, ended]


def test_a_forecast_has_the_releases_and_the_command_of_its_projection() -> None:
    found = verdict(forecast="exceed", period="2022-04", against="FY2021").recomputed
    assert found is not None
    assert found.scope is not None
    assert found.scope.used[0].release.file == "southwest-2022-05-17.csv"
    assert found.command == "encounters measure pace --period 'FYTD 2022-04' --as-of 2022-05-19"
    assert found.value == pytest.approx(1_295_900 * 12 / 7, rel=0.01)


def test_a_finished_year_is_its_own_projection() -> None:
    found = verdict(accessed="2022-12-31", forecast="exceed", period="2022-09", against="FY2021")
    assert found.word is CONFIRMED
    assert found.readings[2].value == 0


# What repeats them

STATEMENTS: list[dict[str, Any]] = [
    {"direction": "rising", "period": "FY2019..FY2021", "component": "usbp"},
    {"direction": "rising", "series": "repeat-share-by-month"},
    {"record": "in decades", "period": "FY2021", "series": "usbp-southwest-by-year"},
    {"record": "since FY2019", "period": "2022-04", "citizenship": "other"},
    {"forecast": "exceed", "period": "2022-04", "against": "FY2021"},
    {"forecast": "exceed", "period": "2022-04", "against": "FY2021", "series": "criminal-noncitizens-by-year"}
    | {"to_date": 5985},
]


@pytest.mark.parametrize("keys", STATEMENTS, ids=lambda keys: next(iter(keys)))
def test_every_command_that_is_given_runs(keys: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    from encounters.cli.app import run

    found = verdict(**keys)
    lines = [reading.command for reading in found.readings] + [found.recomputed and found.recomputed.command]
    given = [line for line in lines if line]
    assert given
    for line in given:
        assert run([*shlex.split(line)[1:], "-f", "json"]) == 0, (line, capsys.readouterr().err)

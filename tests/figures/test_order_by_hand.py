"""Figures of order, of months above a number and of means, against plain Python on the same monthly counts."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.errors import UsageError
from encounters.figures.measure import measure
from encounters.figures.question import ask, terms
from encounters.names import CATEGORIES, choose
from encounters.periods import Month, Period
from encounters.results import Selection, Value
from encounters.store.coverage import Need, covered, run_around
from encounters.store.selection import counts
from held import bundle

SPAN = Period(Month(2017, 10), Month(2024, 9))
MONTHS = counts(bundle(), Selection(SPAN))[0][()]
windows = st.tuples(st.integers(0, len(SPAN) - 1), st.integers(1, 24)).map(
    lambda pair: Period(SPAN.first + pair[0], min(SPAN.first + (pair[0] + pair[1] - 1), SPAN.last))
)


def of(period: Period) -> list[int]:
    return [MONTHS.get(month.first_day, 0) for month in period]


def value(figure: str, period: Period, against: str | None = None, choices: Any = None, **more: Any) -> Value:
    selection = Selection(period).choosing(**(choices or {}))
    return measure(bundle(), figure, ask(selection, against=against, terms=terms(**more)))


@settings(max_examples=40)
@given(period=windows, threshold=st.integers(0, 300_000))
def test_months_above_and_below(period: Period, threshold: int) -> None:
    for figure, met in (
        ("months-above", [count > threshold for count in of(period)]),
        ("months-below", [count < threshold for count in of(period)]),
    ):
        runs = [len(list(run)) for good, run in groupby(met) if good]
        assert value(figure, period, threshold=threshold).value == sum(met)
        assert value(figure, period, threshold=threshold, in_a_row=True).value == max(runs, default=0)


def test_a_count_that_equals_the_number_is_neither_above_nor_below() -> None:
    april = Period.parse("2022-04")
    assert value("months-above", april, threshold=235_785).value == 0
    assert value("months-below", april, threshold=235_785).value == 0


def test_a_streak_of_falls_is_counted_from_the_last_month_back() -> None:
    falls = Period.parse("2024-02..2024-07")
    assert value("streak", falls, lowest=True).value == 5
    assert value("streak", falls).value == 0
    assert value("streak", Period.parse("2024-02..2024-08"), lowest=True).value == 0


@settings(max_examples=30)
@given(period=windows)
def test_lowest_first(period: Period) -> None:
    own = of(period)
    found = value("lowest", period)
    assert (found.value, found.details["month"]) == (min(own), str(list(period)[own.index(min(own))]))
    on_hand = run_around(covered(bundle(), Need.of([Selection(period)])), period)
    assert on_hand is not None
    every = counts(bundle(), Selection(on_hand))[0][()]
    totals = {like: sum(every[month.first_day] for month in like) for like in period.like_periods(on_hand)}
    assert value("rank", period, lowest=True).value == 1 + sum(total < totals[period] for total in totals.values())
    earlier = [totals[like] > totals[period] for like in totals if like.last < period.first][::-1]
    assert value("record", period, lowest=True).value == (earlier.index(False) if False in earlier else len(earlier))


def test_the_lowest_tells_of_the_lowest() -> None:
    record = value("record", Period.parse("2020-04"), lowest=True)
    assert record.unit == "earlier like periods in a row that were higher"
    assert {"lowest_earlier", "lowest_earlier_month"} <= set(record.details)
    assert "--lowest" in str(record.scope.command)
    assert value("rank", Period.parse("2020-04"), lowest=True).unit == "place, the lowest first"


def test_a_month_among_the_same_months() -> None:
    may = Period.parse("2021-05")
    same = [sum(of(Period.parse(f"{year}-05"))) for year in (2018, 2019, 2020)]
    found = value("record", may, among="same-months")
    assert (found.value, found.details["earlier_periods"]) == (3, 3)
    assert found.details["highest_earlier"] == max(same)
    assert value("record", may).details["earlier_periods"] == 43
    mean = value("change-on-mean", may, against="FY2018..FY2020", among="same-months")
    assert mean.details["mean"] == pytest.approx(sum(same) / 3)
    assert mean.value == pytest.approx(sum(of(may)) - sum(same) / 3)


@pytest.mark.parametrize(
    ("period", "choices", "place"),
    [
        ("FY2021", {"citizenship": "mexico"}, 1),
        ("FY2021", {"citizenship": "honduras"}, 2),
        ("FY2021", {"citizenship": "guatemala"}, 3),
        ("FY2022", {"area": "del-rio-sector"}, 1),
        ("FY2021", {"area": "rio-grande-valley-sector"}, 1),
        ("FY2021", {"demographic": "single-adults"}, 1),
        ("FY2023", {"citizenship": "venezuela"}, 2),
    ],
)
def test_a_category_among_the_others(period: str, choices: dict[str, str], place: int) -> None:
    chosen = {name: choose(name, [text]) for name, text in choices.items()}
    assert value("category-rank", Period.parse(period), choices=chosen).value == place


def test_every_nationality_has_a_place() -> None:
    year = Period.parse("FY2022")
    codes = [code for code in CATEGORIES["citizenship"] if code not in ("other", "other_countries")]
    found = [value("category-rank", year, choices={"citizenship": choose("citizenship", [code])}) for code in codes]
    assert sorted(one.value for one in found) == list(range(1, 22))
    by_total = sorted(found, key=lambda one: -int(one.details["total"] or 0))
    assert [one.value for one in by_total] == list(range(1, 22))


@settings(max_examples=30)
@given(period=windows, other=windows)
def test_changes_a_day_and_in_points(period: Period, other: Period) -> None:
    change = value("daily-change", period, against=str(other))
    assert change.value == pytest.approx(sum(of(period)) / period.days - sum(of(other)) / other.days)
    choices = {"component": choose("component", ["usbp"])}
    points = value("share-change", period, against=str(other), choices=choices).value
    shares = [value("share", one, choices=choices).value for one in (period, other)]
    assert points == pytest.approx(shares[0] - shares[1])


def test_means_of_whole_years() -> None:
    years = [sum(of(Period.fiscal_year(year))) for year in (2018, 2019, 2020)]
    assert value("yearly-average", Period.parse("FY2018..FY2020")).value == sum(years) / 3
    mean = value("percent-change-on-mean", Period.parse("FY2021"), against="FY2018..FY2020")
    assert mean.value == pytest.approx(1_734_686 / (sum(years) / 3) - 1)


@pytest.mark.parametrize(
    ("figure", "period", "more", "reason"),
    [
        ("months-above", "FY2021", {}, "needs a number"),
        ("yearly-average", "2021-01..2021-06", {}, "of whole years"),
        ("change-on-mean", "FY2021", {}, "needs the periods"),
        ("rank", "FY2021", {"among": "same-months"}, "cannot be taken among"),
        ("record", "2021-05", {"among": "citizenship"}, "cannot be taken among"),
        ("category-rank", "FY2021", {}, "not said which category"),
        ("category-rank", "FY2021", {"among": "citizenship"}, "ranks one citizenship"),
        ("total", "FY2021", {"lowest": True}, "does not read `lowest`"),
        ("streak", "FY2021", {"threshold": 5}, "does not read `threshold`"),
        ("streak", "2021-07", {}, "needs months to go back through"),
        ("peak", "FY2021", {"in_a_row": True}, "does not read `in_a_row`"),
        ("total", "FY2021", {"among": "same-months"}, "does not read `among`"),
    ],
)
def test_what_cannot_be_asked(figure: str, period: str, more: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        value(figure, Period.parse(period), **more)


def test_a_threshold_as_people_write_it() -> None:
    assert terms("150,000") == terms(150_000) == terms("150000")
    with pytest.raises(UsageError, match="not a number of encounters"):
        terms("many")

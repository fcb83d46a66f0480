"""A figure's form: its exact value, its definition on data and what a sum is divided by are one thing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.errors import CannotAnswer
from encounters.figures import FIGURES, Figure
from encounters.figures.forms import Computed, Difference, Highest, Lowest, Pair, Sum, whole_number
from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.figures.registry import searched
from encounters.names import Choice
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.store.selection import counts
from held import bundle

SPAN = Period(Month(2018, 10), Month(2024, 9))
PART = {"component": Choice(("usbp",))}
windows = st.tuples(st.integers(0, len(SPAN) - 1), st.integers(1, 18)).map(
    lambda pair: Period(SPAN.first + pair[0], min(SPAN.first + (pair[0] + pair[1] - 1), SPAN.last))
)


def months(period: Period, **choices: Choice) -> list[int]:
    own = counts(bundle(), Selection(period, **choices))[0].get((), {})
    return [own.get(month.first_day, 0) for month in period]


@settings(max_examples=30)
@given(period=windows, figure=st.sampled_from(searched()))
def test_the_exact_value_is_the_definitions(period: Period, figure: Figure) -> None:
    form = figure.form
    assert not isinstance(form, Computed)
    try:
        value = measure(bundle(), figure.name, Question(Selection(period, **PART), against=None)).value
    except CannotAnswer:
        return
    asked = Period.year_to_date(period.last) if figure.to_date else period
    own = months(asked, **PART)
    now = max(own) if isinstance(form, Highest) else sum(own)
    other = 0
    if isinstance(form, Pair | Difference):
        other = sum(months(period)) if form.other == "whole" else sum(months(period.year_before(), **PART))
    exact = Fraction(*form.quotient(now, other, asked))
    assert value == (int(exact) if whole_number(form) else float(exact))
    if isinstance(form, Sum):
        assert exact == now / form.divisor(form.length(asked))


@pytest.mark.parametrize(
    ("figure", "period", "slips"),
    [
        ("monthly-average", "FY2021", {(11, Fraction(12, 11)), (13, Fraction(12, 13))}),
        ("daily-average", "2022-04", {(29, Fraction(30, 29)), (31, Fraction(30, 31))}),
        ("monthly-average", "2022-04", {(2, Fraction(1, 2))}),
        ("yearly-average", "FY2018..FY2020", {(2, Fraction(3, 2)), (4, Fraction(3, 4))}),
        ("total", "FY2021", set()),
    ],
)
def test_the_slips_are_wrong_divisors(figure: str, period: str, slips: set[tuple[int, Fraction]]) -> None:
    form = FIGURES[figure].form
    assert isinstance(form, Sum)
    found = list(form.slips(Period.parse(period)))
    assert {(int(slip.words.split()[2]), slip.factor) for slip in found} == slips


def test_a_lowest_is_no_highest_that_is_searched_for() -> None:
    assert Highest() != Lowest()
    assert FIGURES["lowest"].bits is None


def test_what_is_searched_for_is_plainest_first() -> None:
    bits = [figure.bits for figure in searched()]
    assert bits == sorted(bits)  # type: ignore[type-var]
    assert searched()[0].name == "total"

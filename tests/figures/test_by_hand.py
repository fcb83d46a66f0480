"""The definitions against plain Python on the same monthly counts, in any window."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.errors import CannotAnswer
from encounters.figures.measure import measure, measure_by
from encounters.figures.question import Question
from encounters.names import Choice
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.store.selection import answer
from held import bundle

SPAN = Period(Month(2017, 10), Month(2026, 7))
COUNTS = {
    Month.of(row["month"]): row["count"]
    for row in answer(bundle(), Selection(SPAN)).rows.collect().iter_rows(named=True)
}
windows = st.tuples(st.integers(0, len(SPAN) - 1), st.integers(1, 24)).map(
    lambda pair: Period(SPAN.first + pair[0], min(SPAN.first + (pair[0] + pair[1] - 1), SPAN.last))
)


def of(period: Period) -> list[int]:
    return [COUNTS[month] for month in period]


def value(figure: str, period: Period, **more: Period) -> float:
    return measure(bundle(), figure, Question(Selection(period), **more)).value  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(period=windows)
def test_figures_of_one_period(period: Period) -> None:
    counts = of(period)
    assert value("total", period) == sum(counts)
    assert value("monthly-average", period) == pytest.approx(sum(counts) / len(counts))
    assert value("daily-average", period) == pytest.approx(sum(counts) / period.days)
    peak = measure(bundle(), "peak", Question(Selection(period)))
    assert (peak.value, peak.details["month"]) == (max(counts), str(list(period)[counts.index(max(counts))]))
    rises = [later > earlier for earlier, later in pairwise(counts)][::-1]
    assert not rises or value("streak", period) == (rises.index(False) if False in rises else len(rises))


@settings(max_examples=40, deadline=None)
@given(period=windows, other=windows)
def test_figures_of_two_periods(period: Period, other: Period) -> None:
    now, before = sum(of(period)), sum(of(other))
    assert value("change", period, against=other) == now - before
    assert value("multiple", period, against=other) == pytest.approx(now / before)
    assert value("percent-change", period, against=other) == pytest.approx(now / before - 1)


@settings(max_examples=40, deadline=None)
@given(period=windows)
def test_rank_and_record(period: Period) -> None:
    likes = period.like_periods(SPAN)
    totals = {like: sum(of(like)) for like in likes}
    mine = totals[period]
    assert value("rank", period) == 1 + sum(total > mine for total in totals.values())
    earlier = [totals[like] for like in likes if like.last < period.first][::-1]
    lower = [total < mine for total in earlier]
    assert value("record", period) == (lower.index(False) if False in lower else len(lower))


@settings(max_examples=25, deadline=None)
@given(period=windows, dimension=st.sampled_from(["component", "demographic", "citizenship_group", "authority"]))
def test_a_figure_by_group_is_the_figure_of_each_group(period: Period, dimension: str) -> None:
    table = measure_by(bundle(), "monthly-average", Question(Selection(period), by=(dimension,)))
    name = dimension.removesuffix("_group")
    for row in table.rows:
        alone = measure(bundle(), "monthly-average", Question(Selection(period, **{name: Choice((row[dimension],))})))
        assert row["monthly-average"] == pytest.approx(alone.value)
    assert sum(row["monthly-average"] for row in table.rows) == pytest.approx(value("monthly-average", period))


def test_a_figure_that_does_not_exist_is_an_error() -> None:
    before_title_42 = Period.fiscal_year(2019)
    selection = Selection(Period.fiscal_year(2021), authority=Choice(("title_42",)))
    with pytest.raises(CannotAnswer, match="has no encounters"):
        measure(bundle(), "multiple", Question(selection, against=before_title_42))


def test_a_record_within_a_series_names_it_and_never_says_ever() -> None:
    question = Question(Selection(Period.fiscal_year(2021)), series="usbp-southwest-by-year")
    record = measure(bundle(), "record", question)
    told = " ".join([*record.notes, *record.scope.lines()])
    assert "usbp-southwest-by-year" in told
    assert "Definition change" in told
    assert " ever" not in told
    assert record.details["total"] == 1_659_206

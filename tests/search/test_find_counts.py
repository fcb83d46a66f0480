"""`find` against the plainest search there is: one window, one vintage and one selection after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encounters.errors import CannotAnswer
from encounters.figures.measure import measure_all
from encounters.figures.question import Question
from encounters.names import Choice
from encounters.periods import Period
from encounters.results import SOUTHWEST, Selection
from encounters.search.bounds import Bounds, SumBounds, between, ratio_between, whole_numbers
from encounters.search.find import find
from encounters.search.model import Limits
from encounters.search.timeline import NONE, answered, main_dataset, parts
from encounters.search.windows import distances, window_bits
from encounters.store.holdings import Holdings
from encounters.wording.fit import Range, meant
from encounters.wording.written import parse
from held import bundle, stored

ONE = {"region": SOUTHWEST}


def plainly(holdings: Holdings, within: Period, fixed: dict[str, Choice]) -> dict[Period, list[int | None]]:
    """The total of every window within a period in every vintage, oldest first; None where it is not on hand."""
    days = sorted({release.published.day for release in holdings.releases})
    windows = [Period(first, last) for first in within for last in within if first <= last]
    return {window: [total(holdings, window, fixed, day) for day in days] for window in windows}


def total(holdings: Holdings, window: Period, fixed: dict[str, Choice], day: date) -> int | None:
    try:
        value = measure_all(holdings, ["total"], Question(Selection(window, **fixed, as_of=day)))[0]
    except CannotAnswer:
        return None
    assert value is not None
    return int(value.value)


def runs(values: list[int | None], scale: Fraction, hold: Range) -> int:
    """In how many runs of vintages with the same total the scaled total is within bounds."""
    before = [None, *values]
    return sum(
        1
        for value, last in zip(values, before, strict=False)
        if value and value != last and Fraction(value) / scale in hold
    )


WITHIN = Period.parse("2021-08..2022-05")


@pytest.fixture(scope="module")
def totals() -> dict[Period, list[int | None]]:
    return plainly(bundle(), WITHIN, {})


@pytest.mark.parametrize("figure", ["total", "monthly-average", "daily-average"])
@pytest.mark.parametrize(
    "says", ["about 200,000", "over 1 million", "6,900", "at most 300,000", "185,000", "0.2 million"]
)
def test_as_many_readings_match_as_one_by_one(figure: str, says: str, totals: dict[Period, list[int | None]]) -> None:
    written = parse(says)
    scales = {
        "total": lambda window: Fraction(1),
        "monthly-average": lambda window: Fraction(len(window)),
        "daily-average": lambda window: Fraction(window.days),
    }
    expected = sum(runs(values, scales[figure](window), meant(written)) for window, values in totals.items())
    search = find(bundle(), written, Limits((figure,), WITHIN, ONE, 0))
    assert search.matching == expected


def test_as_many_multiples_match_as_one_by_one(totals: dict[Period, list[int | None]]) -> None:
    written = parse("about 1.1 times")
    expected = 0
    for window, values in totals.items():
        for back in (sign * back for back in distances(len(window), 12 * 8) for sign in (1, -1)):
            other = totals.get(window.shift(-back))
            pairs = list(zip(values, other, strict=True)) if other else []
            for before, (now, then) in zip([(None, None), *pairs], pairs, strict=False):
                new = before != (now, then)
                expected += bool(new and now and then and Fraction(now, then) in meant(written))
    assert expected > 10
    assert find(bundle(), written, Limits(("multiple",), WITHIN, ONE, 0)).matching == expected


FILES = ("2022-Oct/sbo-encounters-fy19-fy22.csv", "2023-11/sbo-encounters-fy21-fy24-oct.csv")
NATIONWIDE = (
    "2024-04/nationwide-encounters-fy21-fy24-mar-state.csv",
    "2024-10/nationwide-encounters-fy21-fy24-aor.csv",
)


def test_a_store_of_several_datasets(tmp_path: Path) -> None:
    """Every window of a year and a half with what each vintage answers, whichever dataset it comes from."""
    holdings = stored(tmp_path, FILES)
    within = Period.parse("2023-01..2024-03")
    values = plainly(holdings, within, {})
    known = {value for row in values.values() for value in row if value}
    assert known
    for value in sorted(known)[:40]:
        written = parse(f"{value:,}")
        search = find(holdings, written, Limits(("total",), within, ONE, 0, top=50))
        expected = sum(runs(row, Fraction(1), meant(written)) for row in values.values())
        assert search.matching == expected
        assert value in {reading.value for reading in search.readings}


def closed(years: int) -> Any:
    return np.arange(1, years + 1) * 100


@given(st.lists(st.lists(st.integers(NONE, 400), min_size=24, max_size=24), min_size=1, max_size=3))
def test_the_dataset_of_a_part_of_a_year(published: list[list[int]]) -> None:
    """The coarsest complete dataset if it was published after the year closed, else the one published last."""
    chosen = parts(np.array(published), closed(2))
    for year in range(2):
        for first in range(12):
            for last in range(first, 12):
                months = slice(12 * year + first, 12 * year + last + 1)
                complete = [place for place, row in enumerate(published) if min(row[months]) > NONE]
                newest = {place: max(published[place][months]) for place in complete}
                best = NONE
                if complete:
                    first_one = complete[0]
                    late = newest[first_one] > closed(2)[year]
                    best = first_one if late else max(complete, key=lambda place: newest[place])
                assert chosen[year, first, last] == best


@given(st.lists(st.integers(NONE, 1), min_size=36, max_size=36))
def test_windows_answered_by_the_main_datasets(flat: list[int]) -> None:
    chosen = np.full((3, 12, 12), NONE)
    rows = iter(flat)
    for year in range(3):
        for first, last in ((0, 11), (0, 5), (6, 11), (3, 4)):
            chosen[year, first, last] = next(rows)
    main, windows = main_dataset(chosen), None
    windows = answered(chosen, main)
    for first in range(36):
        for last in range(first, 36):
            pieces = list(cut(first, last))
            assert windows[first, last] == all(
                main[year] > NONE and chosen[year, start, end] == main[year] for year, start, end in pieces
            )


def cut(first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """A window cut at the ends of fiscal years."""
    for year in range(first // 12, last // 12 + 1):
        yield year, max(first - 12 * year, 0), min(last - 12 * year, 11)


@given(
    st.fractions(0, 100, max_denominator=50),
    st.fractions(Fraction(1, 50), 50, max_denominator=50),
    st.booleans(),
    st.booleans(),
    st.integers(1, 40),
)
def test_whole_numbers_within_bounds(
    low: Fraction, size: Fraction, has_low: bool, has_high: bool, divisor: int
) -> None:
    values = Range(low, low + size, has_low, has_high)
    first, last = whole_numbers(values, np.array([divisor]), 1)[:, 0]
    inside = [number for number in range(-1, 151 * divisor) if Fraction(number, divisor) in values]
    assert inside == list(range(first, last + 1))


@given(st.lists(st.integers(-(2**20), 2**20), min_size=1), st.integers(-5, 2**21), st.integers(-5, 2**21))
def test_between_with_one_comparison(numbers: list[int], low: int, high: int) -> None:
    for kind in (np.int32, np.int64):
        values = np.array([numbers], kind)
        found = between(values, np.array([[low]]), np.array([[high]]))
        assert found.tolist() == [[max(low, 1) <= number <= high for number in numbers]]


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.fractions(0, 3, max_denominator=10**5), st.booleans())
def test_ratios_at_the_very_bound(part: int, whole: int, edge: Fraction, closed_end: bool) -> None:
    for bound in (edge, Fraction(part, whole)):
        values = Range(bound, bound + 1, closed_end, closed_end)
        assert bool(ratio_between(np.array([part]), np.array([whole]), values)[0]) == (Fraction(part, whole) in values)


def test_digits_that_were_printed_cost_nothing() -> None:
    sums = SumBounds(Bounds.of(parse("171,840")), np.arange(2))
    assert sums.rounding(np.array([171_840, 171_836]), 1).tolist() == [0, 3]
    vague = SumBounds(Bounds.of(parse("over 2.6 million")), np.ones(1, np.int64))
    assert vague.rounding(np.array([2_622_060, 2_766_582]), 0).tolist() == [3, 6]


def test_natural_windows_take_fewer_bits() -> None:
    first, end = np.indices((48, 48))
    bits = window_bits(first, end, last=40)
    fiscal, calendar, month, quarter = bits[0, 11], bits[3, 14], bits[7, 7], bits[3, 5]
    to_date, january_to_date, since_january, odd = bits[36, 40], bits[39, 40], bits[15, 40], bits[7, 21]
    assert fiscal < calendar < month < quarter < since_january < odd
    assert fiscal < to_date < january_to_date < since_january
    assert bits[40, 40] < month
    assert window_bits(first, end, 40, asked=(7, 21))[7, 21] == calendar

"""`find` by its readings: known numbers, every reading held against `measure`, and limits."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.errors import UsageError
from encounters.figures.measure import measure, measure_all
from encounters.figures.question import Question
from encounters.names import Choice, choose
from encounters.periods import Month, Period
from encounters.results import SOUTHWEST, Selection
from encounters.search.find import Found, FoundReading, Limits, find
from encounters.wording.fit import meant
from encounters.wording.written import parse
from held import bundle, stored

SIX = Choice(("ecuador", "brazil", "haiti", "cuba", "nicaragua", "venezuela"))
OTHER = Choice(("other",))
SMALL = {"max_filters": 0, "fixed": {"region": SOUTHWEST}}
"""Limits that leave one selection."""


def found(says: str, **limits: object) -> Found:
    return find(bundle(), parse(says), Limits(**limits))  # type: ignore[arg-type]


def told(reading: FoundReading) -> tuple[str, str, dict[str, str], date | None]:
    """A reading in short: figure, period, filters without the southwest, date of its vintage."""
    choices = {name: str(choice) for name, choice in reading.selection.choices().items() if choice != SOUTHWEST}
    return reading.figure, str(reading.selection.period), choices, reading.selection.as_of


@pytest.mark.parametrize(
    ("says", "figure", "period", "choices", "as_of"),
    [
        ("171840", "monthly-average", "2021-01..2022-03", {}, date(2022, 4, 18)),
        ("over 171,840", "monthly-average", "2021-01..2022-03", {}, date(2022, 4, 18)),
        ("1734686", "total", "FY2021", {}, None),
        ("458,088", "total", "FY2020", {}, None),
        ("234088", "total", "2022-04", {}, date(2022, 5, 17)),
        ("88110", "total", "2022-03", {"citizenship": "other"}, date(2022, 4, 18)),
        ("115393", "monthly-average", "2019-03..2019-06", {}, None),
        ("7803", "daily-average", "2022-04", {}, date(2022, 5, 17)),
        ("3.79x", "multiple", "FY2021", {}, None),
        ("1,659,206", "total", "FY2021", {"component": "usbp"}, None),
    ],
)
def test_a_known_number_is_found_first(
    says: str, figure: str, period: str, choices: dict[str, str], as_of: date | None
) -> None:
    first = found(says, top=1, max_filters=1).readings[0]
    assert told(first) == (figure, period, choices, as_of)
    assert first.peers == 1


def test_the_first_known_number_in_full() -> None:
    search = found("171840", top=3)
    first, second, _ = search.readings
    assert first.value == 2_577_604 / 15
    assert [used.release.published.day for used in first.releases] == [date(2022, 4, 18)]
    assert (first.since, first.until) == (date(2022, 4, 18), date(2022, 5, 17))
    assert second.simplicity > first.simplicity + 3
    assert search.tried > 100_000_000
    assert search.matching == sum(level.matching for level in search.levels) > 3


def test_a_share_in_a_group_of_ones_own() -> None:
    first = found("90.86%", top=1, fixed={"citizenship": SIX}).readings[0]
    assert told(first) == ("share", "FY2021", {"component": "usbp", "citizenship": str(SIX)}, None)
    assert first.whole == Selection(Period.fiscal_year(2021), component=Choice(("usbp",)), citizenship=OTHER)


def test_a_share_over_a_window_is_found_among_the_windows_within() -> None:
    period = Period.parse("2021-01..2022-03")
    readings = found("81.8%", fixed={"citizenship": SIX, "region": SOUTHWEST}, within=period, max_filters=0).readings
    assert readings[0].selection.period == period
    assert readings[0].whole == Selection(period, citizenship=OTHER)
    assert readings[0].value == pytest.approx(0.8175, abs=0.0005)


def test_a_vague_number_is_given_by_many() -> None:
    search = found("over 2.6 million", figures=("total",), max_filters=1)
    assert search.matching > 1_000
    assert all(2_600_000 < reading.value < 2_860_000 for reading in search.readings)
    own = found("over 2.6 million", figures=("total",), fixed={"component": Choice(("usbp",))}, max_filters=0, top=200)
    assert any(str(reading.selection.period) == "2021-01..2022-04" for reading in own.readings)


def test_a_value_that_no_release_changed_is_told_once_with_the_newest_release() -> None:
    readings = found("458,088", **SMALL, figures=("total",)).readings
    assert len(readings) == 1
    assert readings[0].until is None
    assert readings[0].releases[0].release.published.day > date(2022, 9, 30)


@pytest.mark.parametrize(
    "says", ["almost nine times", "28%", "up 279%", "1,000", "2 to 3 times", "12", "at least half"]
)
def test_no_reading_is_outside_of_what_the_words_accept(says: str) -> None:
    search = found(says, top=40, max_filters=1)
    assert search.readings
    for reading in search.readings:
        assert Fraction(str(reading.value)) in meant(parse(says)) or reading.cut_off, reading.command
    assert [one.simplicity for one in search.readings] == sorted(one.simplicity for one in search.readings)


@pytest.mark.parametrize("says", ["171840", "81.8%", "3.79x", "up 279%", "234088", "down 21,732", "down 1.2 million"])
def test_every_reading_is_what_measure_gives(says: str) -> None:
    for reading in found(says, top=25, max_filters=2 if says == "171840" else 1).readings:
        question = Question(reading.selection, reading.against, reading.whole)
        value = measure_all(bundle(), [reading.figure], question)[0]
        assert value is not None
        assert value.value == reading.value, reading.command
        # A pace is told with other years' totals beside it, which rest on more months.
        assert reading.figure == "pace" or value.scope.used == reading.releases, reading.command


FILTERS = {
    "component": ("usbp", "ofo"),
    "citizenship": ("mexico", "other", "northern_central_america", "not mexico", "cuba", "not venezuela"),
    "demographic": ("fmua", "not uac"),
    "authority": ("title_8", "title_42"),
    "region": ("all", "northern"),
}
AS_OF = (None, date(2022, 4, 18), date(2022, 10, 31), date(2024, 4, 30))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A selection with up to two filters, in a window that the nationwide files by state cover."""
    names = draw(st.lists(st.sampled_from(sorted(FILTERS)), max_size=2, unique=True))
    chosen = {name: choose(name, [draw(st.sampled_from(FILTERS[name]))]) for name in names}
    as_of = draw(st.sampled_from(AS_OF))
    first = Month(2020, 10) + draw(st.integers(0, 17))
    return Question(Selection(Period(first, first + draw(st.integers(0, 5))), **chosen, as_of=as_of))


def printed(figure: str, value: float) -> str:
    """A value as a careful writer prints it."""
    if figure == "share":
        return f"{value:.2%}"
    return f"{value:.3f} times" if figure == "multiple" else f"{round(value):,}"


FIGURES = ("total", "monthly-average", "daily-average", "peak", "share", "multiple")


@settings(max_examples=25, deadline=None)
@given(questions(), st.sampled_from(FIGURES))
def test_what_measure_gives_is_found(question: Question, figure: str) -> None:
    selection = question.selection
    try:
        value = measure_all(bundle(), [figure], question)[0]
    except Exception:  # what is not on hand cannot be found either
        return
    if value is None or value.value in (0, 1) or printed(figure, value.value).startswith(("0.00%", "0.000")):
        return
    says = printed(figure, value.value)
    if Fraction(str(value.value)) not in meant(parse(says)):  # too coarsely printed
        return
    # One filter is left for the search to find; a multiple needs the months it is measured against.
    free = list(selection.choices())[:1] if selection.choices() else []
    fixed = {name: choice for name, choice in selection.choices().items() if name not in free or name == "region"}
    fixed.setdefault("region", selection.region)
    period = selection.period
    within = Period(question.before.first, period.last) if figure == "multiple" else period
    search = found(says, figures=(figure,), within=within, fixed=fixed, max_filters=1, top=400, as_of=selection.as_of)
    assert value.value in {reading.value for reading in search.readings}, (says, figure, selection)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"figures": ("rank",)}, "figure to search for"),
        ({"figures": ("totl",)}, "Unknown figure"),
        ({"max_filters": 4}, "4 filters"),
        ({"max_filters": -1}, "-1 filters"),
        ({"top": 0}, "0 readings"),
    ],
)
def test_limits_that_cannot_be(limits: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        found("5", **limits)


@pytest.mark.parametrize(
    ("says", "series", "period", "choices"),
    [
        ("56,408", "monthly-first-published", "2024-07", {"component": "usbp", "region": "southwest"}),
        ("137,480", "monthly-first-published", "2024-03", {"component": "usbp", "region": "southwest"}),
        ("405,036", "usbp-nationwide-by-year", "FY2020", {"component": "usbp"}),
        ("241,786", "cbp-nationwide-by-year", "FY2020", {"component": "ofo"}),
        ("182,704", "unique-individuals-by-month", "2022-09", {"region": "southwest"}),
        ("220,063", "usbp-southwest-by-month", "2000-03", {"component": "usbp", "region": "southwest"}),
    ],
)
def test_a_number_of_a_published_series_is_found_first(
    says: str, series: str, period: str, choices: dict[str, str]
) -> None:
    first = found(says, top=1, max_filters=1).readings[0]
    assert [source.series for source in first.sources] == [series]
    assert str(first.selection.period) == period
    told = {name: str(choice) for name, choice in first.selection.choices().items()}
    assert told.items() >= choices.items()
    assert first.releases == ()


def test_a_sector_of_a_published_series() -> None:
    period = Period.parse("2005-03")
    reading = found("15,734", within=period).readings[0]
    assert reading.sources[0].series == "usbp-by-sector-by-month"
    assert reading.selection.area
    again = measure(bundle(), "total", Question(reading.selection, series=reading.sources[0].series))
    assert again.value == reading.value == 15_734


def test_limits_hold_for_published_series_too() -> None:
    within = found("56,408", within=Period.parse("2024-07..2024-08"), max_filters=1).readings
    assert any(one.sources for one in within)
    for limits in ({"within": Period.parse("FY2023")}, {"figures": ("change",)}, {"as_of": date(2024, 8, 1)}):
        assert not any(one.sources for one in found("56,408", max_filters=1, **limits).readings)
    assert not any(
        one.sources for one in found("56,408", max_filters=1, fixed={"component": Choice(("ofo",))}).readings
    )


def test_a_value_cut_off_is_told_where_it_is_simpler_than_what_fits() -> None:
    first, second = found("2.76 million", top=2, max_filters=1).readings
    assert (first.cut_off, first.value, str(first.selection.period)) == (True, 2_766_582, "FY2022")
    assert not second.cut_off
    assert first.simplicity < second.simplicity
    assert not any(one.cut_off for one in found("171840", max_filters=1).readings)


def test_what_no_figure_is_gives_nothing() -> None:
    assert found("$5 million") == Found((), 0, pytest.approx(0, abs=60), ())
    assert found("3 percentage points").readings == ()
    assert found("987,654,321", max_filters=0).readings == ()


def test_nothing_on_hand_gives_nothing(tmp_path: Path) -> None:
    for says in ("171840", "28%", "3.79x"):
        assert all(one.sources for one in find(stored(tmp_path, ()), parse(says)).readings)


def test_months_outside_of_the_data_give_nothing() -> None:
    assert found("171840", within=Period.parse("1999-01..1999-12"), max_filters=0).readings == ()
    assert found("171840", as_of=date(2001, 1, 1), max_filters=0).readings == ()

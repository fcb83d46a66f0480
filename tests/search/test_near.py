"""Readings near a question: what differs, in which order they come, and on which vintages."""

from __future__ import annotations

from datetime import date

import pytest

from encounters.figures.question import Question
from encounters.names import Choice
from encounters.periods import Period
from encounters.results import Selection
from encounters.search.model import Found
from encounters.search.near import MOST_STEPS, near
from encounters.search.nearness import near_windows
from encounters.wording.written import parse
from held import bundle

SIX = Choice(("ecuador", "brazil", "haiti", "cuba", "nicaragua", "venezuela"))
WRITTEN = date(2022, 5, 1)


def found(says: str, figure: str, period: str, by: date | None = None, top: int = 5, **choices: Choice) -> Found:
    return near(bundle(), parse(says), figure, Question(Selection(Period.parse(period), **choices)), by, top)


@pytest.mark.parametrize(
    ("says", "figure", "period", "by", "differs", "told"),
    [
        ("171,840", "monthly-average", "2021-01..2022-03", WRITTEN, (), "2021-01..2022-03"),
        ("171,840", "total", "2021-01..2022-03", WRITTEN, ("figure",), "2021-01..2022-03"),
        ("1,659,206", "total", "FY2021", None, ("component",), "FY2021"),
        ("458,088", "total", "FY2021", None, ("window",), "FY2020"),
        ("1,734,686", "total", "FY2021", None, (), "FY2021"),
        ("1,734,686", "total", "2021-09", None, ("window",), "FY2021"),
        ("3.787 times", "percent-change", "FY2021", None, ("figure",), "FY2021"),
        ("1,659,206", "total", "2021-09", None, ("window", "component"), "FY2021"),
    ],
)
def test_what_differs_least_comes_first(
    says: str, figure: str, period: str, by: date | None, differs: tuple[str, ...], told: str
) -> None:
    first = found(says, figure, period, by).readings[0]
    assert (first.differs, first.steps, str(first.selection.period)) == (differs, len(differs), told)


def test_vintages_are_those_that_a_writer_had_and_today() -> None:
    assert not found("171,840", "monthly-average", "2021-01..2022-03").readings
    assert found("171,840", "monthly-average", "2021-01..2022-03", WRITTEN).readings[0].selection.as_of
    assert not found("171,840", "monthly-average", "2021-01..2022-03", date(2022, 4, 1)).readings
    today = found("1,734,686", "total", "FY2021", WRITTEN).readings[0]
    assert today.until is None


def test_the_order_and_the_number_of_differences() -> None:
    readings = found("about 150,000", "total", "FY2021", WRITTEN, top=200).readings
    order = [(one.steps, one.unlikely, one.simplicity) for one in readings]
    assert order == sorted(order)
    assert {one.steps for one in readings} == {1, MOST_STEPS}


def test_a_month_more_than_a_year_is_unlikely() -> None:
    search = found("1.9 million", "total", "FY2021", top=200)
    unlikely = {str(one.selection.period) for one in search.readings if one.unlikely}
    assert unlikely
    assert unlikely <= {
        "2020-10..2021-10",
        "2020-09..2021-09",
        "2020-10..2021-08",
        "2020-11..2021-09",
        "2020-09..2021-10",
    }


def test_near_a_share_its_cohort() -> None:
    period = Period.parse("2021-01..2022-03")
    whole = Selection(period, citizenship=Choice(("other",)))
    question = Question(Selection(period, citizenship=SIX), whole=whole)
    readings = near(bundle(), parse("90.86%"), "share", question).readings
    first = readings[0]
    assert (first.differs, str(first.selection.period)) == (("window", "component"), "FY2021")
    assert first.whole == first.selection.choosing(citizenship=Choice(("other",)))


def test_the_figure_itself_need_not_be_searched_for() -> None:
    assert found("1,734,686", "rank", "FY2021").readings[0].differs == ("figure",)


def test_what_is_not_on_hand_gives_nothing() -> None:
    assert found("5", "total", "1999-01").readings == ()


def test_windows_near_a_period() -> None:
    windows = near_windows(Period.parse("FY2021"))
    assert windows[0] == Period.parse("FY2021")
    assert {"CY2020", "CY2021", "FY2020", "FY2022", "FY2023", "2020-10..2021-10", "2020-11..2021-09", "2021-03"} <= {
        str(one) for one in windows
    }
    assert Period.parse("2022-04..2022-05") in near_windows(Period.parse("2022-04"))

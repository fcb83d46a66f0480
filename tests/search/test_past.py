"""A figure in every vintage at once, held against what `measure` says of each day."""

from __future__ import annotations

import math
import random
from datetime import date
from pathlib import Path

import pytest

from encounters.errors import EncountersError
from encounters.figures import FIGURES
from encounters.figures.measure import measure
from encounters.figures.question import Question, terms
from encounters.names import Choice
from encounters.periods import Period
from encounters.results import SOUTHWEST, Selection
from encounters.search.past import past
from encounters.store.holdings import Holdings, open_store

SHIPPED = open_store("no-store")
DAYS = sorted({release.published.day for release in SHIPPED.releases})
TOLD = ["total", "monthly-average", "daily-average", "peak", "share", "change", "percent-change", "multiple", "pace"]
PERIODS = ["2020-10", "2022-05", "2022-09", "FY2021", "FY2022", "CY2022", "2021-01..2022-03", "2022-07..2022-11"]
CHOICES: list[dict[str, Choice]] = [
    {},
    {"component": Choice(("usbp",))},
    {"citizenship": Choice(("venezuela",))},
    {"area": Choice(("el_paso_sector",))},
    {"region": Choice(), "demographic": Choice(("uac",))},
]


def _measured(figure: str, question: Question) -> float | None:
    try:
        return float(measure(SHIPPED, figure, question).value)
    except EncountersError:
        return None


@pytest.mark.parametrize("figure", TOLD)
def test_every_day_has_what_is_measured_of_it(figure: str) -> None:
    drawn = random.Random(figure)
    for period in drawn.sample(PERIODS, 3):
        choices = drawn.choice(CHOICES[1:] if figure == "share" else CHOICES)
        selection = Selection(Period.parse(period)).choosing(**choices)
        found = past(SHIPPED, figure, Question(selection))
        assert found is not None
        told = found.values(DAYS)
        for day in DAYS:
            asked = Question(Selection(selection.period, as_of=day).choosing(**choices))
            known = _measured(figure, asked)
            if known is None:
                assert told.get(day) is None
            else:
                assert day in told
                assert told[day] is None or math.isclose(told[day] or 0, known, rel_tol=1e-12)
                today = _measured(figure, Question(selection))
                assert not found.is_as_today(day) or known == today


def test_most_is_told_without_measuring() -> None:
    found = past(SHIPPED, "total", Question(Selection(Period.parse("2022-05"))))
    assert found is not None
    assert list(found.values(DAYS).values()).count(None) == 0
    assert len(set(found.values(DAYS).values())) > 1


@pytest.mark.parametrize(
    "question",
    [
        Question(Selection(Period.parse("2022-05")), series="usbp-by-month"),
        Question(Selection(Period.parse("2022-05")), terms=terms(lowest=True)),
        Question(Selection(Period.parse("1999-05"))),
        Question(Selection(Period.parse("2099-05"), region=SOUTHWEST)),
    ],
)
def test_what_is_no_sum_of_releases_is_left_to_measuring(question: Question) -> None:
    assert past(SHIPPED, "peak", question) is None


def test_figures_of_other_forms_are_left_to_measuring() -> None:
    question = Question(Selection(Period.parse("2022-05")))
    others = [name for name in FIGURES if name not in TOLD]
    told = {name for name in others if past(SHIPPED, name, question) is not None}
    assert not told & {"rank", "record", "streak", "lowest", "against-mean"}


def test_nothing_on_hand_has_no_past(tmp_path: Path) -> None:
    class Nothing(Holdings):
        releases = ()

    question = Question(Selection(Period.parse("2022-05"), as_of=date(2022, 7, 1)))
    assert past(Nothing(tmp_path), "total", question) is None

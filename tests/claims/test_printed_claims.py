"""A claim that prints a recomputed value holds at any precision; off by one in its last digit it does not.

The value is printed with fixed decimals, so that its last digit is where it says: "1.80 million".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made import claim, holdings

from encounters.claims.bench import Bench
from encounters.claims.check import verdict
from encounters.verdicts import Word

HOLDS = (Word.CONFIRMED, Word.AT_VINTAGE)
BENCH = Bench(holdings())
QUESTIONS: list[dict[str, Any]] = [
    *({"figure": "total", "period": f"FY{year}"} for year in (2019, 2020, 2021, 2022, 2023, 2024)),
    *({"figure": "total", "period": f"2022-{month:02}", "component": "usbp"} for month in (1, 4, 9)),
    {"figure": "total", "period": "FY2023", "region": "all"},
    {"figure": "total", "period": "FY2023", "area": "tucson_sector"},
    {"figure": "monthly-average", "period": "2021-01..2022-03"},
    {"figure": "daily-average", "period": "2022-05"},
    {"figure": "peak", "period": "FY2023"},
    {"figure": "year-to-date", "period": "2024-03"},
    {"figure": "share", "period": "FY2021", "citizenship": "mexico"},
    {"figure": "share", "period": "FY2023", "demographic": "single_adults", "component": "usbp"},
    {"figure": "multiple", "period": "FY2021", "against": "FY2020"},
    {"figure": "multiple", "period": "2022-03", "against": "2021-01", "citizenship": "other"},
    {"figure": "percent-change", "period": "FY2022", "against": "FY2021"},
]


@dataclass(frozen=True)
class Print:
    """A way to print: the size of what is counted, the words after it, and the decimals there may be."""

    size: Fraction
    words: str
    decimals: int


COUNTS = [Print(Fraction(10**6), "million", 6), Print(Fraction(1000), "thousand", 3)]
KINDS = {"share": [Print(Fraction(1, 100), "%", 4)], "multiple": [Print(Fraction(1), "times as many", 6)]}
KINDS["percent-change"] = [Print(Fraction(1, 100), "% increase", 4)]


@dataclass(frozen=True)
class Printed:
    """A recomputed value and the scale on which it is printed: `steps` are units of the last printed digit."""

    question: dict[str, Any]
    way: Print
    decimals: int

    @property
    def steps(self) -> Fraction:
        asked = {"says": "1%"} if "share" in self.question["figure"] or "percent" in self.question["figure"] else {}
        if self.question["figure"] == "multiple":
            asked = {"says": "2 times"}
        made = claim(**{"says": "1", **asked, **self.question})
        value = BENCH.measure(made.figure or "", made.question(None)).value
        return Fraction(str(value)) / self.way.size * 10**self.decimals

    def says(self, steps: int, words: str = "") -> str:
        number = f"{steps / 10**self.decimals:.{self.decimals}f}"
        return f"{words} {number} {self.way.words}".replace(" %", "%").strip()

    def word(self, steps: int, words: str = "") -> Word:
        made = claim(accessed=None, **self.question, says=self.says(steps, words))
        return verdict(BENCH, made, None).word


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """A question's value with at least five units of the last digit, as coarser numbers accept less than a unit."""
    question = draw(st.sampled_from(QUESTIONS))
    way = draw(st.sampled_from(KINDS.get(question["figure"], COUNTS)))
    made = Printed(question, way, draw(st.integers(0, way.decimals)))
    assume(made.steps >= 5)
    return made


def nearest(steps: Fraction) -> int:
    """The number to print; not where two are as near."""
    assume(abs(steps - math.floor(steps) - Fraction(1, 2)) > Fraction(1, 10**6))
    return math.floor(steps + Fraction(1, 2))


@settings(deadline=None, max_examples=150)
@given(printed())
def test_a_rounded_value_is_confirmed_and_one_off_by_one_is_not(made: Printed) -> None:
    number = nearest(made.steps)
    assert made.word(number) in HOLDS
    for other in (number - 1, number + 1):
        if made.decimals or other % 10:  # an end zero is no printed digit
            assert made.word(other) not in HOLDS


@settings(deadline=None, max_examples=100)
@given(printed(), st.sampled_from(["over", "more than", "at least"]))
def test_over_holds_for_the_number_below_and_not_for_the_one_above(made: Printed, words: str) -> None:
    below = math.floor(made.steps)
    assume(below != made.steps)
    assert made.word(below, words) in HOLDS
    assert made.word(below + 1, words) not in HOLDS


@settings(deadline=None, max_examples=100)
@given(printed(), st.sampled_from(["under", "less than", "at most"]))
def test_under_holds_for_the_number_above_and_not_for_the_one_below(made: Printed, words: str) -> None:
    above = math.ceil(made.steps)
    assume(above != made.steps)
    assert made.word(above, words) in HOLDS
    assert made.word(above - 1, words) not in HOLDS


@settings(deadline=None, max_examples=100)
@given(printed(), st.sampled_from(["about", "roughly", "some"]))
def test_about_holds_for_the_nearest_number(made: Printed, words: str) -> None:
    assert made.word(nearest(made.steps), words) in HOLDS


@settings(deadline=None, max_examples=100)
@given(printed(), st.sampled_from(["almost", "nearly"]))
def test_almost_holds_for_a_number_just_above_and_for_none_below(made: Printed, words: str) -> None:
    above = math.ceil(made.steps)
    assume(above - made.steps > 0)
    assume(above - made.steps <= max(Fraction(1, 2), Fraction(above, 40)))
    assert made.word(above, words) in HOLDS
    assert made.word(above - 1, words) not in HOLDS


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_each_question_has_a_value(question: dict[str, Any]) -> None:
    way = KINDS.get(question["figure"], COUNTS)[0]
    assert Printed(question, way, 0).steps > 0

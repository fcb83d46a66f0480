"""A record and a rank in a sentence."""

from __future__ import annotations

import pytest

from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.periods import Period
from encounters.results import Selection
from held import bundle


@pytest.mark.parametrize(
    ("figure", "period", "said"),
    [
        (
            "record",
            "2023-12",
            "301,981, the highest of 75 months since October 2017; the highest before it was 269,735, September 2023.",
        ),
        ("record", "2021-08", "no record: July 2021, the one before, was as high or higher."),
        ("record", "2023-11", "242,399, the highest since September 2023, after one that was lower."),
        ("record", "FY2021", "the highest of 4 fiscal years since FY2018; the highest before it was 977,509, FY2019."),
        ("rank", "2023-12", "301,981, the highest of "),
        ("rank", "FY2021", "1,734,686, the "),
    ],
)
def test_what_it_says(figure: str, period: str, said: str) -> None:
    value = measure(bundle(), figure, Question(Selection(Period.parse(period))))
    assert value.sentence is not None
    assert said in value.sentence
    assert value.sentence.endswith(".")


def test_a_total_needs_no_sentence() -> None:
    assert measure(bundle(), "total", Question(Selection(Period.parse("FY2021")))).sentence is None

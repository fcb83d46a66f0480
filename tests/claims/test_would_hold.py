"""What a claim that does not hold could print: words that the parser reads as they were meant, and that hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encounters.claims.would_hold import already_holds, powers, ways, would_hold
from encounters.wording.fit import Held, fit
from encounters.wording.written import parse

SAYS = (
    *("171,840", "over 2.6 million", "2½ million", "a quarter million", "two hundred", "down 3,000", "12.5", "0"),
    *("28%", "half", "one in five", "over 28%", "up 279%", "down 12.5%", "3.79x", "doubled", "nearly nine times"),
)
VALUES = st.one_of(st.integers(-(10**8), 10**8), st.floats(-100, 100))


@given(st.sampled_from(SAYS), VALUES)
def test_is_read_as_it_is_meant_and_holds(says: str, value: float) -> None:
    written = parse(says)
    exact = Decimal(str(float(value)))
    for power in powers(written, exact):
        for words in ways(written, exact, power):
            assert parse(words.text) == words
    words = would_hold(written, float(value))
    assert words is None or fit(parse(words), float(value)).held is Held.HOLDS


@pytest.mark.parametrize(
    ("says", "value", "words"),
    [
        ("2.7 million", 2_577_604, "2.6 million"),
        ("over 2.6 million", 2_577_604, "nearly 2.6 million"),
        ("over 171,000", 168_212, "over 168,000"),
        ("more than half", 0.395, "nearly 40%"),
        ("up 279%", -0.125, "down 12%"),
        ("nearly nine times", 3.787, "nearly 4 times"),
        ("3 points", 0.05, "up 5 points"),
        ("1.7", 1_734_686, "1,734,686"),
        ("two-thirds", 0.377932, "38%"),
        ("lower than in July 2019", 22_323, "higher"),
        ("outnumbered Mexicans", -47_729, "lower"),
        ("up 800,000", 5, "5"),
        ("over 28%", 0.0004, "0.04%"),
        ("$3", 5, None),
    ],
)
def test_is_in_the_claims_own_manner(says: str, value: float, words: str | None) -> None:
    assert would_hold(parse(says), value) == words


def test_of_a_change_says_up() -> None:
    assert would_hold(parse("up 100,000"), 1_276_598, change=True) == "up 1.3 million"
    assert would_hold(parse("about 17,000 above"), 5_351, change=True) == "up over 5,000"
    assert would_hold(parse("up 100,000"), -5_351, change=True) == "down 5,000"


@pytest.mark.parametrize(
    ("says", "part", "words"),
    [
        ("100,000", 115_762, "more than 100,000"),
        ("1 million", 115_762, "more than 100,000"),
        ("115,762", 3, "more than 3"),
    ],
)
def test_a_part_has_passed_a_bound(says: str, part: int, words: str) -> None:
    assert already_holds(parse(says), part) == words

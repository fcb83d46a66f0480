"""No selection is left out that gives the number in some window of some vintage."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from encounters.search.bounds import Bounds
from encounters.search.reach import Reach
from encounters.search.slabs import Strip
from encounters.search.timeline import Ints
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.wording.written import parse

MONTHS, STATES, SELECTIONS = 6, 3, 4
COUNTS = arrays(np.int32, (MONTHS * STATES, SELECTIONS), elements=st.integers(0, 60))


@st.composite
def some_vintages(draw: st.DrawFn) -> Vintages:
    """Vintages in each of which a month is in one of its states."""
    state = draw(arrays(np.int64, st.tuples(st.integers(1, 4), st.just(MONTHS)), elements=st.integers(0, STATES - 1)))
    event = np.arange(MONTHS) * STATES + state
    many = len(event)
    every = np.ones((many, MONTHS, MONTHS), np.bool_)
    return Vintages(
        (date(2022, 1, 1),) * many, event, every, np.full(many, MONTHS - 1), np.arange(many), (), event, event >= 0
    )


def sums(vintages: Vintages, counts: Ints) -> Ints:
    """The sum of every window in every vintage, of each selection."""
    windows = [slice(first, last) for first in range(MONTHS) for last in range(first + 1, MONTHS + 1)]
    return np.concatenate([counts[vintages.event][:, window].sum(axis=1) for window in windows])


def kept(says: str, figures: tuple[str, ...], vintages: Vintages, counts: Ints, of: Ints | None) -> list[bool]:
    """Which selections can be reached."""
    places = np.arange(SELECTIONS)
    strip = Strip(places, places, counts, None if of is None else places, of)
    tried = Tried.of(dict.fromkeys(figures, 0), Bounds.of(parse(says)), MONTHS, 31 * MONTHS)
    return list(map(bool, Reach(tried)(vintages, strip)))


@given(some_vintages(), COUNTS, st.integers(1, 400))
def test_a_sum_or_a_difference_is_reached(vintages: Vintages, counts: Ints, number: int) -> None:
    every = sums(vintages, counts)
    differences = (every[:, None] - every[None]).reshape(-1, SELECTIONS)
    for figures, values in ((("total",), every), (("total", "change"), np.concatenate([every, differences]))):
        reached = kept(str(number), figures, vintages, counts, None)
        assert all(reach or not hit for reach, hit in zip(reached, (values == number).any(axis=0), strict=True))
    assert not any(kept(str(MONTHS * 60 + number), ("total",), vintages, counts, None))


@given(some_vintages(), COUNTS, COUNTS, st.integers(1, 99))
def test_a_share_is_reached(vintages: Vintages, counts: Ints, rest: Ints, percent: int) -> None:
    own, whole = sums(vintages, counts), sums(vintages, counts + rest)
    hold = Bounds.of(parse(f"{percent}%")).hold
    reached = kept(f"{percent}%", ("share",), vintages, counts, counts + rest)
    for place, reach in enumerate(reached):
        pairs = zip(own[:, place].tolist(), whole[:, place].tolist(), strict=True)
        assert reach or not any(of and Fraction(part, of) in hold for part, of in pairs)


def test_what_no_month_is_a_share_of_is_left_out() -> None:
    """Half of each month is no quarter of any window; an empty month is no share."""
    every = np.ones((1, MONTHS, MONTHS), np.bool_)
    vintages = Vintages(
        (date(2022, 1, 1),),
        np.arange(MONTHS)[None],
        every,
        np.array([5]),
        np.array([0]),
        (),
        np.zeros((1, MONTHS), np.int64),
        every[:, 0],
    )
    counts = np.array([[5, 0, 1, 3]] * (MONTHS - 1) + [[0, 0, 0, 1]])
    of = np.array([[10, 0, 4, 3]] * (MONTHS - 1) + [[0, 0, 0, 10]])
    assert kept("25%", ("share",), vintages, counts, of) == [False, False, True, True]

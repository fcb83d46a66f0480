"""Which windows are natural, how many bits each takes, and which lie near a given one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from encounters.periods import Period
from encounters.search import prior
from encounters.search.timeline import Bools, Ints, Timeline


@dataclass(frozen=True)
class Windows:
    """The windows looked at: those a figure may be of, and those it may be compared with, as [first, last].

    `every` says that they were asked for, natural or not.
    """

    now: Bools
    other: Bools
    every: bool = False


OCTOBER, JANUARY = 0, 3
SEPTEMBER, DECEMBER = 11, 2


def window_bits(first: Ints, end: Ints, last: Ints | int, asked: tuple[int, int] | None = None) -> Ints:
    """The bits of windows from `first` to `end`. `last` is where the vintage's data ends.

    A window that was asked for by itself is as natural as a calendar year.
    """
    months, begins, ends = end - first + 1, first % 12, end % 12
    to_date = end == last
    natural_start = (begins == OCTOBER) | (begins == JANUARY)
    natural_end = (ends == SEPTEMBER) | (ends == DECEMBER) | to_date
    bits = np.full(months.shape, prior.ANY_WINDOW, np.int64)
    kinds = [
        (natural_start | natural_end, prior.HALF_NATURAL),
        (natural_start & natural_end, prior.NATURAL),
        ((months == 3) & (first % 3 == 0), prior.QUARTER),
        ((begins == JANUARY) & (months % 12 == 0), prior.CALENDAR_YEARS),
        ((begins == OCTOBER) & (months % 12 == 0), prior.FISCAL_YEARS),
        ((begins == OCTOBER) & (months < 12), prior.EARLIER_YEAR_TO_DATE),
        ((begins == JANUARY) & (months < 12) & to_date, prior.JANUARY_TO_DATE),
        ((begins == OCTOBER) & (months < 12) & to_date, prior.YEAR_TO_DATE),
        (months == 1, prior.MONTH),
        ((months == 1) & to_date, prior.LAST_MONTH),
        ((begins == JANUARY) & (months == 12), prior.CALENDAR_YEAR),
        ((begins == OCTOBER) & (months == 12), prior.FISCAL_YEAR),
    ]
    for which, taken in kinds:
        bits[which] = taken
    if asked:
        own = (first == asked[0]) & (end == asked[1])
        bits[own] = np.minimum(bits[own], prior.CALENDAR_YEAR)
    return bits


def inside(timeline: Timeline, period: Period) -> Bools:
    """The windows that lie within a period."""
    first, end = np.indices((timeline.length, timeline.length))
    begins, ends = timeline.places(period)
    return np.asarray((first >= begins) & (end <= ends))


def only(timeline: Timeline, periods: Iterable[Period]) -> Bools:
    """These windows and no other."""
    mask = np.zeros((timeline.length, timeline.length), np.bool_)
    for period in periods:
        first, last = timeline.places(period)
        if first >= 0 and last < timeline.length:
            mask[first, last] = True
    return mask

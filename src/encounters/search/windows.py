"""Which windows are natural, how many bits each takes, and which lie near a given one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

import numpy as np
from msgspec import Struct

from encounters.periods import Period
from encounters.search import prior
from encounters.search.timeline import Bools, Ints, Timeline


class Spans(Struct, frozen=True):
    """Windows, each with how far back the one lies that it is compared with, 0 for none.

    ahead, behind: whether the later one may be measured against the earlier one, and the other way round.
    """

    first: Ints
    length: Ints
    back: Ints
    ahead: Bools
    behind: Bools

    @property
    def to_date(self) -> Bools:
        """Which are fiscal years to date."""
        return np.asarray((self.first % 12 == 0) & (self.length < 12))

    @classmethod
    def joined(cls, some: Iterable[Spans]) -> Spans:
        """All of several."""
        columns = zip(*((one.first, one.length, one.back, one.ahead, one.behind) for one in some), strict=True)
        return cls(*map(np.concatenate, columns))

    def where(self, kept: Bools) -> Spans:
        """Some of them."""
        return Spans(self.first[kept], self.length[kept], self.back[kept], self.ahead[kept], self.behind[kept])


class Windows(Struct, frozen=True, eq=False, dict=True):
    """The windows looked at: those a figure may be of, and those it may be compared with, as [first, last].

    `every` says that they were asked for, natural or not.
    """

    now: Bools
    other: Bools
    every: bool = False

    @cached_property
    def alone(self) -> Spans:
        """The windows that a figure may be of."""
        first, last = np.nonzero(np.triu(self.now))
        alone = np.zeros(len(first), np.int64)
        return Spans(first, last - first + 1, alone, alone == 0, alone == 1)

    @cached_property
    def pairs(self) -> Spans:
        """The windows with each that they may be compared with."""
        months = len(self.now)
        either = (self.now | self.other).reshape(-1)
        every = _every_pair(months)
        first, length, back, later, earlier = every[:, either[every[3]] & either[every[4]]]
        now, other = self.now.reshape(-1), self.other.reshape(-1)
        ahead, behind = now[later] & other[earlier], now[earlier] & other[later]
        return Spans(first, length, back, ahead, behind).where(ahead | behind)


@cache
def _every_pair(months: int) -> Ints:
    """First month, length and distance of every window with an earlier one like it, and where both stand in a mask."""
    found = [np.zeros((3, 0), np.int64)]
    for length in range(1, months):
        for back in distances(length, months):
            first = np.arange(back, months - length + 1)
            found.append(np.stack([first, np.full_like(first, length), np.full_like(first, back)]))
    first, length, back = np.concatenate(found, axis=1)
    later = first * months + first + length - 1
    return np.stack([first, length, back, later, later - back * (months + 1)])


def distances(length: int, months: int) -> Iterable[int]:
    """How far the periods like one lie before it.

    Months are like each other. Longer periods are like the same months of other years, as far as they do not overlap,
    and like the period that ends where they begin.
    """
    years = range(12 * -(-length // 12), months - length + 1, 12)
    return range(1, months) if length == 1 else sorted({*years, length})


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

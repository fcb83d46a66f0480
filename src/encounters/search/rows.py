"""What is tested of every selection, one a row: the windows of a vintage, or pairs of them, that are fresh.

A window without a month that a release changed gives the number that it gave in the vintage before. It is not tested
again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from encounters.search import prior
from encounters.search.timeline import Bools, Ints
from encounters.search.vintages import Vintages
from encounters.search.windows import Windows


@dataclass(frozen=True)
class Spans:
    """Windows, each with how far back the one lies that it is compared with, 0 for none.

    ahead, behind: whether the later one may be measured against the earlier one, and the other way round.
    """

    first: Ints
    length: Ints
    back: Ints
    ahead: Bools
    behind: Bools

    @classmethod
    def of(cls, windows: Windows) -> Spans:
        """The windows that a figure may be of."""
        first, last = np.nonzero(np.triu(windows.now))
        alone = np.zeros(len(first), np.int64)
        return cls(first, last - first + 1, alone, alone == 0, alone == 1)

    @classmethod
    def pairs(cls, windows: Windows) -> Spans:
        """The windows with each that they may be compared with."""
        first, length, back = _every_pair(len(windows.now))
        now, before = (first, first + length - 1), (first - back, first - back + length - 1)
        ahead = windows.now[now] & windows.other[before]
        behind = windows.now[before] & windows.other[now]
        return cls(first, length, back, ahead, behind).where(ahead | behind)

    @property
    def to_date(self) -> Bools:
        """Which are fiscal years to date."""
        return np.asarray((self.first % 12 == 0) & (self.length < 12))

    def where(self, kept: Bools) -> Spans:
        """Some of them."""
        return Spans(self.first[kept], self.length[kept], self.back[kept], self.ahead[kept], self.behind[kept])


@cache
def _every_pair(months: int) -> tuple[Ints, Ints, Ints]:
    """First month, length and distance of every window with an earlier one like it."""
    found = [np.zeros((3, 0), np.int64)]
    for length in range(1, months):
        for back in distances(length, months):
            first = np.arange(back, months - length + 1)
            found.append(np.stack([first, np.full_like(first, length), np.full_like(first, back)]))
    first, length, back = np.concatenate(found, axis=1)
    return first, length, back


def distances(length: int, months: int) -> Iterable[int]:
    """How far the periods like one lie before it.

    Months are like each other. Longer periods are like the same months of other years, as far as they do not overlap,
    and like the period that ends where they begin.
    """
    years = range(12 * -(-length // 12), months - length + 1, 12)
    return range(1, months) if length == 1 else sorted({*years, length})


def back_bits(length: Ints, back: Ints) -> Ints:
    """The bits of being compared with the window so far back, negative for one that is later."""
    distance = np.abs(back)
    bits = np.where(distance % 12 == 0, prior.OTHER_YEAR, prior.OTHER_MONTH)
    bits[distance == length] = prior.PERIOD_BEFORE
    bits[distance == np.where(length <= 12, 12, length)] = prior.YEAR_BEFORE
    return np.asarray(bits + prior.BACKWARDS * (back < 0))


@dataclass(frozen=True)
class Rows:
    """Spans in vintages, those of the oldest vintage first.

    before, newest: whether the vintage before and the newest one answer it too. answered: in how many vintages each
    span is answered, fresh or not.
    """

    vintages: Vintages
    spans: Spans
    vintage: Ints
    span: Ints
    before: Bools
    newest: Bools
    answered: Ints

    @classmethod
    def of(cls, vintages: Vintages, spans: Spans, fresh: bool = True) -> Rows:
        """The spans that are answered, the fresh ones or all."""
        good, new = _answered_and_new(vintages, spans.first, spans.length)
        if spans.back.any():
            also, other = _answered_and_new(vintages, spans.first - spans.back, spans.length)
            good, new = good & also, new | other
        before = np.zeros_like(good)
        before[1:] = good[:-1]
        vintage, span = np.nonzero(good & (new | ~before) if fresh else good)
        newest = good[-1] if len(good) else np.zeros(len(spans.first), np.bool_)
        return cls(vintages, spans, vintage, span, before[vintage, span], newest[span], good.sum(axis=0))

    @cached_property
    def first(self) -> Ints:
        """The first month of each."""
        return self.spans.first[self.span]

    @cached_property
    def length(self) -> Ints:
        """The number of months of each."""
        return self.spans.length[self.span]

    @cached_property
    def back(self) -> Ints:
        """How far back the window lies that each is compared with."""
        return self.spans.back[self.span]

    @cached_property
    def start(self) -> Ints:
        """Where in running totals each begins."""
        return self.vintage * (self.vintages.length + 1) + self.first

    @property
    def many(self) -> int:
        """How many readings of a selection they stand for: all that are answered, fresh or not."""
        return int(self.answered[self.spans.ahead].sum() + self.answered[self.spans.behind].sum())

    def of_spans(self, usable: Bools) -> Rows:
        """The rows of some of the spans."""
        return replace(self.where(usable[self.span]), answered=self.answered * usable)

    def where(self, kept: Bools) -> Rows:
        """Some of the rows."""
        fields = ("vintage", "span", "before", "newest")
        return replace(self, **{name: getattr(self, name)[kept] for name in fields})


def _answered_and_new(vintages: Vintages, first: Ints, length: Ints) -> tuple[Bools, Bools]:
    """Which windows vintages answer, and in which some month is not as in the vintage before."""
    windows = vintages.answered.reshape(vintages.many, -1)
    good = windows.take(first * vintages.length + first + length - 1, axis=1)
    return good, vintages.changed.take(first + length, axis=1) > vintages.changed.take(first, axis=1)

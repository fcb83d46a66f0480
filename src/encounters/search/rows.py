"""What is tested of every selection, one a row: the windows of a vintage, or pairs of them, that are fresh.

A window without a month that a release changed gives the number that it gave in the vintage before. It is not tested
again.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from encounters.search import prior
from encounters.search.timeline import Bools, Ints
from encounters.search.vintages import Vintages
from encounters.search.windows import Spans


def back_bits(length: Ints, back: Ints) -> Ints:
    """The bits of being compared with the window so far back, negative for one that is later."""
    distance = np.abs(back)
    bits = np.where(distance % 12 == 0, prior.OTHER_YEAR, prior.OTHER_MONTH)
    bits[distance == length] = prior.PERIOD_BEFORE
    bits[distance == np.where(length <= 12, 12, length)] = prior.YEAR_BEFORE
    return np.asarray(bits + prior.BACKWARDS * (back < 0))


class Rows(Struct, frozen=True, dict=True):
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
        good, new = answered_and_fresh(vintages, spans)
        before = np.zeros_like(good)
        before[1:] = good[:-1]
        vintage, span = np.nonzero(new if fresh else good)
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

    @cached_property
    def end(self) -> Ints:
        """Where in running totals each ends."""
        return self.start + self.length

    @cached_property
    def other_start(self) -> Ints:
        """Where the window begins that each is compared with."""
        return self.start - self.back

    @cached_property
    def other_end(self) -> Ints:
        """Where the window ends that each is compared with."""
        return self.end - self.back

    def of_spans(self, usable: Bools) -> Rows:
        """The rows of some of the spans."""
        return replace(self.where(usable[self.span]), answered=self.answered * usable)

    def where(self, kept: Bools | Ints) -> Rows:
        """Some of the rows."""
        fields = ("vintage", "span", "before", "newest")
        return replace(self, **{name: getattr(self, name)[kept] for name in fields})


def answered_and_fresh(vintages: Vintages, spans: Spans) -> tuple[Bools, Bools]:
    """Which spans vintages answer, and of these the fresh ones: [vintage, span]."""
    good, new = _answered_and_new(vintages, spans.first, spans.length)
    if spans.back.any():
        also, other = _answered_and_new(vintages, spans.first - spans.back, spans.length)
        good, new = good & also, new | other
    new[1:] |= ~good[:-1]
    new[:1] = True
    return good, good & new


def _answered_and_new(vintages: Vintages, first: Ints, length: Ints) -> tuple[Bools, Bools]:
    """Which windows vintages answer, and in which some month is not as in the vintage before."""
    window = first * vintages.length + first + length - 1
    good, new = (windows.reshape(vintages.many, -1) for windows in (vintages.answered, vintages.changed))
    return good.take(window, axis=1), new.take(window, axis=1)

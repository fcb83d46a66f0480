"""Each figure that is tried, as a test of sums: within which bounds they give the number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from msgspec import Struct

from encounters.figures import FIGURES
from encounters.figures.forms import Difference, Form, Highest, Pair, Sum
from encounters.figures.registry import Figure
from encounters.search import prior
from encounters.search.bounds import Bounds, SumBounds, ratio_rounding
from encounters.search.timeline import Bools, Ints
from encounters.search.windows import Spans

SHARE = Pair("whole")


class Tried(Struct, frozen=True, eq=False, dict=True):
    """A figure with the bits it takes, the bounds on it, and those on whole numbers where it is no ratio.

    Bounds on sums stand at the number of months or days that the sum is divided by. `alone`: no other figure is tried.
    """

    figure: Figure
    bits: int
    bounds: Bounds
    sums: SumBounds
    alone: bool

    @classmethod
    def of(cls, figures: Mapping[str, int], bounds: Bounds, months: int, days: int) -> list[Tried]:
        """The figures, given with the bits that reading the number as each takes, for windows of up to so long."""
        alone = len(figures) == 1
        return [cls._of(FIGURES[name], bits, bounds, (months, days), alone) for name, bits in figures.items()]

    @classmethod
    def _of(cls, figure: Figure, bits: int, bounds: Bounds, most: tuple[int, int], alone: bool) -> Tried:
        form, multiples, parts = figure.form, np.ones(1, np.int64), 1
        if isinstance(form, Sum) and form.over:
            multiples, parts = np.arange(most[form.over == "days"] + 1), form.by
        shifted = bounds.shifted(form.less) if isinstance(form, Pair) else bounds
        sums = SumBounds(bounds, multiples, parts)
        return cls(figure, bits + prior.FIGURES[figure.name], shifted, sums, alone)

    @property
    def form(self) -> Form:
        """What the figure is made of."""
        return self.figure.form

    @property
    def share(self) -> bool:
        """Whether it is a share of a whole."""
        return self.form == SHARE

    @property
    def paired(self) -> bool:
        """Whether it compares a window with another."""
        return isinstance(self.form, Pair | Difference) and not self.share

    @cached_property
    def least(self) -> int:
        """The lowest sum that may give the number; for a ratio any does."""
        if isinstance(self.form, Pair):
            return 1
        return int(self.sums.hold[0][self.sums.multiples > 0].min())

    def usable(self, spans: Spans) -> Bools:
        """The windows that the figure is tried of.

        The average of one month, and its highest month, is its total, and no figure beside it.
        """
        if self.figure.to_date:
            return spans.to_date
        of_several = self.form == Sum(over="months") or isinstance(self.form, Highest)
        return np.asarray(spans.length >= (2 if of_several and not self.alone else 1))

    def stands_for(self, spans: Spans) -> Ints:
        """How many readings of a selection each window or pair of them stands for, where it is answered."""
        if isinstance(self.form, Pair | Difference):
            return spans.ahead.astype(np.int64) + spans.behind
        return self.usable(spans).astype(np.int64)

    def within(self, divisor: Ints, usable: Bools) -> tuple[Ints, Ints]:
        """Low and high for the sum of each row, given its divisor; crossed where the figure is not tried."""
        low, high = self.sums.hold[:, divisor]
        return low, np.where(usable, high, 0)

    def divisor(self, months: Ints, days: Ints) -> Ints:
        """Where the bounds stand for windows of so many months and days."""
        over = self.form.over if isinstance(self.form, Sum) else None
        return days if over == "days" else months if over else np.zeros_like(months)

    def rounding(self, now: Ints, other: Ints, divisor: Ints) -> Ints:
        """The bits for not having the digits that were printed, given the sums."""
        if isinstance(self.form, Pair):
            return ratio_rounding(now, other, self.bounds)
        return self.sums.rounding(now - other if isinstance(self.form, Difference) else now, divisor)

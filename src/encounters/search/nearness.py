"""How near a reading is to a question: what differs, and how many bits that takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from encounters.errors import PeriodError
from encounters.figures.question import Question
from encounters.figures.registry import figure_named
from encounters.names import ALL, DIMENSIONS, Choice
from encounters.periods import Period
from encounters.search.axes import Block
from encounters.search.model import FoundReading
from encounters.search.simplicity import Simplicity
from encounters.search.timeline import Ints
from encounters.search.wholes import Parts, follows

DIFFERENCE = 2**8
"""The bits of anything that differs: more than a reading takes that differs in nothing."""
UNLIKELY = DIFFERENCE // 2


class Asked(Struct, frozen=True, dict=True):
    """A figure and the question that it is asked of."""

    figure: str
    question: Question

    @classmethod
    def of(cls, figure: str, question: Question) -> Asked:
        """What is asked of all that is on hand. Raises UnknownName for the figure."""
        known = figure_named(figure)
        period = question.selection.period
        if known.to_date:
            period = Period.year_to_date(period.last)
        selection = replace(question.selection, period=period, as_of=None)
        whole = replace(question.whole, period=period, as_of=None) if question.whole else None
        return cls(known.name, Question(selection, question.against, whole))

    @property
    def period(self) -> Period:
        """The months it is about."""
        return self.question.selection.period

    @property
    def before(self) -> Period:
        """The months it is compared with."""
        return self.question.before

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """The choices in each dimension; the region is always among them."""
        return {**self.question.selection.choices(), "region": self.question.selection.region}

    @cached_property
    def whole(self) -> dict[str, Choice]:
        """The choices of the whole."""
        return {**self.question.of.choices(), "region": self.question.of.region}

    def told(self, found: FoundReading) -> FoundReading:
        """A reading with what differs."""
        selection = found.selection
        period = selection.period
        shift = self.period.first.ordinal - self.before.first.ordinal
        against = found.against is not None and period.first.ordinal - found.against.first.ordinal != shift
        choices = {**selection.choices(), "region": selection.region}
        whole = found.whole is not None and not self._follows(choices, found)
        differing = {"figure": found.figure != self.figure, "window": period != self.period}
        differing |= {"against": against, "whole": whole}
        differing |= {name: choices.get(name, ALL) != self.choices.get(name, ALL) for name in DIMENSIONS}
        return replace(
            found,
            differs=tuple(name for name, differs in differing.items() if differs),
            unlikely=period in _unlikely(self.period),
            simplicity=found.simplicity % UNLIKELY,
        )

    def _follows(self, choices: Mapping[str, Choice], found: FoundReading) -> bool:
        """Whether the whole is to its part as that of the question is."""
        assert found.whole is not None
        has = {**found.whole.choices(), "region": found.whole.region}
        own, whole = self.choices, self.whole
        for name in DIMENSIONS:
            same = own.get(name, ALL) == whole.get(name, ALL)
            wanted = choices.get(name, ALL) if same else whole.get(name, ALL)
            if has.get(name, ALL) != wanted:
                return False
        return True


class Nearness(Simplicity, frozen=True, kw_only=True):
    """The bits of readings near a question: whatever differs from it outweighs all that is simple."""

    near: Asked

    def of_selections(self, block: Block) -> Ints:
        """The bits of each selection of a block."""
        return np.asarray(super().of_selections(block) + DIFFERENCE * _differing(block, self.near.choices))

    def of_shares(self, parts: Parts) -> Ints:
        """The bits of selections as shares of wholes."""
        other = not follows(parts, self.near.choices, self.near.whole)
        return super().of_shares(parts) + DIFFERENCE * other

    def of_windows(self, first: Ints, end: Ints, last: Ints) -> Ints:
        """The bits of windows."""
        assert self.asked is not None
        other = (first != self.asked[0]) | (end != self.asked[1])
        start = self.near.period.first.ordinal - self.asked[0]
        unlikely = np.zeros_like(other)
        for period in _unlikely(self.near.period):
            places = period.first.ordinal - start, period.last.ordinal - start
            unlikely |= (first == places[0]) & (end == places[1])
        return np.asarray(super().of_windows(first, end, last) + DIFFERENCE * other + UNLIKELY * unlikely)

    def of_distances(self, length: Ints, back: Ints) -> Ints:
        """The bits of being compared with another window."""
        own = self.near.period.first.ordinal - self.near.before.first.ordinal
        other = (back != 0) & (back != own)
        return np.asarray(super().of_distances(length, back) + DIFFERENCE * other)


def _differing(block: Block, own: Mapping[str, Choice]) -> Ints:
    """In how many dimensions each selection of a block differs from a question's choices."""
    axes = [axis.dimension for axis in block.axes]
    common = [name for name in DIMENSIONS if name not in axes]
    total = np.full(block.shape, sum(block.filters.get(name, ALL) != own.get(name, ALL) for name in common), np.int64)
    for place, axis in enumerate(block.axes):
        differs = np.array([choice != own.get(axis.dimension, ALL) for choice in axis.choices], np.int64)
        total = total + differs.reshape([-1 if other == place else 1 for other in range(len(axes))])
    return total.reshape(-1)


def near_windows(period: Period) -> tuple[Period, ...]:
    """A period, then those near it.

    A month longer, shorter or moved; the same months of the two years before and after; the years that it touches and
    the year to date; each of its months, if it is no longer than a year.
    """
    found = [period, *_a_month_off(period)]
    found += [period.shift(12 * years) for years in (1, -1, 2, -2)]
    found += [Period.fiscal_year(year) for year in sorted({month.fiscal_year for month in period})]
    found += [Period.calendar_year(year) for year in sorted({month.year for month in period})]
    found += [Period.year_to_date(period.last)]
    if len(period) <= 12:
        found += [Period(month, month) for month in period]
    return tuple(dict.fromkeys(found))


def _a_month_off(period: Period) -> list[Period]:
    found = []
    for first in (0, -1, 1):
        for last in (0, -1, 1):
            try:
                found.append(Period(period.first + first, period.last + last))
            except PeriodError:
                continue
    return [one for one in found if one != period]


def _unlikely(period: Period) -> list[Period]:
    """A month more or less where whole years are named: no slip that is easily made."""
    whole_years = len(period) % 12 == 0 and period.first.month in (1, 10)
    return [one for one in _a_month_off(period) if len(one) != len(period)] if whole_years else []

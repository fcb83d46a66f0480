"""What a printed number may be instead of what it is said to be: the readings near a question that give it.

Near are those that differ from the question in one or two things: the figure, the window, what it is compared with, or
a filter. One that differs in less goes before any simpler one that differs in more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from encounters.errors import PeriodError
from encounters.figures import FIGURES
from encounters.figures.question import Question
from encounters.figures.registry import figure_named
from encounters.names import ALL, DIMENSIONS, Choice
from encounters.periods import Period
from encounters.search.axes import Axis, Block, all_axes, variations
from encounters.search.bounds import SEARCHED, Bounds, figures_for
from encounters.search.find import kept_labels, space_of
from encounters.search.job import Job, Lot, Ready
from encounters.search.model import Found, FoundReading
from encounters.search.recent import Recent
from encounters.search.simplicity import Simplicity
from encounters.search.space import Space, Table
from encounters.search.timeline import Bools, Ints, Timeline
from encounters.search.trials import Trials
from encounters.search.tried import SHARE
from encounters.search.wholes import Parts, follows
from encounters.search.windows import Windows, only
from encounters.store.holdings import Holdings
from encounters.wording.written import Written

MOST_STEPS = 2
DIFFERENCE = 2**8
"""The bits of anything that differs: more than a reading takes that differs in nothing."""
UNLIKELY = DIFFERENCE // 2


def near(
    holdings: Holdings, written: Written, figure: str, question: Question, by: date | None = None, top: int = 5
) -> Found:
    """The readings near a question that give a printed number, those that differ in least first.

    Tried are the figure itself and all others that the number can be, on today's data and, with a date, on every
    vintage that began by then. What is not on hand gives nothing. Raises UnknownName for the figure.
    """
    asked = _asked(figure, question)
    space = space_of(holdings, None)
    figures = {name: bits + DIFFERENCE for name, bits in figures_for(written).items()}
    if asked.figure in SEARCHED:
        figures[asked.figure] = 0
    desk = holdings.remembered(("near",), lambda: Desk(space, all_axes(kept_labels(holdings))))
    nearness = Nearness(asked=space.timeline.places(asked.period), most=DIFFERENCE * (MOST_STEPS + 1), near=asked)
    ready = [
        one
        for shared in {FIGURES[name].form == SHARE for name in figures}
        for one in desk.ready(nearness, shared, by or date.min)
    ]
    found = Job(space, Bounds.of(written), figures, nearness, top).run(
        ready, lambda table: desk.trials(nearness, table)
    )
    return replace(found, readings=tuple(asked.told(reading) for reading in found.readings))


class Desk:
    """What searches near questions share: the tables of the same selections, the rows of the same windows."""

    def __init__(self, space: Space, axes: tuple[Axis, ...]) -> None:
        self._space, self._axes = space, axes
        self._ready: Recent[list[Ready]] = Recent(MOST_READY)
        self._trials: Recent[Trials] = Recent(MOST_TRIALS)

    def ready(self, nearness: Nearness, shared: bool, earlier: date) -> list[Ready]:
        """The selections near those of a question."""
        choices, whole = nearness.near.choices, nearness.near.whole

        def make() -> list[Ready]:
            tried = tuple(dict.fromkeys(variations(choices, self._axes)))
            lot = Lot(self._space, tried, nearness, earlier)
            return [replace(one, slabs=tuple(one.slabs)) for one in (lot.shared() if shared else lot.plain())]

        return self._ready.get((tuple(choices.items()), tuple(whole.items()), shared, earlier), make)

    def trials(self, nearness: Nearness, table: Table) -> Trials:
        """The windows near that of a question."""
        period, before = nearness.near.period, nearness.near.before

        def make() -> Trials:
            windows = _windows(self._space.timeline, period, before)
            return Trials(table.vintages, windows, nearness, self._space.day_totals)

        return self._trials.get((table.key, table.vintages.days, period, before), make)


MOST_READY, MOST_TRIALS = 32, 256


@dataclass(frozen=True)
class Asked:
    """A figure and the question that it is asked of."""

    figure: str
    question: Question

    @property
    def period(self) -> Period:
        """The months it is about."""
        return self.question.selection.period

    @property
    def before(self) -> Period:
        """The months it is compared with."""
        return self.question.before

    @property
    def choices(self) -> dict[str, Choice]:
        """The choices in each dimension; the region is always among them."""
        return {**self.question.selection.choices(), "region": self.question.selection.region}

    @property
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


def _asked(figure: str, question: Question) -> Asked:
    known = figure_named(figure)
    period = question.selection.period
    if known.to_date:
        period = Period.year_to_date(period.last)
    selection = replace(question.selection, period=period, as_of=None)
    whole = replace(question.whole, period=period, as_of=None) if question.whole else None
    return Asked(known.name, Question(selection, question.against, whole))


@dataclass(frozen=True)
class Nearness(Simplicity):
    """The bits of readings near a question: whatever differs from it outweighs all that is simple."""

    near: Asked = field(kw_only=True)

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


def _windows(timeline: Timeline, period: Period, before: Period) -> Windows:
    now = only(timeline, near_windows(period))
    other: Bools = now | only(timeline, near_windows(before))
    return Windows(now, other, every=True)


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

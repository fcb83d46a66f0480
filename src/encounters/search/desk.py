"""What searches near questions share: the selections near each, and the numbers that these come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from encounters.periods import Period
from encounters.search.axes import Axis, variations
from encounters.search.job import Lot, Ready
from encounters.search.nearness import Asked, Nearness, near_windows
from encounters.search.recent import Recent
from encounters.search.slabs import slabs
from encounters.search.space import Space
from encounters.search.stack import Group, Numbers, Stack
from encounters.search.trials import Trials
from encounters.search.tried import Tried
from encounters.search.vintages import Vintages
from encounters.search.windows import Windows, only
from encounters.wording.rules import Range

MOST, PERIODS = 64, 256
"""So many scopes are kept ready, and the windows near so many periods."""
WIDER = 1e-6
"""More than is lost where a number is made of counts as 32-bit numbers, of itself or of one."""


Periods = tuple[Period, Period]
"""The months that a question is about, and those that they are compared with."""


class Nearby(Struct, frozen=True):
    """The numbers near a question, each lot with the figures that are tried of it."""

    nearness: Nearness
    lots: Sequence[tuple[Numbers, Sequence[Tried]]]

    @property
    def many(self) -> int:
        """How many readings are tried."""
        return sum(one.many(tried) for one, tried in self.lots)

    def ready(self, hold: Range) -> Iterator[Ready]:
        """The tables that may give a number within bounds, in their order, each with the figures that may."""
        low, high = float(hold.low), float(hold.high)
        ends = low - (1 + abs(low)) * WIDER, high + (1 + abs(high)) * WIDER
        found: dict[tuple[bool, int], tuple[Group, dict[Tried, None]]] = {}
        for one, tried in self.lots:
            for place, each in one.places(tried, ends, self.nearness):
                found.setdefault((each.share, place), (one.group, {}))[1][each] = None
        for (_, place), (group, those) in sorted(found.items(), key=lambda item: item[0]):
            yield Ready(*group.tables[place], list(those))


class Desk:
    """What searches near questions share: the tables of the same selections, the rows of the same windows."""

    def __init__(self, space: Space, axes: tuple[Axis, ...]) -> None:
        self._space, self._axes = space, axes
        self._groups: Recent[list[Group]] = Recent(MOST)
        self._windows: Recent[Windows] = Recent(PERIODS)
        self._trials: Recent[Trials] = Recent(PERIODS)
        self._expected: dict[Periods, None] = {}
        self._places: dict[Periods, int] = {}
        self._stacks: dict[Vintages, Stack] = {}

    def expect(self, asked: Asked) -> None:
        """A question that may be asked: the rows near all periods that are expected are found together."""
        self._expected[asked.period, asked.before] = None

    def nearby(self, nearness: Nearness, tried: Sequence[Tried], earlier: date) -> Nearby:
        """The numbers near a question that figures are tried of."""
        near = nearness.near
        place = self._place((near.period, near.before))
        lots: list[tuple[Numbers, Sequence[Tried]]] = []
        for shared in (False, True):
            if those := [one for one in tried if one.share is shared]:
                groups = self._grouped(nearness, shared, earlier)
                lots += [(Numbers(group, self._stack(group.vintages), place), those) for group in groups]
        return Nearby(nearness, lots)

    def trials(self, nearness: Nearness, vintages: Vintages) -> Trials:
        """The windows near that of a question, in vintages."""
        periods = nearness.near.period, nearness.near.before
        return self._trials.get(
            (vintages, periods),
            lambda: Trials(vintages, self._near_windows(periods), nearness, self._space.day_totals),
        )

    def _place(self, own: Periods) -> int:
        """The place of a question's periods among those that are stacked: with it, those that are expected after it."""
        if own not in self._places:
            expected = list(self._expected)
            after = expected[expected.index(own) :] if own in self._expected else [own]
            self._places = {periods: place for place, periods in enumerate(after[:PERIODS])}
            self._stacks = {}
        return self._places[own]

    def _stack(self, vintages: Vintages) -> Stack:
        if vintages not in self._stacks:
            windows = [self._near_windows(periods) for periods in self._places]
            self._stacks[vintages] = Stack(vintages, windows, self._space.day_totals)
        return self._stacks[vintages]

    def _near_windows(self, periods: Periods) -> Windows:
        def compute() -> Windows:
            now, other = (only(self._space.timeline, near_windows(period)) for period in periods)
            return Windows(now, now | other, every=True)

        return self._windows.get(periods, compute)

    def _grouped(self, nearness: Nearness, shared: bool, earlier: date) -> list[Group]:
        """The selections near a question, by the vintages that answer them."""
        near = nearness.near

        def compute() -> list[Group]:
            tried = tuple(dict.fromkeys(variations(near.choices, self._axes)))
            found: dict[Vintages, Group] = {}
            for place, (table, strips) in enumerate(Lot(self._space, tried, nearness, earlier).tables(shared)):
                if own := tuple(slabs(table.vintages, strips)):
                    found.setdefault(table.vintages, Group(table.vintages, {})).tables[place] = table, own
            return list(found.values())

        return self._groups.get((tuple(near.choices.items()), tuple(near.whole.items()), shared, earlier), compute)

"""What searches near questions share: the selections near each, and the numbers that these come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from encounters.names import Choice
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


Alike = tuple[tuple[tuple[str, Choice], ...], tuple[tuple[str, Choice], ...], date]
"""The choices of a question and of its whole, and the day by which earlier vintages began: what is near follows."""
Periods = tuple[Period, Period]
"""The months that a question is about, and those that they are compared with."""


class Scope:
    """The selections near a question, and the numbers that they come to near the periods that were asked for last."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.seen = set[Periods]()
        self.places: dict[Periods, int] = {}
        self.numbers: list[Numbers] = []


class Nearby(Struct, frozen=True):
    """The numbers near a question: each lot, which of its periods the question's is, and the figures tried of it."""

    lots: Sequence[tuple[Numbers, int, Sequence[Tried]]]

    @property
    def many(self) -> int:
        """How many readings are tried."""
        return sum(one.group.many * one.stack.counted(tried)[period] for one, period, tried in self.lots)

    def ready(self, hold: Range) -> Iterator[Ready]:
        """The tables that may give a number within bounds, in their order, each with the figures that may."""
        low, high = float(hold.low), float(hold.high)
        ends = low - (1 + abs(low)) * WIDER, high + (1 + abs(high)) * WIDER
        found: dict[tuple[bool, int], tuple[Group, dict[Tried, None]]] = {}
        for one, period, tried in self.lots:
            for place, each in one.places(period, tried, ends):
                found.setdefault((each.share, place), (one.group, {}))[1][each] = None
        for (_, place), (group, those) in sorted(found.items(), key=lambda item: item[0]):
            yield Ready(*group.tables[place], list(those))


class Desk:
    """What searches near questions share: the tables of the same selections, the rows of the same windows."""

    def __init__(self, space: Space, axes: tuple[Axis, ...]) -> None:
        self._space, self._axes = space, axes
        self._scopes: Recent[Scope] = Recent(MOST)
        self._windows: Recent[Windows] = Recent(PERIODS)
        self._trials: Recent[Trials] = Recent(PERIODS)
        self._expected: dict[Alike, dict[Periods, None]] = {}

    def expect(self, asked: Asked, earlier: date) -> None:
        """A question that may be asked: what it needs is made together with what others of its selections need."""
        self._expected.setdefault(_alike(asked, earlier), {})[asked.period, asked.before] = None

    def nearby(self, nearness: Nearness, tried: Sequence[Tried], earlier: date) -> Nearby:
        """The numbers near a question that figures are tried of."""
        lots: list[tuple[Numbers, int, Sequence[Tried]]] = []
        for shared in (False, True):
            if those := [one for one in tried if one.share is shared]:
                numbers, place = self._near(nearness, shared, earlier)
                lots += [(one, place, those) for one in numbers]
        return Nearby(lots)

    def trials(self, nearness: Nearness, vintages: Vintages) -> Trials:
        """The windows near that of a question, in vintages."""
        periods = nearness.near.period, nearness.near.before
        return self._trials.get(
            (vintages, periods),
            lambda: Trials(vintages, self._near_windows(periods), nearness, self._space.day_totals),
        )

    def _near(self, nearness: Nearness, shared: bool, earlier: date) -> tuple[list[Numbers], int]:
        """The numbers near the periods of a question and of others that are expected, and the place of its own."""
        near, alike = nearness.near, _alike(nearness.near, earlier)
        scope = self._scopes.get((alike, shared), lambda: Scope(self._grouped(nearness, shared, earlier)))
        own = near.period, near.before
        if own not in scope.places:
            others = [one for one in self._expected.get(alike, ()) if one not in scope.seen and one != own]
            scope.places = {periods: place for place, periods in enumerate([own, *others][:PERIODS])}
            scope.seen.update(scope.places)
            windows, days = [self._near_windows(one) for one in scope.places], self._space.day_totals
            scope.numbers = [Numbers(group, Stack(group.vintages, windows, days)) for group in scope.groups]
        return scope.numbers, scope.places[own]

    def _near_windows(self, periods: Periods) -> Windows:
        def compute() -> Windows:
            now, other = (only(self._space.timeline, near_windows(period)) for period in periods)
            return Windows(now, now | other, every=True)

        return self._windows.get(periods, compute)

    def _grouped(self, nearness: Nearness, shared: bool, earlier: date) -> list[Group]:
        tried = tuple(dict.fromkeys(variations(nearness.near.choices, self._axes)))
        found: dict[Vintages, Group] = {}
        for place, (table, strips) in enumerate(Lot(self._space, tried, nearness, earlier).tables(shared)):
            if own := tuple(slabs(table.vintages, strips)):
                found.setdefault(table.vintages, Group(table.vintages, {})).tables[place] = table, own
        return list(found.values())


def _alike(asked: Asked, earlier: date) -> Alike:
    return tuple(asked.choices.items()), tuple(asked.whole.items()), earlier

"""What was found, in the program's own words: selections, releases, exact values and the command that repeats each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from encounters.claims.search import prior
from encounters.claims.search.bounds import Bounds
from encounters.claims.search.collect import NONE, Collector
from encounters.claims.search.model import Reading
from encounters.claims.search.space import Cube, Space, Table
from encounters.figures import FIGURES
from encounters.figures.measure import merged
from encounters.figures.question import Question, command
from encounters.names import Choice
from encounters.periods import Period
from encounters.results import Selection, Used
from encounters.store.selection import Need, answer

NAMES = tuple(prior.FIGURES)

VALUES: dict[str, Callable[[int, int, Period], int | float]] = {
    "total": lambda now, other, period: now,
    "year-to-date": lambda now, other, period: now,
    "peak": lambda now, other, period: now,
    "monthly-average": lambda now, other, period: now / len(period),
    "daily-average": lambda now, other, period: now / period.days,
    "pace": lambda now, other, period: now / len(period) * 12,
    "change": lambda now, other, period: now - other,
    "multiple": lambda now, other, period: now / other,
    "percent-change": lambda now, other, period: (now - other) / other,
    "share": lambda now, other, period: now / other,
}

EXACT: dict[str, Callable[[int, int, Period], Fraction]] = {
    "monthly-average": lambda now, other, period: Fraction(now, len(period)),
    "daily-average": lambda now, other, period: Fraction(now, period.days),
    "pace": lambda now, other, period: Fraction(12 * now, len(period)),
    "multiple": lambda now, other, period: Fraction(now, other),
    "percent-change": lambda now, other, period: Fraction(now - other, other),
    "share": lambda now, other, period: Fraction(now, other),
}


@dataclass(frozen=True)
class Hit:
    """A match with its table: where in it the selection stands, the window, and what it is compared with."""

    table: Table
    figure: str
    bits: int
    vintage: int
    part: int
    whole: int
    first: int
    length: int
    back: int

    def sums(self, cube: Cube) -> tuple[int, int] | None:
        """The counts the value is made of, in any vintage; None where the vintage does not have the window."""
        starts = [self.first, self.first - self.back]
        if not all(cube.has(np.array([start]), self.length)[0] for start in starts):
            return None
        first, last = self.first, self.first + self.length
        if self.figure == "peak":
            highest = int(np.diff(cube.totals[first : last + 1, self.part]).max())
            return highest, highest
        now = int(cube.totals[last, self.part] - cube.totals[first, self.part])
        column = self.part if self.whole == NONE else self.whole
        other = int(cube.totals[last - self.back, column] - cube.totals[first - self.back, column])
        return now, other


def readings(space: Space, tables: Sequence[Table], collector: Collector, bounds: Bounds, top: int) -> tuple[Reading, ...]:
    """The best matches as readings, each once."""
    found: dict[object, Reading] = {}
    for row in collector.best():
        if len(found) == top:
            break
        table = tables[row.pop("table")]
        hit = Hit(table, NAMES[row.pop("figure")], **row)
        reading = _reading(space, hit, bounds, int(collector.levels[hit.bits]))
        if reading is not None:
            found.setdefault(reading.command, reading)
    return tuple(found.values())


def _reading(space: Space, hit: Hit, bounds: Bounds, peers: int) -> Reading | None:
    """One match as a reading; None for a ratio that is only within bounds as floating-point numbers go."""
    sums = hit.sums(hit.table.cubes[hit.vintage])
    assert sums is not None  # noqa: S101  (the match was found in this vintage)
    period = space.timeline.period(hit.first, hit.length)
    value = VALUES[hit.figure](*sums, period)
    exact = EXACT.get(hit.figure, lambda now, other, period: Fraction(value))(*sums, period)
    if exact not in bounds.hold:
        return None
    last = _last_vintage(hit, sums)
    newest = last == len(hit.table.cubes) - 1
    days = [cube.vintage.day for cube in hit.table.cubes]
    as_of = space.as_of if newest else days[last]
    selection, whole = _selections(hit, period)
    selection = _dated(selection, as_of)
    whole = _dated(whole, as_of) if whole else None
    against = period.shift(-hit.back) if hit.back else None
    question = Question(selection, against, whole if whole and whole != Question(selection).of else None)
    return Reading(
        hit.figure,
        value,
        FIGURES[hit.figure].unit,
        selection,
        against,
        whole,
        tuple(_releases(space, question, whole)),
        days[hit.vintage],
        None if newest else days[last + 1],
        hit.bits,
        peers,
        command(["measure", hit.figure], question),
    )


def _last_vintage(hit: Hit, sums: tuple[int, int]) -> int:
    """The newest vintage that gives the value, with no other value between."""
    last = hit.vintage
    while last + 1 < len(hit.table.cubes) and hit.sums(hit.table.cubes[last + 1]) == sums:
        last += 1
    return last


def _selections(hit: Hit, period: Period) -> tuple[Selection, Selection | None]:
    block, place = hit.table.locate(hit.part)
    part = _selection(period, block.choices(place))
    if hit.whole == NONE:
        return part, None
    block, place = hit.table.locate(hit.whole)
    return part, _selection(period, block.choices(place))


def _selection(period: Period, choices: Mapping[str, Choice]) -> Selection:
    return Selection(period, **choices)


def _dated(selection: Selection, as_of: object) -> Selection:
    from dataclasses import replace

    return replace(selection, as_of=as_of)


def _releases(space: Space, question: Question, whole: Selection | None) -> Iterator[Used]:
    """The releases that the value rests on, newest first."""
    selection = question.selection
    need = Need.of([selection, whole] if whole else [selection])
    periods = [selection.period, *([question.against] if question.against else [])]
    yield from merged([use for period in periods for use in answer(space.holdings, selection.during(period), (), need).used])


def ordered_levels(collector: Collector) -> Iterator[tuple[int, int]]:
    """Each simplicity at which something matches, with how many readings do."""
    for bits in np.flatnonzero(collector.levels):
        yield int(bits), int(collector.levels[bits])


__all__ = ["Hit", "ordered_levels", "pairwise", "readings"]

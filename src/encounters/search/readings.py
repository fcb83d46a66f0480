"""What was found, in the program's own words: selections, releases, exact values and the command that repeats each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from encounters.figures import FIGURES
from encounters.figures.forms import Computed, Highest, whole_number
from encounters.figures.measure import merged
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Selection, Used
from encounters.search import prior
from encounters.search.bounds import Bounds
from encounters.search.collect import NONE, Collector
from encounters.search.model import Reading
from encounters.search.space import Cube, Space, Table
from encounters.store.coverage import Need
from encounters.store.selection import answer

NAMES = tuple(prior.FIGURES)


@dataclass(frozen=True)
class Hit:
    """A match with its table: where in it the selection and the whole stand, the window, and the one compared with."""

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
        starts = np.array([self.first, self.first - self.back])
        if not cube.has(starts, self.length).all():
            return None
        first, last = self.first, self.first + self.length
        if isinstance(FIGURES[self.figure].form, Highest):
            highest = int(np.diff(cube.totals[first : last + 1, self.part]).max())
            return highest, highest
        other = self.part if self.whole == NONE else self.whole
        now, before = cube.sums(starts, self.length, np.array([self.part, other]))
        return int(now), int(before)

    def last_vintage(self, sums: tuple[int, int]) -> int:
        """The newest vintage that gives the sums, with no others between."""
        last = self.vintage
        while last + 1 < len(self.table.cubes) and self.sums(self.table.cubes[last + 1]) == sums:
            last += 1
        return last

    def selection(self, column: int, period: Period, as_of: date | None) -> Selection:
        """What a column stands for."""
        block, place = self.table.locate(column)
        return Selection(period, **block.choices(place), as_of=as_of)


def readings(
    space: Space, tables: Sequence[Table], collector: Collector, bounds: Bounds, top: int
) -> tuple[Reading, ...]:
    """The best matches as readings, each once."""
    found: list[Reading] = []
    for row in collector.best():
        if len(found) == top:
            break
        hit = Hit(tables[row.pop("table")], NAMES[row.pop("figure")], **row)
        reading = _reading(space, hit, bounds, int(collector.levels[hit.bits]))
        if reading is not None and not any(_says_the_same(known, reading) for known in found):
            found.append(reading)
    return tuple(found)


def _says_the_same(known: Reading, reading: Reading) -> bool:
    """Whether a reading is one that is known with a filter more, which takes nothing away in its window."""
    one, other = known.selection, reading.selection
    narrower = one.choices().items() <= other.choices().items()
    return narrower and _told(known) == _told(reading)


def _told(reading: Reading) -> tuple[object, ...]:
    """What a reading says, but for its filters."""
    selection = reading.selection
    whole = reading.whole is None
    return reading.figure, reading.value, reading.against, whole, selection.period, selection.as_of


def _reading(space: Space, hit: Hit, bounds: Bounds, peers: int) -> Reading | None:
    """One match as a reading; None for a ratio that is within bounds only as floating-point numbers go."""
    sums = hit.sums(hit.table.cubes[hit.vintage])
    assert sums is not None  # the match was found in this vintage
    period = space.timeline.period(hit.first, hit.length)
    figure = FIGURES[hit.figure]
    assert not isinstance(figure.form, Computed)  # no such figure is searched for
    exact = figure.form.exact(*sums, period)
    if exact not in bounds.hold:
        return None
    last, days = hit.last_vintage(sums), [cube.vintage.day for cube in hit.table.cubes]
    newest = last == len(days) - 1
    as_of = space.as_of if newest else days[last]
    selection = hit.selection(hit.part, period, as_of)
    whole = None if hit.whole == NONE else hit.selection(hit.whole, period, as_of)
    against = period.shift(-hit.back) if hit.back else None
    question = Question(selection, against, None if whole == Question(selection).of else whole)
    return Reading(
        figure=hit.figure,
        value=int(exact) if whole_number(figure.form) else float(exact),
        unit=figure.unit,
        selection=selection,
        against=against,
        whole=whole,
        releases=tuple(_releases(space, question, whole)),
        since=days[hit.vintage],
        until=None if newest else days[last + 1],
        simplicity=hit.bits,
        peers=peers,
        command=command(["measure", hit.figure], question),
    )


def _releases(space: Space, question: Question, whole: Selection | None) -> Iterator[Used]:
    """The releases that the value rests on, newest first."""
    selection = question.selection
    need = Need.of([selection, whole] if whole else [selection])
    periods = [selection.period, *([question.against] if question.against else [])]
    yield from merged([use for one in periods for use in answer(space.holdings, selection.during(one), (), need).used])

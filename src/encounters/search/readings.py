"""What was found, in the program's own words: selections, releases, exact values and the command that repeats each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import numpy as np
from msgspec import Struct

from encounters.figures import FIGURES
from encounters.figures.forms import Computed, Highest, whole_number
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Selection, Used
from encounters.search import prior
from encounters.search.bounds import Bounds
from encounters.search.collect import NONE, Collector
from encounters.search.model import FoundReading
from encounters.search.space import Space, Table
from encounters.store.coverage import Need
from encounters.store.selection import answering, merged

NAMES = tuple(prior.FIGURES)


class Hit(Struct, frozen=True):
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

    def selection(self, column: int, period: Period, as_of: date | None) -> Selection:
        """What a column stands for."""
        return Selection(period, **self.table.choices(column), as_of=as_of)

    def sums(self, space: Space) -> list[tuple[int, int] | None]:
        """The counts that the value is made of in every vintage; None where one does not have the window."""
        first, last, vintages = self.first, self.first + self.length, self.table.vintages
        now = space.one(vintages, self.table.choices(self.part))
        other = now if self.whole == NONE else space.one(vintages, self.table.choices(self.whole))
        answered = vintages.answered[:, first, last - 1] & vintages.answered[:, first - self.back, last - self.back - 1]
        if isinstance(FIGURES[self.figure].form, Highest):
            own = others = np.diff(now[:, first : last + 1], axis=1).max(axis=1)
        else:
            own = now[:, last] - now[:, first]
            others = other[:, last - self.back] - other[:, first - self.back]
        pairs = zip(own.tolist(), others.tolist(), answered.tolist(), strict=True)
        return [(now, other) if good else None for now, other, good in pairs]

    def last_vintage(self, sums: Sequence[tuple[int, int] | None]) -> int:
        """The newest vintage that gives the same sums, with no others between."""
        last = self.vintage
        while last + 1 < len(sums) and sums[last + 1] == sums[self.vintage]:
            last += 1
        return last


def readings(
    space: Space, tables: Sequence[Table], collector: Collector, bounds: Bounds, top: int
) -> tuple[FoundReading, ...]:
    """The best matches as readings, each once."""
    found: list[FoundReading] = []
    for row in collector.best():
        if len(found) == top:
            break
        hit = Hit(tables[row.pop("table")], NAMES[row.pop("figure")], **row)
        reading = _reading(space, hit, bounds, int(collector.levels[hit.bits]))
        if reading is not None and not any(_says_the_same(known, reading) for known in found):
            found.append(reading)
    return tuple(found)


def _says_the_same(known: FoundReading, reading: FoundReading) -> bool:
    """Whether a reading is one that is known with a filter more, which takes nothing away in its window."""
    one, other = known.selection, reading.selection
    narrower = one.choices().items() <= other.choices().items()
    return narrower and _told(known) == _told(reading)


def _told(reading: FoundReading) -> tuple[object, ...]:
    """What a reading says, but for its filters."""
    selection = reading.selection
    whole = reading.whole is None
    return reading.figure, reading.value, reading.against, whole, selection.period, selection.as_of


def _reading(space: Space, hit: Hit, bounds: Bounds, peers: int) -> FoundReading | None:
    """One match as a reading; None for a ratio that is within bounds only as floating-point numbers go."""
    every = hit.sums(space)
    sums = every[hit.vintage]
    assert sums is not None  # the match was found in this vintage
    period = space.timeline.period(hit.first, hit.length)
    figure = FIGURES[hit.figure]
    assert not isinstance(figure.form, Computed)  # no such figure is searched for
    exact = Fraction(*figure.form.quotient(*sums, period))
    if exact not in bounds.hold:
        return None
    last, days = hit.last_vintage(every), hit.table.vintages.days
    newest = last == len(days) - 1
    as_of = space.as_of if newest else days[last]
    selection = hit.selection(hit.part, period, as_of)
    whole = None if hit.whole == NONE else hit.selection(hit.whole, period, as_of)
    against = period.shift(-hit.back) if hit.back else None
    question = Question(selection, against, None if whole == Question(selection).of else whole)
    return FoundReading(
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
    yield from merged([use for period in periods for use in answering(space.holdings, need, period)])

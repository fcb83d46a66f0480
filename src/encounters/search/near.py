"""What a printed number may be instead of what it is said to be: the readings near a question that give it.

Near are those that differ from the question in one or two things: the figure, the window, what it is compared with, or
a filter. One that differs in less goes before any simpler one that differs in more.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from encounters.figures.question import Question
from encounters.search.axes import all_axes
from encounters.search.bounds import SEARCHED, Bounds, figures_for
from encounters.search.desk import Desk
from encounters.search.find import kept_labels, space_of
from encounters.search.job import Job
from encounters.search.model import Found
from encounters.search.nearness import DIFFERENCE, Asked, Nearness
from encounters.store.holdings import Holdings
from encounters.wording.written import Written

MOST_STEPS = 2


def near(
    holdings: Holdings, written: Written, figure: str, question: Question, by: date | None = None, top: int = 5
) -> Found:
    """The readings near a question that give a printed number, those that differ in least first.

    Tried are the figure itself and all others that the number can be, on today's data and, with a date, on every
    vintage that began by then. What is not on hand gives nothing. Raises UnknownName for the figure.
    """
    asked = Asked.of(figure, question)
    space = space_of(holdings, None)
    figures = {name: bits + DIFFERENCE for name, bits in figures_for(written).items()}
    if asked.figure in SEARCHED:
        figures[asked.figure] = 0
    nearness = Nearness(asked=space.timeline.places(asked.period), most=DIFFERENCE * (MOST_STEPS + 1), near=asked)
    job = Job(space, Bounds.of(written), figures, nearness, top)
    desk = _desk(holdings)
    nearby = desk.nearby(nearness, job.tried, by or date.min)
    ready = list(nearby.ready(job.bounds.hold))
    if not ready:
        return Found((), nearby.many, 0.0)
    found = job.run(ready, lambda table: desk.trials(nearness, table.vintages))
    readings = tuple(asked.told(reading) for reading in found.readings)
    return replace(found, readings=readings, tried=nearby.many)


def expect(holdings: Holdings, figure: str, question: Question) -> None:
    """Tell of a question near which a number may be searched for: all that are told of are prepared together."""
    _desk(holdings).expect(Asked.of(figure, question))


def _desk(holdings: Holdings) -> Desk:
    return holdings.remembered(("near",), lambda: Desk(space_of(holdings, None), all_axes(kept_labels(holdings))))

"""Which figure, window, filters and vintage give a number: the reverse of `measure`.

find(holdings, written)                       everything that is tried, within limits
near(holdings, written, figure, question)     only what lies near one question, for verdicts
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from encounters.errors import UnknownName, UsageError
from encounters.figures.question import Question
from encounters.figures.registry import figure_named
from encounters.search.axes import all_axes, blocks, variations
from encounters.search.bounds import SEARCHED
from encounters.search.job import Job
from encounters.search.model import Found, FoundReading, Level, Limits
from encounters.search.space import Space
from encounters.search.windows import Windows, inside, near_windows, only
from encounters.store.holdings import Holdings
from encounters.wording.written import Written

__all__ = ["Found", "FoundReading", "Level", "Limits", "find", "near"]

MOST_FILTERS = 3
NO_LIMITS = Limits()


def find(holdings: Holdings, written: Written, limits: Limits = NO_LIMITS) -> Found:
    """The readings that give a printed number, the simplest first.

    Raises UnknownName for a figure that does not exist or is not searched, UsageError for limits that cannot be.
    """
    limits = replace(limits, figures=tuple(searched(name) for name in limits.figures))
    if not 0 <= limits.max_filters <= MOST_FILTERS:
        raise UsageError(f"There cannot be {limits.max_filters} filters.", f"--max-filters is 0 to {MOST_FILTERS}.")
    if limits.top < 1:
        raise UsageError(f"There cannot be {limits.top} readings.", "--top is 1 or more.")
    space = _space(holdings, limits.as_of)
    tried = tuple(blocks(limits.fixed, limits.max_filters, all_axes(_kept(holdings))))
    return Job(space, written, limits, tried, _windows(space, limits)).run()


def near(
    holdings: Holdings, written: Written, figure: str, question: Question, top: int = 3, earlier: bool = True
) -> Found:
    """The readings near a question that give a printed number; the question's own is among them if it does.

    Near are other windows about its own, a filter less, one more or another in its place, other regions, and unless
    `earlier` is false the vintages up to the question's date.
    """
    selection = question.selection
    space = _space(holdings, selection.as_of)
    own = {**selection.choices(), "region": selection.region}
    limits = Limits((searched(figure),), fixed=own, top=top, as_of=selection.as_of, earlier=earlier)
    tried = tuple(dict.fromkeys(variations(own, all_axes(_kept(holdings)))))
    now = only(space.timeline, near_windows(selection.period))
    windows = Windows(now, space.timeline.every_window(), space.timeline.places(selection.period), True)
    of = question.of
    return Job(space, written, limits, tried, windows, {**of.choices(), "region": of.region}).run()


def searched(name: str) -> str:
    """The name of a figure that is searched for. Raises UnknownName."""
    figure = figure_named(name).name
    if figure not in SEARCHED:
        raise UnknownName("figure to search for", name, SEARCHED)
    return figure


def _space(holdings: Holdings, as_of: date | None) -> Space:
    """What is on hand as the search sees it, remembered with the holdings."""
    return holdings.remembered(("find", as_of), lambda: Space(holdings, as_of))


def _kept(holdings: Holdings) -> tuple[tuple[str, str], ...]:
    """Dimensions and labels on hand beside the known categories."""
    kept = ((name, label) for name, labels in holdings.new_labels.items() for label in labels)
    return tuple(sorted(set(kept)))


def _windows(space: Space, limits: Limits) -> Windows:
    if limits.within is None:
        every = space.timeline.every_window()
        return Windows(every, every)
    mask = inside(space.timeline, limits.within)
    return Windows(mask, mask, space.timeline.places(limits.within), True)

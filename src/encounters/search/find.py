"""Which figure, window, filters and vintage give a number: the reverse of `measure`. See `near` for verdicts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, cached_property

from msgspec import Struct
from msgspec.structs import replace

from encounters.errors import UnknownName, UsageError
from encounters.figures.registry import figure_named
from encounters.search.axes import Block, all_axes, blocks
from encounters.search.bounds import SEARCHED, Bounds, figures_for
from encounters.search.job import Job, Lot
from encounters.search.model import Found, FoundReading, Level, Limits
from encounters.search.printed import with_printed
from encounters.search.simplicity import MOST, Simplicity
from encounters.search.space import Space
from encounters.search.trials import Trials
from encounters.search.vintages import Vintages
from encounters.search.windows import Windows, inside
from encounters.store.holdings import Holdings
from encounters.wording.written import Written

__all__ = ["Found", "FoundReading", "Level", "Limits", "find"]

MOST_FILTERS = 3
NO_LIMITS = Limits()


def find(holdings: Holdings, written: Written, limits: Limits = NO_LIMITS) -> Found:
    """The readings that give a printed number, the simplest first.

    Raises UnknownName for a figure that does not exist or is not searched, UsageError for limits that cannot be.
    """
    limits = replace(limits, figures=tuple(searched(name) for name in limits.figures))
    if not 0 <= limits.max_filters <= MOST_FILTERS:
        raise UsageError(f"There cannot be {limits.max_filters} filters.", f"`max_filters` is 0 to {MOST_FILTERS}.")
    if limits.top < 1:
        raise UsageError(f"There cannot be {limits.top} readings.", "`top` is 1 or more.")
    search = Search(space_of(holdings, limits.as_of), written, limits)
    return with_printed(search.found(), holdings, written, limits)


class Search(Struct, frozen=True, dict=True):
    """A search of everything within limits."""

    space: Space
    written: Written
    limits: Limits

    @cached_property
    def _simplicity(self) -> Simplicity:
        within = self.limits.within
        return Simplicity(self.limits.fixed, self.space.timeline.places(within) if within else None)

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        axes = all_axes(kept_labels(self.space.holdings))
        return tuple(blocks(self.limits.fixed, self.limits.max_filters, axes))

    @cached_property
    def _trials(self) -> Callable[[Vintages], Trials]:
        """The windows that are tried in vintages, made once for all tables that have them."""
        windows, days = _windows(self.space, self.limits), self.space.day_totals
        return cache(lambda vintages: Trials(vintages, windows, self._simplicity, days))

    def found(self) -> Found:
        """The readings that give the number, and those that it is cut off from where they are simpler."""
        fitting = self._within(Bounds.of(self.written))
        cut = Bounds.cut_off(self.written)
        if cut is None or not fitting.readings:
            return fitting
        simpler = self._within(cut, fitting.readings[0].simplicity)
        marked = (replace(reading, cut_off=True) for reading in simpler.readings)
        return replace(fitting, readings=(*marked, *fitting.readings)[: self.limits.top])

    def _within(self, bounds: Bounds, most: int = MOST) -> Found:
        """The readings within bounds that take fewer bits."""
        space, limits = self.space, self.limits
        simplicity = replace(self._simplicity, most=most)
        lot = Lot(space, tuple(block for block in self._blocks if block.fewest(limits.fixed) < most), simplicity)
        job = Job(space, bounds, figures_for(self.written, limits.figures), simplicity, limits.top)
        return job.run(lot.ready(job.tried), lambda table: self._trials(table.vintages))


def searched(name: str) -> str:
    """The name of a figure that is searched for. Raises UnknownName."""
    figure = figure_named(name).name
    if figure not in SEARCHED:
        raise UnknownName("figure to search for", name, SEARCHED)
    return figure


def space_of(holdings: Holdings, as_of: date | None) -> Space:
    """What is on hand as the search sees it, remembered with the holdings."""
    return holdings.remembered(("find", as_of), lambda: Space(holdings, as_of))


def kept_labels(holdings: Holdings) -> tuple[tuple[str, str], ...]:
    """Dimensions and labels on hand beside the known categories."""
    return tuple(sorted({each for release in holdings.releases for each in release.kept}))


def _windows(space: Space, limits: Limits) -> Windows:
    if limits.within is None:
        every = space.timeline.every_window()
        return Windows(every, every)
    mask = inside(space.timeline, limits.within)
    return Windows(mask, mask, every=True)

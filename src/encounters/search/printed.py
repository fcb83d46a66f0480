"""Published series that have the number: each of their figures is held against it, and asked of `measure`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log2

import numpy as np
from msgspec.structs import replace

from encounters.errors import EncountersError
from encounters.figures import FIGURES
from encounters.figures.forms import Sum
from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.names import ALL, CATEGORIES, DIMENSIONS, Choice
from encounters.periods import Period
from encounters.results import Selection, Value
from encounters.search import prior
from encounters.search.bounds import Bounds
from encounters.search.model import Found, FoundReading, Level, Limits
from encounters.search.windows import window_bits
from encounters.store.holdings import Holdings
from encounters.store.series import EVERY, SEPARATOR, catalogue, points, values
from encounters.store.series_part import categories
from encounters.store.series_table import Point, Series
from encounters.wording.written import Written


def with_printed(found: Found, holdings: Holdings, written: Written, limits: Limits) -> Found:
    """What was found, and the figures of published series that give the number too."""
    bounds, tried, hits = Bounds.of(written), 0, list[FoundReading]()
    low, high = float(bounds.hold.low), float(bounds.hold.high)
    for name, entry in catalogue().items():
        if (figure := _figure(entry, written, limits)) is None:
            continue
        every = values(name)
        tried += len(every)
        if any(low <= value <= high for value in every):
            answering = points(name, limits.as_of, component=EVERY, category=EVERY)
            for point in (one for one in answering if Fraction(str(one.value)) in bounds.hold):
                hits += _reading(holdings, figure, (entry, point), limits)
    return _merged(found, hits, tried, limits.top)


def _figure(entry: Series, written: Written, limits: Limits) -> str | None:
    """The figure that a series' number is: the total of its months or year, or a share as it was published."""
    share = entry.unit == "share"
    for figure in FIGURES.values():
        of_kind = "reported" in figure.needs if share else figure.form == Sum() and not figure.to_date
        if of_kind and written.kind in figure.printed and (not limits.figures or figure.name in limits.figures):
            return figure.name
    return None


def _reading(holdings: Holdings, figure: str, of: tuple[Series, Point], limits: Limits) -> Iterator[FoundReading]:
    """The reading that a point of a series is, if that is what `measure` gives for it and the limits allow it."""
    entry, point = of
    if point.period is None or (limits.within and not _inside(point.period, limits.within)):
        return
    choices = _choices(entry, point)
    own = entry.id if _asked_by_choices(entry, point) else f"{entry.id}{SEPARATOR}{point.category}"
    selection = Selection(point.period, as_of=limits.as_of).choosing(**choices)
    try:
        value = measure(holdings, figure, Question(selection, series=own))
    except EncountersError:
        return
    told = value.scope.selection
    free = [name for name in choices if name not in limits.fixed]
    fixed = all(getattr(told, name) == choice for name, choice in limits.fixed.items())
    if value.value == point.value and fixed and len(free) <= limits.max_filters:
        bits = prior.SERIES + _bits(told, limits) + (0 if own == entry.id else _category_bits(entry))
        yield _told(value, point, own, bits)


def _inside(period: Period, within: Period) -> bool:
    return within.first <= period.first and period.last <= within.last


def _choices(entry: Series, point: Point) -> dict[str, Choice]:
    """The filters that a point stands for."""
    choices = dict(entry.choices.get(point.category, {}))
    if entry.dimension and point.category:
        choices[entry.dimension] = Choice((point.category,))
    if point.component in CATEGORIES["component"]:
        choices["component"] = Choice((point.component,))
    return choices


def _asked_by_choices(entry: Series, point: Point) -> bool:
    """Whether filters say which category it is, or none need be said."""
    return bool(entry.dimension) or point.category in entry.choices or point.category in ("", entry.category)


def _bits(selection: Selection, limits: Limits) -> int:
    """The bits of the window and the filters."""
    october = 9
    first, end = (np.array([month.ordinal - october]) for month in (selection.period.first, selection.period.last))
    filters = {name: getattr(selection, name) for name in DIMENSIONS if name not in limits.fixed}
    bits = sum(prior.choice_bits(name, choice) for name, choice in filters.items() if choice != ALL or name == "region")
    return int(window_bits(first, end, -1)[0]) + bits


def _category_bits(entry: Series) -> int:
    return prior.FILTER + round(log2(len(categories(entry))))


def _told(value: Value, point: Point, own: str, bits: int) -> FoundReading:
    scope = value.scope
    return FoundReading(
        figure=value.figure,
        value=value.value,
        unit=value.unit,
        selection=scope.selection,
        against=None,
        whole=None,
        releases=(),
        since=point.known or scope.selection.period.last.last_day,
        until=None,
        simplicity=bits,
        peers=1,
        command=scope.command or "",
        sources=scope.sources,
        series=own,
    )


def _merged(found: Found, hits: list[FoundReading], tried: int, top: int) -> Found:
    """Both together, the simplest first; of equally simple ones those of releases."""
    new: list[FoundReading] = []
    for hit in hits:
        if not any(_the_same(hit, known) for known in (*found.readings, *new)):
            new.append(hit)
    levels = {level.simplicity: level.matching for level in found.levels}
    for hit in new:
        levels[hit.simplicity] = levels.get(hit.simplicity, 0) + 1
    every = sorted([*found.readings, *new], key=lambda reading: reading.simplicity)[:top]
    return replace(
        found,
        readings=tuple(one if one.cut_off else replace(one, peers=levels[one.simplicity]) for one in every),
        tried=found.tried + tried,
        levels=tuple(Level(bits, matching) for bits, matching in sorted(levels.items())),
    )


def _the_same(hit: FoundReading, known: FoundReading) -> bool:
    """Whether what is known has the number for the same months and filters, so that the series tells nothing more."""
    one, other = (
        (reading.figure, reading.value, reading.unit, reading.selection.period, reading.selection.choices())
        for reading in (hit, known)
    )
    return one == other

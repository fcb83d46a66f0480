"""What CBP's own release of a month first gave, and reports printed of it later: vintages that are no file.

The package has them as two series (docs/bundled-series.md). Each is of one month of the southwest border, all of it or
one component or group; conflicting sightings do not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product

from msgspec import Struct

from encounters.claims.bench import Bench, Trial, ends
from encounters.claims.model import Number
from encounters.figures import FIGURES
from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.names import DIMENSIONS, Choice
from encounters.periods import Period
from encounters.results import Scope, Selection, Source, Value
from encounters.store import series as reference
from encounters.store.series_part import component_of
from encounters.store.series_table import Point

SERIES = ("monthly-first-published", "monthly-revisions")
GROUPS: Mapping[str, Mapping[str, Choice]] = {
    "": {},
    "encounters": {},
    "title-42-expulsions": {"authority": Choice(("title_42",))},
    "unaccompanied-children": {"demographic": Choice(("uac",))},
    "single-adults": {"demographic": Choice(("single_adults",))},
    "family-unit-individuals": {"demographic": Choice(("fmua",))},
}
"""What the series' categories are as filters."""


class Sighting(Struct, frozen=True):
    """A month's count as it was printed at the time: which rows it counts, and when it was known."""

    selection: Selection
    known: date
    count: int
    source: Source


@cache
def _points() -> Mapping[Period | None, list[Point]]:
    """What the series have, by month."""
    found: dict[Period | None, list[Point]] = {}
    for name in SERIES:
        for point in reference.rows(name):
            found.setdefault(point.period, []).append(point)
    return found


@cache
def _of(month: Period) -> tuple[Sighting, ...]:
    found = map(_sighting, _points().get(month, []))
    return tuple(one for one in found if one is not None)


def _sighting(point: Point) -> Sighting | None:
    if point.status in reference.NOT_COMPARABLE or point.known is None or point.category not in GROUPS:
        return None
    component = component_of(point.component)
    assert point.period is not None
    chosen = Selection(point.period, as_of=point.known).choosing(component=component, **GROUPS[point.category])
    source = Source(point.series, point.source_title, point.source_url, str(point.published), point.status)
    return Sighting(chosen, point.known, int(point.value), source)


def sightings(claim: Number, by: date | None) -> list[Sighting]:
    """What had been printed by a date of the one month that a claim is about, of whatever rows, the newest first."""
    return _seen(claim.period, by) if _counted(claim) else []


def _counted(claim: Number) -> bool:
    form = FIGURES[claim.figure].form
    return form == Sum() or isinstance(form, Highest)


@cache
def _seen(month: Period, by: date | None) -> list[Sighting]:
    found = [one for one in _of(month) if by is not None and one.known <= by]
    return sorted(found, key=lambda one: one.known, reverse=True)


def _seen_of(selection: Selection, by: date | None) -> list[Sighting]:
    """What had been printed by a date of a month's rows, the newest first."""
    return _by_rows(selection.period, by).get(_rows(selection), [])


@cache
def _by_rows(month: Period, by: date | None) -> Mapping[tuple[Choice, ...], list[Sighting]]:
    found: dict[tuple[Choice, ...], list[Sighting]] = {}
    for one in _seen(month, by):
        found.setdefault(_rows(one.selection), []).append(one)
    return found


def _rows(selection: Selection) -> tuple[Choice, ...]:
    return tuple(getattr(selection, name) for name in DIMENSIONS)


def sighted(bench: Bench, claim: Number, by: date | None) -> Iterator[Trial]:
    """The claim held against what was printed of its own rows, and of those they are compared with or a part of, where
    its words may hold or be imprecise."""
    if claim.series is not None or len(claim.period) != 1:
        return
    low, high = ends(claim)
    for now, (top, bottom), more in _made(claim, _seen_of(claim.today.selection, by), by):
        if low <= top / bottom <= high:
            yield bench.hold(claim, value(claim.figure, now, top, bottom, *more))


def _made(
    claim: Number, own: Sequence[Sighting], by: date | None
) -> Iterator[tuple[Sighting, tuple[int, int], tuple[Source, ...]]]:
    """The claim's figure of what was printed of its own rows: what is divided, by what, and further sources."""
    question, form = claim.today, FIGURES[claim.figure].form
    if _counted(claim):
        yield from ((one, (one.count, 1), ()) for one in own)
    elif own and isinstance(form, Pair | Difference):
        others = _seen_of(question.of if form.other == "whole" else question.compared, by)
        for now, then in product(own, others):
            if then.count:
                yield now, form.quotient(now.count, then.count, claim.period), (then.source,)


def value(figure: str, seen: Sighting, top: int, bottom: int = 1, *more: Source) -> Value:
    """A figure of what was printed at the time, given as what is divided, and by what."""
    about, sources = FIGURES[figure], tuple(dict.fromkeys((seen.source, *more)))
    month = {"month": str(seen.selection.period.first)} if "month" in about.details else {}
    whole, rest = divmod(top, bottom)
    number = top / bottom if rest or about.kind != "count" else whole
    return Value(figure, number, about.unit, about.kind, Scope(seen.selection, (), None, sources), month)

"""Figures of a published series: the same definitions, fed with what CBP or another source printed.

A series that counts one component at the southwest border is continued, after its last period, with that component's
encounters from CBP's releases, which count the same thing; the notes say from when.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from encounters.errors import MissingMonths, UsageError
from encounters.figures.question import Question
from encounters.names import Choice
from encounters.periods import Period
from encounters.results import Selection, Source, Used
from encounters.store import series as reference
from encounters.store.coverage import Need, covered, run_around
from encounters.store.holdings import Holdings
from encounters.store.selection import counts
from encounters.store.series_table import Point, Series

Values = dict[date, int | float]
"""Values by the first day of their period."""


@dataclass(frozen=True)
class Published:
    """The values of a series by period, oldest first, with what they rest on."""

    series: Series
    values: dict[Period, int | float]
    sources: tuple[Source, ...]
    used: tuple[Used, ...]
    notes: tuple[str, ...]

    def within(self, period: Period) -> dict[Period, int | float]:
        """The values whose periods make up a period. Raises MissingMonths unless they make up all of it."""
        parts = (
            [Period(month, month) for month in period] if self.series.frequency == "month" else period.fiscal_years()
        )
        inside = {part: self.values[part] for part in parts if part in self.values}
        if len(inside) != len(parts):
            first, last = min(self.values).first, max(self.values).last
            raise MissingMonths(
                f"The series {self.series.id} has no value for all of {period.label()}.",
                f"It has values by {self.series.frequency.replace('-', ' ')}, from {first} to {last}.",
            )
        return inside

    def has(self, period: Period) -> bool:
        """Whether the series covers a period."""
        try:
            return bool(self.within(period))
        except MissingMonths:
            return False

    def likes(self, period: Period) -> list[Period]:
        """The periods it can be ranked among, without itself, that the series covers."""
        span = Period(max(self.series.comparable_from, min(self.values).first), max(self.values).last)
        if period.first < span.first or period.last > span.last:
            return []
        return [like for like in period.like_periods(span) if like != period and self.has(like)]


def published(holdings: Holdings, name: str, question: Question) -> Published:
    """A series as it was known at the question's date. Raises UnknownName, MissingMonths."""
    entry = reference.series(name)
    points = reference.points(entry.id, question.selection.as_of, partial=False)
    values = {point.period: point.value for point in points if point.period is not None}
    if not values:
        raise MissingMonths(f"Nothing of the series {entry.id} was published by {question.selection.as_of}.")
    later, used = _continued(holdings, entry, max(values), question.selection.as_of)
    notes = [f"Series {entry.id}: {entry.title}, from {min(values).label()}. {entry.definition}"]
    if later:
        notes.append(f"From {min(later).label()} the series is continued with CBP's releases, which count the same.")
    span = (entry.comparable_from, max([*values, *later]).last)
    notes += [f"Definition change, {month}: {text}." for month, text in entry.changes(*span)]
    notes += list(entry.caveats)
    return Published(entry, values | later, _sources(entry, points, question), used, tuple(notes))


def refuse_filters(name: str, selection: Selection) -> None:
    """Raise UsageError for filters that a published series cannot apply: it is of one component and one region."""
    entry = reference.series(name)
    own = {"component": Choice((entry.component,))}
    for dimension, choice in selection.choices().items():
        if dimension != "region" and own.get(dimension) != choice:
            raise UsageError(f"The series {entry.id} cannot be filtered by {dimension}.", f"It is of {entry.scope}.")


def narrowed(selection: Selection, entry: Series) -> Selection:
    """The selection with the component and region that the series is about, for the scope line."""
    component = Choice((entry.component,)) if entry.component in ("usbp", "ofo") else selection.component
    region = selection.region if entry.region == "southwest" else Choice()
    return replace(selection, component=component, region=region)


def _continued(
    holdings: Holdings, entry: Series, last: Period, as_of: date | None
) -> tuple[dict[Period, int | float], tuple[Used, ...]]:
    if entry.component not in ("usbp", "ofo") or entry.region != "southwest" or entry.unit != "encounters":
        return {}, ()
    component = Choice((entry.component,))
    start = last.last + 1
    selection = Selection(Period(start, start), component, as_of=as_of)
    run = run_around(covered(holdings, Need.of([selection])), selection.period)
    if run is None:
        return {}, ()
    found, used = counts(holdings, selection.during(Period(start, run.last)))
    monthly = found.get((), {})
    step = 1 if entry.frequency == "month" else 12
    periods = [Period(first, first + (step - 1)) for first in (start + offset for offset in range(0, len(run), step))]
    whole = [period for period in periods if period.last <= run.last]
    return {period: sum(monthly.get(month.first_day, 0) for month in period) for period in whole}, used


def _sources(entry: Series, points: list[Point], question: Question) -> tuple[Source, ...]:
    """Where the values of the periods asked about were printed, each place once."""
    asked = (question.selection.period, question.before)
    cited = [
        point
        for point in points
        if point.period and any(point.period.first in one and point.period.last in one for one in asked)
    ]
    return tuple(dict.fromkeys(_source(entry, point) for point in cited))


def _source(entry: Series, point: Point) -> Source:
    known = str(point.published) if point.published else None
    return Source(entry.id, point.source_title, point.source_url, known, point.status)


def roles(found: Published, question: Question, needs: Collection[str]) -> dict[str, Values]:
    """The values of each role that a figure needs, from a series. Raises UsageError for a role no series can fill."""
    if "whole" in needs:
        raise UsageError(f"A share cannot be computed within the series {found.series.id}.", "Leave out --series.")
    period = question.selection.period
    filled: dict[str, Callable[[], dict[Period, int | float]]] = {
        "now": lambda: found.within(period),
        "reported": lambda: found.within(period),
        "before": lambda: found.within(question.before),
        "earlier": lambda: _totals(found, [like for like in found.likes(period) if like.last < period.first]),
        "others": lambda: _totals(found, found.likes(period)),
    }
    wanted = [role for role in needs if role in filled and (role != "before" or found.has(question.before))]
    return {role: {own.first.first_day: value for own, value in sorted(filled[role]().items())} for role in wanted}


def _totals(found: Published, periods: list[Period]) -> dict[Period, int | float]:
    return {period: sum(found.within(period).values()) for period in periods}

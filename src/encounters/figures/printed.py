"""Figures of a published series: the same definitions, fed with what CBP or another source printed.

A series that counts what CBP's releases count is continued with them after its last period; the notes say from when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from encounters.errors import MissingMonths
from encounters.figures.question import Question
from encounters.periods import Period
from encounters.results import EVENTS, Selection, Source, Used
from encounters.store import series as reference
from encounters.store.coverage import Need, covered, run_around
from encounters.store.holdings import Holdings
from encounters.store.selection import counts
from encounters.store.series_part import Part, part_asked
from encounters.store.series_table import Point, Series

Number = int | float


class SeriesValues(Struct, frozen=True, dict=True):
    """The values of a part of a series by period, oldest first, with what they rest on."""

    part: Part
    selection: Selection
    printed: dict[Period, Number]
    later: dict[Period, Number]
    points: tuple[Point, ...]
    used: tuple[Used, ...]
    notes: tuple[str, ...]
    unit: str

    @cached_property
    def values(self) -> dict[Period, Number]:
        """The printed values and, after them, those of CBP's releases."""
        return self.printed | self.later

    @property
    def joined(self) -> str:
        """From when the series is continued, in words."""
        return f"From {min(self.later).label()} the series is continued with CBP's releases, which count the same."

    @property
    def series(self) -> Series:
        """The series that the values are of."""
        return self.part.series

    @property
    def subject(self) -> str:
        """What is counted, in words."""
        told = EVENTS if self.unit == "encounters" else f"{self.series.title}: {self.unit}"
        return f"{told}; {self.part.named}" if self.part.named else told

    def parts(self, period: Period) -> list[Period]:
        """The periods that a value is printed of and that make up a period."""
        if self.series.frequency == "any" or len(period) == 1:
            return [period]
        if self.series.frequency == "month":
            return [Period(month, month) for month in period]
        return list(period.fiscal_years())

    def within(self, period: Period) -> dict[Period, Number]:
        """The values whose periods make up a period. Raises MissingMonths unless they make up all of it."""
        parts = self.parts(period)
        lacking = [part for part in parts if part not in self.values]
        if lacking:
            first, last = min(self.values).first, max(self.values).last
            told = ", ".join(part.label() for part in lacking[:3]) + (" and others" if len(lacking) > 3 else "")
            wanted = period.label() if lacking == [period] else f"all of {period.label()}; missing: {told}"
            raise MissingMonths(
                f"The series {self.series.id} has no value for {wanted}.",
                f"It has values by {self.series.frequency.replace('-', ' ')}, from {first} to {last}.",
            )
        return {part: self.values[part] for part in parts}

    def has(self, period: Period) -> bool:
        """Whether the series covers a period."""
        return all(part in self.values for part in self.parts(period))

    def likes(self, question: Question) -> list[Period]:
        """The periods it can be ranked among, without itself, that the series covers."""
        return [like for like in self._alike(question) if self.has(like)]

    def likes_before(self, question: Question) -> list[Period]:
        """Those of them that are over before it begins."""
        return [like for like in self.likes(question) if like.last < question.selection.period.first]

    def unbroken(self, question: Question) -> list[Period]:
        """The like periods before it, as far back as none is missing."""
        found: list[Period] = []
        first = question.selection.period.first
        for like in reversed([like for like in self._alike(question) if like.last < first]):
            if not self.has(like):
                break
            found.append(like)
        return found[::-1]

    def missing(self, question: Question) -> list[Period]:
        """The like periods between its first and its last that it has no value for."""
        return [like for like in self._alike(question) if not self.has(like)]

    def _alike(self, question: Question) -> list[Period]:
        period = question.selection.period
        span = Period(max(self.series.comparable_from, min(self.values).first), max(self.values).last)
        if period.first < span.first or period.last > span.last:
            return []
        return [like for like in question.likes(span) if like != period]

    def totals(self, periods: Collection[Period]) -> dict[Period, Number]:
        """The sum of each period."""
        return {period: sum(self.within(period).values()) for period in periods}

    def sources(self, asked: Collection[Period]) -> tuple[Source, ...]:
        """Where the values of the periods asked about were printed, each place once."""
        return tuple(dict.fromkeys(printed_in(self.series, point) for point, _ in self._cited(asked)))

    def doubts(self, asked: Collection[Period]) -> Iterator[str]:
        """What the source or we say against a value that is asked about: its own scope, its note."""
        for point, period in self._cited(asked):
            told = [f"it covers: {point.scope}"] if point.scope != self.series.scope else []
            told += [point.note.removesuffix(".")] if point.note else []
            if told:
                yield f"{period.label()}: {'; '.join(told)}."

    def _cited(self, asked: Collection[Period]) -> Iterator[tuple[Point, Period]]:
        """The points whose periods lie within those asked about, each with its period."""
        for point in self.points:
            own = point.period
            if own is not None and any(each.first <= own.first and own.last <= each.last for each in asked):
                yield point, own


def published(holdings: Holdings, name: str, question: Question) -> SeriesValues:
    """A series as it was known at the question's date, as far as the question asks for it.

    Raises UnknownName, MissingMonths, and UsageError for a filter, component or region that it does not have.
    """
    entry, category = reference.asked(name)
    as_of = question.selection.as_of
    part = part_asked(entry, category, question.selection, question.region_named)
    points = [_points(holdings, part, names, as_of) for names in part.categories]
    shared = sorted(period for period in points[0] if all(period in own for own in points[1:]))
    values = {period: sum(own[period].value for own in points) for period in shared}
    if not values:
        when = f" published by {as_of}" if as_of else ""
        raise MissingMonths(f"Nothing of the series {entry.id}{when} is of {part.component}.")
    selection = part.narrowed(question.selection)
    later, used = _continued(holdings, part, selection, max(values))
    every = tuple(own[period] for period in values for own in points)
    unit = every[0].unit
    return SeriesValues(part, selection, values, later, every, used, tuple(_notes(part, values, later)), unit)


def _points(holdings: Holdings, part: Part, names: tuple[str, ...], as_of: date | None) -> Mapping[Period, Point]:
    """The newest point of each period, under the first of the names that has one."""

    def compute() -> dict[Period, Point]:
        found: dict[Period, Point] = {}
        for name in names:
            known = reference.points(part.series.id, as_of, component=part.component, category=name, partial=False)
            for point in known:
                if point.period is not None:
                    found.setdefault(point.period, point)
        return found

    return holdings.remembered(("points", part.series.id, part.component, names, as_of), compute)


def _notes(part: Part, values: dict[Period, Number], later: dict[Period, Number]) -> Iterator[str]:
    entry, named = part.series, f", {part.named}" if part.named else ""
    yield f"Series {entry.id}{named}: {entry.title}, from {min(values).label()}. {entry.definition}"
    yield from entry.told_changes(entry.comparable_from, max([*values, *later]).last)
    yield from entry.caveats


def _continued(
    holdings: Holdings, part: Part, selection: Selection, last: Period
) -> tuple[dict[Period, Number], tuple[Used, ...]]:
    """The periods after the series' last, from CBP's releases."""
    if not part.series.continued or part.choices is None:
        return {}, ()
    start = last.last + 1
    run = run_around(covered(holdings, Need.of([selection])), Period(start, start))
    if run is None:
        return {}, ()
    found, used = counts(holdings, selection.during(Period(start, run.last)))
    monthly = found.get((), {})
    step = 1 if part.series.frequency == "month" else 12
    later = Period(start, run.last)
    firsts = [start + place for place in range(0, len(later) - step + 1, step)]
    whole = [Period(first, first + (step - 1)) for first in firsts]
    return {period: sum(monthly.get(month.first_day, 0) for month in period) for period in whole}, used


def printed_in(entry: Series, point: Point) -> Source:
    """Where a point of a series was printed."""
    known = str(point.published) if point.published else None
    return Source(entry.id, point.source_title, point.source_url, known, point.status)

"""The bundled reference series as they are stored: what a series is, what a row is, how the tables are read.

Plain CSV beside a catalogue in TOML, read with the standard library; `encounters.store.series` asks them.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from typing import Any, Literal

from msgspec import Struct, field

from encounters.errors import StoreError
from encounters.names import Choice
from encounters.periods import Month, Period, parse_month
from encounters.release import Published, published_of
from encounters.store.bundled import shipped

Frequency = Literal["month", "fiscal-year", "any"]
YEAR_TO_DATE = "year to date"
COLUMNS = (
    *("period", "component", "category", "value", "unit", "vintage", "through", "published", "inferred"),
    *("status", "scope", "note", "source"),
)


class Series(Struct, frozen=True):
    """What a series counts and how far it can be compared with itself.

    `component` and `category` are the ones that `points` takes unless told otherwise (an empty category means
    all of them); `categories` says what a category is. `dimension` is the one that categories are codes of, with those
    of each region in `regions`; `choices` are the filters that each category stands for. `adds` says whether the values
    of two periods add up to one of both: counts of events do, people counted once and shares do not. `continued` says
    that CBP's releases count the same in later periods. `definition_changes` are the months from which
    something else is counted; `comparable_from` is the first month that a record or a rank may speak of. A
    `closed` series has one vintage, printed after its periods were over: as of a date, it answers with what
    was over by then.
    """

    id: str
    title: str
    unit: str
    frequency: Frequency
    scope: str
    component: str
    region: str
    definition: str
    comparable_from: Month
    definition_changes: tuple[tuple[Month, str], ...] = ()
    categories: str = ""
    category: str = ""
    dimension: str = ""
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, Choice]] = field(default_factory=dict)
    adds: bool = True
    continued: bool = False
    precision: float = 0
    closed: bool = False
    caveats: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)

    def changes(self, first: Month, last: Month) -> tuple[tuple[Month, str], ...]:
        """The definition changes between two months: those after `first`, up to `last`."""
        return tuple(change for change in self.definition_changes if first < change[0] <= last)

    def told_changes(self, first: Month, last: Month) -> list[str]:
        """The same in words."""
        return [f"Definition change, {month}: {text}." for month, text in self.changes(first, last)]


class Point(Struct, frozen=True):
    """One printed number: what it counts, its period, how far the data went, when it was published, its mark.

    `through` is the last month counted. `published` is the source's date; where the source has none it is
    inferred, and says so; None where nothing is known. `known` is the day from which an as-of question may
    have it (in a closed series the end of the month after the period). `details` are this series' columns.
    """

    series: str
    period: Period | None
    component: str
    category: str
    value: int | float
    unit: str
    vintage: str
    through: Month | None
    published: Published | None
    known: date | None
    status: str
    scope: str
    note: str
    source_title: str
    source_url: str
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_partial(self) -> bool:
        """Whether the number covers only the first months of its period."""
        if self.through is None:
            return self.vintage == YEAR_TO_DATE
        return self.period is not None and self.through < self.period.last

    @property
    def covers(self) -> Period | None:
        """The months counted: the period, or the part of it that was over; None when that is not known."""
        if not self.is_partial:
            return self.period
        return Period(self.period.first, self.through) if self.period and self.through else None


@cache
def read_catalogue() -> dict[str, Series]:
    """Every series by its id, in the order of the file."""
    return {name: _series(name, entry) for name, entry in tomllib.loads(_read("series.toml")).items()}


@cache
def read_rows(entry_id: str) -> tuple[Point, ...]:
    """Every row of the series with this id."""
    entry = read_catalogue()[entry_id]
    header, rows = _table(f"{entry_id}.csv")
    own = [place for place, column in enumerate(header) if column not in COLUMNS]
    whole = {"component": entry.component, "unit": entry.unit, "status": "ok", "scope": entry.scope, **entry.defaults}
    told = (whole | {column: text for column, text in zip(header, row, strict=True) if text} for row in rows)
    details = ({header[place]: row[place] for place in own} for row in rows)
    return tuple(map(partial(_point, entry), told, details))


@cache
def read_values(entry_id: str) -> tuple[float, ...]:
    """The value of every row of the series with this id, which is read much sooner than all that is told of it."""
    header, rows = _table(f"{entry_id}.csv")
    place = header.index("value")
    return tuple(float(row[place]) for row in rows)


def _series(name: str, entry: dict[str, Any]) -> Series:
    changes = tuple((parse_month(month), text) for month, text in entry.pop("definition_changes", []))
    begins, caveats = parse_month(entry.pop("comparable_from")), tuple(entry.pop("caveats", []))
    return Series(
        id=name,
        definition_changes=changes,
        comparable_from=begins,
        caveats=caveats,
        regions={region: tuple(names) for region, names in entry.pop("regions", {}).items()},
        choices={category: _choices(filters) for category, filters in entry.pop("choices", {}).items()},
        **entry,
    )


def _choices(filters: Mapping[str, str]) -> dict[str, Choice]:
    return {dimension: Choice((code,)) for dimension, code in filters.items()}


def _point(entry: Series, told: Mapping[str, str], details: Mapping[str, str]) -> Point:
    period = _period(told.get("period", ""))
    published = _published(told.get("published", ""), told.get("inferred", ""))
    known = published.day if published else None
    if entry.closed and period is not None:
        known = (period.last + 1).last_day
    source = _sources().get(told["source"])
    if source is None:
        raise StoreError(f"The bundled series {entry.id} names a source '{told['source']}' there is not.")
    through = told.get("through", "")
    value = told["value"]
    return Point(
        entry.id,
        period,
        told["component"],
        told.get("category", ""),
        float(value) if "." in value else int(value),
        told["unit"],
        told.get("vintage", ""),
        parse_month(through) if through else None,
        published,
        known,
        told["status"],
        told["scope"],
        told.get("note", ""),
        *source,
        details,
    )


@cache
def _period(text: str) -> Period | None:
    return Period.parse(text) if text else None


@cache
def _published(text: str, inferred: str) -> Published | None:
    """A day, or a month counted from its last day; inferred only where the source has no date."""
    shown = text or inferred
    if not shown:
        return None
    return published_of(shown, "stated" if text else "inferred")


@cache
def _sources() -> dict[str, tuple[str, str]]:
    return {name: (title, url) for name, title, url in _table("sources.csv")[1]}


def _table(file: str) -> tuple[list[str], list[list[str]]]:
    header, *rows = csv.reader(_read(file).splitlines())
    return header, rows


def _read(file: str) -> str:
    return shipped(f"series/{file}").decode()

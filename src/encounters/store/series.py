"""Published time series that are no encounter releases: bundled, and never mixed with all-CBP totals.

    catalogue()            every series: what it counts, where, from when, and where its definition changes
    rows(id)               all that is on hand, every vintage and every mark, in the order of the table
    values(id)             the number of each row alone
    points(id, as_of=...)  one row per period: the newest vintage known by then
    load(id)               the same rows as a polars frame

The tables are made by `scripts/make_series.py`. What each is, and where it is weak: docs/bundled-series.md.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from encounters.errors import UnknownName, fold
from encounters.periods import Month, Period
from encounters.store.series_table import Frequency, Point, Series, read_catalogue, read_rows, read_values

if TYPE_CHECKING:
    import polars as pl

EVERY = "*"
SEPARATOR = "/"
"""Between a series and one category of it: `gang-affiliated-by-year/ms-13`."""
CONFLICTS = frozenset({"conflict", "internal_conflict", "derived_conflict"})
NOT_COMPARABLE = CONFLICTS | {"different_measure", "alternative_method", "second_scope"}
"""Marks of rows that are kept as evidence and answer only when asked for."""


def catalogue() -> dict[str, Series]:
    """Every series by its id, in the order of the documentation."""
    return dict(read_catalogue())


def series(name: str) -> Series:
    """The series with this id, whatever its case, punctuation and category. Raises UnknownName with the nearest."""
    name = name.partition(SEPARATOR)[0]
    if entry := _spelled().get(fold(name)):
        return entry
    raise UnknownName("series", name, catalogue(), "encounters explain series")


@cache
def _spelled() -> dict[str, Series]:
    """Every series by its id, without case and punctuation."""
    return {fold(each): entry for each, entry in catalogue().items()}


def asked(name: str) -> tuple[Series, str | None]:
    """The series that a name means, and the category after its slash, if it has one. Raises UnknownName."""
    _, slash, category = name.partition(SEPARATOR)
    return series(name), category.strip() if slash else None


def rows(name: str) -> tuple[Point, ...]:
    """Every row of a series: all vintages and all marks, conflicts too. Raises UnknownName."""
    return read_rows(series(name).id)


def values(name: str) -> tuple[float, ...]:
    """The value of every row of a series. Raises UnknownName."""
    return read_values(series(name).id)


def points(
    name: str,
    as_of: date | None = None,
    *,
    status: Collection[str] | None = None,
    component: str | None = None,
    category: str | None = None,
    partial: bool = True,
) -> list[Point]:
    """One point per period (and category), oldest first: what reaches furthest, is least doubtful and newest.

    As of a date, only what was known by then. `status` are the marks that may answer: by default all but
    `NOT_COMPARABLE`. `component` and `category` default to the series' own; "*" takes every one. Without
    `partial`, years that were not over are left out. Raises UnknownName for a name there is not.
    """
    (entry, named), found = asked(name), rows(name)
    category = category if category is not None else named
    kind = entry.categories or "category"
    components = _wanted("component", component, entry.component, {point.component for point in found})
    categories = _wanted(kind, category, entry.category, {point.category for point in found})
    best: dict[tuple[Period, str, str], Point] = {}
    for point in found:
        allowed = point.status not in NOT_COMPARABLE if status is None else point.status in status
        if not (allowed and point.component in components and point.category in categories):
            continue
        if point.period is None or not _fits(entry.frequency, point.period):
            continue
        if point.is_partial and not partial:
            continue
        if as_of is not None and (point.known is None or point.known > as_of):
            continue
        key = (point.period, point.component, point.category)
        if key not in best or _rank(best[key]) <= _rank(point):
            best[key] = point
    return [best[key] for key in sorted(best, key=lambda key: (key[0].first, key[0].last, *key[1:]))]


def load(name: str) -> pl.DataFrame:
    """Every row of a series as a polars frame: periods as text, months (first days) and days as dates."""
    import polars as pl

    told = [_flat(point) for point in rows(name)]
    value = pl.Int64 if all(isinstance(row["value"], int) for row in told) else pl.Float64
    dates = dict.fromkeys(("first_month", "last_month", "through", "published"), pl.Date)
    types: dict[str, Any] = {"value": value, "published_inferred": pl.Boolean, **dates}
    return pl.DataFrame(told, schema={column: types.get(column, pl.String) for column in told[0]})


def _flat(point: Point) -> dict[str, Any]:
    period, published = point.period, point.published
    return {
        "series": point.series,
        "period": str(period) if period else None,
        "first_month": period.first.first_day if period else None,
        "last_month": period.last.first_day if period else None,
        "component": point.component,
        "category": point.category,
        "value": point.value,
        "unit": point.unit,
        "vintage": point.vintage,
        "through": point.through.first_day if point.through else None,
        "published": published.day if published else None,
        "published_inferred": published.inferred if published else None,
        "status": point.status,
        "scope": point.scope,
        "note": point.note,
        "source_title": point.source_title,
        "source_url": point.source_url,
        **point.details,
    }


def _wanted(kind: str, asked: str | None, own: str, there: set[str]) -> set[str]:
    if asked == EVERY or (asked is None and not own):
        return there
    match = {fold(name): name for name in there}.get(fold(asked if asked is not None else own))
    if match is None:
        raise UnknownName(kind, asked or own, sorted(there))
    return {match}


def _fits(frequency: Frequency, period: Period) -> bool:
    if frequency == "month":
        return len(period) == 1
    return frequency == "any" or period.is_fiscal_year


def _rank(point: Point) -> tuple[int, bool, date]:
    """What answers for a period: the data that reaches furthest, then an unmarked row, then the newest."""
    last = point.through or (point.period.last if point.period and not point.is_partial else None)
    if last is None and point.known:
        last = Month.of(point.known) + -1  # a year to date cannot reach further than the month before
    return (last.ordinal if last else 0, point.status == "ok", point.known or date.min)

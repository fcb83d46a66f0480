"""A selection to the rows that answer it: from the releases that `store.coverage` chooses, filtered and grouped.

Rows of two releases are never joined for one month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.cbp.datasets import Dataset
from encounters.names import NAMED_GROUPS, Choice
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Selection, Used
from encounters.store.coverage import GROUP, Need, chosen
from encounters.store.holdings import Holdings

if TYPE_CHECKING:
    import polars as pl


class Answer(Struct, frozen=True):
    """Rows with `month`, the dimensions asked for and `count`, and the releases they come from."""

    rows: pl.LazyFrame
    used: tuple[Used, ...]


def answer(holdings: Holdings, selection: Selection, by: Sequence[str] = (), need: Need | None = None) -> Answer:
    """The rows of a selection, one per month and value of each dimension in `by`.

    Raises MissingMonths when no release on hand covers some month, CannotAnswer when no dataset has the dimensions.
    """
    import polars as pl

    need = need or Need.of([selection], by)
    parts: list[pl.LazyFrame] = []
    chosen_for = chosen(holdings, need, selection.period)
    for dataset, months in chosen_for.items():
        wanted = pl.col("month").is_in([month.first_day for month in months])
        parts.append(_counts(holdings, dataset, selection, by, need).filter(wanted).lazy())
    return Answer(pl.concat(parts), _used(chosen_for.values()))


def answering(holdings: Holdings, need: Need, period: Period) -> tuple[Used, ...]:
    """The releases that answer for a period, with the months of each, newest first. Raises as `answer` does."""
    return _used(chosen(holdings, need, period).values())


def tidy(holdings: Holdings, selection: Selection, need: Need) -> Answer:
    """The tidy rows of a selection as the releases have them, with the dataset and release of each beside it.

    Raises MissingMonths or CannotAnswer.
    """
    import polars as pl

    schema = {"month": pl.Date, "dataset": pl.String}
    schema |= {"release": pl.String, "published": pl.String, "published_inferred": pl.Boolean}
    parts: list[pl.LazyFrame] = []
    chosen_for = chosen(holdings, need, selection.period)
    for dataset, months in chosen_for.items():
        origin = pl.LazyFrame(
            [(month.first_day, dataset.name, *_origin(release)) for month, release in months.items()],
            schema=schema,
            orient="row",
        )
        rows = holdings.rows(dataset.name, need.as_of, need.regions).filter(*condition(selection))
        parts.append(rows.join(origin, on="month"))
    return Answer(pl.concat(parts), _used(chosen_for.values()))


def _origin(release: Release) -> tuple[str, str, bool]:
    return release.file, release.published.iso, release.published.inferred


def merged(used: Iterable[Used]) -> tuple[Used, ...]:
    """Each release once, with all months taken from it, newest first."""
    months: dict[Release, set[Month]] = {}
    for use in used:
        months.setdefault(use.release, set()).update(use.months)
    return _newest_first(months)


def _used(answering: Iterable[Mapping[Month, Release]]) -> tuple[Used, ...]:
    used: dict[Release, list[Month]] = {}
    for months in answering:
        for month, release in months.items():
            used.setdefault(release, []).append(month)
    return _newest_first(used)


def _newest_first(months: Mapping[Release, Iterable[Month]]) -> tuple[Used, ...]:
    kept = [Used(release, tuple(sorted(own))) for release, own in months.items()]
    return tuple(sorted(kept, key=lambda use: (use.release.published.day, use.months), reverse=True))


Group = tuple[str | None, ...]
Counts = dict[Group, dict[date, int]]
"""For each group (one value of each dimension split by), the count of each month by its first day; zeros are absent."""


def counts(
    holdings: Holdings, selection: Selection, by: Sequence[str] = (), need: Need | None = None
) -> tuple[Counts, tuple[Used, ...]]:
    """The same as `answer` as plain numbers, for the many small questions that a report asks."""
    need = need or Need.of([selection], by)
    found: Counts = {}
    chosen_for = chosen(holdings, need, selection.period)
    for dataset, months in chosen_for.items():
        known = _counted(holdings, dataset, selection, by, need)
        days = [month.first_day for month in months]
        for group, counted in known.items():
            here = {day: counted[day] for day in days if day in counted}
            if here:
                found.setdefault(group, {}).update(here)
    return found, _used(chosen_for.values())


def _counted(holdings: Holdings, dataset: Dataset, selection: Selection, by: Sequence[str], need: Need) -> Counts:
    """Counts of every month of a vintage as plain numbers, made once."""

    def compute() -> Counts:
        found: Counts = {}
        frame = _counts(holdings, dataset, selection, by, need)
        for month, *group, count in frame.iter_rows():
            found.setdefault(tuple(group), {})[month] = count
        return found

    choices = tuple(selection.choices().items())
    key = ("counted", dataset.name, holdings.vintage_key(dataset.name, need.as_of, need.regions), choices, tuple(by))
    return holdings.remembered(key, compute)


def _counts(holdings: Holdings, dataset: Dataset, selection: Selection, by: Sequence[str], need: Need) -> pl.DataFrame:
    """Counts by month and group for every month of a vintage: the same for all periods, so computed once."""
    import polars as pl

    def compute() -> pl.DataFrame:
        filters, groups = condition(selection), [grouping(name) for name in by]
        named = {name for each in (*filters, *groups) for name in each.meta.root_names()}
        rows = holdings.rows(dataset.name, need.as_of, need.regions, ("month", *named, "count"))
        counted = rows.filter(*filters).group_by("month", *groups).agg(pl.col("count").sum())
        # Categories that count the same stand in the order of their names, at every call.
        return counted.sort(*by, "month").collect()

    choices = tuple(selection.choices().items())
    key = (dataset.name, holdings.vintage_key(dataset.name, need.as_of, need.regions), choices, tuple(by))
    return holdings.remembered(key, compute)


def condition(selection: Selection) -> list[pl.Expr]:
    """The filters of a selection on tidy rows."""
    filters: list[pl.Expr] = []
    for name, choice in selection.choices().items():
        wanted = citizens(choice) if name == "citizenship" else among(name, choice.codes)
        filters.append(~wanted if choice.excluded else wanted)
    return filters


def citizens(choice: Choice) -> pl.Expr:
    """Rows of the chosen citizenships; `other` is all but the four named groups, in either scheme."""
    import polars as pl

    named = among("citizenship", choice.codes)
    if "other" in choice.codes:
        return named | ~pl.col("citizenship").is_in(NAMED_GROUPS)
    return named


def among(name: str, codes: Sequence[str]) -> pl.Expr:
    """Rows of some categories. One alone is compared, which is three times as fast as being looked up."""
    import polars as pl

    return pl.col(name) == codes[0] if len(codes) == 1 else pl.col(name).is_in(codes)


def grouping(name: str) -> pl.Expr:
    """The column a breakdown groups by; the five groups can be made from either citizenship scheme."""
    import polars as pl

    if name != GROUP:
        return pl.col(name)
    named = pl.col("citizenship").is_in(NAMED_GROUPS)
    return pl.when(named).then("citizenship").otherwise(pl.lit("other")).alias(GROUP)

"""A selection to the rows that answer it.

Which dataset answers: for each fiscal year of the period, the coarsest dataset that has every dimension asked for and
covers every month asked for. A dataset whose release dates from before the year closed gives way to one published
later, because open years are revised. Within a dataset each month is answered by one release alone (see
`Holdings.vintage`); rows of two releases are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from encounters.cbp.datasets import DATASETS, SOUTHWEST, Dataset
from encounters.errors import CannotAnswer, MissingMonths
from encounters.names import CATEGORIES, FIVE_GROUPS, NAMED_GROUPS, Choice
from encounters.periods import Month, Period
from encounters.results import Release, Selection, Used
from encounters.store.holdings import Holdings

if TYPE_CHECKING:
    import polars as pl

GROUP = "citizenship_group"
"""The five-group citizenship scheme as a dimension to break down by; `citizenship` is the 22-name scheme."""

REGIONS = tuple(CATEGORIES["region"])


@dataclass(frozen=True)
class Answer:
    """Rows with `month`, the dimensions asked for and `count`, and the releases they come from."""

    rows: pl.LazyFrame
    used: tuple[Used, ...]


@dataclass(frozen=True)
class Need:
    """What a dataset must have to answer: dimensions, named countries, regions, and a date it must be published by.

    `dataset` names the one that is to answer, where the user chose it.
    """

    dimensions: frozenset[str]
    countries: bool
    regions: frozenset[str]
    as_of: date | None
    dataset: str | None = None

    @classmethod
    def of(cls, selections: Iterable[Selection], by: Iterable[str] = ()) -> Need:
        """What selections that are to be compared with each other need together, so that one dataset answers all."""
        chosen = list(selections)
        dimensions = {name for one in chosen for name in one.choices()} | set(by)
        codes = {code for one in chosen for code in one.citizenship.codes}
        return cls(
            dimensions=frozenset("citizenship" if name == GROUP else name for name in dimensions) - {"region"},
            countries="citizenship" in by or any(_only_in_countries(code) for code in codes),
            regions=frozenset(region for one in chosen for region in regions_wanted(one.region)),
            as_of=chosen[0].as_of,
        )

    def met_by(self, dataset: Dataset) -> bool:
        """Whether a dataset's layout has what is needed."""
        has_regions = dataset is not SOUTHWEST or self.regions == {"southwest"}
        has_countries = not self.countries or dataset.citizenships is not FIVE_GROUPS
        is_named = self.dataset in (None, dataset.name)
        return is_named and has_regions and has_countries and self.dimensions <= set(dataset.dimensions)


def _only_in_countries(code: str) -> bool:
    return code in CATEGORIES["citizenship"] and code not in FIVE_GROUPS


def regions_wanted(choice: Choice) -> tuple[str, ...]:
    """The regions a choice takes in; no choice is all borders."""
    if not choice:
        return REGIONS
    if choice.excluded:
        return tuple(region for region in REGIONS if region not in choice.codes)
    return choice.codes


def answer(holdings: Holdings, selection: Selection, by: Sequence[str] = (), need: Need | None = None) -> Answer:
    """The rows of a selection, one per month and value of each dimension in `by`.

    Raises MissingMonths when no release on hand covers some month, CannotAnswer when no dataset has the dimensions.
    """
    import polars as pl

    need = need or Need.of([selection], by)
    parts: list[pl.LazyFrame] = []
    used: dict[Release, list[Month]] = {}
    for dataset, months in _chosen(holdings, need, selection.period).items():
        wanted = pl.col("month").is_in([month.first_day for month in months])
        parts.append(_counts(holdings, dataset, selection, by, need.as_of).filter(wanted).lazy())
        for month, release in months.items():
            used.setdefault(release, []).append(month)
    return Answer(pl.concat(parts), _newest_first(used))


def tidy(holdings: Holdings, selection: Selection, need: Need) -> Answer:
    """The tidy rows of a selection as the releases have them, with the dataset and release of each beside it.

    Raises MissingMonths or CannotAnswer.
    """
    import polars as pl

    schema = {"month": pl.Date, "dataset": pl.String}
    schema |= {"release": pl.String, "published": pl.String, "published_inferred": pl.Boolean}
    parts: list[pl.LazyFrame] = []
    used: dict[Release, list[Month]] = {}
    for dataset, months in _chosen(holdings, need, selection.period).items():
        for month, release in months.items():
            used.setdefault(release, []).append(month)
        origin = pl.LazyFrame(
            [(month.first_day, dataset.name, *_origin(release)) for month, release in months.items()],
            schema=schema,
            orient="row",
        )
        rows = holdings.rows(dataset.name, need.as_of).lazy().filter(*condition(selection, dataset))
        parts.append(rows.join(origin, on="month"))
    return Answer(pl.concat(parts), _newest_first(used))


def _origin(release: Release) -> tuple[str, str, bool]:
    return release.file, str(release.published).split()[0], release.published.inferred


def _newest_first(used: Mapping[Release, list[Month]]) -> tuple[Used, ...]:
    kept = [Used(release, tuple(sorted(months))) for release, months in used.items()]
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
    used: dict[Release, list[Month]] = {}
    for dataset, months in _chosen(holdings, need, selection.period).items():
        known = _counted(holdings, dataset, selection, by, need.as_of)
        days = [month.first_day for month in months]
        for group, counted in known.items():
            here = {day: counted[day] for day in days if day in counted}
            if here:
                found.setdefault(group, {}).update(here)
        for month, release in months.items():
            used.setdefault(release, []).append(month)
    return found, _used(used)


def _counted(
    holdings: Holdings, dataset: Dataset, selection: Selection, by: Sequence[str], as_of: date | None
) -> Counts:
    """Counts of every month of a vintage as plain numbers, made once."""

    def compute() -> Counts:
        found: Counts = {}
        frame = _counts(holdings, dataset, selection, by, as_of)
        for month, *group, count in frame.select("month", *by, "count").iter_rows():
            found.setdefault(tuple(group), {})[month] = count
        return found

    choices = tuple(selection.choices().items())
    key = ("counted", dataset.name, holdings.vintage_key(dataset.name, as_of), choices, tuple(by))
    return holdings.remembered(key, compute)


def _used(months: Mapping[Release, Sequence[Month]]) -> tuple[Used, ...]:
    """The releases and the months taken from each, newest first."""
    kept = [Used(release, tuple(sorted(own))) for release, own in months.items()]
    return tuple(sorted(kept, key=lambda use: (use.release.published.day, use.months), reverse=True))


def _counts(
    holdings: Holdings, dataset: Dataset, selection: Selection, by: Sequence[str], as_of: date | None
) -> pl.DataFrame:
    """Counts by month and group for every month of a vintage: the same for all periods, so computed once."""
    import polars as pl

    def compute() -> pl.DataFrame:
        rows = holdings.rows(dataset.name, as_of)
        filters = condition(selection, dataset)
        chosen = rows.filter(*filters) if filters else rows
        return chosen.group_by("month", *map(grouping, by)).agg(pl.col("count").sum())

    choices = tuple(selection.choices().items())
    return holdings.remembered((dataset.name, holdings.vintage_key(dataset.name, as_of), choices, tuple(by)), compute)


def condition(selection: Selection, dataset: Dataset) -> list[pl.Expr]:
    """The filters of a selection on the tidy rows of a dataset."""
    import polars as pl

    filters: list[pl.Expr] = []
    for name, choice in selection.choices().items():
        wanted = citizens(choice, dataset) if name == "citizenship" else pl.col(name).is_in(choice.codes)
        filters.append(~wanted if choice.excluded else wanted)
    return filters


def citizens(choice: Choice, dataset: Dataset) -> pl.Expr:
    """Rows of the chosen citizenships; in the 22-name scheme `other` is all but the four named groups."""
    import polars as pl

    named = pl.col("citizenship").is_in(choice.codes)
    if "other" in choice.codes and dataset.citizenships is not FIVE_GROUPS:
        return named | ~pl.col("citizenship").is_in(NAMED_GROUPS)
    return named


def grouping(name: str) -> pl.Expr:
    """The column a breakdown groups by; the five groups can be made from either citizenship scheme."""
    import polars as pl

    if name != GROUP:
        return pl.col(name)
    named = pl.col("citizenship").is_in(NAMED_GROUPS)
    return pl.when(named).then("citizenship").otherwise(pl.lit("other")).alias(GROUP)


def _chosen(holdings: Holdings, need: Need, period: Period) -> dict[Dataset, dict[Month, Release]]:
    """For each dataset that answers, its months and the release of each. The datasets together cover the period."""
    able = [dataset for dataset in DATASETS.values() if need.met_by(dataset)]
    if not able:
        raise CannotAnswer(_no_dataset(need), "encounters explain says which dataset has which dimension.")
    vintages = {dataset: _covering(holdings, dataset, need) for dataset in able}
    chosen: dict[Dataset, dict[Month, Release]] = {}
    for year in period.fiscal_years():
        dataset = _for_year(vintages, year)
        if dataset is None:
            raise _missing(holdings, vintages, need, period)
        chosen.setdefault(dataset, {}).update({month: vintages[dataset][month] for month in year})
    return chosen


def _covering(holdings: Holdings, dataset: Dataset, need: Need) -> dict[Month, Release]:
    def compute() -> dict[Month, Release]:
        found = holdings.vintage(dataset.name, need.as_of)
        return {month: release for month, release in found.items() if need.regions <= set(release.regions)}

    return holdings.remembered(("covering", dataset.name, need.as_of, need.regions), compute)


def _for_year(vintages: Mapping[Dataset, Mapping[Month, Release]], months: Period) -> Dataset | None:
    complete = [dataset for dataset, vintage in vintages.items() if all(month in vintage for month in months)]
    if not complete:
        return None
    first = complete[0]
    closed = Period.fiscal_year(months.last.fiscal_year).last.last_day
    if _published(vintages[first], months) > closed:
        return first
    return max(complete, key=lambda dataset: _published(vintages[dataset], months))


def _published(vintage: Mapping[Month, Release], months: Period) -> date:
    return max(vintage[month].published.day for month in months)


def _no_dataset(need: Need) -> str:
    asked = sorted(need.dimensions) + ["named countries"] * need.countries
    regions = "" if need.regions == {"southwest"} else f" for {', '.join(sorted(need.regions))}"
    who = f"The dataset {need.dataset} has no" if need.dataset else "None of CBP's datasets has"
    return f"{who} {' with '.join(asked) or 'rows'}{regions}."


def _missing(
    holdings: Holdings, vintages: Mapping[Dataset, Mapping[Month, Release]], need: Need, period: Period
) -> MissingMonths:
    """The error for months that no release covers: which, why, and what is on hand."""
    best = max(vintages, key=lambda dataset: sum(month in vintages[dataset] for month in period))
    lacking = [month for month in period if month not in vintages[best]]
    names = runs(lacking)
    by_date = f" published by {need.as_of}" if need.as_of else ""
    where = f"No {best.name} release on hand{by_date} covers {names} for {_regions_in_words(need)}"
    on_hand = [f"{dataset.name}: {runs(sorted(vintage))}" for dataset, vintage in vintages.items() if vintage]
    have = f"On hand: {'; '.join(on_hand)}. " if on_hand else "Nothing on hand has it. "
    advice = "encounters status lists the releases." if need.as_of else "encounters fetch gets newer releases."
    return MissingMonths(f"{where}.", f"{have}{advice}")


def _regions_in_words(need: Need) -> str:
    return "all borders" if len(need.regions) == len(REGIONS) else f"the {', '.join(sorted(need.regions))} region"


def runs(months: Sequence[Month]) -> str:
    """Months as text, consecutive ones joined: `2021-09, 2021-11..2022-03`."""
    joined: list[Period] = []
    for month in months:
        if joined and joined[-1].last + 1 == month:
            joined[-1] = Period(joined[-1].first, month)
        else:
            joined.append(Period(month, month))
    return ", ".join(f"{run.first}..{run.last}" if len(run) > 1 else str(run.first) for run in joined)


def covered(holdings: Holdings, need: Need) -> frozenset[Month]:
    """The months for which some dataset on hand has what is needed."""
    able = [dataset for dataset in DATASETS.values() if need.met_by(dataset)]
    return frozenset(month for dataset in able for month in _covering(holdings, dataset, need))


def run_around(months: frozenset[Month], period: Period) -> Period | None:
    """The longest unbroken run of covered months that holds the period, or None."""
    if not all(month in months for month in period):
        return None
    first, last = period.first, period.last
    while first + -1 in months:
        first += -1
    while last + 1 in months:
        last += 1
    return Period(first, last)


def on_hand(holdings: Holdings, selection: Selection) -> Period:
    """All months on hand for a selection, up to the newest and without a gap; its own period when there are none."""
    months = covered(holdings, Need.of([selection]))
    newest = max(months, default=None)
    return (newest and run_around(months, Period(newest, newest))) or selection.period

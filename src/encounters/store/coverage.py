"""Which dataset and release answer for each month.

For each fiscal year of the period: the coarsest dataset that has every dimension asked for and covers every month asked
for. A dataset whose release dates from before the year closed gives way to one published later, because open years are
revised. Within a dataset each month is answered by one release alone (see `Holdings.vintage`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from encounters.cbp.datasets import DATASETS, SOUTHWEST, Dataset
from encounters.errors import CannotAnswer, MissingMonths
from encounters.names import CATEGORIES, FIVE_GROUPS, Choice
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Selection
from encounters.store.holdings import Holdings

GROUP = "citizenship_group"
"""The five-group citizenship scheme as a dimension to break down by; `citizenship` is the 22-name scheme."""

REGIONS = tuple(CATEGORIES["region"])


class Need(Struct, frozen=True):
    """What a dataset must have to answer: dimensions, named countries, regions, and a date it must be published by.

    `dataset` names the one that is to answer, where the user chose it; `kept` are categories under CBP's own name, by
    dimension. A release that has never told of one has no count of it, not a count of 0.
    """

    dimensions: frozenset[str]
    countries: bool
    regions: frozenset[str]
    as_of: date | None
    dataset: str | None = None
    kept: frozenset[tuple[str, str]] = frozenset()

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
            kept=frozenset(each for one in chosen for each in kept_in(one.choices().items())),
        )

    def met_by(self, dataset: Dataset) -> bool:
        """Whether a dataset's layout has what is needed."""
        has_regions = dataset is not SOUTHWEST or self.regions == {"southwest"}
        has_countries = not self.countries or dataset.citizenships is not FIVE_GROUPS
        is_named = self.dataset in (None, dataset.name)
        return is_named and has_regions and has_countries and self.dimensions <= set(dataset.dimensions)

    def had_by(self, release: Release) -> bool:
        """Whether a release has the regions and the categories under CBP's own name."""
        return self.regions <= set(release.regions) and self.kept <= release.kept


def kept_in(choices: Iterable[tuple[str, Choice]]) -> Iterator[tuple[str, str]]:
    """The categories among choices that are none of those known, by dimension."""
    return ((name, code) for name, choice in choices for code in choice.codes if code not in CATEGORIES[name])


def _only_in_countries(code: str) -> bool:
    return code in CATEGORIES["citizenship"] and code not in FIVE_GROUPS


def regions_wanted(choice: Choice) -> tuple[str, ...]:
    """The regions a choice takes in; no choice is all borders."""
    if not choice:
        return REGIONS
    if choice.excluded:
        return tuple(region for region in REGIONS if region not in choice.codes)
    return choice.codes


def chosen(holdings: Holdings, need: Need, period: Period) -> dict[Dataset, dict[Month, Release]]:
    """For each dataset that answers, its months and the release of each. The datasets together cover the period."""
    found: dict[Dataset, dict[Month, Release]] = {}
    for year in period.fiscal_years():
        dataset = holdings.remembered(("dataset", need, year), partial(_for_year, holdings, need, year))
        if dataset is None:
            raise _missing(holdings, _vintages(holdings, need), need, period)
        vintage = _covering(holdings, dataset, need)
        found.setdefault(dataset, {}).update({month: vintage[month] for month in year})
    return found


def _vintages(holdings: Holdings, need: Need) -> dict[Dataset, dict[Month, Release]]:
    return {dataset: _covering(holdings, dataset, need) for dataset in able(need)}


def able(need: Need) -> list[Dataset]:
    """The datasets whose layout has what is needed, the coarsest first. Raises CannotAnswer when none has."""
    found = [dataset for dataset in DATASETS.values() if need.met_by(dataset)]
    if not found:
        raise CannotAnswer(_no_dataset(need), "encounters explain says which dataset has which dimension.")
    return found


def releases_with(holdings: Holdings, dataset: Dataset, need: Need) -> list[Release]:
    """A dataset's releases that have what is needed and were published by the date, oldest first."""
    return [
        release
        for release in holdings.releases
        if release.dataset == dataset.name
        and need.had_by(release)
        and (need.as_of is None or release.published.day <= need.as_of)
    ]


def _covering(holdings: Holdings, dataset: Dataset, need: Need) -> dict[Month, Release]:
    vintage = holdings.vintage(dataset.name, need.as_of, need.regions)
    return {month: one for month, one in vintage.items() if need.had_by(one)} if need.kept else vintage


def _for_year(holdings: Holdings, need: Need, months: Period) -> Dataset | None:
    """The first dataset that has all of the months or, where it stems from before the year closed, the newest one."""
    known = ((dataset, _published(_covering(holdings, dataset, need), months)) for dataset in able(need))
    complete = ((dataset, day) for dataset, day in known if day)
    first = next(complete, None)
    closed = Period.fiscal_year(months.last.fiscal_year).last.last_day
    if first is None or first[1] > closed:
        return first and first[0]
    return max([first, *complete], key=lambda one: one[1])[0]


def _published(vintage: Mapping[Month, Release], months: Period) -> date | None:
    """The day of the newest release among those of some months; None where one has none."""
    answering = [vintage.get(month) for month in months]
    return max(release.published.day for release in answering if release) if all(answering) else None


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
    by_date = f" published by {need.as_of}" if need.as_of else ""
    where = f"No {best.name} release on hand{by_date} covers {runs(lacking)} for {_wanted_in_words(need)}"
    on_hand = [f"{dataset.name}: {runs(sorted(vintage))}" for dataset, vintage in vintages.items() if vintage]
    have = f"On hand: {'; '.join(on_hand)}." if on_hand else "Nothing on hand has it."
    advice = "encounters fetch gets newer releases."
    if need.as_of:
        advice = "encounters status lists the releases."
    elif all(lacking[-1] < min(vintage, default=lacking[-1]) for vintage in vintages.values()):
        advice = "encounters explain releases lists all that CBP has published."
    instead = _of_that_month(holdings, need, lacking) or _in_groups(holdings, need, period) or advice
    hint = (_part(vintages[best], period), have, instead)
    return MissingMonths(f"{where}.", " ".join(filter(None, hint)))


def _of_that_month(holdings: Holdings, need: Need, lacking: Sequence[Month]) -> str | None:
    """A release of the month that the date lies in, which may have been out by then, and the date that takes it in."""
    if need.as_of is None:
        return None
    of_month = replace(need, as_of=Month.of(need.as_of).last_day)
    for release in (one for dataset in able(need) for one in releases_with(holdings, dataset, of_month)):
        day_unknown = release.published.precision == "month" and release.published.day > need.as_of
        if day_unknown and set(lacking) <= set(release.months):
            return (
                f"{release.file} has it and was published in {release.published}, day not known: "
                f'as_of = "{release.published.day}" takes it in.'
            )
    return None


def _in_groups(holdings: Holdings, need: Need, period: Period) -> str | None:
    """That the five citizenship groups are on hand for months of which no release names countries."""
    if not need.countries or not set(period) <= covered(holdings, replace(need, countries=False)):
        return None
    groups = "Mexico, Guatemala, Honduras, El Salvador and other"
    return f"The five groups have all of it: encounters breakdown --by citizenship-group gives {groups}."


def _part(vintage: Mapping[Month, Release], period: Period) -> str:
    """How to ask for the longest part of a period that is on hand, where some of it is."""
    parts = unbroken([month for month in period if month in vintage])
    part = max(parts, key=len, default=None)
    if part is None:
        return ""
    if part.first == period.first:
        return f"To {part.last.name} it is on hand: ask for '{part}'."
    return f"{part.label()} is on hand: ask for '{part}'."


def _wanted_in_words(need: Need) -> str:
    regions = "all borders" if len(need.regions) == len(REGIONS) else f"the {', '.join(sorted(need.regions))} region"
    named = " and ".join(f"{dimension} '{code}'" for dimension, code in sorted(need.kept))
    return f"{regions} with {named}" if named else regions


def runs(months: Sequence[Month]) -> str:
    """Months as text, consecutive ones joined: `2021-09, 2021-11..2022-03`."""
    return ", ".join(f"{run.first}..{run.last}" if len(run) > 1 else str(run.first) for run in unbroken(months))


def unbroken(months: Sequence[Month]) -> list[Period]:
    """Months in order as periods, consecutive ones joined."""
    joined: list[Period] = []
    for month in months:
        if joined and joined[-1].last + 1 == month:
            joined[-1] = Period(joined[-1].first, month)
        else:
            joined.append(Period(month, month))
    return joined


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


def on_hand(holdings: Holdings, selection: Selection, by: Sequence[str] = ()) -> Period:
    """All months on hand for a selection and what it is split by, up to the newest and without a gap.

    Where none has the split, those of the five citizenship groups in place of countries, else those of the selection
    alone, else its own period.
    """
    for split in (by, [GROUP if name == "citizenship" else name for name in by], ()):
        months = covered(holdings, Need.of([selection], split))
        newest = max(months, default=None)
        if found := newest and run_around(months, Period(newest, newest)):
            return found
    return selection.period

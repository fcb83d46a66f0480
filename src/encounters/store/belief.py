"""What is checked before a release is believed: that it is a whole one, and that it agrees with what is on hand.

CBP's releases have every month of their fiscal years, every component, citizenship group, demographic and authority,
and agree on closed years to the unit: over all releases known, compared two by two, no total of a closed fiscal year
has moved. What is filtered, cut short, edited or misnamed lacks or moves one of these.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from encounters.cbp.cells import CELL, Cells, alike, day, place
from encounters.cbp.datasets import DATASETS
from encounters.cbp.labels import scheme
from encounters.cbp.listing import link_of
from encounters.errors import InputFileError
from encounters.names import label
from encounters.periods import FISCAL_YEAR_START, Month, Period
from encounters.release import Release
from encounters.store.coverage import runs
from encounters.store.difference import moved, revisions
from encounters.store.holdings import Holdings

WHOLE = ("component", "citizenship", "demographic", "authority")
"""The dimensions of which a release has every category; states and areas may be absent."""
OPEN_BOUND = 0.03
"""How far a month of an open year may move in a region: three times the largest move known (1.04 %, February 2023)."""
FREE = 100
"""Encounters that an open month may always move by: in a small region one correction is a large share."""
NEAREST = 12
"""How many months on hand stand for a release that shares none with them."""
SHOWN = 3


class Incomplete(InputFileError):
    """A file that is no whole release; `lacks` are the reasons."""

    def __init__(self, name: str, lacks: tuple[str, ...]) -> None:
        super().__init__(
            name,
            f"does not look like a whole release: {'; '.join(lacks)}",
            hint="If CBP published it so, --accept-incomplete takes it; it is then marked wherever it answers.",
        )
        self.lacks = lacks


class Total(Struct, frozen=True):
    """A month's total in a region, as it is on hand and as a file has it."""

    month: Month
    region: str
    before: int
    after: int


class Beside(Struct, frozen=True, dict=True):
    """A file beside what is on hand of its dataset and regions: the cells of each, and where the latter are from.

    `sources` has the release that each region's month is taken from: the months of the file, or where there is nothing
    of these, the nearest.
    """

    release: Release
    cells: Cells
    known: Cells
    sources: Mapping[tuple[str, Month], Release]

    @functools.cached_property
    def moved(self) -> tuple[Total, ...]:
        """The months and regions that both have, with another total, in order."""
        before, after = self.known.totals("region"), self.cells.totals("region")
        has = set(self.release.months)
        return tuple(
            Total(month, region, count, after.get((month, region), 0))
            for (month, region), count in sorted(before.items())
            if month in has and count not in (0, after.get((month, region), 0))
        )


def beside(release: Release, cells: Cells, holdings: Holdings) -> Beside:
    """A file beside what is on hand. Raises StoreError or TooManyLabels."""
    import polars as pl

    others = [
        one
        for one in reversed(holdings.releases)
        if one.dataset == release.dataset and one.sha256 != release.sha256 and not one.incomplete
    ]
    newest = _newest(others, release.regions, release.months)
    if not any(newest.values()):
        on_hand = {month for one in others if set(release.regions) & set(one.regions) for month in one.months}
        nearest = sorted(on_hand, key=lambda month: (abs(month.ordinal - release.data_through.ordinal), month))
        newest = _newest(others, release.regions, nearest[:NEAREST])
    parts = [cells.select(cells.frame.clear())]
    for region, months in newest.items():
        if months:
            read = holdings.cells(release.dataset, months)
            parts.append(read.filter(place("region") == read.labels["region"].index(region) + 1))
    own, *known = alike(cells, *parts)
    sources = {(region, month): one for region, months in newest.items() for month, one in months.items()}
    return Beside(release, own, own.select(pl.concat([each.frame for each in known])), sources)


def _newest(
    releases: Sequence[Release], regions: Iterable[str], months: Collection[Month]
) -> dict[str, dict[Month, Release]]:
    """For each region the release that has the last word on each month, of releases with the newest first."""
    found: dict[str, dict[Month, Release]] = {}
    for region in regions:
        left, own = set(months), found.setdefault(region, {})
        for one in releases:
            if left and region in one.regions and one.months[0] <= max(left) and min(left) <= one.data_through:
                has = left.intersection(one.months)
                own |= dict.fromkeys(has, one)
                left -= has
    return found


def ahead(release: Release) -> tuple[str, ...]:
    """What speaks against a file that is dated, at the latest by this computer's clock, before its last month began."""
    last, day = release.data_through, release.published.day
    return () if day > last.first_day else (f"it has counts for {last}, which had not begun by {day}, the day it came",)


def doubts(found: Beside) -> tuple[str, ...]:
    """What speaks against a file's being a whole release of its dataset; nothing when it looks like one."""
    release = found.release
    return (*_gaps(release), *_unlike_its_name(release), *_absent(found), *_moved(found))


def relabelled(found: Beside) -> tuple[str, ...]:
    """A note on cells of closed years that have other counts than on hand, where a month's total is the same."""
    months = {month for (_, month), one in found.sources.items() if _closed(month, found.release, one)}
    months &= set(found.release.months)
    closed = day().is_in(sorted(month.first_day for month in months))
    if not months.isdisjoint(total.month for total in found.moved):
        return ()
    before, after = (each.filter(closed) for each in (found.known, found.cells))
    if before.frame.sort(CELL).equals(after.frame.sort(CELL)):  # the rule, and far less work than a join
        return ()
    changed = moved(before, after)
    if not changed.height:
        return ()
    cells = "1 cell" if changed.height == 1 else f"{changed.height:,} cells"
    largest = "; ".join(map(str, revisions(changed.head(SHOWN))))
    return (f"Other labels than on hand in {cells} of closed years, under the same totals; the largest: {largest}.",)


def _gaps(release: Release) -> Iterable[str]:
    has = set(release.months)
    span = Period(release.months[0], release.months[-1])
    if len(span) > len(has):
        lacking = [month for month in span if month not in has]
        yield f"it has no month {runs(lacking)}, which lie inside its own range"


def _unlike_its_name(release: Release) -> Iterable[str]:
    """Whether the dataset, the fiscal years and the month that a file's name states are those of its content."""
    named = link_of(release.file)
    if named is None:
        return
    if named.dataset != release.dataset:
        yield f"its name is that of a {named.dataset} file, and it has the columns of {release.dataset}"
        return
    stated = Period(Month(named.first_year - 1, 10), named.data_through)
    if (*release.months,) == (*stated,):
        return
    lacking = [month for month in stated if month not in release.months]
    beyond = [month for month in release.months if month not in stated]
    if lacking:
        yield f"its name says {stated.first} to {stated.last}, and it lacks {runs(lacking)}"
    if beyond:
        yield f"its name says {stated.first} to {stated.last}, and it has {runs(beyond)}"


def _absent(found: Beside) -> Iterable[str]:
    alike = {month for _, month in found.sources}
    dataset = DATASETS[found.release.dataset]
    for dimension in WHOLE:
        if dimension not in dataset.dimensions:
            continue
        lacking = set(scheme(dataset, dimension).values()).difference(found.cells.labels_of(dimension))
        absent = lacking and lacking.intersection(found.known.labels_of(dimension))
        if absent:
            named = sorted(label(dimension, code) for code in absent)
            yield f"it has no {dimension} {', '.join(named)}, which other releases have in {runs(sorted(alike))}"


def _moved(found: Beside) -> Iterable[str]:
    """Months whose total in a region is not what it was: of closed years by anything, of open ones beyond the bound."""
    closed: list[str] = []
    far: list[str] = []
    for total in found.moved:
        source = found.sources[total.region, total.month]
        told = f"{total.month} ({total.region}) {total.after:,}, in {source.file} {total.before:,}"
        if _closed(total.month, found.release, source):
            closed.append(told)
        elif abs(total.after - total.before) > max(FREE, OPEN_BOUND * total.before):
            far.append(told)
    if closed:
        yield f"it moves totals of closed fiscal years, which CBP has never done: {_some(closed)}"
    if far:
        yield f"it moves totals of an open year by more than {OPEN_BOUND:.0%}: {_some(far)}"


def _closed(month: Month, *releases: Release) -> bool:
    """Whether every release came out when the month's fiscal year was over."""
    ends = (release.data_through for release in releases)
    return all(month.fiscal_year < end.fiscal_year + (end.month == FISCAL_YEAR_START - 1) for end in ends)


def _some(told: list[str]) -> str:
    more = f"; and {len(told) - SHOWN} more months" if len(told) > SHOWN else ""
    return f"{'; '.join(told[:SHOWN])}{more}"

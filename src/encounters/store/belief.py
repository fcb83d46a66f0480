"""What is checked before a release is believed: that it is a whole one, and that it agrees with what is on hand.

CBP's releases have every month of their fiscal years, every component, citizenship group, demographic and authority,
and agree on closed years to the unit: over all releases known, compared two by two, no total of a closed fiscal year
has moved. What is filtered, cut short, edited or misnamed lacks or moves one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from encounters.cbp.datasets import DATASETS
from encounters.cbp.listing import link_of
from encounters.errors import InputFileError
from encounters.names import CATEGORIES, DIMENSIONS, label
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.store.coverage import runs
from encounters.store.difference import differing, revisions, side_by_side, within
from encounters.store.holdings import Holdings

if TYPE_CHECKING:
    import polars as pl

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


@dataclass(frozen=True)
class Known:
    """What is on hand of a release's dataset and regions, and the release that each region's month is taken from."""

    rows: pl.DataFrame
    sources: Mapping[tuple[str, Month], Release]


def doubts(release: Release, rows: pl.DataFrame, holdings: Holdings) -> tuple[str, ...]:
    """What speaks against a file's being a whole release of its dataset; nothing when it looks like one."""
    known = _known_beside(release, holdings)
    return (*_gaps(release), *_unlike_its_name(release), *_absent(release, rows, known), *_moved(release, rows, known))


def relabelled(release: Release, rows: pl.DataFrame, holdings: Holdings) -> tuple[str, ...]:
    """A note on cells of closed years that have other counts than on hand, where a month's total is the same."""
    import polars as pl

    known = _known_beside(release, holdings)
    sources = known.sources.items()
    months = {month for (_, month), one in sources if month in release.months and _closed(month, release, one)}
    closed = [within(sorted(months)), pl.col("region").is_in(release.regions)]
    changed = differing(side_by_side(known.rows.filter(*closed), rows.filter(*closed)))
    if not changed.height or _totals_moved(rows, known).filter(*closed).height:
        return ()
    cells = "1 cell" if changed.height == 1 else f"{changed.height:,} cells"
    largest = "; ".join(map(str, revisions(changed.head(SHOWN))))
    return (f"Other labels than on hand in {cells} of closed years, under the same totals; the largest: {largest}.",)


def _known_beside(release: Release, holdings: Holdings) -> Known:
    return holdings.remembered(("known beside", release.sha256), lambda: _known(release, holdings))


def _known(release: Release, holdings: Holdings) -> Known:
    import polars as pl

    sources: dict[tuple[str, Month], Release] = {}
    parts: list[pl.DataFrame] = []
    for region in release.regions:
        newest: dict[Month, Release] = {}
        for one in holdings.releases:
            comparable = one.dataset == release.dataset and one.sha256 != release.sha256 and not one.incomplete
            if comparable and region in one.regions:
                newest.update(dict.fromkeys(one.months, one))
        if newest:
            parts.append(holdings.read(release.dataset, newest).filter(pl.col("region") == region))
            sources |= {(region, month): one for month, one in newest.items()}
    nothing = pl.DataFrame(schema={"month": pl.Date, **dict.fromkeys(DIMENSIONS, pl.String), "count": pl.Int64})
    return Known(pl.concat(parts) if parts else nothing, sources)


def _gaps(release: Release) -> Iterable[str]:
    lacking = [month for month in Period(release.months[0], release.months[-1]) if month not in release.months]
    if lacking:
        yield f"it has no month {runs(lacking)}, which lie inside its own range"


def _unlike_its_name(release: Release) -> Iterable[str]:
    """Whether the fiscal years and the month that a file's name states are those of its content."""
    named = link_of(release.file)
    if named is None:
        return
    stated = Period(Month(named.first_year - 1, 10), named.data_through)
    lacking = [month for month in stated if month not in release.months]
    beyond = [month for month in release.months if month not in stated]
    if lacking:
        yield f"its name says {stated.first} to {stated.last}, and it lacks {runs(lacking)}"
    if beyond:
        yield f"its name says {stated.first} to {stated.last}, and it has {runs(beyond)}"


def _absent(release: Release, rows: pl.DataFrame, known: Known) -> Iterable[str]:
    on_hand = sorted({month for _, month in known.sources})
    common = [month for month in on_hand if month in release.months]
    alike = common or sorted(on_hand, key=lambda month: abs(month.ordinal - release.data_through.ordinal))[:NEAREST]
    for dimension in WHOLE:
        if dimension not in DATASETS[release.dataset].dimensions:
            continue
        usual = set(known.rows.filter(within(alike))[dimension].unique()) & set(CATEGORIES[dimension])
        absent = sorted(label(dimension, code) for code in usual - set(rows[dimension].unique()))
        if absent:
            yield f"it has no {dimension} {', '.join(absent)}, which other releases have in {runs(alike)}"


def _moved(release: Release, rows: pl.DataFrame, known: Known) -> Iterable[str]:
    """Months whose total in a region is not what it was: of closed years by anything, of open ones beyond the bound."""
    closed: list[str] = []
    far: list[str] = []
    for row in _totals_moved(rows, known).iter_rows(named=True):
        month = Month.of(row["month"])
        source = known.sources[row["region"], month]
        told = f"{month} ({row['region']}) {row['after']:,}, in {source.file} {row['before']:,}"
        if _closed(month, release, source):
            closed.append(told)
        elif abs(row["change"]) > max(FREE, OPEN_BOUND * row["before"]):
            far.append(told)
    if closed:
        yield f"it moves totals of closed fiscal years, which CBP has never done: {_some(closed)}"
    if far:
        yield f"it moves totals of an open year by more than {OPEN_BOUND:.0%}: {_some(far)}"


def _totals_moved(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Months and regions that both have, with another total, in order."""
    import polars as pl

    key = ["month", "region"]
    totals = [frame.group_by(key).agg(pl.col("count").sum()) for frame in (known.rows, rows)]
    both = side_by_side(totals[0], totals[1], key)
    common = pl.col("month").is_in(rows["month"].unique().implode())
    return differing(both.filter(common, pl.col("before") > 0), key).sort(key)


def _closed(month: Month, *releases: Release) -> bool:
    """Whether every release came out when the month's fiscal year was over."""
    return all(release.data_through >= Month(month.fiscal_year, 9) for release in releases)


def _some(told: list[str]) -> str:
    more = f"; and {len(told) - SHOWN} more months" if len(told) > SHOWN else ""
    return f"{'; '.join(told[:SHOWN])}{more}"

"""How published counts moved from release to release."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from encounters.cbp.datasets import DATASETS, Dataset
from encounters.errors import CannotAnswer, MissingMonths, UsageError
from encounters.figures.question import Question, command
from encounters.periods import Month, Period
from encounters.results import Column, Release, Row, Scope, Selection, Table, Used
from encounters.store.coverage import Need, runs
from encounters.store.holdings import Holdings
from encounters.store.selection import condition
from encounters.tables.published import COLUMNS as PUBLISHED
from encounters.tables.published import published_cells

if TYPE_CHECKING:
    import polars as pl

MOVED = (Column("change", "Change", "change"), Column("percent_change", "Percent", "percent"))


def revisions(
    holdings: Holdings, selection: Selection, of_period: bool, cells: bool = False, top: int | None = None
) -> Table:
    """The history of a period's count, or without one what the newest release changed; `cells` is cell by cell.

    Raises UsageError, MissingMonths or CannotAnswer.
    """
    if of_period and not cells:
        if top is not None:
            raise UsageError("--top goes with --cells.", "The history of one count is shown whole.")
        return history(holdings, selection)
    from encounters.tables.revised import changed_cells, newest

    return changed_cells(holdings, selection, of_period, top) if cells else newest(holdings, selection, top)


def history(holdings: Holdings, selection: Selection) -> Table:
    """The count of a period in every release that covers all of it, oldest first.

    Rows: dataset, release, published, data_through, encounters, change and percent_change since the row before,
    sha256. Raises MissingMonths when no release covers the period.
    """
    releases = covering(holdings, selection)
    rows: list[Row] = []
    before: int | None = None
    for release in releases:
        count = int(counts(holdings, release, selection, selection.period)["count"].sum())
        rows.append(_row(release, count, before))
        before = count
    columns = (
        *PUBLISHED,
        Column("release", "Release", key=True),
        Column("dataset", "Dataset"),
        Column("data_through", "Data through"),
        Column("encounters", "Encounters", "count", key=True),
        *MOVED,
        Column("sha256", "SHA-256", shown=False),
    )
    first, last = rows[0]["encounters"], rows[-1]["encounters"]
    moved_by = f", {last - first:+,} from the first" if last != first else ""
    title = f"{selection.period.label()} in {len(rows)} release{'s' * (len(rows) > 1)}{moved_by}"
    ends = dict.fromkeys((releases[-1], releases[0]))  # the rows name the others
    used = tuple(Used(release, tuple(selection.period)) for release in ends)
    scope = Scope(selection, used, command(["revisions"], Question(selection)))
    return Table("revisions", title, columns, rows, scope, x="published", y="encounters")


def _row(release: Release, count: int, before: int | None) -> Row:
    return {
        **published_cells(release.published),
        "release": release.file,
        "dataset": release.dataset,
        "data_through": str(release.data_through),
        "encounters": count,
        **moved(count, before),
        "sha256": release.sha256,
    }


def moved(after: int, before: int | None) -> Row:
    """How much a count moved, as cells of a row; nothing where there is no count before."""
    change = None if before is None else after - before
    return {"change": change, "percent_change": change / before if change is not None and before else None}


def able(selection: Selection) -> list[Dataset]:
    """The datasets whose layout has what a selection asks for, the coarsest first."""
    need = Need.of([selection])
    found = [dataset for dataset in DATASETS.values() if need.met_by(dataset)]
    if not found:
        raise CannotAnswer("None of CBP's datasets has these dimensions together.", "encounters explain lists them.")
    return found


def published_by(holdings: Holdings, selection: Selection, dataset: Dataset) -> list[Release]:
    """A dataset's releases with the regions asked for, published by the date asked for, oldest first."""
    regions, as_of = Need.of([selection]).regions, selection.as_of
    return [
        release
        for release in holdings.releases
        if release.dataset == dataset.name
        and regions <= set(release.regions)
        and (as_of is None or release.published.day <= as_of)
    ]


def covering(holdings: Holdings, selection: Selection, datasets: Sequence[Dataset] | None = None) -> list[Release]:
    """The releases that cover all of a selection's period, oldest first. Raises MissingMonths when there is none."""
    period = selection.period
    every = [
        release
        for dataset in datasets or able(selection)
        for release in published_by(holdings, selection, dataset)
        if set(period) <= set(release.months)
    ]
    if not every:
        by_date = f" published by {selection.as_of}" if selection.as_of else ""
        raise MissingMonths(
            f"No single release on hand{by_date} covers all of {period.label()}.",
            "Ask for fewer months, or see which releases there are: encounters status",
        )
    return [release for release in holdings.releases if release in every]


def counts(
    holdings: Holdings, release: Release, selection: Selection, months: Period | Sequence[Month]
) -> pl.DataFrame:
    """The tidy rows of one release in some months that a selection's filters keep."""
    import polars as pl

    wanted = pl.col("month").is_in([month.first_day for month in months])
    filters = condition(selection, DATASETS[release.dataset])
    return holdings.release_rows(release).filter(wanted, *filters).collect()


def pairs(releases: Sequence[Release]) -> list[tuple[Release, Release]]:
    """Each release with the one before it."""
    return list(pairwise(releases))


def told_months(months: Sequence[Month], what: str) -> str:
    """Months in words, for a note."""
    return f"{len(months)} month{'s' * (len(months) != 1)} {what}: {runs(months)}."

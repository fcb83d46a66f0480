"""How published counts moved from release to release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.cbp.datasets import Dataset
from encounters.errors import CannotAnswer, MissingMonths, UsageError, several
from encounters.figures.question import Question, command
from encounters.names import DIMENSIONS
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Column, Scope, Selection, Table, Used, filled, heading_of
from encounters.store.coverage import Need, able, releases_with, runs
from encounters.store.difference import differing, side_by_side, within
from encounters.store.holdings import Holdings
from encounters.store.selection import condition
from encounters.tables.published import published

if TYPE_CHECKING:
    import polars as pl

NEW, REVISED = "new", "revised"


class Count(Struct, frozen=True):
    """A count as a release has it, and as the one before had it: of the period, of a month or of a cell."""

    release: Release
    before: int | None
    after: int
    month: Month | None = None
    cell: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def change(self) -> int | None:
        """How much it moved; nothing where there is no count before."""
        return None if self.before is None else self.after - self.before

    @property
    def percent(self) -> float | None:
        """The same as a part of the count before."""
        return self.change / self.before if self.change is not None and self.before else None


def _category(name: str) -> Column:
    return Column(name, heading_of(name), fill=lambda one: one.cell[name])


MONTH = Column("month", "Month", "month", lambda one: str(one.month), key=True)
MOVED = (
    Column("change", "Change", "change", lambda one: one.change),
    Column("percent_change", "Percent", "percent", lambda one: one.percent),
)
SIDES = (
    Column("before", "Before", "count", lambda one: one.before),
    Column("after", "After", "count", lambda one: one.after, key=True),
)
PUBLISHED = published(lambda one: one.release.published)
HISTORY = (
    *PUBLISHED,
    Column("release", "Release", fill=lambda one: one.release.file, spare=True),
    Column("dataset", "Dataset", fill=lambda one: one.release.dataset, spare=True),
    Column("data_through", "Data through", fill=lambda one: str(one.release.data_through), spare=True),
    Column("encounters", "Encounters", "count", lambda one: one.after, key=True),
    *MOVED,
    Column("sha256", "SHA-256", fill=lambda one: one.release.sha256, shown=False),
)
MONTHS = (
    MONTH,
    Column("status", "Status", fill=lambda one: NEW if one.before is None else REVISED),
    *SIDES,
    *MOVED,
)
CELLS = (
    *PUBLISHED,
    Column("release", "Release", fill=lambda one: one.release.file, shown=False),
    MONTH,
    *map(_category, DIMENSIONS),
    *SIDES,
    *MOVED,
)
Step = tuple[Release, Release]
"""A release and the one published after it."""


def revisions(
    holdings: Holdings, selection: Selection, of_period: bool, cells: bool = False, top: int | None = None
) -> Table:
    """The history of a period's count, or without one what the newest release changed; `cells` is cell by cell.

    Raises UsageError, MissingMonths or CannotAnswer.
    """
    if of_period and not cells:
        if top is not None:
            raise UsageError("`top` goes with `cells`.", "The history of one count is shown whole.")
        return history(holdings, selection)
    if not cells:
        return newest(holdings, selection, top)
    if of_period:
        return cells_of_period(holdings, selection, top)
    return cells_of_newest(holdings, selection, top)


def history(holdings: Holdings, selection: Selection) -> Table:
    """The count of a period in every release that covers all of it, oldest first.

    The columns are `HISTORY`; a change is one since the row before. Raises MissingMonths when none covers it.
    """
    releases = _covering(holdings, selection)
    months = list(selection.period)
    counts = [int(_counts(holdings, release, selection, months)["count"].sum()) for release in releases]
    moved_by = f", {counts[-1] - counts[0]:+,} from the first" if counts[-1] != counts[0] else ""
    title = f"Encounters of {selection.period.label()} in {several(len(counts), 'release')}{moved_by}"
    ends = tuple(dict.fromkeys((releases[-1], releases[0])))  # the rows name the others
    scope = _scope(selection, ends, command(["revisions"], Question(selection)))
    rows = filled(HISTORY, map(Count, releases, [None, *counts], counts))
    return Table("revisions", title, HISTORY, rows, scope, x="published_label", y="change")


def newest(holdings: Holdings, selection: Selection, top: int | None = None) -> Table:
    """The newest release against the one before it: revised months, the largest change first, then new ones.

    The columns are `MONTHS`; a status is `revised` or `new`. Raises CannotAnswer without two releases to compare.
    """
    older, newer = _newest_step(holdings, selection)
    common, new = _common(older, newer), [month for month in newer.months if month not in older.months]
    before, after = (_by_month(holdings, each, selection) for each in (older, newer))
    both = side_by_side(before.filter(within(common)), after.filter(within(common)), ["month"])
    changed = differing(both, ["month"]).select("month", "before", "after").iter_rows()
    revised = {Month.of(day): Count(newer, was, now, Month.of(day)) for day, was, now in changed}
    counts = {Month.of(day): count for day, count in after.iter_rows()}
    found = [*revised.values(), *(Count(newer, None, counts.get(month, 0), month) for month in new)]
    notes = [
        *_told([month for month in common if month not in revised], "unchanged"),
        *_told([month for month in older.months if month not in newer.months], "only in the older release"),
    ]
    title = f"Changes from {older.file} to {newer.file}: {len(revised)} months revised, {len(new)} new"
    table = _table(title, MONTHS, found, _scope_of_all(selection, (newer, older)), top)
    return replace(table, notes=(*notes, *table.notes))


def cells_of_newest(holdings: Holdings, selection: Selection, top: int | None) -> Table:
    """Every cell that the newest release changed on the one before it, the largest change first.

    The columns are `CELLS`. Raises CannotAnswer.
    """
    older, newer = _newest_step(holdings, selection)
    found = _moved(holdings, (older, newer), selection, _common(older, newer))
    return _cells(f"by {newer.file}", found, _scope_of_all(selection, (newer, older)), top)


def cells_of_period(holdings: Holdings, selection: Selection, top: int | None) -> Table:
    """Every cell of a period that changed through the releases that cover it, the largest change first.

    The columns are `CELLS`. Raises MissingMonths or CannotAnswer.
    """
    datasets = able(Need.of([selection]))
    has_two = (each for each in datasets if len(_whole(holdings, each, selection)) > 1)
    steps = list(pairwise(_covering(holdings, selection, [next(has_two, datasets[0])])))
    found = [one for step in steps for one in _moved(holdings, step, selection, list(selection.period))]
    used = tuple(dict.fromkeys(release for step in reversed(steps) for release in reversed(step)))
    words = ["revisions", "--cells", *(["--top", str(top)] if top else [])]
    scope = _scope(selection, used, command(words, Question(selection)))
    return _cells(f"of {selection.period.label()} from release to release", found, scope, top)


def _cells(about: str, found: Sequence[Count], scope: Scope, top: int | None) -> Table:
    ordered = sorted(found, key=lambda one: -abs(one.change or 0))
    shown = {name for name in DIMENSIONS if any(one.cell[name] is not None for one in found)}
    columns = tuple(
        replace(column, shown=column.name in shown) if column.name in DIMENSIONS else column for column in CELLS
    )
    cells = several(len(found), "cell")
    return _table(f"Changes {about}: {cells} of encounters", columns, ordered, scope, top)


def _covering(holdings: Holdings, selection: Selection, datasets: Sequence[Dataset] | None = None) -> list[Release]:
    """The releases that cover all of a selection's period, oldest first. Raises MissingMonths when there is none."""
    datasets = datasets or able(Need.of([selection]))
    every = {release for dataset in datasets for release in _whole(holdings, dataset, selection)}
    if not every:
        by_date = f" published by {selection.as_of}" if selection.as_of else ""
        raise MissingMonths(
            f"No single release on hand{by_date} covers all of {selection.period.label()}.",
            "Ask for fewer months, or see which releases there are: encounters status",
        )
    return [release for release in holdings.releases if release in every]


def _whole(holdings: Holdings, dataset: Dataset, selection: Selection) -> list[Release]:
    """A dataset's releases that cover all of a selection's period."""
    found = releases_with(holdings, dataset, Need.of([selection]))
    return [release for release in found if set(selection.period) <= set(release.months)]


def _newest_step(holdings: Holdings, selection: Selection) -> Step:
    """The newest release of the coarsest dataset that has two, and the one before it. Raises CannotAnswer."""
    need = Need.of([selection])
    for dataset in able(need):
        found = releases_with(holdings, dataset, need)
        if len(found) > 1:
            return found[-2], found[-1]
    raise CannotAnswer("There are no two releases on hand to compare.", "encounters status lists the releases.")


def _common(older: Release, newer: Release) -> list[Month]:
    return [month for month in newer.months if month in older.months]


def _counts(holdings: Holdings, release: Release, selection: Selection, months: Sequence[Month]) -> pl.DataFrame:
    """The tidy rows of one release in some months that a selection's filters keep."""
    filters = condition(selection)
    return holdings.release_rows(release).filter(within(months), *filters).collect()


def _by_month(holdings: Holdings, release: Release, selection: Selection) -> pl.DataFrame:
    import polars as pl

    return _counts(holdings, release, selection, release.months).group_by("month").agg(pl.col("count").sum())


def _moved(holdings: Holdings, step: Step, selection: Selection, months: Sequence[Month]) -> list[Count]:
    """The cells that differ between two releases."""
    before, after = (_counts(holdings, release, selection, months) for release in step)
    rows = differing(side_by_side(before, after)).iter_rows(named=True)
    return [Count(step[1], row["before"], row["after"], Month.of(row["month"]), row) for row in rows]


def _told(months: Sequence[Month], what: str) -> list[str]:
    return [f"{several(len(months), 'month')} {what}: {runs(months)}."] if months else []


def _scope(selection: Selection, releases: Sequence[Release], line: str | None = None) -> Scope:
    used = tuple(Used(release, tuple(m for m in release.months if m in selection.period)) for release in releases)
    return Scope(selection, used, line)


def _scope_of_all(selection: Selection, releases: Sequence[Release]) -> Scope:
    """The scope of all months of the first release."""
    first = releases[0]
    return _scope(replace(selection, period=Period(first.months[0], first.data_through)), releases)


def _table(title: str, columns: tuple[Column, ...], found: Sequence[Count], scope: Scope, top: int | None) -> Table:
    cut = top is not None and top < len(found)
    notes = (f"The {top} largest of {len(found):,} are shown.",) if cut else ()
    cells = tuple(column.name for column in columns if column.shown and column.name in ("published_label", *DIMENSIONS))
    rows = filled(columns, found[:top])
    return Table("revisions", title, columns, rows, scope, notes, x="month", y="change", lines=cells)

"""What a release changed on the one before it: month by month, or cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from encounters.errors import CannotAnswer
from encounters.figures.question import Question, command
from encounters.names import DIMENSIONS
from encounters.periods import Month, Period
from encounters.results import Column, Release, Row, Scope, Selection, Table, Used
from encounters.store.holdings import Holdings
from encounters.tables.published import COLUMNS as PUBLISHED
from encounters.tables.published import published_cells
from encounters.tables.revisions import MOVED, able, counts, covering, moved, pairs, published_by, told_months

if TYPE_CHECKING:
    import polars as pl

NEW, REVISED = "new", "revised"
SIDES = (Column("before", "Before", "count"), Column("after", "After", "count", key=True))


def newest(holdings: Holdings, selection: Selection, top: int | None = None) -> Table:
    """The newest release against the one before it: revised months, the largest change first, then new ones.

    Rows: month, status (`revised` or `new`), before, after, change, percent_change. Raises CannotAnswer when there are
    no two releases to compare.
    """
    older, newer = newest_pair(holdings, selection)
    before, after = (_by_month(holdings, release, selection) for release in (older, newer))
    common = [month for month in newer.months if month in older.months]
    changed = sorted((m for m in common if after[m] != before[m]), key=lambda m: -abs(after[m] - before[m]))
    new = [month for month in newer.months if month not in older.months]
    rows = [_month_row(month, REVISED, before[month], after[month]) for month in changed]
    rows += [_month_row(month, NEW, None, after[month]) for month in new]
    same = [month for month in common if month not in changed]
    dropped = [month for month in older.months if month not in newer.months]
    notes = [told_months(same, "unchanged")] if same else []
    notes += [told_months(dropped, "only in the older release")] if dropped else []
    columns = (Column("month", "Month", "month", key=True), Column("status", "Status"), *SIDES, *MOVED)
    title = f"{newer.file} against {older.file}: {len(changed)} months revised, {len(new)} new"
    return _table(title, columns, rows, selection, (newer, older), [], notes, top)


def changed_cells(holdings: Holdings, selection: Selection, of_period: bool, top: int | None = None) -> Table:
    """Every cell that a release changed on the one before it, the largest change first.

    With a period, through all releases that cover it; without, in the newest release. Rows: published, release, month,
    the dimensions (codes), before, after, change, percent_change. Raises MissingMonths or CannotAnswer.
    """
    if of_period:
        dataset = next((each for each in able(selection) if _has_two(holdings, selection, each)), able(selection)[0])
        steps = pairs(covering(holdings, selection, [dataset]))
    else:
        steps = [newest_pair(holdings, selection)]
    rows = [row for older, newer in steps for row in _cell_rows(holdings, older, newer, selection, of_period)]
    rows.sort(key=lambda row: -abs(row["change"]))
    shown = {name for name in DIMENSIONS if any(row[name] is not None for row in rows)}
    columns = (
        *PUBLISHED,
        Column("release", "Release", shown=False),
        Column("month", "Month", "month", key=True),
        *(Column(name, name.capitalize(), shown=name in shown) for name in DIMENSIONS),
        *SIDES,
        *MOVED,
    )
    period = selection.period.label() if of_period else steps[0][1].file
    title = f"{period}: {len(rows):,} cells changed"
    used = tuple(dict.fromkeys(release for step in reversed(steps) for release in reversed(step)))
    words = ["--cells", *(["--top", str(top)] if top else [])]
    return _table(title, columns, rows, selection, used, words, [], top, of_period)


def newest_pair(holdings: Holdings, selection: Selection) -> tuple[Release, Release]:
    """The newest release of the coarsest dataset that has two, and the one before it. Raises CannotAnswer."""
    for dataset in able(selection):
        found = published_by(holdings, selection, dataset)
        if len(found) > 1:
            return found[-2], found[-1]
    raise CannotAnswer("There are no two releases on hand to compare.", "encounters status lists the releases.")


def _has_two(holdings: Holdings, selection: Selection, dataset: object) -> bool:
    months = set(selection.period)
    found = published_by(holdings, selection, dataset)  # type: ignore[arg-type]
    return sum(months <= set(release.months) for release in found) > 1


def _by_month(holdings: Holdings, release: Release, selection: Selection) -> dict[Month, int]:
    import polars as pl

    rows = counts(holdings, release, selection, release.months).group_by("month").agg(pl.col("count").sum())
    found = {Month.of(day): count for day, count in rows.iter_rows()}
    return {month: found.get(month, 0) for month in release.months}


def _month_row(month: Month, status: str, before: int | None, after: int) -> Row:
    return {"month": str(month), "status": status, "before": before, "after": after, **moved(after, before)}


def _cell_rows(holdings: Holdings, older: Release, newer: Release, selection: Selection, of_period: bool) -> list[Row]:
    months = [month for month in newer.months if month in older.months]
    if of_period:
        months = [month for month in months if month in selection.period]
    both = _joined(*(counts(holdings, release, selection, months) for release in (older, newer)))
    return [
        {
            **published_cells(newer.published),
            "release": newer.file,
            "month": f"{row['month']:%Y-%m}",
            **{name: row[name] for name in DIMENSIONS},
            "before": row["before"],
            "after": row["count"],
            **moved(row["count"], row["before"]),
        }
        for row in both.iter_rows(named=True)
    ]


def _joined(older: pl.DataFrame, newer: pl.DataFrame) -> pl.DataFrame:
    """The cells that differ, with both counts; a cell that one lacks is zero there."""
    import polars as pl

    keys = ["month", *DIMENSIONS]
    both = newer.join(older.rename({"count": "before"}), on=keys, how="full", nulls_equal=True, coalesce=True)
    return (
        both.with_columns(pl.col("count", "before").fill_null(0)).filter(pl.col("count") != pl.col("before")).sort(keys)
    )


def _table(
    title: str,
    columns: tuple[Column, ...],
    rows: list[Row],
    selection: Selection,
    used: Sequence[Release],
    words: list[str],
    notes: list[str],
    top: int | None,
    of_period: bool = False,
) -> Table:
    if top is not None and top < len(rows):
        notes = [*notes, f"The {top} largest of {len(rows):,} are shown."]
        rows = rows[:top]
    selection = selection if of_period else replace(selection, period=Period(used[0].months[0], used[0].data_through))
    line = command(["revisions", *words], Question(selection)) if of_period else None
    releases = tuple(Used(release, tuple(m for m in release.months if m in selection.period)) for release in used)
    return Table(
        "revisions", title, columns, rows, Scope(selection, releases, line), tuple(notes), x="month", y="after"
    )

"""A period's encounters split by one dimension or more."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from encounters.errors import UsageError
from encounters.figures.measure import measure_by
from encounters.figures.question import Question, command
from encounters.results import Column, Scope, Selection, Table, and_list, filled
from encounters.store.coverage import GROUP, Need, covered
from encounters.store.holdings import Holdings
from encounters.store.selection import Group
from encounters.tables.months import ALONE, LARGEST_FIRST, Order, group_columns, is_rest, monthly, ordered


class Part(Struct, frozen=True):
    """A category with its count, its share and its months; what is no category of its own has no rank."""

    group: Group
    encounters: int
    share: float | None
    trend: Sequence[int]
    per_day: float
    rank: int | None = None


def columns(by: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a split by dimensions."""
    return (
        Column("rank", "#", "count", lambda part: part.rank, spare=True),
        *group_columns(by),
        Column("encounters", "Encounters", "count", lambda part: part.encounters, key=True),
        Column("share", "Share", "share", lambda part: part.share),
        Column("per_day", "Per day", "average", lambda part: part.per_day, spare=True),
        # One month is no trend.
        Column("trend", "By month", "counts", lambda part: list(part.trend) if len(part.trend) > 1 else None),
    )


def breakdown(
    holdings: Holdings,
    selection: Selection,
    by: Sequence[str],
    order: Order = LARGEST_FIRST,
) -> Table:
    """Encounters and share by category, in their order: `columns(by)`.

    Where no release on hand names countries for the period, `citizenship` gives the five groups and says so. OTHER is
    no nationality: it stands last, without a rank, and is none of the largest. The parts are added up and told beside
    the total. Raises UsageError, MissingMonths, CannotAnswer.
    """
    if not by:
        raise UsageError("There is nothing to split by.", "Example: encounters breakdown --by citizenship --year 2021")
    by, notes = _available(holdings, selection, by)
    split = measure_by(holdings, "share", Question(selection, whole=selection, by=tuple(by)))
    months, _ = monthly(holdings, selection, by)
    groups = [tuple(row[name] for name in by) for row in split.rows]
    counted = {group: int(row["part"]) for group, row in zip(groups, split.rows, strict=True)}
    shown, cut = ordered(counted, by, order)
    ranks = {group: place for place, group in enumerate((each for each in groups if not is_rest(by, each)), 1)}
    days = selection.period.days
    parts = {
        group: Part(group, row["part"], row["share"], months.get(group, ()), row["part"] / days, ranks.get(group))
        for group, row in zip(groups, split.rows, strict=True)
    }
    notes += (_told(parts.values(), split.rows[0]["whole"] if split.rows else 0),)
    notes += (*([ALONE] if len(ranks) < len(parts) else []), *cut)
    rows = filled(columns(by), [parts[group] for group in shown])
    line = command(["breakdown"], Question(selection, by=tuple(by)))
    scope = Scope(selection, split.scope.used if split.scope else (), line).asked_with(*order.options())
    title = f"CBP encounters by {and_list(by)}, {selection.period.label()}"
    others = tuple(f"{name}_label" for name in by[:-1]) or None
    return Table("breakdown", title, columns(by), rows, scope, notes, x=f"{by[-1]}_label", y="encounters", lines=others)


def _told(parts: Collection[Part], whole: int) -> str:
    added = sum(part.encounters for part in parts)
    agree = "the total" if added == whole else f"not the total, {whole:,}"
    added_up = "1 part adds" if len(parts) == 1 else f"{len(parts)} parts add"
    return f"{added_up} up to {added:,}, {agree}."


def _available(holdings: Holdings, selection: Selection, by: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The dimensions asked for, with the five groups in place of countries where no release names countries."""
    if "citizenship" not in by:
        return list(by), ()
    months = covered(holdings, Need.of([selection], by))
    if all(month in months for month in selection.period):
        return list(by), ()
    note = "No release on hand names countries for all of this period: the five citizenship groups are shown."
    return [GROUP if name == "citizenship" else name for name in by], (note,)

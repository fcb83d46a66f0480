"""A period's encounters split by one dimension or more."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from encounters.errors import UnknownName, UsageError
from encounters.figures.measure import measure_by
from encounters.figures.question import Question, command
from encounters.results import Column, Scope, Selection, Table, and_list, filled
from encounters.store.coverage import GROUP, Need, covered
from encounters.store.holdings import Holdings
from encounters.store.selection import Group
from encounters.tables.months import group_columns, is_rest, monthly

SORTS = ("encounters", "name")
REST = "Other is every nationality without a row of its own and no nationality: it stands last and is not ranked."


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
    top: int | None = None,
    sort: str = "encounters",
) -> Table:
    """Encounters and share by category, largest first or by `name`: `columns(by)`.

    Where no release on hand names countries for the period, `citizenship` gives the five groups and says so. OTHER is
    no nationality: it stands last, without a rank, and does not count among the `top`. The parts are added up and told
    beside the total. Raises UsageError, MissingMonths, CannotAnswer.
    """
    if not by:
        raise UsageError("There is nothing to split by.", "Example: encounters breakdown --by citizenship --year 2021")
    if sort.casefold() not in SORTS:
        raise UnknownName("order", sort, SORTS)
    by, notes = _available(holdings, selection, by)
    split = measure_by(holdings, "share", Question(selection, whole=selection, by=tuple(by)))
    months, _ = monthly(holdings, selection, by)
    groups = [tuple(row[name] for name in by) for row in split.rows]
    parts = [
        Part(group, row["part"], row["share"], months.get(group, ()), row["part"] / selection.period.days)
        for group, row in zip(groups, split.rows, strict=True)
    ]
    ranked, rest = _ranked(parts, by)
    notes += (_told(parts, split.rows[0]["whole"] if split.rows else 0), *([REST] if rest else []))
    if top is not None and top < len(ranked):
        kept = sum(part.encounters for part in ranked[:top])
        notes += (f"The {top} largest of {len(ranked)} are shown: {kept:,} of {sum(p.encounters for p in parts):,}.",)
        ranked = ranked[:top]
    rows = filled(columns(by), [*ranked, *rest])
    if sort.casefold() == "name":
        rows.sort(key=lambda row: (row["rank"] is None, [row[f"{name}_label"] for name in by]))
    line = command(["breakdown"], Question(selection, by=tuple(by)))
    options = [
        *(["--top", str(top)] if top is not None else []),
        *(["--sort", "name"] if sort.casefold() == "name" else []),
    ]
    scope = Scope(selection, split.scope.used if split.scope else (), line).asked_with(*options)
    title = f"CBP encounters by {and_list(by)}, {selection.period.label()}"
    others = tuple(f"{name}_label" for name in by[:-1]) or None
    return Table("breakdown", title, columns(by), rows, scope, notes, x=f"{by[-1]}_label", y="encounters", lines=others)


def _ranked(parts: Sequence[Part], by: Sequence[str]) -> tuple[list[Part], list[Part]]:
    """The categories with their ranks, and what is none of its own."""
    named = [part for part in parts if not is_rest(by, part.group)]
    rest = [part for part in parts if is_rest(by, part.group)]
    return [replace(part, rank=place) for place, part in enumerate(named, 1)], rest


def _told(parts: Sequence[Part], whole: int) -> str:
    added = sum(part.encounters for part in parts)
    agree = "the total" if added == whole else f"not the total, {whole:,}"
    return f"{len(parts)} parts add up to {added:,}, {agree}."


def _available(holdings: Holdings, selection: Selection, by: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The dimensions asked for, with the five groups in place of countries where no release names countries."""
    if "citizenship" not in by:
        return list(by), ()
    months = covered(holdings, Need.of([selection], by))
    if all(month in months for month in selection.period):
        return list(by), ()
    note = "No release on hand names countries for all of this period: the five citizenship groups are shown."
    return [GROUP if name == "citizenship" else name for name in by], (note,)

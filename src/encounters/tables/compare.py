"""Several periods beside each other, whole or category by category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.figures.measure import measure_by
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Column, Row, Scope, Table, and_list, filled
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, merged
from encounters.tables.months import LARGEST_FIRST, Order, group_columns, ordered

FIGURES = ("change", "percent-change", "multiple")


class Compared(Struct, frozen=True):
    """A period's count, of a category or of all, and how it stands against another period where it is compared."""

    period: Period
    group: Group
    encounters: int
    before: Period | None = None
    found: Row = field(default_factory=dict)


def columns(by: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a comparison, by the dimensions asked for."""
    return (
        Column("period", "Period", fill=lambda row: str(row.period), shown=False),
        Column("label", "Period", fill=lambda row: row.period.label(), key=True),
        *group_columns(by),
        Column("encounters", "Encounters", "count", lambda row: row.encounters, key=True),
        Column("change_from", "From", fill=lambda row: str(row.before) if row.before else None, shown=False),
        Column("change_to", "To", fill=lambda row: str(row.period) if row.before else None, shown=False),
        Column("against", "Against", fill=lambda row: row.before.label() if row.before else None, key=True),
        Column("change", "Change", "change", lambda row: row.found.get("change")),
        Column("percent_change", "Percent", "percent", lambda row: row.found.get("percent-change")),
        Column("multiple", "Times as many", "ratio", lambda row: row.found.get("multiple")),
        Column("months", "Months", "count", lambda row: len(row.period), spare=True),
        Column("days", "Days", "days", lambda row: row.period.days, spare=True),
        Column("per_day", "Per day", "average", lambda row: row.encounters / row.period.days, spare=True),
    )


def compare(holdings: Holdings, question: Question, periods: Sequence[Period], order: Order = LARGEST_FIRST) -> Table:
    """The first period against each of the others, then the counts of these, whole or by category: `columns(by)`,
    from CBP's releases or the question's series.

    A change stands on the row of the period that changed, `change_to`, and says since which, `change_from`. Raises
    UsageError, MissingMonths.
    """
    if len(periods) < 2:
        raise UsageError("There is nothing to compare.", _several(periods))
    order.refuse_without(question.by)
    first, *rest = periods
    asked, by = question.during(first), question.by
    found: dict[Period, dict[Group, Row]] = {}
    scopes: list[Scope] = []
    told: dict[str, None] = {}
    for period in rest:
        found[period], tables = _against(holdings, asked, period)
        scopes += [table.scope for table in tables if table.scope]
        told |= dict.fromkeys(note for table in tables for note in table.notes)
    used = [use for scope in scopes for use in scope.used]
    notes = () if len({len(period) for period in periods}) == 1 else ("The periods have different numbers of months.",)
    split = f" by {and_list(by)}" if by else ""
    title = f"Encounters{split}, {first.label()} compared with {and_list([period.label() for period in rest])}"
    now = {group: int(row["now"]) for one in found.values() for group, row in one.items()}
    shown, cut = ordered({group: now[group] for group in sorted(now, key=str)}, by, order)
    rows = filled(columns(by), _rows(first, {group: now[group] for group in shown}, found))
    line = command(["compare", *map(str, periods)], asked, period=False)
    scope = replace(scopes[0], used=merged(used), command=line, against=None, further=tuple(rest))
    scope = scope.asked_with(*order.options())
    lines = tuple(f"{name}_label" for name in by) or None
    return Table(
        "compare", title, columns(by), rows, scope, (*told, *notes, *cut), x="label", y="encounters", lines=lines
    )


def _against(holdings: Holdings, asked: Question, period: Period) -> tuple[dict[Group, Row], list[Table]]:
    """How each category of the first period stands against another period."""
    found: dict[Group, Row] = {}
    tables = [measure_by(holdings, name, replace(asked, against=period)) for name in FIGURES]
    for table in tables:
        for row in table.rows:
            found.setdefault(tuple(row[name] for name in asked.by), {}).update(row)
    return found, tables


def _rows(first: Period, now: Mapping[Group, int], found: Mapping[Period, Mapping[Group, Row]]) -> Iterator[Compared]:
    """By category in their order: the first period against each of the others, then these."""
    for group in now:
        rows = {period: one.get(group, {}) for period, one in found.items()}
        for period, row in rows.items():
            yield Compared(first, group, now[group], period, row)
        for period, row in rows.items():
            yield Compared(period, group, row.get("before", 0))


def _several(periods: Sequence[Period]) -> str:
    """How to name more than one period, where the one named has several years."""
    years = [year for period in periods for year in period.fiscal_years() if year.is_fiscal_year]
    if len(years) > 1:
        return f"Name each: encounters compare {' '.join(map(str, reversed(years)))}"
    return "Name two periods or more: encounters compare FY2021 FY2020"

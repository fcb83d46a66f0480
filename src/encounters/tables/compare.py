"""Several periods beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.errors import UsageError
from encounters.figures.measure import measure_all, merged
from encounters.figures.question import Question, options
from encounters.periods import Period
from encounters.results import Column, Row, Scope, Selection, Table, Used
from encounters.store.holdings import Holdings

FIGURES = ("change", "percent-change", "multiple")


def compare(holdings: Holdings, selection: Selection, periods: Sequence[Period]) -> Table:
    """The total of each period, and how the first one stands against each of the others.

    Rows: period, label, encounters, months, days, and for all but the first change, percent_change and multiple: those
    of the first period against this one, as `measure multiple --against` gives them. Raises UsageError, MissingMonths.
    """
    if len(periods) < 2:
        raise UsageError("There is nothing to compare.", "Name two periods or more: encounters compare FY2021 FY2020")
    first, *rest = periods
    total = measure_all(holdings, ["total"], Question(selection.during(first)))[0]
    assert total is not None
    rows: list[Row] = [_row(first, total.value, {})]
    used: list[Used] = list(total.scope.used)
    for period in rest:
        values = measure_all(holdings, FIGURES, Question(selection.during(first), against=period))
        found = {value.figure.replace("-", "_"): value.value for value in values if value}
        change = values[0]
        assert change is not None
        rows.append(_row(period, change.details["before"], found))
        used += change.scope.used
    columns = (
        Column("period", "Period", shown=False),
        Column("label", "Period", key=True),
        Column("encounters", "Encounters", "count", key=True),
        Column("change", f"{first.label()}: change", "change"),
        Column("percent_change", "percent", "percent"),
        Column("multiple", "times as many", "ratio"),
        Column("months", "Months", "count"),
        Column("days", "Days", "days"),
    )
    notes = () if len({len(period) for period in periods}) == 1 else ("The periods have different numbers of months.",)
    line = " ".join(["encounters compare", *(_quoted(period) for period in periods), *_filters(selection)])
    return Table(
        "compare",
        f"{first.label()} compared with {len(rest)} other period{'s' * (len(rest) > 1)}",
        columns,
        rows,
        Scope(selection.during(first), merged(used), line),
        notes,
        x="label",
        y="encounters",
    )


def _row(period: Period, encounters: object, found: Row) -> Row:
    return {
        "period": str(period),
        "label": period.label(),
        "encounters": encounters,
        "change": found.get("change"),
        "percent_change": found.get("percent_change"),
        "multiple": found.get("multiple"),
        "months": len(period),
        "days": period.days,
    }


def _quoted(period: Period) -> str:
    text = str(period)
    return f"'{text}'" if " " in text else text


def _filters(selection: Selection) -> list[str]:
    """The options of a selection without its period."""
    import shlex

    words = options(selection)
    return [shlex.quote(word) for word in words[2:]]

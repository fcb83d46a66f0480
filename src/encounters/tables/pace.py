"""The year to date beside the same months of earlier years, with a straight line and the outcome."""

from __future__ import annotations

from encounters.figures.measure import measure_all, merged
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Column, Row, Scope, Selection, Table, Used, Value
from encounters.store.coverage import Need, covered, run_around
from encounters.store.holdings import Holdings


def pace(holdings: Holdings, selection: Selection) -> Table:
    """For each fiscal year on hand: the same months to date, the straight line they make, and how the year ended.

    Rows: fiscal_year, year_to_date, months, change (against the year before), straight_line, outcome, difference. Each
    earlier year's outcome shows how far a straight line was off. Raises MissingMonths.
    """
    now = Period.year_to_date(selection.period.last)
    run = run_around(covered(holdings, Need.of([selection])), now) or now
    rows: list[Row] = []
    used: list[Used] = []
    before: int | float | None = None
    for period in now.like_periods(Period(run.first, now.last)):
        value = measure_all(holdings, ["pace"], Question(selection.during(period)))[0]
        assert value is not None
        rows.append(_row(period, value, before))
        before = rows[-1]["year_to_date"]
        used += value.scope.used
    columns = (
        Column("fiscal_year", "Fiscal year", key=True),
        Column("year_to_date", "Year to date", "count", key=True),
        Column("change", "On the year before", "percent"),
        Column("months", "Months", "count"),
        Column("straight_line", "Straight line", "count"),
        Column("outcome", "Year's total", "count"),
        Column("difference", "Total against line", "percent"),
    )
    notes = ("A straight line assumes that the other months are like those so far; encounters are seasonal.",)
    title = f"Fiscal years to {now.last.name.split()[0]} ({len(now)} of 12 months)"
    scope = Scope(selection.during(now), merged(used), command(["pace"], Question(selection.during(now))))
    return Table("pace", title, columns, rows, scope, notes, x="fiscal_year", y="year_to_date")


def _row(period: Period, value: Value, before: int | float | None) -> Row:
    so_far, outcome = value.details["year_to_date"], value.details.get("outcome")
    assert isinstance(so_far, int)
    return {
        "fiscal_year": f"FY{period.last.fiscal_year}",
        "year_to_date": so_far,
        "change": (so_far - before) / before if before else None,
        "months": len(period),
        "straight_line": value.value,
        "outcome": outcome,
        "difference": (outcome - value.value) / value.value if isinstance(outcome, int) and value.value else None,
    }

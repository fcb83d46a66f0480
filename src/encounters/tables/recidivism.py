"""The repeat-encounter share as CBP publishes it, by month or by fiscal year."""

from __future__ import annotations

from datetime import date

from encounters.errors import MissingMonths
from encounters.figures.printed import printed_in
from encounters.figures.repeat import BY_MONTH, BY_YEAR
from encounters.periods import Period
from encounters.results import Column, Row, Scope, Selection, Table
from encounters.store import series
from encounters.store.series_part import part_asked
from encounters.store.series_table import Point
from encounters.tables.published import COLUMNS as PUBLISHED
from encounters.tables.published import published_cells

PEOPLE = "unique-individuals-by-month"
SOURCE = (
    Column("status", "Mark"),
    Column("note", "Note", shown=False),
    Column("source_title", "Source", shown=False),
    Column("source_url", "Address", shown=False),
)


def on_hand(by_year: bool) -> Period:
    """From the first to the last month of the series."""
    periods = [point.period for point in series.points(_name(by_year)) if point.period]
    return Period(min(periods).first, max(periods).last)


def _name(by_year: bool) -> str:
    return BY_YEAR if by_year else BY_MONTH


def recidivism(period: Period, as_of: date | None = None, by_year: bool = False) -> Table:
    """By month, the share of encounters that were of people encountered in the 12 months before; or by fiscal year.

    By month: month, share, baseline and its period, people counted once and their scope, published, mark, note, source.
    Months between the first and the last for which nothing was found are rows without a share. By fiscal year:
    fiscal_year, share, what it counts, scope, published, mark, note, source. Raises MissingMonths when there is none.
    """
    name = _name(by_year)
    points = [point for point in series.points(name, as_of) if _inside(point, period)]
    if not points:
        when = f" by {as_of}" if as_of else ""
        raise MissingMonths(
            f"No repeat-encounter share was published{when} for {period.label()}.",
            "encounters recidivism shows all that is on hand.",
        )
    entry = series.series(name)
    inside = [point.period for point in points if point.period]
    span = Period(inside[0].first, inside[-1].last)
    rows = [_year(point) for point in points] if by_year else _months(points, span, as_of)
    notes = (f"{entry.title}. {entry.definition}", *entry.caveats, *_changes(name, span))
    command = " ".join(["encounters recidivism", *(["--by fiscal-year"] if by_year else []), f"--period {span}"])
    asked = Selection(span, as_of=as_of)
    own = part_asked(entry, None, asked, False).narrowed(asked)
    sources = tuple(dict.fromkeys(printed_in(entry, point) for point in points))
    scope = Scope(own, (), command + (f" --as-of {as_of}" if as_of else ""), sources)
    title = f"Repeat-encounter share, {span.label()}"
    return Table(
        "recidivism", title, columns(by_year), rows, scope, notes, x="fiscal_year" if by_year else "month", y="share"
    )


def _inside(point: Point, period: Period) -> bool:
    own = point.period
    return own is not None and own.first in period and own.last in period


def _changes(name: str, span: Period) -> tuple[str, ...]:
    changes = series.series(name).changes(span.first, span.last)
    return tuple(f"Definition change, {month}: {text}." for month, text in changes)


def columns(by_year: bool) -> tuple[Column, ...]:
    if by_year:
        middle = (Column("counts", "Counts"), Column("scope", "Scope"))
        return (
            Column("fiscal_year", "Fiscal year", key=True),
            Column("share", "Share", "share", key=True),
            *middle,
            *PUBLISHED,
            *SOURCE,
        )
    return (
        Column("month", "Month", "month", key=True),
        Column("share", "Repeat share", "share", key=True),
        Column("baseline", "Baseline", "share"),
        Column("baseline_period", "Baseline period"),
        Column("people", "People, each once", "count"),
        Column("people_scope", "People counted"),
        *PUBLISHED,
        *SOURCE,
    )


def _months(points: list[Point], span: Period, as_of: date | None) -> list[Row]:
    """A row for each month of the span; those with no share are gaps."""
    shares = {str(point.period): point for point in points}
    people = {str(point.period): point for point in series.points(PEOPLE, as_of)}
    rows: list[Row] = []
    for month in span:
        point, counted = shares.get(str(month)), people.get(str(month))
        row: Row = {"month": str(month), "share": point.value if point else None}
        baseline = point.details.get("baseline") if point else None
        row["baseline"] = float(baseline) if baseline else None
        row["baseline_period"] = (point.details.get("baseline_period") or None) if point else None
        row["people"] = counted.value if counted else None
        row["people_scope"] = counted.scope if counted else None
        rows.append(row | (_source(point) if point else {"status": "not found"}))
    return rows


def _year(point: Point) -> Row:
    counts = point.details.get("definition", "").replace("-", " ")
    return {
        "fiscal_year": str(point.period),
        "share": point.value,
        "counts": counts,
        "scope": point.scope,
        **_source(point),
    }


def _source(point: Point) -> Row:
    return {
        **(published_cells(point.published) if point.published else {}),
        "status": point.status.replace("_", " "),
        "note": point.note or None,
        "source_title": point.source_title,
        "source_url": point.source_url,
    }

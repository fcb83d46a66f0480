"""A sum of which only a part is on hand: what the part comes to, what is missing, and what it would have to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from encounters.claims.bench import Bench
from encounters.claims.model import Number
from encounters.claims.verdict import Recomputed
from encounters.periods import Period
from encounters.results import Scope, Selection, Value
from encounters.store import series as reference
from encounters.store.coverage import Need, covered, unbroken
from encounters.store.series_table import Point


class Part(Struct, frozen=True):
    """The part of a sum that is on hand."""

    recomputed: Recomputed
    notes: tuple[str, ...]


def partial(bench: Bench, claim: Number, by: date | None) -> Part | None:
    """The part of a total that is on hand: of a series, what was published by a date. None when it is no such total."""
    if claim.figure != "total":
        return None
    return _of_releases(bench, claim) if claim.series is None else _of_series(claim, claim.series, by)


def _of_releases(bench: Bench, claim: Number) -> Part | None:
    question = claim.today
    months = covered(bench.holdings, Need.of([question.selection]))
    known = unbroken([month for month in claim.period if month in months])
    missing = unbroken([month for month in claim.period if month not in months])
    if not known or not missing:
        return None
    parts = [bench.measure("total", question.during(period)) for period in known]
    total = sum(int(part.value) for part in parts)
    said = [f"{_period(part)} {part.value:,}" for part in parts]
    scope = parts[-1].scope if len(parts) == 1 else Scope(question.selection, ())
    return Part(Recomputed("total", total, "encounters, in part", scope), _notes(claim, total, said, missing))


def _period(part: Value) -> str:
    return part.scope.selection.period.label()


def _of_series(claim: Number, name: str, by: date | None) -> Part | None:
    entry = reference.series(name)
    known = {point.period: point for point in reference.points(entry.id, by) if point.period is not None}
    wanted = (
        claim.period.fiscal_years() if entry.frequency == "fiscal-year" else tuple(Period(m, m) for m in claim.period)
    )
    there = [known[period] for period in wanted if period in known]
    missing = [period for period in wanted if period not in known]
    if not there or not missing:
        return None
    total = sum(point.value for point in there)
    scope = Scope(Selection(claim.period, as_of=by), ())
    notes = _notes(claim, total, map(_said, there), missing)
    return Part(Recomputed(claim.figure, total, f"{entry.unit}, in part", scope), notes)


def _notes(claim: Number, total: float, there: Iterable[str], missing: Iterable[Period]) -> tuple[str, str]:
    """What there is, and what is missing with what it would have to come to."""
    rest = float(claim.says.value) - total
    return (
        f"On hand: {', '.join(there)}: {total:,} together.",
        f"Missing: {', '.join(period.label() for period in missing)}; "
        f"they would have to come to {rest:,.0f} for the printed number to hold.",
    )


def _said(point: Point) -> str:
    through = f" (to {point.through})" if point.is_partial and point.through else ""
    period = point.period.label() if point.period else ""
    return f"{period}{through} {point.value:,}"

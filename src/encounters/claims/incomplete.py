"""A sum of which only a part is on hand: what the part comes to, what is missing, and what it would have to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from encounters.claims.model import Number
from encounters.claims.verdict import Recomputed
from encounters.periods import Period
from encounters.results import Scope, Selection
from encounters.store import series as reference
from encounters.store.series_table import Point


@dataclass(frozen=True)
class Part:
    """The part of a sum that is on hand."""

    recomputed: Recomputed
    notes: tuple[str, ...]


def partial(claim: Number, by: date | None) -> Part | None:
    """The part of a total of a published series that was published by a date; None when the claim is no such total."""
    if claim.series is None or claim.figure != "total":
        return None
    entry = reference.series(claim.series)
    known = {point.period: point for point in reference.points(entry.id, by) if point.period is not None}
    wanted = (
        claim.period.fiscal_years() if entry.frequency == "fiscal-year" else tuple(Period(m, m) for m in claim.period)
    )
    there = [known[period] for period in wanted if period in known]
    missing = [period for period in wanted if period not in known]
    if not there or not missing:
        return None
    total = sum(point.value for point in there)
    rest = float(claim.says.value) - total
    notes = (
        f"On hand: {', '.join(_said(point) for point in there)}: {total:,} together.",
        f"Missing: {', '.join(period.label() for period in missing)}; "
        f"they would have to come to {rest:,.0f} for the printed number to hold.",
    )
    scope = Scope(Selection(claim.period, as_of=by), ())
    return Part(Recomputed(claim.figure, total, f"{entry.unit}, in part", scope), notes)


def _said(point: Point) -> str:
    through = f" (to {point.through})" if point.is_partial and point.through else ""
    period = point.period.label() if point.period else ""
    return f"{period}{through} {point.value:,}"

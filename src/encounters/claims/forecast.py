"""Claims that a year is on track to pass a number: the straight line at the claim's date and, apart, the outcome.

Rule. The projection is the year to date divided by the months elapsed, times twelve. Projection and outcome both as
the words say: confirmed. Both against them: contradicted. One for and one against: imprecise, with both told. While
the outcome is not known the projection alone decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from encounters.claims.model import Claim
from encounters.claims.trial import Bench
from encounters.errors import CannotAnswer
from encounters.periods import Period
from encounters.results import Scope
from encounters.verdicts import Claimed, Reading, Recomputed, Verdict, Word


@dataclass(frozen=True)
class Forecast:
    """What a forecast needs: the year to date, the total to pass, and how the year ended, if it is known."""

    period: Period
    to_date: float
    threshold: float
    outcome: float | None

    @property
    def projection(self) -> float:
        """Year to date ÷ months elapsed × 12."""
        return self.to_date / len(self.period) * 12

    @property
    def needed(self) -> float:
        """What the remaining months would have to come to, each."""
        left = 12 - len(self.period)
        return (self.threshold - self.to_date) / left if left else 0.0


def verdict(bench: Bench, claim: Claim, by: date | None) -> Verdict:
    """The verdict on a forecast."""
    named = Claimed(
        f"on track to {claim.forecast} {claim.against}", "the straight line at the claim's date, and the outcome"
    )
    base = Verdict(claim.id, claim.quote, claim.where, claim.line, Word.NOT_CHECKABLE, ("no-data",), named)
    notes = (claim.note,) if claim.note else ()
    try:
        found = _forecast(bench, claim, by)
    except CannotAnswer as error:
        return replace(base, notes=(*notes, error.message))
    below = claim.forecast == "fall below"
    projected = (found.projection < found.threshold) if below else (found.projection > found.threshold)
    ended = (
        None
        if found.outcome is None
        else (found.outcome < found.threshold)
        if below
        else (found.outcome > found.threshold)
    )
    word = (
        Word.CONFIRMED
        if projected and ended in (True, None)
        else Word.CONTRADICTED
        if not projected and not ended
        else Word.IMPRECISE
    )
    reached = "projection-above" if found.projection > found.threshold else "projection-below"
    outcome = "outcome-pending" if ended is None else "outcome-met" if ended else "outcome-missed"
    question = claim.question(by)
    return replace(
        base,
        word=word,
        reasons=(reached, outcome),
        recomputed=Recomputed(
            "pace",
            found.projection,
            "a year, straight line",
            Scope(question.selection, ()),
            by.isoformat() if by else None,
        ),
        readings=_readings(claim, found, projected, ended),
        notes=notes,
        decision_flips=ended is not None and ended != projected,
    )


def _readings(claim: Claim, found: Forecast, projected: bool, ended: bool | None) -> tuple[Reading, ...]:
    period = found.period.label()
    told = [
        Reading(
            f"projection: {found.to_date:,.0f} in {period} ÷ {len(found.period)} × 12",
            found.projection,
            "a year",
            projected,
        ),
        Reading(f"to pass: {claim.against}", found.threshold, "a year", projected),
        Reading("needed in each remaining month to pass it", found.needed, "a month", projected),
    ]
    if found.outcome is not None:
        told.append(Reading(f"outcome: FY{found.period.last.fiscal_year}", found.outcome, "a year", bool(ended)))
    return tuple(told)


def _forecast(bench: Bench, claim: Claim, by: date | None) -> Forecast:
    assert claim.period is not None and claim.against is not None  # noqa: PT018
    period = Period.year_to_date(claim.period.last)
    to_date = float(claim.to_date) if claim.to_date is not None else _total(bench, claim, by, period)
    threshold = _total(bench, claim, None, claim.against)
    year = Period.fiscal_year(period.last.fiscal_year)
    try:
        outcome: float | None = _total(bench, claim, None, year)
    except CannotAnswer:
        outcome = None
    return Forecast(period, to_date, threshold, outcome)


def _total(bench: Bench, claim: Claim, by: date | None, period: Period) -> float:
    question = replace(claim.question(by, period), against=None)
    return float(bench.measure("total", question).value)

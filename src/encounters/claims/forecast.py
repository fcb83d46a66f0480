"""Claims that a year is on track to pass a number: the straight line at the claim's date and, apart, the outcome.

Rule. The projection is the year to date divided by the months elapsed, times twelve. Year to date and the total to
pass are those known at the claim's date, where they were known. Projection and outcome both as the words say:
confirmed. Both against them: contradicted. One for and one against: imprecise, with both told. While the outcome is
not known the projection alone decides.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from encounters.claims.bench import Bench
from encounters.claims.model import Forecast
from encounters.claims.verdict import Evidence, Recomputed, Tried, Verdict
from encounters.errors import CannotAnswer
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Scope, Value
from encounters.verdicts import Word


class Outlook(Struct, frozen=True):
    """What a forecast rests on: the year to date, the total to pass, and how the year ended, if it is known."""

    period: Period
    below: bool
    to_date: float
    measured: Value | None
    threshold: Value
    outcome: Value | None

    @property
    def projection(self) -> float:
        """Year to date ÷ months elapsed × 12."""
        return self.to_date / len(self.period) * 12

    @property
    def needed(self) -> float:
        """What the remaining months would have to come to, each."""
        left = 12 - len(self.period)
        return (float(self.threshold.value) - self.to_date) / left if left else 0.0

    def supports(self, total: float) -> bool:
        """Whether a year's total lies on the side of the threshold that the words say."""
        passed = float(self.threshold.value)
        return total < passed if self.below else total > passed

    @property
    def ended(self) -> bool | None:
        """Whether the year ended as the words say; None while that is not known."""
        return None if self.outcome is None else self.supports(float(self.outcome.value))


def judge_forecast(bench: Bench, claim: Forecast, by: date | None) -> Verdict:
    """The verdict on a forecast."""
    try:
        found = _forecast(bench, claim, by)
    except CannotAnswer as error:
        return Verdict(claim, Word.NOT_CHECKABLE, ("no-data",), evidence=Evidence(remarks=(error.message,)))
    projected = found.supports(found.projection)
    word = Word.CONFIRMED if projected else Word.CONTRADICTED
    if found.ended is not None and found.ended != projected:
        word = Word.IMPRECISE
    return Verdict(
        claim,
        word,
        _reasons(found),
        _recomputed(claim, found, by),
        evidence=Evidence(_readings(claim, found)),
        decision_flips=word is Word.IMPRECISE,
    )


def _reasons(found: Outlook) -> tuple[str, str]:
    reached = "projection-above" if found.projection > float(found.threshold.value) else "projection-below"
    outcome = {None: "outcome-pending", True: "outcome-met", False: "outcome-missed"}[found.ended]
    return reached, outcome


def _recomputed(claim: Forecast, found: Outlook, by: date | None) -> Recomputed:
    """The projection; where the year to date is measured, with its releases and the command that repeats it."""
    unit = "a year, straight line"
    if found.measured is None:
        scope = Scope(claim.question(by, found.period).selection, ())
        return Recomputed("pace", found.projection, unit, scope, by.isoformat() if by else None)
    scope = found.measured.scope
    repeat = command(["measure", "pace"], Question(scope.selection)) if claim.series is None else scope.command
    as_of = scope.selection.as_of
    return Recomputed("pace", found.projection, unit, scope, as_of.isoformat() if as_of else None, repeat)


def _readings(claim: Forecast, found: Outlook) -> tuple[Tried, ...]:
    period, projected = found.period.label(), found.supports(found.projection)
    threshold = found.threshold
    line = f"projection: {found.to_date:,.0f} in {period} ÷ {len(found.period)} × 12"
    to_pass = f"to pass: {claim.against}"
    rows = [
        Tried(line, found.projection, "a year", projected),
        Tried(to_pass, float(threshold.value), "a year", projected, command=threshold.scope.command),
        Tried("needed in each remaining month to pass it", found.needed, "a month", projected),
    ]
    if found.outcome is not None:
        year, value = found.period.last.fiscal_year, float(found.outcome.value)
        rows.append(
            Tried(f"outcome: FY{year}", value, "a year", bool(found.ended), command=found.outcome.scope.command)
        )
    return tuple(rows)


def _forecast(bench: Bench, claim: Forecast, by: date | None) -> Outlook:
    period = Period.year_to_date(claim.period.last)
    measured = _total(bench, claim, by, period) if claim.to_date is None else None
    to_date = float(claim.to_date) if claim.to_date is not None else float(measured.value) if measured else 0.0
    try:
        threshold = _total(bench, claim, by, claim.against)
    except CannotAnswer:
        threshold = _total(bench, claim, None, claim.against)
    try:
        outcome: Value | None = _total(bench, claim, None, Period.fiscal_year(period.last.fiscal_year))
    except CannotAnswer:
        outcome = None
    return Outlook(period, claim.forecast == "fall below", to_date, measured, threshold, outcome)


def _total(bench: Bench, claim: Forecast, as_of: date | None, period: Period) -> Value:
    return bench.measure("total", claim.question(as_of, period))

"""Claims that something rises or falls, without a number.

Rule. With a period, the last value of it is set against the first, and the steps up are set against the steps down.
Without one, that is done for all values of the series published by the claim's date, and where CBP prints a baseline,
the last value is set against it as well. All of them agree with the words: confirmed. None does: contradicted. Some
do: misdescribed, `window`, because which comparison is meant is not said and decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from encounters.claims.model import Claim
from encounters.claims.trial import Bench
from encounters.errors import CannotAnswer, MissingMonths
from encounters.figures.published import published
from encounters.periods import Period
from encounters.results import Scope
from encounters.store import series as reference
from encounters.verdicts import Claimed, Reading, Recomputed, Verdict, Word


@dataclass(frozen=True)
class Comparison:
    """One comparison that the words may mean: what it is, and the two numbers, the later one second."""

    words: str
    before: float
    after: float

    def agrees(self, direction: str) -> bool:
        """Whether the second number lies in the direction of the first."""
        return self.after > self.before if direction == "rising" else self.after < self.before


def verdict(bench: Bench, claim: Claim, by: date | None) -> Verdict:
    """The verdict on a direction."""
    direction = claim.direction or "rising"
    named = Claimed(
        f"{direction}: {claim.quote}", "the rule for directions: first to last, steps up and down, and CBP's baseline"
    )
    base = Verdict(claim.id, claim.quote, claim.where, claim.line, Word.NOT_CHECKABLE, ("no-data",), named)
    notes = (claim.note,) if claim.note else ()
    try:
        values, scope = _values(bench, claim, by)
    except CannotAnswer as error:
        return replace(base, notes=(*notes, error.message))
    compared = list(_comparisons(claim, values, by))
    agreeing = sum(one.agrees(direction) for one in compared)
    word = Word.CONFIRMED if agreeing == len(compared) else Word.MISDESCRIBED if agreeing else Word.CONTRADICTED
    reasons = {Word.CONFIRMED: (), Word.MISDESCRIBED: ("window",)}.get(word, ("no-reading",))
    last = max(values)
    shown = Recomputed(
        "total" if claim.series is None else claim.series,
        values[last],
        last.label(),
        scope,
        by.isoformat() if by else None,
    )
    readings = tuple(
        Reading(one.words, one.after - one.before, "difference", one.agrees(direction)) for one in compared
    )
    stated = () if claim.period else ("No window is stated: the rule for directions decides.",)
    return replace(base, word=word, reasons=reasons, recomputed=shown, readings=readings, notes=(*notes, *stated))


def _values(bench: Bench, claim: Claim, by: date | None) -> tuple[dict[Period, float], Scope]:
    """The values by period, oldest first, known by a date; without a series, years or months of CBP's releases."""
    if claim.series is not None:
        period = claim.period or _newest(claim.series, by)
        question = replace(claim, period=period).question(by)
        found = published(bench.holdings, claim.series, question)
        inside = {
            own: float(value) for own, value in found.values.items() if claim.period is None or own.first in period
        }
        return dict(sorted(inside.items())), Scope(question.selection, found.used, None, found.sources)
    assert claim.period is not None
    whole = claim.period
    parts = whole.fiscal_years() if len(whole) > 24 else tuple(Period(month, month) for month in whole)
    measured = {part: bench.measure("total", claim.question(by, part)) for part in parts}
    scope = next(iter(measured.values())).scope
    return {part: float(value.value) for part, value in measured.items()}, scope


def _newest(series: str, by: date | None) -> Period:
    known = [point.period for point in reference.points(series, by, partial=False) if point.period is not None]
    if not known:
        raise MissingMonths(f"Nothing of the series {series} was published by {by}.")
    return max(known)


def _comparisons(claim: Claim, values: dict[Period, float], by: date | None) -> Iterator[Comparison]:
    periods = sorted(values)
    first, last = periods[0], periods[-1]
    if len(periods) > 1:
        yield Comparison(
            f"{first.label()} {_number(values[first])} to {last.label()} {_number(values[last])}",
            values[first],
            values[last],
        )
        steps = [values[later] - values[earlier] for earlier, later in pairwise(periods)]
        up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
        yield Comparison(f"{up} steps up, {down} steps down between them", down, up)
    if claim.series is not None and claim.period is None and (found := _baseline(claim.series, by)):
        words, baseline = found
        yield Comparison(
            f"CBP's baseline, {words} {_number(baseline)}, to {last.label()} {_number(values[last])}",
            baseline,
            values[last],
        )


def _baseline(series: str, by: date | None) -> tuple[str, float] | None:
    """The newest baseline that CBP had printed beside the series by a date."""
    known = [point for point in reference.points(series, by) if point.details.get("baseline")]
    if not known:
        return None
    return known[-1].details.get("baseline_period", ""), float(known[-1].details["baseline"])


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"

"""A sum of which only a part is on hand: what the part comes to, what is missing, and what it would have to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench, holds, judge
from encounters.claims.model import Number
from encounters.claims.verdict import Evidence, Recomputed, Verdict
from encounters.periods import Period
from encounters.results import Scope, Selection, Value
from encounters.store import series as reference
from encounters.store.coverage import Need, covered, unbroken
from encounters.store.series_table import Point
from encounters.verdicts import Word
from encounters.wording.fit import Held
from encounters.wording.kinds import LOWER_BOUNDS, UPPER_BOUNDS, Comparator

IN_PART = ", in part"


class Part(Struct, frozen=True):
    """The part of a sum that is on hand, with what there is, and what is missing."""

    recomputed: Recomputed
    there: str
    missing: tuple[Period, ...]

    @property
    def total(self) -> Fraction:
        """What it comes to."""
        return Fraction(str(self.recomputed.value))


def incomplete(bench: Bench, claim: Number, by: date | None, lacking: tuple[str, ...]) -> Verdict | None:
    """The verdict on a total of which only a part is on hand: of a series, what was published by a date. None when it
    is no such total, or nothing of it is on hand.

    The whole is more than the part, by at least one for each month that is missing. A bound that the part has passed
    holds; words that hold for nothing so large do not: they tell the part's own number, or none.
    """
    part = _part(bench, claim, by) if claim.figure == "total" else None
    if part is None:
        return None
    found = Verdict(
        claim, Word.NOT_CHECKABLE, ("incomplete",), part.recomputed, evidence=Evidence(remarks=(part.there,))
    )
    so_far = judge(claim, float(part.total), None)
    if claim.says.comparator in LOWER_BOUNDS and part.total > claim.says.value:
        word = Word.CONFIRMED if so_far.held is Held.HOLDS else Word.IMPRECISE
        return replace(found, word=word, reasons=tuple(filter(None, (so_far.reason,))))
    if part.total + len(part.missing) <= holds(claim).high:
        return _open(found, claim, part, lacking)
    of_part = so_far.held is Held.HOLDS
    word, reason = (Word.MISDESCRIBED, "window") if of_part else (Word.CONTRADICTED, "exceeded")
    return replace(found, word=word, reasons=(reason,))


def _open(found: Verdict, claim: Number, part: Part, lacking: tuple[str, ...]) -> Verdict:
    """What is missing decides: what it would have to come to."""
    says, rest = claim.says, float(claim.says.value) - float(part.total)
    bound = (
        "more than "
        if says.comparator in LOWER_BOUNDS
        else "less than "
        if says.comparator in (*UPPER_BOUNDS, Comparator.UP_TO)
        else ""
    )
    needed = (
        f"they would have to come to {bound}{rest:,.0f} for the printed number to hold."
        if rest > 0
        else "what is on hand comes to the printed number already, within its precision."
    )
    missing = f"Missing: {', '.join(period.label() for period in part.missing)}; {needed}"
    return replace(found, evidence=Evidence(remarks=(part.there, missing, *lacking)))


def _part(bench: Bench, claim: Number, by: date | None) -> Part | None:
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
    return Part(Recomputed("total", total, f"encounters{IN_PART}", scope), _there(total, said), tuple(missing))


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
    there_is = _there(total, map(_said, there))
    return Part(Recomputed(claim.figure, total, f"{entry.unit}{IN_PART}", scope), there_is, tuple(missing))


def _there(total: float, parts: Iterable[str]) -> str:
    listed = list(parts)
    together = f": {total:,} together" if len(listed) > 1 else ""
    return f"On hand: {', '.join(listed)}{together}."


def _said(point: Point) -> str:
    through = f" (to {point.through})" if point.is_partial and point.through else ""
    period = point.period.label() if point.period else ""
    return f"{period}{through} {point.value:,}"

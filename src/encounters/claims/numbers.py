"""The verdict on a printed number: today's data, then the vintage its writer had, then what else the number may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from encounters.claims.fit import Held, spoken
from encounters.claims.mistakes import mistakes
from encounters.claims.model import Claim
from encounters.claims.near import near
from encounters.claims.others import MOST, Search, asked, named, reading, search
from encounters.claims.trial import Bench, Trial
from encounters.claims.written import Wording
from encounters.errors import CannotAnswer
from encounters.results import Value
from encounters.verdicts import Claimed, Reading, Verdict, Word

NO_VINTAGE = (
    "No release on hand published by {by} holds these months: it was tried on later figures only. "
    "encounters fetch gets more releases."
)


@dataclass(frozen=True)
class Case:
    """A claim, the date by which its number must have been published, and whether to try how sensitive it is."""

    claim: Claim
    by: date | None
    sensitivity: bool = False


def claimed(claim: Claim) -> Claimed:
    """What the report prints, and what its words accept."""
    says = claim.says
    if says is None:
        return Claimed(claim.quote, "")
    accepts = spoken(says)
    if claim.tolerance is not None:
        accepts = f"{says.text}: within {claim.tolerance:g} either way"
    return Claimed(says.text, accepts, float(says.value), str(says.comparator))


def verdict(bench: Bench, case: Case) -> Verdict:
    """The verdict on a claim with a figure and a printed number."""
    claim = case.claim
    try:
        today = bench.trial(claim, claim.question(None))
    except CannotAnswer as error:
        return not_on_hand(bench, case, error)
    held = today if today.holds else _at_vintage(bench, case)
    base = _base(case, today)
    if held is None:
        return _unheld(bench, case, today, base)
    if held is today:
        return _told(bench, case, today, replace(base, word=Word.CONFIRMED))
    notes = (*base.notes, _difference(today.value, held.value))
    then = replace(base, word=Word.AT_VINTAGE, recomputed=held.recomputed(), today=today.recomputed(), notes=notes)
    return _told(bench, case, held, then)


def _base(case: Case, today: Trial) -> Verdict:
    claim = case.claim
    notes = (claim.note,) if claim.note else ()
    return Verdict(
        id=claim.id,
        quote=claim.quote,
        where=claim.where,
        line=claim.line,
        word=Word.CONTRADICTED,
        reasons=(),
        claimed=claimed(claim),
        recomputed=today.recomputed(),
        notes=(*notes, *today.value.notes),
    )


def _told(bench: Bench, case: Case, held: Trial, found: Verdict) -> Verdict:
    """A claim that holds, unless its words say that it counts people or state an increase that is a ratio."""
    literal = _literal(case.claim, held)
    found = replace(found, notes=(*found.notes, *_fit_notes(held)), readings=tuple(literal))
    if case.claim.counts == "people":
        return replace(found, word=Word.MISDESCRIBED, reasons=("events-not-people",))
    if held.sense == "ratio" and case.claim.says and case.claim.says.wording is Wording.INCREASED_TIMES:
        return replace(found, word=Word.MISDESCRIBED, reasons=("ratio-read-as-increase",))
    if case.sensitivity:
        found = replace(found, sensitivity=sensitivity(bench, case, held))
    return found


def _fit_notes(trial: Trial) -> tuple[str, ...]:
    return (trial.fit.note,) if trial.fit.note else ()


def _literal(claim: Claim, trial: Trial) -> list[Reading]:
    """Both readings of words such as "3.7 times greater", which can mean the ratio or the increase."""
    if claim.says is None or claim.says.wording not in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES):
        return []
    ratio = float(trial.value.value)
    return [
        Reading("read as a ratio", ratio, "times as many", trial.holds and trial.sense == "ratio"),
        Reading("read literally, as an increase", ratio - 1, "times more", trial.holds and trial.sense == "increase"),
    ]


def _vintages(bench: Bench, case: Case) -> Iterator[Trial]:
    """The claim at each vintage up to its date, newest first; equal vintages give equal values."""
    claim = case.claim
    questions = [claim.question(day) for day in bench.vintages(claim, case.by)]
    bench.prepare(str(claim.figure), questions)
    for question in questions:
        trial = bench.try_claim(claim, question)
        if trial is not None:
            yield trial


def _at_vintage(bench: Bench, case: Case) -> Trial | None:
    """The newest vintage by the claim's date on which its words hold."""
    if case.by is None:
        return None
    return next((trial for trial in _vintages(bench, case) if trial.holds), None)


def _difference(today: Value, then: Value) -> str:
    released = then.scope.used[0].release if then.scope.used else None
    name = f"On {released.file}, published {released.published}" if released else "Then"
    gap = float(today.value) - float(then.value)
    return f"{name}: {_number(then.value)}. Today: {_number(today.value)} ({gap:+,.2f}).".replace(".00)", ")")


def _number(value: float) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.4g}" if abs(value) < 100 else f"{value:,.2f}".removesuffix(".00")


def _unheld(bench: Bench, case: Case, today: Trial, base: Verdict) -> Verdict:
    """The verdict when neither today nor at any vintage the words hold: imprecise, misdescribed or contradicted."""
    claim = case.claim
    if case.by is not None and not any(_vintages(bench, case)):
        base = replace(base, notes=(*base.notes, NO_VINTAGE.format(by=case.by)))
    imprecise = _imprecise(bench, case, today)
    if imprecise is not None:
        others = _others(bench, case)
        reason = imprecise.fit.reason or "loose"
        return replace(
            base,
            word=Word.IMPRECISE,
            reasons=(reason,),
            recomputed=imprecise.recomputed(),
            today=None if imprecise is today else today.recomputed(),
            readings=(*_literal(claim, imprecise), *others)[: MOST + 2],
            decision_flips=reason in ("not-over", "not-under"),
            sensitivity=sensitivity(bench, case, today) if case.sensitivity else None,
        )
    return _elsewhere(bench, case, today, base)


def _imprecise(bench: Bench, case: Case, today: Trial) -> Trial | None:
    if today.fit.held is Held.IMPRECISE:
        return today
    if case.by is None:
        return None
    return next((trial for trial in _vintages(bench, case) if trial.fit.held is Held.IMPRECISE), None)


def _others(bench: Bench, case: Case) -> list[Reading]:
    found = search(bench, case.claim, case.claim.question(None))
    return [reading(change, trial) for change, trial in found.held]


def _elsewhere(bench: Bench, case: Case, today: Trial, base: Verdict) -> Verdict:
    """Misdescribed where a reading that tells something gives the number, contradicted where none does."""
    claim = case.claim
    own = [named(entry, trial) for entry, trial in asked(bench, claim, None) if trial.holds]
    found = _search_at_vintages(bench, case)
    telling = own or [reading(change, trial) for change, trial in found.telling(claim)]
    base = replace(base, notes=(*base.notes, found.told()))
    if telling:
        reason = telling[0].reason or "cohort"
        return replace(base, word=Word.MISDESCRIBED, reasons=(reason,), readings=tuple(telling[:MOST]))
    made = mistakes(bench, claim, today)
    reasons = tuple(dict.fromkeys(entry.reason for entry in made if entry.reason)) or ("no-reading",)
    by_chance = [reading(change, trial) for change, trial in found.held]
    return replace(base, reasons=reasons, readings=tuple([*made, *by_chance][:MOST]))


def _search_at_vintages(bench: Bench, case: Case) -> Search:
    """The near readings on today's data, or where none gives the number, on the vintage of the claim's date."""
    found = search(bench, case.claim, case.claim.question(None))
    if found.held or case.by is None:
        return found
    then = search(bench, case.claim, case.claim.question(case.by))
    return then if then.held else found


def not_on_hand(bench: Bench, case: Case, error: CannotAnswer) -> Verdict:
    """A claim that no data on hand decides: what is missing, and what the part on hand comes to."""
    from encounters.claims.incomplete import partial

    claim = case.claim
    notes = [note for note in (claim.note, error.message, error.hint) if note]
    part = partial(claim, case.by)
    reasons = ("incomplete",) if part else ("no-data",)
    base = Verdict(
        claim.id, claim.quote, claim.where, claim.line, Word.NOT_CHECKABLE, reasons, claimed(claim), notes=tuple(notes)
    )
    return replace(base, recomputed=part.recomputed, notes=(*part.notes, *notes)) if part else base


def sensitivity(bench: Bench, case: Case, today: Trial) -> str | None:
    """The range of the figure over window ends a month either way and over components, in one line."""
    claim = case.claim
    values = [today.read]
    held = 0
    tried = 0
    changes = [change for change in near(claim, claim.question(None)) if change.steps == 1]
    bench.prepare(str(claim.figure), (change.question for change in changes))
    for change in changes:
        trial = bench.try_claim(claim, change.question)
        if trial is None:
            continue
        tried += 1
        held += trial.holds
        values.append(trial.read)
    if not tried:
        return None
    only = "only this window and component" if not held else f"{held} of {tried} other readings too"
    return f"{_number(min(values))} to {_number(max(values))} over {tried} near readings; the words hold for {only}."

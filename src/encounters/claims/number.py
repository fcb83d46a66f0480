"""The verdict on a printed number: today's data, then the vintage its writer had, then what else the number may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from encounters.claims.bench import Bench, Trial, opposite
from encounters.claims.incomplete import partial
from encounters.claims.mistakes import mistakes
from encounters.claims.model import Number
from encounters.claims.others import MOST, Search, named, reading, search
from encounters.claims.sensitivity import sensitivity
from encounters.claims.verdict import Tried, Verdict
from encounters.claims.vintages import difference, newest_that_holds, told, trials, unseen
from encounters.errors import CannotAnswer
from encounters.store.series import series
from encounters.verdicts import Word
from encounters.wording.fit import Held
from encounters.wording.kinds import Wording


@dataclass(frozen=True)
class Case:
    """A claim, the date by which its number must have been published, and whether to try how sensitive it is."""

    claim: Number
    by: date | None
    sensitivity: bool = False


def judge_number(bench: Bench, case: Case) -> Verdict:
    """The verdict on a claim with a figure and a printed number."""
    try:
        today = bench.trial(case.claim, case.claim.question(None))
    except CannotAnswer as error:
        return not_on_hand(case, error)
    found = _decided(bench, case, today)
    return replace(found, sensitivity=sensitivity(bench, case.claim, today)) if case.sensitivity else found


def _decided(bench: Bench, case: Case, today: Trial) -> Verdict:
    claim = case.claim
    base = Verdict(claim, Word.CONTRADICTED, (), today.recomputed(), remarks=today.value.notes)
    held = today if today.holds else newest_that_holds(bench, claim, case.by)
    if held is None:
        return _unheld(bench, case, today, replace(base, remarks=(*base.remarks, *told(bench, claim, case.by, today))))
    if held is today:
        return _held(claim, today, replace(base, word=Word.CONFIRMED))
    remarks = (*base.remarks, difference(today.value, held.value))
    then = replace(base, word=Word.AT_VINTAGE, recomputed=held.recomputed(), today=today.recomputed(), remarks=remarks)
    return _held(claim, held, then)


def _held(claim: Number, held: Trial, found: Verdict) -> Verdict:
    """A claim that holds, unless its words say that it counts people or state an increase that is a ratio."""
    found = replace(found, readings=tuple(_literal(claim, held)))
    reasons = _people(claim)
    if held.sense == "ratio" and claim.says.wording is Wording.INCREASED_TIMES:
        reasons = (*reasons, "ratio-read-as-increase")
    return replace(found, word=Word.MISDESCRIBED, reasons=reasons) if reasons else found


def _people(claim: Number) -> tuple[str, ...]:
    """The reason when the wording counts people and the figure does not."""
    counts_people = claim.series is not None and series(claim.series).unit == "people"
    return ("events-not-people",) if claim.counts == "people" and not counts_people else ()


def _literal(claim: Number, trial: Trial) -> list[Tried]:
    """Both readings of words such as "3.7 times greater", which can mean the ratio or the increase."""
    if claim.says.wording not in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES):
        return []
    ratio = float(trial.value.value)
    return [
        Tried("read as a ratio", ratio, "times as many", trial.holds and trial.sense == "ratio"),
        Tried("read literally, as an increase", ratio - 1, "times more", trial.holds and trial.sense == "increase"),
    ]


def _unheld(bench: Bench, case: Case, today: Trial, base: Verdict) -> Verdict:
    """The verdict when neither today nor at any vintage the words hold: imprecise, misdescribed or contradicted."""
    claim = case.claim
    if today.fit.held is Held.OPEN:
        remarks = (*base.remarks, today.fit.note or "")
        return replace(base, word=Word.NOT_CHECKABLE, reasons=("rounded-source",), remarks=remarks)
    placed = _in_another_month(bench, case, base)
    if placed is not None:
        return placed
    near = [today, *trials(bench, claim, case.by)]
    imprecise = next((trial for trial in near if trial.fit.held is Held.IMPRECISE), None)
    if imprecise is None:
        return _elsewhere(bench, case, today, base)
    reason = imprecise.fit.reason or "loose"
    found = search(bench, claim, claim.question(None)).held
    others = [*_named(bench, case), *(reading(change, trial) for change, trial in found)]
    return replace(
        base,
        word=Word.IMPRECISE,
        reasons=(reason, *_people(claim)),
        recomputed=imprecise.recomputed(),
        today=None if imprecise is today else today.recomputed(),
        readings=(*_literal(claim, imprecise), *others)[: MOST + 2],
        decision_flips=reason in ("not-over", "not-under"),
    )


def _in_another_month(bench: Bench, case: Case, base: Verdict) -> Verdict | None:
    """Misdescribed, where a peak has the number but not in the month that is named."""
    if case.claim.at is None:
        return None
    anywhere = replace(case.claim, at=None)
    today = bench.trial(anywhere, anywhere.question(None))
    found = today if today.holds else newest_that_holds(bench, anywhere, case.by)
    if found is None:
        return None
    note = f"The peak is in {found.value.details['month']}, not in {case.claim.at}."
    return replace(
        base,
        word=Word.MISDESCRIBED,
        reasons=("window",),
        recomputed=found.recomputed(),
        today=None if found is today else today.recomputed(),
        remarks=(*base.remarks, note),
    )


def _elsewhere(bench: Bench, case: Case, today: Trial, base: Verdict) -> Verdict:
    """Misdescribed where a reading that tells something gives the number, contradicted where none does.

    Not checkable where the release it may come from is not on hand.
    """
    claim = case.claim
    own = _named(bench, case)
    found = _search(bench, case)
    telling = [entry for entry in own if entry.holds]
    telling = telling or [reading(change, trial) for change, trial in found.telling(claim)]
    base = replace(base, remarks=(*base.remarks, found.told()), decision_flips=opposite(claim, today))
    if telling:
        reason = telling[0].reason or "cohort"
        return replace(base, word=Word.MISDESCRIBED, reasons=(reason,), readings=tuple(telling[:MOST]))
    made = mistakes(bench, claim, today)
    if not made and unseen(bench, claim, case.by, today):
        return replace(base, word=Word.NOT_CHECKABLE, reasons=("no-vintage",), decision_flips=False)
    by_chance = [reading(change, trial) for change, trial in found.held]
    reasons = tuple(dict.fromkeys(entry.reason for entry in made if entry.reason))
    reasons = reasons or (("by-chance",) if by_chance else ("no-reading",))
    return replace(base, reasons=reasons, readings=tuple([*made, *own, *by_chance][:MOST]))


def _named(bench: Bench, case: Case) -> list[Tried]:
    """The readings that the file names, on today's data, or where none of them holds, on that of the claim's date."""
    now = named(bench, case.claim, None)
    if case.by is None or any(entry.holds for entry in now):
        return now
    then = named(bench, case.claim, case.by)
    return then if any(entry.holds for entry in then) else now


def _search(bench: Bench, case: Case) -> Search:
    """The near readings on today's data, or where none gives the number, on the vintage of the claim's date."""
    now = search(bench, case.claim, case.claim.question(None))
    if now.held or case.by is None:
        return now
    then = search(bench, case.claim, case.claim.question(case.by))
    return then if then.held else now


def not_on_hand(case: Case, error: CannotAnswer) -> Verdict:
    """A claim that no data on hand decides: what is missing, and what the part on hand comes to."""
    part = partial(case.claim, case.by)
    missing = tuple(filter(None, (error.message, error.hint)))
    if part is None:
        return Verdict(case.claim, Word.NOT_CHECKABLE, ("no-data",), remarks=missing)
    return Verdict(case.claim, Word.NOT_CHECKABLE, ("incomplete",), part.recomputed, remarks=(*part.notes, *missing))

"""The verdict on a printed number, in this order; the first that fits decides.

1. Today's data.
2. What the writer could have had: the releases published by the claim's date, the newest first, then what CBP's own
   release of the month first gave (`sightings`). A source that is itself rounded may be unable to decide.
3. A release that the writer could have had is not on hand, and a revision can explain the difference (`revised`).
4. The right quantity, worded or rounded wrongly.
5. What else the number is: a reading that the file names, then what differs in one thing, then in two (`elsewhere`).
6. A slip that is no reading (`slips`).
7. Nothing, or a number so coarse that what gives it may do so by chance.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench, Trial, opposite
from encounters.claims.elsewhere import MOST, SUPERSEDED, elsewhere, named
from encounters.claims.incomplete import incomplete
from encounters.claims.model import Number
from encounters.claims.revised import explained, missing
from encounters.claims.sensitivity import sensitivity
from encounters.claims.sightings import sighted
from encounters.claims.slips import slips
from encounters.claims.verdict import Tried, Verdict
from encounters.claims.vintages import Then, difference
from encounters.errors import CannotAnswer
from encounters.figures import FIGURES
from encounters.figures.forms import Pair
from encounters.figures.gather import answering
from encounters.store.series import series
from encounters.verdicts import Word
from encounters.wording.fit import Held
from encounters.wording.kinds import Wording

UNSEEN = (
    "A release that the writer could have had is not on hand, and a revision of the size seen for such counts could "
    "explain the difference. encounters fetch gets more releases."
)

IN_SERIES = "CBP's releases on hand do not reach over these months. The series {name} does, and counts the same."


class Case(Struct, frozen=True):
    """A claim, the date by which its number must have been published, and whether to try how sensitive it is."""

    claim: Number
    by: date | None
    sensitivity: bool = False


def judge_number(bench: Bench, case: Case) -> Verdict:
    """The verdict on a claim with a figure and a printed number."""
    try:
        today = bench.trial(case.claim, case.claim.today)
    except CannotAnswer as error:
        return not_on_hand(bench, case, error)
    found = _decided(bench, case, today)
    return replace(found, sensitivity=sensitivity(bench, case.claim, today)) if case.sensitivity else found


def _decided(bench: Bench, case: Case, today: Trial) -> Verdict:
    claim = case.claim
    remarks = (*today.value.notes, *_of_all(claim))
    base = Verdict(claim, Word.CONTRADICTED, (), today.recomputed(), remarks=remarks)
    then = Then(bench, claim, case.by)
    held = today if today.holds else _at_vintage(bench, case, then)
    if held is None:
        return _unheld(bench, case, (today, then), replace(base, remarks=(*base.remarks, *then.told(today))))
    if held is today:
        return _held(claim, today, replace(base, word=Word.CONFIRMED))
    remarks = (*base.remarks, difference(today.value, held.value))
    old = replace(base, word=Word.AT_VINTAGE, recomputed=held.recomputed(), today=today.recomputed(), remarks=remarks)
    return _held(claim, held, old)


def _of_all(claim: Number) -> tuple[str, ...]:
    """The warning on a share of a component whose whole is not named."""
    narrowed = claim.choices.get("component")
    if claim.of is not None or not narrowed or FIGURES[claim.figure].form != Pair("whole") or len(claim.choices) < 2:
        return ()
    return (f"The whole is all of CBP: of = 'component={narrowed}' makes it the component's own.",)


def _at_vintage(bench: Bench, case: Case, then: Then) -> Trial | None:
    """The newest release by the claim's date on which its words hold, or what was first printed of the month."""
    found = then.newest_that_holds
    return found or next((trial for trial in sighted(bench, case.claim, case.by) if trial.holds), None)


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


def _unheld(bench: Bench, case: Case, tried: tuple[Trial, Then], base: Verdict) -> Verdict:
    """The verdict when neither today nor at any vintage the words hold: imprecise, misdescribed or contradicted."""
    claim, (today, then) = case.claim, tried
    if today.fit.held is Held.OPEN:
        remarks = (*base.remarks, today.fit.note or "")
        return replace(base, word=Word.NOT_CHECKABLE, reasons=("rounded-source",), remarks=remarks)
    placed = _in_another_month(bench, case, base)
    if placed is not None:
        return placed
    if explained(bench, claim, today) and missing(claim, case.by, then):
        return replace(base, word=Word.NOT_CHECKABLE, reasons=("no-vintage",), remarks=(*base.remarks, UNSEEN))
    imprecise = next((trial for trial in (today, *then.fitting) if trial.fit.held is Held.IMPRECISE), None)
    if imprecise is None:
        return _elsewhere(bench, case, today, base)
    reason = imprecise.fit.reason or "loose"
    found = elsewhere(bench, claim, case.by)
    others = [*named(bench, claim, case.by), *found.telling, *found.by_chance]
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
    today = bench.trial(anywhere, anywhere.today)
    found = today if today.holds else Then(bench, anywhere, case.by).newest_that_holds
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
    """Misdescribed where a reading that tells something gives the number, contradicted where none does."""
    claim = case.claim
    own, found = named(bench, claim, case.by), elsewhere(bench, claim, case.by)
    base = replace(base, remarks=(*base.remarks, found.told()), decision_flips=opposite(claim, today))
    if holding := [entry for entry in own if entry.holds]:
        readings = (*holding, *found.telling)[:MOST]
        return replace(base, word=Word.MISDESCRIBED, reasons=(holding[0].reason or "cohort",), readings=readings)
    if found.telling and found.reasons != (SUPERSEDED,):
        return replace(base, word=Word.MISDESCRIBED, reasons=found.reasons, readings=found.telling[:MOST])
    made = [*found.telling[:1], *slips(claim, today)]
    reasons = tuple(dict.fromkeys(entry.reason for entry in made if entry.reason))
    reasons = reasons or (("by-chance",) if found.by_chance else ("no-reading",))
    return replace(base, reasons=reasons, readings=(*made, *own, *found.by_chance)[:MOST])


def not_on_hand(bench: Bench, case: Case, error: CannotAnswer) -> Verdict:
    """A claim that today's data does not hold: what was first printed; a published series that counts the same; else
    what is missing, and what part there is."""
    claim = case.claim
    then = next((trial for trial in sighted(bench, claim, case.by) if trial.holds), None)
    if then is not None:
        return _held(claim, then, Verdict(claim, Word.AT_VINTAGE, (), then.recomputed()))
    if (name := _counting_the_same(bench, claim)) is not None:
        return _in_series(bench, replace(case, claim=replace(claim, series=name)), name)
    lacking = tuple(filter(None, (error.message, error.hint)))
    if (in_part := incomplete(bench, claim, case.by, lacking)) is not None:
        return in_part
    found_elsewhere = elsewhere(bench, claim, case.by).telling
    return Verdict(claim, Word.NOT_CHECKABLE, ("no-data",), remarks=lacking, readings=found_elsewhere)


def _in_series(bench: Bench, case: Case, name: str) -> Verdict:
    """The verdict by a published series that the claim itself does not name. A revision of what was first printed may
    explain a difference here too: no release of the time is on hand."""
    found = judge_number(bench, case)
    held = found.word in (Word.CONFIRMED, Word.AT_VINTAGE, Word.NOT_CHECKABLE)
    if not held and case.by and explained(bench, case.claim, bench.trial(case.claim, case.claim.today)):
        found = replace(found, word=Word.NOT_CHECKABLE, reasons=("no-vintage",), readings=(), would_hold=None)
    remarks = (IN_SERIES.format(name=name), *found.remarks)
    return replace(found, claim=replace(case.claim, series=None), remarks=remarks)


def _counting_the_same(bench: Bench, claim: Number) -> str | None:
    """The first published series that has all the months, and counts what the claim is about."""
    if claim.series is not None:
        return None
    question = claim.today
    series_with_it = answering(bench.holdings, FIGURES[claim.figure], question)
    return next((name for name, component in series_with_it if component == question.selection.component), None)

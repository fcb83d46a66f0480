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

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench, Trial, in_each_sense, opposite
from encounters.claims.elsewhere import MOST, SUPERSEDED, Elsewhere, elsewhere, named
from encounters.claims.incomplete import incomplete
from encounters.claims.model import Number
from encounters.claims.remarks import IN_SERIES, LATER, UNSEEN, of_all, of_its_keys
from encounters.claims.revised import explained, missing
from encounters.claims.sensitivity import sensitivity
from encounters.claims.sightings import sighted
from encounters.claims.slips import slips
from encounters.claims.verdict import Evidence, Tried, Verdict
from encounters.claims.vintages import Then, difference
from encounters.errors import CannotAnswer
from encounters.figures import FIGURES
from encounters.figures.gather import counting_the_same
from encounters.periods import Month
from encounters.store.series import series
from encounters.verdicts import AMISS, Word
from encounters.wording.fit import Held
from encounters.wording.kinds import Wording


class Case(Struct, frozen=True):
    """A claim, the date by which its number must have been published, and whether to try how sensitive it is."""

    claim: Number
    by: date | None
    sensitivity: bool = False


def judge_number(bench: Bench, case: Case) -> Verdict:
    """The verdict on a claim with a figure and a printed number."""
    try:
        today = bench.today(case.claim)
    except CannotAnswer as error:
        return not_on_hand(bench, case, error)
    found = _decided(bench, case, today)
    return replace(found, sensitivity=sensitivity(bench, case.claim, today)) if case.sensitivity else found


def _decided(bench: Bench, case: Case, today: Trial) -> Verdict:
    claim, then = case.claim, Then(bench, case.claim, case.by)
    held = today if today.holds else _at_vintage(bench, case, then)
    if held is None:
        return Unheld(bench, case, today, then).verdict()
    remarks = (*today.value.notes, *of_all(claim))
    base = Verdict(claim, Word.CONFIRMED, (), today.recomputed(), evidence=Evidence(remarks=remarks))
    if held is today:
        return _held(claim, today, base)
    remarks = (*remarks, difference(today.value, held.value))
    old = replace(base, word=Word.AT_VINTAGE, recomputed=held.recomputed(), today=today.recomputed())
    return _held(claim, held, replace(old, evidence=Evidence(remarks=remarks)))


def _at_vintage(bench: Bench, case: Case, then: Then) -> Trial | None:
    """The newest release by the claim's date on which its words hold, or what was first printed of the month."""
    found = then.newest_that_holds
    return found or next((trial for trial in sighted(bench, case.claim, case.by) if trial.holds), None)


def _held(claim: Number, held: Trial, found: Verdict) -> Verdict:
    """A claim that holds, unless its words say that it counts people or state an increase that is a ratio."""
    found = replace(found, evidence=replace(found.in_full, readings=tuple(_literal(claim, held))))
    reasons = (*_people(claim), *_points(held))
    if held.sense == "ratio" and claim.says.wording is Wording.INCREASED_TIMES:
        reasons = (*reasons, "ratio-read-as-increase")
    return replace(found, word=Word.MISDESCRIBED, reasons=reasons) if reasons else found


def _people(claim: Number) -> tuple[str, ...]:
    """The reason when the wording counts people and the figure does not."""
    counts_people = claim.series is not None and series(claim.series).unit == "people"
    return ("events-not-people",) if claim.counts == "people" and not counts_people else ()


def _points(trial: Trial) -> tuple[str, ...]:
    """The reason when the wording says percent where the number is of percentage points."""
    return ("points-read-as-percent",) if trial.sense == "points" else ()


def _literal(claim: Number, trial: Trial) -> list[Tried]:
    """Both readings of words such as "3.7 times greater", which can mean the ratio or the increase, and of percent that
    a share rose by."""
    senses, sense = in_each_sense(claim.says, trial.value), trial.sense if trial.holds else ""
    if "points" in senses:
        percent, points = senses["percent"], senses["points"]
        return [
            Tried("read as percent of itself", percent, "percent change", sense == "percent", kind="percent"),
            Tried("read as percentage points", points, "percentage points", sense == "points", kind="points"),
        ]
    if claim.says.wording not in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES):
        return []
    ratio = float(trial.value.value)
    return [
        Tried("read as a ratio", ratio, "times as many", trial.holds and trial.sense == "ratio"),
        Tried("read literally, as an increase", ratio - 1, "times more", trial.holds and trial.sense == "increase"),
    ]


class Unheld(Struct, frozen=True):
    """A claim whose words hold neither today nor at any vintage: imprecise, misdescribed or contradicted."""

    bench: Bench
    case: Case
    today: Trial
    then: Then

    def verdict(self) -> Verdict:
        """The verdict; what does not decide is gathered when it is read."""
        claim, today = self.case.claim, self.today
        if today.fit.held is Held.OPEN:
            return self._open("rounded-source", today.fit.note or "")
        if claim.at is not None and (placed := self._in_another_month()):
            return placed
        if explained(self.bench, claim, today) and missing(claim, self.case.by, self.then):
            return self._open("no-vintage", UNSEEN)
        if self._among_later():
            return self._open("no-vintage", LATER)
        imprecise = next((trial for trial in (today, *self.then.fitting) if trial.fit.held is Held.IMPRECISE), None)
        return self._imprecise(imprecise) if imprecise else self._elsewhere()

    def _among_later(self) -> bool:
        """Whether a place among others may have been right among those of the claim's time, where every release on hand
        that has the period has later ones too."""
        claim, by, used = self.case.claim, self.case.by, self.today.value.scope.used
        if by is None or "others" not in FIGURES[claim.figure].needs or not used or self.then.newest is not None:
            return False
        later = (used[0].release.months[-1].ordinal - Month.of(by).ordinal) // len(claim.period) + 1
        return self.today.read - later <= float(claim.says.value) <= self.today.read

    def _remarks(self, *more: str) -> tuple[str, ...]:
        return (*self.today.value.notes, *of_its_keys(self.case.claim), *self.then.told(self.today), *more)

    def _open(self, reason: str, why: str) -> Verdict:
        return Verdict(
            self.case.claim,
            Word.NOT_CHECKABLE,
            (reason,),
            self.today.recomputed(),
            evidence=lambda: Evidence(remarks=self._remarks(why)),
        )

    def _imprecise(self, trial: Trial) -> Verdict:
        """The right quantity, worded or rounded wrongly."""
        bench, claim, by = self.bench, self.case.claim, self.case.by
        reason = trial.fit.reason or "loose"

        def evidence() -> Evidence:
            found = elsewhere(bench, claim, by)
            readings = (*_literal(claim, trial), *named(bench, claim, by), *found.telling, *found.by_chance)
            return Evidence(readings[: MOST + 2], self._remarks())

        return Verdict(
            claim,
            Word.IMPRECISE,
            (reason, *_people(claim), *_points(trial)),
            trial.recomputed(),
            None if trial is self.today else self.today.recomputed(),
            evidence,
            decision_flips=reason in ("not-over", "not-under"),
        )

    def _in_another_month(self) -> Verdict | None:
        """Misdescribed, where a peak has the number but not in the month that is named."""
        anywhere = replace(self.case.claim, at=None)
        today = self.bench.trial(anywhere, anywhere.today)
        found = today if today.holds else Then(self.bench, anywhere, self.case.by).newest_that_holds
        if found is None:
            return None
        note = f"The peak is in {found.value.details['month']}, not in {self.case.claim.at}."
        return Verdict(
            self.case.claim,
            Word.MISDESCRIBED,
            ("window",),
            found.recomputed(),
            None if found is today else self.today.recomputed(),
            lambda: Evidence(remarks=self._remarks(note)),
        )

    def _elsewhere(self) -> Verdict:
        """Misdescribed where a reading that tells something gives the number, contradicted where none does."""
        bench, claim, by = self.bench, self.case.claim, self.case.by
        own = named(bench, claim, by)
        if holding := [entry for entry in own if entry.holds]:
            reason = holding[0].reason or "cohort"
            return self._told(Word.MISDESCRIBED, (reason,), lambda: self._beside(elsewhere(bench, claim, by), holding))
        found = elsewhere(bench, claim, by)
        if found.telling and found.reasons != (SUPERSEDED,):
            return self._told(Word.MISDESCRIBED, found.reasons, lambda: self._beside(found))
        made = [*found.telling[:1], *slips(claim, self.today)]
        reasons = tuple(dict.fromkeys(entry.reason for entry in made if entry.reason))
        reasons = reasons or (("by-chance",) if found.by_chance else ("no-reading",))
        readings = (*made, *own, *found.by_chance)
        return self._told(Word.CONTRADICTED, reasons, lambda: self._read(found, readings))

    def _told(self, word: Word, reasons: tuple[str, ...], evidence: Callable[[], Evidence]) -> Verdict:
        claim, today = self.case.claim, self.today
        flips = opposite(claim, today)
        return Verdict(claim, word, reasons, today.recomputed(), evidence=evidence, decision_flips=flips)

    def _beside(self, found: Elsewhere, first: Sequence[Tried] = ()) -> Evidence:
        return self._read(found, (*first, *found.telling))

    def _read(self, found: Elsewhere, readings: Sequence[Tried]) -> Evidence:
        return Evidence(tuple(readings[:MOST]), self._remarks(found.told()))


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
    return Verdict(
        claim,
        Word.NOT_CHECKABLE,
        ("no-data",),
        evidence=lambda: Evidence(elsewhere(bench, claim, case.by).telling, lacking),
    )


def _in_series(bench: Bench, case: Case, name: str) -> Verdict:
    """The verdict by a published series that the claim itself does not name. A revision of what was first printed may
    explain a difference here too: no release of the time is on hand."""
    found = judge_number(bench, case)
    held = found.word not in AMISS
    if not held and case.by and explained(bench, case.claim, bench.trial(case.claim, case.claim.today)):
        found = replace(found, word=Word.NOT_CHECKABLE, reasons=("no-vintage",), evidence=Evidence((), found.remarks))
    told = found

    def evidence() -> Evidence:
        return replace(told.in_full, remarks=(IN_SERIES.format(name=name), *told.remarks))

    return replace(found, claim=replace(case.claim, series=None), evidence=evidence)


def _counting_the_same(bench: Bench, claim: Number) -> str | None:
    """The first published series that has all the months, and counts what the claim is about."""
    if claim.series is not None:
        return None
    return next(counting_the_same(bench.holdings, FIGURES[claim.figure], claim.today), None)

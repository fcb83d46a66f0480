"""What else a printed number may be: the readings that the file names, what the search finds near the claim, what had
been printed of other cells of the same month. The simplest first, one that differs in one thing before any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench, Trial, ends, judge
from encounters.claims.chance import easily, meant, tells
from encounters.claims.model import AlsoRead, Number
from encounters.claims.otherwise import REASONS, WIDER, Other, otherwise
from encounters.claims.sightings import sighted, sightings, value
from encounters.claims.verdict import Tried
from encounters.claims.vintages import Then
from encounters.figures import FIGURES
from encounters.figures.question import Question
from encounters.names import DIMENSIONS, Choice, describe
from encounters.periods import Period
from encounters.results import Selection
from encounters.store.series import asked as asked_of
from encounters.store.series import series
from encounters.store.series_part import component_of, region_of
from encounters.wording.fit import Held

if TYPE_CHECKING:
    from encounters.search.model import FoundReading

MOST, SEARCHED = 3, 8
SUPERSEDED = "superseded"
"""The reason for a reading that differs in nothing: the figure of an earlier release."""


class Elsewhere(Struct, frozen=True):
    """How many readings were tried and gave the number, those that tell something with their reasons, and the rest."""

    tried: int
    matching: int
    telling: tuple[Tried, ...]
    reasons: tuple[str, ...]
    by_chance: tuple[Tried, ...]

    def told(self) -> str:
        """The search in one line, so that a chance hit is told apart."""
        count = self.matching
        gives = "none gives" if not count else "1 gives" if count == 1 else f"{count:,} give"
        return f"{self.tried:,} near readings were tried; {gives} the number."


def elsewhere(bench: Bench, claim: Number, by: date | None) -> Elsewhere:
    """The readings of a claim other than its own."""
    tried = list(otherwise(bench.holdings, claim))
    printed = list(_holding(bench, tried, by))
    if claim.than is not None:  # `near` does not search for what compares two sums
        return _sorted(claim, (len(tried), len(printed)), printed)
    from encounters.search.near import expect, near

    while bench.waiting:
        other = bench.waiting.pop(0)
        expect(bench.holdings, other.figure, _question(other))
    asked = _question(claim)
    found = near(bench.holdings, claim.says, claim.figure, asked, by=by or date.max, top=SEARCHED)
    printed, earlier = [*_sighted(bench, claim, asked, by), *printed], list(_earlier(bench, claim, by))
    others = [one for one in found.readings if not _exchanged(asked, one)]
    fitting = [one for one in others if judge(claim, float(one.value), None).held is Held.HOLDS]
    fitting = sorted(fitting, key=lambda one: (one.steps, one.unlikely, one.until is not None))
    more = len(printed) + len(earlier)
    ranked = [*printed, *(_ranked(claim, asked, reading) for reading in fitting), *earlier]
    return _sorted(claim, (found.tried + len(tried) + more, found.matching + more), ranked)


def _exchanged(asked: Question, reading: FoundReading) -> bool:
    """Whether a reading is the claim's own with its two periods exchanged: a rise told as a fall, which is a slip."""
    own, found = asked.selection, reading.selection
    periods = (found.period, reading.against) == (asked.before, own.period)
    return periods and (found.choices(), found.region) == (own.choices(), own.region)


def _holding(bench: Bench, every: Iterable[Other], by: date | None) -> Iterator[Ranked]:
    """Those of other claims whose words hold, today or on what had been published by the claim's date."""
    for other in every:
        trials = (bench.try_claim(other.claim, other.claim.question(day)) for day in ((None, by) if by else (None,)))
        trial = next((trial for trial in trials if trial and trial.holds and meant(other.claim, trial.read)), None)
        if trial is not None:
            yield 1, other.unlikely, (other.reason,), _evidence(AlsoRead(other.words, other.reason), trial)


def _sorted(claim: Number, counted: tuple[int, int], ranked: Iterable[Ranked]) -> Elsewhere:
    """Readings that give the number, each once, the simplest first, and how many were tried and do."""
    every: dict[str, Ranked] = {}
    for one in ranked:
        every.setdefault(one[3].words, one)
    readings = sorted(every.values(), key=lambda one: one[:2])
    telling = [one for one in readings if tells(claim, one[0], one[1])]
    return Elsewhere(
        *counted,
        tuple(one[3] for one in telling),
        telling[0][2] if telling else (),
        tuple(one[3] for one in readings if one not in telling),
    )


def _question(claim: Number) -> Question:
    """What the claim asks of CBP's releases: of a series, what it counts."""
    asked = claim.today
    if FIGURES[claim.figure].to_date:
        asked = replace(asked, selection=replace(asked.selection, period=Period.year_to_date(claim.period.last)))
    if claim.series is None:
        return asked
    entry = series(claim.series)
    component, region = component_of(entry.component), region_of(entry)
    return replace(asked, selection=asked.selection.choosing(component=component, region=region), series=None)


Ranked = tuple[int, bool, tuple[str, ...], Tried]
"""In how many things a reading differs, whether the slip is an unlikely one, its reasons, and its evidence."""


def _ranked(claim: Number, asked: Question, reading: FoundReading) -> Ranked:
    told = _tried(asked, reading)
    if not reading.differs and (counted := _counted_instead(claim)):
        words, reason = counted
        return 1, reading.unlikely, (reason,), replace(told, words=words, reason=reason)
    differing = [name for name in reading.differs if not _easily(asked, reading, name)]
    alone = reading.steps == 1 and differing in (["figure"], ["window"], ["whole"])
    unlikely = reading.unlikely or (len(differing) > 0 and not alone)
    return reading.steps, unlikely, _reasons(asked, reading), told


def _easily(asked: Question, reading: FoundReading, name: str) -> bool:
    """Whether what a reading has in one thing is easily taken for what the claim has: `chance.easily`; of what it is
    compared with, the period just before or a year before."""
    if name != "against" or reading.against is None:
        return easily(asked.selection, reading.selection, name)
    period = reading.selection.period
    return period.first.ordinal - reading.against.first.ordinal in (12, len(period))


def _counted_instead(claim: Number) -> tuple[str, str] | None:
    """What CBP's releases count of the months of a claim whose series counts something else, and the reason."""
    if claim.series is None:
        return None
    entry, part = asked_of(claim.series)
    if entry.unit == "people":
        return "encounters, not people", "events-not-people"
    return None if entry.unit == "encounters" and part in (None, entry.category) else ("all encounters", "cohort")


def _tried(asked: Question, reading: FoundReading) -> Tried:
    words = ", ".join(_words(asked, reading, name) for name in reading.differs) or "an earlier release"
    release = reading.releases[0].release.label() if reading.releases else None
    reason = _reasons(asked, reading)[0]
    return Tried(
        words, reading.value, reading.unit, True, reason, reading.command, release, FIGURES[reading.figure].kind
    )


def _reasons(asked: Question, reading: FoundReading) -> tuple[str, ...]:
    found = [_reason(asked.selection.period, reading.selection.period, name) for name in reading.differs]
    return tuple(dict.fromkeys(found)) or (SUPERSEDED,)


def _reason(own: Period, other: Period, name: str) -> str:
    apart = other.first.ordinal - own.first.ordinal
    if name == "window" and len(own) == len(other) and apart % 12 == 0:
        return "typo-date"
    return REASONS[name]


def _words(asked: Question, reading: FoundReading, name: str) -> str:
    if name == "figure":
        return reading.figure.replace("-", " ")
    if name == "window":
        return reading.selection.period.label()
    if name == "against":
        return f"against {reading.against.label() if reading.against else 'another period'}"
    if name == "whole":
        return f"of {reading.whole.describe()}" if reading.whole else "of another whole"
    return _narrowed(asked.selection, reading.selection, name)


def _narrowed(own: Selection, other: Selection, name: str) -> str:
    choice: Choice = getattr(other, name)
    if not choice:
        return WIDER[name]
    only = " only" if not getattr(own, name) else ""
    return f"{describe(name, choice)}{only}"


def _earlier(bench: Bench, claim: Number, by: date | None) -> Iterator[Ranked]:
    """What had been printed of the claim's own months, where it has no date to have been printed by."""
    if by is not None:
        return
    of_series = Then(bench, claim, date.max).newest_that_holds if claim.series is not None else None
    for trial in [*sighted(bench, claim, date.max), *([of_series] if of_series else [])]:
        if trial.holds:
            value, sources = trial.value, trial.value.scope.sources
            source = sources[0].label() if sources else None
            told = Tried("as first printed", value.value, value.unit, True, SUPERSEDED, None, source, value.kind)
            yield 0, False, (SUPERSEDED,), told


def _sighted(bench: Bench, claim: Number, asked: Question, by: date | None) -> Iterator[Ranked]:
    """Other cells of the same month, as they were printed at the time."""
    low, high = ends(claim)
    for one in [one for one in sightings(claim, by) if low <= one.count <= high]:
        printed = value(claim.figure, one, one.count)
        apart = [name for name in DIMENSIONS if getattr(one.selection, name) != getattr(asked.selection, name)]
        if 0 < len(apart) <= 2 and bench.hold(replace(claim, at=None), printed).holds and meant(claim, one.count):
            words = ", ".join(_narrowed(asked.selection, one.selection, name) for name in apart)
            reasons = tuple(dict.fromkeys(REASONS[name] for name in apart))
            told, source = f"{words}, as first printed", one.source.label()
            tried = Tried(told, one.count, printed.unit, True, reasons[0], None, source, printed.kind)
            yield len(apart), False, reasons, tried


def named(bench: Bench, claim: Number, by: date | None) -> list[Tried]:
    """The readings that the file itself names, on today's data, or where none of them holds, on that of its date."""
    now = _named(bench, claim, None)
    if by is None or any(entry.holds for entry in now):
        return now
    then = _named(bench, claim, by)
    return then if any(entry.holds for entry in then) else now


def _named(bench: Bench, claim: Number, as_of: date | None) -> list[Tried]:
    found: list[Tried] = []
    for entry in claim.readings:
        other = claim.read_as(entry)
        trial = bench.try_claim(other, other.question(as_of)) if entry.arithmetic is None else None
        if trial is not None:
            found.append(_evidence(entry, trial))
    return found


def _evidence(entry: AlsoRead, trial: Trial) -> Tried:
    value, scope = trial.value, trial.value.scope
    release = scope.used[0].release.label() if scope.used else None
    return Tried(entry.what, value.value, value.unit, trial.holds, entry.reason, scope.command, release, value.kind)

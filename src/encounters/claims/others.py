"""Other readings of a claim that give its number, and which of them tell anything.

Rule. A reading that the claims file names counts as it stands. Of the dozens that are searched, one that differs in
one thing counts when the words accept no more than a twentieth of the number ("2.6 million": 2.55 to 2.65 million),
one that differs in two things, or takes a month more or less for a whole year, when they accept no more than a
hundredth ("171,840"). A coarser number is met by chance: the readings that give it are shown, but do not make it
misdescribed. Of numbers made up at two digits, this calls one in fifteen misdescribed; every hit counted, it would be
one in four.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from encounters.claims.bench import Bench, Trial, accepts
from encounters.claims.model import AlsoRead, Number
from encounters.claims.near import Change, near
from encounters.claims.verdict import Tried
from encounters.figures.question import Question
from encounters.names import DIMENSIONS

MOST = 3
ONE, TWO = Fraction(1, 20), Fraction(1, 100)


@dataclass(frozen=True)
class Search:
    """How many near readings were tried, and those that give the number, the likeliest first."""

    tried: int
    held: tuple[tuple[Change, Trial], ...]

    def told(self) -> str:
        """The search in one line, so that a chance hit is told apart."""
        count = len(self.held)
        gives = "none gives" if not count else "1 gives" if count == 1 else f"{count} give"
        return f"{self.tried} near readings were tried; {gives} the number."

    def telling(self, claim: Number) -> list[tuple[Change, Trial]]:
        """The readings that give the number other than by chance."""
        reach = width(claim)
        return [
            (change, trial)
            for change, trial in self.held
            if reach <= (TWO if change.steps > 1 or change.unlikely else ONE)
        ]


def width(claim: Number) -> Fraction:
    """How much the claim's words accept, as a part of the number."""
    held, size = accepts(claim), abs(claim.says.value)
    return (held.high - held.low) / size if size else Fraction(1)


def search(bench: Bench, claim: Number, question: Question) -> Search:
    """Every near reading of a question held against the claim's words."""
    changes = list(near(claim, question))
    bench.prepare(claim.figure, (change.question for change in changes))
    trials = [(change, trial) for change in changes if (trial := bench.try_claim(claim, change.question)) is not None]
    return Search(len(trials), tuple((change, trial) for change, trial in trials if trial.holds))


def named(bench: Bench, claim: Number, as_of: date | None) -> list[Tried]:
    """The readings that the file itself names, where they are of data and can be computed."""
    found: list[Tried] = []
    for entry in claim.readings:
        other = _changed(claim, entry)
        trial = bench.try_claim(other, other.question(as_of)) if entry.arithmetic is None else None
        if trial is not None:
            found.append(_evidence(entry.what, entry.reason, trial))
    return found


def _changed(claim: Number, entry: AlsoRead) -> Number:
    choices = {name: choice for name, choice in entry.changes.items() if name in DIMENSIONS}
    rest: dict[str, Any] = {name: value for name, value in entry.changes.items() if name not in DIMENSIONS}
    return replace(claim, choices={**claim.choices, **choices}, **rest)


def reading(change: Change, trial: Trial) -> Tried:
    """A near reading as evidence."""
    return _evidence(change.words, change.reason, trial)


def _evidence(words: str, reason: str, trial: Trial) -> Tried:
    scope = trial.value.scope
    release = scope.used[0].release.label() if scope.used else None
    return Tried(words, trial.value.value, trial.value.unit, trial.holds, reason, scope.command, release)

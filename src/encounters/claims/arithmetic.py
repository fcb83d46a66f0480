"""Arithmetic on numbers that a claim gives: plus, minus, times, divided by, and parentheses. Nothing else is run.

Rule. The result is held against the words as a figure is; a multiple that is worded as an increase is tried as the
ratio and as the increase. Where it does not fit, a reading that the file names and that does makes it misdescribed.
"""

from __future__ import annotations

from encounters.claims.bench import judge, senses
from encounters.claims.model import Arithmetic
from encounters.claims.verdict import Evidence, Recomputed, Tried, Verdict
from encounters.verdicts import Word
from encounters.wording.fit import RANK, Fit, Held
from encounters.wording.sums import compute


def judge_arithmetic(claim: Arithmetic) -> Verdict:
    """The verdict on arithmetic with the report's own numbers, and on the other readings of it that the file names."""
    value, fit = _held(claim, claim.arithmetic)
    readings = tuple(
        _tried(claim, entry.what, entry.reason, entry.arithmetic) for entry in claim.readings if entry.arithmetic
    )
    holding = [entry for entry in readings if entry.holds]
    word = Word.CONTRADICTED
    reasons: tuple[str, ...] = ("no-reading",)
    if fit.held is Held.HOLDS:
        word, reasons = Word.CONFIRMED, ()
    elif fit.held is Held.IMPRECISE:
        word, reasons = Word.IMPRECISE, (fit.reason or "loose",)
    elif holding:
        word, reasons = Word.MISDESCRIBED, (holding[0].reason or "cohort",)
    return Verdict(
        claim,
        word,
        reasons,
        Recomputed("arithmetic", value, claim.arithmetic, kind="arithmetic"),
        evidence=Evidence(readings, (fit.note,) if fit.note else ()),
        decision_flips=fit.reason in ("not-over", "not-under"),
    )


def _held(claim: Arithmetic, text: str) -> tuple[float, Fit]:
    """The value of some arithmetic, and how it fits the words in the sense that fits best."""
    value = float(compute(text))
    fits = [judge(claim, value - less, None) for less in senses(claim.says).values()]
    return value, min(fits, key=lambda fit: RANK[fit.held])


def _tried(claim: Arithmetic, words: str, reason: str, text: str) -> Tried:
    value, fit = _held(claim, text)
    return Tried(words, value, text, fit.held is Held.HOLDS, reason, kind="arithmetic")

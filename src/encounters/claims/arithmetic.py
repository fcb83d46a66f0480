"""Arithmetic on numbers that a claim gives: plus, minus, times, divided by, and parentheses. Nothing else is run.

Rule. The result is held against the words as a figure is; a multiple that is worded as an increase is tried as the
ratio and as the increase. Where it does not fit, a reading that the file names and that does makes it misdescribed.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from fractions import Fraction

from encounters.claims.fit import Fit, Held
from encounters.claims.model import Claim
from encounters.claims.trial import RANK, judge, senses
from encounters.errors import UsageError
from encounters.verdicts import Reading, Recomputed, Verdict, Word

OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
LONGEST = 200
ALLOWED = re.compile(r"(?:[0-9.+*/()\s_-]|[eE](?=[+-]?[0-9])|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))*")
"""Digits, signs and parentheses; a comma only before three digits, because `3,5` may mean 3.5."""


def compute(text: str) -> Fraction:
    """The exact value of an expression such as `374,000 / 103,603`. Raises UsageError for anything that is none."""
    if len(text) > LONGEST:
        raise UsageError(f"The arithmetic is longer than {LONGEST} characters.", "Write numbers and + - * / ( ).")
    try:
        if not ALLOWED.fullmatch(text):
            raise ValueError("not arithmetic")
        return _value(ast.parse(text.replace(",", "").replace("_", "").strip(), mode="eval").body)
    except ZeroDivisionError:
        raise UsageError(f"'{text}' divides by zero.", None) from None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise UsageError(
            f"'{text}' is not arithmetic.", "Write numbers and + - * / ( ), as in 374,000 / 103,603."
        ) from None


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return Fraction(str(node.value))
    raise ValueError("not arithmetic")


def verdict(claim: Claim) -> Verdict:
    """The verdict on arithmetic with the report's own numbers, and on the other readings of it that the file names."""
    from encounters.claims.numbers import claimed

    value, fit = _held(claim, str(claim.arithmetic))
    readings = tuple(
        _reading(claim, entry.what, entry.reason, entry.arithmetic) for entry in claim.readings if entry.arithmetic
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
        claim.id,
        claim.quote,
        claim.where,
        claim.line,
        word,
        reasons,
        claimed(claim),
        Recomputed("arithmetic", value, str(claim.arithmetic)),
        readings=readings,
        notes=tuple(note for note in (claim.note, fit.note) if note),
        decision_flips=fit.reason in ("not-over", "not-under"),
    )


def _held(claim: Claim, text: str) -> tuple[float, Fit]:
    """The value of some arithmetic, and how it fits the words in the sense that fits best."""
    assert claim.says is not None
    value = float(compute(text))
    fits = [judge(claim, number, None) for _, number in senses(claim.says, value)]
    return value, min(fits, key=lambda fit: RANK[fit.held])


def _reading(claim: Claim, words: str, reason: str, text: str) -> Reading:
    value, fit = _held(claim, text)
    return Reading(words, value, text, fit.held is Held.HOLDS, reason)

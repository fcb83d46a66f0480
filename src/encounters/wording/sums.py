"""Plain arithmetic in a claims file, exact: plus, minus, times, divided by, and parentheses. Nothing else is run."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from fractions import Fraction

from encounters.errors import UsageError

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

"""Words looked for in any case: pattern and text in small letters, which finds them three times as fast as asking the
engine to ignore case does, because it then knows the letters that words begin with."""

from __future__ import annotations

import re

CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[A-Z]")
"""A capital letter of a pattern, or what has one that says something else: `\\S`, the name of a group."""


def in_small(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern for texts in small letters."""
    return re.compile(CAPITAL.sub(lambda found: found[0].lower() if len(found[0]) == 1 else found[0], pattern), flags)


def small(text: str) -> str:
    """The text in small letters, each in its place; one that would become two stays."""
    found = text.lower()
    if len(found) == len(text):
        return found
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)

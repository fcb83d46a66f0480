"""Whether a text says a number itself: not as what somebody denies, expects, or reports as false."""

from __future__ import annotations

import re

from encounters.documents.context import Sentence
from encounters.documents.cues import joined
from encounters.documents.numbers import Number

UNASSERTED = re.compile(
    joined(r"""
        \b(?:(?:did|was|were|is|are|has|have|had) not|\w+n['’]t|never|expect(?:ed|s|ing)?|project(?:ed|s|ing)|
        forecast(?:ed|s)?|predict(?:ed|s|ing)?|anticipat(?:ed|es|ing)|feared|would|will|could|might|if|
        plan(?:s|ned|ning)?|prepar(?:e|ed|es|ing)|assum(?:e|ed|es|ing)|scenarios?|target|capacity|hoped|
        (?:earlier|previous) version|originally|mis(?:stated|reported)|
        false(?:ly)?|fake|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|debunked|myth|hypothetical(?:ly)?)\b
    """),
    re.IGNORECASE,
)
"""Words that make of a number what somebody denies, expects or reports as false."""


def asserted(sentence: Sentence, number: Number) -> bool:
    """Whether the clause asserts the number; the words before it that belong to it ("no fewer than") deny nothing."""
    lead = len(number.text) - (number.end - number.start)
    before = sentence.text[max(0, number.start - 90) : number.start - max(lead, 0)]
    return UNASSERTED.search(re.split(r"[;:.]|, (?:but|and|while)", before)[-1]) is None


DENIED = re.compile(r"\b(?:not|rather than|instead of|as opposed to)(?: (?:the|an?|of))*\s*$", re.IGNORECASE)
"""What stands before a number that somebody else is said to have: "not 2.1 million but 1.7 million"."""
NOT_ONLY = re.compile(r"(?:only|just|merely|simply)\b", re.IGNORECASE)


def denied(sentence: Sentence, number: Number) -> bool:
    """Whether the words right before the number say that it is not so."""
    lead = len(number.text) - (number.end - number.start)
    before = sentence.text[max(0, number.start - 60) : number.start - max(lead, 0)]
    return DENIED.search(before) is not None and not NOT_ONLY.match(number.text)

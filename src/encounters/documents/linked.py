"""Whether a name in a sentence says what a number is of, or whether somebody or something of that name does or says
something: "Texas had 1,000 encounters", and "Texas sued over the 1,000 encounters".

Only words that count or that hold a sentence together may stand between the name and the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from encounters.documents.context import Sentence
from encounters.documents.counted import ACTIVE, COUNTING, FUNCTION, NOUN
from encounters.documents.cues import joined
from encounters.documents.numbers import Number
from encounters.documents.spot import Hit

WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
SOURCE = re.compile(r"\b(?:according to|data (?:of|from|by)|said|says|told|sources? (?:in|at))(?: the| an?)?\s+$", re.I)
"""What stands before one who tells the number."""
OWN_CLAUSE = re.compile(
    joined(rf"""
        \b(?:that|why|because|when|while|whereas|after|before|since|until|once|though|although|as)\s+
        (?:the |these |those |a |all |total |overall |its |more |some |monthly )*(?:{NOUN})\b|
        \bthe (?:combined |overall |grand |whole )?total (?:was|came|rose|reached|is)\b|
        \b(?:that|why|because)\s+(?:the |there were |there had been |some |about |over |nearly |more than )*$
    """),
    re.I,
)
"""What begins a clause in which encounters are counted anew: "Mexico agreed to help when encounters reached"."""
OWNER = re.compile(
    rf"['’]s?\s+(?!(?:{NOUN})\b)(?!(?:share|total|count|numbers?|figures?|part|portion|sector)\b)[a-z]", re.I
)
LONGER_NAME = re.compile(r"\s+(?!(?:Sectors?|Field|Offices?|Border|Agents?|Officers?|Region)\b)[A-Z][a-z]+")


IN_BRACKET = re.compile(r"\s*\([^()]{0,30}")
BESIDE = 0.7
"""How near words for arrests stand to a number that may be of these."""


def linked(sentence: Sentence, number: Number, hit: Hit) -> bool:
    """Whether a name says what a number is of."""
    text = sentence.text
    if SOURCE.search(text[max(0, hit.start - 24) : hit.start]) or _longer(sentence, hit):
        return False
    if hit.end <= number.start:
        between = text[hit.end : number.start]
        return not OWN_CLAUSE.search(between) and all(counts(word) for word in words(sentence, hit.end, number.start))
    behind = words(sentence, number.end, hit.start)
    return not OWNER.match(text, hit.end) and all(counts(word) and word not in ACTIVE for word in behind)


def words(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """The words of a part of a sentence that no cue has."""
    for found in WORD.finditer(sentence.text, start, end):
        if not any(one <= found.start() < other for one, other in sentence.told):
            yield found[0].casefold().rstrip(".'’").removesuffix("'s").removesuffix("’s")


def counts(word: str) -> bool:
    """Whether a word may stand between a name and a number of those of that name."""
    return word in FUNCTION or word in COUNTING or word.endswith("ly")


def _longer(sentence: Sentence, hit: Hit) -> bool:
    """Whether a name is the beginning of a longer one: El Paso Times, Border Patrol Chief."""
    found = LONGER_NAME.match(sentence.text, hit.end)
    return found is not None and not any(one < found.end() and hit.end < other for one, other in sentence.told)


def before_the_bracket(sentence: Sentence, number: Number, hits: Iterable[Hit]) -> Hit | None:
    """The name behind which the bracket opens that the number stands in: "El Paso (FY2023: 427,471)"."""
    before = (hit for hit in hits if hit.end <= number.start)
    return next((hit for hit in before if IN_BRACKET.fullmatch(sentence.text, hit.end, number.start)), None)


def of_arrests(sentence: Sentence, number: Number) -> bool:
    """Whether a number is of apprehensions or arrests, and of no sector, which is the Border Patrol's anyway."""
    beside = any(near.gap < BESIDE for near in sentence.near(number, sentence.arrests))
    return beside and not any(hit.kind == "area" for hit in sentence.scopes)

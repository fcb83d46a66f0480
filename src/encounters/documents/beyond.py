"""What narrows a number in a way that no month, scope or figure of CBP's data does: days, a town, a kind of people.

Such a number is nobody's total of months: it may be confirmed, and is never held against its writer.
"""

from __future__ import annotations

import re

from encounters.documents.context import Sentence
from encounters.documents.counted import FUNCTION, NOUN
from encounters.documents.cues import joined
from encounters.documents.linked import counts, words
from encounters.documents.numbers import Number
from encounters.documents.small import in_small, small
from encounters.wording.words import UNITS

FEW = rf"(?:an?|one|a single|the|that|this|those|last|past|first|final|next|each|every|per|\d+|{'|'.join(UNITS)})"
DAYS = in_small(
    joined(rf"""
        \b{FEW}\s+(?:(?:full|single|last|past|first|final|straight|busiest|\d+|{"|".join(UNITS)})\s+)*
        (?:weeks?|weekends?|fortnights?|hours?)\b|\b(?:weekly|overnight|weekend)\b|
        \b(?:\d+|{"|".join(one for one in UNITS if one not in ("a", "an", "one"))}|few|several)\s+days\b|
        \b(?:one|single)[- ]day\b|\bin an? (?:single )?day\b
    """),
)
"""Times that are shorter than a month."""
MONTHS = re.compile(
    rf"(?:\s+\w+){{0,2}}\s+in\s+(?:\w+\s+)?(?:each|every|all|most|several|some|many|\d+|{'|'.join(UNITS)})"
    r"(?:\s+of)?(?:\s+the)?(?:\s+\w+)?\s+months\b",
    re.IGNORECASE,
)
"""Of how many months a number is told: "topped 200,000 in ten months"."""
BETWEEN = re.compile(r"\bbetween\s+(?:[\d.,]+\s+(?:\w+illion\s+)?and\s+)?$", re.IGNORECASE)
"""What stands before the ends of what months lie between."""
TOWN = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside)\s+(?P<name>(?:[A-Z][\w.'’-]+\s?)+)")
"""A place that is named."""
KIND = in_small(
    joined(rf"""
        \b(?:{NOUN}|people|persons?|individuals|noncitizens|nationals|foreigners|aliens)\s+
        (?:who|whose|wanted|carrying|claiming|seeking|under|aged|with|without|on|from|outside|released|paroled|admitted)
        \s+(?P<what>[\w'’-]+(?:\s+[\w'’-]+)?)
    """),
)
"""What kind of people are counted: "people on the watchlist", "migrants with convictions"."""
MEAN = re.compile(
    r"\b(?:mean|median|averag(?:e|ed|es|ing)|typical(?:ly)?|per year|each year|every year)\b",
    re.I,
)
"""Words for a mean, which is no total; of months and days there are figures of their own."""
NEAR, BESIDE = 1.2, 0.6
"""How near a time or a kind of people stands that a number is of."""


BEHIND = re.compile(r"[^,;:.()—–\"“”]*?(?=[,;:.()—–\"“”]|\b(?:who|that|which|when|as|because|while)\b|$)")
"""What stands behind a number in its own words."""
ASIDE = re.compile(r"\s+(?:repeat|asylum[- ]seekers?)\b", re.IGNORECASE)
"""What of a number's own words is known, and still tells of a part."""
SUBJECT = re.compile(
    r"(?:^|[,;:.()—–\"“”])(?P<who>[^,;:.()—–\"“”]*?)"
    r"\b(?P<did>recorded|made(?! up)|saw|encountered|counted|logged|had|arrested|apprehended|caught|stopped|"
    r"registered|detained|intercepted)\s+(?:[a-z]+\s+){0,4}$"
)
"""Who makes the encounters, before a number."""
_KINDS = """
    adults asylum children claims crossers men minors repeat seekers troopers women
"""
KINDS = frozenset(_KINDS.split())
"""People of whom CBP tells no number, or by another name: "700,000 women"."""
_ACTORS = """
    administration agencies agency authorities biden cbp customs dhs government nation officials protection trump
    washington
"""
ACTORS = frozenset(_ACTORS.split())
"""Who speaks of all encounters."""


def beyond(sentence: Sentence, number: Number) -> bool:
    """Whether words narrow a number beyond what CBP's data tell."""
    months = MONTHS.match(sentence.text, number.end) or BETWEEN.search(sentence.text[: number.start])
    narrowed = (_of_days, _of_a_town, _of_a_kind, _of_others, _by_others)
    return bool(months) or any(one(sentence, number) for one in narrowed)


def averaged(sentence: Sentence, number: Number) -> bool:
    """Whether a number is told to be a mean of months or years, and so is no total of them."""
    return any(sentence.gap(number, mean.start(), mean.end()) < NEAR for mean in MEAN.finditer(sentence.text))


def _of_days(sentence: Sentence, number: Number) -> bool:
    found = DAYS.finditer(small(sentence.text))
    return any(sentence.gap(number, days.start(), days.end()) < NEAR for days in found)


def _of_a_town(sentence: Sentence, number: Number) -> bool:
    """Whether a place that is no scope stands where a scope would."""
    for town in TOWN.finditer(sentence.text, 0, number.start):
        start, end = town.span("name")
        if not any(one < end and start < other for one, other in sentence.told) and town["name"].strip() not in WHOLE:
            return all(counts(word) for word in re.findall(r"[\w'’-]+", sentence.text[end : number.start].casefold()))
    return False


WHOLE = ("CBP", "DHS", "FY", "U.S", "U.S.", "America", "Title", "FYTD", "CY")
"""What is named and is no place that narrows."""


def _of_a_kind(sentence: Sentence, number: Number) -> bool:
    """Whether the people counted are told to be of some kind, right behind the number or before it."""
    for kind in KIND.finditer(small(sentence.text)):
        start, end = kind.span("what")
        told = any(one < end and start < other for one, other in sentence.told)
        plain = all(word in FUNCTION for word in kind["what"].split())
        if not told and not plain and sentence.gap(number, kind.start(), end) < BESIDE:
            return True
    return False


def _of_others(sentence: Sentence, number: Number) -> bool:
    """Whether the words behind a number, up to the next time or number, say more of what it counts than is known."""
    ends = [when.start for when in sentence.periods] + [one.start for one in sentence.numbers]
    found = BEHIND.match(sentence.text, number.end, min((end for end in ends if end >= number.end), default=10**9))
    own = words(sentence, *found.span()) if found else ()
    return bool(ASIDE.match(sentence.text, number.end)) or any(not counts(word) or word in KINDS for word in own)


def _by_others(sentence: Sentence, number: Number) -> bool:
    """Whether somebody else than CBP, or some place, is said to have had the encounters."""
    found = SUBJECT.search(sentence.text[: number.start])
    if found is None:
        return False
    start, end = found.span("who")
    named = found["did"] != "had" and any(
        hit.kind == "citizenship" and start <= hit.start < end for hit in sentence.scopes
    )
    return named or any(not counts(word) and word not in ACTORS for word in words(sentence, start, end))

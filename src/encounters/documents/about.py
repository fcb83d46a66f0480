"""Whether a number is about encounters at all: reasons that it is none, and the weight of the words for and against."""

from __future__ import annotations

import re

from encounters.documents.clock import DATE
from encounters.documents.context import Sentence
from encounters.documents.counted import BEFORE_NAME, DONE_TO, DURATIONS, FUNCTION, NOUN
from encounters.documents.numbers import Number
from encounters.documents.order import orders
from encounters.documents.spot import Hit, scopes
from encounters.periods import MONTH_NAMES
from encounters.wording.kinds import Kind, Wording
from encounters.wording.words import TENS, UNITS

DAY = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)}|{'|'.join(name[:3] for name in MONTH_NAMES)}|Sept)\.?\s+$")
DAY_BEFORE = re.compile(rf"\s+(?:of\s+)?(?:{'|'.join(MONTH_NAMES)})\b")
PHRASE = re.compile(r"[\s-]+([A-Za-z][A-Za-z'’-]*)")
PEOPLE = re.compile(
    r"(?:people|persons?|individuals|men|women|children|kids|minors|adults|nationals|citizens|members|foreigners)$",
    re.I,
)
COUNTED = re.compile(
    rf"(?:{NOUN}|cases|stops|arrests|times|events|incidents|attempts|total|mark|figure|level)$", re.IGNORECASE
)
NOUN_AT_ALL = re.compile(rf"(?<![\w-])(?:{NOUN})(?![\w])", re.IGNORECASE)
RATE_BASE = re.compile(r"\b(?:every|each|per|out of|of every)\s+$", re.IGNORECASE)
RATE = re.compile(
    rf"(?:\s+(?:{NOUN}))?\s+(?:(?:for|in|of|out of) every|out of|per|for each)\s+1(?:0+|,000|0,000|00,000)\b",
    re.IGNORECASE,
)
"""What stands before and behind the numbers of a rate: "7 encounters for every 1,000 residents"."""
HALF_OF_A_TIME = re.compile(r"\b(?:first|second|latter|other)\s+$", re.IGNORECASE)
VOTE = re.compile(r"\s*(?:-|–|to)\s*\d{1,3}\b(?![,%])")
TIMES_WHAT = re.compile(
    (
        r"\s*(?:as|more|greater|higher|larger|fewer|less|that|those|the|their|its|what|his|over|"
        r"(?:of )?(?:last|the) year)\b|\s*[|]"
    ),
    re.I,
)
BASE = -1.2
SAID_OF_MONTHS = 1.0
"""What it says for a number that it is told as an average or a peak of months, or as a place or a run of them."""
MULTIPLIED = re.compile(r"(?:multiplied|grew|grown|rose|increased) by (?:a factor of )?(?:\w+ ){0,3}$", re.IGNORECASE)
MOST_TIMES = 1_000
"""What something "grew by" is from here on no multiple, but a number of encounters."""
TIMES = re.compile(r"times as many|multiple|factor|ratio", re.IGNORECASE)
"""What stands before a multiple that is printed as a plain number, and what heads a column of them."""


def multiplied(sentence: Sentence, number: Number) -> bool:
    """Whether a plain number is a multiple."""
    heads = any(TIMES.search(head.text) for head in sentence.heads[:2])
    few = number.written is not None and number.written.value < MOST_TIMES
    return heads or (few and bool(MULTIPLIED.search(sentence.text[: number.start])))


def other(sentence: Sentence, number: Number) -> str | None:
    """Why a number is none of encounters, whatever the data say, or None."""
    before, after = sentence.text[: number.start], sentence.text[number.end :]
    if number.note:
        return number.note
    if number.money or (number.kind is Kind.MONEY):
        return "money"
    if number.written is None:
        return "no count"
    if orders(sentence, number):
        return None
    if number.place:
        return "ordinal"
    if any(day.start() <= number.start < day.end() for day in DATE.finditer(sentence.text)):
        return "date"
    if any(when.start <= number.start < when.end for when in sentence.periods):
        return "date"
    return _named(number, before, after) or _measured(sentence, number, before, after)


def _named(number: Number, before: str, after: str) -> str | None:
    """A number that is a name, a date or a part of one."""
    digits = number.text.replace(",", "")
    if (
        digits.isdigit()
        and "," not in number.text
        and BEFORE_NAME.search(before[-24:])
        and not re.search(r"(?:figure|case|line|class|note|total)\s+(?:of|is|was)\s*$", before[-24:])
    ):
        return "name"
    if DAY.search(before[-14:]) and digits.isdigit() and int(digits) <= 31:
        return "date"
    if DAY_BEFORE.match(after) and digits.isdigit() and int(digits) <= 31:
        return "date"
    if re.fullmatch(r"(?:1[6-9]|20)\d\d", number.text):
        return "year"
    if re.match(r"[/:]\d|-\d{3,}|\s*(?:U\.S\.C|C\.F\.R|F\.\dd)", after) or re.search(
        r"\d[/:.-]$|\(\d{3}\)\s*\d*-?$", before[-8:]
    ):
        return "name"
    if number.text.startswith("0") and number.text.isdigit():
        return "name"
    if (
        number.kind is Kind.COUNT
        and len(digits) <= 3
        and (VOTE.match(after) or re.search(r"\d\s*(?:-|–|to)\s*$", before[-6:]))
    ):
        return "vote"
    return None


def _measured(sentence: Sentence, number: Number, before: str, after: str) -> str | None:
    """A duration, an age, a degree, people of whom something else is told: the words beside it say what it measures."""
    if DONE_TO.search(before[-60:]):
        return "else"
    if number.kind is Kind.COUNT and DURATIONS.match(after) and number.written and number.written.value < 1000:
        return "duration"
    if re.match(r"\s*(?:°|degrees|percentage|points?\b)", after) and number.kind is Kind.COUNT:
        return "measure"
    if number.kind is Kind.MULTIPLE and number.written and number.written.wording is Wording.TIMES:
        turned = any(near.gap < 0.6 for near in sentence.near(number, sentence.changes))
        if not turned and not TIMES_WHAT.match(after):
            return "occasions"
    if RATE_BASE.search(before) or RATE.match(after):
        return "rate"
    if number.text.casefold().endswith("half") and HALF_OF_A_TIME.search(before):
        return "period"
    small = number.kind is Kind.COUNT and number.written is not None and number.written.value < 130
    if (
        small
        and "," not in number.text
        and re.search(r"[A-Z][\w.]+,\s*$", before[-24:])
        and re.match(r"\s*(?:,|\.|$)", after)
    ):
        return "age"
    if (
        small
        and re.search(r"\b(?:am|aged?|is|turned)\s+$", before[-8:])
        and re.match(r"\s*(?:and\b|,|\.|years)", after)
    ):
        return "age"
    return None


def counted(sentence: Sentence, number: Number) -> tuple[str, list[str]]:
    """What the words behind a count say that it counts: encounters, people, else, or nothing; and the words."""
    words: list[str] = []
    at = number.end
    while len(words) < 5 and (found := PHRASE.match(sentence.text, at)):
        word = found[1]
        if word.casefold().rstrip("'’s") in FUNCTION or word.casefold() in FUNCTION:
            break
        words.append(word)
        at = found.end()
        if re.match(r"[,.;:)]", sentence.text[at : at + 1]):
            break
    phrase = " ".join(words)
    if not words:
        return "nothing", words
    if NOUN_AT_ALL.search(phrase) or any(COUNTED.match(word) for word in words[:4]):
        return "encounters", words
    if any(hit.kind in ("citizenship", "demographic", "authority", "component") for hit in scopes(phrase)):
        return "encounters", words
    if any(PEOPLE.match(word) for word in words[:3]):
        return "people", words
    first = words[0]
    if first.lower() in UNITS or first.lower() in TENS:
        return "nothing", words
    if first.endswith(("ed", "ing", "ly")) or first[0].isupper():
        return "nothing", words
    return "else", words


def weight(sentence: Sentence, number: Number, trail: tuple[Sentence, ...], heading: Sentence | None) -> float:
    """How much the words speak for encounters rather than for something else, as the logarithm of the odds."""
    found = BASE
    order = bool(orders(sentence, number))
    kind = counted(sentence, number)[0] if number.kind is Kind.COUNT and not order else "nothing"
    if kind == "encounters":
        found += 3.0
    elif kind == "people":
        found += 0.2
    elif kind == "else":
        found -= 3.5
    found += _border(sentence, number) - _elsewhere(sentence, number)
    if order or any(near.gap < 0.6 for near in sentence.near(number, sentence.figures)):
        found += SAID_OF_MONTHS
    if not sentence.around:
        for age, earlier in enumerate(reversed(trail[-2:])):
            same = earlier.block is sentence.block
            found += (0.9 if same else 0.4) * min(_strength(earlier.border), 2.0) / 2 / (age + 1)
            found -= (0.4 if same else 0.1) * min(_strength(earlier.elsewhere), 2.0) / 2 / (age + 1)
    if heading is not None:
        found += 0.4 * min(_strength(heading.border), 2.0)
    if number.kind is Kind.COUNT and number.written is not None and not order and not multiplied(sentence, number):
        found -= 1.6 if number.written.value < 50 else 0.8 if number.written.value < 1000 else 0.0
    return found


def _border(sentence: Sentence, number: Number) -> float:
    """The words for encounters in the sentence, or in what heads a cell, the nearest most."""
    found = 0.0
    for hit in sentence.border:
        gap = sentence.gap(number, hit.start, hit.end)
        found = max(found, hit.doubt * max(0.45, 1 - gap / 2.5))
    narrowed = [near for near in sentence.near(number, sentence.scopes) if near.hit.value]
    if narrowed:
        found += max(0.3, 1.3 - 0.6 * narrowed[0].gap)
    for head in sentence.heads:
        found = max(found, max((hit.doubt for hit in head.border), default=0.0))
    if any(head.scopes for head in sentence.heads[:1]):
        found += 1.0
    return found


def _elsewhere(sentence: Sentence, number: Number) -> float:
    found = 0.0
    for hit in sentence.elsewhere:
        gap = sentence.gap(number, hit.start, hit.end)
        found = max(found, hit.doubt * max(0.25, 1 - gap / 1.6))
    if sentence.heads:
        column = sentence.heads[1] if len(sentence.heads) > 1 else sentence.heads[0]
        found += 2.0 * max((hit.doubt for hit in column.elsewhere), default=0.0)
        if column.text and not _heads(column):
            found += 2.0
    return found


def _heads(column: Sentence) -> bool:
    """Whether the head of a column can stand over encounters: a period, a scope, a word for them or for a change."""
    told: list[Hit] = [*column.border, *column.scopes, *column.changes, *column.figures]
    return bool(told or column.periods) or bool(
        re.search(r"total|number|count|share|percent|%|all\b", column.text, re.I)
    )


def _strength(hits: list[Hit]) -> float:
    return sum(sorted((hit.doubt for hit in hits), reverse=True)[:2])

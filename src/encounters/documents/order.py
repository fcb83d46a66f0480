"""Numbers of order: the place of a month, year or category, a run of months, a number that months stay above or below.

Rule. "third-highest" is a rank, or among nationalities, sectors and the like a category-rank. "16 straight months" and
"for the fourth month in a row" are a streak beside a word of change, and months-above or months-below beside a number
that is passed. A number that each month is said to pass is the lowest of them, or their peak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from encounters.documents.context import Sentence
from encounters.documents.cues import joined
from encounters.documents.numbers import Number
from encounters.documents.statements import CATEGORY as CATEGORY_WORDS
from encounters.documents.statements import LOW as LOW_WORDS
from encounters.figures.question import NO_TERMS, Terms
from encounters.wording.kinds import LOWER_BOUNDS, UPPER_BOUNDS, Kind
from encounters.wording.words import TENS, UNITS, in_figures

LOW = re.compile(rf"(?:{LOW_WORDS})$", re.IGNORECASE)
CATEGORY = re.compile(rf"\b(?:{CATEGORY_WORDS})\b", re.IGNORECASE)
RUN = re.compile(
    joined(r"""
        [\s-]*(?P<straight>(?:straight|consecutive|successive)[\s-]+)?(?:full |whole )?months?\b
        (?P<row>\s+(?:in a row|running|straight|on end))?
    """),
    re.IGNORECASE,
)
OF_CHANGE = re.compile(
    r"\s+of (?P<word>rising|growth|increases?|gains|falling|declin\w+|decreases?|drops)", re.IGNORECASE
)
BEYOND = re.compile(
    r"\s+(?:above|over|below|under|with (?:more|fewer|less) than|in excess of|of (?:more|fewer) than)\b"
)
EACH = re.compile(
    joined(r"""
        \b(?:in |for )?(?:each|every)(?: single| one)?(?: (?:of|the|those|these|its|last|past|previous|[a-z]+|\d+)){0,5}
[ ]months?\b|\bmonth after month\b|months (?:in a row|running|straight)|(?:straight|consecutive|successive) months?
    """),
    re.IGNORECASE,
)
MONTHS = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join([*UNITS, *TENS])})[\s-]+(?:straight |consecutive |full )?months\b", re.IGNORECASE
)
NEVER = re.compile(
    joined(r"""
        \b(?:never|not once|did not|have not|has not)(?: \w+){0,3}? (?P<low>below|under|fewer than|less than)|
        \b(?:never|not once|did not|have not|has not)(?: \w+){0,3}?[ ]
        (?:above|over|more than|exceed(?:ed)?|topp?(?:ed)?|pass(?:ed)?|reach(?:ed)?)
    """)
    + r"\s*$",
    re.IGNORECASE,
)
NO_MONTH = re.compile(r"\bno (?:single |other |one )?months?\b", re.IGNORECASE)
LEAST = 1000
"""What a number that months pass is at least."""


class Order(Struct, frozen=True):
    """A figure of order that a number may be: its wording in a claim, cost, terms, the months that its period has, and
    the dimension whose categories are ranked, "" for any."""

    name: str
    says: str
    cost: float
    terms: Terms = NO_TERMS
    months: int | None = None
    ranked: str | None = None


def orders(sentence: Sentence, number: Number) -> list[Order]:
    """The figures of order that a number may be, none for most numbers."""
    if number.place and RUN.match(sentence.text, number.end) is None:
        return list(_places(sentence, number))
    if number.kind is not Kind.COUNT or number.written is None:
        return []
    if number.written.value < LEAST:
        return list(_runs(sentence, number))
    return list(_passed(sentence, number))


def _places(sentence: Sentence, number: Number) -> Iterator[Order]:
    """A place among others: of the category that the words behind name, else of the months or years."""
    terms = Terms(lowest=bool(LOW.search(number.text)))
    behind = sentence.text[number.end : number.end + 60]
    named = CATEGORY.search(re.split(r"[.;:,]", behind)[0])
    if named:
        yield Order("category-rank", number.text, 0.0, terms, ranked=named.lastgroup)
        return
    period = re.match(r"[\s-]+(?:\w+ ){0,2}(?:months?|years?|monthly|annual)\b", behind)
    yield Order("rank", number.text, 0.0 if period else 0.2, terms)
    if not period:
        yield Order("category-rank", number.text, 0.4, terms, ranked="")


def _runs(sentence: Sentence, number: Number) -> Iterator[Order]:
    """A run of months: of rises, of falls, or above or below a number."""
    assert number.written is not None
    run = RUN.match(sentence.text, number.end)
    if run is None or number.written.value < 2 or number.written.value.denominator != 1:
        return
    length = int(number.written.value)
    says = number.text if number.place else f"{number.text} months"
    told = bool(run["straight"] or run["row"])
    passed = [other for other in sentence.numbers if _passes(other) and abs(other.start - number.end) < 90]
    if passed and (told or BEYOND.match(sentence.text, run.end()) or EACH.search(sentence.text)):
        other = min(passed, key=lambda one: abs(one.start - number.start))
        assert other.written is not None
        name = "months-above" if other.written.comparator in LOWER_BOUNDS else "months-below"
        yield Order(name, says, 0.0, Terms(threshold=int(other.written.value), in_a_row=told), length)
        return
    changed = OF_CHANGE.match(sentence.text, run.end())
    if not told and not changed:
        return
    near = sentence.near(number, [hit for hit in sentence.changes if hit.value in ("rise", "fall")])
    fall = (
        bool(re.match(r"fall|decl|decr|drop", changed["word"]))
        if changed
        else bool(near) and near[0].hit.value == "fall"
    )
    if changed or (near and near[0].gap < 1.3):
        yield Order("streak", says, 0.0, Terms(lowest=fall), length + 1)


def _passes(number: Number) -> bool:
    """Whether a number is one that months are said to be above or below."""
    written = number.written
    return bool(
        written
        and written.kind is Kind.COUNT
        and written.value >= LEAST
        and written.value.denominator == 1
        and written.comparator in (*LOWER_BOUNDS, *UPPER_BOUNDS)
    )


def _passed(sentence: Sentence, number: Number) -> Iterator[Order]:
    """A number that every month is above or below: their lowest, or their peak."""
    assert number.written is not None
    core = " ".join(sentence.text[number.start : number.end].split())
    if never := NEVER.search(sentence.text[max(0, number.start - 60) : number.start]):
        name, words = ("lowest", "at least") if never["low"] else ("peak", "at most")
        yield Order(name, f"{words} {core}", 0.0, months=_length(sentence))
    elif _passes(number) and NO_MONTH.search(sentence.text, 0, number.start):
        name, words = ("peak", "at most") if number.written.comparator in LOWER_BOUNDS else ("lowest", "at least")
        yield Order(name, f"{words} {core}", 0.0, months=_length(sentence))
    elif _passes(number) and EACH.search(sentence.text):
        yield Order(
            "lowest" if number.written.comparator in LOWER_BOUNDS else "peak",
            number.text,
            0.0,
            months=_length(sentence),
        )


def _length(sentence: Sentence) -> int | None:
    """How many months a sentence speaks of, where it says so."""
    told = MONTHS.search(sentence.text)
    return in_figures(told["count"]) if told else None

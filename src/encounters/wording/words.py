"""The words that printed numbers are made of, and what each means. The longest phrase that fits is read.

A table maps phrases, "|" between them, to their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum, auto
from fractions import Fraction
from typing import TypeVar


class Comparator(StrEnum):
    EXACT = auto()
    OVER = auto()
    AT_LEAST = auto()
    UNDER = auto()
    AT_MOST = auto()
    ALMOST = auto()
    ABOUT = auto()
    BETWEEN = auto()


class Kind(StrEnum):
    COUNT = auto()
    MONEY = auto()
    SHARE = auto()
    MULTIPLE = auto()
    PERCENT_CHANGE = auto()
    POINTS = auto()  # percentage points: "3 pp" is 3/100


class Wording(StrEnum):
    """How a multiple is worded. Which of them mean a ratio and which an increase is not decided here."""

    TIMES = auto()
    TIMES_AS_MANY = auto()
    TIMES_GREATER = auto()
    INCREASED_TIMES = auto()
    FACTOR = auto()  # doubled, tripled, halved: the value is the multiple, 2, 3, 1/2


T = TypeVar("T")
Phrases = dict[tuple[str, ...], T]


def phrases(table: Mapping[str, T]) -> Phrases[T]:
    read = {tuple(phrase.split()): meaning for spelled, meaning in table.items() for phrase in spelled.split("|")}
    return dict(sorted(read.items(), key=lambda item: -len(item[0])))


def counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


COMPARATORS = phrases(
    {
        "over|just over|more than|above|exceeding|in excess of|upwards of": Comparator.OVER,
        "at least|no fewer than|no less than|not less than": Comparator.AT_LEAST,
        "under|below|fewer than|less than": Comparator.UNDER,
        "up to|as many as|as much as|at most|no more than|not more than": Comparator.AT_MOST,
        "almost|nearly|close to|just under|just below": Comparator.ALMOST,
        "about|roughly|approximately|around|some": Comparator.ABOUT,
    }
)
BEFORE = phrases(
    {
        "+|up|rose|risen|grew|grown|climbed|jumped|soared|surged|increased": 1,
        "rise|a rise|increase|an increase|jump|a jump|growth": 1,
        "-|down|fell|fallen|dropped|declined|decreased|reduced|cut": -1,
        "fall|a fall|drop|a drop|decline|a decline|decrease|a decrease|reduction|a reduction|a cut": -1,
    }
)
AFTER = phrases(
    {
        "increase|rise|jump|growth|higher than|higher|more than|more|greater than|greater": 1,
        "decrease|drop|fall|decline|reduction|cut|lower than|lower|fewer than|fewer|less than|less": -1,
    }
)
GREATER = ["greater", "more", "higher", "larger"]
MEASURES = phrases(
    {
        "%|percent|per cent": (Kind.SHARE, None),
        "pp|percentage point|percentage points|percentage - point": (Kind.POINTS, None),
        "dollars": (Kind.MONEY, None),
        "times|x|fold|- fold": (Kind.MULTIPLE, Wording.TIMES),
        "times as many|times as much|times as high|times the number": (Kind.MULTIPLE, Wording.TIMES_AS_MANY),
        "times as many as|times as much as|times as high as": (Kind.MULTIPLE, Wording.TIMES_AS_MANY),
        "|".join(f"times {word}|times {word} than" for word in GREATER): (
            Kind.MULTIPLE,
            Wording.TIMES_GREATER,
        ),
    }
)
FACTORS = phrases(
    {
        "doubled|double|doubling|double the number": (Fraction(2), Wording.FACTOR),
        "tripled|triple|tripling|triple the number": (Fraction(3), Wording.FACTOR),
        "quadrupled|quadruple|quadrupling|quadruple the number": (Fraction(4), Wording.FACTOR),
        "halved|halving|in half": (Fraction(1, 2), Wording.FACTOR),
        "twice|twice as many|twice as many as|twice as much|twice the number": (
            Fraction(2),
            Wording.TIMES_AS_MANY,
        ),
    }
)
UNITS = counted("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 1)
UNITS |= counted("sixteen seventeen eighteen nineteen", 16)
TENS = counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
PARTS = {"half": 2} | counted("third quarter fifth sixth seventh eighth ninth tenth", 3)
PARTS |= {f"{name}s": whole for name, whole in PARTS.items()}
GROUPS = phrases({"dozen": 12, "hundred": 100})
SCALES = phrases({"thousand|k": 10**3, "million|m": 10**6, "billion|bn": 10**9})
RANGES = phrases({"between": "and", "from": "to"})
POWERS = [10**power for power in range(3, 10)]
NOUN = (
    "encounter|encounters|migrant|migrants|people|persons|individuals|apprehension|apprehensions|expulsion|"
    "expulsions|arrests|crossings|noncitizens|criminal noncitizens|gang members|cases"
)
NOUNS = phrases({NOUN: True})
RATIO = phrases({f"{noun} {word}": word for noun in ("", *NOUN.split("|")) for word in ("out of", "in")})
RATES = {"month": "monthly", "day": "daily", "week": "weekly", "year": "yearly"}
RATE = {f"a {span}|per {span}|each {span}|every {span}|{adverb}": True for span, adverb in RATES.items()}
TRAILING = phrases({**RATE, NOUN: True, "on average|of them|of the total": True})
OF = phrases({"of|of all|of the|of those|of these": True})
OPENING = phrases({"average of|an average of|total of|a total of": True})

HALF = (Fraction(1, 2), Fraction(1, 20))

DASHES = "\u2010\u2011\u2013\u2212-"
NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[0-9]{1,18})(?:\.[0-9]{1,18})?(?!,?[0-9])"
TOKEN = re.compile(rf"\s*(?:({NUMBER}|[A-Za-z]+?(?=[Ff][Oo][Ll][Dd]\b)|[A-Za-z]+|[%$+{DASHES}])|\Z)")

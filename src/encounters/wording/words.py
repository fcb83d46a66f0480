"""The words that printed numbers are made of, and what each means. The longest phrase that fits is read.

A table maps phrases, "|" between them, to their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from encounters.wording.kinds import Comparator, Kind, Wording

T = TypeVar("T")
Phrases = dict[tuple[str, ...], T]


def phrases(table: Mapping[str, T]) -> Phrases[T]:
    read = {tuple(phrase.split()): meaning for spelled, meaning in table.items() for phrase in spelled.split("|")}
    return dict(sorted(read.items(), key=lambda item: -len(item[0])))


def counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


COMPARATORS = phrases(
    {
        "over|just over|a little over|slightly over|well over|above|just above|well above|north of": Comparator.OVER,
        "more than|a little more than|slightly more than|well more than|greater than|higher than": Comparator.OVER,
        "exceeding|exceeded|exceeds|in excess of|upwards of|topped|topping|tops": Comparator.OVER,
        "surpassed|surpassing|surpasses|passed|crossed": Comparator.OVER,
        "at least|no fewer than|no less than|not less than|a minimum of": Comparator.AT_LEAST,
        "under|below|well under|well below|fewer than|less than|lower than": Comparator.UNDER,
        "at most|no more than|not more than|a maximum of": Comparator.AT_MOST,
        "up to|as many as|as much as": Comparator.UP_TO,
        "almost|nearly|close to|just under|just below|just shy of|shy of|a little under": Comparator.ALMOST,
        "slightly under|a little less than|slightly less than|slightly fewer than": Comparator.ALMOST,
        "approaching|not quite": Comparator.ALMOST,
        "about|roughly|approximately|around|some|an estimated|~": Comparator.ABOUT,
        "just|only|reached|reaching|hit|exactly": Comparator.EXACT,
    }
)
COMPARATORS_AFTER = phrases(
    {"- plus|plus|+": Comparator.OVER, "or more": Comparator.AT_LEAST, "or so": Comparator.ABOUT}
    | {"or fewer|or less": Comparator.AT_MOST}
)
BEFORE = phrases(
    {
        "+|up|rose|risen|grew|grown|climbed|jumped|soared|surged|increased|gained": 1,
        "rise|a rise|increase|an increase|jump|a jump|growth": 1,
        "-|down|fell|fallen|dropped|declined|decreased|reduced|cut|plunged|minus": -1,
        "fall|a fall|drop|a drop|decline|a decline|decrease|a decrease|reduction|a reduction|a cut": -1,
    }
)
AFTER = phrases(
    {
        "increase|rise|jump|growth|higher than|higher|more than|more|greater than|greater|above": 1,
        "decrease|drop|fall|decline|reduction|cut|lower than|lower|fewer than|fewer|less than|less|below": -1,
    }
)
COMPARED = phrases({"higher|more|greater|larger": 1, "lower|fewer|less|smaller": -1})
COMPARED_WITH = phrases(
    {f"than {time}": True for time in ("in", "during", "a year", "a month", "the year", "the month", "the same")}
    | {"than the previous|than ever|than before": True}
)
GREATER = ["greater", "more", "higher", "larger"]
MEASURES = phrases(
    {
        "%|percent|per cent|- percent": (Kind.SHARE, None),
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
        "quintupled|quintuple|quintupling|quintuple the number": (Fraction(5), Wording.FACTOR),
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
RANGES = phrases({"between": "and", "ranging from|anywhere from": "to"})
ORDINALS = counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1)
ORDERED = phrases(
    {"|".join(f"{mark}{order}" for mark in ("", "- ") for order in ("highest", "largest", "lowest", "smallest")): True}
)
POWERS = [10**power for power in range(3, 10)]
NOUN = (
    "encounter|encounters|migrant|migrants|people|persons|individuals|apprehension|apprehensions|expulsion|"
    "expulsions|arrests|crossings|noncitizens|criminal noncitizens|gang members|cases"
)
NOUNS = phrases({NOUN: True})
LINKS = {"out of": "out of", "in": "in", "in every": "in", "out of every": "out of", "- in -": "in"}
RATIO = phrases({f"{noun} {link}": kind for noun in ("", *NOUN.split("|")) for link, kind in LINKS.items()})
RATES = {"month": "monthly", "day": "daily", "week": "weekly", "year": "yearly"}
EACH = ["a", "per", "each", "every", "in a", "in one", "in a single"]
RATE = phrases({"|".join([*(f"{word} {span}" for word in EACH), adverb]): span for span, adverb in RATES.items()})
RUN = [f"{order}{span}s" for order in ("", "straight ", "consecutive ") for span in RATES]
TRAILING = phrases({NOUN: True, "|".join(RUN): True, "on average|of them|of the total|in a row|running": True})
OF = phrases({"of|of all|of the|of those|of these": True})
RECORD = (
    "record|a record|record high of|record low of|a record of|a record high of|a record low of|"
    "an all - time high of|an all - time low of"
)
OPENING = phrases({"average of|an average of|total of|a total of|the": True, RECORD: True})

AND_A_HALF = phrases({"and a half|- and - a - half": True})
HALF = (Fraction(1, 2), Fraction(1, 20))

DASHES = "\u2010\u2011\u2013\u2212-"
NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[0-9]{1,18})(?:\.[0-9]{1,18})?(?!,?[0-9])"
TOKEN = re.compile(rf"\s*(?:({NUMBER}|[A-Za-z]+?(?=[Ff][Oo][Ll][Dd]\b)|[A-Za-z]+|[%$+~{DASHES}])|\Z)")

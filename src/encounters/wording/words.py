"""The words that printed numbers are made of, and what each means. The longest phrase that fits is read.

A table maps phrases, "|" between them, to their meaning; `every` makes phrases of words that go together.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TypeVar

from encounters.names import CATEGORIES
from encounters.periods import MONTH_NAMES
from encounters.wording.kinds import Comparator, Kind, Wording

LONGEST = 8
"""The most words that a phrase has."""

T = TypeVar("T")


class Phrases(dict[tuple[str, ...], T]):
    """What each phrase means."""

    @cached_property
    def longest(self) -> dict[str, int]:
        """The most words of the phrases that begin with a word: most words begin none."""
        found: dict[str, int] = {}
        for phrase in filter(None, self):
            found[phrase[0]] = max(found.get(phrase[0], 0), len(phrase))
        return found


def phrases(table: Mapping[str, T]) -> Phrases[T]:
    return Phrases(
        (tuple(phrase.split()), meaning) for spelled, meaning in table.items() for phrase in spelled.split("|")
    )


def at_the_end(table: Phrases[T], text: str) -> str:
    """The longest phrase of a table that a text ends with, in the text's own letters; none: an empty one."""
    words = text.split()[-LONGEST:]
    for first in range(len(words)):
        phrase = [words[first].lstrip("([\"'“‘—–-"), *words[first + 1 :]]
        if tuple(word.casefold() for word in phrase) in table:
            return " ".join(phrase)
    return ""


def every(*parts: str) -> str:
    """Every phrase that has one of each part, in their order: "just|" and "over|above" are four."""
    return "|".join(" ".join(words) for words in product(*(part.split("|") for part in parts)))


def counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


A_RISE = "rise|increase|jump|surge|spike|gain|uptick|climb"
A_FALL = "fall|drop|decline|decrease|reduction|cut|plunge|dip|downturn|slide|slump"
MOVES = "|".join(f"{word}|{word}s" for word in f"{A_RISE}|{A_FALL}".split("|"))
A_LITTLE = (
    "just|only just|slightly|narrowly|marginally|barely|somewhat|a little|a little bit|a bit|a shade|a tad|a hair|"
    "a touch|a fraction|fractionally|a whisker"
)
A_LOT = "well|far|much|considerably|significantly|substantially|comfortably|easily"
FAR_OFF = f"{A_LOT}|a lot|sharply|dramatically|markedly|vastly"
ABOVE = "over|above|more than|greater than|higher than|larger than|north of|in excess of|upwards of|upward of"
BELOW = "under|below|less than|fewer than|lower than|smaller than|south of"
SHORT = "shy of|short of"
REACH = "exceed|top|surpass|pass|reach"
PAST = "exceeded|topped|surpassed|passed|crossed|broke|broke through|eclipsed|outpaced|beat|shattered|smashed"
PASSING = "exceeding|topping|surpassing|passing|crossing|breaking|exceeds|tops|surpasses|passes|crosses|breaks"
WENT_PAST = "shot|blew|zoomed|sailed|raced|flew|swept|rocketed|roared|went|pushed"
REACHED = "reach|reached|reaching|reaches|hit|hits|hitting"
WENT = "fell|dropped|dipped|went|sank|slipped|fallen|dropped"
FAR = phrases({FAR_OFF: True})
"""What a comparison without a number says of its size, which is no number."""

COMPARATORS = phrases(
    {
        every(f"|{A_LOT}", ABOVE) + f"|{PAST}|{PASSING}|>|" + every(WENT_PAST, "past"): Comparator.OVER,
        every(A_LITTLE, ABOVE): Comparator.JUST_OVER,
        every("never|not|no|nothing", BELOW) + "|at least|at the very least|a minimum of|minimum|≥|> =": (
            Comparator.AT_LEAST
        ),
        every("never|did not", WENT.replace("fell", "fall|fell"), "below|under"): Comparator.AT_LEAST,
        every(f"|{A_LOT}", BELOW) + "|not even|never reached|did not reach|sub -|<": Comparator.UNDER,
        every("never|not|no|nothing", ABOVE) + "|at most|a maximum of|maximum|max|not exceeding|≤|< =": (
            Comparator.AT_MOST
        ),
        every("did not|never", f"exceed|top|surpass|pass|{PAST}"): Comparator.AT_MOST,
        every("never|did not", "rose|rise|went|go|climbed|climb", "above|over"): Comparator.AT_MOST,
        "up to|as many as|as much as|as high as": Comparator.UP_TO,
        every(A_LITTLE, f"{BELOW}|{SHORT}") + f"|{SHORT}": Comparator.ALMOST,
        "almost|nearly|very nearly|close to|closing in on|approaching|approached|nearing|neared|not quite|virtually": (
            Comparator.ALMOST
        ),
        "close on|on the verge of|on the cusp of|flirting with|flirted with|bordering on": Comparator.ALMOST,
        "about|roughly|approximately|approx|approx.|around|somewhere around|some|an estimated|estimated|est.": (
            Comparator.ABOUT
        ),
        "circa|c.|ca.|just about|more or less|pretty much|on the order of|in the region of|~|≈": Comparator.ABOUT,
        every("in the", "neighborhood|vicinity|ballpark", "of") + "|something like|give or take": Comparator.ABOUT,
        f"just|only|barely|hardly|scarcely|merely|fully|exactly|precisely|{REACHED}": Comparator.EXACT,
        "as few as|as little as|as low as|down to": Comparator.EXACT,
    }
)
REACHING = phrases({REACHED: True})
PLUS = phrases({"- plus|plus|+": True})
COMPARATORS_AFTER = phrases(
    {
        "- plus|plus|+|and change|and counting|and then some": Comparator.OVER,
        every("or|and", "more|higher|above|over|up") + "|at least|at a minimum|minimum": Comparator.AT_LEAST,
        every("or|and", "fewer|less|lower|below|under") + "|at most|tops|maximum": Comparator.AT_MOST,
        "or so|or thereabouts|give or take|more or less": Comparator.ABOUT,
    }
)
GREATER = ["greater", "more", "higher", "larger"]
AS_MANY = "as many|as much|as high|as large"
MEASURES = phrases(
    {
        "%|percent|per cent|- percent|- per cent|pc|pct|pct.": (Kind.SHARE, None),
        every(
            "|-", "pp|pts|ppt|ppts|percentage point|percentage points|percentage - point|percent points|point|points"
        ): (
            Kind.POINTS,
            None,
        ),
        "dollars": (Kind.MONEY, None),
        "times|x|×|fold|- fold": (Kind.MULTIPLE, Wording.TIMES),
        every("times", f"{AS_MANY}|the number|the total|the level|the rate", "|as|of"): (
            Kind.MULTIPLE,
            Wording.TIMES_AS_MANY,
        ),
        every("times", "|".join(GREATER), "|than"): (Kind.MULTIPLE, Wording.TIMES_GREATER),
    }
)
PARTLY_AS_MANY = phrases(
    {every(AS_MANY, "|as") + "|" + every("of", "what it was|what they were|the level|the size"): True}
    | {every("the", "number|level|rate", "|of"): True}
)
LEVELS = ("level", "levels", "pace")
"""What a share "of the FY2024 level" ends with: it is a multiple of another time, and a part of nothing."""
FACTOR_OF = phrases({"a factor of|factor of|multiplied by": True})
OF_NUMBER = "the number|the total|the level|the rate"
FACTORS: Phrases[tuple[Fraction, Wording]] = Phrases()
for factor, name in enumerate(["doubl", "tripl", "quadrupl", "quintupl", "sextupl", "septupl", "octupl"], 2):
    FACTORS |= phrases(
        {f"{name}ed|{name}e|{name}ing|" + every(f"{name}e", OF_NUMBER): (Fraction(factor), Wording.FACTOR)}
    )
FACTORS |= phrases(
    {
        "halved|halving|in half": (Fraction(1, 2), Wording.FACTOR),
        f"twice|{every('twice', f'{AS_MANY}|{OF_NUMBER}', '|as|of')}": (Fraction(2), Wording.TIMES_AS_MANY),
    }
)
UNITS = counted("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 1)
UNITS |= counted("sixteen seventeen eighteen nineteen", 16)
TENS = counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)


def in_figures(word: str) -> int:
    """The whole number that digits, a word below a hundred or "a" tell."""
    return int(word) if word.isdigit() else (UNITS | TENS | {"a": 1})[word.lower()]


NOTHING = phrases(
    {"zero|none|no month|not one|not one month|not a single|not a single one|not a single month|no one": True}
)
ONCE = phrases({"once|just the once": True})
PARTS = {"half": 2} | counted("third quarter fifth sixth seventh eighth ninth tenth", 3)
PARTS |= {f"{name}s": whole for name, whole in PARTS.items()} | {"fourth": 4, "fourths": 4}
SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
MAJORITY = phrases(
    {
        every("|a|the", "majority"): Comparator.OVER,
        every("|a|the", "slim|narrow|bare|slight", "majority"): Comparator.JUST_OVER,
        every("most", "of|of the|of all|of those|of these|of them|encounters|migrants|people"): Comparator.OVER,
    }
)
GROUPS = phrases({"dozen": 12, "hundred": 100})
SCALES = phrases({"thousand|k": 10**3, "million|m|mn|mln": 10**6, "billion|b|bn": 10**9})
RANGES = phrases({every("|somewhere|anywhere", "between"): "and", "ranging from|anywhere from": "to"})
ORDINALS = counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1)
ORDINALS |= counted("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 13)
ENDS = "highest|largest|biggest|greatest|most|busiest|top|leading|lowest|smallest|fewest|least|worst|slowest|quietest"
ORDERED = phrases({every("|-|single", ENDS): True})
MONTHS = "|".join(MONTH_NAMES).casefold()
RANKED = phrases(
    {
        every("|single|source|sending", "country|countries|nationality|group|sector|field office|state|place"): True,
        every("|single", "demographic|demographic group|category|component"): True,
        every("|monthly|annual|yearly", "total|level|number|figure|count|tally"): True,
        f"month|year|day|on the list|month on record|year on record|{MONTHS}|" + every("for", "a|an|any", MONTHS): True,
    }
)
"""What a place may be one of, behind it: "the second-largest nationality", "the third-highest May"."""

IN_A_RUN = ("straight", "consecutive", "successive")
PLACED = phrases({"no.|number|#": True})
POWERS = [10**power for power in range(3, 10)]
NOUN = (
    "encounter|encounters|migrant|migrants|immigrants|people|persons|individuals|apprehension|apprehensions|expulsion|"
    "expulsions|arrests|crossings|stops|noncitizens|criminal noncitizens|gang members|cases|children|minors|adults|"
    "families|family units|nationals|contacts|aliens|crossers|entries|actions|inadmissibles|detentions|interdictions|"
    "kids|illegals|appointments|families with children"
)
QUALITY = "total|border|illegal|unlawful|irregular|unauthorized|undocumented|single|unaccompanied|southwest|overall|"
QUALITY += "enforcement|attempted|apprehended|alien|inadmissible|southern|land|land border|unique|legal"
NOUNS, QUALITIES = phrases({NOUN: True}), phrases({QUALITY: True})
LINKS = {"out of": "out of", "in": "in", "in every": "in", "out of every": "out of", "- in -": "in"}
LINKS |= {"of": "out of", "of every": "out of"}
RATIO = phrases({f"{noun} {link}": kind for noun in ("", *NOUN.split("|")) for link, kind in LINKS.items()})
RATES = {"month": "monthly", "day": "daily", "week": "weekly", "year": "yearly"}
EACH = ["a", "per", "each", "every", "in a", "in one", "in a single", "/"]
RATE = phrases({"|".join([*(f"{word} {span}" for word in EACH), adverb]): span for span, adverb in RATES.items()})
SPANNED = tuple(f"{span}s" for span in RATES)
RUN = "|".join(SPANNED)
STOPPED = "apprehended|encountered|arrested|detained|stopped|expelled|caught|intercepted|reported|recorded|counted"
NAMED = {
    name.lower(): (dimension, category.code)
    for dimension in ("component", "demographic", "citizenship")
    for category in CATEGORIES[dimension].values()
    for name in category.everyday
    if name.replace(" ", "").isalpha()
}
"""What people call the categories that CBP counts: "187,716 Venezuelans", "152,057 unaccompanied children"."""

TRAILING = phrases(
    {
        every("straight|consecutive|successive", "monthly|annual|yearly", MOVES): True,
        every("-", "month|year", f"{MOVES}|run|streak|stretch"): True,
        "annualized|on an annual basis|at an annual rate": True,
        f"{every('|and', NOUN)}|{QUALITY}": True,
        every("|straight|consecutive", RUN) + "|straight|in a row|running": True,
        every("straight|consecutive", "|".join(RATES)): True,
        every("|and|were|was", STOPPED) + "|and inadmissibles": True,
        "nationwide|in family units|in custody|" + every("at|along", "the", "|southwest|southern", "border"): True,
        every("|straight|consecutive", "|".join(RATES), "in a row|running"): True,
        "on average|of them|of the total|of those encountered|in total|in all|altogether|share|place": True,
        "mark|threshold|level|milestone|barrier": True,
    }
    | dict.fromkeys((f"{before}{name}" for before in ("", "and ") for name in NAMED), True)
)
OF_WHAT = phrases(
    {
        "in|at|along|between|among|across|from|with|during|near|who|that|by|since|on|under|alone|traveling as": True,
        "so far|to date|this|last|in all of": True,
    }
)
"""With these a text goes on to say what, where and when a number is of: "in Texas alone", "so far this year"."""

OF = phrases({"of|of all|of the|of those|of these": True})
STRIKING = phrases(
    {
        every("record|near - record", "|- high|- low"): True,
        "record - breaking|record - setting|record - shattering|new|all - time|historic|unprecedented": True,
        "sharp|steep|dramatic|massive|huge|modest|slight|significant|remarkable|stunning": True,
        "whopping|staggering|mere|scant|paltry|measly|full|whole|combined|cumulative|grand|additional|another": True,
        "annualized": True,
    }
)
OF_YEARS = phrases({every("year|decade|month", "high|low|record", "of"): True})
SPANS = phrases({adverb: span for span, adverb in RATES.items()} | {"annual": "year"})
CALLED = phrases({"high|low|peak|total|average|number|sum|share|rate": True})
ARTICLES = phrases({"a|an|the|that|this": True})
STANDS = phrases(
    {
        every("stood|stands|stayed|remained|held|held steady|came in|clocked in|tops out|hovered", "|at"): True,
        "set|stays|remains|remaining|hovering|tallied|logged|recorded|reported|registered|tied for": True,
        "consistently|routinely|regularly|already|now": True,
        "was|were|is|are|has|had|have|came to|amounted to|numbered|totaled|totaling|totalled|totalling": True,
        "averaged|averaging|averages|set at|ranked|ranks": True,
        every("peaked|peaking|topped out|topping out|bottomed|bottoming|bottomed out|bottoming out", "at"): True,
        "accounted for|account for|accounting for|made up|make up|making up|comprised|represented|constituted": True,
        "for|all|the": True,
        every("on", "pace|track|course", "for|to"): True,
    }
)

NUMBERS = {phrase[0] for table in (FACTORS, SCALES, GROUPS, NOTHING) for phrase in table} | {*PARTS, *SIGNS, "$", "%"}
NUMBERS |= {"nothing", "times", "percent"}
"""Words that tell a number, beside digits and the words below a hundred."""

AND_A_PART = phrases(
    {
        "and a half|- and - a - half": Fraction(1, 2),
        "and a quarter|- and - a - quarter": Fraction(1, 4),
        "and three quarters|and three - quarters": Fraction(3, 4),
    }
)
HALF = (Fraction(1, 2), Fraction(1, 20))

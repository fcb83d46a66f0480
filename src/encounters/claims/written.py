"""The printed wording of a number -> what it says: comparator, value, precision, kind. Never a guess.

    phrase    [an average of] [change] [comparator] quantity [change] [nouns, per month, daily, on average]
    change    before: up | fell by | an increase of | + ...    after: a 12% drop | 28% higher than ...
    quantity  amount | amount to amount | between A and B | from A to B | 9 out of 10 | one in five | doubled | by half
    amount    $6,000 | 2.6 million | two dozen | half a million | a third | 28% | 3 points | 3.7 times [greater than]

The unit is the size of one unit of the last printed digit: 100,000 in "2.6 million", one point in "28%" and "90%", 10 in
"171,840" (from 100 on, the trailing zeros of a count or an amount say nothing), 1 in "458,088", "nine times", "10 times";
in words the last scale ("two hundred": 100). A share in words ("half", "nine out of 10") is good to five points, or a
fifth of itself where that is finer ("one in five": 4 points); out of 100 or more, one of the whole. A range has the finer
unit of its two ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from fractions import Fraction
from typing import NoReturn, TypeVar

from encounters.errors import UsageError, shorten


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
    POINTS = auto()  # percentage points, as fractions: "3 points" is 3/100


class Wording(StrEnum):
    """How a multiple is worded; which of them mean a ratio and which an increase is not decided here."""

    TIMES = auto()
    TIMES_AS_MANY = auto()
    TIMES_GREATER = auto()
    INCREASED_TIMES = auto()
    FACTOR = auto()  # doubled, tripled, halved: the value is the multiple, 2, 3, 1/2


@dataclass(frozen=True)
class Written:
    """A printed number, in base units: 2_600_000; 28/100 for "28%"; a fall is negative in PERCENT_CHANGE and POINTS."""

    text: str
    comparator: Comparator
    value: Fraction
    high: Fraction | None
    unit: Fraction
    kind: Kind
    wording: Wording | None = None


class WrittenError(UsageError):
    """Text that is no printed number, and where it stops being one (0-based)."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        near = repr(shorten(text[position:], 20)) if text[position:].strip() else "the end"
        message = f"{shorten(text)!r} is not a printed number: at {near} (character {position + 1}) expected {expected}."
        super().__init__(message, 'Write for example "over 2.6 million", "almost nine times" or "28%".')
        self.text, self.position, self.expected = text, position, expected


def parse(text: str) -> Written:
    """What the wording says. Raises WrittenError, and nothing else, for text that is not one printed number."""
    return _Reader(text).phrase()


# The vocabulary: phrases, "|" between them, and what they mean. The longest phrase that fits is the one that is read.

T = TypeVar("T")
Phrases = Mapping[tuple[str, ...], T]


def _phrases(table: Mapping[str, T]) -> Phrases[T]:
    read = {
        tuple(phrase.split()): meaning for phrases, meaning in table.items() for phrase in phrases.split("|")
    }
    return dict(sorted(read.items(), key=lambda item: -len(item[0])))


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


COMPARATORS = _phrases(
    {
        "over|just over|more than|above|exceeding|in excess of|upwards of": Comparator.OVER,
        "at least|no fewer than|no less than|not less than": Comparator.AT_LEAST,
        "under|below|fewer than|less than": Comparator.UNDER,
        "up to|as many as|as much as|at most|no more than|not more than": Comparator.AT_MOST,
        "almost|nearly|close to|just under|just below": Comparator.ALMOST,
        "about|roughly|approximately|around|some": Comparator.ABOUT,
    }
)
BEFORE = _phrases(
    {
        "+|up|rose|risen|rise|a rise|grew|grown|growth|climbed|jumped|jump|a jump|soared|surged|increased|increase|"
        "an increase": 1,
        "-|down|fell|fallen|fall|a fall|dropped|drop|a drop|declined|decline|a decline|decreased|decrease|a decrease|"
        "reduced|reduction|a reduction|cut|a cut": -1,
    }
)
AFTER = _phrases(
    {
        "increase|rise|jump|growth|higher than|higher|more than|more|greater than|greater": 1,
        "decrease|drop|fall|decline|reduction|cut|lower than|lower|fewer than|fewer|less than|less": -1,
    }
)
MEASURES = _phrases(
    {
        "%|percent|per cent": (Kind.SHARE, None),
        "pp|percentage point|percentage points|percentage - point": (Kind.POINTS, None),
        "dollars": (Kind.MONEY, None),
        "times|x|fold|- fold": (Kind.MULTIPLE, Wording.TIMES),
        "times as many as|times as many|times as much as|times as much|times as high as|times as high|"
        "times the number": (Kind.MULTIPLE, Wording.TIMES_AS_MANY),
        "times greater than|times greater|times more than|times more|times higher than|times higher|"
        "times larger than|times larger": (Kind.MULTIPLE, Wording.TIMES_GREATER),
    }
)
FACTORS = _phrases(
    {
        "doubled|double|doubling|double the number": (Fraction(2), Wording.FACTOR),
        "tripled|triple|tripling|triple the number": (Fraction(3), Wording.FACTOR),
        "quadrupled|quadruple|quadrupling|quadruple the number": (Fraction(4), Wording.FACTOR),
        "halved|halving|in half": (Fraction(1, 2), Wording.FACTOR),
        "twice|twice as many|twice as many as|twice as much|twice as high|twice the number": (
            Fraction(2),
            Wording.TIMES_AS_MANY,
        ),
    }
)
SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
UNITS = _counted(f"{SMALL} eighteen nineteen", 1)
TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}
PARTS |= _counted("fifth sixth seventh eighth ninth tenth", 5) | _counted(
    "fifths sixths sevenths eighths ninths tenths", 5
)
RANGES = _phrases({"between": "and", "from": "to"})
POWERS = [10**power for power in range(3, 10)]
GROUPS = _phrases({"dozen": 12, "hundred": 100})
SCALES = _phrases({"thousand|k": 10**3, "million|m": 10**6, "billion|bn": 10**9})
NOUN = (
    "encounter|encounters|migrant|migrants|people|persons|individuals|apprehension|apprehensions|expulsion|"
)
NOUN += "expulsions|arrests|crossings|noncitizens|criminal noncitizens|gang members|cases"
NOUNS = _phrases({NOUN: True})
OF = _phrases({"of|of all|of the|of those|of these": True})
RATES = {"month": "monthly", "day": "daily", "week": "weekly", "year": "yearly"}
AROUND = _phrases(
    {f"a {span}|per {span}|each {span}|every {span}|{adverb}": True for span, adverb in RATES.items()}
)
AROUND = AROUND | NOUNS | _phrases({"on average|of them|of the total": True})
OPENING = _phrases({"average of|an average of|total of|a total of": True})
RATIO = _phrases({"out of|in": True, **{f"{noun} out of|{noun} in": True for noun in NOUN.split("|")}})

DASHES = "-\u2010\u2011\u2013\u2212"
NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[0-9]{1,18})(?:\.[0-9]{1,18})?(?!,?[0-9])"
TOKEN = re.compile(rf"\s*(?:({NUMBER}|[A-Za-z]+?(?=[Ff][Oo][Ll][Dd]\b)|[A-Za-z]+|[%$+{DASHES}])|\Z)")


@dataclass(frozen=True)
class _Amount:
    start: int
    value: Fraction
    unit: Fraction
    zeros: int = 1  # how much coarser the unit is if trailing zeros say nothing
    scale: int = 1
    kind: Kind = Kind.COUNT
    wording: Wording | None = None

    def times(self, factor: int) -> _Amount:
        value, unit, scale = self.value * factor, self.unit * factor, self.scale * factor
        return replace(self, value=value, unit=unit, scale=scale, zeros=1)

    def measured(self, kind: Kind, wording: Wording | None) -> _Amount:
        whole = 100 if kind in (Kind.SHARE, Kind.POINTS) else 1
        return replace(self, value=self.value / whole, unit=self.unit / whole, kind=kind, wording=wording)

    @property
    def precision(self) -> Fraction:
        return self.unit * (self.zeros if self.kind in (Kind.COUNT, Kind.MONEY) else 1)


def _part(start: int, value: Fraction, whole: int) -> _Amount:
    """A share in words: `value`, told in parts of `whole`."""
    unit = Fraction(1, whole) if whole >= 100 else min(Fraction(1, 20), value / 5)
    return _Amount(start, value, unit, kind=Kind.SHARE)


class _Reader:
    """The tokens of one text, read from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.words: list[str] = []
        self.starts: list[int] = []
        while not self.words or self.words[-1]:
            end = self.starts[-1] + len(self.words[-1]) if self.words else 0
            self.scan(end)

    def scan(self, end: int) -> None:
        found = TOKEN.match(self.text, end)
        if not found:
            skipped = len(self.text[end:]) - len(self.text[end:].lstrip())
            raise WrittenError(self.text, end + skipped, "digits, words, $, % or a sign")
        word = (found[1] or "").lower()
        self.words.append("-" if word and word in DASHES else word)
        self.starts.append(found.end() - len(word))

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def start(self) -> int:
        return self.starts[self.at]

    def fail(self, expected: str, at: int | None = None) -> NoReturn:
        raise WrittenError(self.text, self.start if at is None else at, expected)

    def take(self, table: Phrases[T]) -> T | None:
        """The meaning of the longest phrase of the table that stands here, and step past it."""
        for phrase, meaning in table.items():
            if tuple(self.words[self.at : self.at + len(phrase)]) == phrase:
                self.at += len(phrase)
                return meaning
        return None

    def took(self, word: str) -> bool:
        return self.take({(word,): True}) is True

    def phrase(self) -> Written:
        self.take(OPENING)
        sign = self.sign()
        by = self.took("by") or (sign is not None and self.took("of"))
        comparator = self.take(COMPARATORS) or Comparator.EXACT
        article = self.article()
        low, high = self.quantity()
        if high and comparator is not Comparator.EXACT:
            self.fail("one number after a comparator, not a range", high.start)
        changed = self.start
        after = self.take(AFTER)
        if after and sign:
            self.fail("one word of change, not two", changed)
        if article and not after and low.wording is not Wording.FACTOR:
            self.fail("increase, drop or another word of change", changed)
        low, high = self.turned(low, high, sign or after or 0, by, changed)
        self.rest()
        ends = [low, high] if high else [low]
        return Written(
            self.text,
            Comparator.BETWEEN if high else comparator,
            min(end.value for end in ends),
            max(end.value for end in ends) if high else None,
            min(end.precision for end in ends),
            low.kind,
            low.wording,
        )

    def sign(self) -> int | None:
        symbol, sign = self.word in ("+", "-"), self.take(BEFORE)
        if symbol and not self.word[:1].isdigit():
            self.fail("digits after the sign")
        return sign

    def article(self) -> bool:
        """Whether an article stands here that is not itself the number ("a 12% drop", but "a million")."""
        following = self.words[self.at + 1] if self.word in ("a", "an") else ""
        if not (
            following[:1].isdigit() or following in UNITS or following in TENS or (following,) in FACTORS
        ):
            return False
        self.at += 1
        return True

    def quantity(self) -> tuple[_Amount, _Amount | None]:
        start = self.start
        if factor := self.take(FACTORS):
            value, wording = factor
            unit = Fraction(1) if value > 1 else Fraction(1, 20)
            return _Amount(start, value, unit, kind=Kind.MULTIPLE, wording=wording), None
        link = self.take(RANGES)
        low = self.amount()
        if link and not self.took(link):
            self.fail(f"'{link}' and the other end of the range")
        if link or self.took("to") or self.took("-"):
            return self.range(low, self.amount())
        return self.ratio(low), None

    def range(self, low: _Amount, high: _Amount) -> tuple[_Amount, _Amount]:
        """Both ends, the first one in the scale and the measure that only the last one prints ("14-15%")."""
        if low.scale == 1 < high.scale and low.value < 1000:
            low = low.times(high.scale)
        if low.kind is Kind.COUNT:
            low = low.measured(high.kind, high.wording)
        if low.kind is Kind.MONEY and high.kind is Kind.COUNT:
            high = high.measured(low.kind, None)
        if (low.kind, low.wording) != (high.kind, high.wording):
            self.fail("a number of the same kind as the first", high.start)
        if low.value >= high.value:
            self.fail("a number larger than the first", high.start)
        return low, high

    def ratio(self, part: _Amount) -> _Amount:
        loose = self.words[self.at : self.at + 3]
        if not self.take(RATIO):
            return part
        whole = self.amount()
        fits = part.kind is whole.kind is Kind.COUNT and part.unit == whole.unit == part.scale == 1
        if not fits or not 0 < part.value <= whole.value:
            self.fail("a whole number, not smaller than the part", whole.start)
        if "in" in loose and whole.value > 100 and whole.value not in POWERS:
            self.fail("at most 100, or 1,000, 10,000 ... after 'in' (a year is no share)", whole.start)
        return _part(part.start, part.value / whole.value, int(whole.value))

    def amount(self) -> _Amount:
        start = self.start
        money = self.took("$")
        if not money and (share := self.fraction()):
            return share
        number = replace(self.scaled(self.number()), start=start)
        measured = self.start
        measure = self.take(MEASURES)
        if money and measure:
            self.fail("either $ or another measure, not both", measured)
        return number.measured(*(measure or (Kind.MONEY if money else Kind.COUNT, None)))

    def fraction(self) -> _Amount | None:
        """half, a third, two-thirds, half a million; None, and nothing read, if no fraction stands here."""
        words = [word for word in self.words[self.at : self.at + 3] if word != "-"]
        top = 1 if words[0] in ("half", "a", "one") else UNITS.get(words[0], 0)
        name = words[0] if words[0] == "half" else "".join(words[1:2])
        whole = PARTS.get(name, 0)
        if not 0 < top < whole:
            return None
        start = self.start
        while self.word != name:
            self.at += 1
        self.at += 1
        if name == "half" and self.took("a"):
            half = self.scaled(_Amount(start, Fraction(1, 2), Fraction(1, 10)))
            return half if half.scale > 1 else self.fail("hundred, thousand, million, billion or dozen")
        return _part(start, Fraction(top, whole), whole)

    def number(self) -> _Amount:
        """Digits or number words below one hundred; 'a' counts as one before a scale."""
        word, start = self.word, self.start
        if not (word[:1].isdigit() or word in UNITS or word in TENS or word in ("a", "an")):
            self.fail("a number")
        self.at += 1
        if word[:1].isdigit():
            whole, _, decimals = word.replace(",", "").partition(".")
            zeros = 10 ** (len(whole) - len(whole.rstrip("0"))) if not decimals and int(whole) >= 100 else 1
            return _Amount(start, Fraction(f"{whole}.{decimals}0"), Fraction(1, 10 ** len(decimals)), zeros)
        if word in ("a", "an") and not any((self.word,) in table for table in (SCALES, GROUPS)):
            self.fail("hundred, thousand, million, billion or dozen")
        return _Amount(
            start, Fraction(TENS[word] + self.small() if word in TENS else UNITS.get(word, 1)), Fraction(1)
        )

    def small(self) -> int:
        """The units after tens: twenty-one, twenty one."""
        skip = 1 if self.word == "-" else 0
        units = UNITS.get(self.words[self.at + skip], 10) if self.word else 10
        self.at += skip + 1 if units < 10 else 0
        return units % 10

    def scaled(self, number: _Amount) -> _Amount:
        for table in (GROUPS, SCALES):
            number = number.times(self.take(table) or 1) if self.word else number
        return number

    def turned(
        self, low: _Amount, high: _Amount | None, sign: int, by: bool, at: int
    ) -> tuple[_Amount, _Amount | None]:
        """The quantity as a change: 'up 12%', 'fell by half', 'rose ninefold'; 'by' needs a direction, save in 'by half'."""
        half = not high and low.value == Fraction(1, 2) and low.unit == Fraction(1, 20)
        if half and ((by and not sign) or sign < 0):
            return replace(low, kind=Kind.MULTIPLE, wording=Wording.FACTOR), None
        if by and not sign:
            self.fail("up, down or another word of change with 'by'", at)
        if not sign:
            return low, high
        if low.kind in (Kind.SHARE, Kind.POINTS):
            kind, wording = (Kind.PERCENT_CHANGE if low.kind is Kind.SHARE else low.kind), None
        elif low.wording is Wording.TIMES and sign > 0:
            kind, wording = low.kind, Wording.INCREASED_TIMES
        else:
            self.fail("a percent, percentage points or an increase in times, with a word of change", at)
        ends = [
            replace(end, value=end.value * sign, kind=kind, wording=wording) for end in (low, high) if end
        ]
        return ends[0], ends[1] if high else None

    def rest(self) -> None:
        """The words that may follow a number and change nothing: nouns, 'a month', 'of all encounters'."""
        while self.take(AROUND) or self.of():
            pass
        if self.word:
            self.fail("the end (or 'to', 'out of' and a second number)")

    def of(self) -> bool:
        if not self.take(OF):
            return False
        if not self.take(NOUNS):
            self.fail("encounters, migrants or another noun after 'of'")
        return True

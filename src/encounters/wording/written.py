"""The printed wording of a number -> what it says: comparator, value, precision, kind. Never a guess.

    phrase    [an average of] [change] [comparator] quantity [change] [nouns, per month, daily, on average]
    change    before: up | fell by | an increase of | + ...    after: a 12% drop | 28% higher than ...
    quantity  amount | A to B | A-B | between A and B | from A to B | nine out of 10 | one in five | doubled
    amount    $6,000 | 2.6 million | two dozen | half a million | a third | 28% | 3 pp | 3.7 times [greater]

The unit is the size of one unit of the last printed digit: 100,000 in "2.6 million", one point in "28%" and
in "90%", 10 in "171,840" (from 100 on, trailing zeros of a count or of money say nothing), 1 in "458,088", in
"nine times" and in "10 times"; in words it is the last scale ("two hundred": 100). A share in words ("half",
"nine out of 10") is good to five points, or to a fifth of itself where that is finer ("one in five": four
points); out of 100 or more, to one of the whole. A range has the finer unit of its two ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NoReturn

from encounters.errors import UsageError, shorten
from encounters.wording.words import (
    AFTER,
    BEFORE,
    COMPARATORS,
    DASHES,
    FACTORS,
    GROUPS,
    HALF,
    MEASURES,
    NOUNS,
    OF,
    OPENING,
    PARTS,
    POWERS,
    RANGES,
    RATIO,
    SCALES,
    TENS,
    TOKEN,
    TRAILING,
    UNITS,
    Comparator,
    Kind,
    Phrases,
    T,
    Wording,
)

__all__ = ["Comparator", "Kind", "Wording", "Written", "WrittenError", "parse"]


@dataclass(frozen=True)
class Written:
    """A printed number in base units: 28/100 for "28%". A fall in percent or in points is negative."""

    text: str
    comparator: Comparator
    value: Fraction
    high: Fraction | None
    unit: Fraction
    kind: Kind
    wording: Wording | None = None


class WrittenError(UsageError):
    """Text that is not one printed number: where it stops being one (from 0), and what should be there."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        near = repr(shorten(text[position:], 20)) if text[position:].strip() else "the end"
        place = f"at {near} (character {position + 1})"
        super().__init__(
            f"{shorten(text)!r} is not a printed number: {place} expected {expected}.",
            'Write for example "over 2.6 million", "almost nine times" or "28%".',
        )
        self.text, self.position, self.expected = text, position, expected


def parse(text: str) -> Written:
    """What the wording says. For text that is not one printed number it raises WrittenError, nothing else."""
    return _Reader(text).phrase()


@dataclass(frozen=True)
class _Amount:
    start: int
    value: Fraction
    unit: Fraction
    zeros: int = 1  # how much coarser the unit is where trailing zeros say nothing
    scale: int = 1
    kind: Kind = Kind.COUNT
    wording: Wording | None = None

    @property
    def precision(self) -> Fraction:
        return self.unit * (self.zeros if self.kind in (Kind.COUNT, Kind.MONEY) else 1)

    def times(self, factor: int) -> _Amount:
        value, unit, scale = self.value * factor, self.unit * factor, self.scale * factor
        return replace(self, value=value, unit=unit, scale=scale, zeros=1)

    def measured(self, kind: Kind, wording: Wording | None) -> _Amount:
        whole = 100 if kind in (Kind.SHARE, Kind.POINTS) else 1
        return replace(self, value=self.value / whole, unit=self.unit / whole, kind=kind, wording=wording)


def _part(start: int, value: Fraction, whole: int) -> _Amount:
    """A share in words, told in parts of `whole`."""
    unit = Fraction(1, whole) if whole >= 100 else min(Fraction(1, 20), value / 5)
    return _Amount(start, value, unit, kind=Kind.SHARE)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.words: list[str] = []
        self.starts: list[int] = []
        self.scan()

    def scan(self) -> None:
        """Fill the words, in lower case, and their places; the last word is the empty one at the end."""
        end = 0
        while not self.words or self.words[-1]:
            found = TOKEN.match(self.text, end)
            if not found:
                end += len(self.text[end:]) - len(self.text[end:].lstrip())
                digits = "digits like 171,840 or 2.6, at most 18 of them"
                expected = digits if self.text[end].isdigit() else "digits, words, $, % or a sign"
                raise WrittenError(self.text, end, expected)
            word, end = (found[1] or "").lower(), found.end()
            self.words.append("-" if word and word in DASHES else word)
            self.starts.append(end - len(word))

    @property
    def word(self) -> str:
        return self.words[self.at]

    def fail(self, expected: str, at: int | None = None) -> NoReturn:
        raise WrittenError(self.text, self.starts[self.at] if at is None else at, expected)

    def take(self, table: Phrases[T]) -> T | None:
        """The meaning of the longest phrase of the table that stands here; step past it."""
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
        ends = self.quantity()
        if len(ends) > 1 and comparator is not Comparator.EXACT:
            self.fail("one number after a comparator, not a range", ends[1].start)
        after = self.starts[self.at]
        sign = self.sign_after(sign, article and ends[0].wording is not Wording.FACTOR)
        ends = self.turned(ends, sign, by, after)
        self.rest()
        return self.made(comparator, ends)

    def made(self, comparator: Comparator, ends: list[_Amount]) -> Written:
        values, ranged = sorted(end.value for end in ends), len(ends) > 1
        unit = min(end.precision for end in ends)
        comparator, high = (Comparator.BETWEEN, values[-1]) if ranged else (comparator, None)
        return Written(self.text, comparator, values[0], high, unit, ends[0].kind, ends[0].wording)

    def sign(self) -> int | None:
        """Up or down, before the number ("up to" is a comparator)."""
        symbol = self.word in ("+", "-")
        if self.words[self.at : self.at + 2] == ["up", "to"]:
            return None
        sign = self.take(BEFORE)
        if symbol and not self.word[:1].isdigit():
            self.fail("digits after the sign")
        return sign

    def sign_after(self, sign: int | None, needed: bool) -> int | None:
        """The sign, or the one after the number: an article ("a 12% drop") needs one, a first forbids it."""
        place, after = self.starts[self.at], self.take(AFTER)
        if sign and after:
            self.fail("one word of change, not two", place)
        if needed and not after:
            self.fail("increase, drop or another word of change", place)
        return sign or after

    def article(self) -> bool:
        """Whether an article stands here that is not itself the number ("a 12% drop", not "a million")."""
        after = self.words[self.at + 1] if self.word in ("a", "an") else ""
        found = after[:1].isdigit() or after in UNITS or after in TENS or (after,) in FACTORS
        self.at += found
        return found

    def quantity(self) -> list[_Amount]:
        """One amount, or the two ends of a range."""
        start = self.starts[self.at]
        if factor := self.take(FACTORS):
            unit = Fraction(1) if factor[0] > 1 else HALF[1]
            return [_Amount(start, factor[0], unit, kind=Kind.MULTIPLE, wording=factor[1])]
        link = self.take(RANGES)
        low = self.amount()
        if link and not self.took(link):
            self.fail(f"'{link}' and the other end of the range")
        if link or self.took("to") or self.took("-"):
            return self.range(low, self.amount())
        return [self.ratio(low)]

    def range(self, low: _Amount, high: _Amount) -> list[_Amount]:
        """Both ends, with the scale and the measure that may be printed with one of them only ("14-15%")."""
        if low.scale == 1 < high.scale and low.value < 1000:
            low = low.times(high.scale)
        if low.kind is Kind.COUNT:
            low = low.measured(high.kind, high.wording)
        if low.kind is Kind.MONEY and high.kind is Kind.COUNT:
            high = high.measured(Kind.MONEY, None)
        if (low.kind, low.wording) != (high.kind, high.wording):
            self.fail("a number of the same kind as the first", high.start)
        if low.value >= high.value:
            self.fail("a number larger than the first", high.start)
        return [low, high]

    def ratio(self, part: _Amount) -> _Amount:
        """The share, if 'out of' or 'in' and the whole follow; otherwise the amount as it is."""
        link = self.take(RATIO)
        if not link:
            return part
        whole = self.amount()
        fits = part.kind is whole.kind is Kind.COUNT and part.unit == whole.value.denominator == part.scale == 1
        if not fits or not 0 < part.value <= whole.value:
            self.fail("two whole numbers, the second not the smaller", whole.start)
        if link == "in" and whole.value > 100 and whole.value not in POWERS:
            self.fail("at most 100, or 1,000, 10,000 ... (a year makes no share)", whole.start)
        return _part(part.start, part.value / whole.value, int(whole.value))

    def amount(self) -> _Amount:
        start, money = self.starts[self.at], self.took("$")
        if not money and (share := self.fraction()):
            return share
        number = self.scaled(replace(self.number(), start=start), GROUPS, SCALES)
        place, measure = self.starts[self.at], self.take(MEASURES)
        if money and measure:
            self.fail("no second measure after $", place)
        return number.measured(*(measure or (Kind.MONEY if money else Kind.COUNT, None)))

    def fraction(self) -> _Amount | None:
        """half, a third, two-thirds, half a million; None, with nothing read, if no fraction stands here."""
        first, after = ([word for word in self.words[self.at : self.at + 3] if word != "-"] + ["", ""])[:2]
        name = first if first == "half" else after
        top = 1 if first in ("half", "a", "an") else UNITS.get(first, 0)
        whole = PARTS.get(name, 0)
        if not 0 < top < whole:
            return None
        start = self.starts[self.at]
        self.at = self.words.index(name, self.at) + 1
        if first != "half" or not self.took("a"):
            return _part(start, Fraction(top, whole), whole)
        half = self.scaled(_Amount(start, Fraction(1, 2), Fraction(1, 10)), SCALES)
        if half.scale == 1:
            self.fail("thousand, million or billion")
        return half

    def number(self) -> _Amount:
        """Digits, or number words below a hundred; 'a' is one if a scale follows."""
        word, start = self.word, self.starts[self.at]
        if word[:1].isdigit():
            self.at += 1
            whole, _, decimals = word.replace(",", "").partition(".")
            zeros = len(whole) - len(whole.rstrip("0")) if int(whole) >= 100 and not decimals else 0
            return _Amount(start, Fraction(f"{whole}.{decimals}0"), Fraction(1, 10 ** len(decimals)), 10**zeros)
        after = self.words[self.at + 1 :][:1]
        if not (word in UNITS or word in TENS or (word in ("a", "an") and tuple(after) in GROUPS | SCALES)):
            self.fail("a number")
        self.at += 1
        return _Amount(start, Fraction(TENS[word] + self.ones() if word in TENS else UNITS.get(word, 1)), Fraction(1))

    def ones(self) -> int:
        """The ones after tens: twenty-one, twenty one."""
        dash = self.word == "-"
        ones = UNITS.get(self.words[self.at + dash], 10)
        self.at += dash + 1 if ones < 10 else 0
        return ones % 10 if ones < 10 else 0

    def scaled(self, number: _Amount, *tables: Phrases[int]) -> _Amount:
        for table in tables:
            if factor := self.take(table):
                number = number.times(factor)
        return number

    def turned(self, ends: list[_Amount], sign: int | None, by: bool, place: int) -> list[_Amount]:
        """The quantity as a change, if one is told; 'fell by half' and a bare 'by half' are 'halved'."""
        first = ends[0]
        half = len(ends) == 1 and first.kind is Kind.SHARE and (first.value, first.unit) == HALF
        cut = first.wording is Wording.FACTOR and first.value < 1
        if (half and sign != 1 and (by or sign)) or (cut and sign == -1):
            return [replace(first, kind=Kind.MULTIPLE, wording=Wording.FACTOR)]
        if sign:
            return [self.changed(end, sign, place) for end in ends]
        if by:
            self.fail("up, down or another word of change with 'by'", place)
        return ends

    def changed(self, amount: _Amount, sign: int, place: int) -> _Amount:
        """'up 12%', 'down 3 points', 'rose ninefold'; a count is no change."""
        if amount.kind is Kind.SHARE:
            return replace(amount, kind=Kind.PERCENT_CHANGE, value=sign * amount.value)
        if amount.kind is Kind.POINTS:
            return replace(amount, value=sign * amount.value)
        if amount.wording is Wording.TIMES and sign > 0:
            return replace(amount, wording=Wording.INCREASED_TIMES)
        return self.fail("a percent, percentage points or an increase in times, with a word of change", place)

    def rest(self) -> None:
        """The words that may follow a number and change nothing: nouns, 'a month', 'of all encounters'."""
        while self.take(TRAILING) or self.of():
            pass
        if self.word:
            self.fail("the end, or 'to', 'out of' and a second number")

    def of(self) -> bool:
        found = self.take(OF) is True
        if found and not self.take(NOUNS):
            self.fail("encounters, migrants or another noun after 'of'")
        return found

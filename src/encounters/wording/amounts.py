"""The quantity within a printed number: an amount, a range, a share in words, a place among others.

quantity  amount | A to B | A-B | between A and B | nine out of 10 | one in five | doubled | third-highest | 23rd
amount    $6,000 | 2.6 million | two dozen | half a million | a third | 28% | 3 pp | 3.7 times [greater]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NoReturn

from encounters.wording.cursor import Cursor, WrittenError
from encounters.wording.kinds import Kind, Wording
from encounters.wording.limits import limit
from encounters.wording.words import (
    AND_A_HALF,
    FACTORS,
    GROUPS,
    HALF,
    MEASURES,
    ORDERED,
    ORDINALS,
    PARTS,
    POWERS,
    RANGES,
    RATES,
    RATIO,
    SCALES,
    TENS,
    UNITS,
    Phrases,
)


@dataclass(frozen=True)
class Amount:
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

    def times(self, factor: int) -> Amount:
        value, unit, scale = self.value * factor, self.unit * factor, self.scale * factor
        return replace(self, value=value, unit=unit, scale=scale, zeros=1)

    def measured(self, kind: Kind, wording: Wording | None) -> Amount:
        whole = 100 if kind in (Kind.SHARE, Kind.POINTS) else 1
        return replace(self, value=self.value / whole, unit=self.unit / whole, kind=kind, wording=wording)


def part_in_words(start: int, value: Fraction, whole: int) -> Amount:
    """A share in words, told in parts of `whole`."""
    unit = Fraction(1, whole) if whole >= 100 else min(limit("share in words"), value / 5)
    return Amount(start, value, unit, kind=Kind.SHARE)


class Quantities(Cursor):
    """Reads quantities."""

    def quantity(self) -> list[Amount]:
        """One amount, or the two ends of a range."""
        start = self.starts[self.at]
        if self.took("from"):
            self.refuse_two(self.amount())
        if place := self.ordinal():
            return [Amount(start, Fraction(place), Fraction(1))]
        if factor := self.take(FACTORS):
            unit = Fraction(1) if factor[0] > 1 else HALF[1]
            return [Amount(start, factor[0], unit, kind=Kind.MULTIPLE, wording=factor[1])]
        link = self.take(RANGES)
        low = self.amount()
        if not link and (share := self.ratio(low)):
            return [share]
        if link and not self.took(link):
            self.fail(f"'{link}' and the other end of the range")
        plus = self.words[self.at : self.at + 2] == ["-", "plus"]
        if link or self.took("to") or (not plus and self.took("-")):
            return self.range(low, self.amount())
        return [low]

    def refuse_two(self, first: Amount) -> NoReturn:
        """ "from 45% to 69%" tells two numbers, of two times: no range that one number lies in."""
        link = self.starts[self.at]
        if not self.took("to"):
            self.fail("'to' and the second number")
        one, other = self.text[first.start : link].strip(), self.text[self.starts[self.at] :].strip()
        self.amount()
        error = WrittenError(self.text, link, "one number, not one before and one after")
        error.hint = f'Write two claims, one that says "{one}" and one that says "{other}"; a range is "10 to 20".'
        raise error

    def ordinal(self) -> int:
        """The place of "third-highest", "23rd" and "the highest"; 0, with nothing read, where none stands here."""
        place = 0
        if self.word.isdigit() and self.words[self.at + 1] in ("st", "nd", "rd", "th"):
            place = int(self.word)
            self.at += 2
        elif self.word in ORDINALS:
            place = ORDINALS[self.word]
            self.at += 1
        named = self.take(ORDERED)
        return place or int(named is True)

    def range(self, low: Amount, high: Amount) -> list[Amount]:
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

    def ratio(self, part: Amount) -> Amount | None:
        """The share, if 'out of' or 'in' and the whole follow; None, with nothing read, otherwise."""
        place, link = self.at, self.take(RATIO)
        if not link or any(span in self.words[self.at + 1 : self.at + 3] for span in RATES):
            self.at = place
            return None
        whole = self.amount()
        fits = part.kind is whole.kind is Kind.COUNT and part.unit == whole.value.denominator == part.scale == 1
        if not fits or not 0 < part.value <= whole.value:
            self.fail("two whole numbers, the second not the smaller", whole.start)
        if link == "in" and whole.value > 100 and whole.value not in POWERS:
            self.fail("at most 100, or 1,000, 10,000 ... (a year makes no share)", whole.start)
        return part_in_words(part.start, part.value / whole.value, int(whole.value))

    def amount(self) -> Amount:
        start, money = self.starts[self.at], self.took("$")
        if not money and (share := self.fraction()):
            return share
        number = self.scaled(replace(self.number(), start=start), GROUPS, SCALES)
        place, measure = self.starts[self.at], self.take(MEASURES)
        if money and measure:
            self.fail("no second measure after $", place)
        return number.measured(*(measure or (Kind.MONEY if money else Kind.COUNT, None)))

    def fraction(self) -> Amount | None:
        """half, a third, two-thirds, half a million, a quarter of a million; None, with nothing read, for none."""
        first, after = ([word for word in self.words[self.at : self.at + 3] if word != "-"] + ["", ""])[:2]
        name = first if first in ("half", "quarter") else after
        top = 1 if first in ("half", "quarter", "a", "an") else UNITS.get(first, 0)
        whole = PARTS.get(name, 0)
        if not 0 < top < whole:
            return None
        start, part = self.starts[self.at], Fraction(top, whole)
        self.at = self.words.index(name, self.at) + 1
        if scaled := self.part_of_scale(start, part, Fraction(1, 10) if whole == 2 else Fraction(1, 20)):
            return scaled
        return self.fail("million or billion") if first == "quarter" else part_in_words(start, part, whole)

    def part_of_scale(self, start: int, part: Fraction, unit: Fraction) -> Amount | None:
        """ "half a million", "a quarter of a million", "a half million"; None where no scale follows."""
        place = self.at
        linked = self.took("of"), self.took("a")
        scaled = self.scaled(Amount(start, part, unit), SCALES)
        if scaled.scale > 1:
            return scaled
        if linked == (False, True):
            self.fail("thousand, million or billion")
        self.at = place
        return None

    def number(self) -> Amount:
        """Digits, or number words below a hundred; 'a' is one if a scale follows."""
        word, start = self.word, self.starts[self.at]
        if self.took("zero"):
            return Amount(start, Fraction(0), Fraction(1))
        if word[:1].isdigit():
            self.at += 1
            whole, _, decimals = word.replace(",", "").partition(".")
            zeros = len(whole) - len(whole.rstrip("0")) if int(whole) >= 100 and not decimals else 0
            return Amount(start, Fraction(f"{whole}.{decimals}0"), Fraction(1, 10 ** len(decimals)), 10**zeros)
        after = self.words[self.at + 1 :][:1]
        if not (word in UNITS or word in TENS or (word in ("a", "an") and tuple(after) in GROUPS | SCALES)):
            self.fail("a number")
        self.at += 1
        value = Fraction(TENS[word] + self.ones() if word in TENS else UNITS.get(word, 1))
        if self.take(AND_A_HALF):
            return Amount(start, value + Fraction(1, 2), Fraction(1, 2))
        return Amount(start, value, Fraction(1))

    def ones(self) -> int:
        """The ones after tens: twenty-one, twenty one."""
        dash = self.word == "-"
        ones = UNITS.get(self.words[self.at + dash], 10)
        self.at += dash + 1 if ones < 10 else 0
        return ones % 10 if ones < 10 else 0

    def scaled(self, number: Amount, *tables: Phrases[int]) -> Amount:
        for table in tables:
            if factor := self.take(table):
                number = number.times(factor)
        return number

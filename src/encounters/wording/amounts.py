"""The quantity within a printed number: an amount, a range, a share in words, a place among others.

quantity  amount | A to B | A-B | between A and B | nine out of 10 | one in five | doubled | third-highest | 23rd | #2
amount    $6,000 | 2.6 million | two dozen | half a million | a third | 28% | 3 points | 3.7 times [greater] | no
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NoReturn

from msgspec.structs import replace

from encounters.wording.cursor import WrittenError, is_date
from encounters.wording.kinds import Kind, Wording
from encounters.wording.limits import limit
from encounters.wording.numerals import Amount, Numerals
from encounters.wording.words import (
    COMPARATORS,
    FACTOR_OF,
    FACTORS,
    GROUPS,
    HALF,
    IN_A_RUN,
    LEVELS,
    MAJORITY,
    MEASURES,
    ONCE,
    ORDERED,
    ORDINALS,
    PARTLY_AS_MANY,
    PARTS,
    PLACED,
    POWERS,
    RANGES,
    RANKED,
    RATES,
    RATIO,
    SCALES,
    SPANNED,
    TENS,
    UNITS,
)


def part_in_words(start: int, value: Fraction, whole: int) -> Amount:
    """A share in words, told in parts of `whole`."""
    unit = Fraction(1, whole) if whole >= 100 else min(limit("share in words"), value / 5)
    return Amount(start, value, unit, kind=Kind.SHARE)


def is_half(share: Amount) -> bool:
    """Whether a share is half, in words."""
    return share.kind is Kind.SHARE and (share.value, share.unit) == HALF


def as_multiple(share: Amount, wording: Wording) -> Amount:
    """A share as a multiple. Half, in words, is then as coarse as twice: one pair of numbers is both."""
    return replace(share, unit=Fraction(1) if is_half(share) else share.unit, kind=Kind.MULTIPLE, wording=wording)


OF_A_YEAR = re.compile(r"of (?:fiscal |fiscal year |FY ?)?(?:19|20)\d\d\W*\Z", re.IGNORECASE)
"""What a share is of that is no part of it, but a multiple: "253% of FY2019"."""
MOST_OF_A_SHARE = 100
"""What more are "in 2021" are in that year, and no share of so many."""
OCCASIONS = 1000
"""From this number on "times" counts occasions ("stopped about 56,000 times"), and is no multiple."""


class Quantities(Numerals):
    """Reads quantities."""

    def quantity(self) -> list[Amount]:
        """One amount, or the two ends of a range."""
        start = self.starts[self.at]
        if self.took("from"):
            self.take(COMPARATORS)
            self.refuse_two(self.amount())
        if self.take(MAJORITY):
            return [Amount(start, *HALF, kind=Kind.SHARE)]
        if place := self.ordinal():
            return [Amount(start, Fraction(place), Fraction(1))]
        if self.all_of_it():
            self.at += 1
            return [Amount(start, Fraction(1), Fraction(1, 100), kind=Kind.SHARE)]
        if self.take(FACTOR_OF):
            return [self.number().measured(Kind.MULTIPLE, Wording.FACTOR)]
        if self.take(ONCE):
            return [Amount(start, Fraction(1), Fraction(1))]
        if factor := self.take(FACTORS):
            return [Amount(start, factor[0], Fraction(1), kind=Kind.MULTIPLE, wording=factor[1])]
        link = self.take(RANGES)
        low = self.amount()
        if not link and not self.of_all_spans() and (share := self.ratio(low)):
            return [share]
        if link and not self.took(link):
            self.fail(f"'{link}' and the other end of the range")
        plus = self.words[self.at : self.at + 2] == ["-", "plus"]
        if self.words[self.at : self.at + 2] in (["to", "date"], ["-", "month"]):
            return [low]
        if link or self.took("to") or (not plus and self.took("-")):
            return self.range(low, self.amount())
        return [low]

    def refuse_two(self, first: Amount) -> NoReturn:
        """ "from 45% to 69%" tells two numbers, of two times: no range that one number lies in."""
        link = self.starts[self.at]
        if not self.took("to"):
            self.fail("'to' and the second number")
        self.take(COMPARATORS)
        one, other = self.text[first.start : link].strip(), self.text[self.starts[self.at] :].strip()
        self.amount()
        error = WrittenError(self.text, link, "one number, not one before and one after")
        error.hint = f'Write two claims, one that says "{one}" and one that says "{other}"; a range is "10 to 20".'
        raise error

    def ordinal(self) -> int:
        """The place of "third-highest", "23rd", "No. 2" and "the highest"; 0, with nothing read, where none is."""
        before = self.at
        behind = self.leading()
        placed = self.take(PLACED)
        place = int(self.word) if self.word.isdigit() else UNITS.get(self.word, 0) if placed else 0
        if place and (placed or self.words[self.at + 1] in ("st", "nd", "rd", "th")):
            self.at += 1 if placed else 2
        else:
            self.at -= int(placed is True)
            place = self.ordinal_in_words()
        named = self.take(ORDERED)
        if behind and self.word not in behind:
            self.at = before
            return 0
        while (place or named) and self.take(RANKED):
            pass
        return place or int(named is True)

    def leading(self) -> tuple[str, ...]:
        """What must follow a place behind "in" and "a", which are read over: "in third place", "a third straight"."""
        if self.took("in"):
            return ("place",)
        return IN_A_RUN if self.took("a") else ()

    def ordinal_in_words(self) -> int:
        """third, twenty-third; 0, with nothing read, for none."""
        tens = TENS.get(self.word, 0)
        ahead = 1 + (self.words[self.at + 1] == "-") if tens else 0
        ones = ORDINALS.get(self.words[self.at + ahead], 0)
        self.at += ahead + 1 if ones else 0
        return tens + ones if ones else 0

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
        place, link = self.at, None if part.kind is Kind.MULTIPLE else self.take(RATIO)
        number = self.word[:1].isdigit() or self.word in UNITS or self.word in TENS or not self.word
        of_a_year = part.value > MOST_OF_A_SHARE and is_date(self.word, least=1900)
        if not link or not number or of_a_year or any(span in self.words[self.at + 1 : self.at + 3] for span in RATES):
            self.at = place
            return None
        whole = self.amount()
        fits = part.kind is whole.kind is Kind.COUNT and part.unit == whole.value.denominator == part.scale == 1
        if not fits or not 0 < part.value <= whole.value:
            self.fail("two whole numbers, the second not the smaller", whole.start)
        if link == "in" and whole.value > MOST_OF_A_SHARE and whole.value not in POWERS:
            self.fail("at most 100, or 1,000, 10,000 ... (a year makes no share)", whole.start)
        return part_in_words(part.start, part.value / whole.value, int(whole.value))

    def of_all_spans(self) -> bool:
        """ "11 of the 12 months" are months, and no share of them."""
        place = self.at
        if self.took("out", "of") or self.took("of"):
            self.took("the") or self.took("all")
            self.took("last") or self.took("past")
            if self.numeral(self.at) and self.words[self.at + 1] in SPANNED:
                self.at += 2
                return True
        self.at = place
        return False

    def amount(self) -> Amount:
        """A number with its measure, or a share in words."""
        start, money = self.starts[self.at], self.took("$")
        if not money and (share := self.fraction()):
            return self.as_many(share)
        number = replace(self.number(), start=start)
        self.over_plus(MEASURES)
        place, measure = self.starts[self.at], self.take(MEASURES)
        if money and measure:
            self.fail("no second measure after $", place)
        if measure == (Kind.MULTIPLE, Wording.TIMES) and number.value >= OCCASIONS and not self.word:
            measure = None
        return self.as_many(number.measured(*(measure or (Kind.MONEY if money else Kind.COUNT, None))))

    def as_many(self, share: Amount) -> Amount:
        """ "half as many", "60% as many as": a multiple; what else it is stays as it is."""
        of_a_level = self.word == "of" and (
            self.words[-2] in LEVELS or OF_A_YEAR.match(self.text, self.starts[self.at])
        )
        if share.kind is Kind.SHARE and (of_a_level or self.take(PARTLY_AS_MANY)):
            return as_multiple(share, Wording.TIMES_AS_MANY)
        return share

    def fraction(self) -> Amount | None:
        """half, a third, two-thirds, half a million, a quarter of a million; None, with nothing read, for none."""
        first, after = ([word for word in self.words[self.at : self.at + 3] if word != "-"] + ["", ""])[:2]
        name = first if first in ("half", "quarter") else after
        top = 1 if first in ("half", "quarter", "a", "an") else UNITS.get(first, 0)
        whole = PARTS.get(name, 0)
        start, part = self.starts[self.at], Fraction(top, whole) if 0 < top < whole else self.part_of_one()
        if not part:
            return None
        if 0 < top < whole:
            self.at = self.words.index(name, self.at) + 1
        if scaled := self.part_of_scale(start, part, Fraction(1, 10) if whole == 2 else Fraction(1, 20)):
            return scaled
        return self.fail("million or billion") if first == "quarter" else part_in_words(start, part, whole)

    def part_of_scale(self, start: int, part: Fraction, unit: Fraction) -> Amount | None:
        """ "half a million", "a quarter of a million", "half a percent"; None where no scale follows."""
        place = self.at
        linked = self.took("of"), self.took("-", "a") or self.took("a") or self.took("one")
        scaled = self.scaled(Amount(start, part, unit), GROUPS, SCALES)
        if scaled.scale > 1:
            return scaled
        if (
            (any(linked) or self.word == "-")
            and (measure := self.take(MEASURES))
            and measure[0] in (Kind.SHARE, Kind.POINTS)
        ):
            return scaled.measured(*measure)
        if linked == (False, True):
            self.fail("thousand, million or billion")
        self.at = place
        return None

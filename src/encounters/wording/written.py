"""The printed wording of a number -> what it says: comparator, value, precision, kind. Never a guess.

    phrase    [an average of] [change] [comparator] quantity [plus | or more] [change] [nouns, per month, on average]
              [from a year earlier], or a comparison as such: lower than in July 2019
    change    before: up | fell by | an increase of | + ...    after: a 12% drop | 28% higher than ...
    quantity  an amount, a range, a share in words, a place among others: see amounts

The unit is the size of one unit of the last printed digit: 100,000 in "2.6 million", one point in "28%" and
in "90%", 10 in "171,840" (from 100 on, trailing zeros of a count or of money say nothing), 1 in "458,088", in
"nine times" and in "10 times"; in words it is the last scale ("two hundred": 100). A share in words ("half",
"nine out of 10") is good to five points, or to a fifth of itself where that is finer ("one in five": four
points); out of 100 or more, to one of the whole. A range has the finer unit of its two ends.
"""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from encounters.wording.amounts import as_multiple, is_half
from encounters.wording.comparisons import Comparisons
from encounters.wording.cursor import WrittenError, is_date
from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.movements import AFTER, BACK, BEFORE, MOVED_PAST, PERIODIC, REFERENCE, THAN
from encounters.wording.numerals import Amount
from encounters.wording.words import (
    COMPARATORS,
    COMPARATORS_AFTER,
    FACTORS,
    IN_A_RUN,
    MAJORITY,
    NOUNS,
    OF,
    OF_WHAT,
    QUALITIES,
    RATE,
    RATES,
    REACHING,
    SCALES,
    SPANNED,
    TENS,
    TRAILING,
    UNITS,
)

__all__ = ["Written", "WrittenError", "parse"]


class Written(Struct, frozen=True):
    """A printed number in base units: 28/100 for "28%". A fall is negative; `per` is the span of a printed rate."""

    text: str
    comparator: Comparator
    value: Fraction
    high: Fraction | None
    unit: Fraction
    kind: Kind
    wording: Wording | None = None
    per: str | None = None

    def __hash__(self) -> int:
        # Fractions are slow to hash, and hardly two readings of one text differ.
        return hash(self.text)

    @property
    def compares(self) -> bool:
        """Whether it is a comparison as such, with no number in it."""
        bound = self.comparator in (Comparator.OVER, Comparator.UNDER)
        return bound and not self.value and not re.search(r"\b0\b|zero", self.text.casefold())

    @property
    def in_brackets(self) -> bool:
        """Whether all of it is in brackets, with which accounts print a fall and texts nothing."""
        return re.fullmatch(r"\s*\([^()]*\)\s*", self.text) is not None


def parse(text: str) -> Written:
    """What the wording says. For text that is not one printed number it raises WrittenError, nothing else."""
    return _Reader(text).phrase()


class _Reader(Comparisons):
    """Reads one text from left to right."""

    def phrase(self) -> Written:
        self.opening()
        if (compared := self.comparison()) is not None:
            return Written(self.text, compared, Fraction(0), None, Fraction(1), Kind.COUNT)
        moved = self.take(MOVED_PAST)
        sign = None if moved else self.sign()
        by = self.took("by") or (sign is not None and self.took("of"))
        self.opening()
        comparator = moved or self.take(COMPARATORS)
        self.take(REACHING)
        self.opening()
        article, inner = self.article()
        comparator = comparator or inner or self.majority()
        place = self.is_place()
        ends = self.quantity()
        comparator = self.comparator_after(comparator, ends)
        after = self.starts[self.at]
        if ends[0].kind is Kind.COUNT and self.in_a_run():
            sign = None
        else:
            sign = self.sign_after(sign, article and ends[0].wording is not Wording.FACTOR and self.word != "share")
        ends = self.turned(ends, sign, by, after)
        changed = sign is not None or ends[0].kind in (Kind.MULTIPLE, Kind.POINTS)
        self.rest(ends[0].kind, None if place else changed)
        return self.made(comparator, ends)

    def majority(self) -> Comparator | None:
        """A majority is more than half, and a slim one just so."""
        place, found = self.at, self.take(MAJORITY)
        self.at = place
        return found

    def comparator_after(self, comparator: Comparator | None, ends: list[Amount]) -> Comparator:
        """The comparator, or the one after the number ("8 million-plus", "100 or more"). A range has none."""
        place = self.starts[self.at]
        after = self.take(COMPARATORS_AFTER) or (Comparator.OVER if self.plus else None)
        if comparator is not None and after is not None:
            self.fail("one comparator, not two", place)
        found = comparator or after or Comparator.EXACT
        if len(ends) > 1 and (comparator or after):
            self.fail("one number after a comparator, not a range", ends[1].start)
        return found

    def made(self, comparator: Comparator, ends: list[Amount]) -> Written:
        values, ranged = sorted(end.value for end in ends), len(ends) > 1
        unit = min(end.precision for end in ends)
        comparator, high = (Comparator.BETWEEN, values[-1]) if ranged else (comparator, None)
        return Written(self.text, comparator, values[0], high, unit, ends[0].kind, ends[0].wording, self.per)

    def sign(self) -> int | None:
        """Up or down, before the number ("up to" is a comparator)."""
        symbol = self.word in ("+", "-")
        if self.word in ("up", "down") and self.words[self.at + 1] == "to":
            return None
        sign = self.take(BEFORE)
        if symbol and not self.word[:1].isdigit():
            self.fail("digits after the sign")
        return sign

    def sign_after(self, sign: int | None, needed: bool) -> int | None:
        """The sign, or the one after the number: an article ("a 12% drop") needs one, a first forbids it."""
        before = self.at
        self.take(PERIODIC)
        place, after = self.starts[self.at], self.take(AFTER)
        self.at = self.at if after else before
        if sign and after:
            self.fail("one word of change, not two", place)
        if needed and not after:
            self.fail("increase, drop or another word of change", place)
        return sign or after

    def article(self) -> tuple[bool, Comparator | None]:
        """Whether an article stands here that is not itself the number ("a 12% drop", not "a million"), and the
        comparator behind it ("a nearly 12% drop")."""
        place = self.at
        if not (self.took("a") or self.took("an")):
            return False, None
        comparator = self.take(COMPARATORS)
        if comparator or self.word[:1].isdigit() or self.word in UNITS or self.word in TENS or (self.word,) in FACTORS:
            return True, comparator
        self.at = place
        return False, None

    def in_a_run(self) -> bool:
        """Whether months follow: "fell for a fifth straight month" counts months, and what they did is said of each."""
        month = self.words[self.at : self.at + 2] in (["-", "month"], ["month", "in"], ["month", "running"])
        return month or self.word in (*IN_A_RUN, *SPANNED)

    def turned(self, ends: list[Amount], sign: int | None, by: bool, place: int) -> list[Amount]:
        """The quantity as a change, if one is told; 'fell by half' and a bare 'by half' are 'halved'."""
        first = ends[0]
        half = len(ends) == 1 and is_half(first)
        cut = first.wording is Wording.FACTOR and first.value < 1
        if (half and sign != 1 and (by or sign)) or (cut and sign == -1):
            return [as_multiple(first, Wording.FACTOR)]
        if by and first.wording is Wording.FACTOR and sign != -1:
            return ends
        if sign:
            return [self.changed(end, sign, place) for end in ends]
        if by:
            self.fail("up, down or another word of change with 'by'", place)
        return ends

    def changed(self, amount: Amount, sign: int, place: int) -> Amount:
        """'up 12%', 'down 3 points', 'rose ninefold'; a count is no change."""
        if amount.kind is Kind.SHARE:
            return replace(amount, kind=Kind.PERCENT_CHANGE, value=sign * amount.value)
        if amount.kind is Kind.POINTS:
            return replace(amount, value=sign * amount.value)
        if amount.wording is Wording.TIMES and sign > 0:
            folds = "fold" in self.words  # a threefold increase is to three times as many, in most dictionaries
            return replace(amount, wording=Wording.TIMES_GREATER if folds else Wording.INCREASED_TIMES)
        divided = "fold" in self.words or self.words[self.at - 1] in ("lower", "fewer", "less", "smaller", "than")
        if amount.wording is Wording.TIMES and amount.value > 1 and divided:  # "five times fewer" is a fifth
            part, unit = 1 / amount.value, amount.unit / amount.value**2
            return replace(amount, value=part, unit=unit, wording=Wording.FACTOR)
        if amount.kind is Kind.COUNT:
            return replace(amount, value=sign * amount.value)
        return self.fail("a percent, percentage points or an increase in times, with a word of change", place)

    def is_place(self) -> bool:
        """Whether a place among others stands here."""
        start = self.at
        found = self.ordinal() > 0
        self.at = start
        return found

    def rest(self, kind: Kind, changed: bool | None) -> None:
        """The words that may follow a number and change nothing: nouns, 'a month', 'of all encounters', and of a change
        or a multiple what it is measured from, of any but a place (`changed` is None) what, where and when it is of."""
        while self.rate() or self.take(TRAILING) is True or self.of(kind):
            pass
        if changed and (self.words[self.at - 1] in THAN or self.take(REFERENCE) is True):
            self.measured_from()
        elif changed is not None and self.take(OF_WHAT) is True:
            self.measured_from(least=1900)
        self.at += self.word in RATES and self.words[self.at + 1] == ""  # "one month"
        if self.word:
            self.fail("the end, or 'to', 'out of' and a second number")

    def measured_from(self, least: int = 1) -> None:
        """The rest of the text, in which no second number stands, but for a year and from `least` on a day."""
        while self.word:
            digits = self.word[0].isdigit() and not is_date(self.word, least)
            if (self.word,) in SCALES or self.word in "$%" or digits:
                self.fail("no second number")
            self.at += 1

    def rate(self) -> bool:
        place, span = self.at, self.take(RATE)
        if span is not None and self.word in BACK:  # "a year earlier"
            self.at = place
            return False
        self.per = span or self.per
        return span is not None

    def of(self, kind: Kind) -> bool:
        """ "of all encounters"; what a share is of may be told in any words but numbers."""
        found = self.take(OF) is True
        while found and self.take(QUALITIES):
            pass
        whole = kind in (Kind.SHARE, Kind.MULTIPLE)
        if found and not self.take(NOUNS) and not whole:
            self.fail("encounters, migrants or another noun after 'of'")
        if found and whole:
            self.measured_from()
        return found

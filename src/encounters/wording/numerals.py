"""The numbers of a text, in digits and in words: 2.6 million, 2½ million, one million seven hundred thousand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from encounters.wording.cursor import Cursor
from encounters.wording.kinds import Kind, Wording
from encounters.wording.words import (
    AND_A_PART,
    GROUPS,
    NOTHING,
    PLUS,
    SCALES,
    SIGNS,
    TENS,
    UNITS,
    Phrases,
)

MOST_PARTS = 10


class Amount(Struct, frozen=True):
    start: int
    value: Fraction
    unit: Fraction
    zeros: int = 1  # how much coarser the unit is where trailing zeros say nothing
    scale: int = 1
    kind: Kind = Kind.COUNT
    wording: Wording | None = None

    @property
    def precision(self) -> Fraction:
        coarser = self.zeros > 1 and self.kind in (Kind.COUNT, Kind.MONEY)
        return self.unit * self.zeros if coarser else self.unit

    def times(self, factor: int) -> Amount:
        return replace(self, value=self.value * factor, unit=self.unit * factor, scale=self.scale * factor)

    def measured(self, kind: Kind, wording: Wording | None) -> Amount:
        if kind in (Kind.SHARE, Kind.POINTS):
            return replace(self, value=self.value / 100, unit=self.unit / 100, kind=kind, wording=wording)
        return replace(self, kind=kind, wording=wording)


class Numerals(Cursor):
    """Reads numbers. `plus` is whether one stood before a scale or a measure."""

    plus = False

    def number(self) -> Amount:
        """Digits or number words, with their scale; 'a' is one if a scale or a percent follows."""
        start = self.starts[self.at]
        if self.take(NOTHING) or (self.words[self.at + 1 :] != [""] and self.took("no")):
            return Amount(start, Fraction(0), Fraction(1))
        return self.in_digits() if self.word[:1].isdigit() or self.word in SIGNS else self.in_words()

    def in_digits(self) -> Amount:
        """2.6 million, 2½ million."""
        start, word, part = self.starts[self.at], self.word, Fraction(0)
        self.at += word not in SIGNS
        whole, _, decimals = word.replace(",", "").partition(".") if word not in SIGNS else ("0", "", "")
        zeros = len(whole) - len(whole.rstrip("0")) if int(whole) >= 100 and not decimals else 0
        if not decimals and (part := self.part_of_one()):
            pass
        unit = Fraction(1, part.denominator) if part else Fraction(1, 10 ** len(decimals))
        value = Fraction(int(whole + decimals), 10 ** len(decimals))
        found = Amount(start, value + part if part else value, unit, 10**zeros)
        return self.scaled(found, GROUPS, SCALES)

    def part_of_one(self) -> Fraction:
        """The part behind whole digits: ½, 1/2; 0, with nothing read, for none."""
        top, slash, whole = [*self.words[self.at : self.at + 3], "", ""][:3]
        if top in SIGNS:
            self.at += 1
            return SIGNS[top]
        if slash == "/" and top.isdigit() and whole.isdigit() and 0 < int(top) < int(whole) <= MOST_PARTS:
            self.at += 3
            return Fraction(int(top), int(whole))
        return Fraction(0)

    def numeral(self, place: int) -> bool:
        """Whether a number begins at a place."""
        word = self.words[place]
        return word[:1].isdigit() or word in UNITS or word in TENS or word in SIGNS

    def all_of_it(self) -> bool:
        """Whether "all" stands here for the whole of it ("nearly all of them"), and not before a number."""
        after = self.words[self.at + 1 : self.at + 2]
        return self.word == "all" and not (self.numeral(self.at + 1) or after in (["$"], ["-"], ["a"], ["the"]))

    def in_words(self) -> Amount:
        """nine, two dozen, two hundred and thirty-four thousand, one million seven hundred thousand."""
        found = self.scaled(self.below_thousand(), SCALES)
        scale = found.scale
        while scale > 1 and (more := self.rest_in_words(scale)):
            found, scale = replace(found, value=found.value + more.value, unit=more.unit), more.scale
        part = self.take(AND_A_PART) if found.scale > 1 else None
        return replace(found, value=found.value + part * scale, unit=part * scale) if part else found

    def rest_in_words(self, scale: int) -> Amount | None:
        """The smaller number behind a scale ("seven hundred thousand"); None, with nothing read, for none."""
        place = self.at
        self.took("and")
        if self.word in UNITS or self.word in TENS:
            more = self.scaled(self.below_thousand(), SCALES)
            if more.value < scale:
                return more
        self.at = place
        return None

    def below_thousand(self) -> Amount:
        """nine, twenty-one, two and a half, one point seven, two hundred [and] thirty-four."""
        found = self.below_hundred()
        if part := self.take(AND_A_PART):
            return replace(found, value=found.value + part, unit=Fraction(1, part.denominator))
        if self.word == "point" and self.words[self.at + 1] in UNITS:
            return self.decimals(found)
        group = self.scaled(found, GROUPS)
        if group is found:
            return found
        place = self.at
        self.took("and")
        more = self.below_hundred() if group.unit == 100 and (self.word in UNITS or self.word in TENS) else None
        if more and (self.word,) not in GROUPS:  # "between two hundred and three hundred"
            return replace(group, value=group.value + more.value, unit=more.unit, scale=1)
        self.at = place
        return replace(group, scale=1)

    def below_hundred(self) -> Amount:
        word, start = self.word, self.starts[self.at]
        after = tuple(self.words[self.at + 1 :][:1])
        one = word in ("a", "an") and (after in GROUPS | SCALES or after in (("percent",), ("percentage",)))
        if not (word in UNITS or word in TENS or one):
            self.fail("a number")
        self.at += 1
        return Amount(start, Fraction(TENS[word] + self.ones() if word in TENS else UNITS.get(word, 1)), Fraction(1))

    def decimals(self, whole: Amount) -> Amount:
        """ "one point seven"."""
        self.took("point")
        digits = ""
        while 0 < UNITS.get(self.word, 0) < 10:
            digits += str(UNITS[self.word])
            self.at += 1
        unit = Fraction(1, 10 ** len(digits))
        return replace(whole, value=whole.value + int(digits or 0) * unit, unit=unit)

    def ones(self) -> int:
        """The ones after tens: twenty-one, twenty one."""
        dash = self.word == "-"
        ones = UNITS.get(self.words[self.at + dash], 10)
        self.at += dash + 1 if ones < 10 else 0
        return ones % 10 if ones < 10 else 0

    def scaled(self, number: Amount, *tables: Phrases[int]) -> Amount:
        """The number with the scale that follows, also by a hyphen ("8-million")."""
        for table in tables:
            self.over_plus(table)
            scale = tuple(self.words[self.at + 1 : self.at + 2])
            if self.word == "-" and scale in table:
                number, self.at = number.times(table[scale]), self.at + 2
            elif factor := self.take(table):
                number = number.times(factor)
        return number

    def over_plus(self, table: Phrases[Any]) -> None:
        """Step past a plus before a scale or a measure: "8+ million", "2.4-plus million", "20-plus percent"."""
        place = self.at
        if self.take(PLUS):
            self.took("-")
            after = self.at
            if self.take(table) is not None:
                self.at, self.plus = after, True
                return
        self.at = place

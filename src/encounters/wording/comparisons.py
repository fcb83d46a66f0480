"""A comparison as such, without a number: "lower than in July 2019", "outnumbered Mexicans", "above the average"."""

from __future__ import annotations

from encounters.wording.cursor import is_date
from encounters.wording.kinds import Comparator
from encounters.wording.movements import CHANGED, CHANGED_ON, COMPARED, COMPARED_WITH, OFF, OUTNUMBERED
from encounters.wording.openings import Openings
from encounters.wording.words import FAR, NUMBERS, TENS, UNITS


class Comparisons(Openings):
    """Reads comparisons."""

    def comparison(self) -> Comparator | None:
        """Above or below; None, with nothing read, where no comparison stands here."""
        start = self.at
        self.take(FAR)
        for way in (self.compared, self.changed_since, self.outnumbered, self.off_the_average):
            place, sign = self.at, way()
            if sign:
                return Comparator.OVER if sign > 0 else Comparator.UNDER
            self.at = place
        self.at = start
        return None

    def compared(self) -> int | None:
        """higher; lower than in July 2019; more Cubans than Mexicans; more than those from Honduras."""
        sign = self.take(COMPARED)
        if sign is None or not self.word:
            return sign
        if self.take(COMPARED_WITH):
            return sign if self.nothing_more() else None
        if "than" not in self.words[self.at :]:
            return None
        start, self.at = self.at, self.words.index("than", self.at) + 1
        return sign if self.only_a_year() or self.without_number(start) else None

    def changed_since(self) -> int | None:
        """rose; up from 2020, down on the month."""
        sign = self.take(CHANGED)
        if sign is None or not self.word:
            return sign
        on = self.take(CHANGED_ON) is True and self.nothing_more()
        return sign if on or (self.took("from") and self.only_a_year()) else None

    def outnumbered(self) -> int | None:
        """outnumbered Mexicans, passed those three."""
        told = self.take(OUTNUMBERED) is True and self.nothing_more()
        return 1 if told else None

    def off_the_average(self) -> int | None:
        """above the monthly average of FY2019."""
        sign = self.take(OFF)
        told = sign and self.named() and "average" in self.words[: self.at]
        return sign if told and self.nothing_more() else None

    def only_a_year(self) -> bool:
        """Whether nothing but a year follows: 2020, FY2020."""
        place = self.at
        self.took("fy") or self.took("fiscal", "year")
        if is_date(self.word, least=1900) and self.words[self.at + 1] == "":
            return True
        self.at = place
        return False

    def nothing_more(self) -> bool:
        """Whether the text ends here, or tells of no number: "up on the month by 5%" is a change of 5%."""
        return not self.word or self.without_number(self.at)

    def without_number(self, start: int) -> bool:
        """Whether words follow from a place on, and none of them is a number; "those three" and a year are none."""
        titles = [place + 1 for place, word in enumerate(self.words) if word == "title"]  # Title 42 is a name
        words = [word for place, word in enumerate(self.words) if place >= start and place not in titles]
        words = [word for word in words if word and word != "than"]
        numbers = [word for word in words if word in NUMBERS or (word[0].isdigit() and not is_date(word, least=1900))]
        return bool(words) and not numbers and words[0] not in UNITS and words[0] not in TENS

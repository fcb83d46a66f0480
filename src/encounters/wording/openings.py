"""What may stand before a number and says nothing of its size: "averaged", "a new monthly record of", "rose to"."""

from __future__ import annotations

from encounters.wording.amounts import Quantities
from encounters.wording.movements import BEFORE
from encounters.wording.words import ARTICLES, CALLED, OF_YEARS, SPANS, STANDS, STRIKING, UNITS


class Openings(Quantities):
    """Reads over them; `per` is the span of a rate that they name."""

    per: str | None = None

    def opening(self) -> None:
        """What may stand before a number and says nothing but its span: "averaged", "a new monthly record of"."""
        while self.named() or (not self.all_of_it() and self.take(STANDS)) or self.moved_to():
            pass

    def named(self) -> bool:
        """ "a monthly average of", "a record"; nothing is read where only an article stands here."""
        place = self.at
        self.take(ARTICLES)
        struck = self.of_years()
        while self.take(STRIKING):
            struck = True
        span = self.take(SPANS)
        called = self.take(CALLED) is not None
        span = span or (self.take(SPANS) if called else None)
        if not struck and not called:
            self.at = place
            return False
        self.took("of")
        self.per = span or self.per
        return True

    def of_years(self) -> bool:
        """ "41-year low of"; nothing is read where no number follows, as then a record is told."""
        place = self.at
        if self.words[place + 1 : place + 2] == ["-"] and (self.word.isdigit() or self.word in UNITS):
            self.at += 2
            if self.take(OF_YEARS):
                return True
        self.at = place
        return False

    def moved_to(self) -> bool:
        """ "rose to": what follows is where it came to, and no change."""
        place = self.at
        if self.word not in ("up", "down") and self.take(BEFORE) is not None and self.took("to"):
            return True
        self.at = place
        return False

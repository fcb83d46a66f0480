"""How far back a record is said to go: the words, and the first month they reach."""

from __future__ import annotations

import re

from msgspec import Struct

from encounters.errors import UsageError
from encounters.periods import Month, Period

DECADES = 20


class Reach(Struct, frozen=True):
    """How far back a record is said to go: a number of years, or since a period; neither is "ever"."""

    words: str
    years: int | None = None
    since: Period | None = None

    def first(self, period: Period, step: int = 0) -> Month | None:
        """The first month the words reach back to; None for "ever". `step`: months between like periods, 0 for none."""
        if self.since is not None:
            after = self.since.first + step if step else self.since.last + 1
            return after if after < period.first else self.since.first
        return period.first + -12 * self.years if self.years is not None else None


def parse_reach(text: str) -> Reach:
    """`ever`, `in decades`, `in 20 years`, `since FY2007`. Raises UsageError."""
    words = " ".join(text.casefold().split())
    if words in ("ever", "on record", "in history"):
        return Reach(text)
    if words == "in decades":
        return Reach(text, years=DECADES)
    if match := re.fullmatch(r"in (?:more than |over )?(\d+) years", words):
        return Reach(text, years=int(match[1]))
    if words.startswith("since "):
        return Reach(text, since=Period.parse(text.split(maxsplit=1)[1]))
    raise UsageError(
        f"'{text}' does not say how far back.", "Write 'ever', 'in decades', 'in 20 years' or 'since FY2007'."
    )

"""How far back a record is said to go: the words, and the first month they reach."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor

from msgspec import Struct

from encounters.errors import UsageError
from encounters.periods import Month, Period
from encounters.wording.cursor import WrittenError
from encounters.wording.kinds import Comparator, Kind
from encounters.wording.written import Written, parse

DECADES = 20
YEARS = {"year": 1, "deca": 10, "cent": 100}
PARTS = {"a": Fraction(1), "half": Fraction(1, 2), "a half": Fraction(1, 2), "a quarter": Fraction(1, 4)}
AT_LEAST = r"(?:(?:at least|more than|over|well over|the last|the past) )*"
SPAN = re.compile(rf"in {AT_LEAST}(.+?)(?:[ -]of a| a)?[ -](years?|decades?|century|centuries)")
"""In 20 years, in more than two decades, in a quarter century."""


class Reach(Struct, frozen=True):
    """How far back a record is said to go: a number of years, since a period, or a year of the claim's own kind, fiscal
    or calendar; none of them is "ever"."""

    words: str
    years: int | None = None
    since: Period | None = None
    year: int | None = None

    def first(self, period: Period, step: int = 0) -> Month | None:
        """The first month the words reach back to; None for "ever". `step`: months between like periods, 0 for none."""
        since = self.since_for(period)
        if since is not None:
            after = since.first + step if step else since.last + 1
            return after if after < period.first else since.first
        return period.first + -12 * self.years if self.years is not None else None

    def since_for(self, period: Period) -> Period | None:
        """Since when, for a claim of a period. Raises PeriodError for a year that may be a fiscal or a calendar one."""
        if self.year is None or self.since is not None:
            return self.since
        if len(period) == 12 and period.first.month in (1, 10):
            return period.shift(12 * (self.year - period.last.year))
        return Period.parse(str(self.year))


def parse_reach(text: str) -> Reach:
    """`ever`, `in decades`, `in 20 years`, `in a quarter century`, `since FY2007`, of whole years `since 2007`. Raises
    UsageError."""
    words = " ".join(text.casefold().split())
    if words in ("ever", "on record", "in history"):
        return Reach(text)
    if words == "in decades":
        return Reach(text, years=DECADES)
    if words.startswith("since "):
        since = text.split(maxsplit=1)[1]
        return Reach(text, year=int(since)) if re.fullmatch(r"\d{4}", since) else Reach(text, since=Period.parse(since))
    if (match := SPAN.fullmatch(words)) and (years := _years(match[1], match[2])):
        return Reach(text, years=years)
    raise UsageError(
        f"'{text}' does not say how far back.", "Write 'ever', 'in decades', 'in 20 years' or 'since FY2007'."
    )


def _years(many: str, span: str) -> int:
    """How many years so many years, decades or centuries are; 0 for words that do not count them."""
    try:
        counted = PARTS[many] if many in PARTS else _counted(parse(many))
    except WrittenError:
        return 0
    return floor(counted * YEARS[span[:4]])


def _counted(written: Written) -> Fraction:
    exactly = written.kind is Kind.COUNT and written.comparator is Comparator.EXACT
    return written.value if exactly else Fraction(0)

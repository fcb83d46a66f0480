"""Calendar months, the fiscal year that each lies in, and how people write them and dates."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

from msgspec import Struct

from encounters.errors import PeriodError

# Written out, because those of `calendar` are in the language of the process's locale.
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_ABBREVIATIONS = tuple(name[:3].upper() for name in MONTH_NAMES)
FISCAL_YEAR_START = 10
EXAMPLES = "FY2021, CY2021, 2022-04, 2023Q2, 2021-01..2022-03 or 'FYTD 2022-04'"
"""What a period may be, for hints."""


@cache
def month_at(ordinal: int) -> Month:
    """The month with an ordinal, the same one each time: periods are gone through a great deal."""
    year, index = divmod(ordinal, 12)
    return Month(year, index + 1)


class Month(Struct, frozen=True, order=True):
    """A calendar month, ordered in time; `str` gives `2022-04`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2199 and 1 <= self.month <= 12):
            raise PeriodError(f"There is no month {self.year}-{self.month:02d}.", f"A period is one of {EXAMPLES}.")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: int) -> Month:
        return month_at(self.ordinal + months)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def in_fiscal_year(cls, fiscal_year: int, month: int) -> Month:
        """The calendar month numbered `month` (1 is January) within a fiscal year."""
        return cls(fiscal_year - 1 if month >= FISCAL_YEAR_START else fiscal_year, month)

    @property
    def ordinal(self) -> int:
        """Months since year 0, for arithmetic."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        """The month's first day, which is how tidy tables hold a month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        """The number of days in the month."""
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def fiscal_year(self) -> int:
        """The fiscal year the month belongs to."""
        return self.year + (self.month >= FISCAL_YEAR_START)

    @property
    def name(self) -> str:
        """The month in words: `April 2022`."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"


# Patterns are compiled where they are first tried: most questions need none of them.
IN_FIGURES = r"(?P<year>\d{4})[-/](?P<month>\d{1,2})|(?P<first>\d{1,2})/(?P<second>\d{4})"
IN_WORDS = r"(?P<name>[A-Za-z]{3,9})[.,]? (?P<year>\d{4})|(?P<first>\d{4}) (?P<second>[A-Za-z]{3,9})"
A_DAY = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|"
    r"(?P<month_>[A-Za-z]{3,9})[.]? (?P<day_>\d{1,2}),? (?P<year_>\d{4})|"
    r"(?P<day__>\d{1,2}) (?P<month__>[A-Za-z]{3,9})[.]?,? (?P<year__>\d{4})"
)


def parse_month(text: str) -> Month:
    """A month from `2022-04`, `2022/04`, `04/2022`, `April 2022`, `Apr. 2022` or `2022 April`. Raises PeriodError."""
    word = " ".join(text.split())
    if match := re.fullmatch(IN_FIGURES, word):
        return Month(int(match["year"] or match["second"]), int(match["month"] or match["first"]))
    named = re.fullmatch(IN_WORDS, word)
    if named and (number := month_number(named["name"] or named["second"])):
        return Month(int(named["year"] or named["first"]), number)
    if day := _day(word):
        raise PeriodError(
            f"'{text}' is a day, and CBP publishes nothing finer than a month.", f"Its month is '{Month.of(day)}'."
        )
    if month_number(word):
        raise PeriodError(f"'{text}' is a month of no year.", f"Write '{word} 2023', or 'last {word}' for the newest.")
    raise PeriodError(f"'{text}' is not a month or a period.", f"A period is one of {EXAMPLES}.")


def month_number(name: str) -> int | None:
    """1 to 12 for a month's English name or an abbreviation of at least three letters, else None."""
    word = name.upper()
    found = [number for number, full in enumerate(MONTH_NAMES, 1) if full.upper().startswith(word)]
    return found[0] if len(word) >= 3 and len(found) == 1 else None


def parse_date(text: str) -> date:
    """A date from `2022-04-18`, `April 18, 2022` or `18 April 2022`, or a month, which stands for its last day.

    Raises PeriodError.
    """
    try:
        return _day(" ".join(text.split())) or parse_month(text).last_day
    except PeriodError:
        raise PeriodError(f"'{text}' is not a date.", "Write a date as 2022-04-18, or a month as 2022-04.") from None


def _day(word: str) -> date | None:
    """The day that a text is, or None. Raises PeriodError for one that no month has."""
    match = re.fullmatch(A_DAY, word)
    if match is None:
        return None
    year, month, day = (match[name] or match[f"{name}_"] or match[f"{name}__"] for name in ("year", "month", "day"))
    try:
        return date(int(year), int(month) if month.isdigit() else month_number(month) or 0, int(day))
    except ValueError:
        raise PeriodError(f"There is no day '{word}'.", f"A period is one of {EXAMPLES}.") from None

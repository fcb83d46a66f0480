"""Months, fiscal years and periods. Standard library only.

A fiscal year runs from 1 October to 30 September and is named for the year in which it ends (CBP, "Enforcement
Statistics"). A period is a run of whole months: CBP publishes nothing finer.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from encounters.errors import PeriodError

# Written out, because those of `calendar` are in the language of the process's locale.
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_ABBREVIATIONS = tuple(name[:3].upper() for name in MONTH_NAMES)
FISCAL_YEAR_START = 10
EXAMPLES = "FY2021, CY2021, 2022-04, 2023Q2, 2021-01..2022-03 or 'FYTD 2022-04'"
NEWEST = ("latest", "now")
"""Words for the newest month on hand, alone or as the end of a range."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, ordered in time; `str` gives `2022-04`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2199 and 1 <= self.month <= 12):
            raise PeriodError(f"There is no month {self.year}-{self.month:02d}.", f"A period is one of {EXAMPLES}.")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: int) -> Month:
        year, index = divmod(self.ordinal + months, 12)
        return Month(year, index + 1)

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


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months, both ends included; `str` gives text that `Period.parse` reads back."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(
                f"The period ends ({self.last}) before it begins ({self.first}).", "Put the earlier month first."
            )

    @classmethod
    def fiscal_year(cls, year: int) -> Period:
        """October of the year before to September of `year`."""
        return cls(Month(year - 1, 10), Month(year, 9))

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        """January to December of `year`."""
        return cls(Month(year, 1), Month(year, 12))

    @classmethod
    def year_to_date(cls, last: Month) -> Period:
        """From the start of the fiscal year that `last` lies in, to `last`."""
        return cls(Month(last.fiscal_year - 1, 10), last)

    @classmethod
    def parse(cls, text: str, on_hand: Callable[[], Period] | None = None) -> Period:
        """A period from text: `FY2021`, `CY2021`, `2022-04`, `FY2023Q2`, `2021-01..2022-03`, `FYTD 2022-04`, a window.

        Forgiving of case and spacing, of month names (`April 2022`) and of `to` for `..`. Each end of a range may
        itself be a year. A bare year is refused, because a fiscal and a calendar year are different things. `latest`,
        `all`, `since MONTH` and a window without an end are read where `on_hand` gives the months there are. Raises
        PeriodError.
        """
        word = " ".join(text.split()).casefold()
        if word in (*NEWEST, "all") or word.startswith("since ") or word in OPEN_WINDOWS:
            return _up_to_now(word, text, on_hand)
        if window := WINDOWS.get(word.replace(" ", "-")):
            return window
        ends = re.split(r"\s*\.\.\s*|\s+to\s+|\s+through\s+|\s*[–—]\s*", text.strip(), flags=re.IGNORECASE)
        if len(ends) == 1:
            return _parse_one(text)
        if len(ends) == 2 and ends[1].casefold() in NEWEST:
            return _up_to_now(f"since {ends[0]}", text, on_hand)
        if len(ends) == 2 and all(ends):
            return cls(_parse_one(ends[0]).first, _parse_one(ends[1]).last)
        raise PeriodError(f"'{text}' is not a period.", f"A period is one of {EXAMPLES}.")

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        if self.first.month == FISCAL_YEAR_START:
            if self.last.month == FISCAL_YEAR_START - 1:
                first, last = self.first.fiscal_year, self.last.fiscal_year
                return f"FY{first}" if first == last else f"FY{first}..FY{last}"
            if self.first.fiscal_year == self.last.fiscal_year:
                return f"FYTD {self.last}"
        if (self.first.month, self.last.month) == (1, 12) and self.first.year == self.last.year:
            return f"CY{self.first.year}"
        return f"{self.first}..{self.last}"

    def __len__(self) -> int:
        return self.last.ordinal - self.first.ordinal + 1

    def __iter__(self) -> Iterator[Month]:
        return (self.first + step for step in range(len(self)))

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    @property
    def days(self) -> int:
        """The number of days in the period."""
        return (self.last.last_day - self.first.first_day).days + 1

    def shift(self, months: int) -> Period:
        """The period moved by a number of months."""
        return Period(self.first + months, self.last + months)

    def year_before(self) -> Period:
        """The same months one year earlier."""
        return self.shift(-12)

    def like_periods(self, within: Period) -> tuple[Period, ...]:
        """The periods that this one can be ranked among, in order of time: every fiscal year for a fiscal year, every
        month for a month, the same months of other years for anything else, as far as they lie `within`."""
        step = 1 if len(self) == 1 else 12
        back = (self.first.ordinal - within.first.ordinal) // step
        ahead = (within.last.ordinal - self.last.ordinal) // step
        return tuple(self.shift(step * count) for count in range(-back, ahead + 1))

    @property
    def is_fiscal_year(self) -> bool:
        """Whether the period is one whole fiscal year."""
        return self.first.month == FISCAL_YEAR_START and len(self) == 12

    @property
    def is_part_of_fiscal_year(self) -> bool:
        """Whether the period is a fiscal year to date: October to a later month, but not September."""
        return self.first.month == FISCAL_YEAR_START and len(self) < 12

    def fiscal_years(self) -> tuple[Period, ...]:
        """The period cut at each 1 October."""
        years = (tuple(months) for _, months in groupby(self, key=lambda month: month.fiscal_year))
        return tuple(Period(months[0], months[-1]) for months in years)

    def label(self) -> str:
        """The period in a few words: `FY2021`, `FY2022 to April (7 of 12 months)`, `January 2021-March 2022`."""
        if self.first == self.last:
            return self.first.name
        if self.is_part_of_fiscal_year:
            return f"FY{self.last.fiscal_year} to {MONTH_NAMES[self.last.month - 1]} ({len(self)} of 12 months)"
        text = str(self)
        return f"{self.first.name}-{self.last.name}" if text[0].isdigit() else text.replace("..", "-")

    def describe(self) -> str:
        """The period in full: label, months, number of months and days."""
        label = self.label()
        ends = self.first.name if self.first == self.last else f"{self.first.name}-{self.last.name}"
        named = label if label == ends else f"{label}, {ends}"
        months = "1 month" if len(self) == 1 else f"{len(self)} months"
        return f"{named}, {months}, {self.days:,} days"


WINDOWS = {
    "title-42": Period(Month(2020, 3), Month(2023, 5)),
    "obama-second-term": Period(Month(2013, 2), Month(2017, 1)),
    "trump-first-term": Period(Month(2017, 2), Month(2021, 1)),
    "biden-term": Period(Month(2021, 2), Month(2025, 1)),
}
"""Windows by name, in whole months: the months in which Title 42 expulsions were made (21 March 2020-11 May 2023; CBP,
"Title 8 and Title 42 Statistics"), and presidents' terms, which begin on 20 January: each is given the month of
January in which it ends."""
OPEN_WINDOWS = {"trump-second-term": Month(2025, 2), "trump second term": Month(2025, 2)}
"""Windows that have not ended, by their first month."""


def _up_to_now(word: str, text: str, on_hand: Callable[[], Period] | None) -> Period:
    """A period that ends with the newest month on hand."""
    if on_hand is None:
        raise PeriodError(f"'{text}' depends on the data on hand.", f"Here a period is one of {EXAMPLES}.")
    months = on_hand()
    if word == "all":
        return months
    if word in NEWEST:
        return Period(months.last, months.last)
    first = OPEN_WINDOWS.get(word) or Period.parse(word.removeprefix("since ")).first
    return Period(first, months.last)


def _parse_one(text: str) -> Period:
    """A period that is one month, one quarter, one year, or one year to date."""
    word = " ".join(text.split())
    if match := re.fullmatch(r"(FY|CY)? ?(\d{4})[ -]?Q([1-4])", word, re.IGNORECASE):
        of = Period.fiscal_year if (match[1] or "").upper() == "FY" else Period.calendar_year
        return _quarter(of(int(match[2])), int(match[3]))
    if match := re.fullmatch(r"Q([1-4]) (FY|CY)? ?(\d{4})", word, re.IGNORECASE):
        return _parse_one(f"{match[2] or ''}{match[3]}Q{match[1]}")
    if match := re.fullmatch(r"(?:FY|fiscal(?: year)?)\s?(\d{4}|\d{2})", word, re.IGNORECASE):
        return Period.fiscal_year(_year(match[1]))
    if match := re.fullmatch(r"(?:CY|calendar(?: year)?)\s?(\d{4})", word, re.IGNORECASE):
        return Period.calendar_year(int(match[1]))
    if match := re.fullmatch(r"FYTD\s?(.+)", word, re.IGNORECASE):
        return Period.year_to_date(parse_month(match[1]))
    if re.fullmatch(r"\d{4}", word):
        raise PeriodError(
            f"'{word}' could be a fiscal or a calendar year.",
            f"Write FY{word} (October {int(word) - 1}-September {word}) or CY{word} (January-December {word}).",
        )
    month = parse_month(word)
    return Period(month, month)


def _quarter(year: Period, number: int) -> Period:
    first = year.first + 3 * (number - 1)
    return Period(first, first + 2)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def parse_month(text: str) -> Month:
    """A month from `2022-04`, `2022/04`, `April 2022` or `Apr 2022`. Raises PeriodError."""
    word = " ".join(text.split())
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", word):
        return Month(int(match[1]), int(match[2]))
    if (match := re.fullmatch(r"([A-Za-z]{3,9})[.,]? (\d{4})", word)) and (number := month_number(match[1])):
        return Month(int(match[2]), number)
    raise PeriodError(f"'{text}' is not a month or a period.", f"A period is one of {EXAMPLES}.")


def month_number(name: str) -> int | None:
    """1 to 12 for a month's English name or an abbreviation of at least three letters, else None."""
    word = name.upper()
    found = [number for number, full in enumerate(MONTH_NAMES, 1) if full.upper().startswith(word)]
    return found[0] if len(word) >= 3 and len(found) == 1 else None


def parse_date(text: str) -> date:
    """A date from `2022-04-18`, or a month from `2022-04`, which stands for its last day. Raises PeriodError."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else parse_month(text).last_day
    except (ValueError, PeriodError):
        raise PeriodError(f"'{text}' is not a date.", "Write a date as 2022-04-18, or a month as 2022-04.") from None

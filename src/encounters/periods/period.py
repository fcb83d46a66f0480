"""Periods: runs of whole months, with the fiscal years that they are cut into and the words that they are printed in.

A fiscal year runs from 1 October to 30 September and is named for the year in which it ends (CBP, "Enforcement
Statistics"). CBP publishes nothing finer than a month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from encounters.errors import PeriodError, several
from encounters.periods.months import FISCAL_YEAR_START, MONTH_NAMES, Month, month_at
from encounters.periods.words import read


class Period(Struct, frozen=True, order=True):
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
        """A period from text, as people write it: see `encounters.periods.words`.

        `FY2021`, `CY2021`, `2022-04`, `June 2022`, `FY2023Q2`, `2021-01..2022-03`, `FYTD 2022-04`, a window's name. A
        bare year is refused, because a fiscal and a calendar year are different things. `latest`, `all`, `since MONTH`,
        `this year` and their like are read where `on_hand` gives the months there are. Raises PeriodError.
        """
        return cls(*read(text, on_hand))

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
        return map(month_at, range(self.first.ordinal, self.last.ordinal + 1))

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
        first, last = self.first.fiscal_year, self.last.fiscal_year
        if first == last:
            return (self,)
        starts = [self.first, *(Month(year, FISCAL_YEAR_START) for year in range(first, last))]
        ends = [*(Month(year, FISCAL_YEAR_START - 1) for year in range(first, last)), self.last]
        return tuple(map(Period, starts, ends))

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
        return f"{named}, {several(len(self), 'month')}, {self.days:,} days"

"""What the reader of a document knows of time, and what years and months that words leave open may be."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from encounters.periods import Month, Period, month_number

DATE = re.compile(
    r"\b(?:(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
    r"|(?P<name>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)"
    r"|(?P<day2>\d{1,2}) (?P<name2>[A-Z][a-z]{2,8})\.? (?P<y2>(?:19|20)\d\d))\b"
)
"""A whole date, which is no period."""

Options = list[tuple[Period, float]]
"""What words may mean: periods, each with the doubt of taking it."""


class When(Struct, frozen=True):
    """A period that words name: its readings with their doubts, and whether the words state it in full."""

    start: int
    end: int
    options: tuple[tuple[Period, float], ...]
    stated: bool
    relative: bool = False
    against: bool = False


class Clock(Struct, frozen=True):
    """What the reader knows of time: the day of publication, and what was last talked about."""

    published: date | None = None
    current: Period | None = None
    calendar: bool = False
    options: tuple[tuple[Period, float], ...] = ()
    stated: bool = False

    @property
    def last_month(self) -> Month | None:
        """The month before the publication, the newest that it can tell of."""
        return Month.of(self.published) + -1 if self.published else None

    @property
    def last_fiscal_year(self) -> Period | None:
        """The last fiscal year that was over at the publication."""
        return Period.fiscal_year(Month.of(self.published).fiscal_year - 1) if self.published else None

    def had_ended(self, period: Period) -> bool:
        """Whether a period was over at the publication."""
        return self.last_month is None or period.last <= self.last_month

    def year(self, year: int) -> Options:
        """What a bare year may mean."""
        fiscal, calendar = Period.fiscal_year(year), Period.calendar_year(year)
        both = [(calendar, 0.1), (fiscal, 0.6)] if self.calendar else [(fiscal, 0.2), (calendar, 0.5)]
        last = self.last_month
        if last and fiscal.first <= last < fiscal.last:
            both.append((Period(fiscal.first, last), 0.6))
        if last and calendar.first <= last < calendar.last:
            both.append((Period(calendar.first, last), 0.8))
        return both

    def month(self, number: int) -> Options:
        """What a month without a year may mean: the latest before publication, or that of the year talked about."""
        found: dict[Period, float] = {}
        current, last = self.current, self.last_month
        if current is not None:
            near = Month.in_fiscal_year(current.last.fiscal_year, number)
            if len(current) >= 10 and current.first.month == 1:
                near = Month(current.first.year, number)
            long = len(current) > 1
            found[Period(near, near)] = 0.2 if long and near in current else 0.5
            before = current.first + -((current.first.month - number) % 12 or 12)
            after = current.last + ((number - current.last.month) % 12)
            if len(current) == 1:
                found.setdefault(Period(before, before), 0.6)
                found.setdefault(Period(after, after), 0.5)
                if before.ordinal == current.first.ordinal - 1:
                    found[Period(before, before)] = 0.3
        if last is not None:
            latest = last + -((last.month - number) % 12)
            held = found.get(Period(latest, latest), 9.0)
            recent = 0.15 if last.ordinal - latest.ordinal < 2 else 0.3 if current is None or len(current) == 1 else 0.4
            found[Period(latest, latest)] = min(held, recent)
        return sorted(found.items(), key=lambda item: item[1])

    def since(self, first: Month) -> Options:
        """From a month to the newest that can have been known, or to where the talk is."""
        ends: dict[Month, float] = {}
        if self.current is not None and self.current.last > first:
            ends[self.current.last] = 0.1
        if (last := self.last_month) is not None:
            for back, doubt in ((0, 0.3), (1, 0.4), (2, 0.9)):
                ends.setdefault(last + -back, doubt)
        return [(Period(first, end), doubt) for end, doubt in ends.items() if end >= first]


def day_of(found: re.Match[str]) -> date | None:
    """The day that a match of DATE names, or None where there is no such day."""
    month = int(found["m"]) if found["m"] else month_number(found["name"] or found["name2"]) or 0
    try:
        return date(
            int(found["year"] or found["y"] or found["y2"]), month, int(found["d"] or found["day"] or found["day2"])
        )
    except ValueError:
        return None

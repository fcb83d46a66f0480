"""How people write periods, read: the first way that fits gives the first and the last month.

Words for the present are counted from the newest month on hand, as on the day when its counts came out: `this year` is
the fiscal year that it lies in, to date, `last year` the one before, `last month` that month itself. So an answer
changes with the data, never with the clock, and one of an earlier vintage is what it would have been then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from encounters.errors import PeriodError
from encounters.periods.months import EXAMPLES, FISCAL_YEAR_START, Month, month_number, parse_month
from encounters.periods.windows import window_named, windows_begun

Ends = tuple[Month, Month]


class Months(Protocol):
    """A run of months."""

    @property
    def first(self) -> Month:
        """Its first month."""

    @property
    def last(self) -> Month:
        """Its last month."""


OnHand = Callable[[], Months] | None

NEWEST = ("latest", "now", "newest", "last month", "the last month", "latest month")
TO_DATE = ("this year", "this fiscal year", "this year so far", "ytd", "fytd", "year to date", "fiscal year to date")
LAST_YEAR = ("last year", "last fiscal year")
NOT_OUT = ("this month", "today", "this week")
LAST_MONTHS = re.compile(r"(?:the )?(?:last|past) ([1-9]\d{0,2}) months")
SINCE = re.compile(r"(?:since|from) (.+?)(?: (?:to|until|till) (?:now|date|today))?$")
SO_FAR = re.compile(r"(?:the )?(.+) (?:so far|to date)")
RANGE = re.compile(r"\s*\.\.\s*|\s+(?:to|through|until|till)\s+|\s*[–—]\s*|\s+-\s+", re.IGNORECASE)
HYPHENED = re.compile(r"((?:FY|CY)? ?\d{4})-((?:FY|CY)? ?\d{4})|([A-Z]{3,9})-([A-Z]{3,9} \d{4})", re.IGNORECASE)
QUARTER = re.compile(
    r"(FY|CY|fiscal|calendar)? ?(\d{4})[ -]?Q([1-4])|Q([1-4]),? (?:of )?(FY|CY)? ?(\d{4})", re.IGNORECASE
)
FISCAL = re.compile(r"(?:FY|fiscal(?: year)?)[\s-]?'?(\d{4}|\d{2})", re.IGNORECASE)
CALENDAR = re.compile(r"(?:CY|calendar(?: year)?)[\s-]?(\d{4})", re.IGNORECASE)
BARE = re.compile(r"\b\d{4}\b")
YEARS = re.compile(rf"(?:since )?{BARE.pattern}(?:(?:{RANGE.pattern}|-)(?:{BARE.pattern}|now|latest))?", re.IGNORECASE)
YEAR_TO_DATE = re.compile(r"FYTD\s?(.+)", re.IGNORECASE)


def read(text: str, on_hand: OnHand = None) -> Ends:
    """The first and the last month of a period as people write it. Raises PeriodError."""
    word = " ".join(text.split())
    if counted_from_the_newest(word):
        if on_hand is None:
            raise PeriodError(f"'{text}' depends on the data on hand.", f"Here a period is one of {EXAMPLES}.")
        return _open(word.casefold(), on_hand())
    if window := window_named(word):
        return window.first, window.last or window.first
    if word.isalpha() and (begun := windows_begun(word)):
        raise PeriodError(f"'{text}' is not a whole name of a window.", f"Windows: {', '.join(begun)}.")
    ends = _ends(word)
    if len(ends) == 1:
        return _one(word)
    if len(ends) == 2 and all(ends):
        return _between(ends[0], ends[1], on_hand)
    raise PeriodError(f"'{text}' is not a period.", f"A period is one of {EXAMPLES}.")


def with_years(text: str, kind: str = "FY") -> str:
    """The text with the bare years that begin or end it made years of a kind, for where that is said: `2021..2023`."""
    return BARE.sub(lambda found: f"{kind}{found[0]}", text) if YEARS.fullmatch(text.strip()) else text


def counted_from_the_newest(text: str) -> bool:
    """Whether what a text means depends on the months on hand."""
    word = " ".join(text.casefold().split())
    known = (*NEWEST, *TO_DATE, *LAST_YEAR, *NOT_OUT, "all")
    window = window_named(word)
    patterns = (LAST_MONTHS, SO_FAR, SINCE)
    return (window is not None and window.last is None) or (
        word in known or (any(each.fullmatch(word) for each in patterns) and not _is_range(word))
    )


def _is_range(word: str) -> bool:
    """`from January 2021 to March 2022` has its end, and needs none of what is on hand."""
    ends = _ends(word)
    return len(ends) == 2 and ends[1].casefold() not in (*NEWEST, "date", "today")


def _open(word: str, held: Months) -> Ends:
    """A period that ends with the newest month on hand, or is counted from it."""
    newest = held.last
    this_year = Month.in_fiscal_year(newest.fiscal_year, FISCAL_YEAR_START)
    if word == "all":
        return held.first, newest
    if word in NEWEST:
        return newest, newest
    if word in TO_DATE:
        return this_year, newest
    if word in LAST_YEAR:
        return this_year + -12, this_year + -1
    if word in NOT_OUT:
        raise PeriodError(f"'{word}' has no counts yet.", f"The newest on hand are of {newest.name}: latest")
    if window := window_named(word):
        return window.first, newest
    if match := LAST_MONTHS.fullmatch(word):
        return newest + (1 - int(match[1])), newest
    if match := SINCE.fullmatch(word):
        return read(match[1], lambda: held)[0], newest
    first, last = _year((SO_FAR.fullmatch(word) or [word, word])[1])
    if newest < first:
        raise PeriodError(f"'{word}' has no counts yet.", f"The newest on hand are of {newest.name}: latest")
    return first, min(last, newest)


def _year(word: str) -> Ends:
    """A year; one without a word to it is a fiscal one, because so far is said of the year that CBP counts."""
    return _one(f"FY{word}" if re.fullmatch(r"\d{4}", word) else word)


def _ends(word: str) -> list[str]:
    body = re.sub(r"^(?:from|between) ", "", word, flags=re.IGNORECASE)
    if match := HYPHENED.fullmatch(body):
        return [part for part in match.groups() if part]
    return RANGE.split(body)


def _between(start: str, end: str, on_hand: OnHand) -> Ends:
    """A range; an end that leaves out what the other says has it from there: `FY2018-2022`, `October to March 2022`."""
    if end.casefold() in (*NEWEST, "date", "today"):
        return read(f"since {start}", on_hand)
    if (fiscal := FISCAL.fullmatch(start)) and (number := month_number(end)):
        return _one(start)[0], Month.in_fiscal_year(_four(fiscal[1]), number)
    if re.fullmatch(r"\d{4}", end) and (FISCAL.fullmatch(start) or CALENDAR.fullmatch(start)):
        end = f"{'FY' if FISCAL.fullmatch(start) else 'CY'}{end}"
    last = _one(end)[1]
    if number := month_number(start):
        return Month(last.year - (number > last.month), number), last
    return _one(start)[0], last


def _one(word: str) -> Ends:
    """A period that is one month, one quarter, one year, or one year to date."""
    if match := QUARTER.fullmatch(word):
        kind, year, number = match[1] or match[5] or "", int(match[2] or match[6]), int(match[3] or match[4])
        first = _fiscal(year)[0] if kind.upper() in ("FY", "FISCAL") else Month(year, 1)
        return first + 3 * (number - 1), first + (3 * number - 1)
    if match := FISCAL.fullmatch(word):
        return _fiscal(_four(match[1]))
    if match := CALENDAR.fullmatch(word):
        return Month(int(match[1]), 1), Month(int(match[1]), 12)
    if match := YEAR_TO_DATE.fullmatch(word):
        last = parse_month(match[1])
        return Month.in_fiscal_year(last.fiscal_year, FISCAL_YEAR_START), last
    if re.fullmatch(r"\d{4}", word):
        raise PeriodError(
            f"'{word}' could be a fiscal or a calendar year.",
            f"Write FY{word} (October {int(word) - 1}-September {word}) or CY{word} (January-December {word}).",
        )
    month = parse_month(re.sub(r"^in ", "", word, flags=re.IGNORECASE))
    return month, month


def _fiscal(year: int) -> Ends:
    return Month(year - 1, FISCAL_YEAR_START), Month(year, FISCAL_YEAR_START - 1)


def _four(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)

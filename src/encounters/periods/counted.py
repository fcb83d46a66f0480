"""Periods counted from the newest month on hand, as on the day when its counts came out.

`this year` is the fiscal year that the month lies in, to date, `last year` the one before, `last month` that month
itself. `the past 3 years` is a span up to now; `the last 3 years` are whole ones, as `last year` is. So an answer
changes with the data, never with the clock, and one of an earlier vintage is what it would have been then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from encounters.errors import PeriodError
from encounters.periods.months import FISCAL_YEAR_START, MONTH_NAMES, Month

Ends = tuple[Month, Month]


class Months(Protocol):
    """A run of months."""

    @property
    def first(self) -> Month:
        """Its first month."""

    @property
    def last(self) -> Month:
        """Its last month."""


Reader = Callable[[re.Match[str], Months], Ends]

IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNT = rf"(?P<count>[1-9]\d{{0,2}}|{'|'.join(IN_WORDS)})"
BEGINS = r"^the "
BEFORE, THIS = "last|past|previous|prior|preceding|latest|most recent", "this|current"


def counted(word: str) -> tuple[re.Match[str], Reader] | None:
    """The way in which a text, in lower case, is counted from the newest month, or None."""
    body = re.sub(BEGINS, "", word)
    body = SHORT.get(body, body)
    return next(((found, read) for pattern, read in READERS if (found := re.fullmatch(pattern, body))), None)


def _newest(_: re.Match[str], held: Months) -> Ends:
    return held.last, held.last


def _all(_: re.Match[str], held: Months) -> Ends:
    return held.first, held.last


def _not_out(found: re.Match[str], held: Months) -> Ends:
    raise not_out(found[0], held)


def not_out(word: str, held: Months) -> PeriodError:
    """That a period has no counts yet."""
    return PeriodError(f"'{word}' has no counts yet.", f"The newest on hand are of {held.last.name}: latest")


def _this(found: re.Match[str], held: Months) -> Ends:
    return _begun(held.last, found["unit"], found["kind"])[0], held.last


def _last(found: re.Match[str], held: Months) -> Ends:
    """Whole years or quarters, the newest of them the one before that which the newest month lies in."""
    begun, length = _begun(held.last, found["unit"], found["kind"])
    return begun + -length * _count(found), begun + -1


def _span(found: re.Match[str], held: Months) -> Ends:
    months = _count(found) * (12 if found["unit"] == "year" else 1)
    return held.last + (1 - months), held.last


def _last_named(found: re.Match[str], held: Months) -> Ends:
    """The newest month of a name: `last December`."""
    number = MONTH_NAMES.index(found["name"].capitalize()) + 1
    month = Month(held.last.year - (number > held.last.month), number)
    return month, month


def _begun(month: Month, unit: str, kind: str | None) -> tuple[Month, int]:
    """The first month of the year or quarter that a month lies in, and how many months such a one has."""
    if unit == "quarter":
        return month + -((month.month - 1) % 3), 3
    if kind == "calendar":
        return Month(month.year, 1), 12
    return Month.in_fiscal_year(month.fiscal_year, FISCAL_YEAR_START), 12


def _count(found: re.Match[str]) -> int:
    text = found["count"] or "1"
    return int(text) if text.isdigit() else IN_WORDS.index(text) + 1


KIND = r"(?:(?P<kind>fiscal|calendar) )?"
NAMED = "|".join(MONTH_NAMES).casefold()
SHORT = {"ytd": "year to date", "fytd": "fiscal year to date", "cytd": "calendar year to date"}
READERS: tuple[tuple[str, Reader], ...] = (
    (r"all|everything|all (?:months|years)", _all),
    (rf"now|newest|newest month|latest|(?:{BEFORE}) month", _newest),
    (r"today|this (?:week|month)", _not_out),
    (rf"(?:{THIS}) {KIND}(?P<unit>year|quarter)", _this),
    (rf"{KIND}(?P<unit>year) to date", _this),
    (rf"(?:{BEFORE}) {COUNT} (?P<unit>month)s", _span),
    (rf"past (?:{COUNT} )?(?P<unit>year)s?", _span),
    (rf"(?:{BEFORE}) (?:{COUNT} )?{KIND}(?P<unit>year|quarter)s?", _last),
    (rf"last (?P<name>{NAMED})", _last_named),
)
"""Words for the present, each with what it means: a table for people to read and change. Patterns are compiled
when they are first tried: most periods need none of them."""

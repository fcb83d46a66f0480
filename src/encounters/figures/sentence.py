"""What a record or a rank says, as a sentence that can be quoted."""

from __future__ import annotations

from encounters.periods import Month, Period, parse_month
from encounters.results import Value

PLACE = "place"
"""How the unit of a rank begins."""

RECORD, RANKS = "record", ("rank", "category-rank")


def sentence(value: Value) -> str | None:
    """The highest of how many, since when, and which was the next; None for a figure that needs no words."""
    if value.figure == RECORD:
        return _record(value)
    if value.figure in RANKS:
        return _rank(value)
    return None


def _record(value: Value) -> str:
    period, told = value.scope.selection.period, value.details
    low = "last_as_low" in told or "lowest_earlier" in told
    word = "lowest" if low else "highest"
    earlier, before, when = told["earlier_periods"], told.get(f"{word}_earlier"), told.get(f"{word}_earlier_month")
    first, last = told.get("first"), told.get("last_as_low" if low else "last_as_high")
    total = _number(told["total"])
    if not earlier or first is None:
        return f"{total}, with nothing earlier on hand to hold it against."
    if last is None:
        than = f"; the {word} before it was {_number(before)}, {_named(when, period)}"
        return f"{total}, the {word} of {int(earlier) + 1:,} {_noun(period)} since {_named(first, period)}{than}."
    if not value.value:
        as_much = "as low or lower" if low else "as high or higher"
        return f"{total}, no record: {_named(last, period)}, the one before, was {as_much}."
    many = f"{value.value:,} {_noun(period)} in a row that were" if value.value != 1 else "one that was"
    row = f"{many} {'higher' if low else 'lower'}"
    return f"{total}, the {word} since {_named(last, period)}, after {row}."


def _rank(value: Value) -> str:
    word = "lowest" if "lowest" in value.unit else "highest"
    among = value.details.get("like_periods", value.details.get("categories"))
    noun = _noun(value.scope.selection.period) if "like_periods" in value.details else "categories"
    place = "the" if value.value == 1 else f"the {ordinal(int(value.value))}"
    return f"{_number(value.details['total'])}, {place} {word} of {int(among or 0):,} {noun}."


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}" if isinstance(value, float) else str(value)


def _noun(period: Period) -> str:
    if len(period) == 1:
        return "months"
    return "fiscal years" if period.is_fiscal_year else "like periods"


def _named(first: object, like: Period) -> str:
    """A like period by its first month."""
    start = parse_month(str(first))
    return Period(start, start + (len(like) - 1)).label() if len(like) > 1 else Month.of(start.first_day).name


def ordinal(number: int) -> str:
    """1st, 22nd, 113th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"

"""Runs of months: from one to another, so many up to a month, at the beginning or the end of a year."""

from __future__ import annotations

import re

from encounters.documents.clock import Clock, Options
from encounters.documents.period_readers import count_of, month_of, of_fiscal_years
from encounters.periods import Month, Period


def range_(match: re.Match[str], clock: Clock) -> Options:
    last = Month(int(match["y2"]), month_of(match, "m2"))
    named = match.groupdict().get("year")
    year = int(named) if named else last.year - (month_of(match) > last.month)
    return _with_ends(Period(Month(year, month_of(match)), last), 1)


def between(match: re.Match[str], clock: Clock) -> Options:
    """The months from one to another, or these two with which something is compared."""
    return [(period, doubt + 0.2) for period, doubt in range_(match, clock)]


def bare_range(match: re.Match[str], clock: Clock) -> Options:
    """Months of a year that only the context tells."""
    number = month_of(match, "m2")
    found: Options = []
    for period, doubt in clock.month(number):
        first = period.first + -((number - month_of(match)) % 12)
        found += [(each, doubt + more) for each, more in _with_ends(Period(first, period.first), 1)]
    return found


def months_to(match: re.Match[str], clock: Clock) -> Options:
    """This fiscal year, or this calendar year, through a month of it."""
    last = clock.last_month
    if last is None:
        return []
    end = last + -((last.month - month_of(match)) % 12)
    fiscal, calendar = Period(Month(end.fiscal_year - 1, 10), end), Period(Month(end.year, 1), end)
    told = {"fiscal": [(fiscal, 0.0)], "calendar": [(calendar, 0.0)]}
    return told.get((match["kind"] or "").lower(), [(fiscal, 0.2), (calendar, 0.4)])


def last_months(match: re.Match[str], clock: Clock) -> Options:
    """So many months up to the newest known, or to the one talked about."""
    count, last = count_of(match), clock.last_month
    ends = {} if last is None else {last: 0.2, last + -1: 0.3}
    if clock.current is not None:
        ends.setdefault(clock.current.last, 0.4)
    return [(Period(end + (1 - count), end), doubt) for end, doubt in ends.items()]


def last_years(match: re.Match[str], clock: Clock) -> Options:
    """So many fiscal years up to the newest that had ended, or to the one talked about."""
    newest, current = clock.last_fiscal_year, clock.current
    ends = {} if newest is None else {newest.last: 0.1}
    if current is not None and current.is_fiscal_year:
        ends.setdefault(current.last, 0.5)
    return [(Period(end + (1 - 12 * count_of(match)), end), doubt) for end, doubt in ends.items()]


def _with_ends(period: Period, length: int) -> Options:
    """A range, and its two ends, between which something changed."""
    first, last = Period(period.first, period.first + (length - 1)), Period(period.last + (1 - length), period.last)
    return [(period, 0.0), (last, 0.3), (first, 0.3)]


def years(match: re.Match[str], clock: Clock) -> Options:
    years = Period(Period.fiscal_year(int(match["year"])).first, Period.fiscal_year(int(match["y2"])).last)
    return _with_ends(years, 12)


def first_months(match: re.Match[str], clock: Clock) -> Options:
    count = count_of(match)
    before = bool(re.search(r"previous|prior|last|year before|preceding", match[0], re.IGNORECASE))
    if re.search(r"\b(?:this|current)\b", match[0], re.IGNORECASE) and clock.last_month is not None:
        first = Month(clock.last_month.fiscal_year - 1, 10)
        return [(Period(first, first + (count - 1)), 0.1)]
    if match["year"]:
        year = int(match["year"])
        starts = [(Month(year - 1, 10), 0.0 if of_fiscal_years(match) else 0.2), (Month(year, 1), 0.3)]
    elif clock.current is not None or clock.published is not None:
        fiscal = clock.current.last.fiscal_year if clock.current else Month.of(clock.published).fiscal_year  # type: ignore[arg-type]
        starts = [(Month(fiscal - 1 - before, 10), 0.1)]
        if "fiscal" not in match[0]:
            starts.append((Month(fiscal - before, 1), 0.4))
    else:
        return []
    return [(Period(first, first + (count - 1)), doubt) for first, doubt in starts]


def first_few(match: re.Match[str], clock: Clock) -> Options:
    year, last = int(match["year"]), clock.last_month
    first = Month(year - 1, 10)
    if last is None or last <= first or last.fiscal_year > year:
        return [(Period(first, first + 6), 0.6), (Period(Month(year, 1), Month(year, 4)), 0.8)]
    found = [(Period(first, last), 0.4), (Period(first, last + -1), 0.5)] if last + -1 >= first else []
    return [*found, (Period(Month(year, 1), last), 0.8)] if last >= Month(year, 1) else found


def ending(match: re.Match[str], clock: Clock) -> Options:
    """A year, a quarter, or so many months, by the month with which they end."""
    last = Month(int(match["year"]), month_of(match))
    length = count_of(match) if match["count"] else 3 if match["what"].endswith("quarter") else 12
    return [(Period(last + (1 - length), last), 0.0)]


def last_of_year(match: re.Match[str], clock: Clock) -> Options:
    """The last months of a year: of the fiscal year only where it is called so, or where the year had not ended."""
    count, year = count_of(match), int(match["year"])
    ends = {Month(year, 9): 0.0 if of_fiscal_years(match) else 0.4}
    if not of_fiscal_years(match):
        ends[Month(year, 12)] = 0.1
    return sorted(((Period(end + (1 - count), end), doubt) for end, doubt in ends.items()), key=lambda one: one[1])

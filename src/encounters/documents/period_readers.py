"""What the words of a rule of time mean, given what is known of time: one reader a rule."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from encounters.documents.clock import Clock, Options
from encounters.periods import WINDOWS, Month, Period, month_number
from encounters.wording.words import in_figures

SINCE = 0.05
"""The doubt of taking "since December" to reach the newest month: its writer may have had only the one before."""


def month_of(match: re.Match[str], group: str = "month") -> int:
    return month_number(match[group].rstrip(".")[:3]) or 1


def count_of(match: re.Match[str]) -> int:
    return in_figures(match["count"])


def of_fiscal_years(match: re.Match[str]) -> bool:
    return "fiscal" in match[0] or "fy" in match[0]


def that_month(match: re.Match[str], clock: Clock) -> Options:
    """The month of that name which follows what was talked about, or lies within it."""
    if clock.current is None:
        return clock.month(month_of(match))
    after = clock.current.first + ((month_of(match) - clock.current.first.month) % 12)
    return [(Period(after, after), 0.1)]


def since(match: re.Match[str], clock: Clock) -> Options:
    if match["year"]:
        return clock.since(Month(int(match["year"]), month_of(match)))
    found: Options = []
    for period, doubt in replace(clock).month(month_of(match)):
        found += [(span, doubt + more) for span, more in clock.since(period.first)]
    if clock.last_month is not None:
        latest = clock.last_month + -((clock.last_month.month - month_of(match)) % 12)
        found = [(p, min(d, SINCE) if p.first == latest and d < 1 else d) for p, d in found]
    return sorted(found, key=lambda item: item[1])


def since_year(match: re.Match[str], clock: Clock) -> Options:
    year = int(match["year"])
    fiscal, calendar = (Month(year - 1, 10), 0.3), (Month(year, 1), 0.4)
    kind = (match["kind"] or "").lower()
    starts = [fiscal, calendar] if not kind else [fiscal] if kind.startswith("f") else [calendar]
    return [(span, doubt + more) for first, doubt in starts for span, more in clock.since(first)]


def fiscal(match: re.Match[str], clock: Clock) -> Options:
    digits = match["fy"]
    return [(Period.fiscal_year(int(digits) if len(digits) == 4 else 2000 + int(digits)), 0.0)]


def calendar(match: re.Match[str], clock: Clock) -> Options:
    return [(Period.calendar_year(int(match["year"])), 0.0)]


def dated(match: re.Match[str], clock: Clock) -> Options:
    month = Month(int(match["year"]), month_of(match))
    return [(Period(month, month), 0.0)]


def named_month(match: re.Match[str], clock: Clock) -> Options:
    return clock.month(month_of(match))


def bare_quarter(match: re.Match[str], clock: Clock) -> Options:
    """A quarter of the fiscal year that is talked about, or of the one at the publication."""
    told = match.groupdict()
    number = int(told["q"]) - 1 if "q" in told else ("first", "second", "third", "fourth").index(told["nth"].lower())
    years: dict[int, float] = {clock.last_month.fiscal_year: 0.4} if clock.last_month else {}
    if clock.current is not None:
        years[clock.current.last.fiscal_year] = 0.3
    starts = [(Month(year - 1, 10) + 3 * number, doubt) for year, doubt in years.items()]
    return [(Period(first, first + 2), doubt) for first, doubt in starts]


def then(match: re.Match[str], clock: Clock) -> Options:
    """The year after the one that was talked about: "then came 2.4 million"."""
    return [(clock.current.shift(12), 0.2)] if clock.current and len(clock.current) == 12 else []


def quarter(match: re.Match[str], clock: Clock) -> Options:
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = nth[match["nth"].lower()] if match["nth"] else int(match["q"][-1])
    year = int(match["year"])
    fiscal = Month(year - 1, 10) + 3 * (number - 1)
    calendar = Month(year, 1) + 3 * (number - 1)
    told = of_fiscal_years(match)
    return [
        (Period(fiscal, fiscal + 2), 0.0 if told else 0.3),
        *([] if told else [(Period(calendar, calendar + 2), 0.3)]),
    ]


def half(match: re.Match[str], clock: Clock) -> Options:
    if not match["fy"] and clock.current is None:
        return []
    year = int(match["fy"]) if match["fy"] else clock.current.last.fiscal_year  # type: ignore[union-attr]
    first = Month(year - 1 if year > 100 else 1999 + year, 10) + (6 if match["nth"].lower() == "second" else 0)
    return [(Period(first, first + 5), 0.1)]


def to_date(match: re.Match[str], clock: Clock) -> Options:
    last = clock.last_month
    if last is None:
        return [(clock.current, 0.5)] if clock.current else []
    fiscal = last.fiscal_year
    if "fy" in match.re.groupindex and match["fy"]:
        fiscal = int(match["fy"]) if len(match["fy"]) == 4 else 2000 + int(match["fy"])
    first, newest = Month(fiscal - 1, 10), min(last, Month(fiscal, 9))
    found = [(Period(first, newest + -back), 0.1 + 0.2 * back) for back in (0, 1) if newest + -back >= first]
    if clock.current is not None and clock.current.last.fiscal_year == fiscal:
        found.insert(0, (Period(first, clock.current.last), 0.05))
    return found


def last_month(match: re.Match[str], clock: Clock) -> Options:
    last = clock.last_month
    return [(Period(last, last), 0.0), (Period(last + -1, last + -1), 0.7)] if last else []


def last_fiscal_year(match: re.Match[str], clock: Clock) -> Options:
    found: Options = [(clock.last_fiscal_year, 0.1)] if clock.last_fiscal_year else []
    if clock.current is not None and not match[0].lower().startswith("last"):
        before = Period.fiscal_year(clock.current.last.fiscal_year - 1)
        found = [(before, 0.0), *((period, 0.4) for period, _ in found if period != before)]
    return found


def this_year(match: re.Match[str], clock: Clock) -> Options:
    if clock.current is not None and match[0].lower().startswith("that"):
        if len(clock.current) == 12:
            return [(clock.current, 0.0)]
        return [(Period.fiscal_year(clock.current.last.fiscal_year), 0.1), *clock.year(clock.current.last.year)]
    return clock.year(clock.published.year) if clock.published else []


def year_ago(match: re.Match[str], clock: Clock) -> Options:
    current = clock.current
    found: Options = []
    if match[0].lower().startswith("last year") and clock.published is not None and clock.last_fiscal_year is not None:
        last = (clock.last_fiscal_year, Period.calendar_year(clock.published.year - 1))
        found += [(period, 0.1 if period == current else 0.4) for period in last]
    if current is not None and not (found and current in dict(found)):
        found.append((current.shift(-12), 0.1))
    return sorted(found, key=lambda item: item[1])


def year_later(match: re.Match[str], clock: Clock) -> Options:
    return [(clock.current.shift(12), 0.0)] if clock.current else []


def same_of_year(match: re.Match[str], clock: Clock) -> Options:
    if clock.current is None:
        return []
    back = clock.current.last.fiscal_year - int(match["year"])
    return [(clock.current.shift(-12 * back), 0.0)]


def month_before(match: re.Match[str], clock: Clock) -> Options:
    return [(clock.current.shift(-1), 0.0)] if clock.current and len(clock.current) == 1 else []


def steps(match: re.Match[str], clock: Clock) -> Options:
    if clock.current is None:
        return []
    step = count_of(match) * (12 if match["unit"].lower().startswith("year") else 1)
    return [(clock.current.shift(step if match["way"].lower() in ("later", "on", "after") else -step), 0.0)]


def same(match: re.Match[str], clock: Clock) -> Options:
    return list(clock.options) or ([(clock.current, 0.1)] if clock.current else [])


def bare(match: re.Match[str], clock: Clock) -> Options:
    return clock.year(int(match["year"]))


def last_of_term(match: re.Match[str], clock: Clock) -> Options:
    """The last whole fiscal year of a president's term, or of that before the one at the publication."""
    who = (match["who"] or "").lower()
    terms = [window for window in WINDOWS.values() if window.name.endswith("term") and window.name.startswith(who)]
    ends = [window.last for window in terms if window.last is not None]
    over = [last for last in ends if clock.last_month is None or last < clock.last_month]
    return [(Period.fiscal_year(max(over).fiscal_year - 1), 0.1)] if over else []


def windows(names: tuple[str, ...]) -> Callable[[re.Match[str], Clock], Options]:
    """The reader of words for named windows, the newest that had begun going before an older one: each as far as it was
    known, from its first month or, as a term begins late in January, from the month before."""
    newest = sorted((WINDOWS[name] for name in names), key=lambda window: window.first, reverse=True)

    def read(match: re.Match[str], clock: Clock) -> Options:
        found: Options = []
        for window in newest:
            ends = [month for month in (window.last, clock.last_month) if month is not None]
            if ends and min(ends) >= window.first:
                later = 0.5 if found else 0.0
                begins = (window.first, window.first + -1) if window.name.endswith("term") else (window.first,)
                found += [(Period(month, min(ends)), 0.2 * place + later) for place, month in enumerate(begins, 1)]
        return found

    return read

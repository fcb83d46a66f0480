"""The periods that a text names. What words leave open gives several readings, each with the doubt of taking it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from encounters.documents.clock import DATE, Clock, Options, When, day_of
from encounters.documents.cues import joined
from encounters.documents.period_rules import RULES
from encounters.documents.period_words import ENDING, MONTH, Rule
from encounters.documents.small import in_small, small
from encounters.errors import PeriodError
from encounters.periods import MONTH_NAMES, WINDOWS, Month, Period, month_number

TIMELY = in_small(
    joined(rf"""
        \d{{2}}|year|month|quarter|half of|fiscal|FY|annual|period|then|term|administration|presidency|
        {"|".join(name.partition("-")[0] for name in WINDOWS)}|{"|".join(name[:3] for name in MONTH_NAMES)}
    """)
)
"""What every text has that names a time."""
AGAINST = re.compile(
    joined(r"""
        (?:\b(?:than|from|over|compared (?:with|to)|against|versus|vs\.?|above|below|on|as (?:in|many as in)|
        (?:the )?(?:number|level|total|count)s? (?:of|in|for|from)|
        doubled?|tripled?|twice|quadrupled?|times|those (?:of|in)|that (?:of|in)|it was|had been|
        when compared (?:with|to)|relative to|as)\s+)(?:(?:the|in|of|for|during|those|that|what|it|was|all|same)\s+)*$
    """),
    re.IGNORECASE,
)
"""What sets the period behind it against another: "than in January"."""
THROUGH = in_small(
    rf"\b(?:through|as of|up to|until|by|at)(?: the end of)? {MONTH}(?: \d{{1,2}}(?!\d))?"
    r"(?:,? (?P<year>20\d\d))?\b(?!,? \d)"
)
"""Up to which month a year that is named elsewhere in the sentence is told."""
CUT = 0.5
"""How much less likely the whole of a year is that is told only up to a month."""
PART = re.compile(
    joined(r"""
        (?:\b(?:first|second|third|last|final|early|late|middle|latter)(?: [\w-]+){0,2}
        (?: weeks?| days?| half| weekend| part) of(?: the)?|\b(?:week|weekend|days?|beginning|start|middle) of(?: the)?|
        \bmid|\bearly|\blate|\bearlier in|\blater in)[\s-]+$
    """),
    re.IGNORECASE,
)
"""What takes a part of the period behind it, which no data tell of: "the first week of May", "mid-December"."""
ENDS = re.compile(rf"{ENDING}\s+$", re.IGNORECASE)
BEYOND = re.compile(
    r"\b(?:after|before|prior to|since|(?P<to>until|till|through|up to|as of|by))\s+(?:the\s+)?(?:end of\s+)?$",
    re.IGNORECASE,
)
"""What makes of the period behind it the end of another one, which the words do not state."""


def periods(text: str, clock: Clock) -> Iterator[When]:
    """The periods that a text names, in order; years only as far as it says, or as was known when it was published."""
    through = [
        (month_number(found["month"][:3]) or 1, int(found["year"] or 0)) for found in THROUGH.finditer(small(text))
    ]
    anchor = clock
    for match, rule in _matches(text):
        if rule is None:
            if day := day_of(match):
                month = Period(Month.of(day), Month.of(day))
                clock = replace(clock, current=month, options=((month, 0.1),), stated=False)
            continue
        try:
            read = rule.reader(match, clock)
            if rule.relative and clock != anchor:
                # "a year earlier ..., and two years earlier": of what was last named, or of what was first.
                read = [*read, *((period, doubt + 0.2) for period, doubt in rule.reader(match, anchor))]
            options = [(period, doubt) for period, doubt in read if _can_be(period, clock)]
        except (PeriodError, ValueError):
            continue
        if not options:
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        named = options[0][0]
        if end := BEYOND.search(before):
            options = [(period, doubt + 0.2) for period, doubt in options]
            options += [(_to_date(named), 0.3)] if end["to"] and len(named) == 1 else []
        cut = [*_known(named, clock), *_up_to(named, through)]
        if cut or PART.search(before) or not clock.had_ended(named):
            options = [*cut, *((period, doubt + CUT) for period, doubt in options)]
        stated = rule.stated and options[0][1] < 0.2 and not cut
        told = stated or (rule.relative and clock.stated and options[0][1] <= 0.1)
        yield When(
            match.start(), match.end(), tuple(options), told, rule.relative and not told, bool(AGAINST.search(before))
        )
        clock = replace(clock, current=options[0][0], options=tuple(options), stated=told and not rule.relative)
        anchor = anchor if rule.relative else clock


def _known(period: Period, clock: Clock) -> Options:
    """The months of a period that were known, where it had not ended."""
    last = clock.last_month
    if last is None or clock.had_ended(period):
        return []
    return [(Period(period.first, last + -back), 0.1 + 0.1 * back) for back in (0, 1) if period.first < last + -back]


def _up_to(year: Period, months: Sequence[tuple[int, int]]) -> Options:
    """The months of a year up to others, each of any year (0) or of its own; nothing of what is no year."""
    ends = [(year.first + ((month - year.first.month) % 12), of) for month, of in months] if len(year) == 12 else []
    return [(Period(year.first, end), 0.1) for end, of in ends if end < year.last and of in (0, end.year)]


def _to_date(month: Period) -> Period:
    """The fiscal year up to a month."""
    return Period(Period.fiscal_year(month.last.fiscal_year).first, month.last)


def _can_be(period: Period, clock: Clock) -> bool:
    """Whether the period had begun when the document was published, and lies where data can be."""
    first, last = Month(1990, 1), Month.of(clock.published) if clock.published else Month(2099, 12)
    return first <= period.first <= last


def _matches(text: str) -> list[tuple[re.Match[str], Rule | None]]:
    """The rules that apply, each to words of its own, in order of the text; an earlier rule goes before a later.
    Whole dates, which are no period but say what time is talked about, have none."""
    taken = bytearray(len(text))
    found: list[tuple[re.Match[str], Rule | None]] = []
    for day in DATE.finditer(text):
        if ENDS.search(text, max(0, day.start() - 40), day.start()):
            continue
        taken[day.start() : day.end()] = b"\1" * (day.end() - day.start())
        found.append((day, None))
    words = small(text)
    for rule in [rule for rule in RULES if any(name in words for name in rule.names)] if TIMELY.search(words) else ():
        for match in rule.pattern.finditer(text if rule.cased else words):
            if any(taken[match.start() : match.end()]) or _modal(text, match):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            found.append((match, rule))
    return sorted(found, key=lambda entry: entry[0].start())


def _modal(text: str, match: re.Match[str]) -> bool:
    """Whether "May" or "March" here is a verb."""
    if match[0].casefold() not in ("may", "march"):
        return False
    return not MONTH_BEFORE.search(text[: match.start()].rstrip()[-12:]) and not MONTH_BEHIND.match(text[match.end() :])


MONTH_BEFORE = re.compile(
    joined(r"""
        (?:\b(?:in|of|last|this|the|since|through|from|to|and|by|for|during|until|than|late|early|mid|every|each)|[,|])$|
        [(:;–—]$
    """),
    re.IGNORECASE,
)
MONTH_BEHIND = re.compile(r"(?:['’]s|,? \d{4}| and\b| through\b|:| saw\b| was\b| numbers?\b| data\b| encounters\b)")
"""What tells a month's name from a verb."""

"""The words that name months, each with its reader: a table for people to read and change."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from encounters.documents.clock import Clock, Options
from encounters.documents.cues import joined
from encounters.documents.period_readers import (
    bare,
    bare_range,
    calendar,
    dated,
    first_few,
    first_months,
    fiscal,
    half,
    last_fiscal_year,
    last_month,
    month_before,
    named_month,
    quarter,
    range_,
    same,
    same_of_year,
    since,
    since_year,
    steps,
    term,
    this_year,
    to_date,
    year_ago,
    year_later,
    years,
)
from encounters.periods import MONTH_NAMES
from encounters.wording.words import UNITS

Reader = Callable[["re.Match[str]", Clock], Options]


@dataclass(frozen=True)
class Rule:
    """Words of time and how they are read; whether they state the period in full, or hang on what was said before."""

    pattern: re.Pattern[str]
    reader: Reader
    stated: bool
    relative: bool


SHORT = tuple(name[:3] for name in MONTH_NAMES)
MONTHS = "|".join((*MONTH_NAMES, *(f"{name}\\." for name in SHORT), "Sept\\.?", *(n for n in SHORT if n != "May")))
MONTH = rf"(?P<month>{MONTHS})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
FISCAL = r"(?:fiscal[\s-]years?|fiscal|FYs?)[\s-]?"
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(UNITS)})"
AGO = joined(r"""
    (?:a|one) year (?:ago|earlier|before|prior|previously)|(?:a|one) year-ago|the year before|
    the (?:previous|prior|preceding) year|last year|(?:the )?year-(?:ago|earlier)
""")

WINDOWS = {
    r"""
    since (?:President )?(?:Joe )?Biden (?:took office|was (?:inaugurated|sworn in)|came to office|entered office)|
    since the (?:start|beginning) of the Biden (?:administration|presidency)|
    since the Biden administration entered office|under (?:President )?(?:Joe )?Biden
    """: ("2021-02", "2025-01"),
    r"""
    under (?:President |former President )?(?:Donald )?Trump's first term|in Trump's first term
    """: ("2017-02", "2021-01"),
}
"""Terms of presidents, from the first whole month; the reading is printed in full, so that nobody has to know them."""

_TO = r"\s*(?:to|through|until|[-–—])\s*"
_PREVIOUS = r"(?:previous|prior|preceding|last|same)"
_SPAN = rf"(?:(?:{'|'.join(UNITS)}|\d{{1,2}})(?: |-))?(?:month|period|time|stretch|point|span)s?"


def _rule(pattern: str, reader: Reader, *, stated: bool = False, relative: bool = False, cased: bool = False) -> Rule:
    return Rule(re.compile(joined(pattern), 0 if cased else re.IGNORECASE), reader, stated, relative)


RULES: tuple[Rule, ...] = (
    *(_rule(pattern, term(ends)) for pattern, ends in WINDOWS.items()),
    _rule(
        rf"\b{MONTH},?(?: {YEAR})?{_TO}(?P<m2>{MONTHS}),? (?P<y2>(?:19|20)\d\d)(?!\d)", range_, stated=True, cased=True
    ),
    _rule(rf"\b(?:the )?same {_SPAN}(?: (?:of|in|during))? (?:{FISCAL})?{YEAR}\b", same_of_year, relative=True),
    _rule(
        rf"\b(?:[Ff]rom |[Bb]etween )?{MONTH}(?:{_TO}| and )(?P<m2>{MONTHS})(?: of (?:this|that|the same) year)\b",
        bare_range,
        cased=True,
    ),
    _rule(
        rf"(?:\b(?:[Ff]rom|[Bb]etween) |\(){MONTH}(?:{_TO}| and )(?P<m2>{MONTHS})\b(?! \d)(?! of)",
        bare_range,
        cased=True,
    ),
    _rule(rf"\b{FISCAL}{YEAR}{_TO}(?:{FISCAL})?(?P<y2>20\d\d)\b", years, stated=True),
    _rule(rf"\b[Ss]ince {MONTH}(?:,? {YEAR})?\b(?! \d)", since, cased=True),
    _rule(rf"\bsince (?:the start of |the beginning of |early )?{YEAR}\b", since_year),
    _rule(
        rf"""
        \bfirst {COUNT} months of (?:the )?(?:{_PREVIOUS} |current |this )?(?:{FISCAL})?{YEAR}?(?:year)?(?: before)?
        """,
        first_months,
        relative=True,
    ),
    _rule(rf"\bfirst (?:few|several|couple of) months of (?:{FISCAL}|calendar (?:year )?)?{YEAR}\b", first_few),
    _rule(
        rf"""
        (?<!\w)(?:(?P<nth>first|second|third|fourth|last) quarter of (?:{FISCAL}|calendar (?:year )?)?|
        (?P<q>Q[1-4]) (?:{FISCAL})?){YEAR}\b
        """,
        quarter,
        stated=True,
    ),
    _rule(rf"\b(?P<nth>first|second) half of (?:the )?(?:{FISCAL})(?P<fy>20\d\d|\d\d)?\b", half, relative=True),
    _rule(
        rf"""
        \b(?:{FISCAL}(?P<fy>20\d\d|'?\d\d) (?:so far|to date|year[- ]to[- ]date|through \w+)|FYTD|
        (?:fiscal )?year[- ]to[- ]date|so far (?:this|in this|in the current) (?:fiscal )?year|
        (?:this|the current) fiscal year(?: so far| to date)?)\b
        """,
        to_date,
    ),
    _rule(rf"\b(?:{FISCAL}'?(?P<fy>(?:19|20)\d\d|\d\d)\b)(?!,\d)", fiscal, stated=True),
    _rule(r"\b(?P<fy>20\d\d) fiscal year\b", fiscal, stated=True),
    _rule(
        rf"\b(?:calendar[\s-](?:year )?|CY ?|(?:the )?(?:twelve|12) months of |year-end ){YEAR}\b",
        calendar,
        stated=True,
    ),
    _rule(rf"(?<!\d )\b{MONTH}(?: of|,)? {YEAR}\b", dated, stated=True, cased=True),
    _rule(rf"\b(?:(?:the )?same {_SPAN},? (?:of |in |during |from )?)?(?:{AGO})(?! alone)\b", year_ago, relative=True),
    _rule(
        r"\b(?:a|the following|the next) year(?: later| after)?\b(?<=later)|\bthe (?:next|following) year\b",
        year_later,
        relative=True,
    ),
    _rule(r"\b(?:last|this past) month(?:'s)?\b", last_month),
    _rule(
        r"\b(?:the (?:previous|prior|preceding) month|the month before|(?:a|one) month (?:earlier|before|ago))\b",
        month_before,
        relative=True,
    ),
    _rule(rf"\b{COUNT} (?P<unit>months?|years?) (?P<way>later|earlier|before|on|after)\b", steps, relative=True),
    _rule(
        r"""
        \b(?:last|the last|the past|the (?:previous|prior|preceding)) (?:completed )?(?:fiscal year|year alone)|
        \bthe (?:fiscal )?year (?:that )?ended (?:on )?(?:last )?Sept(?:ember|\.)(?: 30)?|\bthe fiscal year that ended\b
        """,
        last_fiscal_year,
    ),
    _rule(r"\b(?:that|this) (?:whole |entire )?(?:fiscal )?year\b", this_year, relative=True),
    _rule(
        r"""
        \b(?:that|the|this) (?:month|period)\b(?! (?:before|earlier|of))|\bduring this period\b|
        \bthe fiscal year\b(?! that)
        """,
        same,
        relative=True,
    ),
    _rule(
        rf"""
        (?<![\w,.$-])(?<!\d ){MONTH}\b(?! \d{{1,2}}(?!\d)| (?:be|have|not|also|well|still|never|come|like)\b)
        """,
        named_month,
        cased=True,
    ),
    _rule(rf"(?<![\w,.$/-])'?{YEAR}(?![\w,-]*\d|-\d|[A-Za-z])", bare),
)
"""The words of time, what stands higher going before what stands lower."""

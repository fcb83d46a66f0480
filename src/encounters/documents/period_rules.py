"""The words that name months, each with its reader: a table for people to read and change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct

from encounters.documents.clock import Clock, Options
from encounters.documents.cues import joined
from encounters.documents.period_readers import (
    bare,
    bare_quarter,
    bare_range,
    between,
    calendar,
    dated,
    first_few,
    first_months,
    fiscal,
    half,
    last_fiscal_year,
    last_month,
    last_months,
    last_of_term,
    last_years,
    month_before,
    months_to,
    named_month,
    quarter,
    range_,
    same,
    same_of_year,
    since,
    since_year,
    steps,
    that_month,
    then,
    this_year,
    to_date,
    windows,
    year_ago,
    year_later,
    years,
)
from encounters.documents.small import in_small
from encounters.periods import MONTH_NAMES, WINDOWS
from encounters.wording.words import UNITS

Reader = Callable[["re.Match[str]", Clock], Options]


class Rule(Struct, frozen=True, dict=True):
    """Words of time and how they are read; whether they state the period in full, or hang on what was said before.

    They are looked for in the text in small letters, unless they are `cased`, and only where one of `names` stands.
    """

    words: str
    reader: Reader
    stated: bool = False
    relative: bool = False
    cased: bool = False
    names: tuple[str, ...] = ("",)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the words; most documents have the words of half of the rules."""
        return re.compile(self.words) if self.cased else in_small(self.words)


SHORT = tuple(name[:3] for name in MONTH_NAMES)
MONTHS = "|".join(rf"{name[:3]}(?:{name[3:]}|\.|)" for name in MONTH_NAMES).replace("tember|", r"tember|t\.?|")
MONTH = rf"(?P<month>{MONTHS})"
NAMED = tuple(name.lower() for name in SHORT)
YEARLY = ("fiscal", "fy")
"""What stands where a month is named, or a fiscal year."""
YEAR = r"(?P<year>(?:19|20)\d\d)"
FISCAL = r"(?:fiscal[\s-]years?|fiscal|FYs?)[\s-]?"
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(UNITS)})"
AGO = joined(r"""
    (?:a|one) year (?:ago|earlier|before|prior|previously)|(?:a|one) year-ago|the year before|
    the (?:previous|prior|preceding) year|last year|(?:the )?year-(?:ago|earlier)
""")

TERM = re.compile(r"(?P<who>[a-z]+)-(?:(?P<which>[a-z]+)-)?term")
"""How windows of `periods` are called that are terms of presidents; the reading is printed in full."""
_OF_TERM = r"""
    \bsince {title}{who} (?:took office|was (?:inaugurated|sworn in)|(?:came to|entered|assumed) office|
    became president)|
    \bsince the (?:start|beginning) of the {who} (?:administration|presidency)|
    \bsince the {who} administration (?:entered|took|came to) office|
    \b(?:under|during|in|throughout|of) (?:the )?{title}{who}(?:['’]s?)? (?:administration|presidency|years|era|term\b)|
    \bunder {title}{who}\b(?!['’]s)
"""
_OF_NTH_TERM = r"""
    \b(?:(?:under|during|in|throughout|of|since|over) )?(?:the )?{title}{who}(?:['’]s?)?(?: administration['’]s)?\s
    {which}(?:[ -]term| administration)\b
"""
_LAST_OF_TERM = r"""
    \b(?:the (?:previous|prior|last) administration|{title}(?P<who>{whos}))['’]s\s
    (?:last|final) (?:full )?(?:fiscal )?year\b
"""
_TITLE = r"(?:former |then-)?(?:President )?(?:[A-Z][a-z]+ )?"
_IN_FORCE = (
    r"\bwhile Title 42 (?:was|remained) in (?:force|effect|place)|\b(?:in|during) the Title 42 (?:era|period|years)\b"
)

_TO = r"\s*(?:to|through|until|[-–—])\s*"
_PREVIOUS = r"(?:previous|prior|preceding|last|same)"
_SPAN = rf"(?:(?:{'|'.join(UNITS)}|\d{{1,2}})(?: |-))?(?:month|period|time|stretch|point|span)s?"


def _rule(words: str, reader: Reader, *names: str, **about: bool) -> Rule:
    return Rule(joined(words), reader, names=names or ("",), **about)


def _terms() -> Iterator[Rule]:
    """The rules for terms of presidents: those with their number first."""
    terms: dict[str, dict[str, str]] = {}
    for name in WINDOWS:
        if found := TERM.fullmatch(name):
            terms.setdefault(found["who"], {})[found["which"] or ""] = name
    for who, names in terms.items():
        for which, name in names.items():
            if which:
                yield _rule(_OF_NTH_TERM.format(title=_TITLE, who=who, which=which), windows((name,)), who)
    yield _rule(_LAST_OF_TERM.format(title=_TITLE, whos="|".join(terms)), last_of_term, "year")
    for who, names in terms.items():
        yield _rule(_OF_TERM.format(title=_TITLE, who=who), windows(tuple(names.values())), who)


RULES: tuple[Rule, ...] = (
    *_terms(),
    _rule(_IN_FORCE, windows(("title-42",)), "title 42"),
    _rule(
        rf"\b{MONTH},?(?: {YEAR})?{_TO}(?P<m2>{MONTHS}),? (?P<y2>(?:19|20)\d\d)(?!\d)",
        range_,
        *NAMED,
        stated=True,
        cased=True,
    ),
    _rule(
        rf"\b[Bb]etween {MONTH},?(?: {YEAR})? and (?P<m2>{MONTHS}),? (?P<y2>(?:19|20)\d\d)\b",
        between,
        "between",
        cased=True,
    ),
    _rule(rf"\b(?:the )?same {_SPAN}(?: (?:of|in|during))? (?:{FISCAL})?{YEAR}\b", same_of_year, "same", relative=True),
    _rule(
        rf"\b(?:[Ff]rom |[Bb]etween )?{MONTH}(?:{_TO}| and )(?P<m2>{MONTHS})(?: of (?:this|that|the same) year)\b",
        bare_range,
        "year",
        cased=True,
    ),
    _rule(
        rf"(?:\b(?:[Ff]rom|[Bb]etween) |\(){MONTH}(?:{_TO}| and )(?P<m2>{MONTHS})\b(?! \d)(?! of)",
        bare_range,
        *NAMED,
        cased=True,
    ),
    _rule(rf"\b{FISCAL}{YEAR}{_TO}(?:{FISCAL})?(?P<y2>20\d\d)\b", years, *YEARLY, stated=True),
    _rule(rf"\b[Ss]ince {MONTH}(?:,? {YEAR})?\b(?! \d)", since, "since", cased=True),
    _rule(
        rf"\bsince (?:the start of |the beginning of |early )?(?P<kind>{FISCAL}|calendar (?:year )?|CY ?)?{YEAR}\b",
        since_year,
        "since",
    ),
    _rule(rf"\bbetween {FISCAL}{YEAR} and (?:{FISCAL})?(?P<y2>20\d\d)\b", years, "between"),
    _rule(
        rf"""
        \bfirst {COUNT} months of (?:the )?(?:{_PREVIOUS} |current |this )?(?:{FISCAL})?{YEAR}?(?:year)?(?: before)?
        """,
        first_months,
        "months of",
        relative=True,
    ),
    _rule(
        rf"\bfirst (?:few|several|couple of) months of (?:{FISCAL}|calendar (?:year )?)?{YEAR}\b",
        first_few,
        "months of",
    ),
    _rule(
        rf"""
        (?<!\w)(?:(?P<nth>first|second|third|fourth|last) quarter of (?:{FISCAL}|calendar (?:year )?)?|
        (?P<q>Q[1-4]) (?:{FISCAL})?){YEAR}\b
        """,
        quarter,
        "quarter",
        *("q1", "q2", "q3", "q4"),
        stated=True,
    ),
    _rule(r"\bthe (?P<nth>first|second|third|fourth) (?:fiscal )?quarter\b", bare_quarter, "quarter", relative=True),
    _rule(rf"\b(?P<nth>first|second) half of (?:the )?{FISCAL}(?P<fy>20\d\d|\d\d)?\b", half, "half of", relative=True),
    _rule(
        rf"\b(?:[Tt]his|[Tt]he current) (?:(?P<kind>fiscal|calendar) )?year(?:['’]s \w+)? (?:through|to) {MONTH}\b",
        months_to,
        "year",
        cased=True,
    ),
    _rule(
        rf"""
        \b(?:{FISCAL}(?P<fy>20\d\d|'?\d\d) (?:so far|to date|year[- ]to[- ]date|through \w+)|FYTD|
        (?:fiscal )?year[- ]to[- ]date|so far (?:this|in this|in the current) (?:fiscal )?year|
        (?:this|the current) fiscal year(?: so far| to date)?)\b
        """,
        to_date,
        "year",
        *YEARLY,
    ),
    _rule(rf"\b(?:{FISCAL}'?(?P<fy>(?:19|20)\d\d|\d\d)\b)(?!,\d)", fiscal, *YEARLY, stated=True),
    _rule(r"\b(?P<fy>20\d\d) fiscal year\b", fiscal, "fiscal year", stated=True),
    _rule(
        rf"\b(?:calendar[\s-](?:year )?|CY ?|(?:the )?(?:twelve|12) months of |year-end ){YEAR}\b",
        calendar,
        *("calendar", "cy", "months of", "year-end"),
        stated=True,
    ),
    _rule(rf"(?<!\d )\b{MONTH}(?: of|,)? {YEAR}\b", dated, *NAMED, stated=True, cased=True),
    _rule(
        rf"\b(?:(?:the )?same {_SPAN},? (?:of |in |during |from )?)?(?:{AGO})(?! alone)\b",
        year_ago,
        "year",
        relative=True,
    ),
    _rule(
        r"""
        \b(?:a|one) year (?:later|after|on)\b|\bthe (?:next|following) (?:fiscal |calendar )?year\b|
        \bin the year (?:that followed|after)\b
        """,
        year_later,
        "year",
        relative=True,
    ),
    _rule(rf"\b(?:last|past|previous) {COUNT} months\b", last_months, " months"),
    _rule(rf"\b(?:last|past|previous|latest) {COUNT} (?:full |complete |completed )?fiscal years\b", last_years),
    _rule(rf"\b[Tt]hat (?:same )?{MONTH}\b", that_month, "that", relative=True, cased=True),
    _rule(
        r"\bthen(?= came\b| it was\b| there were\b|,? (?:about |over |more than |nearly |almost )?\d)",
        then,
        "then",
        relative=True,
    ),
    _rule(r"\b(?:last|this past) month(?:'s)?\b", last_month, "month"),
    _rule(
        r"\b(?:the (?:previous|prior|preceding) month|the month before|(?:a|one) month (?:earlier|before|ago))\b",
        month_before,
        "month",
        relative=True,
    ),
    _rule(
        rf"\b{COUNT} (?P<unit>months?|years?) (?P<way>later|earlier|before|on|after)\b",
        steps,
        "month",
        "year",
        relative=True,
    ),
    _rule(
        r"""
        \b(?:last|the last|the past|the (?:previous|prior|preceding)) (?:completed )?(?:fiscal year|year alone)|
        \bthe (?:fiscal )?year (?:that )?ended (?:on )?(?:last )?Sept(?:ember|\.)(?: 30)?|\bthe fiscal year that ended\b
        """,
        last_fiscal_year,
        "year",
    ),
    _rule(r"\b(?:that|this) (?:whole |entire )?(?:fiscal )?year\b", this_year, "year", relative=True),
    _rule(
        r"""
        \b(?:that|the|this) (?:month|period)\b(?! (?:before|earlier|of))|\bduring this period\b|
        \bthe fiscal year\b(?! that)
        """,
        same,
        *("month", "period", "fiscal year"),
        relative=True,
    ),
    _rule(
        rf"""
        (?<![\w,.$-])(?<!\d ){MONTH}\b(?! \d{{1,2}}(?!\d|,\d{{3}})| (?:be|have|not|also|well|still|never|come|like)\b)
        """,
        named_month,
        *NAMED,
        cased=True,
    ),
    _rule(rf"(?<![\w,.$/-])'?{YEAR}(?![\w,-]*\d|-\d|[A-Za-z])", bare, "19", "20"),
)
"""The words of time, what stands higher going before what stands lower."""

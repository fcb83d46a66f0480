"""The words that name months, each with its reader: a table for people to read and change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from encounters.documents.period_readers import (
    bare,
    bare_quarter,
    calendar,
    dated,
    fiscal,
    half,
    last_fiscal_year,
    last_month,
    last_of_term,
    month_before,
    named_month,
    quarter,
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
)
from encounters.documents.period_runs import (
    bare_range,
    between,
    ending,
    first_few,
    first_months,
    last_months,
    last_of_year,
    last_years,
    months_to,
    range_,
    years,
)
from encounters.documents.period_words import (
    AGO,
    COUNT,
    ENDING,
    FISCAL,
    LIKE,
    MONTH,
    MONTHS,
    NAMED,
    PREVIOUS,
    TO,
    YEAR,
    YEARLY,
    Rule,
    rule,
)
from encounters.periods import WINDOWS

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


def _terms() -> Iterator[Rule]:
    """The rules for terms of presidents: those with their number first."""
    terms: dict[str, dict[str, str]] = {}
    for name in WINDOWS:
        if found := TERM.fullmatch(name):
            terms.setdefault(found["who"], {})[found["which"] or ""] = name
    for who, names in terms.items():
        for which, name in names.items():
            if which:
                yield rule(_OF_NTH_TERM.format(title=_TITLE, who=who, which=which), windows((name,)), who)
    yield rule(_LAST_OF_TERM.format(title=_TITLE, whos="|".join(terms)), last_of_term, "year")
    for who, names in terms.items():
        yield rule(_OF_TERM.format(title=_TITLE, who=who), windows(tuple(names.values())), who)


RULES: tuple[Rule, ...] = (
    *_terms(),
    rule(_IN_FORCE, windows(("title-42",)), "title 42"),
    rule(
        rf"\b{MONTH},?(?: {YEAR})?{TO}(?P<m2>{MONTHS}),? (?P<y2>(?:19|20)\d\d)(?!\d)",
        range_,
        *NAMED,
        stated=True,
        cased=True,
    ),
    rule(
        rf"{ENDING} {MONTH}(?: \d{{1,2}})?,? {YEAR}\b",
        ending,
        *("months", "year", "quarter"),
        stated=True,
        cased=True,
    ),
    rule(
        rf"\b(?:last|final) {COUNT} months of (?:{FISCAL}|calendar (?:year )?)?{YEAR}\b",
        last_of_year,
        "months of",
        stated=True,
    ),
    rule(
        rf"\b[Bb]etween {MONTH},?(?: {YEAR})? and (?P<m2>{MONTHS}),? (?P<y2>(?:19|20)\d\d)\b",
        between,
        "between",
        cased=True,
    ),
    rule(rf"\b{MONTH} and (?P<m2>{MONTHS})(?: of|,)? (?P<y2>(?:19|20)\d\d)\b", between, *NAMED, cased=True),
    rule(
        rf"\b{LIKE}(?: (?:of|in|during))? (?:{FISCAL})?{YEAR}\b",
        same_of_year,
        *("same", "point", "time", "stage"),
        relative=True,
    ),
    rule(
        rf"\b(?:[Ff]rom |[Bb]etween )?{MONTH}(?:{TO}| and )(?P<m2>{MONTHS})(?: of (?:this|that|the same) year)\b",
        bare_range,
        "year",
        cased=True,
    ),
    rule(
        rf"(?:\b(?:[Ff]rom|[Bb]etween) |\(){MONTH}(?:{TO}| and )(?P<m2>{MONTHS})\b(?! \d)(?! of)",
        bare_range,
        *NAMED,
        cased=True,
    ),
    rule(rf"\b{FISCAL}{YEAR}{TO}(?:{FISCAL})?(?P<y2>20\d\d)\b", years, *YEARLY, stated=True),
    rule(rf"\b[Ss]ince {MONTH}(?:,? {YEAR})?\b(?! \d)", since, "since", cased=True),
    rule(
        rf"\bsince (?:the start of |the beginning of |early )?(?P<kind>{FISCAL}|calendar (?:year )?|CY ?)?{YEAR}\b",
        since_year,
        "since",
    ),
    rule(rf"\bbetween {FISCAL}{YEAR} and (?:{FISCAL})?(?P<y2>20\d\d)\b", years, "between"),
    rule(
        rf"""
        \bfirst {COUNT} months of (?:the )?(?:{PREVIOUS} |current |this )?(?:{FISCAL})?{YEAR}?(?:year)?(?: before)?
        """,
        first_months,
        "months of",
        relative=True,
    ),
    rule(
        rf"\bfirst (?:few|several|couple of) months of (?:{FISCAL}|calendar (?:year )?)?{YEAR}\b",
        first_few,
        "months of",
    ),
    rule(
        rf"""
        (?<!\w)(?:(?P<nth>first|second|third|fourth|last) quarter of (?:{FISCAL}|calendar (?:year )?)?|
        (?P<q>Q[1-4]) (?:{FISCAL})?){YEAR}\b
        """,
        quarter,
        "quarter",
        *("q1", "q2", "q3", "q4"),
        stated=True,
    ),
    rule(r"\bthe (?P<nth>first|second|third|fourth) (?:fiscal )?quarter\b", bare_quarter, "quarter", relative=True),
    rule(r"\bQ(?P<q>[1-4])\b(?![- ]?\d)", bare_quarter, *("q1", "q2", "q3", "q4"), relative=True, cased=True),
    rule(rf"\b(?P<nth>first|second) half of (?:the )?{FISCAL}(?P<fy>20\d\d|\d\d)?\b", half, "half of", relative=True),
    rule(
        rf"\b(?:[Tt]his|[Tt]he current) (?:(?P<kind>fiscal|calendar) )?year(?:['’]s \w+)? (?:through|to) {MONTH}\b",
        months_to,
        "year",
        cased=True,
    ),
    rule(
        rf"""
        \b(?:{FISCAL}(?P<fy>20\d\d|'?\d\d) (?:so far|to date|year[- ]to[- ]date|through \w+)|FYTD|
        (?:fiscal )?year[- ]to[- ]date|so far (?:this|in this|in the current) (?:fiscal )?year|
        (?:this|the current) fiscal year(?: so far| to date)?)\b
        """,
        to_date,
        "year",
        *YEARLY,
    ),
    rule(rf"\b(?:{FISCAL}'?(?P<fy>(?:19|20)\d\d|\d\d)\b)(?!,\d)", fiscal, *YEARLY, stated=True),
    rule(r"\b(?P<fy>20\d\d) fiscal year\b", fiscal, "fiscal year", stated=True),
    rule(
        rf"\b(?:calendar[\s-](?:year )?|CY ?|(?:the )?(?:twelve|12) months of |year-end ){YEAR}\b",
        calendar,
        *("calendar", "cy", "months of", "year-end"),
        stated=True,
    ),
    rule(rf"(?<!\d )\b{MONTH}(?: of|,)? {YEAR}\b", dated, *NAMED, stated=True, cased=True),
    rule(
        rf"\b(?:{LIKE},? (?:of |in |during |from )?)?(?:{AGO})(?! alone)\b",
        year_ago,
        "year",
        relative=True,
    ),
    rule(
        r"""
        \b(?:a|one) year (?:later|after|on)\b|\bthe (?:next|following) (?:fiscal |calendar )?year\b|
        \bin the year (?:that followed|after)\b
        """,
        year_later,
        "year",
        relative=True,
    ),
    rule(rf"\b(?:last|past|previous) {COUNT} months\b", last_months, " months"),
    rule(rf"\b(?:last|past|previous|latest) {COUNT} (?:full |complete |completed )?fiscal years\b", last_years),
    rule(rf"\b[Tt]hat (?:same )?{MONTH}\b", that_month, "that", relative=True, cased=True),
    rule(
        r"\bthen(?= came\b| it was\b| there were\b|,? (?:about |over |more than |nearly |almost )?\d)",
        then,
        "then",
        relative=True,
    ),
    rule(r"\b(?:last|this past) month(?:'s)?\b", last_month, "month"),
    rule(
        r"\b(?:the (?:previous|prior|preceding) month|the month before|(?:a|one) month (?:earlier|before|ago))\b",
        month_before,
        "month",
        relative=True,
    ),
    rule(
        rf"\b{COUNT} (?P<unit>months?|years?) (?P<way>later|earlier|before|on|after)\b",
        steps,
        "month",
        "year",
        relative=True,
    ),
    rule(
        r"""
        \b(?:last|the last|the past|the (?:previous|prior|preceding)) (?:completed )?(?:fiscal year|year alone)|
        \bthe (?:fiscal )?year (?:that )?ended (?:on )?(?:last )?Sept(?:ember|\.)(?: 30)?|\bthe fiscal year that ended\b
        """,
        last_fiscal_year,
        "year",
    ),
    rule(r"\b(?:that|this) (?:whole |entire )?(?:fiscal )?year\b", this_year, "year", relative=True),
    rule(
        r"""
        \b(?:that|the|this) (?:month|period)\b(?! (?:before|earlier|of))|\bduring this period\b|
        \bthe fiscal year\b(?! that)
        """,
        same,
        *("month", "period", "fiscal year"),
        relative=True,
    ),
    rule(
        rf"""
        (?<![\w,.$-])(?<!\d ){MONTH}\b(?! \d{{1,2}}(?!\d|,\d{{3}})| (?:be|have|not|also|well|still|never|come|like)\b)
        """,
        named_month,
        *NAMED,
        cased=True,
    ),
    rule(rf"(?<![\w,.$/-])'?{YEAR}(?![\w,-]*\d|-\d|[A-Za-z])", bare, "19", "20"),
)
"""The words of time, what stands higher going before what stands lower."""

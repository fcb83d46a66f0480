"""Statements without a number: that a period is a record, and that a category has the most.

Rule. "the highest month on record", "the fewest since August 2020" and "a record 301,981" are records of the period
that the sentence's count is of, else of the one that its words name, as far back as they say; "the busiest sector" and
"more than any other nationality" are first places among the categories of the same months. "in three years" may or may
not take in the third year back: the reading that holds is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from encounters.documents.cues import joined
from encounters.documents.period_words import MONTHS
from encounters.documents.small import in_small, small
from encounters.periods import Month, Period, month_number
from encounters.wording.words import TENS, UNITS, in_figures

HIGH = "highest|largest|biggest|(?<=the )most|busiest|greatest|worst|heaviest"
LOW = "lowest|smallest|fewest|quietest|slowest|least"
SUPERLATIVE = rf"(?:(?P<high>{HIGH})|(?P<low>{LOW}))"
_NUMBER = rf"(?P<{{}}>a|\d{{{{1,3}}}}|{'|'.join([*UNITS, *TENS])})"
_SOME = r"(?:more than |over |nearly |almost |about |at least |the (?:past|last) )*"
REACH = joined(rf"""
    (?:(?P<ever>on record|ever|of all time|in (?:[\w'’.]+ ){{0,4}}history|since (?:records|record-keeping) began)|
    in (?P<decades>decades)|in {_SOME}{_NUMBER.format("tens")} decades|in {_SOME}{_NUMBER.format("years")} years?|
    in {_SOME}{_NUMBER.format("months")} months|
    since (?:the start of |early |late )?(?:(?P<month>{MONTHS})(?: of)?,? )?
    (?P<fiscal>fiscal (?:year )?|FY ?)?(?P<year>(?:19|20)\d\d))
""")
FURTHEST = in_small(
    rf"(?<![\w-]){SUPERLATIVE}\b(?P<what>(?:[\s-]+(?!in\b|since\b)[\w'’/-]+){{0,8}}?)[\s,]+{REACH}(?!\w)"
)
"""The highest or lowest, and how far back."""
RECORD = in_small(
    joined(r"""
        \b(?:(?:an?|set|hit|broke|breaking|new|another|reached)\s+)(?P<what>(?:new |all-time |monthly |annual |yearly |
        single-month |historic )*)(?:record\b(?!s|ing|-keeping| keeping| of the)(?:[\s-](?:high|(?P<low>low))\b)?)|
        \ball-time (?:high|(?P<lowest>low))\b
    """)
)
CATEGORIES = {
    "citizenship": r"nationalit(?:y|ies)|citizenships?|country of origin|countries of origin|national group",
    "area": r"(?:border )?(?:patrol )?sectors?|field offices?",
    "state": r"(?:border )?states?",
    "demographic": r"demographics?|demographic groups?",
}
"""What else than a period is ranked, and the dimension that it is of."""
CATEGORY = "|".join(rf"(?P<{name}>{words})" for name, words in CATEGORIES.items())
MOST = in_small(
    joined(rf"""
        (?<!second[ -])(?<!third[ -])(?<!fourth[ -])(?<!fifth[ -])(?<!\w-)\b
        (?:{SUPERLATIVE}(?:[\s-]+[\w'’]+){{0,3}}?|top|leading|more than any)
        (?: (?:of|among|for|in) (?:any|all|the|every))?
        (?: other)?(?: \w+)? (?:{CATEGORY})\b
    """)
)
SPAN = {"month": 1, "year": 12}


class Statement(Struct, frozen=True):
    """Words that state a record or a first place: where they stand, and what they say.

    `reach` is the match that says how far back, None for "a record", and `ranked` the dimension of a first place.
    """

    start: int
    end: int
    text: str
    lowest: bool
    span: int | None = None
    same_months: bool = False
    ranked: str | None = None
    reach: re.Match[str] | None = None

    def reaches(self, period: Period) -> list[str]:
        """How far back the words reach from a period, as the key `record` has it; "in three years" says two things."""
        if self.reach is None or self.reach["ever"]:
            return ["ever"]
        told = self.reach.groupdict()
        if told["decades"]:
            return ["in decades"]
        if (tens := told["tens"]) or told["years"]:
            years = 10 * in_figures(tens) if tens else in_figures(told["years"])
            return [f"in {years} years", f"since {period.shift(-12 * years)}"]
        if told["months"]:
            return [f"since {period.shift(-in_figures(told['months']))}"]
        return [f"since {self._since(period, told)}"]

    def _since(self, period: Period, told: dict[str, str | None]) -> Period:
        year = int(told["year"] or 0)
        if told["month"]:
            month = Month(year, month_number(told["month"].rstrip(".")[:3]) or 1)
            return Period(month, month)
        fiscal = told["fiscal"] or (len(period) == 12 and period.is_fiscal_year)
        return Period.fiscal_year(year) if fiscal else Period.calendar_year(year)

    def fits(self, period: Period) -> bool:
        """Whether the words can be about a period: "the highest month" is about a month."""
        return self.span is None or len(period) == self.span


def statements(text: str) -> list[Statement]:
    """The statements of a text in order, no two of the same words."""
    words = small(text)
    found = [*_furthest(text, words), *_most(text, words), *_records(text, words)]
    kept: list[Statement] = []
    for one in found:
        if not any(other.start < one.end and one.start < other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _furthest(text: str, words: str) -> Iterator[Statement]:
    for match in FURTHEST.finditer(words):
        same = re.fullmatch(rf"[\s-]*(?:{MONTHS})", text[slice(*match.span("what"))]) is not None
        span = 1 if same else _span(match["what"])
        yield Statement(
            match.start(), match.end(), text[slice(*match.span())], bool(match["low"]), span, same, reach=match
        )


def _records(text: str, words: str) -> Iterator[Statement]:
    for match in RECORD.finditer(words):
        span = _span(match["what"] or "")
        lowest = bool(match["low"] or match["lowest"])
        yield Statement(match.start(), match.end(), text[slice(*match.span())], lowest, span)


def _most(text: str, words: str) -> Iterator[Statement]:
    for match in MOST.finditer(words):
        ranked = next(name for name in CATEGORIES if match[name])
        yield Statement(match.start(), match.end(), text[slice(*match.span())], bool(match["low"]), ranked=ranked)


def _span(words: str) -> int | None:
    """How many months the period has that the words are about, where they tell."""
    found = re.search(r"\b(?P<month>month(?:ly)?)\b|\b(?P<year>(?:fiscal )?year|annual|yearly)\b", words)
    return SPAN[str(found.lastgroup)] if found else None

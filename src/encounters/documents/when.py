"""The periods that a number may be of: those its sentence names, the nearest first, then those named before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from encounters.documents.clock import When
from encounters.documents.context import Sentence
from encounters.documents.numbers import Number
from encounters.documents.readings import AGAINST_WORDS, Option, Said
from encounters.periods import Period
from encounters.wording.kinds import Kind

MOST = 14
HEADS = (0.0, 0.0, 0.5)
"""How far the head of a cell's row, of its column, and its caption stand from it."""
BESIDE = 0.45
FAR = 3.0
FROM = re.compile(
    r"\b(?:from|than|against|compared (?:with|to)|versus|vs\.?|beat|beating|exceed(?:ed|ing)?|surpass(?:ed|ing)?)"
    r"(?: (?:the|some|about|nearly|just|an?|mere|only|almost|roughly|previous|earlier|old|high|low|record|of|its))*$",
    re.IGNORECASE,
)
"""What stands before a number that another one is compared with: "down from 2,206,436"."""


BOUND = re.compile(
    r"(?:\s+(?!than\b|as\b|from\b|over\b)[A-Za-z'’-]+){0,5}?\s+(?:in|during|for)(?: all of)?(?: the)?\s+"
)
"""What stands between a count and the period behind it that it is of: "220,908 encounters of Cubans in 2021"."""
WHEN = re.compile(
    r",?\s+when\s+(?:it|they|there|(?:the|that) (?:number|figure|total|count|tally))\s+"
    r"(?:was|were|had been|stood at|reached|came to|hit)\s+(?:[a-z]+\s+){0,3}",
    re.IGNORECASE,
)
"""What stands between a period and the count behind it that is of it: "at this point last year, when it was"."""


class Span(Struct, frozen=True):
    """A period that a number may be of, and whether the words set it against another ("than in January")."""

    option: Option[Period]
    against: bool

    @property
    def period(self) -> Period:
        return self.option.value


def period_options(sentence: Sentence, number: Number, said: Said) -> list[Span]:
    """The periods that a number may be of, the likeliest first."""
    own = _own(sentence, number)
    firm = bool(own) and own[0][1] < BESIDE and own[0][0].stated and not own[0][0].against
    if _set_against(sentence, number, own):
        firm, found = False, list(_earlier(own))
    else:
        found = list(_told(sentence, number, own, firm))
    far = AGAINST_WORDS if number.kind is Kind.COUNT else FAR
    base = (far if firm or _bound(sentence, number) else 1.4) if own else 0.3
    known = [reading.period for other, reading in said.beside if other.end <= number.start]
    if number.kind is not Kind.COUNT and known:
        # A share or a change behind a count is of the months of that count.
        found.append(Span(Option(known[-1], 0.4), False))
        base = max(base, 2.4)
    for cost, when in _before(said):
        found += [Span(Option(period, base + cost + doubt), False) for period, doubt in when.options]
    if said.topic is not None:
        found.append(Span(Option(said.topic.period, base + 0.1), False))
    clock = sentence.clock
    if clock.last_month is not None:
        found.append(Span(Option(Period(clock.last_month, clock.last_month), base + 1.6), False))
    if clock.last_fiscal_year is not None:
        found.append(Span(Option(clock.last_fiscal_year, base + 1.6), False))
    best: dict[tuple[Period, bool], Span] = {}
    for span in sorted(found, key=lambda each: each.option.cost):
        best.setdefault((span.period, span.against), span)
    return list(best.values())[:MOST]


def _set_against(sentence: Sentence, number: Number, own: list[tuple[When, float]]) -> bool:
    """Whether a number is one that another is compared with, of months that no words behind it name."""
    core = len(sentence.text[number.start : number.end].split())
    lead = len(number.text.split()) - core
    before = sentence.text[max(0, number.start - 80) : number.start].split()
    if not FROM.search(" ".join(before[: len(before) - lead] if lead > 0 else before)):
        return False
    return not any(when.start >= number.end and gap < BESIDE for when, gap in own)


def _earlier(own: list[tuple[When, float]]) -> Iterator[Span]:
    """Of the months before those that the sentence names; those themselves are not stated of it."""
    for when, gap in own:
        for period, doubt in when.options:
            cost = min(gap, 3.0) * 0.5 + doubt
            yield Span(Option(period.year_before(), cost + 0.3), False)
            if len(period) == 1:
                yield Span(Option(period.shift(-1), cost + 0.4), False)
            yield Span(Option(period, cost + (0.4 if when.against else 1.0)), when.against)


def _own(sentence: Sentence, number: Number) -> list[tuple[When, float]]:
    """The periods of the sentence, or of what heads a cell, by their distance."""
    found = [(when, sentence.gap(number, when.start, when.end)) for when in sentence.periods]
    found += [(when, gap) for head, gap in zip(sentence.heads, HEADS, strict=False) for when in head.periods]
    bound = _bound(sentence, number)
    found = [(when, 0.0 if when is bound else gap) for when, gap in found]
    return sorted(found, key=lambda entry: entry[1])


def _bound(sentence: Sentence, number: Number) -> When | None:
    """The period that the words right beside a count tie it to; no other one is its own."""
    text = sentence.text
    if number.kind is not Kind.COUNT:
        return None
    behind = (when for when in sentence.periods if when.start >= number.end and not when.against)
    before = (when for when in sentence.periods if when.end <= number.start)
    tied = [when for when in behind if BOUND.fullmatch(text, number.end, when.start)]
    return next(iter(tied or [when for when in before if WHEN.fullmatch(text, when.end, number.start)]), None)


def _told(sentence: Sentence, number: Number, own: list[tuple[When, float]], firm: bool) -> Iterator[Span]:
    bound = _bound(sentence, number)
    for place, (when, gap) in enumerate(own):
        cost = (
            AGAINST_WORDS
            if bound and when is not bound
            else min(gap, 3.0) + (0.3 if place else 0.0) + (2.0 if place and firm and gap > BESIDE else 0.0)
        )
        taken = when in sentence.periods and sentence.taken(number, when.start, when.end)
        lone = place == 0 and (gap < 1.2 or len(own) == 1) and not taken
        for period, doubt in when.options:
            stated = lone and not when.relative and (when.stated or doubt <= 0.0) and doubt <= 0.1
            yield Span(Option(period, cost + doubt, stated), when.against)


def _before(said: Said) -> Iterator[tuple[float, When]]:
    """What earlier sentences, the heading and the title name."""
    for age, earlier in enumerate(reversed(said.trail[-4:])):
        for when in earlier.periods:
            yield 0.3 + 0.3 * age, when
    for column in said.columns:
        for when in column.periods:
            yield 0.6, when
    for above, cost in ((said.heading, 0.5), (said.title, 0.9)):
        for when in above.periods if above else ():
            yield cost, when

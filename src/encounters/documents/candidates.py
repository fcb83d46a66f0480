"""The readings that the words around a number allow, the likeliest first: each figure with each period and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from encounters.documents.asserted import asserted
from encounters.documents.beyond import averaged, beyond
from encounters.documents.clock import When
from encounters.documents.context import Sentence
from encounters.documents.cues import joined
from encounters.documents.numbers import Number
from encounters.documents.order import Order
from encounters.documents.readings import AGAINST_WORDS, Reading, Said
from encounters.documents.what import Figure, figure_options
from encounters.documents.when import Span, period_options
from encounters.documents.who import Scope, of_everything, scope_options, whole_hits, with_region
from encounters.figures import FIGURES
from encounters.figures.ranked import WHERE
from encounters.periods import Period
from encounters.wording.words import UNITS, in_figures

MOST = 40
COMPARED = ("percent-change", "multiple", "change", "share-change")
BESIDE_SERIES = 1.0
TOLD_AGAIN = ("share", "monthly-average", "daily-average")
AGAIN = re.compile(r"\b(?:it|that|this|these|they|was|were|compared|against|versus)\b", re.IGNORECASE)
CARRIED = 0.5
"""What it costs to take a number for the figure that was told last, where the words point back."""
LINK = re.compile(
    joined(r"""
        \s*(?:,|—|–)?\s*(?:greater|more|higher|larger|less|fewer|lower|up|down|increase|drop|decrease|rise)?\s*
        (?:than|from|over|against|as (?:many|much|high)(?: as)?|the number (?:of|in)|compared (?:with|to)|the|those|
        that|a|an|what|were|was|it|mere|only|just|about|nearly|
        some|fewer than|more than|\s)*\s*$
    """),
    re.IGNORECASE,
)
"""What stands between a change and the number it is measured from: "3.7 times greater than the 458,088"."""
COMPARED_WITH = re.compile(
    r"\s+(?:(?:higher|lower|more|fewer|less|greater|above|below|up|down|increase|drop|decrease)\s+)?"
    r"(?:than|from|over|compared (?:with|to)|against)\s+(?:in |the |that of )*",
    re.IGNORECASE,
)
SINCE = re.compile(r"since (?!the|(?:fiscal|calendar|FY)?\s?\d)", re.IGNORECASE)
"""What begins the months since one that is named."""
ONE = re.compile(r"(?!not )[^,]+")
"""A choice that names one category, which alone has a place."""
YEARS = re.compile(
    rf"(?: [a-z]+)? (?:in|over|within) (?:the (?:last|past) )?(\d|{'|'.join(UNITS)}) years", re.IGNORECASE
)
"""How long a change took: "multiplied by 24 in two years"."""


def candidates(sentence: Sentence, number: Number, said: Said) -> list[Reading]:
    """The readings of a number, the cheapest first, at most MOST."""
    spans = period_options(sentence, number, said)
    scopes = list(scope_options(sentence, number, said))
    found: list[Reading] = []
    for figure in figure_options(sentence, number):
        for scope in scopes:
            found += _readings(sentence, number, said, figure, scope, spans)
        found += _of_series(sentence, number, figure, spans)
    found += _again(sentence, number, said, spans)
    best: dict[object, Reading] = {}
    for reading in sorted(found, key=lambda each: each.cost):
        best.setdefault(reading.identity, reading)
    return list(best.values())[:MOST]


def _readings(
    sentence: Sentence, number: Number, said: Said, figure: Figure, scope: Scope, spans: list[Span]
) -> Iterator[Reading]:
    """The readings of a figure and a scope in each of the periods."""
    first = spans[0].period if spans else Period.fiscal_year(2021)
    mean = figure.name == "total" and averaged(sentence, number)
    cost = figure.cost + scope.cost + (AGAINST_WORDS if mean else 0.0)
    # A place or a share "other than Mexico" may be among all, or among all others.
    of_others = any(hit.left_out for hit in sentence.scopes) and (figure.order is not None or figure.name == "share")
    told = asserted(sentence, number) and not beyond(sentence, number)
    stated = scope.stated and not of_others and not mean and (figure.order is not None or told)
    base = Reading(figure.name, first, scope.choices, figure.says, figure.written, cost=cost, stated=stated)
    if figure.name in COMPARED:
        linked = list(_linked(sentence, number, said, base, spans))
        found = [*linked, *_compared(sentence, number, replace(base, cost=cost + (2.5 if linked else 0.0)), spans)]
        for one in found:
            yield from _shares(sentence, number, said, one) if figure.name == "share-change" else [one]
        return
    if figure.order is not None:
        yield from _of_order(figure.order, base, spans)
        return
    for span in spans:
        if figure.name == "peak" and len(span.period) < 2:
            continue
        more = span.option.cost + (0.2 if span.against else 0.0)
        more += 0.6 if figure.name == "monthly-average" and len(span.period) == 1 else 0.0
        told = base.stated and span.option.stated
        one = replace(base, period=span.period, cost=base.cost + more, stated=told)
        if figure.name == "pace" and not span.period.is_part_of_fiscal_year:
            continue
        yield from _shares(sentence, number, said, one) if figure.name == "share" else [one]


def _again(sentence: Sentence, number: Number, said: Said, spans: list[Span]) -> Iterator[Reading]:
    """The share or average that was told last, in other months: "by fiscal 2023 it was less than half"."""
    last = said.last
    if last is None or number.written is None or last.figure not in TOLD_AGAIN or not AGAIN.search(sentence.text):
        return
    if number.kind not in FIGURES[last.figure].printed:
        return
    for span in spans:
        if span.period != last.period:
            cost = CARRIED + span.option.cost
            says, written = number.text, number.written
            yield replace(last, period=span.period, says=says, written=written, cost=cost, stated=False)


def _of_order(order: Order, base: Reading, spans: list[Span]) -> Iterator[Reading]:
    """The readings of a figure of order: in periods as long as its words say, of a category where one is ranked."""
    terms = order.terms
    if order.ranked is not None:
        ranked = [name for name, choice in base.choices.items() if name not in WHERE and ONE.fullmatch(choice)]
        if not ranked or order.ranked not in ("", *ranked):
            return
        if len(ranked) > 1:
            terms = replace(terms, among=order.ranked or ranked[0])
    for span in spans:
        period, cost = span.period, base.cost + span.option.cost
        if order.months is not None and len(period) != order.months:
            period, cost = Period(period.last + (1 - order.months), period.last), cost + 0.3
        elif order.name in ("peak", "lowest") and len(period) < 2:
            continue
        told = base.stated and span.option.stated and period == span.period
        yield replace(base, period=period, terms=terms, cost=cost, stated=told)


def _linked(sentence: Sentence, number: Number, said: Said, base: Reading, spans: list[Span]) -> Iterator[Reading]:
    """A change measured from a number that is known by now: from its months, in its scope."""
    for other, known in said.beside:
        behind = other.start > number.end
        between = sentence.text[number.end : other.start] if behind else sentence.text[other.end : number.start]
        link = known.figure == "total" and known.choices == base.choices
        if not link or not (behind and LINK.fullmatch(_without_comparator(between))):
            continue
        for period, price, stated in _later(said, spans):
            if _alike(period, known.period) and period.first > known.period.last:
                told = base.stated and known.stated and stated
                cost = max(base.cost - 1.0, 0.0) + min(price, 2.0)
                yield replace(base, period=period, against=known.period, cost=cost, stated=told)


def _alike(one: Period, other: Period) -> bool:
    """Whether two periods are of one kind: as long, and of years both fiscal or both calendar ones."""
    return len(one) == len(other) and (len(one) < 12 or one.first.month == other.first.month)


def _later(said: Said, spans: list[Span]) -> Iterator[tuple[Period, float, bool]]:
    """The periods that a change may lead to: that of the change before it in the sentence, then any other."""
    if said.change is not None:
        yield said.change.period, 0.0, False
    for span in spans:
        yield span.period, span.option.cost + (0.3 if said.change is not None else 0.0), span.option.stated


def _without_comparator(text: str) -> str:
    return re.sub(r"(?:fewer|more|less) than\s*$", "", text)


def _compared(sentence: Sentence, number: Number, base: Reading, spans: list[Span]) -> Iterator[Reading]:
    """A change between two periods: those that the words set against each other, else from the like period before."""
    if since := _since(sentence, number):
        yield from _from_its_first_month(base, since, spans)
        return
    yield from _from_end_to_end(base, spans)
    for span in spans[:8]:
        period = span.period
        cost = base.cost + span.option.cost + (0.9 if span.against else 0.0)
        befores: dict[Period, float] = {period.year_before(): 0.5}
        if len(period) == 1:
            befores[period.shift(-1)] = 1.1
        if years := YEARS.match(sentence.text, number.end):
            befores[period.shift(-12 * in_figures(years[1]))] = 0.1
        for other in spans[:8]:
            if other.period < period and len(other.period) == len(period):
                price = other.option.cost * 0.6 + (0.0 if other.against else 0.5)
                befores[other.period] = min(befores.get(other.period, AGAINST_WORDS), price)
        if (behind := _compared_with(sentence, number)) is not None:
            allowed = _befores(sentence, behind, period)
            befores = {before: price if before in allowed else AGAINST_WORDS for before, price in befores.items()}
        for before, price in befores.items():
            told = base.stated and span.option.stated and not span.against and price < 0.5
            yield replace(base, period=period, against=before, cost=cost + price, stated=told)


def _compared_with(sentence: Sentence, number: Number) -> When | None:
    """The period right behind a change that it is measured from: "31% higher than a year earlier"."""
    behind = (one for one in sentence.periods if one.against and one.start >= number.end)
    return next((one for one in behind if COMPARED_WITH.fullmatch(sentence.text, number.end, one.start)), None)


def _since(sentence: Sentence, number: Number) -> When | None:
    """The months right behind a change, since the first of which it is told: "down 50 percent since December"."""
    behind = (one for one in sentence.periods if one.start >= number.end and SINCE.match(sentence.text, one.start))
    return next((one for one in behind if not sentence.text[number.end : one.start].strip()), None)


def _from_its_first_month(base: Reading, since: When, spans: list[Span]) -> Iterator[Reading]:
    """A change since a month: to the last month that is meant, or to one that is named."""
    firsts = {Period(whole.first, whole.first) for whole, _ in since.options}
    lasts = {Period(whole.last, whole.last): doubt for whole, doubt in since.options}
    lasts |= {span.period: span.option.cost for span in spans if len(span.period) == 1}
    for first in firsts:
        for last, cost in lasts.items():
            if first < last:
                yield replace(base, period=last, against=first, cost=base.cost + cost, stated=False)


def _befores(sentence: Sentence, behind: When, period: Period) -> set[Period]:
    """What a change may be measured from where words behind it say so: as long before, or the months named."""
    words = sentence.text[behind.start : behind.end].casefold()
    if not behind.relative:
        return {one for one, _ in behind.options}
    return {period.shift(-1)} if "month" in words and "same" not in words else {period.year_before()}


def _from_end_to_end(base: Reading, spans: list[Span]) -> Iterator[Reading]:
    """A change over a range of years or months is from its first to its last: "from fiscal 2020 to 2022"."""
    for whole in spans:
        firsts = {span.period for span in spans if span.period.first == whole.period.first} - {whole.period}
        for last in (span.period for span in spans if span.period.last == whole.period.last):
            first = next((one for one in firsts if len(one) == len(last)), None)
            if first is not None and first < last:
                told = base.stated and whole.option.stated
                yield replace(base, period=last, against=first, cost=base.cost + whole.option.cost, stated=told)


def _shares(sentence: Sentence, number: Number, said: Said, one: Reading) -> Iterator[Reading]:
    """A share of all encounters of the months, of what the words name, or of what was last talked about."""
    wholes: dict[str, float] = {}
    named = {hit.kind: hit.value for hit in whole_hits(sentence, number) if hit.value and hit.doubt < 1}
    if named and (whole := _whole(named)):
        wholes[whole] = 0.0
    topic = {name: value for name, value in (said.topic.choices if said.topic else {}).items() if value}
    everything = of_everything(sentence, number)
    if topic and topic != dict(one.choices) and not everything:
        wholes.setdefault(_whole(topic), 0.9)
    if one.choices.get("component") and len(one.choices) > 1 and not everything:
        wholes.setdefault(f"component={one.choices['component']}", 0.7)
    if one.choices.get("region"):
        wholes.setdefault("region=all", 0.2)
    if set(one.choices) - {"region"} or one.choices.get("region") == "northern":
        yield replace(one, cost=one.cost + (0.8 if named and 0.0 in wholes.values() else 0.0))
    for whole, cost in wholes.items():
        within = {name: value for name, _, value in (part.partition("=") for part in whole.split(";"))}
        choices = {**{name: value for name, value in within.items() if name != "region"}, **one.choices}
        if choices != within and whole:
            yield replace(
                one, choices=with_region(choices), of=whole, cost=one.cost + cost, stated=one.stated and cost == 0.0
            )


def _whole(choices: Mapping[str, str]) -> str:
    """A whole as a claim's `of` has it; the southwest is not named."""
    kept = ((name, value) for name, value in choices.items() if (name, value) != ("region", "southwest"))
    return ";".join(f"{name}={value}" for name, value in kept)


def _of_series(sentence: Sentence, number: Number, figure: Figure, spans: list[Span]) -> Iterator[Reading]:
    """Readings of a published series, where the words name what it counts."""
    near = [hit for hit in sentence.near(number, sentence.series) if hit.gap < BESIDE_SERIES]
    if not near or figure.name != "total":
        return
    for span in spans:
        cost = figure.cost + span.option.cost + near[0].gap * 0.5
        yield Reading(figure.name, span.period, {}, figure.says, figure.written, series=near[0].hit.value, cost=cost)

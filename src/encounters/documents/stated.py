"""What a statement without a number may say: the record or first place, of each period and scope that words allow."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from encounters.documents.candidates import ONE
from encounters.documents.context import Sentence
from encounters.documents.numbers import Number
from encounters.documents.readings import Reading, Said
from encounters.documents.statements import Statement
from encounters.documents.when import period_options
from encounters.documents.who import scope_options
from encounters.figures.question import SAME_MONTHS, Terms
from encounters.figures.ranked import WHERE
from encounters.periods import Period
from encounters.wording.kinds import Kind

MOST, DOUBT = 3, 0.5
"""How many readings are tried, and how much less likely than the first one may be."""
OF_THE_COUNT = 1.5
"""How far a count may stand from a statement to be what it is said of."""


def stated(sentence: Sentence, statement: Statement, said: Said) -> list[Reading]:
    """The readings of a statement, the likeliest first: of the count beside it, else of the months that are named."""
    number = as_number(statement)
    found = [*_of_a_count(sentence, statement, said), *_of_the_words(sentence, number, statement, said)]
    best: dict[object, Reading] = {}
    for reading in sorted(found, key=lambda one: one.cost):
        best.setdefault(reading.identity, reading)
    found = list(best.values())
    return [one for one in found if one.cost < found[0].cost + DOUBT][:MOST]


def as_number(statement: Statement) -> Number:
    """A statement as the number that it has not."""
    return Number(statement.start, statement.end, statement.text, None)


def _of_a_count(sentence: Sentence, statement: Statement, said: Said) -> Iterator[Reading]:
    """Of what a count of the sentence is of; where it has several, it is not said of which."""
    times = [(when.start, when.end) for when in sentence.periods]
    times += [(one.start, one.end) for one in sentence.statements]
    counts = [other for other in sentence.numbers if other.kind is Kind.COUNT]
    only = len([one for one in counts if not any(start <= one.start < end for start, end in times)]) == 1
    for other, known in said.beside:
        gap = sentence.gap(other, statement.start, statement.end)
        if gap < OF_THE_COUNT and known.against is None and not known.series:
            yield from _said(statement, replace(known, stated=known.stated and only, of=None), gap * 0.3)


def _of_the_words(sentence: Sentence, number: Number, statement: Statement, said: Said) -> Iterator[Reading]:
    scopes = list(scope_options(sentence, number, said))
    for span in period_options(sentence, number, said):
        for scope in scopes:
            told = scope.stated and span.option.stated and not any(hit.left_out for hit in sentence.scopes)
            base = Reading("total", span.period, scope.choices, "", None, stated=told)
            yield from _said(statement, base, 0.5 + scope.cost + span.option.cost)


def _said(statement: Statement, base: Reading, cost: float) -> Iterator[Reading]:
    """What a statement says of a period and scope; nothing where it cannot be of them."""
    if not statement.fits(base.period):
        return
    if statement.ranked is not None:
        if ONE.fullmatch(base.choices.get(statement.ranked, "")):
            several = len([name for name in base.choices if name not in WHERE]) > 1
            terms = Terms(lowest=statement.lowest, among=statement.ranked if several else None)
            says = "lowest" if statement.lowest else "highest"
            yield replace(base, figure="category-rank", says=says, terms=terms, cost=cost)
        return
    terms = Terms(lowest=statement.lowest, among=SAME_MONTHS if statement.same_months else None)
    for place, reach in enumerate(statement.reaches(base.period)):
        if reach.startswith("since") and Period.parse(reach.removeprefix("since ")).first >= base.period.first:
            continue
        yield replace(base, figure="record", says="", record=reach, terms=terms, cost=cost + 0.1 * place)

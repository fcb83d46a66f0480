"""The scopes that a number may be of: a choice for each dimension, from the words beside it and from those before."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from encounters.documents.context import Near, Sentence
from encounters.documents.linked import before_the_bracket, linked, of_arrests
from encounters.documents.numbers import Number
from encounters.documents.readings import AGAINST_WORDS, Option, Said
from encounters.documents.spot import Hit
from encounters.errors import UsageError
from encounters.names import DIMENSIONS, choose, on_the_border
from encounters.wording.kinds import Kind
from encounters.wording.words import UNITS

MOST = 24
HEADS = (0.0, 0.0, 0.4)
BESIDE = 0.7
ARRESTS = 0.4
"""The cost of taking apprehensions and arrests for those of the Border Patrol, where nobody is named."""
LOOSE = 0.5
"""The cost of leaving out a name that does not say what is counted."""
ANOTHER_CLAUSE = 1.0
"""How far off the words of a sentence leave room for those of the sentence before."""
COUNT_BEFORE = 0.45
WHOLE = re.compile(
    r"\s*of (?!(?:them|these|those|which|whom)\b)"
    r"(?:(?!\b(?:were|was|are|is|led|ended|came|resulted|involved|had|have|went|who|that|which|did)\b)[^,;.:()])*",
    re.IGNORECASE,
)
"""What a share is of: "9 percent of the national total"."""
EVERYTHING = re.compile(
    r"\s*of all (?:(?:the|southwest|southern|border|migrant|land|reported|recorded) )*"
    r"(?:encounters|crossings|migrants|arrivals|people|those|individuals)\b",
    re.IGNORECASE,
)
"""A share of all there is, whatever was talked about before."""
PART_BEFORE = re.compile(
    rf"(?:(?:\d%?|percent|million|thousand|hundred|half|thirds?|quarters?|fifths?|tenths?|majority|most|share|many|few|none|"
    rf"groups?|bulk|rest|remainder|part|portion|fraction|nationality|{'|'.join(UNITS)}) of|among|amid|out of)"
    r" (?:all |the |these |those |its |their )+$|\bout of (?:some |about |nearly )?$",
    re.IGNORECASE,
)
"""What stands before a number that is itself a whole: "one in three of the 2,475,669 encounters were families"."""
ONE_OF_A_ROW = 0.6
ROW = re.compile(r"(?:\s*,)?\s*(?:and|or|&)?\s*(?:from )?(?:the )?")
ROW_OF_NUMBERS = re.compile(
    rf"(?:\s+[a-z]+){{0,2}}{ROW.pattern}(?:(?:about|over|nearly|some|roughly) )?", re.IGNORECASE
)
"""What stands between numbers in a row: "1,200 encounters, 900 and about 300"."""


class Scope(Struct, frozen=True):
    """A choice for each dimension that is narrowed, its cost, and whether the words state all of it."""

    choices: Mapping[str, str]
    cost: float
    stated: bool


def scope_options(sentence: Sentence, number: Number, said: Said) -> Iterator[Scope]:
    """The scopes that a number may be of, the likeliest first."""
    axes: list[list[tuple[str, Option[str]]]] = []
    part = [hit for hit in sentence.scopes if hit not in whole_hits(sentence, number)]
    for dimension in DIMENSIONS:
        options = _dimension(sentence, number, said, [hit for hit in part if hit.kind == dimension], dimension)
        if len(options) > 1 or options[0].value:
            axes.append([(dimension, option) for option in options])
    yield from _of_the_count_before(sentence, number, said, part)
    for combined in _cheapest(axes):
        choices = {dimension: option.value for dimension, option in combined if option.value}
        if not ("area" in choices and "state" in choices):
            cost = sum(option.cost for _, option in combined)
            yield Scope(with_region(choices), cost, all(option.stated for _, option in combined))


def with_region(choices: Mapping[str, str]) -> Mapping[str, str]:
    """Choices of a place at another border with its region named, as a claim has it."""
    try:
        on_the_border({name: choose(name, [value]) for name, value in choices.items()})
    except UsageError:
        return {**choices, "region": "all"}
    return choices


def _of_the_count_before(sentence: Sentence, number: Number, said: Said, part: list[Hit]) -> Iterator[Scope]:
    """A share or a change behind a count is of what that count is of, unless words of its own stand nearer."""
    before = [known for other, known in said.beside if other.end <= number.start and not known.series]
    beside = [near for near in sentence.near(number, part) if near.gap < COUNT_BEFORE]
    if number.kind is not Kind.COUNT and before and not beside:
        yield Scope(before[-1].choices, COUNT_BEFORE, before[-1].stated)


def whole_hits(sentence: Sentence, number: Number) -> list[Hit]:
    """The words that say what a share is of."""
    found = WHOLE.match(sentence.text, number.end) if number.kind is Kind.SHARE else None
    return [hit for hit in sentence.scopes if found and found.start() <= hit.start < found.end()]


def of_everything(sentence: Sentence, number: Number) -> bool:
    """Whether the words say that a share is of all encounters, and of no part of them."""
    found = EVERYTHING.match(sentence.text, number.end) if number.kind is Kind.SHARE else None
    return found is not None and not whole_hits(sentence, number)


def _cheapest(axes: Sequence[Sequence[tuple[str, Option[str]]]]) -> Iterator[tuple[tuple[str, Option[str]], ...]]:
    """Combinations of one option an axis, the cheapest first, at most MOST."""
    start = (0,) * len(axes)
    heap = [(sum(axis[0][1].cost for axis in axes), start)]
    seen = {start}
    for _ in range(MOST):
        if not heap:
            return
        cost, places = heapq.heappop(heap)
        yield tuple(axis[place] for axis, place in zip(axes, places, strict=True))
        for index, place in enumerate(places):
            further = (*places[:index], place + 1, *places[index + 1 :])
            if place + 1 < len(axes[index]) and further not in seen:
                seen.add(further)
                more = axes[index][place + 1][1].cost - axes[index][place][1].cost
                heapq.heappush(heap, (cost + more, further))


def _dimension(sentence: Sentence, number: Number, said: Said, hits: list[Hit], dimension: str) -> list[Option[str]]:
    """What a dimension may be: what stands beside the number, what was said before, or all of it."""
    loose = [hit for hit in hits if not linked(sentence, number, hit)]
    own = sentence.near(number, hits)
    heads = zip(sentence.heads, HEADS, strict=False)
    own += [Near(hit, gap) for head, gap in heads for hit in head.scopes if hit.kind == dimension]
    own.sort(key=lambda near: near.gap + near.hit.doubt)
    found: dict[str, Option[str]] = {}

    whole = PART_BEFORE.search(sentence.text[max(0, number.start - 40) : number.start]) is not None

    def taken(hit: Hit) -> bool:
        return hit in hits and sentence.taken(number, hit.start, hit.end)

    for place, near in enumerate(own):
        again = 0.4 if place and near.hit.value != own[0].hit.value else 0.0
        _keep(
            found,
            _plain(dimension, near.hit.value),
            min(near.gap, 2.5) + near.hit.doubt + again,
            place == 0 and near.hit not in loose and not taken(near.hit) and not whole,
        )
    tied = before_the_bracket(sentence, number, [hit for hit in hits if hit not in loose])
    if tied:
        found = {name: replace(option, cost=AGAINST_WORDS, stated=False) for name, option in found.items()}
        found[tied.value] = Option(tied.value, tied.doubt, True)
    elif dimension in ("citizenship", "area", "state") and len(own) > 1:
        named = [hit for hit in hits if hit not in loose]
        _rows(sentence, number, sorted(named, key=lambda hit: (hit.start, hit.doubt)), found)
    if own:
        left_out = (
            AGAINST_WORDS
            if tied
            else 0.4
            if whole
            else LOOSE
            if own[0].hit in loose
            else _all_of_it(sentence, number, own)
        )
        _keep(found, "", left_out, False)
    if not own or (own[0].gap >= ANOTHER_CLAUSE and not sentence.heads and not tied):
        _carried(found, sentence, said, dimension, bool(own))
    if dimension == "component" and not own and of_arrests(sentence, number):
        _keep(found, "usbp", ARRESTS, False)
    return sorted(found.values(), key=lambda option: option.cost)[:6]


def _all_of_it(sentence: Sentence, number: Number, own: list[Near]) -> float:
    """The cost of leaving a dimension out that the sentence names: against the words where it stands in the clause."""
    first = own[0]
    several = len({near.hit.value for near in own if near.hit.doubt < 1 and near.gap < first.gap + 0.6}) > 1
    if first.gap < BESIDE and first.hit.doubt < 0.2 and first.hit.value and not several:
        return AGAINST_WORDS
    return max(0.4, 2.4 - 1.2 * first.gap - first.hit.doubt)


def _plain(dimension: str, value: str) -> str:
    """A choice as a claim has it: the southwest is not named."""
    return "" if (dimension, value) == ("region", "southwest") else value


def _keep(found: dict[str, Option[str]], value: str, cost: float, stated: bool) -> None:
    if value not in found or found[value].cost > cost:
        found[value] = Option(value, cost, stated)


def _rows(sentence: Sentence, number: Number, hits: list[Hit], found: dict[str, Option[str]]) -> None:
    """Names in a row are one choice together, or each has the number of its place ("A and B had 1 and 2")."""
    rows: list[list[Hit]] = []
    for hit in hits:
        last = rows[-1][-1] if rows else None
        if last and last.start == hit.start:
            continue  # the same name in another sense
        if last and ROW.fullmatch(sentence.text[last.end : hit.start]):
            rows[-1].append(hit)
        else:
            rows.append([hit])
    for row in rows:
        if len(row) < 2 or row[0].start < number.start < row[-1].end or _apart(sentence, row):
            continue
        gap = sentence.gap(number, row[0].start, row[-1].end)
        cost = min(gap, 2.5) + 0.1
        for hit in row:
            if hit.value in found and found[hit.value].cost < cost + ONE_OF_A_ROW:
                found[hit.value] = Option(hit.value, cost + ONE_OF_A_ROW)
        _keep(found, ",".join(dict.fromkeys(hit.value for hit in row)), cost, gap < 0.6)
        after = [each for each in sentence.numbers if each.start > row[-1].end][: len(row)]
        if len(after) == len(row) and number in after and _in_a_row(sentence, after):
            _keep(found, row[after.index(number)].value, 0.0, True)


def _apart(sentence: Sentence, row: Sequence[Hit]) -> bool:
    """Whether the first name of a row is left out and the next are not: "other than Mexicans, Venezuelans were"."""
    return row[0].left_out and not re.search(r"\b(?:and|or)\b|&", sentence.text[row[0].end : row[-1].start])


def _in_a_row(sentence: Sentence, numbers: Sequence[Number]) -> bool:
    """Whether numbers stand in a row."""
    between = (sentence.text[one.end : other.start] for one, other in pairwise(numbers))
    return all(ROW_OF_NUMBERS.fullmatch(text) for text in between)


def _carried(found: dict[str, Option[str]], sentence: Sentence, said: Said, dimension: str, named: bool) -> None:
    """What was said before of a dimension that the sentence does not name, or only in another clause."""
    follows = sentence.carries_on
    if not named:
        _keep(found, "", 0.45 if follows else 0.1, True)
    if said.topic is not None and said.topic.choices.get(dimension):
        _keep(found, said.topic.choices[dimension], 0.3 if follows else 0.6, False)
    reset = False
    for age, earlier in enumerate(reversed(said.trail[-3:])):
        for hit in reversed([hit for hit in earlier.scopes if hit.kind == dimension]):
            value = _plain(dimension, hit.value)
            reset = reset or not value
            late = 0.8 if reset and value else 0.0
            _keep(found, value, (0.5 if follows else 0.8) + 0.4 * age + hit.doubt + late, False)
    for above, cost in ((said.heading, 0.7), (said.title, 1.5)):
        for hit in above.scopes if above else ():
            if hit.kind == dimension:
                _keep(found, _plain(dimension, hit.value), cost + hit.doubt, False)

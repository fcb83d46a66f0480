"""The figures that a number can be, by its kind and by the words near it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from encounters.documents.about import multiplied
from encounters.documents.context import Sentence
from encounters.documents.counted import NOUN
from encounters.documents.cues import joined
from encounters.documents.numbers import Number, worded
from encounters.documents.order import Order, orders
from encounters.wording.kinds import Kind, Wording
from encounters.wording.written import Written

NEAR = 1.2
"""How far a word for a figure may stand from its number."""
BEHIND = re.compile(
    r"\s+(greater than|more than|higher than|larger than|as many as|as many|the number)\b", re.IGNORECASE
)
TURNED = re.compile(r"\s*(?:(?P<rise>more|higher|greater|above)|(?P<fall>fewer|less|lower|below))\b", re.IGNORECASE)
"""What behind a percentage makes it a change: "27 percent more"."""
BY = re.compile(r"\bby\s+(?:(?:about|nearly|almost|over|just|more than|some|only|roughly|around)\s+)*$", re.IGNORECASE)
"""What stands before a change, however far its verb: "it beat the previous high by 12 percent"."""
MORE = re.compile(rf"\s*(?:more|fewer|less|higher|lower)\s+(?:than\b|(?:\w+\s+){{0,2}}?(?:{NOUN})\b)", re.IGNORECASE)
"""What behind a count makes it a change: "96,725 more encounters"."""
RANGED = re.compile(
    joined(r"""
        \b(?:rang(?:ed?|es|ing)|ran|var(?:ied|ying)|fluctuat(?:ed|ing)|swung) (?:from|between)\s+
        (?P<other>[^.;]{1,40}\s(?:to|and)\s+)?$
    """),
    re.IGNORECASE,
)
"""What stands before the ends of a range of months: "ranged from 154,874 to 241,136"."""
AMOUNT = re.compile(
    joined(r"""
        \b(?:increases?|rises?|jumps?|surges?|gains?|drops?|declines?|decreases?|falls?|reductions?|plunges?) of
        \s+(?:(?:about|nearly|almost|over|just|more than|some|only|roughly|around)\s+)*$
    """),
    re.IGNORECASE,
)
"""What before a count makes it a change: "a drop of 340,664"."""
LEVEL = re.compile(r"\b(?:from|to)\s+(?:(?:about|nearly|almost|over|just|more than|some|only)\s+)*$", re.IGNORECASE)
"""What stands before a share that something rose from or fell to."""
AS_MANY = re.compile(r"\s+(?:as (?:many|much|high|large)|the (?:number|level|total)) ?", re.IGNORECASE)
"""What behind a share makes it a multiple: "fewer than half as many"."""
OF = re.compile(r"\s*(?:of|were|was|are)\b", re.IGNORECASE)


class Figure(Struct, frozen=True):
    """A figure that a number may be, how a claim words it, what that wording reads as, its cost; and what is told of a
    figure of order."""

    name: str
    says: str
    written: Written
    cost: float
    order: Order | None = field(default=None)


def figure_options(sentence: Sentence, number: Number) -> list[Figure]:
    """The figures that a number can be, the likeliest first."""
    cued = [(near.hit.value, near.gap) for near in sentence.near(number, sentence.figures)]
    cued += [(hit.value, 0.0) for head in sentence.heads[:2] for hit in head.figures]
    near = {name: gap for name, gap in sorted(cued, key=lambda entry: -entry[1]) if gap < NEAR}
    found = [
        Figure(one.name, one.says, written, one.cost, one)
        for one in orders(sentence, number)
        if (written := worded(one.says))
    ]
    if found:
        return found
    for name, says, cost in _options(sentence, number, near):
        if (written := worded(says)) is None:
            continue
        if name in ("share", "percent-change") and written.kind is Kind.MULTIPLE:
            name = "multiple"
        found.append(Figure(name, says, written, cost))
    return sorted(found, key=lambda figure: figure.cost)


def _options(sentence: Sentence, number: Number, near: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    if number.kind is Kind.COUNT:
        yield from _counts(sentence, number, near)
    elif number.kind in (Kind.SHARE, Kind.PERCENT_CHANGE):
        yield from _percents(sentence, number, near)
    elif number.kind is Kind.POINTS:
        for says, cost in _turned(number, _word_of_change(sentence, number)):
            yield "share-change", says, cost
    elif number.kind is Kind.MULTIPLE:
        yield "multiple", _multiple(sentence, number), 0.0


def _counts(sentence: Sentence, number: Number, near: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    if multiplied(sentence, number):
        yield "multiple", f"{number.text} times", 0.0
        return
    if word := _change_of_counts(sentence, number):
        for says, cost in _turned(number, word):
            yield "change", says, cost
        return
    if ends := RANGED.search(sentence.text[: number.start]):
        this, that = ("lowest", "peak") if ends["other"] is None else ("peak", "lowest")
        yield from ((this, number.text, 0.0), (that, number.text, 0.2), ("total", number.text, 0.3))
        return
    averages = {name: near[name] for name in ("monthly-average", "daily-average") if name in near}
    for name, gap in averages.items():
        yield name, number.text, min(gap, 0.9)
    against = [near["pace"]] if "pace" in near else []
    yield "total", number.text, max((2.2 - gap for gap in (*averages.values(), *against)), default=0.0)
    if "pace" in near:
        yield "pace", number.text, min(near["pace"], 0.3)
    if "peak" in near:
        yield "peak", number.text, 0.3 + near["peak"]


def _change_of_counts(sentence: Sentence, number: Number) -> str | None:
    """Whether a count is how many more or fewer there were than before: a rise, a fall or a move; None for a level."""
    before = sentence.text[: number.start]
    if MORE.match(sentence.text, number.end) or AMOUNT.search(before):
        return _word_of_change(sentence, number)
    near = sentence.near(number, sentence.changes) if BY.search(before) else []
    return near[0].hit.value if near and near[0].gap < NEAR and near[0].hit.end <= number.start else None


def _percents(sentence: Sentence, number: Number, near: Mapping[str, float]) -> Iterator[tuple[str, str, float]]:
    """A share, or beside a word of change a change; a change that is printed with its sign is one."""
    if "recidivism-share" in near:
        yield "recidivism-share", number.text, 0.0
    if AS_MANY.match(sentence.text, number.end):
        yield "multiple", f"{number.text} as many", 0.0
        return
    signed = number.kind is Kind.PERCENT_CHANGE
    of = bool(OF.match(sentence.text[number.end :])) and not signed
    level = "share" in near or bool(LEVEL.search(sentence.text[: number.start]))
    beside = [turn for turn in sentence.near(number, sentence.changes) if turn.gap < 1.0]
    heads = [hit.value for head in sentence.heads[:2] for hit in head.changes]
    if turned := TURNED.match(sentence.text, number.end):
        for says, cost in _turned(number, str(turned.lastgroup)):
            yield "percent-change", says, cost
        return
    by = bool(BY.search(sentence.text[: number.start])) and not of
    if by and not beside:
        beside = sentence.near(number, sentence.changes)[:1]
    if beside or heads or signed or by:
        word = beside[0].hit.value if beside else heads[0] if heads else "move"
        gap = beside[0].gap if beside and not by else 0.0
        for says, cost in _turned(number, "rise" if signed else word):
            yield "percent-change", says, 0.6 * gap + cost + (1.2 if of or level else 0.0)
    if not signed:
        changed = bool(beside or heads or by) and not (of or level)
        yield "share", number.text, (0.0 if of else 0.3) + (1.3 if changed else 0.0)


def _word_of_change(sentence: Sentence, number: Number) -> str:
    """Whether the number is a rise, a fall, or a move of which the words do not tell."""
    if turned := TURNED.match(sentence.text, number.end):
        return str(turned.lastgroup)
    near = sentence.near(number, sentence.changes)
    return near[0].hit.value if near and near[0].gap < NEAR else "move"


def _turned(number: Number, word: str) -> Iterator[tuple[str, float]]:
    """How a claim words a change: as printed for a rise, with its direction for a fall."""
    if word == "fall":
        yield f"down {number.text}", 0.0
    elif word == "rise":
        yield number.text, 0.0
    else:
        yield number.text, 0.3
        yield f"down {number.text}", 0.3


def _multiple(sentence: Sentence, number: Number) -> str:
    """The multiple with the words of increase behind it, where it is no factor of its own."""
    behind = BEHIND.match(sentence.text[number.end :])
    if behind and number.written is not None and number.written.wording is Wording.TIMES:
        return f"{number.text} {' '.join(behind[1].lower().split())}"
    return number.text

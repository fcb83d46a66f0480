"""What the words around a number say: the sentences of a block, what each names, and how near that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct, field

from encounters.documents import spot
from encounters.documents.clock import Clock, When
from encounters.documents.counted import BORDER, ELSEWHERE
from encounters.documents.cues import joined
from encounters.documents.model import CELLS, Block
from encounters.documents.numbers import Number, footnotes, numbers
from encounters.documents.periods import periods
from encounters.documents.small import in_small, small
from encounters.documents.spot import Hit
from encounters.documents.statements import Statement, statements

_ABBREVIATIONS = "U.S Sen Rep Gov Mr Ms Mrs Dr St No vs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec approx"
ABBREVIATED = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _ABBREVIATIONS.split()) + r"(?<!\b[A-Z]\.)"
END = re.compile(rf"[.!?]{ABBREVIATED}[\"”’')\]]*\d{{0,3}}\s+(?=[A-Z0-9“\"‘'(\[$•-])")
PARTED = re.compile(
    r"(?P<much>[;:—–]| - | \| )|(?P<some>(?<!\d),|,(?!\d))|(?P<bracket>[()])|"
    r"(?P<little>\b(?:and|but|while|whereas|or)\b)"
)
WEIGHTS = {"much": 1.0, "some": 0.5, "bracket": 0.4, "little": 0.3}
WORD = 0.04
AFTER = 0.3
"""What it costs that a word stands behind the number rather than before it, unless it stands close behind."""

PRONOUN = re.compile(
    joined(r"""
        \W*(?:they|those|these|it|its|that|this|the (?:rest|figure|number|total|count|increase|others?)|
        of (?:these|those|them|this)|in this)\b
    """),
    re.IGNORECASE,
)


class Near(Struct, frozen=True):
    """A cue and how far it is from a number; 0 is beside it."""

    hit: Hit
    gap: float


class Sentence(Struct, frozen=True, dict=True):
    """A sentence of a block with all it names. `around` are the texts that head a cell, nearest first."""

    block: Block
    start: int
    text: str
    clock: Clock
    around: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = field(default=())

    @cached_property
    def periods(self) -> tuple[When, ...]:
        """The periods that it names, but those that a record or a repeat share looks back through."""
        back = [(one.start, one.end) for one in self.statements]
        back += [(hit.start, hit.end) for hit in self.figures if hit.value == "recidivism-share"]
        found = periods(self.text, self.clock)
        return tuple(when for when in found if not any(start < when.end and when.start < end for start, end in back))

    @cached_property
    def statements(self) -> list[Statement]:
        return statements(self.text)

    @cached_property
    def scopes(self) -> list[Hit]:
        return spot.scopes(self.text)

    @cached_property
    def figures(self) -> list[Hit]:
        return spot.figures(self.text)

    @cached_property
    def changes(self) -> list[Hit]:
        return spot.changes(self.text)

    @cached_property
    def series(self) -> list[Hit]:
        return spot.series(self.text)

    @cached_property
    def arrests(self) -> list[Hit]:
        return spot.arrests(self.text)

    @cached_property
    def border(self) -> list[Hit]:
        return spot.weighed(self.text, BORDER)

    @cached_property
    def elsewhere(self) -> list[Hit]:
        return spot.weighed(self.text, ELSEWHERE)

    @cached_property
    def told(self) -> list[tuple[int, int]]:
        """Where its cues, periods and numbers begin and end."""
        cues_found = [*self.scopes, *self.figures, *self.changes, *self.series, *self.border]
        found = [(hit.start, hit.end) for hit in cues_found]
        found += [(when.start, when.end) for when in self.periods]
        found += [(number.start, number.end) for number in self.numbers]
        return found + [(statement.start, statement.end) for statement in self.statements]

    @cached_property
    def heads(self) -> tuple[Sentence, ...]:
        """The texts that head a cell, as sentences."""
        return tuple(Sentence(self.block, 0, text, self.clock) for text in self.around)

    @property
    def carries_on(self) -> bool:
        """Whether it speaks of what the sentence before spoke of."""
        return bool(PRONOUN.match(self.text))

    def gap(self, number: Number, start: int, end: int) -> float:
        """How far words stand from a number: what parts them, and how many words lie between."""
        behind = start >= number.end
        between = self.text[number.end : start] if behind else self.text[end : number.start]
        parts = sum(WEIGHTS[found.lastgroup or ""] for found in PARTED.finditer(between))
        words = between.count(" ")
        close = behind and not parts and words <= 7
        return parts + WORD * words + (AFTER if behind and not close else 0.0)

    def taken(self, number: Number, start: int, end: int) -> bool:
        """Whether words stand behind another number and nearer to it than to this one, and so may be of that alone."""
        gap = self.gap(number, start, end)
        others = (one for one in self.numbers if one.end <= start and one is not number and one.written is not None)
        return end <= number.start and any(self.gap(one, start, end) <= gap for one in others)

    def near(self, number: Number, hits: list[Hit]) -> list[Near]:
        """Cues by their distance from a number, those of a cell's heads beside it."""
        found = [Near(hit, self.gap(number, hit.start, hit.end)) for hit in hits]
        return sorted(found, key=lambda near: near.gap)

    def place(self, number: Number) -> int:
        """Where the number begins in the block's text."""
        return self.start + number.start


def sentences(block: Block, clock: Clock) -> Iterator[Sentence]:
    """The sentences of a block, each with its numbers; a cell is one sentence with its heads around it."""
    if block.kind in CELLS:
        yield Sentence(block, 0, block.text, clock, block.around, _numbers(block.text))
        return
    for start, end in _spans(block.text):
        text = block.text[start:end]
        if text.strip():
            yield Sentence(block, start, text, clock, (), _numbers(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends. One longer than any that people write is cut at a blank, because each of its
    numbers is read against all of its words."""
    start = 0
    for end in [*(found.end() for found in END.finditer(text)), len(text)]:
        while end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end


LONGEST = 2_000


def _numbers(text: str) -> tuple[Number, ...]:
    if not re.search(r"\d", text) and not LETTERED.search(small(text)):
        return ()
    found = list(numbers(text))
    spans = [(number.start, number.end) for number in found]
    found += [mark for mark in footnotes(text) if not any(a < mark.end and mark.start < b for a, b in spans)]
    return tuple(sorted(found, key=lambda number: number.start))


LETTERED = in_small(
    joined(r"""
        \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|half|
        halv\w+|thirds?|quarters?|fifth|tenth|doubl\w+|tripl\w+|quadrupl\w+|twice|dozen)\b
    """)
)
"""What a number in words has at least."""

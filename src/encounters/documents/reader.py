"""A document read from its beginning: which numbers are about encounters, and what each says by its words and the data.

What was said before a number carries: the heading, the topic, the time talked about, the numbers of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.documents.about import other, weight
from encounters.documents.asserted import denied
from encounters.documents.candidates import candidates
from encounters.documents.clock import Clock
from encounters.documents.context import Sentence, sentences
from encounters.documents.drafted import READINGS, Status
from encounters.documents.model import CELLS, Block, Document
from encounters.documents.numbers import Number
from encounters.documents.readings import Reading, Said
from encounters.documents.stated import as_number, stated
from encounters.documents.statements import Statement
from encounters.documents.trial import PRECISE, Trials, Tried, width
from encounters.errors import InputFileError
from encounters.wording.fit import Held

SURE = 1.0
"""The odds, in nats, above which a number counts as one of encounters."""
CHANCE = 0.5
"""How many of the readings tried up to the chosen one may give the number by chance."""
BESIDE_A_COUNT = 1.5
"""What it says for a statement that a count of its sentence is of encounters."""
NEAR = 0.9
"""The cost up to which a reading is what the words say, whatever chance may do."""
MOST = 3_000
"""Numbers of one document that are tried on the data: a report of 300 pages has fewer."""
ALL = 20_000
"""Numbers of one document, whatever they are of."""
CUT = "Cut it into parts."


class Read(Struct, frozen=True):
    """A number with its sentence and what became of it before the verdicts."""

    sentence: Sentence
    number: Number
    status: Status
    reading: Reading | None = None
    held: Held | None = None
    others: tuple[Reading, ...] = ()


class Reader(Struct):
    """Reads a document from its beginning, remembering what was said."""

    trials: Trials
    document: Document
    clock: Clock
    heading: Sentence | None = None
    title: Sentence | None = None
    trail: list[Sentence] = field(default_factory=list)
    topic: Reading | None = None
    place: int = 0
    columns: list[Sentence] = field(default_factory=list)
    last_kind: str = ""
    statements: list[Read] = field(default_factory=list)
    tried: int = 0
    told_at: int = 0
    change: Reading | None = None
    last: Reading | None = None

    def read(self) -> list[Read]:
        """Every number of the document, in order. Raises InputFileError where there are too many."""
        found: list[Read] = []
        for block in self.document.blocks:
            found += self._block(block)
            if len(found) > ALL:
                raise InputFileError(self.document.name, f"has more than {ALL:,} numbers", hint=CUT)
        return found

    def _block(self, block: Block) -> list[Read]:
        found: list[Read] = []
        for found_sentence in sentences(block, self.clock):
            sentence = replace(found_sentence, clock=self.clock)
            before = self.topic
            found += self._sentence(sentence)
            if block.kind in ("heading", "caption"):
                self.heading = sentence
            if block.kind == "heading-cell":
                self.columns = [*(self.columns if self.last_kind == block.kind else []), sentence]
            self.last_kind = block.kind
            if block.kind not in CELLS:
                self.trail = [*self.trail[-5:], sentence]
            self._remember(sentence, before)
        return found

    def _remember(self, sentence: Sentence, before: Reading | None) -> None:
        """What time is talked about from here on: that of the last count, or the one that is named after it."""
        named_later = bool(sentence.periods) and sentence.periods[-1].start > self.told_at
        if self.topic is not None and self.topic is not before and not named_later:
            options = ((self.topic.period, 0.1),)
            self.clock = replace(self.clock, current=self.topic.period, options=options, stated=False)
        elif sentence.periods:
            last = sentence.periods[-1].options
            self.clock = replace(self.clock, current=last[0][0], options=last, stated=False)

    def _sentence(self, sentence: Sentence) -> list[Read]:
        """The numbers of a sentence: the counts first, because changes are between them."""
        done: dict[Number, Read] = {}
        known: list[tuple[Number, Reading]] = []
        self.change = None
        for number in sorted(sentence.numbers, key=lambda each: each.kind != "count"):
            read = self._number(sentence, number, tuple(known))
            done[number] = read
            if read.reading is not None and read.reading.against is not None:
                self.change = read.reading
            if read.status is Status.CLAIM and read.reading is not None and read.held is Held.HOLDS:
                known.append((number, read.reading))
            if read.status is Status.CLAIM and read.reading is not None:
                self.last = read.reading
            if read.status is Status.CLAIM and read.reading is not None and read.number.kind == "count":
                self.topic, self.place, self.told_at = read.reading, id(sentence.block), number.start
        self.statements += [self._statement(sentence, one, tuple(known)) for one in sentence.statements]
        return [done[number] for number in sentence.numbers]

    def _statement(self, sentence: Sentence, statement: Statement, beside: tuple[tuple[Number, Reading], ...]) -> Read:
        """A record or a first place: a claim where its words, or a count beside it, are of encounters."""
        number = as_number(statement)
        odds = self._odds(sentence, number) + (BESIDE_A_COUNT if beside else 0.0)
        readings = stated(sentence, statement, self._said(beside)) if odds > SURE else []
        self._bounded(bool(readings))
        if not readings:
            return Read(sentence, number, Status.OTHER)
        return Read(sentence, number, Status.CLAIM, readings[0], None, tuple(readings[1:]))

    def _bounded(self, tried: bool) -> None:
        self.tried += tried
        if self.tried > MOST:
            problem = f"has more than {MOST:,} numbers that may be of encounters"
            raise InputFileError(self.document.name, problem, hint=CUT)

    def _odds(self, sentence: Sentence, number: Number) -> float:
        return weight(sentence, number, tuple(self.trail), self.heading) + self._going_on(sentence)

    def _said(self, beside: tuple[tuple[Number, Reading], ...]) -> Said:
        columns = tuple(self.columns)
        return Said(tuple(self.trail), self.heading, self.title, self.topic, beside, columns, self.change, self.last)

    def _going_on(self, sentence: Sentence) -> float:
        """What it says for a number that one before it, in the same run of text, was of encounters."""
        if self.topic is None or sentence.around:
            return 0.0
        return 1.4 if self.place == id(sentence.block) else 0.5

    def _number(self, sentence: Sentence, number: Number, beside: tuple[tuple[Number, Reading], ...]) -> Read:
        if other(sentence, number) is not None:
            return Read(sentence, number, Status.OTHER)
        odds = self._odds(sentence, number)
        if odds + believed(width(number.written)) < 0:
            return Read(sentence, number, Status.OTHER)  # whatever the data say
        self._bounded(True)
        tried = self.trials.tried(candidates(sentence, number, self._said(beside)))
        if not tried:
            return Read(sentence, number, Status.UNCLEAR if odds > SURE else Status.OTHER)
        found = _decided(sentence, number, odds, tried)
        if found.status is Status.CLAIM and denied(sentence, number):
            return replace(found, status=Status.UNCLEAR)
        return found


def believed(chance: float) -> float:
    """What it says for a number that a reading of encounters gives it, which by chance would do so this often."""
    return min(log(0.8 / max(chance, 1e-4)), 6.0)


def _decided(sentence: Sentence, number: Number, odds: float, tried: Sequence[Tried]) -> Read:
    """The reading that words and data together speak for, and whether it is one; else what the words say alone."""
    ranked = sorted(tried, key=lambda one: one.balance)
    best = ranked[0]
    holds = best.held in (Held.HOLDS, Held.OPEN) and best.near and best.balance < best.reading.cost
    chance = width(best.reading.written) * sum(one.reading.cost <= best.reading.cost for one in tried)
    sure = holds and (best.reading.cost <= NEAR or chance < CHANCE)
    odds += believed(chance) if holds else 0.0 if tried[0].reading.stated else -0.5
    if not sure:
        ranked.insert(0, tried[0])
    readings = tuple({one.reading.identity: one.reading for one in ranked}.values())
    if odds < 0:
        status = Status.OTHER
    elif odds > SURE and (sure or readings[0].stated):
        status = Status.CLAIM
    else:
        status = Status.UNCLEAR
    if status is Status.CLAIM and not sure and any(_of_other_months(sentence, one, readings[0]) for one in tried):
        status = Status.UNCLEAR
    held = best.held if sure else tried[0].held
    if status is Status.CLAIM:
        fitting = {one.reading.identity for one in tried if one.held is Held.HOLDS and one.near}
        readings = (readings[0], *(one for one in readings[1:] if not sure or one.identity in fitting))
    return Read(sentence, number, status, readings[0], held, readings[1 : READINGS + 1])


def _of_other_months(sentence: Sentence, one: Tried, reading: Reading) -> bool:
    """Whether a number is precisely that of other months that the sentence names, of the same figure and scope."""
    named = any(one.reading.period == period for when in sentence.periods for period, _ in when.options)
    alike = one.reading.figure == reading.figure and one.reading.choices == reading.choices
    precise = one.held is Held.HOLDS and width(one.reading.written) < PRECISE
    return named and precise and alike and one.reading.period != reading.period

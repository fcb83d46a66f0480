"""Readings tried on the data: which of them give the printed number, and whether that can be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from math import log

from msgspec import Struct

from encounters.claims.bench import senses
from encounters.documents.readings import AGAINST_WORDS, Reading
from encounters.errors import EncountersError
from encounters.figures.measure import measure_many
from encounters.figures.question import Question, parse_whole
from encounters.names import Choice, choose
from encounters.periods import Month
from encounters.results import Selection, Value
from encounters.store.holdings import Holdings
from encounters.wording.fit import RANK, Held, fit, meant, near
from encounters.wording.kinds import LOWER_BOUNDS, UPPER_BOUNDS, Kind
from encounters.wording.written import Written

PRECISE = 0.001
"""How little a number's words accept, as a part of it, for earlier releases to be tried."""
VINTAGES, NEAREST = 3, 8
"""How many earlier releases are tried, and for how many readings."""
REVISED = 0.25
"""How far, as a part of the number, a count of today may be from one that an earlier release gave."""
FIRST = 10
"""How many readings are tried before the rest: mostly one of the first gives the number."""


class Tried(Struct, frozen=True):
    """A reading and how the data fit it; None where nothing on hand answers it.

    `near` says that somebody would choose these words for the value: "over 2.6 million" is true of 4 million too.
    `apart` is how far the value is from the printed number, as a part of it.
    """

    reading: Reading
    held: Held | None
    near: bool = True
    apart: float = 0.0

    @property
    def pays(self) -> float:
        """What the data pay for the reading, in nats: the more, the less often a wrong reading gives the number."""
        if self.held in (Held.HOLDS, Held.OPEN):
            return gain(width(self.reading.written)) if self.near else 0.3
        if self.held is Held.IMPRECISE:
            return gain(min(2 * width(self.reading.written), 1.0)) - 1.6
        return 0.0 if self.held is Held.NO else -0.5

    @property
    def balance(self) -> float:
        """Its cost less what the data pay; the lowest is the reading."""
        return self.reading.cost - (self.pays if self.reading.cost < AGAINST_WORDS - 1 else 0.0)


def gain(chance: float) -> float:
    """What it is worth that a number fits which would by chance do so this often."""
    return min(max(log(0.9 / max(chance, 1e-6)), 0.3), 11.0)


def width(written: Written | None) -> float:
    """How much words accept, as a part of the number: about how often a wrong reading gives it."""
    assert written is not None
    held = meant(written)
    size = abs(float(written.value)) or 1.0
    if written.kind in (Kind.SHARE, Kind.PERCENT_CHANGE):
        size = 0.6
    return min(float(held.high - held.low) / size, 1.0)


@cache
def _choice(dimension: str, value: str) -> Choice:
    return choose(dimension, [value])


class Trials:
    """Tries readings on today's data and on what was known when the document was published; each question once."""

    def __init__(self, holdings: Holdings, published: date | None) -> None:
        self.holdings = holdings
        self.published = published
        self.first = min(release.months[0] for release in holdings.releases)
        self.last = max(release.data_through for release in holdings.releases)
        self.earlier = _earlier(holdings, published)
        self._values: dict[tuple[str, Question], Value | EncountersError] = {}

    def tried(self, readings: Sequence[Reading]) -> list[Tried]:
        """Readings, the cheapest first, with how each fits. Ends early where no later one can be better."""
        found = self._try(readings[:FIRST])
        rest = readings[FIRST:]
        if rest and min((one.balance for one in found), default=0.0) > rest[0].cost - 11.0:
            found += self._try(rest)
        return found

    def _try(self, readings: Sequence[Reading]) -> list[Tried]:
        found = self._on(readings, [None])
        if self.published is not None:
            found = self._then(found, [self.published], len(found))
        if self.earlier and not any(one.held is Held.HOLDS for one in found):
            # A writer may have had an earlier release: only a precise number can tell it from today's.
            found = self._then(found, self.earlier, NEAREST)
        return found

    def _then(self, found: list[Tried], dates: Sequence[date | None], most: int) -> list[Tried]:
        """What was found, with those that held on a date; only what a revision can explain is tried on it."""
        precise = dates is self.earlier
        asked = [one for one in found if one.held not in (Held.HOLDS, None) and one.apart < REVISED]
        again = [one.reading for one in asked if not precise or width(one.reading.written) < PRECISE]
        then = {one.reading.identity: one for one in self._on(again[:most], dates)}
        return [then[one.reading.identity] if _held_in(then, one) else one for one in found]

    def _on(self, readings: Sequence[Reading], dates: Sequence[date | None]) -> list[Tried]:
        asked = [(reading, self._questions(reading, dates)) for reading in readings]
        self._measure((reading.figure, question) for reading, questions in asked for question in questions)
        return [self._tried(reading, questions) for reading, questions in asked]

    def _questions(self, reading: Reading, dates: Sequence[date | None]) -> list[Question]:
        found: list[Question] = []
        if not reading.series and not (self.first <= reading.period.first and reading.period.last <= self.last):
            return found
        for as_of in dates:
            if as_of is not None and reading.period.last > Month.of(as_of):
                continue  # nobody could know of months to come
            try:
                choices = {name: _choice(name, value) for name, value in reading.choices.items()}
                selection = Selection(reading.period, as_of=as_of).choosing(**choices)
                whole = parse_whole(reading.of, selection) if reading.of is not None else None
            except EncountersError:
                continue
            found.append(Question(selection, reading.against, whole, (), reading.series, terms=reading.terms))
        return found

    def _measure(self, asked: Iterable[tuple[str, Question]]) -> None:
        new: dict[str, dict[Question, None]] = {}
        for figure, question in asked:
            if (figure, question) not in self._values:
                new.setdefault(figure, {})[question] = None
        for figure, questions in new.items():
            answers = measure_many(self.holdings, figure, list(questions))
            self._values.update(
                {(figure, question): answer for question, answer in zip(questions, answers, strict=True)}
            )

    def _tried(self, reading: Reading, questions: Sequence[Question]) -> Tried:
        """How a reading fits the best of what its questions come to."""
        values = [self._values[reading.figure, question] for question in questions]
        numbers = [float(value.value) for value in values if isinstance(value, Value)]
        assert reading.written is not None
        usual, size = meant(reading.written), float(reading.written.value)
        found = [
            Tried(
                reading,
                fit(reading.written, number).held,
                (near(reading.written, number) and Fraction(str(number)) in usual) or _bound(reading),
                abs(number - size) / (abs(size) or 1.0),
            )
            for number in (each - less for each in numbers for less in senses(reading.written).values())
        ]
        return min(found, key=lambda one: (RANK[one.held], not one.near), default=Tried(reading, None))


def _bound(reading: Reading) -> bool:
    """Whether the number is one that all months pass: it may be far from the lowest or highest of them."""
    assert reading.written is not None
    return reading.written.comparator in {"lowest": LOWER_BOUNDS, "peak": UPPER_BOUNDS}.get(reading.figure, ())


def _held_in(then: Mapping[tuple[object, ...], Tried], one: Tried) -> bool:
    """Whether an earlier release gives the number."""
    found = then.get(one.reading.identity)
    return found is not None and found.held is Held.HOLDS


def _earlier(holdings: Holdings, published: date | None) -> list[date | None]:
    """The days on which the releases before the last one at a date were published, the newest first."""
    if published is None:
        return []
    days = sorted({release.published.day for release in holdings.releases if release.published.day <= published})
    return [*reversed(days[-1 - VINTAGES : -1])]

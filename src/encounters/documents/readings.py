"""A reading of a number, the parts it is put together from, and what was said before the number.

A cost is the doubt of taking a reading, in nats: 0 is what the words beside the number say, 1 is a step away, and from
AGAINST_WORDS on the reading leaves out what they say. The costs of figure, period and scope add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from encounters.documents.context import Sentence
from encounters.documents.drafted import Keys
from encounters.documents.numbers import Number
from encounters.figures.question import NO_TERMS, Terms
from encounters.names import DIMENSIONS
from encounters.periods import Period
from encounters.wording.written import Written

AGAINST_WORDS = 6.0
T = TypeVar("T")


class Option(Struct, Generic[T], frozen=True):
    """What a part of a reading may be, its cost, and whether the words beside the number state it."""

    value: T
    cost: float
    stated: bool = False


class Reading(Struct, frozen=True):
    """What a number may say: the keys of a claim, the cost of reading it so, and whether its words state all of it.

    A statement without a number has a `record`, or says which place among categories it is; nothing is `written`.
    """

    figure: str
    period: Period
    choices: Mapping[str, str]
    says: str
    written: Written | None
    against: Period | None = None
    of: str | None = None
    series: str | None = None
    also_series: str | None = None
    terms: Terms = NO_TERMS
    record: str | None = None
    cost: float = 0.0
    stated: bool = False

    def keys(self) -> Keys:
        """The keys of a claims file, nothing that is a default."""
        what = {"record": self.record} if self.record else {"says": self.says, "figure": self.figure}
        found: dict[str, str | int] = {**what, "period": str(self.period)}
        found |= {name: self.choices[name] for name in DIMENSIONS if self.choices.get(name)}
        if str(found.get("area", "")).endswith("sector") and found.get("component") == "usbp":
            del found["component"]
        if self.against is not None and self.against != self.period.year_before():
            found["against"] = str(self.against)
        found |= {name: getattr(self.terms, name) for name in self.terms.given()}
        more = {"of": self.of, "series": self.series, "also_series": self.also_series}
        return found | {name: value for name, value in more.items() if value}

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from another reading of the same number."""
        return (
            self.figure,
            self.period,
            tuple(sorted(self.choices.items())),
            self.against,
            self.of,
            self.series,
            self.says,
            self.terms,
            self.record,
        )


class Said(Struct, frozen=True):
    """What was said before a number: sentences, the newest last; the heading, the title, the last reading.

    `beside` are the numbers of its own sentence that are known by now, with their readings; `columns` the
    heads of the last table; `change` is the last change of its sentence, `last` the last reading of all.
    """

    trail: tuple[Sentence, ...] = ()
    heading: Sentence | None = None
    title: Sentence | None = None
    topic: Reading | None = None
    beside: tuple[tuple[Number, Reading], ...] = ()
    columns: tuple[Sentence, ...] = ()
    change: Reading | None = None
    last: Reading | None = None

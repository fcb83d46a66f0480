"""A claims file as read: the report, and its claims. A claim is one of six kinds, each with the keys it has.

A field is a key of the file; `missing` says what those are for that a claim of the kind needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.claims.reach import Reach
from encounters.errors import UsageError
from encounters.figures.question import SAME_MONTHS, Question, Terms, parse_whole
from encounters.names import ALL, DIMENSIONS, Choice
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.wording.fit import spoken
from encounters.wording.kinds import Kind
from encounters.wording.written import Written

IN_POINTS = (Kind.SHARE, Kind.PERCENT_CHANGE, Kind.POINTS)
"""The kinds of number whose tolerance is in percentage points."""


class Report(Struct, frozen=True):
    """The document whose figures are checked. `accessed` is when its writer looked the figures up."""

    title: str = ""
    author: str = ""
    url: str = ""
    published: date | None = None
    accessed: date | None = None

    @property
    def as_of(self) -> date | None:
        """The date by which what it says must have been published."""
        return self.accessed or self.published

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "title": self.title,
            "author": self.author,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "accessed": self.accessed.isoformat() if self.accessed else None,
        }


class Claimed(Struct, frozen=True):
    """What the report prints: its words, what they accept, and the number they state."""

    says: str
    accepts: str
    value: float | None = None
    comparator: str | None = None


class AlsoRead(Struct, frozen=True):
    """Another reading that the file's writer wants tried: what it is, and how it differs from the claim."""

    what: str
    reason: str = "cohort"
    arithmetic: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


class Claim(Struct, frozen=True, kw_only=True):
    """What every claim has: its name, the words in question, where they stand, and what its writer has to say."""

    missing: ClassVar[Mapping[str, str]] = {}

    id: str
    quote: str = ""
    where: str = ""
    line: int | None = None
    source: str | None = None
    note: str | None = None
    ignore: str | None = None

    @property
    def claimed(self) -> Claimed:
        """What the report prints, and what its words accept."""
        return Claimed(self.quote, "")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the claims file wants a reader of the verdict to know."""
        ignored = f"Ignored: {self.ignore}" if self.ignore else None
        return tuple(filter(None, (self.note, ignored)))


class OfData(Claim, frozen=True, kw_only=True):
    """A claim about CBP's counts or a published series: which months, which of them, as of when."""

    period: Period | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    series: str | None = None
    as_of: date | None = None

    def question(self, as_of: date | None, period: Period | None = None) -> Question:
        """What the claim asks of the data, at a vintage, in its own period or another."""
        chosen = period or self.period
        if chosen is None:
            raise UsageError(f"claim {self.id} names no months.")
        choices = {name: choice for name, choice in self.choices.items() if choice != ALL or name == "region"}
        selection = Selection(chosen, as_of=as_of).choosing(**choices)
        return Question(selection, series=self.series, region_named="region" in self.choices)


class Number(OfData, frozen=True, kw_only=True, dict=True):
    """A printed number that is said to be a figure."""

    missing: ClassVar[Mapping[str, str]] = {
        "period": "the months the figure is about.",
        "says": "the number as printed.",
    }

    figure: str
    says: Written
    tolerance: float | None = None
    readings: tuple[AlsoRead, ...] = ()
    period: Period
    against: Period | None = None
    of: str | None = None
    at: Month | None = None
    counts: str = "encounters"
    threshold: int | None = None
    in_a_row: bool = False
    lowest: bool = False
    among: str | None = None
    than: str | None = None

    @property
    def claimed(self) -> Claimed:
        """The number as printed, and what it accepts."""
        return _printed(self)

    @cached_property
    def today(self) -> Question:
        """What the claim asks of today's data."""
        return self.question(None)

    def question(self, as_of: date | None, period: Period | None = None) -> Question:
        """What the claim asks of the data, with what it is compared with or a part of."""
        asked = super().question(as_of, period)
        whole = parse_whole(self.of, asked.selection) if self.of is not None else None
        terms = Terms(self.threshold, self.in_a_row, self.lowest, self.among, self.than)
        return replace(asked, against=self.against, whole=whole, terms=terms)

    def read_as(self, entry: AlsoRead) -> Number:
        """The claim as another reading has it."""
        choices = {name: choice for name, choice in entry.changes.items() if name in DIMENSIONS}
        rest: dict[str, Any] = {name: value for name, value in entry.changes.items() if name not in DIMENSIONS}
        return replace(self, choices={**self.choices, **choices}, **rest)


class Arithmetic(Claim, frozen=True, kw_only=True):
    """A printed number that is said to follow from other numbers of the report."""

    missing: ClassVar[Mapping[str, str]] = {"says": "what the arithmetic is to be compared with."}

    arithmetic: str
    says: Written
    tolerance: float | None = None
    readings: tuple[AlsoRead, ...] = ()

    @property
    def claimed(self) -> Claimed:
        """The number as printed, and what it accepts."""
        return _printed(self)


Printed = Number | Arithmetic
"""A claim that prints a number, which its words accept within bounds."""


def _printed(claim: Printed) -> Claimed:
    """The number as printed; what it accepts, by its tolerance where it gives one."""
    says, accepts = claim.says, spoken(claim.says)
    if claim.tolerance is not None:
        unit = " points" if says.kind in IN_POINTS else ""
        accepts = f"{says.text}: within {claim.tolerance:g}{unit} either way"
    return Claimed(says.text, accepts, float(says.value), str(says.comparator))


class Direction(OfData, frozen=True, kw_only=True):
    """A statement that something rises or falls, without a number."""

    direction: str

    @property
    def claimed(self) -> Claimed:
        """The direction, and the rule for it."""
        rule = "the rule for directions: first to last, steps up and down, and CBP's baseline"
        return Claimed(f"{self.direction}: {self.quote}".removesuffix(": "), rule)


class Record(OfData, frozen=True, kw_only=True):
    """A statement that a period is the highest for as far back as its words reach."""

    missing: ClassVar[Mapping[str, str]] = {"period": "a claim with record is about months."}

    record: Reach
    period: Period
    also_series: tuple[str, ...] = ()
    lowest: bool = False
    among: str | None = None

    @property
    def claimed(self) -> Claimed:
        """The record, and what it takes."""
        end, than = ("lowest", "lower") if self.lowest else ("highest", "higher")
        rule = f"{than} than every earlier like period as far back as the words reach"
        return Claimed(f"the {end} {self.record.words}", rule)

    @property
    def first(self) -> Month | None:
        """The first month that the record reaches back to; None for "ever"."""
        return self.record.first(self.period, 12 if self.among == SAME_MONTHS else 0)

    def question(self, as_of: date | None, period: Period | None = None) -> Question:
        """What the claim asks of the data, with which end the record is of."""
        return replace(super().question(as_of, period), terms=Terms(lowest=self.lowest, among=self.among))


class Forecast(OfData, frozen=True, kw_only=True):
    """A statement that a year is on track to exceed, or to fall below, what another came to."""

    missing: ClassVar[Mapping[str, str]] = {
        "period": "a claim with forecast is about months.",
        "against": "the period whose total the forecast is about.",
    }

    forecast: str
    period: Period
    against: Period
    to_date: int | float | None = None

    @property
    def claimed(self) -> Claimed:
        """The forecast, and what it takes."""
        rule = "the straight line at the claim's date, and the outcome"
        return Claimed(f"on track to {self.forecast} {self.against}", rule)


class Undecided(Claim, frozen=True, kw_only=True):
    """A claim that no data on hand decides: what would, and the figure or arithmetic that it can be compared with."""

    needs: str | None = None
    says: Written | None = None
    counts: str = "encounters"
    arithmetic: str | None = None
    compared: Number | None = None

    @property
    def claimed(self) -> Claimed:
        """The number as printed, where there is one."""
        if self.compared is not None:
            return self.compared.claimed
        says = self.says
        return Claimed(says.text, spoken(says), float(says.value), str(says.comparator)) if says else super().claimed

    @property
    def notes(self) -> tuple[str, ...]:
        """What would be needed, what the report cites, and the file's own note."""
        needs = (f"Needed: {self.needs}",) if self.needs else ()
        cited = (f"The report cites: {self.source}",) if self.source else ()
        return (*needs, *cited, *super().notes)


KINDS: Mapping[str, type[Claim]] = {
    "figure": Number,
    "arithmetic": Arithmetic,
    "direction": Direction,
    "record": Record,
    "forecast": Forecast,
    "needs": Undecided,
}
"""The key that makes a claim one of a kind, and the kind."""


class ClaimsFile(Struct, frozen=True):
    """A loaded claims file."""

    name: str
    report: Report
    claims: tuple[Claim, ...]

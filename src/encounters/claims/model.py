"""A claims file as read: the report, and its claims. A claim is one of six kinds, each with the keys it has.

A field is a key of the file; one without a default is needed, and says under `missing` what for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from encounters.claims.reach import Reach
from encounters.errors import UsageError
from encounters.figures.question import SAME_MONTHS, Question, Terms, parse_whole
from encounters.names import ALL, Choice
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.wording.fit import spoken
from encounters.wording.kinds import Kind
from encounters.wording.written import Written

IN_POINTS = (Kind.SHARE, Kind.PERCENT_CHANGE, Kind.POINTS)
"""The kinds of number whose tolerance is in percentage points."""


@dataclass(frozen=True)
class Report:
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


@dataclass(frozen=True)
class Claimed:
    """What the report prints: its words, what they accept, and the number they state."""

    says: str
    accepts: str
    value: float | None = None
    comparator: str | None = None


@dataclass(frozen=True)
class AlsoRead:
    """Another reading that the file's writer wants tried: what it is, and how it differs from the claim."""

    what: str
    reason: str = "cohort"
    arithmetic: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What every claim has: its name, the words in question, where they stand, and what its writer has to say."""

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


@dataclass(frozen=True, kw_only=True)
class OfData(Claim):
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


@dataclass(frozen=True, kw_only=True)
class Printed(Claim):
    """A claim that prints a number, which its words accept within bounds."""

    says: Written
    tolerance: float | None = None
    readings: tuple[AlsoRead, ...] = ()

    @property
    def claimed(self) -> Claimed:
        """The number as printed; what it accepts, by its tolerance where it gives one."""
        says, accepts = self.says, spoken(self.says)
        if self.tolerance is not None:
            unit = " points" if says.kind in IN_POINTS else ""
            accepts = f"{says.text}: within {self.tolerance:g}{unit} either way"
        return Claimed(says.text, accepts, float(says.value), str(says.comparator))


@dataclass(frozen=True, kw_only=True)
class Number(Printed, OfData):
    """A printed number that is said to be a figure."""

    figure: str
    says: Written = field(metadata={"missing": "the number as printed."})
    period: Period = field(metadata={"missing": "the months the figure is about."})
    against: Period | None = None
    of: str | None = None
    at: Month | None = None
    counts: str = "encounters"
    threshold: int | None = None
    in_a_row: bool = False
    lowest: bool = False
    among: str | None = None
    than: str | None = None

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


@dataclass(frozen=True, kw_only=True)
class Arithmetic(Printed):
    """A printed number that is said to follow from other numbers of the report."""

    arithmetic: str
    says: Written = field(metadata={"missing": "what the arithmetic is to be compared with."})


@dataclass(frozen=True, kw_only=True)
class Direction(OfData):
    """A statement that something rises or falls, without a number."""

    direction: str

    @property
    def claimed(self) -> Claimed:
        """The direction, and the rule for it."""
        rule = "the rule for directions: first to last, steps up and down, and CBP's baseline"
        return Claimed(f"{self.direction}: {self.quote}".removesuffix(": "), rule)


@dataclass(frozen=True, kw_only=True)
class Record(OfData):
    """A statement that a period is the highest for as far back as its words reach."""

    record: Reach
    period: Period = field(metadata={"missing": "a claim with record is about months."})
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


@dataclass(frozen=True, kw_only=True)
class Forecast(OfData):
    """A statement that a year is on track to exceed, or to fall below, what another came to."""

    forecast: str
    period: Period = field(metadata={"missing": "a claim with forecast is about months."})
    against: Period = field(metadata={"missing": "the period whose total the forecast is about."})
    to_date: int | float | None = None

    @property
    def claimed(self) -> Claimed:
        """The forecast, and what it takes."""
        rule = "the straight line at the claim's date, and the outcome"
        return Claimed(f"on track to {self.forecast} {self.against}", rule)


@dataclass(frozen=True, kw_only=True)
class Undecided(Claim):
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


@dataclass(frozen=True)
class ClaimsFile:
    """A loaded claims file."""

    name: str
    report: Report
    claims: tuple[Claim, ...]

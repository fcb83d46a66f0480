"""A claims file as read: the report, and each claim with every key a file can give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from encounters.figures.question import Question, parse_whole
from encounters.names import ALL, Choice
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.wording.written import Written


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
class AlsoRead:
    """Another reading that the file's writer wants tried: what it is, and how it differs from the claim."""

    what: str
    reason: str = "cohort"
    arithmetic: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """A printed number or statement, what it is about, and what would decide it."""

    id: str
    quote: str = ""
    where: str = ""
    line: int | None = None
    says: Written | None = None
    figure: str | None = None
    period: Period | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    against: Period | None = None
    of: str | None = None
    series: str | None = None
    as_of: date | None = None
    at: Month | None = None
    tolerance: float | None = None
    arithmetic: str | None = None
    direction: str | None = None
    record: str | None = None
    also_series: tuple[str, ...] = ()
    forecast: str | None = None
    to_date: int | float | None = None
    counts: str = "encounters"
    needs: str | None = None
    source: str | None = None
    readings: tuple[AlsoRead, ...] = ()
    note: str | None = None

    def question(self, as_of: date | None, period: Period | None = None) -> Question:
        """What the claim asks of the data, at a vintage, in its own period or another."""
        chosen = period or self.period
        assert chosen is not None
        choices = {name: choice for name, choice in self.choices.items() if choice != ALL or name == "region"}
        selection = Selection(chosen, as_of=as_of).choosing(**choices)
        whole = parse_whole(self.of, selection) if self.of is not None else None
        return Question(selection, self.against, whole, (), self.series)


@dataclass(frozen=True)
class ClaimsFile:
    """A loaded claims file."""

    name: str
    report: Report
    claims: tuple[Claim, ...]

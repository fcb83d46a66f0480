"""A drafted document as it travels: its numbers, each with what it says, on what ground, and its verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from encounters.claims.kinds import TERMS
from encounters.documents.model import Place
from encounters.errors import several
from encounters.names import DIMENSIONS
from encounters.results import NumberKind, Scalar

SCHEMA = "encounters/draft/1.0"
READINGS = 3
"""How many readings an unclear number is told with, at most."""


class Status(StrEnum):
    """What a number is: a claim that was read, one that was not read for sure, or a number of something else."""

    CLAIM = "claim"
    UNCLEAR = "unclear"
    OTHER = "other"


Keys = Mapping[str, str | int]
"""A reading as the keys of a claims file."""
KEYS = ("says", "figure", "record", "period", *DIMENSIONS, "against", "of", "series", *TERMS, "as_of", "also_series")
"""The keys that a reading may have."""


class DraftedNumber(Struct, frozen=True):
    """A number of the document: where it stands, its words, what it is, and its verdict.

    `offset` is its place in `Drafted.text`. `basis` says whether the words state the reading (`stated`), its context
    completes it (`inferred`) or the search proposes it (`searched`). `readings` are others it may have, best first;
    the last `searched` of them are proposed by the search, whatever the words say.
    `recomputed` is what the reading comes to, in `unit`.
    """

    line: int
    column: int
    page: int | None
    text: str
    sentence: str
    status: Status
    claim: Keys | None = None
    basis: str | None = None
    verdict: str | None = None
    reasons: tuple[str, ...] = ()
    readings: tuple[Keys, ...] = ()
    searched: int = 0
    recomputed: Scalar = None
    unit: str = ""
    kind: NumberKind = "count"
    command: str | None = None
    offset: int = 0
    length: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The number as JSON values."""
        return {
            "line": self.line,
            "column": self.column,
            "page": self.page,
            "text": self.text,
            "sentence": self.sentence,
            "status": str(self.status),
            "claim": dict(self.claim) if self.claim else None,
            "basis": self.basis,
            "verdict": self.verdict,
            "reasons": list(self.reasons),
            "readings": [dict(reading) for reading in self.readings],
            "recomputed": self.recomputed,
            "unit": self.unit or None,
            "command": self.command,
        }

    @property
    def offered(self) -> list[tuple[str, Keys]]:
        """The readings to choose from, each with how it is told beside those before it."""
        first = len(self.readings) - self.searched
        return [("or" if place < first else "or by search", keys) for place, keys in enumerate(self.readings)]

    @property
    def where(self) -> str:
        """Its place in words."""
        return str(Place(self.line, self.column, self.page))


class Drafted(Struct, frozen=True):
    """A document and every number of its text once, in order; and the statements without a number (records, first
    places) that are claims. `blocks` are its texts with where each begins."""

    name: str
    sha256: str
    title: str
    published: date | None
    numbers: tuple[DraftedNumber, ...]
    blocks: Sequence[tuple[str, str]] = ()
    notes: tuple[str, ...] = ()
    statements: tuple[DraftedNumber, ...] = ()

    def of(self, status: Status) -> list[DraftedNumber]:
        """The numbers of a status."""
        return [number for number in self.numbers if number.status is status]

    def told_of(self, *statuses: Status) -> list[DraftedNumber]:
        """The numbers and statements of some statuses, in the order of the text."""
        found = [one for one in (*self.numbers, *self.statements) if one.status in statuses]
        return sorted(found, key=lambda one: one.offset)

    @property
    def told(self) -> str:
        """How much of the document was read."""
        claims, unclear, others = (len(self.of(status)) for status in Status)
        count = len(self.statements)
        stated = f" {several(count, 'statement')} without a number." if count else ""
        return f"Read {claims} of {claims + unclear} numbers about encounters; {others} others.{stated}"

    def as_dict(self) -> dict[str, Any]:
        """The draft as JSON values."""
        return {
            "schema": SCHEMA,
            "document": {
                "name": self.name,
                "sha256": self.sha256,
                "title": self.title,
                "published": self.published.isoformat() if self.published else None,
            },
            "counts": {str(status): len(self.of(status)) for status in Status},
            "numbers": [number.as_dict() for number in self.numbers],
            "statements": [one.as_dict() for one in self.statements],
            "notes": list(self.notes),
        }

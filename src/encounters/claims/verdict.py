"""A verdict: the claim it is on, the word with its reasons, and the evidence it rests on. All frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.claims.model import Claim, Claimed
from encounters.results import Kind, Scalar, Scope, Value
from encounters.verdicts import AMISS, REASONS, Word


class Recomputed(Struct, frozen=True):
    """The figure as recomputed, exactly, with the releases it rests on and the command that repeats it."""

    figure: str
    value: Scalar
    unit: str
    scope: Scope | None = None
    as_of: str | None = None
    command: str | None = None
    details: Mapping[str, Scalar] = field(default_factory=dict)
    kind: Kind = "average"

    @classmethod
    def of(cls, value: Value) -> Recomputed:
        """A measured figure as evidence, at the vintage of its selection."""
        day, scope = value.scope.selection.as_of, value.scope
        as_of = day.isoformat() if day else None
        return cls(value.figure, value.value, value.unit, scope, as_of, scope.command, dict(value.details), value.kind)


class Tried(Struct, frozen=True):
    """Another reading of the claim and what it comes to; `holds` says whether it gives the printed number."""

    words: str
    value: Scalar
    unit: str
    holds: bool
    reason: str | None = None
    command: str | None = None
    release: str | None = None
    kind: Kind = "average"


class Evidence(Struct, frozen=True):
    """What is told of a verdict beside its figure: the other readings tried, the notes that come from checking, the
    count of each month the claim is about (`2021-01`, 78414), where a picture of it helps, and what would hold."""

    readings: tuple[Tried, ...] = ()
    remarks: tuple[str, ...] = ()
    window: tuple[tuple[str, int], ...] = ()
    would_hold: str | None = None


class Verdict(Struct, frozen=True, dict=True):
    """A claim's verdict with its reasons and evidence. Evidence that does not decide may be gathered when it is read:
    most answers show it only of the claims that fail."""

    claim: Claim
    word: Word
    reasons: tuple[str, ...] = ()
    recomputed: Recomputed | None = None
    today: Recomputed | None = None
    evidence: Evidence | Callable[[], Evidence] = Evidence()
    decision_flips: bool = False
    sensitivity: str | None = None

    @cached_property
    def in_full(self) -> Evidence:
        """The evidence, gathered."""
        return self.evidence if isinstance(self.evidence, Evidence) else self.evidence()

    @property
    def readings(self) -> tuple[Tried, ...]:
        """The other readings tried."""
        return self.in_full.readings

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes that come from checking, beside those that the claim has of its own."""
        return self.in_full.remarks

    @property
    def window(self) -> tuple[tuple[str, int], ...]:
        """The count of each month the claim is about, where a picture of it helps."""
        return self.in_full.window

    @property
    def would_hold(self) -> str | None:
        """What the claim could print, where it does not hold."""
        return self.in_full.would_hold

    @property
    def id(self) -> str:
        """The claim's name."""
        return self.claim.id

    @property
    def claimed(self) -> Claimed:
        """What the report prints, and what its words accept."""
        return self.claim.claimed

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know: the claim's own notes, then those of the check."""
        return (*self.claim.notes, *self.remarks)

    @property
    def told_reasons(self) -> list[str]:
        """The reasons in words."""
        return [REASONS.get(code, code) for code in self.reasons]


class Compared(Struct, frozen=True):
    """How the claims stand to the text of their document: quotes that moved, changed or are gone, each with its claim;
    and numbers about encounters that no claim covers."""

    name: str
    moved: tuple[Mapping[str, Any], ...] = ()
    changed: tuple[Mapping[str, Any], ...] = ()
    gone: tuple[Mapping[str, Any], ...] = ()
    uncovered: tuple[Mapping[str, Any], ...] = ()

    def fails(self, strict: bool) -> bool:
        """Whether it fails a run: what changed or is gone does, and with `strict` what no claim covers."""
        return bool(self.changed or self.gone or (strict and self.uncovered))

    @property
    def told(self) -> tuple[str, ...]:
        """It in words, a line each."""
        return (
            *(
                f"{one['id']}: “{one['quote']}” stands on line {one['line']} now, not {one['was']}."
                for one in self.moved
            ),
            *(
                f"{one['id']}: “{one['quote']}” has changed; line {one['line']} says “{one['now']}”."
                for one in self.changed
            ),
            *(f"{one['id']}: “{one['quote']}” is gone from {self.name}." for one in self.gone),
            *(f"No claim covers “{one['text']}” on line {one['line']} of {self.name}." for one in self.uncovered),
        )


class Checked(Struct, frozen=True):
    """A checked report: what it is, its claims' verdicts in order, and what holds for the report as a whole."""

    report: Mapping[str, Any]
    file: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    strict: bool = False
    document: Compared | None = None

    @property
    def gathered(self) -> Checked:
        """The same with all evidence gathered: for who keeps it, whatever becomes of the data on hand."""
        return replace(self, verdicts=tuple(replace(one, evidence=one.in_full) for one in self.verdicts))

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict; all six are there."""
        found = Counter(verdict.word for verdict in self.verdicts)
        return {str(word): found[word] for word in Word}

    def fails(self, verdict: Verdict) -> bool:
        """Whether a verdict fails a run: a contradiction does, and with `strict` what is imprecise or misdescribed.

        A claim that its file says to ignore never does.
        """
        if verdict.claim.ignore is not None:
            return False
        return verdict.word in AMISS if self.strict else verdict.word is Word.CONTRADICTED

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The verdicts that fail the run."""
        return tuple(verdict for verdict in self.verdicts if self.fails(verdict))

    @property
    def fails_at_all(self) -> bool:
        """Whether the run fails: for a claim, or because the document says otherwise by now."""
        return bool(self.failed) or (self.document is not None and self.document.fails(self.strict))


class CheckedFiles(Struct, frozen=True):
    """Several checked reports, for formats that put them into one document."""

    reports: tuple[Checked, ...]

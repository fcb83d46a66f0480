"""What a claim's verdict says, told once: every format only arranges it. All of it is printable.

The evidence of a claim is always the same five lines: claimed, recomputed, selection, release, repeat.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.errors import named
from encounters.render.letters import printable
from encounters.render.numbers import exact, exact_with_unit
from encounters.results import capital
from encounters.verdicts import MEANING, WARNING, Level, Word

if TYPE_CHECKING:
    from encounters.claims.verdict import Recomputed, Tried, Verdict

MOST_READINGS = 3


class Line(Struct, frozen=True):
    """A line of evidence: its label, and its text, which may have further lines."""

    label: str
    texts: tuple[str, ...]


class Rest(Struct, frozen=True):
    """A release or source that a figure rests on, with its hash and its address as they stand."""

    label: str
    sha256: str
    url: str | None


class Told(Struct, frozen=True, dict=True):
    """A verdict as told, part by part as each is read: whether it fails the run, and the claims file it is on."""

    verdict: Verdict
    fails: bool
    file: str

    @cached_property
    def id(self) -> str:
        """The claim's name."""
        return printable(self.verdict.id)

    @property
    def word(self) -> Word:
        """The verdict."""
        return self.verdict.word

    @property
    def level(self) -> Level:
        """How loud it is told."""
        return "error" if self.fails else "warning" if self.word in WARNING else "notice"

    @cached_property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """The codes of the reasons, each with its words, where it has any."""
        pairs = zip(self.verdict.reasons, self.verdict.told_reasons, strict=True)
        return tuple((printable(code), printable(words) if words != code else "") for code, words in pairs)

    @property
    def quote(self) -> str:
        """The words in question."""
        return printable(self.verdict.claim.quote)

    @property
    def line(self) -> int | None:
        """Where it stands in the claims file."""
        return self.verdict.claim.line

    @property
    def place(self) -> str:
        """Where it stands in the report and in the claims file."""
        line = f"line {self.line} of {named(self.file)}" if self.line else ""
        return printable(", ".join(text for text in (self.verdict.claim.where, line) if text))

    @cached_property
    def says(self) -> str:
        """What the report prints."""
        return printable(self.verdict.claimed.says)

    @property
    def accepts(self) -> str:
        """What its words accept, where that is more than they say."""
        accepts = printable(self.verdict.claimed.accepts)
        return accepts.removeprefix(f"{self.says}: ") if accepts != self.says else ""

    @property
    def value(self) -> str:
        """The number alone."""
        found = self.verdict.recomputed
        return exact(found.value, found.kind) if found else ""

    @property
    def amount(self) -> str:
        """The number with its unit."""
        found = self.verdict.recomputed
        return amount(found) if found else "nothing on hand"

    @property
    def figure(self) -> str:
        """The name of the figure, and its vintage."""
        found = self.verdict.recomputed
        return printable(f"{found.figure}, as of {found.as_of}" if found.as_of else found.figure) if found else ""

    @property
    def today(self) -> str:
        """The figure on today's data, where it is told beside another."""
        return amount(self.verdict.today) if self.verdict.today else ""

    @property
    def selection(self) -> str:
        """Which rows: component, region, filters; the window with its months and days."""
        found = self.verdict.recomputed
        if found is None or found.scope is None:
            return "none: no rows of CBP's are counted"
        chosen, than = found.scope.selection, found.scope.than
        others = f". Compared with: {than.describe()}; {than.period.describe()}" if than else ""
        return printable(f"{capital(chosen.describe())}. {chosen.period.describe()}{others}")

    @cached_property
    def rests(self) -> tuple[Rest, ...]:
        """The releases and sources that the figure rests on."""
        found = self.verdict.recomputed
        if found is None or found.scope is None:
            return ()
        releases = [use.release for use in found.scope.used]
        told = [Rest(printable(one.in_full()), printable(one.sha256), one.url) for one in releases]
        return (*told, *(Rest(printable(source.label()), "", source.url) for source in found.scope.sources))

    @cached_property
    def command(self) -> str | None:
        """What repeats the figure, where something does."""
        found = self.verdict.recomputed
        command = found and (found.command or (found.scope.command if found.scope else None))
        return printable(command) if command else None

    @cached_property
    def readings(self) -> tuple[tuple[str, bool], ...]:
        """Other readings in words, each with whether it holds."""
        return tuple((_reading(entry), entry.holds) for entry in _shown(self.verdict))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know."""
        return tuple(map(printable, self.verdict.notes))

    @property
    def flips(self) -> bool:
        """Whether the difference changes what the sentence says."""
        return self.verdict.decision_flips

    @property
    def sensitivity(self) -> str:
        """How the number moves with the choices that its figure leaves open, where that was tried."""
        return printable(self.verdict.sensitivity or "")

    @property
    def window(self) -> tuple[tuple[str, int], ...]:
        """The count of each month, where a picture of it helps."""
        return tuple((printable(month), count) for month, count in self.verdict.window)

    @property
    def would_hold(self) -> str:
        """What the claim could print."""
        return printable(self.verdict.would_hold or "")

    @property
    def meaning(self) -> str:
        """What the verdict means."""
        return MEANING[self.word]

    @property
    def slug(self) -> str:
        """The verdict as a name without spaces."""
        return str(self.word).replace(" ", "-")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons."""
        return tuple(code for code, _ in self.reasons)

    @property
    def reason(self) -> str:
        """The reasons, each as its code and in words; where there is none, nothing."""
        return " ".join(f"{code}: {words}" if words else code for code, words in self.reasons)

    @property
    def headline(self) -> str:
        """The verdict with its reasons: `imprecise, not-over: The figure rounds to the number but ...`."""
        return ", ".join(text for text in (str(self.word), self.reason) if text)

    @property
    def claimed(self) -> str:
        """The claim's words and what they accept."""
        return f"{self.says} (accepted: {self.accepts})" if self.accepts else self.says

    @property
    def recomputed(self) -> str:
        """The figure as recomputed, exactly, its name, and today's value where it is another."""
        named = f" ({self.figure})" if self.figure else ""
        return f"{self.amount}{named}{f'; today {self.today}' if self.today else ''}"

    @property
    def repeat(self) -> str:
        """How to have it again."""
        return self.command or f"the same check with --only {self.id}"

    @property
    def evidence(self) -> tuple[Line, ...]:
        """The five lines of evidence."""
        releases = tuple(f"{rest.label}, sha256 {rest.sha256}" if rest.sha256 else rest.label for rest in self.rests)
        return (
            Line("claimed", (self.claimed,)),
            Line("recomputed", (self.recomputed,)),
            Line("selection", (self.selection,)),
            Line("release", releases or ("none",)),
            Line("repeat", (self.repeat,)),
        )

    @property
    def more(self) -> tuple[Line, ...]:
        """What comes after the evidence: what would hold, other readings, sensitivity, notes."""
        lines = (
            Line("would hold", (self.would_hold,) if self.would_hold else ()),
            Line("also read", tuple(text for text, _ in self.readings)),
            Line("sensitivity", (self.sensitivity,) if self.sensitivity else ()),
            Line("flips", ("The difference changes what the sentence says.",) if self.flips else ()),
            Line("note", self.notes),
        )
        return tuple(line for line in lines if line.texts)


def _shown(verdict: Verdict) -> list[Tried]:
    """The readings of the claim's own words, and the first three others."""
    others = [place for place, entry in enumerate(verdict.readings) if entry.reason][:MOST_READINGS]
    return [entry for place, entry in enumerate(verdict.readings) if not entry.reason or place in others]


def _reading(entry: Tried) -> str:
    """Another reading in words: what it is, its value, whether it fits the claim, the reason it stands for."""
    held = "fits the claim" if entry.holds else "does not fit it"
    reason = f" ({printable(entry.reason)})" if entry.reason else ""
    return f"{printable(entry.words)}: {amount(entry)}, {held}{reason}"


def amount(found: Recomputed | Tried) -> str:
    """A value with its unit: `2,579,043 encounters`, `81.7511% of encounters`; or with its sum: `4.011 = 374 / 93`."""
    if found.kind == "arithmetic":
        return f"{exact(found.value)} = {printable(found.unit)}"
    return exact_with_unit(found.value, found.kind, found.unit)

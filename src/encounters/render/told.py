"""What a checked report says, told once: every format only arranges it. All of it is printable but the file's name.

The evidence of a claim is always the same five lines: claimed, recomputed, selection, release, repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from encounters.errors import named
from encounters.render.letters import printable
from encounters.render.numbers import exact, exact_with_unit
from encounters.results import Scope, capital
from encounters.verdicts import MEANING, Word

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked, Recomputed, Tried, Verdict

Level = Literal["error", "warning", "notice"]
MOST_READINGS = 3
WARNING = (Word.IMPRECISE, Word.MISDESCRIBED)
STEPS = tuple(Word)
"""The verdicts in the order in which they are always listed."""


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
    """A claim as told. `place` is in the report and the claims file, `value` the number alone, `amount` with its unit.

    What rests on the evidence of its verdict is put in words when it is read."""

    id: str
    word: Word
    fails: bool
    level: Level
    reasons: tuple[tuple[str, str], ...]
    quote: str
    place: str
    line: int | None
    says: str
    accepts: str
    value: str
    amount: str
    figure: str
    today: str
    flips: bool
    sensitivity: str
    verdict: Verdict

    @property
    def selection(self) -> str:
        """Which rows: component, region, filters; the window with its months and days."""
        return _selection(self.verdict.recomputed)

    @cached_property
    def rests(self) -> tuple[Rest, ...]:
        """The releases and sources that the figure rests on."""
        found = self.verdict.recomputed
        return _rests(found.scope if found else None)

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


class ToldReport(Struct, frozen=True):
    """A checked report as told: its claims in the order of the file, and what holds for the whole. `file` and `url` are
    as they stand; `checked` is what it was told from."""

    title: str
    file: str
    url: object
    meta: tuple[tuple[str, str], ...]
    byline: str
    claims: tuple[Told, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    count_line: str
    outcome: str
    checked: Checked

    @property
    def in_order(self) -> list[Told]:
        """The claims with the failing ones last, and before them those that only warn."""
        return sorted(self.claims, key=lambda claim: (claim.fails, claim.word in WARNING))

    @property
    def failed(self) -> list[Told]:
        """The claims that fail the run."""
        return [claim for claim in self.claims if claim.fails]


def tell(checked: Checked) -> ToldReport:
    """A checked report in words."""
    report = checked.report
    told = [report.get("author"), *(_dated(checked, key) for key in ("published", "accessed"))]
    told += [f"claims in {named(checked.file)}"] if report.get("title") else []
    meta = {
        "Author": report.get("author"),
        "Published": report.get("published"),
        "Figures looked up": report.get("accessed"),
        "Claims file": named(checked.file),
    }
    return ToldReport(
        title=printable(str(report.get("title") or named(checked.file))),
        file=checked.file,
        url=report.get("url"),
        meta=tuple((name, printable(str(value))) for name, value in meta.items() if value),
        byline=printable(", ".join(str(text) for text in told if text)),
        claims=tuple(_claim(checked, verdict) for verdict in checked.verdicts),
        notes=tuple(map(printable, [*checked.notes, *(checked.document.told if checked.document else ())])),
        counts=checked.counts,
        count_line=_count_line(checked),
        outcome=_outcome(checked),
        checked=checked,
    )


def _dated(checked: Checked, key: str) -> str | None:
    return f"{key} {checked.report[key]}" if checked.report.get(key) else None


def _count_line(checked: Checked) -> str:
    """How many claims, and how many of each verdict."""
    counted = ", ".join(f"{number} {word}" for word, number in checked.counts.items() if number)
    total = len(checked.verdicts)
    return f"{total} {'claim' if total == 1 else 'claims'}: {counted}." if total else "0 claims."


def _outcome(checked: Checked) -> str:
    """The reason for the exit code."""
    if checked.failed:
        return f"Exit code 1 (0 with --exit-zero): {_named(checked.failed)}."
    if checked.fails_at_all:
        return "Exit code 1 (0 with --exit-zero): the document and the claims file do not agree."
    warned = [verdict for verdict in checked.verdicts if verdict.word in WARNING]
    also = f"; --strict would fail {_named(warned)}" if warned else ""
    return f"Exit code 0: no claim is contradicted{', imprecise or misdescribed' if checked.strict else ''}{also}."


def _named(verdicts: Sequence[Verdict]) -> str:
    """The claims by verdict: `contradicted: C05, C06; imprecise: A01`."""
    groups = {word: [printable(v.id) for v in verdicts if v.word is word] for word in reversed(STEPS)}
    return "; ".join(f"{word}: {', '.join(ids)}" for word, ids in groups.items() if ids)


def _claim(checked: Checked, verdict: Verdict) -> Told:
    found, claim, fails = verdict.recomputed, verdict.claim, checked.fails(verdict)
    claimed = verdict.claimed
    says, accepts = printable(claimed.says), printable(claimed.accepts)
    line = f"line {claim.line} of {named(checked.file)}" if claim.line else ""
    pairs = zip(verdict.reasons, verdict.told_reasons, strict=True)
    return Told(
        id=printable(claim.id),
        word=verdict.word,
        fails=fails,
        level="error" if fails else "warning" if verdict.word in WARNING else "notice",
        reasons=tuple((printable(code), printable(words) if words != code else "") for code, words in pairs),
        quote=printable(claim.quote),
        place=printable(", ".join(text for text in (claim.where, line) if text)),
        line=claim.line,
        says=says,
        accepts=accepts.removeprefix(f"{says}: ") if accepts != says else "",
        value=exact(found.value, found.kind) if found else "",
        amount=amount(found) if found else "nothing on hand",
        figure=_figure(found),
        today=amount(verdict.today) if verdict.today else "",
        flips=verdict.decision_flips,
        sensitivity=printable(verdict.sensitivity or ""),
        verdict=verdict,
    )


def _figure(found: Recomputed | None) -> str:
    if found is None:
        return ""
    return printable(f"{found.figure}, as of {found.as_of}" if found.as_of else found.figure)


def _selection(found: Recomputed | None) -> str:
    if found is None or found.scope is None:
        return "none: no rows of CBP's are counted"
    chosen, than = found.scope.selection, found.scope.than
    others = f". Compared with: {than.describe()}; {than.period.describe()}" if than else ""
    return printable(f"{capital(chosen.describe())}. {chosen.period.describe()}{others}")


def _rests(scope: Scope | None) -> tuple[Rest, ...]:
    if scope is None:
        return ()
    releases = [use.release for use in scope.used]
    told = [Rest(printable(one.in_full()), printable(one.sha256), one.url) for one in releases]
    return (*told, *(Rest(printable(source.label()), "", source.url) for source in scope.sources))


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

"""What a verdict says, in words: the same evidence in text, markdown, JUnit, annotations and the page.

The evidence of a claim is always the same five lines: claimed, recomputed, selection, release, repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encounters.render.letters import printable
from encounters.render.numbers import exact, exact_with_unit
from encounters.results import Kind, Scalar, capital
from encounters.verdicts import Checked, Reading, Recomputed, Verdict, Word

MOST_READINGS = 3
PASSING, WARNING = (Word.CONFIRMED, Word.AT_VINTAGE, Word.NOT_CHECKABLE), (Word.IMPRECISE, Word.MISDESCRIBED)
STEPS = tuple(Word)
"""The verdicts in the order in which they are always listed."""


@dataclass(frozen=True)
class Line:
    """A line of evidence: its label, and its text, which may have further lines."""

    label: str
    texts: tuple[str, ...]


def amount(value: Scalar, unit: str) -> str:
    """A value with its unit: `2,579,043 encounters`, `81.7511% of encounters`; or with its sum: `4.011 = 374 / 93`."""
    if unit and not any(character.isalpha() or character == "%" for character in unit):
        return f"{exact(value)} = {printable(unit)}"
    return exact_with_unit(value, kind_of(unit), unit)


def kind_of(unit: str) -> Kind:
    """The kind of a number of evidence, which has only its unit to tell it."""
    first = unit.split(",")[0].split(" ")[0]
    return {"share": "share", "percent": "percent", "%": "percent"}.get(first, "average")  # type: ignore[return-value]


def evidence(verdict: Verdict) -> list[Line]:
    """The five lines of evidence."""
    found = verdict.recomputed
    return [
        Line("claimed", (claimed(verdict),)),
        Line("recomputed", (recomputed(verdict),)),
        Line("selection", (selection(found),)),
        Line("release", tuple(releases(found))),
        Line("repeat", (repeat(verdict),)),
    ]


def claimed(verdict: Verdict) -> str:
    """The claim's words and what they accept."""
    says, range_ = printable(verdict.claimed.says), accepts(verdict)
    return f"{says} (accepted: {range_})" if range_ else says


def accepts(verdict: Verdict) -> str:
    """What the claim's words accept, without the words themselves."""
    says, text = printable(verdict.claimed.says), printable(verdict.claimed.accepts)
    return text.removeprefix(f"{says}: ") if text != says else ""


def recomputed(verdict: Verdict) -> str:
    """The figure as recomputed, exactly, its name, and today's value where it is another."""
    found = verdict.recomputed
    if found is None:
        return "nothing on hand"
    when = f", as of {printable(found.as_of)}" if found.as_of else ""
    today = f"; today {amount(verdict.today.value, verdict.today.unit)}" if verdict.today else ""
    return f"{amount(found.value, found.unit)} ({printable(found.figure)}{when}){today}"


def selection(found: Recomputed | None) -> str:
    """Which rows: component, region, filters; the window with its months and days."""
    if found is None or found.scope is None:
        return "none: no rows of CBP's are counted"
    chosen = found.scope.selection
    return printable(f"{capital(chosen.describe())}. {chosen.period.describe()}")


def releases(found: Recomputed | None) -> list[str]:
    """The releases and sources it rests on: file, dates, sha256."""
    if found is None or found.scope is None:
        return ["none"]
    told = [f"{used.release.label()}, sha256 {used.release.sha256}" for used in found.scope.used]
    told += [source.label() for source in found.scope.sources]
    return [printable(text) for text in told] or ["none"]


def repeat(verdict: Verdict) -> str:
    """The command that repeats it."""
    if command := command_of(verdict):
        return printable(command)
    return f"the same check with --only {printable(verdict.id)}"


def command_of(verdict: Verdict) -> str | None:
    """The command that recomputes the figure, None where only the check itself does."""
    found = verdict.recomputed
    if found is None:
        return None
    return found.command or (found.scope.command if found.scope else None)


def shown_readings(verdict: Verdict) -> list[Reading]:
    """The readings of the claim's own words, and the first three others."""
    others = [place for place, entry in enumerate(verdict.readings) if entry.reason][:MOST_READINGS]
    return [entry for place, entry in enumerate(verdict.readings) if not entry.reason or place in others]


def reading(entry: Reading) -> str:
    """Another reading in words: what it is, its value, whether it fits the claim, the reason it stands for."""
    held = "fits the claim" if entry.holds else "does not fit it"
    reason = f" ({printable(entry.reason)})" if entry.reason else ""
    return f"{printable(entry.words)}: {amount(entry.value, entry.unit)}, {held}{reason}"


def reasons(verdict: Verdict) -> str:
    """The reasons, each as its code and in words; where there is none, nothing."""
    told = zip(verdict.reasons, verdict.told_reasons, strict=True)
    return " ".join(printable(code if words == code else f"{code}: {words}") for code, words in told)


def headline(verdict: Verdict) -> str:
    """The verdict with its reasons: `imprecise, not-over: The figure rounds to the number but does not exceed it.`"""
    return ", ".join(text for text in (str(verdict.word), reasons(verdict)) if text)


def in_order(checked: Checked) -> list[Verdict]:
    """The verdicts with the failing ones last, and before them those that only warn."""
    return sorted(checked.verdicts, key=lambda verdict: (checked.fails(verdict), verdict.word in WARNING))


def title(checked: Checked) -> str:
    """The report's title, or the claims file's name where it has none."""
    return printable(str(checked.report.get("title") or checked.file))


def byline(checked: Checked) -> str:
    """The report's author and dates, and the claims file."""
    told = [checked.report.get("author"), *(_dated(checked, key) for key in ("published", "accessed"))]
    return printable(", ".join(str(text) for text in [*told, f"claims in {checked.file}"] if text))


def _dated(checked: Checked, key: str) -> str | None:
    return f"{key} {checked.report[key]}" if checked.report.get(key) else None


def count_line(checked: Checked) -> str:
    """How many claims, and how many of each verdict."""
    counted = ", ".join(f"{number} {word}" for word, number in checked.counts.items() if number)
    total = len(checked.verdicts)
    return f"{total} {'claim' if total == 1 else 'claims'}: {counted}." if total else "0 claims."


def outcome(checked: Checked) -> str:
    """The reason for the exit code."""
    if checked.failed:
        return f"Exit code 1 (0 with --exit-zero): {_named(checked.failed)}."
    warned = [verdict for verdict in checked.verdicts if verdict.word in WARNING]
    also = f"; --strict would fail {_named(warned)}" if warned else ""
    return f"Exit code 0: no claim is contradicted{', imprecise or misdescribed' if checked.strict else ''}{also}."


def _named(verdicts: Sequence[Verdict]) -> str:
    """The claims by verdict: `contradicted: C05, C06; imprecise: A01`."""
    groups = {word: [printable(v.id) for v in verdicts if v.word is word] for word in reversed(STEPS)}
    return "; ".join(f"{word}: {', '.join(ids)}" for word, ids in groups.items() if ids)


def place(checked: Checked, verdict: Verdict) -> str:
    """Where the claim stands, in the report and in the claims file."""
    line = f"line {verdict.line} of {checked.file}" if verdict.line else ""
    return printable(", ".join(text for text in (verdict.where, line) if text))

"""What a checked report says, told once: every format only arranges it. All of it is printable but the file's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.errors import named, several
from encounters.render.letters import printable
from encounters.render.told_claim import Told
from encounters.verdicts import WARNING, Word

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked, Verdict

STEPS = tuple(Word)
"""The verdicts in the order in which they are always listed."""


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
        claims=tuple(Told(verdict, checked.fails(verdict), checked.file) for verdict in checked.verdicts),
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
    return f"{several(len(checked.verdicts), 'claim')}{f': {counted}' * bool(counted)}."


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

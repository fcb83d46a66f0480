"""A checked report as text for people: every claim with its evidence, the failing ones last and whole.

Escapes are written here rather than by a library, because wrapped lines hang under their labels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from encounters.render.formats import Look
from encounters.render.letters import to_ascii
from encounters.render.told import Line, Told, ToldReport
from encounters.verdicts import Word

LABEL = 12
NARROWEST = 30
SHORT = 160
"""Characters that a quote or a note of a claim that does not fail is cut to."""

BOLD, DIM = "1", "2"
COLORS = {
    Word.CONFIRMED: "32",
    Word.AT_VINTAGE: "36",
    Word.IMPRECISE: "33",
    Word.MISDESCRIBED: "35",
    Word.CONTRADICTED: "1;31",
    Word.NOT_CHECKABLE: "2",
}


def table(report: ToldReport, look: Look) -> str:
    """Title, claims, notes on the whole, the count of each verdict, and the reason for the exit code."""
    head = [_paint(_wrap(report.title, look), BOLD, look), _paint(_wrap(report.byline, look), DIM, look)]
    blocks = ["\n".join(head), *(block(claim, look) for claim in report.in_order)]
    if report.notes:
        blocks.append("\n".join(_wrap(f"Note: {note}", look) for note in report.notes))
    color = COLORS[Word.CONTRADICTED] if report.failed else BOLD
    blocks.append(f"{_paint(_wrap(report.count_line, look), color, look)}\n{_wrap(report.outcome, look)}")
    text = "\n\n".join(blocks) + "\n"
    return to_ascii(text) if look.ascii else text


def block(claim: Told, look: Look) -> str:
    """One claim: verdict, reasons, quote, the five lines of evidence, other readings, sensitivity and notes."""
    quote = f"“{_short(claim.quote, claim.fails)}”" if claim.quote else ""
    lines = [Line("quote", (quote, claim.place)), *claim.evidence, *(_cut(line, claim.fails) for line in claim.more)]
    return "\n".join([_head(claim, look), *(text for line in lines for text in _laid(line, look))])


def _head(claim: Told, look: Look) -> str:
    """The claim's name, its verdict and the reasons, on lines that can be searched for."""
    lines = _wrap(f"{claim.id}  {claim.headline}", look)
    return lines.replace(f"  {claim.word}", f"  {_paint(claim.word, COLORS[claim.word], look)}", 1)


def _cut(line: Line, whole: bool) -> Line:
    return Line(line.label, tuple(_short(text, whole) for text in line.texts)) if line.label == "note" else line


def _short(text: str, whole: bool) -> str:
    return text if whole or len(text) <= SHORT else text[: SHORT - 1] + "…"


def _laid(line: Line, look: Look) -> list[str]:
    """A line of evidence behind its label, its further lines below it."""
    texts = [text for text in line.texts if text]
    labels = [line.label, *[""] * len(texts)]
    return [_hang(label, text, look) for label, text in zip(labels, texts, strict=False)]


def _hang(label: str, text: str, look: Look) -> str:
    margin = f"  {label.ljust(LABEL)}"
    painted = f"  {_paint(label.ljust(LABEL), DIM, look)}" if label else margin
    if look.width is None:
        return painted + text
    room = max(NARROWEST, look.width - len(margin))
    first, *rest = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join([painted + first, *(" " * len(margin) + more for more in rest)])


def _wrap(text: str, look: Look) -> str:
    if look.width is None:
        return text
    lines: Sequence[str] = textwrap.wrap(text, look.width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def _paint(text: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if look.color and text else text

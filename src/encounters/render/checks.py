"""A checked report as text for people: every claim with its evidence, the failing ones last and whole.

Escapes are written here rather than by a library, because wrapped lines hang under their labels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from encounters.render.evidence import (
    Line,
    byline,
    count_line,
    evidence,
    headline,
    in_order,
    outcome,
    place,
    reading,
    shown_readings,
    title,
)
from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.verdicts import Checked, Verdict, Word

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


def table(checked: Checked, look: Look) -> str:
    """Title, claims, notes on the whole, the count of each verdict, and the reason for the exit code."""
    head = [_paint(_wrap(title(checked), look), BOLD, look), _paint(_wrap(byline(checked), look), DIM, look)]
    blocks = ["\n".join(head), *(block(checked, verdict, look) for verdict in in_order(checked))]
    if checked.notes:
        blocks.append("\n".join(_wrap(f"Note: {printable(note)}", look) for note in checked.notes))
    color = COLORS[Word.CONTRADICTED] if checked.failed else BOLD
    blocks.append(f"{_paint(_wrap(count_line(checked), look), color, look)}\n{_wrap(outcome(checked), look)}")
    text = "\n\n".join(blocks) + "\n"
    return to_ascii(text) if look.ascii else text


def block(checked: Checked, verdict: Verdict, look: Look) -> str:
    """One claim: verdict, reasons, quote, the five lines of evidence, other readings, sensitivity and notes."""
    whole = checked.fails(verdict)
    lines = [Line("quote", (_quote(verdict, whole), place(checked, verdict))), *evidence(verdict)]
    if others := shown_readings(verdict):
        lines.append(Line("also read", tuple(map(reading, others))))
    if verdict.sensitivity:
        lines.append(Line("sensitivity", (printable(verdict.sensitivity),)))
    if verdict.decision_flips:
        lines.append(Line("flips", ("The difference changes what the sentence says.",)))
    if verdict.notes:
        lines.append(Line("note", tuple(_short(note, whole) for note in verdict.notes)))
    return "\n".join([_head(verdict, look), *(text for line in lines for text in _laid(line, look))])


def _head(verdict: Verdict, look: Look) -> str:
    """The claim's name, its verdict and the reasons, on lines that can be searched for."""
    lines = _wrap(f"{printable(verdict.id)}  {headline(verdict)}", look)
    return lines.replace(f"  {verdict.word}", f"  {_paint(verdict.word, COLORS[verdict.word], look)}", 1)


def _quote(verdict: Verdict, whole: bool) -> str:
    return f"“{_short(verdict.quote, whole)}”" if verdict.quote else ""


def _short(text: str, whole: bool) -> str:
    line = printable(text)
    return line if whole or len(line) <= SHORT else line[: SHORT - 1] + "…"


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

"""A checked report as text for people: an overview, or every claim with its evidence, the failing ones last and whole.

Escapes are written here rather than by a library, because wrapped lines hang under their labels.
"""

from __future__ import annotations

from encounters.render.formats import Look
from encounters.render.layout import BOLD, DIM, hang, paint, wrap
from encounters.render.letters import to_ascii
from encounters.render.told import ToldReport
from encounters.render.told_claim import Line, Told
from encounters.verdicts import Word

LABEL = 12
NARROWEST = 30
WIDEST_NAME = 24
SHORT = 160
"""Characters that a quote or a note of a claim that does not fail is cut to."""

COLORS = {
    Word.CONFIRMED: "32",
    Word.AT_VINTAGE: "36",
    Word.IMPRECISE: "33",
    Word.MISDESCRIBED: "35",
    Word.CONTRADICTED: "1;31",
    Word.NOT_CHECKABLE: "2",
}


def table(report: ToldReport, look: Look) -> str:
    """The overview: counts, a line a claim, and those that fail with their evidence. With `look.full`, all evidence."""
    head = [paint(wrap(report.title, look.width), BOLD, look.color)]
    head += [paint(wrap(report.byline, look.width), DIM, look.color)] if report.byline else []
    body = [block(claim, look) for claim in report.in_order] if look.full else _overview(report, look)
    blocks = ["\n".join(head), *body]
    if report.notes:
        blocks.append("\n".join(wrap(f"Note: {note}", look.width) for note in report.notes))
    color = COLORS[Word.CONTRADICTED] if report.failed else BOLD
    blocks.append(
        f"{paint(wrap(report.count_line, look.width), color, look.color)}\n{wrap(report.outcome, look.width)}"
    )
    text = "\n\n".join(blocks) + "\n"
    return to_ascii(text) if look.ascii else text


def _overview(report: ToldReport, look: Look) -> list[str]:
    """The count of each verdict, a line a claim in the order of the file, and the claims that fail."""
    width = max((len(str(number)) for number in report.counts.values()), default=0)
    counts = [f"{number:>{width}}  {_word(Word(word), look)}" for word, number in report.counts.items() if number]
    name = max((len(claim.id) for claim in report.claims), default=0)
    lines = [_line(claim, min(name, WIDEST_NAME), look) for claim in report.claims]
    failed = [block(claim, look) for claim in report.failed]
    more = ["The evidence of every claim: --full, or --only ID."] if len(failed) < len(lines) else []
    return ["\n".join(part) for part in (counts, lines) if part] + failed + more


def _line(claim: Told, name: int, look: Look) -> str:
    """A claim in one line: its name, verdict, reasons, words and figure, cut to the terminal."""
    word = f"{claim.word} ({', '.join(claim.codes)})" if claim.codes else str(claim.word)
    before, after = f"{claim.id:<{name}}  ", f"{word}: {claim.says} | {claim.amount}"
    room = None if look.width is None else max(NARROWEST, look.width - len(before))
    more = to_ascii("…") if look.ascii else "…"
    shown = after if room is None or len(after) <= room else f"{after[: room - len(more)]}{more}"
    return before + shown.replace(claim.word, _word(claim.word, look), 1)


def _word(word: Word, look: Look) -> str:
    return paint(word, COLORS[word], look.color)


def block(claim: Told, look: Look) -> str:
    """One claim: verdict, reasons, quote, the five lines of evidence, other readings, sensitivity and notes."""
    quote = f"“{_short(claim.quote, claim.fails)}”" if claim.quote else ""
    lines = [Line("quote", (quote, claim.place)), *claim.evidence, *(_cut(line, claim.fails) for line in claim.more)]
    return "\n".join([_head(claim, look), *(text for line in lines for text in _laid(line, look))])


def _head(claim: Told, look: Look) -> str:
    """The claim's name, its verdict and the reasons, on lines that can be searched for."""
    lines = wrap(f"{claim.id}  {claim.headline}", look.width)
    return lines.replace(f"  {claim.word}", f"  {_word(claim.word, look)}", 1)


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
    hung = hang(margin, text, look.width, NARROWEST)
    return f"  {paint(label.ljust(LABEL), DIM, look.color)}{hung[len(margin) :]}" if label else hung

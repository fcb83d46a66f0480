"""The claims of a file against their document: whether each quote still stands there, and which numbers none covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from encounters.claims.model import Claim
from encounters.claims.verdict import Compared
from encounters.documents.drafted import Drafted, DraftedNumber, Status
from encounters.documents.model import Document, Place

LIKE = 0.6
"""How much of a quote must be left in a sentence for the quote to be changed rather than gone."""
MARKS = str.maketrans("“”‘’–—−\n", "\"\"''--- ")
PLACE = re.compile(r"(?:page (\d+), )?line (\d+)")


class Text:
    """The document's text on one line, with quotation marks and dashes made plain, and where its blocks begin."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = plain(document.text)
        self.starts: list[int] = []
        length = 0
        for block in document.blocks:
            self.starts.append(length)
            length += len(block.text) + 1

    def place(self, offset: int) -> Place:
        """Where a character stands in the document."""
        block = max(bisect_right(self.starts, offset) - 1, 0)
        return self.document.blocks[block].place(offset - self.starts[block])

    def all_of(self, quote: str) -> list[int]:
        """Where a quote stands."""
        return [found.start() for found in re.finditer(re.escape(quote), self.text)] if quote else []


def plain(text: str) -> str:
    """Text as it is compared; every character keeps its place."""
    return text.translate(MARKS)


def compare(claims: Sequence[Claim], document: Document, drafted: Drafted) -> Compared:
    """Each claim's quote looked up in the document: moved, changed or gone; and the numbers that no claim covers.

    A claim without a quote is not looked up, and covers the numbers that print what it says.
    """
    text = Text(document)
    moved: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    covered: list[tuple[int, int, str]] = []
    for claim in claims:
        quote, says = plain(" ".join(claim.quote.split())), plain(claim.claimed.says)
        places = text.all_of(quote)
        if not quote:
            covered.append((0, len(text.text), says))
        elif places:
            covered += [(start, start + len(quote), says) for start in places]
            moved += _moved(claim, [(text.place(start), text.place(start + len(quote) - 1)) for start in places])
        elif near := _nearest(text, quote):
            start, words = near
            covered.append((start, start + len(words), ""))
            changed.append({"id": claim.id, "quote": claim.quote, "now": words, "line": text.place(start).line})
        else:
            gone.append({"id": claim.id, "quote": claim.quote})
    about = [number for number in drafted.numbers if number.status is not Status.OTHER]
    uncovered = tuple(number.as_dict() for number in about if not _covers(number, covered))
    return Compared(document.name, tuple(moved), tuple(changed), tuple(gone), uncovered)


def _moved(claim: Claim, places: list[tuple[Place, Place]]) -> list[dict[str, Any]]:
    """Whether the quote stands elsewhere than the claim says, where that names a line of it."""
    said = PLACE.search(claim.where)
    if said is None:
        return []
    page, line = said[1] and int(said[1]), int(said[2])
    if any(first.line <= line <= last.line and page in (None, first.page) for first, last in places):
        return []
    return [{"id": claim.id, "quote": claim.quote, "was": claim.where, "line": places[0][0].line}]


def _nearest(text: Text, quote: str) -> tuple[int, str] | None:
    """The words of the document most like a quote, and where they begin; None where nothing is like it."""
    words = set(re.findall(r"\w+", quote.lower()))
    best: tuple[float, int, str] = (LIKE, 0, "")
    for start in _beginnings(text, quote, words):
        window = text.text[start : start + len(quote) + 12]
        matcher = SequenceMatcher(None, quote, window, autojunk=False)
        if matcher.real_quick_ratio() <= best[0] or matcher.quick_ratio() <= best[0]:
            continue
        best = max(best, (matcher.ratio(), start, window), key=lambda one: one[0])
    return (best[1], best[2].strip()) if best[2] else None


def _beginnings(text: Text, quote: str, words: set[str]) -> list[int]:
    """Where words like the quote's may begin: where one of its first words stands and half of the others follow."""
    firsts = re.findall(r"\w+", quote)[:2]
    found: list[int] = []
    for place, first in enumerate(firsts):
        back = quote.find(first) if place else 0
        for match in re.finditer(rf"\b{re.escape(first)}\b", text.text):
            start = max(0, match.start() - back)
            window = set(re.findall(r"\w+", text.text[start : start + len(quote) + 12].lower()))
            if 2 * len(words & window) >= len(words):
                found.append(start)
    return found[:200]


def _covers(number: DraftedNumber, covered: list[tuple[int, int, str]]) -> bool:
    """Whether a claim quotes the number, and says it where it says one."""
    core = plain(number.text).split()[-1].lower()
    return any(start <= number.offset < end and (not says or core in says.lower()) for start, end, says in covered)

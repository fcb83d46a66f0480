"""A drafted document as a page: its text with the numbers marked, and the evidence beside each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from encounters.documents.drafted import Drafted, DraftedNumber, Status
from encounters.documents.model import CELLS
from encounters.render.draft import UNREAD, reading, recomputed
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.render.page import filled
from encounters.results import capital
from encounters.verdicts import REASONS

HEADS = {"heading": "h2", "caption": "h3"}


def page(drafted: Drafted, look: Look) -> str:
    """The page of a draft; it needs no script."""
    given = {
        "title": printable(drafted.title or drafted.name),
        "told": drafted.told,
        "published": str(drafted.published or "not known"),
        "name": printable(drafted.name),
        "notes": [printable(note) for note in drafted.notes],
        "parts": list(_parts(drafted)),
    }
    return filled("draft.html.j2", given)


def _parts(drafted: Drafted) -> Iterator[dict[str, Any]]:
    """The blocks in order, the cells of a row as one, each with its marked text and the evidence of its numbers."""
    told = drafted.told_of(Status.CLAIM, Status.UNCLEAR)
    ordinal = {id(number): place for place, number in enumerate(told, 1)}
    start, row = 0, dict[str, Any]()
    for kind, text in drafted.blocks:
        here = [number for number in told if start <= number.offset < start + len(text)]
        part = {
            "tag": HEADS.get(kind, "p"),
            "pieces": list(_marked(text, here, start, ordinal)),
            "evidence": [_evidence(number, ordinal[id(number)]) for number in here],
        }
        start += len(text) + 1
        if kind in CELLS:
            if row and kind != "row-head":
                row["pieces"] += [{"text": " | ", "slug": "", "place": 0}, *part["pieces"]]
                row["evidence"] += part["evidence"]
                continue
            yield from [row] if row else []
            row = part
            continue
        yield from [row] if row else []
        row = {}
        yield part
    yield from [row] if row else []


def _marked(
    text: str, numbers: Sequence[DraftedNumber], start: int, ordinal: dict[int, int]
) -> Iterator[dict[str, Any]]:
    """The text in pieces: plain ones, and numbers with the name of their verdict."""
    at = 0
    for number in sorted(numbers, key=lambda each: each.offset):
        first = number.offset - start
        if first < at:
            continue
        last = first + number.length
        yield {"text": printable(text[at:first]), "slug": "", "place": 0}
        yield {"text": printable(text[first:last]), "slug": _slug(number), "place": ordinal[id(number)]}
        at = last
    yield {"text": printable(text[at:]), "slug": "", "place": 0}


def _slug(number: DraftedNumber) -> str:
    return (number.verdict or UNREAD).replace(" ", "-")


def _evidence(number: DraftedNumber, place: int) -> dict[str, Any]:
    claimed = [("", number.claim)] if number.claim else []
    readings = number.offered if number.status is Status.UNCLEAR else claimed
    return {
        "place": place,
        "slug": _slug(number),
        "text": printable(number.text),
        "word": capital(number.verdict or UNREAD),
        "where": number.where,
        "readings": [(told, printable(reading(keys))) for told, keys in readings],
        "reasons": [REASONS.get(code, code) for code in number.reasons],
        "recomputed": printable(recomputed(number)),
        "command": printable(number.command or ""),
    }

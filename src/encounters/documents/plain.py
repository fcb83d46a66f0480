"""Plain text and Markdown to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from encounters.documents.model import Block, Place, Writer
from encounters.documents.table import Cell, cells

BULLET = re.compile(r"\s*(?:[•●▪◦‣∙*+-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
MARKS = re.compile(
    r"!?\[(?P<text>[^\]\[]{0,500})\]\([^()\s]{0,2000}\)|\[\^[^\]\s]{1,40}\]:?|"
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|~~|<[^<>]{1,200}>"
)
"""What Markdown adds to the words: links (whose text stays), footnote marks, emphasis, code, tags."""

RULE = re.compile(r"\s*(?:[-=_*·]\s*){3,}$")
DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
FENCE = re.compile(r"\s*(?:```|~~~)")


def plain(text: str) -> Iterator[Block]:
    """Paragraphs, items and headings of plain text; a form feed begins a page."""
    writer, number, page = Writer(), 0, 1
    paged = "\f" in text
    for raw in text.split("\n"):
        number += 1
        line, feeds = raw.rstrip("\r"), raw.count("\f")
        begins = not line.strip() or RULE.match(line) or BULLET.match(line)
        if (begins or feeds) and (block := _ended(writer)):
            yield block
        if begins or feeds:
            writer = Writer("item" if BULLET.match(line) else "text")
        if feeds:
            page, number = page + feeds, 1
        if not line.strip() or RULE.match(line):
            continue
        writer.put(line.replace("\f", " "), Place(number, 1, page if paged else None))
        writer.line_end()
    if block := _ended(writer):
        yield block


def _ended(writer: Writer) -> Block | None:
    """The block written, a heading where it looks like one: short, and not ended as a sentence is."""
    block = writer.block()
    if block is None or block.kind != "text":
        return block
    lines = len({place.line for place in block.places})
    ended = block.text.rstrip("”\"'").endswith((".", "!", "?", ":", ";", ","))
    short = lines <= 2 and len(block.text) <= 120 and not ended
    worded = len(re.findall(r"[A-Za-z]{2,}", block.text)) >= 1
    return Block(block.text, "heading", block.starts, block.places) if short and worded else block


def markdown(text: str) -> Iterator[Block]:
    """Headings, paragraphs, items and tables of Markdown; code blocks are no prose and are left out."""
    writer, fenced = Writer(), False
    rows: list[list[Cell]] = []
    last = ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        if FENCE.match(line):
            fenced = not fenced
        inside = not fenced and line.lstrip().startswith("|")
        if rows and not inside:
            yield from cells(rows, last)
            rows = []
        if inside:
            if not DIVIDER.match(line):
                rows.append(list(_row(line, number)))
            continue
        heading = re.match(r"\s{0,3}#{1,6}\s", line)
        begins = fenced or not line.strip() or heading or RULE.match(line) or BULLET.match(line) or FENCE.match(line)
        if begins and (block := writer.block()):
            last = block.text
            yield block
        if begins:
            writer = Writer("heading" if heading else "item" if BULLET.match(line) else "text")
        if fenced or FENCE.match(line) or RULE.match(line):
            continue
        _unmarked(
            writer, line[heading.end() :] if heading else line, Place(number, heading.end() + 1 if heading else 1)
        )
        writer.line_end()
    if rows:
        yield from cells(rows, last)
    if block := writer.block():
        yield block


def _unmarked(writer: Writer, line: str, place: Place) -> None:
    """A line without its marks, each piece at its own column."""
    at = 0
    if front_matter := re.match(r"\s*>+\s?", line):
        at = front_matter.end()
    for mark in MARKS.finditer(line, at):
        writer.put(line[at : mark.start()], Place(place.line, place.column + at))
        if mark["text"] is not None:
            writer.put(mark["text"], Place(place.line, place.column + mark.start("text")))
        at = mark.end()
    writer.put(line[at:], Place(place.line, place.column + at))


def _row(line: str, number: int) -> Iterator[Cell]:
    """The cells of a row of a Markdown table."""
    body = line.strip()
    start = line.index("|") + 1
    end = len(line.rstrip()) - (1 if body.endswith("|") and len(body) > 1 else 0)
    for part in re.finditer(r"[^|]*(?:\||$)", line[start:end]):
        if part.start() == end - start and part.start():
            break
        writer = Writer("cell")
        _unmarked(writer, part[0].rstrip("|"), Place(number, start + part.start() + 1))
        yield Cell(writer.block(), False)

"""A file, or text, to a document: which format, what it is called, when it was published. Within bounds."""

from __future__ import annotations

import hashlib
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from encounters.documents.clock import DATE, day_of
from encounters.documents.model import LIGATURES, Block, Document
from encounters.documents.office import office
from encounters.documents.page import Page
from encounters.documents.plain import markdown, plain
from encounters.errors import InputFileError

LARGEST = 20_000_000
"""Bytes of a file that is read."""
LETTERS = 2_000_000
"""Characters of text that are read: a book has half as many."""
LONGEST_TITLE = 200
"""Characters of a title, which for want of another is the first paragraph."""
PARAGRAPHS = "A line is a paragraph, or a row of a table: a Word document has no lines of its own."
STDIN = "-"
NAME_IT = "Name a .txt, .md, .html, .docx or .pdf file, or '-' for text on stdin."
FIRST = 12
"""The blocks at a document's beginning in which its date is looked for."""


def read(path: str, published: date | None = None) -> Document:
    """The document of a file, or of stdin for `-`. Raises InputFileError."""
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(path, "rb") as stream:
                content = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputFileError(path, f"cannot be read: {(error.strerror or str(error)).lower()}", hint=NAME_IT) from None
    return read_bytes(content, "stdin" if path == STDIN else Path(path).name, published)


def read_bytes(content: bytes, name: str, published: date | None = None) -> Document:
    """The document that bytes are, by their name's suffix and their beginning. Raises InputFileError."""
    if len(content) > LARGEST:
        raise InputFileError(name, f"is larger than {LARGEST // 10**6} MB")
    if not content.strip():
        raise InputFileError(name, "is empty")
    title, dated, blocks = _blocks(content, name)
    digest = hashlib.sha256(content).hexdigest()
    found = tuple(blocks)
    if not found:
        raise InputFileError(name, "has no text")
    heading = next((block.text for block in islice(found, FIRST) if block.kind == "heading"), found[0].text)
    named = textwrap.shorten(title or heading, LONGEST_TITLE, placeholder=" …")
    return Document(name, digest, named, published or _date([dated]) or _first(found), found, _notes(content, name))


def _notes(content: bytes, name: str) -> tuple[str, ...]:
    """How places are told of a format that has no lines."""
    return (PARAGRAPHS,) if _is_word(content, name) else ()


def _is_word(content: bytes, name: str) -> bool:
    return content.startswith(b"PK\x03\x04") or Path(name).suffix.lower() == ".docx"


def _blocks(content: bytes, name: str) -> tuple[str, str, Iterable[Block]]:
    """The title and the date that the format itself gives, and the blocks."""
    suffix = Path(name).suffix.lower()
    if content.startswith(b"%PDF-") or suffix == ".pdf":
        from encounters.documents.portable import pages

        return "", "", plain(_within("\n\f".join(_pages(pages(content, name))), name))
    if _is_word(content, name):
        return "", "", office(content, name)
    text = _within(_decoded(content, name), name)
    if suffix in (".html", ".htm", ".xhtml") or re.match(r"\s*(?:<!doctype html|<html)", text, re.IGNORECASE):
        page = Page(text)
        blocks = list(page.blocks())
        return page.title, page.dated, blocks
    return "", "", markdown(text) if suffix in (".md", ".markdown") else plain(text)


def _pages(found: Iterable[str]) -> Iterator[str]:
    for page in found:
        yield page.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\x02", "-")


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputFileError(name, "is no text", hint="Documents are .txt, .md, .html, .docx or .pdf.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _within(text: str, name: str) -> str:
    if len(text) > LETTERS:
        raise InputFileError(
            name,
            f"has {len(text) / 10**6:.1f} million characters; at most {LETTERS // 10**6} million are read",
            hint="Cut it into parts.",
        )
    return text


def _first(blocks: Iterable[Block]) -> date | None:
    """The first whole date at the beginning of a document."""
    return _date(block.text.translate(LIGATURES) for block in islice(blocks, FIRST))


def _date(texts: Iterable[str]) -> date | None:
    for text in texts:
        for found in DATE.finditer(text[:2000]):
            if day := day_of(found):
                return day
    return None

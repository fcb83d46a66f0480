"""Word documents (.docx) to blocks, within bounds: their zip may claim to hold anything."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from encounters.documents.model import Block, Place, Writer
from encounters.documents.table import Cell, cells
from encounters.errors import InputFileError

MAIN = "word/document.xml"
LARGEST = 30_000_000
"""Bytes of XML that are read."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAMAGED = (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, OverflowError, zlib.error, KeyError)


def office(content: bytes, name: str) -> Iterator[Block]:
    """The paragraphs and tables of a Word document; a paragraph counts as a line. Raises InputFileError."""
    xml = _main(content, name)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise InputFileError(name, "is a Word document with definitions of its own, which none has")
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise InputFileError(name, f"is a damaged Word document ({error})") from None
    body = root.find(f"{W}body")
    if body is not None:
        yield from _body(body)


def _main(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(MAIN) as part:
            xml = part.read(LARGEST + 1)
    except DAMAGED as error:
        raise InputFileError(name, f"is no Word document, or a damaged one ({error})") from None
    if len(xml) > LARGEST:
        raise InputFileError(name, f"unpacks to more than {LARGEST // 10**6} MB of text")
    return xml


def _body(body: ElementTree.Element) -> Iterator[Block]:
    number, last = 0, ""
    for part in body:
        if part.tag == f"{W}p":
            number += 1
            block = _paragraph(part, number)
            if block:
                last = block.text
                yield block
        elif part.tag == f"{W}tbl":
            rows: list[list[Cell]] = []
            for row in part.iter(f"{W}tr"):
                number += 1
                rows.append([_cell(cell, number) for cell in row.findall(f"{W}tc")])
            yield from cells(rows, last)


def _paragraph(part: ElementTree.Element, number: int) -> Block | None:
    style = part.find(f"{W}pPr/{W}pStyle")
    named = (style.get(f"{W}val") or "").lower() if style is not None else ""
    listed = part.find(f"{W}pPr/{W}numPr") is not None
    writer = Writer("heading" if named.startswith(("heading", "title")) else "item" if listed else "text")
    _put(writer, part, number)
    return writer.block()


def _put(writer: Writer, part: ElementTree.Element, number: int) -> None:
    """The runs of a paragraph, raised ones left out: they are marks of footnotes."""
    column = 1
    for run in part.iter(f"{W}r"):
        raised = run.find(f"{W}rPr/{W}vertAlign")
        if raised is not None and raised.get(f"{W}val") == "superscript":
            continue
        for piece in run:
            text = (piece.text or "") if piece.tag == f"{W}t" else " " if piece.tag in (f"{W}tab", f"{W}br") else ""
            writer.put(text, Place(number, column))
            column += len(text)


def _cell(part: ElementTree.Element, number: int) -> Cell:
    writer = Writer("cell")
    for paragraph in part.iter(f"{W}p"):
        _put(writer, paragraph, number)
        writer.line_end()
    return Cell(writer.block(), False)

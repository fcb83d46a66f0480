"""A document as read: blocks of running text, and where each of their characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field


class Place(Struct, frozen=True):
    """Where something stands: line and column from 1, and the page where the document has pages."""

    line: int
    column: int
    page: int | None = None

    def __str__(self) -> str:
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"


CELLS = ("row-head", "cell", "heading-cell")
"""The kinds of block that are cells of a table."""


class Block(Struct, frozen=True):
    """A run of text: a paragraph, heading, item of a list, or cell of a table, with its line ends undone.

    `starts` and `places` are the pieces it is made of. `around` is what heads a cell: its row's header, its column's,
    the caption. `link` is true where a mark (a list's dot, a cell) keeps it to the text before.
    """

    text: str
    kind: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    around: tuple[str, ...] = ()

    def place(self, offset: int) -> Place:
        """Where the character at an offset of the text stands in the document."""
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        found = self.places[piece]
        return Place(found.line, found.column + offset - self.starts[piece], found.page)


class Document(Struct, frozen=True):
    """A document: its name, hash, title, the day it was published as far as known, its blocks in order, and notes on
    how it was read."""

    name: str
    sha256: str
    title: str
    published: date | None
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of its text, a line a block."""
        return "\n".join(block.text for block in self.blocks)


WORD_END = re.compile(r"[A-Za-z]{2}-$")
LIGATURES = str.maketrans(
    {
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
    }
)


class Writer(Struct):
    """Puts a block together from pieces of lines: white space to one blank, words cut at a line's end joined."""

    kind: str = "text"
    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    _length: int = 0
    _blank: bool = False
    _cut: bool = False

    def put(self, text: str, place: Place) -> None:
        """Add a piece; what stands between two pieces is what their ends have of blanks."""
        for found in re.finditer(r"\s+|[^\s]+(?: [^\s]+)*", text):
            if found[0].isspace():
                self._blank = not self._cut
                continue
            if self._cut and found[0][0].islower():
                self._parts[-1] = self._parts[-1][:-1]
                self._length -= 1
            self._cut = False
            if self._blank and self._length:
                self._add(" ", place)
            self._blank = False
            self._add(found[0], Place(place.line, place.column + found.start(), place.page))

    def _add(self, text: str, place: Place) -> None:
        for start, piece in _pieces(text):
            self._starts.append(self._length)
            self._places.append(Place(place.line, place.column + start, place.page))
            self._parts.append(piece)
            self._length += len(piece)

    def line_end(self) -> None:
        """The end of a line: a blank, or nothing where a word is cut there."""
        self._cut = bool(self._parts and WORD_END.search(self._parts[-1]))
        self._blank = not self._cut

    def block(self, around: Sequence[str] = ()) -> Block | None:
        """The block, or None where nothing was put."""
        text = "".join(self._parts)
        if not text.strip():
            return None
        return Block(text, self.kind, tuple(self._starts), tuple(self._places), tuple(around))


def _pieces(text: str) -> list[tuple[int, str]]:
    """The text with ligatures undone, cut where that changes its length."""
    if text.isascii():
        return [(0, text)]
    found: list[tuple[int, str]] = []
    for part in re.finditer(r"[\ufb00-\ufb04\u00ad\u200b\ufeff]|[^\ufb00-\ufb04\u00ad\u200b\ufeff]+", text):
        found.append((part.start(), part[0].translate(LIGATURES)))
    return found

"""Tables of any format: each cell with the words that head it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from encounters.documents.model import Block

PLAIN_YEAR = re.compile(r"(?:FY|CY|fiscal|calendar)?\s*'?\d{2,4}$", re.IGNORECASE)


class Cell(Struct, frozen=True):
    """A cell: its text, None for an empty one, and whether the document marks it as a header."""

    block: Block | None
    header: bool

    @property
    def text(self) -> str:
        return self.block.text if self.block else ""

    @property
    def numeric(self) -> bool:
        """Whether it holds a number rather than words or a year."""
        text = self.text
        return bool(re.match(r"[\s$+−–-]*[\d.]", text)) and not PLAIN_YEAR.match(text) and "/" not in text


def cells(rows: Sequence[Sequence[Cell]], caption: str = "") -> Iterator[Block]:
    """The cells of a table in order, a number with its row's header, its column's and the caption around it."""
    heads: list[str] = []
    for place, row in enumerate(rows):
        heading = place == 0 or (bool(row) and all(cell.header for cell in row))
        if heading and not any(cell.numeric for cell in row):
            heads = [cell.text for cell in row]
            yield from (replace(cell.block, kind="heading-cell") for cell in row if cell.block)
            continue
        first = row[0].text if row and not row[0].numeric else ""
        for column, cell in enumerate(row):
            if cell.block is None:
                continue
            if column == 0 and not cell.numeric:
                yield replace(cell.block, kind="row-head")
                continue
            head = heads[column] if column < len(heads) else ""
            yield replace(cell.block, kind="cell", around=(first, head, caption))

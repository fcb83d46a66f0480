"""HTML to blocks: a reader of tags that takes time in proportion to the text, whatever the text is."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from encounters.documents.model import Block, Place, Writer
from encounters.documents.table import Cell, cells

NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,30})")
ATTRIBUTE = re.compile(r"""([A-Za-z:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
UNREAD = ("script", "style", "template", "svg", "noscript", "nav", "footer", "select", "button")
"""Elements that are no text of the document."""

BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
DATED = re.compile(r"date|published", re.IGNORECASE)


class Page:
    """Reads one page; `title` and `dated` are what its head says."""

    def __init__(self, text: str) -> None:
        self.text, self.title, self.dated = text, "", ""
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._writer = Writer()
        self._rows: list[list[Cell]] | None = None
        self._caption = ""
        self._header = False
        self._done: list[Block] = []
        self._raised = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        at, text = 0, self.text
        while at < len(text):
            start = text.find("<", at)
            if start < 0:
                start = len(text)
            if start > at:
                self._words(text[at:start], at)
            if start == len(text):
                break
            at = self._tag(start)
            yield from self._take()
        self._end_block()
        self._end_table()
        yield from self._take()

    def _take(self) -> list[Block]:
        done, self._done = self._done, []
        return done

    def _words(self, raw: str, at: int) -> None:
        """Text between tags; a digit raised behind a word is a mark of a footnote and no text."""
        if self._raised and re.fullmatch(r"[\s\[(]*[\d,*†‡ab]{1,6}[\s\])]*", raw):
            return
        for part in re.finditer(r"[^\n&]+|\n|&[#\w]{1,32};?|&", raw):
            place = self._place(at + part.start())
            self._writer.put(html.unescape(part[0]) if part[0][0] == "&" else part[0], place)

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._lines, offset)
        return Place(line, offset - self._lines[line - 1] + 1)

    def _tag(self, start: int) -> int:
        """Read the tag or comment that begins at `start`; returns where the text goes on."""
        text = self.text
        if text.startswith("<!--", start):
            return self._past("-->", start + 4)
        name = NAME.match(text, start + 1)
        if not name:
            if text[start + 1 : start + 2] in ("!", "?"):
                return self._past(">", start)
            self._words("<", start)
            return start + 1
        end = self._past(">", name.end())
        word, closing = name[1].lower(), text[start + 1] == "/"
        if word in UNREAD and not closing and text[end - 2] != "/":
            return self._skip(word, end)
        self._element(word, closing, text[name.end() : min(end - 1, name.end() + 2000)])
        return end

    def _past(self, mark: str, at: int) -> int:
        """Where a mark ends, or the end of the text, which then has none."""
        found = self.text.find(mark, at)
        return len(self.text) if found < 0 else found + len(mark)

    def _skip(self, word: str, at: int) -> int:
        """Where an element that is not read ends."""
        found = re.compile(rf"</{word}\b[^>]*>?", re.IGNORECASE).search(self.text, at)
        return found.end() if found else len(self.text)

    def _element(self, word: str, closing: bool, attributes: str) -> None:
        if word == "meta":
            self._meta(attributes)
        if word == "time" and not closing and not self.dated:
            self.dated = next(
                (found[2] or "" for found in ATTRIBUTE.finditer(attributes) if found[1] == "datetime"), ""
            )
        if word == "sup":
            self._raised = max(self._raised + (-1 if closing else 1), 0)
        if word not in BREAKS:
            return
        if word == "br":
            self._writer.line_end()
            return
        self._end_block(word if closing else "")
        if word == "table":
            self._end_table()
            self._rows = None if closing else []
        elif word == "tr" and not closing and self._rows is not None:
            self._rows.append([])
        elif not closing:
            self._header = word == "th"
            self._writer = Writer(_kind(word))

    def _end_block(self, closed: str = "") -> None:
        block = self._writer.block()
        kind, self._writer = self._writer.kind, Writer()
        if kind == "title":
            self.title = block.text if block else self.title
        elif kind == "caption":
            self._caption = block.text if block else ""
            self._done += [block] if block else []
        elif self._rows and (closed in ("td", "th") or block):
            # Blocks within one cell are cells of their own; the first has the cell's place.
            if block or closed:
                self._rows[-1].append(Cell(block, self._header or closed == "th"))
        elif block:
            self._done.append(block)

    def _end_table(self) -> None:
        if self._rows:
            self._done += cells([row for row in self._rows if row], self._caption)
        self._rows, self._caption = None, ""

    def _meta(self, attributes: str) -> None:
        given = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(attributes)}
        name = given.get("name") or given.get("property") or given.get("itemprop") or ""
        if DATED.search(name) and not self.dated:
            self.dated = given.get("content", "")


def _kind(word: str) -> str:
    if re.fullmatch(r"h[1-6]", word):
        return "heading"
    return {"li": "item", "title": "title", "caption": "caption", "figcaption": "caption"}.get(word, "text")

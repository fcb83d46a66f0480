"""A web page to its title and its links, in one pass whose time grows with the page's length and with nothing in it.

A tree of elements costs the square of how deep a page is nested, and a page may come from anywhere. Links need no tree:
tags are read one after the other, as browsers read them, and what lies between the tags of a link is its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin

from msgspec import Struct

MAX_LINKS = 2_000
MARK = re.compile(r"<!--|<(/?[a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""[\s/]*(=?[^\s/>=]+|=)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?""")
COUNT = ("a", "/a", "title", "/title", "base", "")
OPAQUE = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
"""Elements whose content is text whatever it looks like."""


class Anchor(Struct, frozen=True):
    """One link: its whole address, without a fragment, and its text on one line."""

    url: str
    text: str


class Page(Struct, frozen=True):
    """A page's title and its links to what was wanted, in the page's order; the first MAX_LINKS and one more."""

    title: str
    links: tuple[Anchor, ...]


class Tag(Struct, frozen=True):
    """A tag, the address it has, and the text between the tag before it and itself; a closing one begins with `/`."""

    name: str
    href: str | None
    before: str


def read_page(html: str, url: str, wanted: tuple[str, ...]) -> Page:
    """The page at an address; its links are those with one of `wanted` in theirs; what is no address is passed over."""
    title, base = "", ""
    links: list[Anchor] = []
    href = ""
    for tag in _tags(html):
        if tag.name == "/title":
            title = title or _line(tag.before)
        elif tag.name == "base":
            base = base or (tag.href or "").strip()
        elif href:
            links += _anchor(href, urljoin(url, base), tag.before)
        if tag.name in ("a", "/a"):
            href = tag.href if tag.href and any(each in tag.href.lower() for each in wanted) else ""
        if len(links) > MAX_LINKS:
            break
    return Page(title, tuple(links))


def _anchor(href: str, home: str, text: str) -> list[Anchor]:
    # As browsers do: line breaks and tabs inside an address are dropped, blanks around it too.
    bare = re.sub(r"[\t\r\n]", "", href).strip()
    try:
        return [Anchor(urldefrag(urljoin(home, bare)).url, _line(text))]
    except ValueError:
        return []


def _line(text: str) -> str:
    return " ".join(unescape(text).split())


def _tags(html: str) -> Iterator[Tag]:
    """Every tag that counts in order, and one without a name for the end."""
    at = text_from = 0
    before: list[str] = []
    while mark := MARK.search(html, at):
        before.append(html[text_from : mark.start()])
        if mark[0] == "<!--":
            text_from = at = _after(html, "-->", mark.start() + 2)
            continue
        name = mark[1].lower()
        href, text_from = _href(html, mark.end())
        if name in COUNT:
            yield Tag(name, href, "".join(before))
            before.clear()
        at = _end_of_opaque(html, name, text_from) if name in OPAQUE else text_from
    yield Tag("", None, "".join(before) + html[text_from:])


def _end_of_opaque(html: str, name: str, at: int) -> int:
    closing = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return closing.start() if closing else len(html)


def _href(html: str, at: int) -> tuple[str | None, int]:
    """The address that a tag has, from behind its name, and where the tag ends."""
    if html.startswith(">", at):
        return None, at + 1
    href = None
    while part := ATTRIBUTE.match(html, at):
        if href is None and part[1].lower() == "href":
            href = unescape(part[2] or part[3] or part[4] or "")
        at = part.end()
    return href, _after(html, ">", at)


def _after(html: str, end: str, at: int) -> int:
    place = html.find(end, at)
    return place + len(end) if place >= 0 else len(html)

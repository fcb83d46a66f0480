"""Fail when the built site loads anything from another host: `python scripts/check_site.py site`.

Links to read elsewhere are fine; what a browser fetches by itself is not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
"""Attributes that a browser follows by itself, or when a form is sent, on whatever element."""
REFERRING = {"link", "image", "use", "feimage"}
"""Elements whose href is loaded; that of a link in text is not."""
HARMLESS = {"canonical", "alternate", "next", "prev", "license", "author"}
"""What a <link> may be to another host, because nothing is loaded for it."""

HOST = re.compile(r"(?:https?:)?//[^\s\"'),]+", re.IGNORECASE)
IN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)


class _Page(HTMLParser):
    """Gathers the addresses on other hosts that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that load something."""
        self.in_style = tag == "style"
        given = {name: value or "" for name, value in attrs}
        harmless = set(given.get("rel", "").lower().split()) & HARMLESS
        for name, value in given.items():
            if name == "style":
                self.found += IN_CSS.findall(value)
            elif name in LOADING or (name in ("href", "xlink:href") and tag in REFERRING and not harmless):
                candidates = value.split(",") if name == "srcset" else [value]
                self.found += [match[0] for part in candidates if (match := HOST.match(part.strip()))]

    def handle_endtag(self, tag: str) -> None:
        """A style sheet is over."""
        self.in_style = self.in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Look at a style sheet within the page."""
        if self.in_style:
            self.found += IN_CSS.findall(data)


def page_loads(html: str) -> list[str]:
    """The addresses on other hosts that a page, or an SVG picture, loads."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.found


def main(arguments: Sequence[str]) -> int:
    """Tell what the site loads from other hosts: 0 nothing, 1 something, 2 there is no page in the folder."""
    folder = Path(arguments[0] if arguments else "site")
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".svg", ".css")]
    pages = sum(path.suffix == ".html" for path in files)
    if not pages:
        print(f"There is no page in {folder}; `make docs` builds the site.")
        return 2
    failed = False
    for path in files:
        text = path.read_text(encoding="utf-8")
        for address in IN_CSS.findall(text) if path.suffix == ".css" else page_loads(text):
            print(f"{path.relative_to(folder)} loads {address}")
            failed = True
    print(f"{pages} pages looked at: {'see above' if failed else 'nothing is loaded from another host'}.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

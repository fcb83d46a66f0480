"""The built site loads nothing from another host: `python scripts/check_site.py site`. Links in text may lead anywhere."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

# What a browser fetches by itself when it shows a page, by element and attribute.
LOADED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
ELSEWHERE = re.compile(r"(?:https?:)?//[^\s\"')]+", re.IGNORECASE)
IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)


class _Page(HTMLParser):
    """Gathers what a page loads from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that load something, and at styles."""
        for name, value in attrs:
            if name in LOADED.get(tag, ()) and ELSEWHERE.match((value or "").strip()):
                self.found.append(f"<{tag} {name}={value}>")
            if name == "style":
                self.found += IN_STYLE.findall(value or "")


def elsewhere(path: Path) -> list[str]:
    """What a file of the site makes a browser fetch from another host."""
    text = path.read_text(encoding="utf-8", errors="replace")
    found = IN_STYLE.findall(text)
    if path.suffix in (".html", ".svg", ".xml"):
        page = _Page()
        page.feed(text)
        found += page.found
    return found


def main(folder: str) -> int:
    """Tell every such place; 1 if there is one, or no page at all."""
    files = [path for path in sorted(Path(folder).rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    told = [f"{path}: {place}" for path in files for place in elsewhere(path)]
    print(*told, sep="\n", end="\n" if told else "")
    pages = sum(path.suffix == ".html" for path in files)
    print(f"{pages} pages, {len(told)} places that load something from another host")
    return 1 if told or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "site"))

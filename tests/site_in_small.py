"""CBP's site and the archive in small: listing pages around files on disk, on the server of `server.py`."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from server import Behaviour, Handler, Server, csv, page

FILES = "/sites/default/files"
LISTINGS = {
    "sbo": "/document/stats/southwest-land-border-encounters",
    "nationwide": "/document/stats/nationwide-encounters",
}
PAGE = """<!DOCTYPE html><html><head><title>Encounters | U.S. Customs and Border Protection</title></head><body>
<div class="field__item"><p><a href="/newsroom/stats/cbp-public-data-portal">Return to the Public Data Portal</a></p>
<h2 class="usa-prose">Dashboard Dataset</h2><ul class="undecorated list">{items}</ul>
<h2 class="usa-prose">Dashboard Data Dictionary</h2><p><a href="{files}/assets/documents/2023-Sep/dictionary.pdf">
Data Dictionary</a></p></div></body></html>"""
ITEM = re.compile(r"<a href=\"[^\"]+\.csv\">[^<]*</a>|<li[^>]*>\s*<a href=\"[^\"]+\.csv\">[^<]*</a></li>")
GOOD = Path(__file__).resolve().parents[1] / "fixtures" / "good"
SMALL = {
    "assets/documents/2022-Oct/sbo-encounters-fy19-fy22.csv": GOOD / "2022-Oct/sbo-encounters-fy19-fy22.csv",
    "2024-11/sbo-encounters-fy22-fy25-oct.csv": GOOD / "revised/2024-11/sbo-encounters-fy22-fy25-oct.csv",
    "2024-12/sbo-encounters-fy22-fy25-nov.csv": GOOD / "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv",
    "2024-10/nationwide-encounters-fy21-fy24-aor.csv": GOOD / "2024-10/nationwide-encounters-fy21-fy24-aor.csv",
}
"""Small files shaped like CBP's, by the path they are published under."""
# Where CBP published the real files that lie beside the checkout.
PUBLISHED = {
    "sbo-encounters-fy19-fy22.csv": "assets/documents/2022-Oct",
    "sbo-encounters-fy22-fy25-nov.csv": "2024-12",
    "sbo-encounters-fy22-fy25-aug.csv": "2025-09",
    "nationwide-encounters-fy20-fy23-state.csv": "assets/documents/2023-Nov",
    "nationwide-encounters-fy21-fy24-oct-state.csv": "assets/documents/2023-Nov",
    "nationwide-encounters-fy21-fy24-dec-state.csv": "2024-01",
    "nationwide-encounters-fy21-fy24-mar-state.csv": "2024-04",
    "nationwide-encounters-fy21-fy24-state.csv": "2024-10",
}


def real_files(shared: Path) -> dict[str, Path]:
    """CBP's real files by the path they were published under."""
    return {f"{folder}/{name}": shared / "cbp/releases" / name for name, folder in PUBLISHED.items()}


def etag_of(content: bytes) -> str:
    """An ETag as a server makes one from the content."""
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


def serve(server: Server, files: Mapping[str, Path | bytes]) -> None:
    """Serve files, and listing pages that link them, newest first as given last."""
    for path, given in files.items():
        content = given if isinstance(given, bytes) else given.read_bytes()
        server.on(f"{FILES}/{path}", csv(content, etag=etag_of(content)))
    link(server, files)


def link(server: Server, paths: Iterable[str]) -> None:
    """Serve listing pages that link these paths."""
    newest_first = list(paths)[::-1]
    for kind, address in LISTINGS.items():
        links = [path for path in newest_first if path.rpartition("/")[2].startswith(kind)]
        items = "".join(f'<li><a href="{FILES}/{path}">{path.rpartition("/")[2]}</a></li>' for path in links)
        server.on(address, page(PAGE.format(items=items, files=FILES)))


def rebuild(html: str, paths: Iterable[str]) -> str:
    """A saved listing page with its own CSV links replaced by links to these paths, in the page's own form."""
    first = ITEM.search(html)
    assert first is not None
    item = re.sub(r'href="[^"]+"', 'href="{href}"', re.sub(r">[^<]*</a>", ">{text}</a>", first[0]))
    items = "".join(item.format(href=f"{FILES}/{path}", text=f"\n  {path}  ") for path in paths)
    return html[: first.start()] + items + ITEM.sub("", html[first.end() :])


def archive(server: Server, captures: Iterable[tuple[str, str, bytes]]) -> None:
    """Serve the archive's index and raw copies: (timestamp, original address, content) each."""
    rows = [["timestamp", "original", "statuscode", "digest"]]
    for timestamp, original, content in captures:
        rows.append([timestamp, original, "200", digest_of(content)])
        # A raw copy comes with the marks of the archive, not with those of CBP.
        server.on(urlsplit(f"{server.base}/web/{timestamp}id_/{original}").path, csv(content))
    server.on("/cdx/search/cdx", _json(rows))


def digest_of(content: bytes) -> str:
    """The archive's digest of content."""
    return b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def _json(value: object) -> Behaviour:
    content = json.dumps(value).encode()

    def send(request: Handler) -> None:
        request.answer(200, content, content_type="application/json")

    return send

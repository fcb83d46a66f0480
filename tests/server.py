"""A web server on this computer that behaves as CBP's does, and as badly as the Internet does.

    with Server() as server:
        server.on("/a.csv", status(500), csv(content, etag='"1"'))   # first a 500, then and ever after the file
        server.url("/a.csv")
        server.requests                                              # what was asked, in order

A behaviour is a function of the request; several for one path are used in turn and the last one is kept.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Behaviour = Callable[["Handler"], None]
LONGEST_STALL = 20.0
TLS = Path(__file__).parent / "tls"


@dataclass(frozen=True)
class Asked:
    """One request the server got."""

    path: str
    headers: Mapping[str, str]


class Handler(BaseHTTPRequestHandler):
    """Answers with the next behaviour of the path."""

    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        owner = self.server.owner
        owner.requests.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
        behaviour = owner.next_for(self.path.split("?")[0])
        with contextlib.suppress(ConnectionError, ssl.SSLError, ValueError):
            behaviour(self)

    def answer(self, code: int, content: bytes = b"", **headers: str) -> None:
        """Send a whole answer; a Content-Length in `headers` is sent instead of the right one."""
        self.head(code, {"content_length": str(len(content))} | headers)
        self.wfile.write(content)

    def head(self, code: int, headers: Mapping[str, str]) -> None:
        """Send status and headers."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-").title(), value)
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The server's clock, which may be set wrong."""
        return super().date_time_string((timestamp or time.time()) + self.server.owner.clock_off)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


class Web(ThreadingHTTPServer):
    """The listening socket; knows the Server it belongs to."""

    daemon_threads = True
    owner: Server

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error here."""


@dataclass
class Server:
    """The server and what it is to do. Use as a context manager; it listens on 127.0.0.1 alone."""

    certificate: str | None = None
    clock_off: float = 0.0
    behaviours: dict[str, list[Behaviour]] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Server:
        self.web = Web(("127.0.0.1", 0), Handler)
        self.web.owner = self
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(TLS / f"{self.certificate}.pem")
            # The handshake happens on first use, in the thread of the request.
            self.web.socket = context.wrap_socket(self.web.socket, server_side=True, do_handshake_on_connect=False)
        self.thread = threading.Thread(target=self.web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.web.shutdown()
        self.thread.join()
        self.web.server_close()

    @property
    def base(self) -> str:
        """The server's address."""
        return f"http{'s' if self.certificate else ''}://127.0.0.1:{self.web.server_port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return self.base + path

    def on(self, path: str, *behaviours: Behaviour) -> None:
        """What to do when a path is asked for, in turn."""
        self.behaviours[path] = list(behaviours)

    def next_for(self, path: str) -> Behaviour:
        """The behaviour for this request; 404 for a path that nobody set."""
        kept = self.behaviours.get(path)
        if not kept:
            return status(404)
        return kept.pop(0) if len(kept) > 1 else kept[0]

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.requests]


def status(code: int, content: bytes = b"<html>sorry</html>", **headers: str) -> Behaviour:
    """An answer with this status, as a web page."""
    return lambda request: request.answer(code, content, content_type="text/html", **headers)


def page(html: str, charset: str = "utf-8") -> Behaviour:
    """A web page."""
    content = html.encode()
    return lambda request: request.answer(200, content, content_type=f"text/html; charset={charset}")


def redirect(to: str, code: int = 302) -> Behaviour:
    """A redirect."""
    return lambda request: request.answer(code, location=to)


def csv(content: bytes, etag: str | None = None, modified: str | None = None, **headers: str) -> Behaviour:
    """A file as a good server gives it: conditional requests and ranges."""
    marks = {name: value for name, value in (("etag", etag), ("last_modified", modified)) if value} | headers

    def send(request: Handler) -> None:
        asked = request.headers
        # A date counts only where no mark is asked with it.
        by_date = modified is not None and "If-None-Match" not in asked and asked.get("If-Modified-Since") == modified
        if by_date or (etag is not None and asked.get("If-None-Match") == etag):
            request.answer(304, **marks)
            return
        first = _range(request)
        if first is not None and asked.get("If-Range") in (etag, modified):
            where = f"bytes {first}-{len(content) - 1}/{len(content)}"
            request.answer(206, content[first:], content_range=where, content_type="text/csv", **marks)
            return
        request.answer(200, content, content_type="text/csv", accept_ranges="bytes", **marks)

    return send


def only_for(agents: Callable[[str], bool], then: Behaviour) -> Behaviour:
    """403 for every user agent but some."""
    return lambda request: (then if agents(request.headers.get("User-Agent", "")) else status(403))(request)


def careless_range(content: bytes, other: bytes, etag: str, other_etag: str | None) -> Behaviour:
    """The file broken off at its middle; asked to go on, the rest of another version, whatever If-Range says."""

    def send(request: Handler) -> None:
        first = _range(request)
        if first is None:
            reset_after(content, len(content) // 2, etag=etag)(request)
            return
        marks = {"etag": other_etag} if other_etag else {}
        where = f"bytes {first}-{len(other) - 1}/{len(other)}"
        request.answer(206, other[first:], content_range=where, content_type="text/csv", **marks)

    return send


def truncated(content: bytes, keep: int) -> Behaviour:
    """The file cut short, with the length of the whole."""

    def send(request: Handler) -> None:
        request.head(200, {"content_length": str(len(content)), "connection": "close"})
        request.wfile.write(content[:keep])
        request.close_connection = True

    return send


def without_length(content: bytes) -> Behaviour:
    """Content that ends when the connection does, so that nothing says whether it is whole."""

    def send(request: Handler) -> None:
        request.head(200, {"connection": "close"})
        request.wfile.write(content)
        request.close_connection = True

    return send


def wrong_length(content: bytes, length: int) -> Behaviour:
    """The whole file under a Content-Length that is not its own."""
    return lambda request: request.answer(200, content, content_length=str(length), connection="close")


def reset_after(content: bytes, count: int, **marks: str) -> Behaviour:
    """Part of the file, then a reset connection."""

    def send(request: Handler) -> None:
        request.head(200, {"content_length": str(len(content)), "accept_ranges": "bytes"} | marks)
        request.wfile.write(content[:count])
        request.wfile.flush()
        # Give the bytes time to arrive: a reset discards what the other side has not read yet.
        time.sleep(0.1)
        request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.connection.close()
        request.close_connection = True

    return send


def drip(content: bytes, every: float = 0.05, in_headers: bool = False) -> Behaviour:
    """A byte now and then, in the content or already in the headers."""

    def send(request: Handler) -> None:
        if in_headers:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            request.head(200, {"content_length": str(len(content))})
        for at in range(len(content)):
            if request.server.owner.closing.wait(every) or at * every > LONGEST_STALL:
                return
            request.wfile.write(b"x" if in_headers else content[at : at + 1])
            request.wfile.flush()

    return send


def stall(content: bytes = b"", total: int = 1000) -> Behaviour:
    """Part of the file, then silence."""

    def send(request: Handler) -> None:
        request.head(200, {"content_length": str(total)})
        request.wfile.write(content)
        request.wfile.flush()
        request.server.owner.closing.wait(LONGEST_STALL)
        request.close_connection = True

    return send


def compressed(content: bytes, encoding: str = "gzip", keep: int | None = None) -> Behaviour:
    """The content compressed, whatever was asked for, and perhaps cut short."""
    packed = gzip.compress(content) if encoding == "gzip" else zlib.compress(content)
    sent = packed[:keep]
    return lambda request: request.answer(200, sent, content_encoding=encoding, content_type="text/csv")


def bomb(megabytes: int) -> Behaviour:
    """A gzip body a thousand times smaller than what it unpacks to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1024 * 1024)
    packed = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    return lambda request: request.answer(200, packed, content_encoding="gzip", content_type="text/csv")


def _range(request: Handler) -> int | None:
    asked = request.headers.get("Range", "")
    return int(asked.removeprefix("bytes=").removesuffix("-")) if asked.startswith("bytes=") else None

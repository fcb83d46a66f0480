"""One request over the network: redirects followed by hand, time limits kept, failures in words.

The only module that imports httpx. It decides nothing about repeats or content; `encounters.fetch.client` does.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from encounters.errors import PublisherError, SettingsError
from encounters.fetch.settings import ClientSettings, is_loopback
from encounters.fetch.transfer import Answer, Broken

if TYPE_CHECKING:
    import httpx

REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 8
AFTER_THE_CUT = 0.5


class Again(Exception):
    """A request failed in a way that asking again may heal. `asked` is the wait the server asks for, in seconds."""

    def __init__(self, reason: str, asked: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.asked = reason, asked


class Deadline(Struct, frozen=True):
    """The moment by which one page or file must be here, repeats included."""

    seconds: float
    end: float
    clock: Callable[[], float]

    @classmethod
    def within(cls, seconds: float, clock: Callable[[], float]) -> Deadline:
        """A deadline so many seconds from now."""
        return cls(seconds, clock() + seconds, clock)

    def left(self) -> float:
        """Seconds left, never less than none."""
        return max(0.0, self.end - self.clock())


class Line:
    """The connection to the publisher: one request at a time. Use as a context manager."""

    def __init__(self, settings: ClientSettings) -> None:
        self.settings, self.rules = settings, settings.rules
        self._clients: dict[bool, httpx.Client] = {}
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients.values():
            client.close()

    def get(
        self,
        url: str,
        headers: Mapping[str, str],
        deadline: Deadline,
        receive: Callable[[Answer, Iterable[bytes]], None],
    ) -> Answer:
        """GET an address; `receive` is handed the final answer and its content as it comes, still compressed.

        Raises Again for what may heal, PublisherError for what will not: an address against the rules, here or after a
        redirect, redirects without end, a certificate that cannot be trusted.
        """
        import httpx

        at, came_from = url, None
        with self._cut_off(deadline) as is_cut:
            try:
                for _ in range(MAX_REDIRECTS + 1):
                    self.rules.check(at, came_from)
                    with self._open(at, headers, deadline) as response:
                        if response.status_code not in REDIRECTS or "location" not in response.headers:
                            answer = _answer(response)
                            receive(answer, response.iter_raw())
                            if is_cut():
                                raise Again("")
                            return answer
                        at, came_from = urljoin(at, response.headers["location"].strip()), at
                raise PublisherError(f"{url} redirects without end (more than {MAX_REDIRECTS} times).")
            except (httpx.TransportError, httpx.InvalidURL, ValueError, Broken, Again) as error:
                if is_cut() or not deadline.left():
                    raise PublisherError(
                        f"{url} was not here within {deadline.seconds:g} seconds.",
                        "Run it again later, or give it longer with --timeout.",
                    ) from None
                raise self._failure(at, error) from None

    @contextlib.contextmanager
    def _open(self, url: str, headers: Mapping[str, str], deadline: Deadline) -> Iterator[httpx.Response]:
        import httpx

        # Later than the cut, so that the deadline has one message.
        left = deadline.left() + AFTER_THE_CUT
        connect, read = min(self.settings.connect, left), min(self.settings.read, left)
        timeout = httpx.Timeout(connect=connect, read=read, write=read, pool=connect)
        client = self._client(is_loopback(urlsplit(url).hostname))
        request = client.build_request("GET", url, headers=headers, timeout=timeout)
        request.extensions["trace"] = self._trace
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()

    def _client(self, loopback: bool) -> httpx.Client:
        """The client for this computer or for the world. Proxies of the environment count for the world alone."""
        if loopback not in self._clients:
            import httpx
            import truststore

            _check_certificates()
            limits = httpx.Limits(max_connections=1, max_keepalive_connections=1)
            try:
                self._clients[loopback] = httpx.Client(
                    verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                    trust_env=not loopback,
                    limits=limits,
                )
            except (ImportError, ValueError, httpx.InvalidURL) as error:
                raise SettingsError(
                    f"The proxy that the environment names cannot be used: {error}.",
                    "See HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.",
                ) from None
        return self._clients[loopback]

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        """Remember the socket of each connection, so that it can be cut off."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._sockets.append(info["return_value"].get_extra_info("socket"))

    @contextlib.contextmanager
    def _cut_off(self, deadline: Deadline) -> Iterator[Callable[[], bool]]:
        """Shut the connection at the deadline: a server that sends a byte now and then passes every read timeout."""
        is_cut = threading.Event()

        def cut() -> None:
            is_cut.set()
            for one in self._sockets:
                with contextlib.suppress(OSError):
                    # The plain shutdown: a TLS one would drop the session while the other thread reads from it.
                    socket.socket.shutdown(one, socket.SHUT_RDWR)

        timer = threading.Timer(deadline.left(), cut)
        timer.daemon = True
        timer.start()
        try:
            yield is_cut.is_set
        finally:
            timer.cancel()
            timer.join()
            self._sockets = [one for one in self._sockets if one.fileno() >= 0]

    def _failure(self, url: str, error: Exception) -> Exception:
        """A failure as what may heal, or as what will not."""
        import httpx

        host = urlsplit(url).netloc
        if isinstance(error, Again):
            return error
        if isinstance(error, Broken):
            return Again(f"{url} did not come whole: {error}")
        if certificate := _certificate_error(error):
            return PublisherError(
                f"{host} has a certificate that cannot be trusted: {certificate}.",
                f"Is this computer's clock right? It says {self.settings.now():%Y-%m-%d %H:%M} UTC. Behind a company's "
                "proxy, SSL_CERT_FILE names its certificate.",
            )
        if isinstance(error, ValueError) or any(isinstance(one, httpx.InvalidURL) for one in _chain(error)):
            return PublisherError(f"{url} leads to an address that is none ({error}).")
        if isinstance(error, httpx.ConnectTimeout):
            return Again(f"{host} gave no connection within {self.settings.connect:g} seconds")
        if isinstance(error, httpx.TimeoutException):
            return Again(f"{host} sent nothing for {self.settings.read:g} seconds")
        if isinstance(error, httpx.ProxyError):
            return Again(f"The proxy on the way to {host} failed: {error}")
        if isinstance(error, httpx.ConnectError):
            return Again(f"{host} could not be reached ({_cause(error)})")
        return Again(f"The connection to {host} broke ({_cause(error)})")


def _check_certificates() -> None:
    """Raises SettingsError for certificates that the environment names and that are none: they would be passed over."""
    for name, is_there in (("SSL_CERT_FILE", os.path.isfile), ("SSL_CERT_DIR", os.path.isdir)):
        named = os.environ.get(name)
        if not named:
            continue
        try:
            if not is_there(named):
                raise SettingsError(f"{name} names {named}, which is not there.", f"Correct {name}, or unset it.")
            if name == "SSL_CERT_FILE":
                ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(named)
        except OSError as error:
            said = f"{name} names {named}, which has no certificate that can be read ({error.strerror or error})."
            raise SettingsError(said, f"Correct {name}, or unset it.") from None


def _answer(response: httpx.Response) -> Answer:
    return Answer(response.status_code, str(response.url), {k.lower(): v for k, v in response.headers.items()})


def _chain(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__ or at.__context__


def _certificate_error(error: Exception) -> str | None:
    return next((one.verify_message for one in _chain(error) if isinstance(one, ssl.SSLCertVerificationError)), None)


def _cause(error: Exception) -> str:
    """The operating system's own words for a failure, where it has any."""
    system = next((one for one in _chain(error) if isinstance(one, OSError) and one.strerror), None)
    return (system.strerror or "") if isinstance(system, OSError) else str(error) or type(error).__name__

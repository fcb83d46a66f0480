"""Which addresses may be contacted: https on CBP's and the archive's hosts, and whatever base URLs the settings name.

Asked before the first request and again at every redirect, so that no page can send this program elsewhere.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from encounters.errors import PublisherError, SettingsError

HOSTS = ("cbp.gov", "web.archive.org")
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Rules:
    """The hosts rule for a set of base URLs. Raises SettingsError for a base URL that it could never allow."""

    bases: tuple[str, ...]

    def __post_init__(self) -> None:
        for base in self.bases:
            parts = _split(base)
            if parts is None or parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
                raise SettingsError(f"'{base}' is not the address of a site.", "Write it like https://www.cbp.gov")
            if parts.scheme == "http" and not is_loopback(parts.hostname):
                raise SettingsError(
                    f"'{base}' is plain http, which anyone on the way can change.",
                    "Use https. Plain http is only for a server on this computer (http://127.0.0.1:8000).",
                )

    def problem(self, url: str) -> str | None:
        """Why an address may not be contacted, or None when it may."""
        parts = _split(url)
        if parts is None or parts.scheme not in PORTS or not parts.hostname:
            return "is no https address"
        if "@" in parts.netloc:
            return "has a user name in it"
        if any(_origin(parts) == _origin(urlsplit(base)) for base in self.bases):
            return None
        if parts.scheme == "http":
            return "is plain http"
        if not _known(parts.hostname) or _origin(parts)[2] != 443:
            return f"is not on a host this program contacts ({', '.join(self.hosts())})"
        return None

    def allows(self, url: str) -> bool:
        """Whether an address may be contacted."""
        return self.problem(url) is None

    def check(self, url: str, came_from: str | None = None) -> None:
        """Raises PublisherError for an address that may not be contacted."""
        if problem := self.problem(url):
            sent = f"{came_from} redirects to an address that" if came_from else "The address"
            raise PublisherError(
                f"{sent} {problem}: {url}",
                "If it is right, save the file with a browser and run: encounters import FILE",
            )

    def hosts(self) -> tuple[str, ...]:
        """Every host that may be contacted, subdomains aside."""
        named = [parts.hostname or "" for parts in map(urlsplit, self.bases)]
        return tuple(dict.fromkeys((*HOSTS, *(host for host in named if not _known(host)))))


def _known(host: str) -> bool:
    name = host.lower().rstrip(".")
    return any(name == one or name.endswith(f".{one}") for one in HOSTS)


def is_loopback(host: str | None) -> bool:
    """Whether a host is this computer."""
    if host is None or host.lower() == "localhost":
        return host is not None
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return (
        parts.scheme,
        (parts.hostname or "").lower().rstrip("."),
        parts.port or PORTS.get(parts.scheme, 0),
    )

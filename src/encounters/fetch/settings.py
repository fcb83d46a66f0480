"""How downloads behave: which hosts, at what pace, within which limits, under which name.

An address is held against the hosts before the first request and again at every redirect, so that no page can send this
program elsewhere.
"""

from __future__ import annotations

import ipaddress
import os
import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct, field

from encounters.cbp.files import MAX_BYTES
from encounters.config import KNOWN, Setting, setting
from encounters.errors import PublisherError, SettingsError
from encounters.release import ARCHIVE_SITE, CBP_SITE
from encounters.version import __version__

HOSTS = (CBP_SITE, ARCHIVE_SITE)
PORTS = {"http": 80, "https": 443}
LONGEST_WAIT = 120.0
MAX_PAGE_BYTES = 4 * 1024 * 1024
"""For listing pages and the archive's index."""


class Rules(Struct, frozen=True):
    """Which addresses may be contacted: https on CBP's and the archive's hosts, and whatever the base URLs name.

    Raises SettingsError for a base URL that it could never allow.
    """

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


class Pace(Struct, frozen=True):
    """How often and how fast to ask. `pause` lies between two requests and is the first wait before a repeat.

    The clock, the sleep and the dice are parts of it so that a test need not wait.
    """

    attempts: int = int(KNOWN["attempts"].default)
    pause: float = float(KNOWN["pause"].default)
    longest: float = LONGEST_WAIT
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    dice: Callable[[], float] = random.random

    def wait(self, repeat: int, asked: float | None = None) -> float:
        """Seconds before a repeat, numbered from 1: doubled each time, give or take half; at least what was asked."""
        spread: float = self.pause * 2.0 ** (repeat - 1) * (0.5 + self.dice())
        return max(min(spread, self.longest), asked or 0.0)


def utc_now() -> datetime:
    """This computer's time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class ClientSettings(Struct, frozen=True):
    """Everything about downloads that can be set, and the clock, so that a test can set that too."""

    cbp_url: str = KNOWN["cbp_url"].default
    archive_url: str = KNOWN["archive_url"].default
    user_agent: str = ""
    connect: float = float(KNOWN["connect_timeout"].default)
    read: float = float(KNOWN["read_timeout"].default)
    total: float = float(KNOWN["total_timeout"].default)
    pace: Pace = field(default_factory=Pace)
    file_limit: int = MAX_BYTES
    page_limit: int = MAX_PAGE_BYTES
    now: Callable[[], datetime] = utc_now

    @property
    def rules(self) -> Rules:
        """The hosts rule for these addresses. Raises SettingsError."""
        return Rules((self.cbp_url, self.archive_url))

    @property
    def agents(self) -> tuple[str, ...]:
        """The names to give: the user's own alone, else this program's and one alternative. Raises SettingsError.

        Both of ours say truly who asks. Some servers refuse any agent that is not `Mozilla/5.0 (...)`, the form that
        crawlers use; others refuse browsers and let a named program pass, so the plain name goes first.
        """
        if self.user_agent:
            if not (self.user_agent.isascii() and self.user_agent.isprintable()):
                raise SettingsError(
                    f"The user agent {self.user_agent!r} has characters that no header can carry.",
                    "Write it in plain letters, as Example/1.0.",
                )
            return (self.user_agent,)
        name, url = f"encounters/{__version__}", project_url()
        about = f"+{url}" if url else "recomputes CBP encounter statistics"
        return (f"{name} ({about})", f"Mozilla/5.0 (compatible; {name}; {about})")


def client_settings(
    flags: Mapping[str, str | None] | None = None, environ: Mapping[str, str] = os.environ
) -> ClientSettings:
    """The settings from flags (by setting name), environment variables and the settings file. Raises SettingsError."""
    given = flags or {}
    found = {name: setting(name, given.get(name), environ) for name in NAMES}
    settings = ClientSettings(
        cbp_url=found["cbp_url"].value.rstrip("/"),
        archive_url=found["archive_url"].value.rstrip("/"),
        user_agent=found["user_agent"].value,
        connect=found["connect_timeout"].number(),
        read=found["read_timeout"].number(),
        total=found["total_timeout"].number(),
        pace=Pace(attempts=int(found["attempts"].number()), pause=found["pause"].number()),
    )
    _ = settings.rules, settings.agents
    return settings


def wrong(told: Setting) -> SettingsError | None:
    """What is wrong with a setting, before any command needs it; None where it will do."""
    try:
        if KNOWN[told.name].is_number:
            told.number()
        elif told.name.endswith("_url"):
            Rules((told.value,))
        elif told.name == "user_agent":
            _ = ClientSettings(user_agent=told.value).agents
    except SettingsError as error:
        return error
    return None


NAMES = (
    "cbp_url",
    "archive_url",
    "user_agent",
    "connect_timeout",
    "read_timeout",
    "total_timeout",
    "attempts",
    "pause",
)
"""The settings that downloads read."""


def project_url() -> str | None:
    """The project's page as the installed package states it, for those who wonder who is asking."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        stated = metadata("border-encounters").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    urls = {label.strip().lower(): url.strip() for label, _, url in (entry.partition(",") for entry in stated)}
    return next((urls[label] for label in ("homepage", "repository", "source") if label in urls), None)

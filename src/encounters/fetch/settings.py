"""How downloads behave: addresses, time limits, sizes, pace and the name the program gives itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from encounters.cbp.files import MAX_BYTES
from encounters.config import setting
from encounters.errors import SettingsError
from encounters.fetch.rules import Rules
from encounters.fetch.waits import Pace
from encounters.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_PAGE_BYTES = 16 * 1024 * 1024


def utc_now() -> datetime:
    """This computer's time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class ClientSettings:
    """Everything about downloads that can be set, and the clock, so that a test can set that too."""

    cbp_url: str = "https://www.cbp.gov"
    archive_url: str = "https://web.archive.org"
    user_agent: str = ""
    connect: float = 10.0
    read: float = 30.0
    total: float = 600.0
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
                raise SettingsError(f"The user agent {self.user_agent!r} has characters that no header can carry.")
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
        connect=found["connect_timeout"].number(0.001),
        read=found["read_timeout"].number(0.001),
        total=found["total_timeout"].number(0.001),
        pace=Pace(attempts=int(found["attempts"].number(1)), pause=found["pause"].number()),
    )
    _ = settings.rules, settings.agents
    return settings


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
        stated = metadata("encounters").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    urls = {label.strip().lower(): url.strip() for label, _, url in (entry.partition(",") for entry in stated)}
    return next((urls[label] for label in ("homepage", "repository", "source") if label in urls), None)

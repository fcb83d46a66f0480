"""The receipt of a download: whence the bytes of a release came, when, and how to ask whether they have changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from encounters.release import CBP_SITE, Published


class Receipt(Struct, frozen=True):
    """What is known of one download.

    `url` was asked for and `final_url` answered. `published` is what the path (or the archive) says, None when it says
    nothing. `fetched` is UTC. `etag` and `last_modified` are the server's own words. `sha256` and `bytes` are of the
    CSV itself, after any compression in transit. `via` is the site that answered: `cbp.gov`, `web.archive.org`, or a
    mirror's host. `archived` is when the archive took its copy.
    """

    url: str
    final_url: str
    published: Published | None
    fetched: datetime
    etag: str | None
    last_modified: str | None
    sha256: str
    bytes: int
    client: str
    via: str = CBP_SITE
    archived: datetime | None = None

    def as_dict(self) -> dict[str, Any]:
        """The receipt as JSON values."""
        published = self.published
        return asdict(self) | {
            "published": published.as_dict() if published else None,
            "fetched": self.fetched.isoformat(),
            "archived": self.archived.isoformat() if self.archived else None,
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Receipt:
        """A receipt from JSON values. Raises KeyError, TypeError or ValueError when they are not one."""
        published, archived = row["published"], row["archived"]
        return cls(
            **row
            | {
                "published": Published.from_dict(published) if published else None,
                "fetched": datetime.fromisoformat(row["fetched"]),
                "archived": datetime.fromisoformat(archived) if archived else None,
            }
        )

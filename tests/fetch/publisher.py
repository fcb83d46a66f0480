"""A server, a client for it, and a file to get, for the tests of downloads."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from encounters.errors import PublisherError
from encounters.fetch.client import Client, Download
from encounters.fetch.settings import ClientSettings, Pace
from server import (
    Server,
)

PATH = "/sites/default/files/2024-12/sbo-encounters-fy22-fy25-nov.csv"
HEADER = b"Fiscal Year,Month Grouping,Month (abbv),Component\n"
CSV = HEADER + b"2022,FYTD,OCT,Office of Field Operations\n" * 5000
OTHER = HEADER + b"2022,FYTD,NOV,Office of Field Operations\n" * 5000


class Publisher:
    """A server, a client for it that does not really wait, what that client told, and how long it would have waited."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.waits: list[float] = []
        self.told: list[str] = []
        self.settings = ClientSettings(
            cbp_url=server.base,
            archive_url=server.base,
            connect=2,
            read=2,
            total=10,
            pace=Pace(pause=1, sleep=self.waits.append, dice=lambda: 0.5),
        )

    def client(self, **changes: object) -> Client:
        return Client(replace(self.settings, **changes), self.told.append)  # type: ignore[arg-type]

    def get(self, path: str = PATH, **changes: object) -> Download:
        with self.client(**changes) as client:
            got = client.file(self.server.url(path))
        assert got is not None
        return got

    def fails(self, path: str = PATH, **changes: object) -> PublisherError:
        with pytest.raises(PublisherError) as caught:
            self.get(path, **changes)
        return caught.value

    def asked(self, header: str) -> list[str | None]:
        return [request.headers.get(header) for request in self.server.requests]

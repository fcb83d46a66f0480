"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from publisher import Publisher
from world import World

from server import Server
from site_in_small import SMALL, serve


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A server of CBP's kind and a client that does not really wait."""
    with Server() as server:
        yield Publisher(server)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[World]:
    """CBP's site in small, an empty store, and the command line between them."""
    with Server() as server:
        monkeypatch.setenv("ENCOUNTERS_STORE", str(tmp_path / "store"))
        monkeypatch.setenv("ENCOUNTERS_CBP_URL", server.base)
        monkeypatch.setenv("ENCOUNTERS_ARCHIVE_URL", server.base)
        monkeypatch.setenv("ENCOUNTERS_PAUSE", "0")
        serve(server, SMALL)
        yield World(server, tmp_path / "store", capsys)


@pytest.fixture
def nothing_bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small files have invented counts, which must not meet the real ones that the package ships."""
    monkeypatch.setattr("encounters.store.holdings.bundled.releases", lambda: ())

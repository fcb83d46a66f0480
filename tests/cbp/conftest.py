"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from download_world import World
from server import Server


@pytest.fixture
def world() -> Iterator[World]:
    """A server of CBP's kind and a client that does not really wait."""
    with Server() as server:
        yield World(server)

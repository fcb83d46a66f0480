"""CBP's site in small, a store, and the command line between them, for the tests of `fetch`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from encounters.cli.app import run
from encounters.release import Release
from encounters.store.releases import Store
from server import (
    Server,
)
from site_in_small import FILES, GOOD, SMALL

OCT, NOV, AOR = (
    f"2024-{path}"
    for path in (
        "11/sbo-encounters-fy22-fy25-oct.csv",
        "12/sbo-encounters-fy22-fy25-nov.csv",
        "10/nationwide-encounters-fy21-fy24-aor.csv",
    )
)
FINAL = "assets/documents/2022-Oct/sbo-encounters-fy19-fy22.csv"
NOV_BYTES = SMALL[NOV].read_bytes()
REVISED = (GOOD / "contradicting/2024-12/sbo-encounters-fy22-fy25-nov.csv").read_bytes()


@dataclass
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass
class World:
    """A site, a store, and the command line between them."""

    server: Server
    root: Path
    capsys: pytest.CaptureFixture[str]

    def fetch(self, *words: str) -> Ran:
        # The small files have few cells of invented counts.
        return self.run("fetch", *words, "--accept-incomplete")

    def run(self, *words: str) -> Ran:
        self.capsys.readouterr()
        code = run(words)
        said = self.capsys.readouterr()
        return Ran(int(code), said.out, said.err)

    @property
    def store(self) -> Store:
        return Store(self.root)

    def releases(self) -> list[Release]:
        return sorted(self.store.releases(), key=lambda release: (release.dataset, release.published.day))

    def files(self) -> list[str]:
        return [release.file for release in self.releases()]

    def asked_for_files(self) -> list[str]:
        return [path.removeprefix(f"{FILES}/") for path in self.server.paths() if path.startswith(FILES)]

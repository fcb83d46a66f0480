"""Several claims files: all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from encounters.cbp.files import read_file
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from held import GOOD, SMALL

HELD, SEARCHED = "1,734,686", "1,734,000"


@pytest.mark.parametrize("chosen", ["ndjson", "github", "table"])
def test_nothing_is_written_where_the_last_cannot_be_told(chosen: str, tmp_path: Path, run: Any) -> None:
    """What is searched for a claim that does not hold is read when it is told."""
    store = tmp_path / "store"
    ingest(Store(store), read_file(GOOD / "2024-10/nationwide-encounters-fy21-fy24-state.csv"), SMALL)
    for file in (store / "history").iterdir():
        file.write_bytes(b"damaged")
    paths = []
    for says in (HELD, SEARCHED):
        path = tmp_path / f"{says}.toml"
        claim = f'id = "a"\nfigure = "total"\nperiod = "FY2021"\nsays = "{says}"'
        path.write_text(f"schema = 1\n[[claim]]\n{claim}\n", encoding="utf-8")
        paths.append(str(path))
    ran = run("check", *paths, "--full", "-f", chosen, "--store", str(store))
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "is not as it was written" in ran.stderr

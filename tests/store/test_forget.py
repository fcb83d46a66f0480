"""A release taken back is gone, with its bytes, and the rest is as if it had never been."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from encounters.store.releases import Store
from encounters.store.verify import repair, verify
from encounters.store.writing import writing
from held import stored

KEPT = ("2022-Oct/sbo-encounters-fy19-fy22.csv", "revised/2024-11/sbo-encounters-fy22-fy25-oct.csv")
GONE = "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv"
NAME = "sbo-encounters-fy22-fy25-nov.csv"


@pytest.fixture
def store(own_world: Path) -> Store:
    return stored(own_world / "store", (*KEPT, GONE)).store


def test_it_goes_with_its_bytes_and_repair_does_not_bring_it_back(store: Store, run: Any, tmp_path: Path) -> None:
    ran = run("forget", NAME, "--yes", "-f", "json")
    assert ran.exit_code == 0
    document = json.loads(ran.stdout)
    assert document["schema"] == "encounters/forget/1.0"
    (row,) = document["rows"]
    assert row["file"] == NAME
    assert not list(store.root.rglob(f"*{row['sha256']}*"))
    assert verify(store) == ()
    assert repair(store) == ((), ())
    never = stored(tmp_path / "never", KEPT).store
    assert {one.sha256 for one in store.releases()} == {one.sha256 for one in never.releases()}
    assert store.contents().history("southwest").table.equals(never.contents().history("southwest").table)


def test_a_forgotten_release_can_come_again(store: Store, run: Any) -> None:
    table = store.contents().history("southwest").table
    assert run("forget", NAME, "--yes").exit_code == 0
    stored(store.root, [GONE])
    assert verify(store) == ()
    assert store.contents().history("southwest").table.equals(table)


def test_bytes_that_a_kill_left_behind_go_with_the_next_write(store: Store, run: Any) -> None:
    release = next(one for one in store.releases() if one.file == NAME)
    files = {path: path.read_bytes() for path in store.root.glob(f"raw/{release.sha256}*")}
    assert run("forget", release.sha256[:8], "--yes").exit_code == 0
    for path, content in files.items():
        path.write_bytes(content)
    assert verify(store) == ()
    assert repair(store) == ((), ())
    with writing(store) as changes:
        changes.begin()
    assert not any(path.exists() for path in files)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([NAME], "Nobody is there to say yes"),
        (["sbo-encounters-fy22-fy25-now.csv", "--yes"], "Did you mean 'sbo-encounters-fy22-fy25-nov.csv'?"),
        (["sbo-encounters-fy22-fy25-aug.csv", "--yes"], "comes with the package and cannot be forgotten"),
        (["", "--yes"], "Error: "),
    ],
)
def test_what_cannot_be_forgotten(words: list[str], told: str, store: Store, run: Any) -> None:
    ran = run("forget", *words)
    assert ran.exit_code == 2
    assert told in ran.stderr
    assert len(store.releases()) == 3

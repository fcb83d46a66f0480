"""A store of the older format: read as it is, brought over by the next writer, and lost in no moment of that."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from encounters.errors import StoreError
from encounters.store import disk
from encounters.store.holdings import Holdings
from encounters.store.manifest import format_of, release_row
from encounters.store.releases import Store
from encounters.store.verify import repair, verify
from encounters.store.writing import writing
from held import folder_bytes, stored

FILES = (
    "southwest-2022-04-18.csv",
    "2022-Oct/sbo-encounters-fy19-fy22.csv",
    "revised/2024-11/sbo-encounters-fy22-fy25-oct.csv",
    "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv",
    "2024-10/nationwide-encounters-fy21-fy24-aor.csv",
)
DAYS = (None, date(2022, 5, 1), date(2023, 1, 1), date(2024, 11, 30))


def as_before(newer: Store, root: Path) -> Store:
    """The same releases as the program wrote them in format 1."""
    rows = []
    (root / "raw").mkdir(parents=True)
    for entry in newer.entries():
        release = entry.release
        table = io.BytesIO()
        newer.rows(release).collect().write_parquet(table)
        file = root / f"releases/{release.dataset}/{release.published.day}-{release.sha256[:16]}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(table.getvalue())
        row = release_row(release) | {
            "rows_file": file.relative_to(root).as_posix(),
            "rows_sha256": hashlib.sha256(table.getvalue()).hexdigest(),
            "receipts": [],
        }
        (root / "raw" / release.sha256).write_bytes(newer.raw(release))
        (root / "raw" / f"{release.sha256}.json").write_text(json.dumps(row))
        rows.append(row)
    (root / "manifest.json").write_text(json.dumps({"format": 1, "releases": rows}))
    return Store(root)


def answers(store: Store) -> list[pl.DataFrame]:
    """What a store says on every day, dataset by dataset, and of every release."""
    held = Holdings(store)
    datasets = sorted({release.dataset for release in store.releases()})
    vintages = [held.rows(name, day).collect() for name in datasets for day in DAYS if held.vintage(name, day)]
    return [frame.sort(frame.columns) for frame in vintages] + [
        store.rows(release).collect() for release in sorted(store.releases(), key=lambda one: one.sha256)
    ]


def same(some: list[pl.DataFrame], others: list[pl.DataFrame]) -> bool:
    return len(some) == len(others) and all(one.equals(other) for one, other in zip(some, others, strict=True))


@pytest.fixture
def newer(tmp_path: Path) -> Store:
    return stored(tmp_path / "newer", random.Random(3).sample(FILES, len(FILES))).store


@pytest.fixture
def older(newer: Store, tmp_path: Path) -> Store:
    return as_before(newer, tmp_path / "older")


def bring_over(store: Store) -> None:
    with writing(store) as changes:
        changes.begin()


def test_it_is_read_as_it_is_and_not_changed(older: Store, newer: Store) -> None:
    before = folder_bytes(older.root)
    assert same(answers(older), answers(newer))
    assert {**folder_bytes(older.root)} == before
    assert verify(older) == ()


def test_the_next_writer_brings_it_over(older: Store, newer: Store) -> None:
    said = answers(older)
    bring_over(older)
    assert same(answers(Store(older.root)), said)
    assert verify(Store(older.root)) == ()
    assert sorted(Store(older.root).releases(), key=lambda one: one.sha256) == sorted(
        newer.releases(), key=lambda one: one.sha256
    )
    assert format_of((older.root / "manifest.json").read_bytes()) == 2
    assert not (older.root / "releases").exists()
    assert not list((older.root / "raw").glob("?" * 64))


def test_repair_brings_it_over_too(older: Store) -> None:
    said = answers(older)
    assert repair(older) == ((), ())
    assert not (older.root / "releases").exists()
    assert same(answers(Store(older.root)), said)


def test_a_stop_at_any_write_loses_nothing(older: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file that is moved into its place or removed is a moment at which the program may be killed."""
    said, safe = answers(older), older.root.with_name("safe")
    shutil.copytree(older.root, safe)
    really_replace, really_remove = Path.replace, Path.unlink
    moment = 0
    while True:
        shutil.rmtree(older.root)
        shutil.copytree(safe, older.root)
        left = moment

        def step(path: Path, *more: object, do: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return do(path, *more)  # type: ignore[operator]

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", lambda path, target: step(path, target, do=really_replace))
            patched.setattr(disk, "remove", lambda path: step(path, do=really_remove))
            patched.setattr("encounters.store.older.remove", lambda path: step(path, do=really_remove))
            try:
                bring_over(Store(older.root))
            except KeyboardInterrupt:
                ended = False
            else:
                ended = True
        assert same(answers(Store(older.root)), said), f"stopped before step {moment}"
        bring_over(Store(older.root))
        assert same(answers(Store(older.root)), said), f"brought over after a stop before step {moment}"
        assert verify(Store(older.root)) == ()
        assert not (older.root / "releases").exists()
        if ended:
            break
        moment += 1 if moment < 3 else 4
    assert moment > len(FILES)


@pytest.mark.parametrize("what", ["raw", "rows"])
def test_what_is_damaged_in_one_form_is_brought_over_from_the_other(older: Store, what: str) -> None:
    said, release = answers(older), older.releases()[0]
    pattern = f"raw/{release.sha256}" if what == "raw" else f"releases/*/*{release.sha256[:16]}*"
    next(older.root.glob(pattern)).write_bytes(b"damaged")
    assert len(verify(Store(older.root))) == (1 if what == "raw" else 0)
    bring_over(Store(older.root))
    assert same(answers(Store(older.root)), said)
    assert [fault.repairable for fault in verify(Store(older.root))] == ([False] if what == "raw" else [])


def test_what_is_damaged_in_both_is_told_and_nothing_is_removed(older: Store) -> None:
    release = older.releases()[0]
    (older.root / "raw" / release.sha256).write_bytes(b"damaged")
    next(older.root.glob(f"releases/*/*{release.sha256[:16]}*")).write_bytes(b"damaged")
    with pytest.raises(StoreError, match="not as it was written"):
        bring_over(Store(older.root))
    assert format_of((older.root / "manifest.json").read_bytes()) == 1
    assert len(list(older.root.glob("releases/*/*"))) == len(FILES)

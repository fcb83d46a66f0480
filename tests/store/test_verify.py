"""The store under damage and under other processes: what is seen, what is repaired, what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from encounters.cbp.files import CsvBytes
from encounters.errors import StoreError
from encounters.results import Release
from encounters.store import disk
from encounters.store.disk import TEMPORARY, write_lock
from encounters.store.ingest import Arrival, ingest
from encounters.store.manifest import MANIFEST_FILE
from encounters.store.releases import Store
from encounters.store.verify import repair, verify
from held import SMALL as INVENTED
from site_in_small import SMALL


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    for path, source in SMALL.items():
        ingest(
            store,
            CsvBytes(source.name, path, source.read_bytes()),
            Arrival(receipt={"url": f"https://x/{path}"}, accept_incomplete=True),
        )
    return store


def rows_path(store: Store, release: Release) -> Path:
    return store.root / next(entry.rows_file for entry in store.entries() if entry.release == release)


def flip(path: Path) -> None:
    """One bit in the middle of the file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def same_as_before(store: Store, before: tuple[Release, ...]) -> None:
    assert sorted(store.releases(), key=lambda one: one.sha256) == sorted(before, key=lambda one: one.sha256)
    for release in before:
        assert store.rows(release).select(pl.col("count").sum()).collect().item() == release.encounters


def test_a_store_as_it_was_written_has_no_fault(store: Store) -> None:
    assert verify(store) == ()
    assert repair(store) == ((), ())


def test_no_store_has_no_fault_and_is_not_made(tmp_path: Path) -> None:
    assert verify(Store(tmp_path / "none")) == ()
    assert repair(Store(tmp_path / "none")) == ((), ())
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("damage", ["flip", "remove", "edit"])
def test_rows_are_made_again_from_the_raw_bytes(store: Store, damage: str) -> None:
    before = store.releases()
    path = rows_path(store, before[1])
    if damage == "flip":
        flip(path)
    elif damage == "remove":
        path.unlink()
    else:
        pl.read_parquet(path).with_columns(pl.col("count") + 1).write_parquet(path)
    (fault,) = verify(store)
    assert fault.repairable
    assert fault.file == path.relative_to(store.root).as_posix()
    assert ("is missing" if damage == "remove" else "is not as it was written") in fault.problem
    assert before[1].file in fault.problem
    assert repair(store) == ((fault,), ())
    assert verify(store) == ()
    same_as_before(store, before)


@pytest.mark.parametrize("remove", [False, True])
def test_raw_bytes_cannot_be_made_again_and_come_back_with_the_file(store: Store, remove: bool) -> None:
    before = store.releases()
    path = store.raw_path(before[0].sha256)
    path.unlink() if remove else flip(path)
    (fault,) = verify(store)
    assert not fault.repairable
    assert "save https://x/assets" in fault.advice
    assert f"encounters import {before[0].file}" in fault.advice
    assert repair(store) == ((), (fault,))
    same_as_before(store, before)
    source = next(source for path, source in SMALL.items() if source.name == before[0].file)
    assert ingest(store, CsvBytes(source.name, source.name, source.read_bytes()), INVENTED).already
    assert verify(store) == ()


def test_rows_without_raw_bytes_stay_lost(store: Store) -> None:
    release = store.releases()[0]
    flip(store.raw_path(release.sha256))
    rows_path(store, release).unlink()
    assert [fault.repairable for fault in verify(store)] == [False, False]
    assert len(repair(store)[1]) == 2
    with pytest.raises(StoreError, match="lacks a file"):
        store.rows(release)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 1, "releases": [{}]}', b"\xff\x00"]
)
def test_a_damaged_manifest_is_told_and_made_again(store: Store, content: bytes) -> None:
    before = store.releases()
    (store.root / MANIFEST_FILE).write_bytes(content)
    with pytest.raises(StoreError, match="manifest is damaged") as caught:
        store.releases()
    assert "--repair" in str(caught.value.hint)
    (fault,) = verify(store)
    assert fault.repairable
    assert repair(store) == ((fault,), ())
    same_as_before(store, before)
    assert all(entry.receipts for entry in store.entries())


def test_a_lost_manifest_is_made_again_by_repair_or_by_the_next_write(store: Store) -> None:
    before = store.releases()
    (store.root / MANIFEST_FILE).unlink()
    assert [fault.repairable for fault in verify(store)] == [True] * len(before)
    source = SMALL["2024-11/sbo-encounters-fy22-fy25-oct.csv"]
    assert ingest(store, CsvBytes(source.name, source.name, source.read_bytes()), INVENTED).already
    same_as_before(store, before)
    (store.root / MANIFEST_FILE).unlink()
    assert len(repair(store)[0]) == len(before)
    same_as_before(store, before)


def test_a_manifest_of_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    path = store.root / MANIFEST_FILE
    newer = json.dumps(json.loads(path.read_text()) | {"format": 99}).encode()
    path.write_bytes(newer)
    source = SMALL["2024-11/sbo-encounters-fy22-fy25-oct.csv"]
    for action in (
        store.releases,
        lambda: verify(store),
        lambda: repair(store),
        lambda: ingest(store, CsvBytes(source.name, source.name, source.read_bytes()), INVENTED),
    ):
        with pytest.raises(StoreError, match=r"newer version of encounters \(format 99"):
            action()
    assert path.read_bytes() == newer


def test_leftovers_of_a_killed_writer_go_with_the_next_write(store: Store) -> None:
    leftovers = [store.root / "raw" / f"abc.1{TEMPORARY}", store.root / f"{MANIFEST_FILE}.2{TEMPORARY}"]
    for path in leftovers:
        path.write_bytes(b"half")
    assert verify(store) == ()
    with write_lock(store.root):
        pass
    assert not any(path.exists() for path in leftovers)


HOLD = """
import sys, time
from pathlib import Path
from encounters.store.disk import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_writer_waits_for_another_and_then_names_it(store: Store) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder.stdin, holder.stdout:
        assert holder.stdout.readline() == "held\n"
        began = time.monotonic()
        with pytest.raises(StoreError, match=rf"is being written by process {holder.pid} on .+; waited 0.2 seconds"):
            write_lock(store.root, 0.2).__enter__()
        assert 0.2 <= time.monotonic() - began < 2
        # A reader does not wait.
        assert len(store.releases()) == len(SMALL)
        holder.kill()
        holder.wait()
        with write_lock(store.root, 5):
            pass


def test_the_wait_for_the_lock_is_a_setting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENCOUNTERS_LOCK_TIMEOUT", "0.1")
    with write_lock(store.root), pytest.raises(StoreError, match=rf"by process {os.getpid()} on .+; waited 0.1"):
        write_lock(store.root).__enter__()


@pytest.mark.parametrize(
    ("number", "told"), [(28, "The disk is full"), (30, "The store cannot be written"), (5, "could not be written")]
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_store_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int, told: str, call: str
) -> None:
    before = store.releases()

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    if call == "fsync":
        monkeypatch.setattr(disk.os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    source = SMALL["2024-12/sbo-encounters-fy22-fy25-nov.csv"]
    changed = CsvBytes("sbo-encounters-fy22-fy25-dec.csv", "2025-01/x.csv", source.read_bytes().replace(b"NOV", b"DEC"))
    with pytest.raises(StoreError, match=told):
        ingest(store, changed, INVENTED)
    monkeypatch.undo()
    same_as_before(store, before)
    assert verify(store) == ()
    assert not list(store.root.rglob(f"*{TEMPORARY}"))
    assert not ingest(store, changed, INVENTED).already

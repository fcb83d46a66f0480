"""The store under damage and under other processes: what is seen, what is repaired, what is refused."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from msgspec.structs import replace

from encounters.cbp.files import CsvBytes
from encounters.errors import StoreError
from encounters.release import Release
from encounters.store import disk, raw
from encounters.store.contents import written
from encounters.store.described import Arrival
from encounters.store.disk import TEMPORARY, write_lock
from encounters.store.ingest import ingest
from encounters.store.manifest import MANIFEST_FILE, NOT_ENTRIES, sealed, unsealed
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


def history_path(store: Store, dataset: str = "southwest") -> Path:
    file = store.contents().histories[dataset].file
    assert file is not None
    return store.root / file.file


def raw_path(store: Store, release: Release) -> Path:
    return raw.path(store.root, release.sha256)


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
def test_a_history_is_made_again_from_the_raw_bytes(store: Store, damage: str) -> None:
    before = store.releases()
    path = history_path(store)
    if damage == "flip":
        flip(path)
    elif damage == "remove":
        path.unlink()
    else:
        pl.read_parquet(path).with_columns(pl.col("count") + 1).write_parquet(path)
    with pytest.raises(StoreError) as caught:
        Store(store.root).rows(before[0])
    assert "--repair" in str(caught.value.hint)
    (fault,) = verify(Store(store.root))
    assert fault.repairable
    assert fault.file == path.relative_to(store.root).as_posix()
    assert fault.problem == ("is missing" if damage == "remove" else "is not as it was written")
    assert repair(Store(store.root)) == ((fault,), ())
    assert verify(store) == ()
    same_as_before(store, before)


@pytest.mark.parametrize("remove", [False, True])
def test_raw_bytes_cannot_be_made_again_and_come_back_with_the_file(store: Store, remove: bool) -> None:
    before = store.releases()
    path = raw_path(store, before[0])
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
    flip(raw_path(store, release))
    history_path(store).unlink()
    assert [fault.repairable for fault in verify(Store(store.root))] == [False, False]
    _, left = repair(Store(store.root))
    assert {fault.repairable for fault in left} == {False}
    with pytest.raises(StoreError, match="lacks the figures of"):
        Store(store.root).rows(release)
    for other in store.releases()[1:]:
        assert Store(store.root).rows(other).collect().height


def found(store: Store) -> bool:
    """Whether a damage is told; the digit of the format may look like that of a newer program."""
    try:
        return bool(verify(store))
    except StoreError as error:
        return "newer version" in error.message


def test_a_sealed_file_tells_of_every_bit() -> None:
    content = sealed({"releases": [1, "é", None]})
    assert unsealed(content)["releases"] == [1, "é", None]
    for bit in range(8 * len(content)):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(NOT_ENTRIES):
            unsealed(bytes(changed))


def test_every_bit_that_is_flipped_is_found(store: Store) -> None:
    """A few bits of every file; ENCOUNTERS_FLIPS sets how many, and 0 means all."""
    chance, flips = random.Random(1), int(os.environ.get("ENCOUNTERS_FLIPS", "3"))
    before = store.releases()
    for path in sorted(path for path in store.root.rglob("*") if path.is_file() and path.name[0] not in ".R"):
        content = path.read_bytes()
        bits = range(8 * len(content)) if not flips else chance.sample(range(8 * len(content)), flips)
        for bit in bits:
            changed = bytearray(content)
            changed[bit // 8] ^= 1 << bit % 8
            path.write_bytes(changed)
            told = f"{path.name}, bit {bit}"
            assert found(Store(store.root)), told
        path.write_bytes(content)
    assert verify(store) == ()
    same_as_before(store, before)


def test_a_store_is_made_whole_from_raw_bytes_and_entries_alone(store: Store) -> None:
    before = store.releases()
    tables = {name: history.table for name, history in store.contents().histories.items()}
    (store.root / MANIFEST_FILE).unlink()
    for path in (store.root / "history").glob("*"):
        path.unlink()
    found = verify(Store(store.root))
    assert len(found) == len(before)
    assert all(fault.repairable for fault in found)
    assert repair(Store(store.root)) == (found, ())
    same_as_before(Store(store.root), before)
    again = Store(store.root).contents()
    assert all(again.histories[name].table.equals(table) for name, table in tables.items())
    assert all(entry.receipts for entry in again.entries)


def test_raw_bytes_alone_make_a_store_too(store: Store) -> None:
    before = {release.sha256: release for release in store.releases()}
    for path in store.root.rglob("*"):
        if path.is_file() and not path.name.endswith(".gz"):
            path.unlink()
    assert all(fault.repairable for fault in verify(Store(store.root)))
    repair(Store(store.root))
    again = Store(store.root)
    assert verify(again) == ()
    for release in again.releases():
        was = before.pop(release.sha256)
        assert (release.file, release.months, release.encounters) == (was.file, was.months, was.encounters)
    assert not before


def test_bytes_that_nothing_names_are_told(store: Store) -> None:
    odd = store.root / "raw" / ("0" * 64 + ".csv.gz")
    odd.write_bytes(b"what is this")
    (fault,) = verify(store)
    assert not fault.repairable
    assert "nothing names it" in fault.problem
    assert odd.exists()


def test_an_entry_that_says_other_things_than_its_bytes_is_found_and_made_again(store: Store) -> None:
    contents = store.contents()
    first = contents.entries[0]
    wrong = replace(first, release=replace(first.release, encounters=1))
    raw.keep(store.root, wrong)
    written(store.root, contents.with_entry(wrong), contents)
    (fault,) = verify(Store(store.root))
    assert "says other things" in fault.problem
    repair(Store(store.root))
    assert verify(Store(store.root)) == ()
    assert Store(store.root).releases()[0].encounters == first.release.encounters


def test_a_link_that_leads_out_is_not_followed(store: Store, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    path = history_path(store)
    target = outside / path.name
    path.rename(target)
    path.symlink_to(target)
    with pytest.raises(StoreError, match="leads out of the store"):
        Store(store.root).rows(store.releases()[0])
    assert len(verify(Store(store.root))) == 1
    assert target.exists()


@pytest.mark.parametrize("name", ["raw", "history"])
def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path, name: str) -> None:
    outside, root = tmp_path / "outside", tmp_path / "store"
    outside.mkdir()
    root.mkdir()
    (root / name).symlink_to(outside)
    with pytest.raises(StoreError, match="leads out of the store"):
        ingest(Store(root), CsvBytes("a.csv", "a.csv", next(iter(SMALL.values())).read_bytes()), INVENTED)
    assert list(outside.iterdir()) == []


def test_what_could_not_be_written_whole_is_not_taken_in_later(tmp_path: Path) -> None:
    root, files = tmp_path / "store", list(SMALL.values())
    root.mkdir()
    (root / "history").write_text("in the way")
    with pytest.raises(StoreError, match="could not be written"):
        ingest(Store(root), CsvBytes(files[0].name, files[0].name, files[0].read_bytes()), INVENTED)
    assert raw.kept(root) == {}
    (root / "history").unlink()
    assert verify(Store(root)) == ()
    ingest(Store(root), CsvBytes(files[1].name, files[1].name, files[1].read_bytes()), INVENTED)
    assert [release.file for release in Store(root).releases()] == [files[1].name]
    assert verify(Store(root)) == ()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 2, "releases": [{}]}', b'{"format": 1}', b"\xff\x00"]
)
def test_a_damaged_manifest_is_told_and_made_again(store: Store, content: bytes) -> None:
    before = store.releases()
    (store.root / MANIFEST_FILE).write_bytes(content)
    with pytest.raises(StoreError, match="manifest is damaged") as caught:
        store.releases()
    assert "--repair" in str(caught.value.hint)
    fault, *unnamed = verify(store)
    assert fault.repairable
    assert len(unnamed) == len(before)
    assert repair(store)[1] == ()
    same_as_before(store, before)
    assert all(entry.receipts for entry in store.entries())


def test_a_lost_manifest_is_made_again_by_repair_or_by_the_next_write(store: Store) -> None:
    before = store.releases()
    (store.root / MANIFEST_FILE).unlink()
    assert [fault.repairable for fault in verify(store)] == [True] * len(before)
    assert store.releases() == ()
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


def test_leftovers_of_a_killed_writer_go_with_the_next_write_and_nothing_else_does(store: Store) -> None:
    leftovers = [store.root / "raw" / f"{'a' * 64}.csv.gz.1{TEMPORARY}", store.root / f"{MANIFEST_FILE}.2{TEMPORARY}"]
    not_ours = [store.root / f"film.mkv{TEMPORARY}", store.root / "raw" / f"x{TEMPORARY}", store.root / "a" / "b.part"]
    (store.root / "a").mkdir()
    for path in (*leftovers, *not_ours):
        path.write_bytes(b"half")
    assert verify(store) == ()
    with write_lock(store.root):
        pass
    assert not any(path.exists() for path in leftovers)
    assert all(path.exists() for path in not_ours)


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
    with pytest.raises(StoreError, match=told) as caught:
        ingest(store, changed, INVENTED)
    monkeypatch.undo()
    assert number == 30 or "The store is unchanged" in str(caught.value.hint)
    same_as_before(store, before)
    assert verify(store) == ()
    assert not list(store.root.rglob(f"*{TEMPORARY}"))
    assert not ingest(store, changed, INVENTED).already

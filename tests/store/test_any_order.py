"""CBP's files in three orders: the same answers everywhere, the same histories to the byte, and none is lost."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from encounters.cbp.files import read_file
from encounters.names import KEY
from encounters.store import history
from encounters.store.holdings import Holdings
from encounters.store.ingest import Imported, ingest
from encounters.store.releases import Store
from encounters.store.verify import verify

DAYS = (None, *(date(year, month, 20) for year in (2022, 2023, 2024, 2025) for month in (3, 7, 11)))
SOME = ("sbo-", "southwest-2022", "southwest-2023", "fy22-fy25-", "fy21-fy24-state", "fy23-fy26-nov-state")


@pytest.fixture(scope="module")
def files(shared: Path) -> list[Path]:
    found = sorted((shared / "cbp").glob("[rd]*/*.csv"))
    return [path for path in found if any(part in path.name for part in SOME)]


def filled(root: Path, files: list[Path]) -> tuple[Store, list[Imported]]:
    store = Store(root)
    return store, [ingest(store, read_file(path)) for path in files]


def test_three_orders_answer_the_same_everywhere(files: list[Path], tmp_path: Path) -> None:
    orders = [files, files[::-1], random.Random(7).sample(files, len(files))]
    stores = [filled(tmp_path / str(number), order) for number, order in enumerate(orders)]
    for store, done in stores:
        assert not any(one.already or one.release.incomplete for one in done)
        assert {one.release.sha256 for one in done} == {one.sha256 for one in store.releases()}
    first, *others = [store.contents() for store, _ in stores]
    assert len(first.histories) == 3
    for name, own in first.histories.items():
        packed = history.packed(own.table)
        assert all(history.packed(other.history(name).table) == packed for other in others)
        assert all(other.history(name).releases == own.releases for other in others)
    held, *rest = [Holdings(store) for store, _ in stores]
    for name in first.histories:
        for day in DAYS:
            if held.vintage(name, day):
                rows = held.rows(name, day).sort(KEY).collect()
                assert all(other.rows(name, day).sort(KEY).collect().equals(rows) for other in rest), (name, day)
    for path in files:
        release = next(one for one in first.releases if one.file == path.name)
        assert stores[1][0].raw(release) == read_file(path).content
    assert verify(stores[2][0]) == ()


def test_the_store_is_a_small_part_of_its_files(files: list[Path], tmp_path: Path) -> None:
    store, _ = filled(tmp_path / "store", files)
    size = sum(path.stat().st_size for path in store.root.rglob("*") if path.is_file())
    assert size < 0.12 * sum(path.stat().st_size for path in files)

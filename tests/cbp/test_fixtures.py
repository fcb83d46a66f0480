"""The fixtures in the tree are those that tests/make_fixtures.py writes."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile

import pytest

from damaged_fixtures import DAMAGED
from good_fixtures import GOOD
from make_fixtures import FIXTURES, by_hand, contents


def test_the_fixtures_are_what_the_script_writes() -> None:
    made = contents()
    paths = [path for path in FIXTURES.rglob("*") if path.is_file() and not by_hand(path)]
    there = {path.relative_to(FIXTURES).as_posix(): path.read_bytes() for path in paths}
    assert sorted(there) == sorted(made), "run tests/make_fixtures.py"
    assert [name for name, content in made.items() if there[name] != content] == []


def test_the_script_writes_the_same_each_time() -> None:
    assert contents() == contents()


def test_fixtures_are_small_and_their_counts_differ() -> None:
    for good in GOOD:
        assert len(good.rows) <= 50
        assert sum(row.count for row in good.rows) > 0


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.path)
def test_archives_hold_the_csv(good) -> None:
    if good.path.endswith(".gz"):
        assert gzip.decompress(good.content) == good.csv
    elif good.path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(good.content)) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == {good.member: good.csv}
    else:
        assert good.content == good.csv


def test_the_expected_tables_hold_the_counts_of_the_files() -> None:
    for good in GOOD:
        written = csv.DictReader(io.StringIO(good.csv.decode("utf-8-sig"), newline=""))
        expected = csv.DictReader((FIXTURES / "expected" / good.expected).read_text(encoding="utf-8").splitlines())
        assert sorted(float(row["Encounter Count"]) for row in written) == sorted(
            float(row["count"]) for row in expected
        )


def test_each_file_is_listed_for_people() -> None:
    listed = (FIXTURES / "README.md").read_text(encoding="utf-8")
    for file in (*GOOD, *DAMAGED):
        assert f"- `{file.path}`: {file.about}" in listed

"""`encounters import`: every kind of damage is refused in one line, with the store as it was, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from held import DAMAGED, GOOD, folder_bytes

FIRST = str(GOOD / "2022-Oct/sbo-encounters-fy19-fy22.csv")
TAKE = "--accept-incomplete"  # the fixtures have few cells of invented counts
ACCEPTED = {"new-category.csv", "new-citizenship.csv", "new-encounter-type.csv"}


@pytest.fixture
def store(own_world: Path, run: Any) -> Path:
    """A store with one release in it."""
    assert run("import", FIRST, TAKE).exit_code == 0
    return own_world / "store"


@pytest.mark.parametrize("file", sorted(DAMAGED.iterdir()), ids=lambda file: file.name)
def test_a_damaged_file_leaves_the_store_as_it_was(file: Path, store: Path, run: Any) -> None:
    before = folder_bytes(store)
    ran = run("import", str(file))
    assert ran.exit_code == 65
    assert ran.stdout == ""
    first, *rest = ran.stderr.splitlines()
    assert first.startswith("Error: ")
    assert file.name.split(".")[0] in first
    assert len(rest) <= 1
    assert folder_bytes(store) == before


@pytest.mark.parametrize("name", sorted(ACCEPTED))
def test_a_new_category_can_be_accepted(name: str, store: Path, run: Any) -> None:
    ran = run("import", str(DAMAGED / name), "--accept-new-labels", TAKE, "-f", "json")
    assert ran.exit_code == 0
    assert "New since this release, kept under CBP's own name" in ran.stderr
    assert json.loads(ran.stdout)["rows"][0]["result"] == "stored"
    assert "New since " in run("status").stdout


def test_an_accepted_category_is_counted_and_can_be_asked_for(store: Path, run: Any) -> None:
    run("import", str(DAMAGED / "new-category.csv"), "--accept-new-labels", TAKE, "--published", "2031-01-15")
    month = "2021-10"  # the one that has it, see the file
    parts = json.loads(run("breakdown", "--by", "demographic", "-p", month, "-f", "json").stdout)["rows"]
    named = json.loads(run("measure", "total", "-p", month, "--demographic", "at large", "-f", "json").stdout)
    assert named["value"] == next(row["encounters"] for row in parts if row["demographic"] == "At Large") == 5840


def test_what_is_printed_of_a_file(own_world: Path, run: Any) -> None:
    ran = run("import", FIRST, TAKE)
    assert "sbo-encounters-fy19-fy22.csv   stored" in ran.stdout
    assert "2022-10" in ran.stdout
    again = run("import", FIRST, TAKE)
    assert (again.exit_code, "already stored, nothing changed" in again.stdout) == (0, True)
    row = json.loads(run("import", FIRST, TAKE, "-f", "json").stdout)["rows"][0]
    assert (row["dataset"], row["published"], row["published_inferred"]) == ("southwest", "2022-10-21", False)


def test_a_mislabelled_encounter_type_is_told_and_kept(own_world: Path, run: Any) -> None:
    ran = run("import", str(GOOD / "mislabelled/2022-Oct/sbo-encounters-fy19-fy22.csv"), TAKE)
    assert ran.exit_code == 0
    assert "are called Apprehensions in the file; by authority and component they are Expulsions" in ran.stderr.replace(
        "\n", " "
    )


@pytest.mark.parametrize(
    ("words", "published", "inferred"),
    [
        (["--published", "2022-10-21"], "2022-10-21", False),
        (["--published", "2022-11"], "2022-11", False),
        ([], "2022-10-21", False),
    ],
)
def test_the_publication_date(words: list[str], published: str, inferred: bool, own_world: Path, run: Any) -> None:
    row = json.loads(run("import", FIRST, *words, TAKE, "-f", "json").stdout)["rows"][0]
    assert (row["published"], row["published_inferred"]) == (published, inferred)


def test_an_inferred_date_is_marked_wherever_it_is_shown(own_world: Path, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "download.csv"
    file.write_bytes((GOOD / "2025-03/sbo-encounters-fy22-fy25-feb.csv").read_bytes())
    assert "2025-03 (inferred)" in run("import", str(file), TAKE).stdout
    assert "2025-03 (inferred)" in run("status").stdout


def test_other_files_are_still_tried(own_world: Path, run: Any) -> None:
    ran = run("import", str(DAMAGED / "negative.csv"), FIRST, "nowhere.csv", TAKE, "-f", "json")
    assert ran.exit_code == 65
    document = json.loads(ran.stdout)
    assert [row["file"] for row in document["rows"]] == ["sbo-encounters-fy19-fy22.csv"]
    assert len(document["errors"]) == 2
    assert [line for line in ran.stderr.splitlines() if line.startswith("Error: ")][1] == (
        "Error: nowhere.csv: there is no such file."
    )


def test_a_contradiction_is_refused(own_world: Path, run: Any) -> None:
    run("import", str(GOOD / "revised/2024-12/sbo-encounters-fy22-fy25-nov.csv"), TAKE)
    before = folder_bytes(own_world / "store")
    ran = run("import", str(GOOD / "contradicting/2024-12/sbo-encounters-fy22-fy25-nov.csv"), TAKE)
    assert ran.exit_code == 65
    assert "contradicts sbo-encounters-fy22-fy25-nov.csv" in ran.stderr
    assert "--published" in ran.stderr
    assert folder_bytes(own_world / "store") == before


def test_a_store_that_cannot_be_made(tmp_path: Path, run: Any) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    ran = run("import", FIRST, "--store", str(blocked / "store"))
    assert ran.exit_code == 3
    assert ran.stderr.startswith("Error: ")
    assert ran.stdout == ""


def test_status_verifies_and_repairs(store: Path, run: Any) -> None:
    assert run("status", "--verify").exit_code == 0
    parquet = next(store.glob("history/*.parquet"))
    parquet.write_bytes(parquet.read_bytes()[:-1])
    broken = run("status", "--verify", "-f", "json")
    assert broken.exit_code == 3
    assert json.loads(broken.stdout)["rows"][0]["repairable"] is True
    assert run("status", "--repair").exit_code == 0
    assert run("status", "--verify").exit_code == 0

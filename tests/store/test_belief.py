"""What is believed: whole releases, in any order; and what is refused, however well-formed it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import parse
from encounters.release import Published, Release
from encounters.store import bundled
from encounters.store.belief import FREE, OPEN_BOUND, Incomplete, beside, doubts, relabelled
from encounters.store.described import Arrival, describe
from encounters.store.ingest import UNVERIFIED, ingest
from encounters.store.releases import Store
from encounters.store.verify import verify
from held import bundle
from whole import release_named, rows_of, written

NOV = "sbo-encounters-fy22-fy25-nov.csv"
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def whole() -> Rows:
    return rows_of(release_named(NOV))


def source(rows: Rows, name: str = NOV, dataset: str = "southwest") -> CsvBytes:
    return CsvBytes(name, name, written(dataset, rows))


def refused(tmp_path: Path, rows: Rows, name: str = NOV) -> str:
    with pytest.raises(Incomplete) as caught:
        ingest(Store(tmp_path / "store"), source(rows, name))
    assert caught.value.exit_code == 65
    assert "--accept-incomplete" in str(caught.value.hint)
    assert not (tmp_path / "store").exists()
    return caught.value.message


@pytest.mark.parametrize("release", bundled.releases(), ids=lambda release: release.file)
def test_every_release_of_cbp_looks_whole_beside_all_others(release: Release) -> None:
    cells = bundle().cells(release.dataset, dict.fromkeys(release.months, release))
    found = beside(release, cells, bundle())
    assert doubts(found) == ()
    assert relabelled(found) == ()


def test_all_of_cbps_files_are_taken_in_any_order(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "cbp").glob("[rd]*/*.csv"))
    store = Store(tmp_path / "store")
    for file in reversed(files):
        parsed = parse(found := read_file(file))
        assert doubts(beside(describe(found, parsed, Arrival()), parsed.cells, bundle())) == ()
    for file in files[::9]:
        assert ingest(store, read_file(file)).release.incomplete == ()


def test_a_whole_file_of_other_bytes_is_taken_and_its_origin_told(whole: Rows, tmp_path: Path) -> None:
    done = ingest(Store(tmp_path / "store"), source(whole))
    assert done.release.source == f"imported, {UNVERIFIED}"
    assert done.release.incomplete == ()
    assert any("known with other bytes" in note for note in done.notes)


FILTERS: dict[str, tuple[Callable[[dict[str, Any]], bool], str]] = {
    "one nationality": (lambda row: row["citizenship"] == "mexico", "no citizenship El Salvador, Guatemala, Honduras"),
    "one component": (lambda row: row["component"] == "usbp", "no component Office of Field Operations"),
    "one demographic": (lambda row: row["demographic"] == "fmua", "no demographic Accompanied Minors, Single Adults"),
    "no expulsions": (lambda row: row["authority"] == "title_8", "no authority Title 42"),
    "a gap": (lambda row: str(row["month"])[:4] != "2023", "no month 2023-01..2023-12, which lie inside its own range"),
    "the end is gone": (lambda row: str(row["month"]) < "2024-03", "it lacks 2024-03..2024-11"),
}


@pytest.mark.parametrize("what", FILTERS)
def test_a_part_of_a_release_is_refused(what: str, whole: Rows, tmp_path: Path) -> None:
    keep, told = FILTERS[what]
    assert told in refused(tmp_path, [row for row in whole if keep(row)])


def test_a_file_cut_at_a_line_end_is_refused(whole: Rows, tmp_path: Path) -> None:
    assert "it lacks 20" in refused(tmp_path, whole[: len(whole) * 2 // 3])


def test_a_name_of_other_years_is_refused(whole: Rows, tmp_path: Path) -> None:
    told = refused(tmp_path, whole, "sbo-encounters-fy97-fy98.csv")
    assert "its name says 2096-10 to 2098-09, and it lacks 2096-10..2098-09" in told


def test_a_name_of_another_dataset_is_refused(whole: Rows, tmp_path: Path) -> None:
    told = refused(tmp_path, whole, "nationwide-encounters-fy22-fy25-nov-state.csv")
    assert "its name is that of a nationwide-state file, and it has the columns of southwest" in told


def test_months_that_have_not_come_are_refused(whole: Rows, tmp_path: Path) -> None:
    later = [row | {"month": row["month"].replace(year=row["month"].year + 75)} for row in whole]
    assert "it has counts for 2099-11, which had not begun by 20" in refused(tmp_path, later, "a.csv")
    done = ingest(store := Store(tmp_path / "store"), source(later, "a.csv"), Arrival(accept_incomplete=True))
    assert len(done.release.incomplete) == 1
    assert verify(store) == ()


@pytest.mark.parametrize("file", [NOV, "southwest-2022-04-18.csv"])
def test_a_known_file_is_as_old_as_it_is_whatever_the_clock_says(file: str, shared: Path, tmp_path: Path) -> None:
    (path,) = (shared / "cbp").glob(f"[rd]*/{file}")
    long_ago = Arrival(fetched=datetime(1970, 1, 1, tzinfo=UTC))
    done = ingest(store := Store(tmp_path / "store"), read_file(path), long_ago)
    assert done.release.published == release_named(file).published
    assert verify(store) == ()


def test_a_date_given_for_a_file_that_is_stored_already_is_told_to_change_nothing(whole: Rows, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = ingest(store, source(whole)).release.published
    again = ingest(store, source(whole), Arrival(Published(date(2025, 3, 3))))
    assert (again.already, again.release.published) == (True, first)
    assert again.notes == (f"Stays as published {first}: forget it to import it with another date.",)


def edited(rows: Rows, month: str, by: int) -> Rows:
    """The rows with the largest cell of a month changed."""
    largest = max((row for row in rows if str(row["month"])[:7] == month), key=lambda row: row["count"])
    return [row | {"count": row["count"] + by} if row is largest else row for row in rows]


@pytest.mark.parametrize("by", [1, -1, 500_000])
def test_a_month_of_a_closed_year_may_not_move(by: int, whole: Rows, tmp_path: Path) -> None:
    told = refused(tmp_path, edited(whole, "2023-05", by))
    assert "moves totals of closed fiscal years" in told
    assert "2023-05 (southwest)" in told
    assert f"{sum(row['count'] for row in whole if str(row['month'])[:7] == '2023-05'):,}" in told


def test_a_month_of_an_open_year_may_move_within_the_bound(whole: Rows, tmp_path: Path) -> None:
    total = sum(row["count"] for row in whole if str(row["month"])[:7] == "2024-11")
    bound = int(OPEN_BOUND * total)
    assert bound > FREE
    near = ingest(Store(tmp_path / "near"), source(edited(whole, "2024-11", bound - 10)))
    assert near.release.incomplete == ()
    assert "by more than 3%: 2024-11" in refused(tmp_path, edited(whole, "2024-11", bound + 100))


def test_labels_that_move_under_equal_totals_are_a_note(whole: Rows, tmp_path: Path) -> None:
    at = [row for row in whole if str(row["month"])[:7] == "2023-05" and row["count"] > 100][:2]
    moved = [row | {"count": row["count"] + {id(at[0]): 50, id(at[1]): -50}.get(id(row), 0)} for row in whole]
    done = ingest(Store(tmp_path / "store"), source(moved))
    assert done.release.incomplete == ()
    assert any("Other labels than on hand in 2 cells of closed years" in note for note in done.notes)


def test_what_is_taken_all_the_same_is_marked_wherever_it_answers(whole: Rows, own_world: Path, run: Any) -> None:
    file = own_world / NOV
    file.write_bytes(source([row for row in whole if row["component"] == "usbp"]).content)
    words = ["import", str(file), "--published", "2031-01-15"]
    assert run(*words).exit_code == 65
    taken = run(*words, "--accept-incomplete")
    assert taken.exit_code == 0
    assert "no component Office of Field Operations" in taken.stderr
    told = "INCOMPLETE: it has no component Office of Field Operations"
    assert told in run("summary", "--year", "2024").stdout.replace("\n", " ")
    value = json.loads(run("measure", "total", "--year", "2024", "-f", "json").stdout)
    assert "no component" in value["release"]["incomplete"][0]
    assert value["release"]["source"] == f"imported, {UNVERIFIED}"
    assert "is incomplete" in " ".join(run("status").stdout.split())


def test_an_incomplete_release_is_no_measure_of_the_next(whole: Rows, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    later = Arrival(Published(date(2031, 1, 15)), accept_incomplete=True)
    assert ingest(store, source(edited(whole, "2023-05", 5)), later).release.incomplete
    assert ingest(store, source([*reversed(whole)])).release.incomplete == ()

"""Files that change, move and come late, and those that only the archive has."""

from __future__ import annotations

import re
from datetime import date

import pytest
from world import AOR, FINAL, NOV, NOV_BYTES, OCT, REVISED, World

from encounters.store.holdings import Holdings
from encounters.store.verify import verify
from server import (
    Behaviour,
    csv,
    page,
    status,
)
from site_in_small import FILES, LISTINGS, SMALL, archive, etag_of, serve

# Files that change, move and come late


@pytest.mark.usefixtures("nothing_bundled")
def test_a_file_replaced_under_its_name_is_a_release_of_its_own(world: World) -> None:
    world.fetch("southwest")
    modified = "Wed, 15 Jan 2025 10:00:00 GMT"
    world.server.on(f"{FILES}/{NOV}", csv(REVISED, etag='"new"', modified=modified))
    ran = world.fetch("southwest")
    assert ran.code == 0
    assert "1 new release stored" in ran.out
    assert "revises 1 cell of 2024-08" in ran.out
    versions = [release for release in world.releases() if release.file == NOV[8:]]
    assert [str(release.published) for release in versions] == ["2024-12", "2025-01-15 (inferred)"]
    newest = Holdings(world.store).vintage("southwest")[versions[0].data_through]
    assert newest.sha256 == versions[1].sha256
    assert "Already current" in world.fetch("southwest").out
    third = re.sub(rb",\d+(\r?\n)", rb",7799\1", NOV_BYTES, count=1)
    world.server.on(f"{FILES}/{NOV}", csv(third, etag='"newer"', modified=modified))
    assert world.fetch("southwest").code == 0
    days = [release.published.day for release in world.releases() if release.file == NOV[8:]]
    assert days == [date(2024, 12, 31), date(2025, 1, 15), date(2025, 1, 16)]
    assert verify(world.store) == ()


def test_the_same_bytes_under_a_new_name_are_stored_once(world: World) -> None:
    world.fetch("southwest")
    renamed = NOV.replace(".csv", "_0.csv")
    serve(world.server, {**SMALL, renamed: NOV_BYTES})
    ran = world.fetch("southwest")
    assert ran.code == 0
    assert f"the same figures are stored as {NOV[8:]}" in ran.err
    assert "Already current" in ran.out
    assert len(world.files()) == 2
    world.server.requests.clear()
    assert "Already current" in world.fetch("southwest").out
    assert [asked.headers.get("if-none-match") for asked in world.server.requests if FILES in asked.path] == [
        etag_of(NOV_BYTES)
    ]


@pytest.mark.usefixtures("nothing_bundled")
def test_a_renewed_upload_counts_as_later_than_the_first(world: World) -> None:
    renewed = NOV.replace(".csv", "_0.csv")
    world.fetch("southwest")
    serve(world.server, {**SMALL, renewed: REVISED})
    assert world.fetch("southwest").code == 0
    holdings = Holdings(world.store)
    newest = max(holdings.vintage("southwest").items())[1]
    assert newest.file == renewed[8:]
    assert str(newest.published) == "2025-01-01 (inferred)"


def test_an_earlier_upload_that_appears_later_does_not_answer(world: World) -> None:
    renewed = NOV.replace(".csv", "_0.csv")
    serve(world.server, {renewed: REVISED})
    world.fetch("southwest")
    serve(world.server, {renewed: REVISED, NOV: NOV_BYTES})
    ran = world.fetch("southwest", "--all")
    assert ran.code == 0
    assert [(release.file, str(release.published)) for release in world.releases()] == [
        (NOV[8:], "2024-12-30 (inferred)"),
        (renewed[8:], "2024-12"),
    ]


@pytest.mark.usefixtures("nothing_bundled")
def test_an_older_file_that_appears_after_a_newer_one(world: World) -> None:
    serve(world.server, {NOV: SMALL[NOV]})
    world.fetch("southwest")
    serve(world.server, {NOV: SMALL[NOV], OCT: SMALL[OCT]})
    assert "Already current" in world.fetch("southwest").out
    assert world.fetch("southwest", "--all").code == 0
    newest = Holdings(world.store).vintage("southwest")
    assert {newest[month].file for month in newest if month in world.releases()[-1].months} == {NOV[8:]}


def test_a_new_category_is_kept_when_accepted(world: World) -> None:
    world.server.on(f"{FILES}/{NOV}", csv(NOV_BYTES.replace(b"FMUA", b"At Large")))
    assert world.fetch("southwest", "--accept-new-labels").code == 0
    assert NOV[8:] in world.files()


# The archive


def original(path: str) -> str:
    return f"https://www.cbp.gov{FILES}/{path}"


@pytest.fixture
def archived(world: World) -> World:
    archive(
        world.server,
        [
            ("20221105120000", original(FINAL), SMALL[FINAL].read_bytes()),
            ("20230105120000", original(FINAL).replace("https://www.", "http://"), SMALL[FINAL].read_bytes()),
            ("20241118090000", original(OCT), SMALL[OCT].read_bytes()),
            ("20241217080000", original(NOV), NOV_BYTES),
            ("20250203080000", original(NOV), REVISED),
            ("20250203080001", original("2025-01/something-else.csv"), b"x"),
            ("20241101000000", original(AOR), SMALL[AOR].read_bytes()),
        ],
    )
    world.server.on(LISTINGS["sbo"], status(500))
    return world


def test_the_archive_gives_what_cbp_no_longer_links_and_the_receipt_says_so(archived: World) -> None:
    ran = archived.fetch("southwest", "--archive", "--all")
    assert ran.code == 0
    assert [(release.file, str(release.published)) for release in archived.releases()] == [
        (FINAL.rpartition("/")[2], "2022-10"),
        (OCT[8:], "2024-11-18 (inferred)"),
        (NOV[8:], "2024-12-17 (inferred)"),
        (NOV[8:], "2025-02-03 (inferred)"),
    ]
    receipts = [entry.receipts[0] for entry in archived.store.entries()]
    assert {receipt["via"] for receipt in receipts} == {"127.0.0.1"}
    assert "2024-12-17T08:00:00+00:00" in {receipt["archived"] for receipt in receipts}
    archived.server.requests.clear()
    assert "Already current" in archived.fetch("southwest", "--archive", "--all").out
    assert len(archived.server.requests) == 1


@pytest.mark.parametrize(
    ("day", "newest"), [("2024-12-16", OCT), ("2024-12-17", NOV), ("2024-11-17", FINAL), ("2025-12-31", NOV)]
)
def test_as_of_a_date_gets_what_was_known_then(archived: World, day: str, newest: str) -> None:
    assert archived.fetch("southwest", "--as-of", day).code == 0
    kept = archived.releases()
    assert kept[-1].file == newest.rpartition("/")[2]
    assert all(release.published.day <= date.fromisoformat(day) for release in kept)


def test_the_archive_is_asked_for_what_is_not_on_hand(archived: World, nothing_bundled: None) -> None:
    assert archived.fetch("southwest", "--archive").code == 0
    assert sorted(archived.files()) == sorted(path.rpartition("/")[2] for path in (FINAL, OCT, NOV))
    archived.server.requests.clear()
    assert archived.fetch("southwest", "--archive").code == 0
    assert [path for path in archived.server.paths() if path.startswith("/web/")] == []


def test_what_not_even_the_archive_has_is_told(archived: World) -> None:
    said = archived.fetch("southwest", "--archive").err
    assert "Neither on hand nor in the archive: southwest, data through " in said


def test_what_cbp_gave_is_not_got_again_from_the_archive(archived: World) -> None:
    serve(archived.server, SMALL)
    archived.fetch("southwest")
    archived.server.requests.clear()
    assert archived.fetch("southwest", "--archive", "--as-of", "2024-12-31").code == 0
    assert [path for path in archived.server.paths() if path.startswith("/web/")] == []


def test_before_the_first_capture_there_is_nothing(archived: World) -> None:
    ran = archived.fetch("southwest", "--as-of", "2019-01-01")
    assert ran.code == 4
    assert "no file of southwest published by 2019-01-01" in ran.err


@pytest.mark.parametrize("behaviour", [page("<h1>Busy</h1>"), csv(b"[]"), csv(b'{"a": 1}'), status(503)])
def test_an_index_that_is_none(archived: World, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENCOUNTERS_ATTEMPTS", "1")
    archived.server.on("/cdx/search/cdx", behaviour)
    assert archived.fetch("--archive").code == 4

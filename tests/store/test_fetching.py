"""`encounters fetch` as a person runs it, against CBP's site in small, and the store afterwards."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from encounters.cli.app import run
from encounters.render.progress import Bar, Lines, watch
from encounters.results import Release
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.store.verify import verify
from server import (
    Behaviour,
    Server,
    bomb,
    csv,
    drip,
    only_for,
    page,
    redirect,
    reset_after,
    stall,
    status,
    truncated,
    wrong_length,
)
from site_in_small import FILES, GOOD, LISTINGS, PUBLISHED, SMALL, archive, etag_of, link, real_files, rebuild, serve

OCT, NOV, AOR = (
    f"2024-{path}"
    for path in (
        "11/sbo-encounters-fy22-fy25-oct.csv",
        "12/sbo-encounters-fy22-fy25-nov.csv",
        "10/nationwide-encounters-fy21-fy24-aor.csv",
    )
)
FINAL = "assets/documents/2022-Oct/sbo-encounters-fy19-fy22.csv"
NOV_BYTES = SMALL[NOV].read_bytes()
REVISED = (GOOD / "contradicting/2024-12/sbo-encounters-fy22-fy25-nov.csv").read_bytes()


@dataclass
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass
class World:
    """A site, a store, and the command line between them."""

    server: Server
    root: Path
    capsys: pytest.CaptureFixture[str]

    def fetch(self, *words: str) -> Ran:
        return self.run("fetch", *words)

    def run(self, *words: str) -> Ran:
        self.capsys.readouterr()
        code = run(words)
        said = self.capsys.readouterr()
        return Ran(int(code), said.out, said.err)

    @property
    def store(self) -> Store:
        return Store(self.root)

    def releases(self) -> list[Release]:
        return sorted(self.store.releases(), key=lambda release: (release.dataset, release.published.day))

    def files(self) -> list[str]:
        return [release.file for release in self.releases()]

    def asked_for_files(self) -> list[str]:
        return [path.removeprefix(f"{FILES}/") for path in self.server.paths() if path.startswith(FILES)]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[World]:
    with Server() as server:
        monkeypatch.setenv("ENCOUNTERS_STORE", str(tmp_path / "store"))
        monkeypatch.setenv("ENCOUNTERS_CBP_URL", server.base)
        monkeypatch.setenv("ENCOUNTERS_ARCHIVE_URL", server.base)
        monkeypatch.setenv("ENCOUNTERS_PAUSE", "0")
        serve(server, SMALL)
        yield World(server, tmp_path / "store", capsys)


# What it does


def test_the_newest_of_each_dataset_and_the_closed_years_are_stored(world: World) -> None:
    ran = world.fetch()
    assert ran.code == 0
    assert world.files() == [AOR[8:], FINAL.rpartition("/")[2], NOV[8:]]
    assert "3 new releases stored" in ran.out
    assert verify(world.store) == ()


def test_a_release_keeps_its_receipt(world: World) -> None:
    world.fetch("southwest")
    entry = next(entry for entry in world.store.entries() if entry.release.file == NOV[8:])
    (receipt,) = entry.receipts
    assert receipt["url"] == receipt["final_url"] == world.server.url(f"{FILES}/{NOV}") == entry.release.url
    assert receipt["published"] == {"day": "2024-12-31", "precision": "month", "inferred": False}
    assert (receipt["etag"], receipt["bytes"]) == (etag_of(NOV_BYTES), len(NOV_BYTES))
    assert receipt["sha256"] == entry.release.sha256
    assert receipt["client"].startswith("encounters/")
    assert (receipt["via"], receipt["archived"]) == ("cbp.gov", None)
    assert entry.release.fetched is not None
    assert receipt["fetched"] == entry.release.fetched.isoformat()
    assert receipt["fetched"].endswith("+00:00")
    assert str(entry.release.published) == "2024-12"


def test_a_second_run_is_already_current_and_asks_only_whether_the_newest_changed(world: World) -> None:
    world.fetch()
    world.server.requests.clear()
    ran = world.fetch()
    assert ran.code == 0
    assert "Already current" in ran.out
    assert sorted(world.asked_for_files()) == sorted([NOV, AOR])
    assert all(asked.headers.get("if-none-match") for asked in world.server.requests if FILES in asked.path)


def test_all_takes_every_file(world: World) -> None:
    assert world.fetch("--all").code == 0
    assert world.files() == [AOR[8:], FINAL.rpartition("/")[2], OCT[8:], NOV[8:]]
    again = world.fetch("--all")
    assert "Already current" in again.out
    assert len(world.files()) == 4


@pytest.mark.parametrize("words", [["--list"], ["-n"], ["--dry-run"]])
def test_a_list_and_a_dry_run_get_nothing(world: World, words: list[str]) -> None:
    ran = world.fetch(*words)
    assert ran.code == 0
    assert world.asked_for_files() == []
    assert not world.root.exists()
    assert "3 files to fetch" in ran.out
    assert ("not needed" in ran.out) == (words == ["--list"])
    world.fetch()
    after = world.fetch(*words)
    assert "Already current" in after.out


def test_what_is_contacted_is_said_first(world: World) -> None:
    err = world.fetch("southwest").err.splitlines()
    assert err[0] == f"Contacting {world.server.url(LISTINGS['sbo'])}"
    assert err[1] == f"Getting 2 files from {world.server.base[7:]}"
    assert err[2] == f"{NOV[8:]}: stored, data through 2024-11, published 2024-12, {len(NOV_BYTES):,} bytes"
    assert len(err) == 4


def test_a_terminal_gets_a_bar_and_the_answer_stays_clean(world: World) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "encounters", "fetch", "southwest", "-f", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    ) as process:
        os.close(theirs)
        shown = b""
        # A terminal whose other side is gone is an error on Linux, and an end elsewhere.
        with contextlib.suppress(OSError):
            while block := os.read(ours, 65536):
                shown += block
        assert process.stdout is not None
        answer = json.loads(process.stdout.read())
    os.close(ours)
    assert process.returncode == 0
    assert len(answer["rows"]) == 2
    assert f"{NOV[8:]}: stored, data through 2024-11".encode() in shown.replace(b"\r\n", b"")
    assert b"\x1b[" in shown


def test_a_dumb_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for term, kind in (("dumb", Lines), ("xterm", Bar)):
        monkeypatch.setenv("TERM", term)
        assert type(watch(False, Terminal())) is kind
    assert type(watch(True, Terminal())) is Lines
    assert type(watch(False, io.StringIO())) is Lines


def test_a_list_is_shown_even_when_quiet(world: World) -> None:
    ran = world.fetch("--list", "-q")
    assert NOV[8:] in ran.out
    assert ran.err == ""


def test_machines_are_told_what_failed(world: World) -> None:
    world.server.on(f"{FILES}/{NOV}", status(404))
    answer = json.loads(world.fetch("southwest", "-f", "json").out)
    assert [row["state"] for row in answer["rows"]] == ["failed", "new"]
    assert "There is nothing at" in answer["rows"][0]["problem"]
    assert "There is nothing at" in answer["errors"][0]["message"]


def test_a_store_of_a_newer_version_is_told_before_anybody_is_contacted(world: World) -> None:
    world.root.mkdir()
    (world.root / "manifest.json").write_text('{"format": 99, "releases": []}')
    ran = world.fetch()
    assert ran.code == 3
    assert "newer version" in ran.err
    assert world.server.requests == []


def test_quiet_is_silent(world: World) -> None:
    assert world.fetch("-q") == Ran(0, "", "")
    assert len(world.files()) == 3


def test_the_answer_has_every_format(world: World) -> None:
    rows = json.loads(world.fetch("southwest", "-f", "json", "-q").out)["rows"]
    assert [(row["file"], row["state"], row["published"], row["data_through"]) for row in rows] == [
        (NOV[8:], "new", "2024-12", "2024-11"),
        (FINAL.rpartition("/")[2], "new", "2022-10", "2022-09"),
    ]
    assert rows[0]["sha256"] == Store(world.root).releases()[0].sha256
    assert rows[0]["url"] == world.server.url(f"{FILES}/{NOV}")


@pytest.mark.parametrize("words", [["southwest"], ["SouthWest"], ["nationwide_aor"], ["all"]])
def test_datasets_are_named(world: World, words: list[str]) -> None:
    ran = world.fetch(*words)
    found = {release.dataset for release in world.releases()}
    assert found == ({"southwest", "nationwide-aor"} if words == ["all"] else {words[0].lower().replace("_", "-")})
    # Nobody published a nationwide-state file here, and whoever asked for it is told.
    assert ran.code == (4 if words == ["all"] else 0)


def test_an_unknown_dataset_is_named_with_the_known_ones(world: World) -> None:
    ran = world.fetch("southwst")
    assert ran.code == 2
    assert "Did you mean 'southwest'?" in ran.err
    assert world.server.requests == []


@pytest.mark.usefixtures("nothing_bundled")
def test_what_a_release_changed_is_told(world: World) -> None:
    serve(world.server, {OCT: SMALL[OCT]})
    world.fetch("southwest")
    serve(world.server, {OCT: SMALL[OCT], NOV: SMALL[NOV]})
    out = world.fetch("southwest").out
    assert f"{NOV[8:]} is the first of its dataset on hand with 1 month (2024-11)." in out
    assert f"{NOV[8:]} revises 5 cells of 2024-10 by " in out
    world.run("fetch", "southwest", "--store", str(world.root.parent / "other"), "-q")


def test_settings_come_from_the_file_too(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ENCOUNTERS_CBP_URL")
    monkeypatch.setenv("ENCOUNTERS_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "config.toml").write_text(f'cbp_url = "{world.server.base}"\nuser_agent = "me"\nread_timeout = 3\n')
    assert world.fetch("southwest").code == 0
    assert {asked.headers["user-agent"] for asked in world.server.requests} == {"me"}


def test_a_flag_overrides_the_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENCOUNTERS_CBP_URL", "https://127.0.0.1:1")
    assert world.fetch("southwest", "--cbp-url", world.server.base, "--user-agent", "me").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--cbp-url", "http://mirror.example.org"], "plain http"),
        (["--timeout", "soon"], "--timeout is 'soon'"),
        (["--as-of", "yesterday"], "is not a date"),
    ],
)
def test_a_wrong_setting_is_exit_2_and_contacts_nobody(world: World, words: list[str], told: str) -> None:
    ran = world.fetch(*words)
    assert ran.code == 2
    assert told in ran.err
    assert world.server.requests == []


# CBP's own files and pages


@pytest.mark.parametrize("saved", ["2026-10-03", "2026-09-06"])
def test_the_real_pages_and_files(world: World, shared: Path, saved: str) -> None:
    files = real_files(shared)
    html = (shared / f"cbp/pages/nationwide-encounters-{saved}.html").read_text("utf-8")
    serve(world.server, files)
    paths = [path for path in files if "nationwide" in path]
    world.server.on(LISTINGS["nationwide"], page(rebuild(html, paths * 2)))
    ran = world.fetch("southwest", "nationwide-state", "--all")
    assert ran.code == 0
    assert sorted(world.files()) == sorted(PUBLISHED)
    assert verify(world.store) == ()
    totals = {release.file: release.encounters for release in world.releases()}
    assert len(totals) == 8
    assert world.run("measure", "total", "--year", "2021").out.startswith("1,734,686")


# Everything that can go wrong: what worked is kept, the store verifies, the exit code says what to do


def broken_csv(content: bytes) -> Behaviour:
    return csv(content)


FAULTS: dict[str, tuple[Behaviour, int, str]] = {
    "403": (status(403), 4, "encounters import sbo-encounters-fy22-fy25-nov.csv --published 2024-12"),
    "bot page": (status(200, b"<html><title>Access Denied</title></html>"), 4, "Open http"),
    "404": (status(404), 4, "There is nothing at"),
    "500": (status(500), 4, "is not well (500). Asked 2 times"),
    "429 for a day": (status(429, retry_after="86400"), 4, "asks to wait 86,400 seconds"),
    "redirect loop": (redirect(f"{FILES}/{NOV}"), 4, "redirects without end"),
    "redirect elsewhere": (redirect("https://example.com/x.csv"), 4, "not on a host this program contacts"),
    "redirect to a file": (redirect("file:///etc/hostname"), 4, "no https address"),
    "truncated": (truncated(NOV_BYTES, 400), 4, "broke"),
    "length too long": (wrong_length(NOV_BYTES, len(NOV_BYTES) + 5), 4, "broke"),
    "length too short": (wrong_length(NOV_BYTES, len(NOV_BYTES) - 5), 4, "ends in the middle of a line"),
    "reset": (reset_after(NOV_BYTES, 300), 4, "broke"),
    "slow drip": (drip(NOV_BYTES), 4, "was not here within 1 seconds"),
    "stall": (stall(NOV_BYTES[:100]), 4, "sent nothing for 0.3 seconds"),
    "bomb": (bomb(260), 4, "larger than 256 MB"),
    "latin-1": (csv(NOV_BYTES.replace(b"Honduras", "Hondur\xe4s".encode("latin-1"))), 65, "is not UTF-8 text"),
    "another table": (csv(b"a,b\n1,2\n"), 65, "is not one of CBP's encounter files"),
    "a new category": (csv(NOV_BYTES.replace(b"FMUA", b"At Large")), 65, "--accept-new-labels"),
    "a cell twice": (csv(NOV_BYTES + NOV_BYTES.splitlines(keepends=True)[-1]), 65, "has the same cell twice"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_one_file_and_nothing_else(world: World, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    behaviour, code, told = FAULTS[fault]
    for name, value in (
        ("ATTEMPTS", "2"),
        ("READ_TIMEOUT", "0.3"),
        ("TOTAL_TIMEOUT", "20" if fault == "bomb" else "1"),
    ):
        monkeypatch.setenv(f"ENCOUNTERS_{name}", value)
    serve(world.server, {OCT: SMALL[OCT]})
    assert world.fetch("southwest").code == 0
    before = world.releases()
    serve(world.server, SMALL)
    world.server.on(f"{FILES}/{NOV}", behaviour)
    ran = world.fetch("nationwide-aor", "southwest")
    assert (ran.code, "Traceback" in ran.err) == (code, False), ran.err
    assert told in ran.err
    assert f"{NOV[8:]}: failed" in ran.err
    assert [release for release in world.releases() if release in before] == before
    # A wall keeps everything on that host out: it is not run at again.
    walled = fault in ("403", "bot page")
    assert world.files() == [AOR[8:], *([] if walled else [FINAL.rpartition("/")[2]]), OCT[8:]]
    assert verify(world.store) == ()
    serve(world.server, SMALL)
    assert world.fetch("southwest").code == 0
    assert NOV[8:] in world.files()


def test_a_wall_names_every_file_to_save_by_hand(world: World) -> None:
    for path in SMALL:
        world.server.on(f"{FILES}/{path}", status(403))
    ran = world.fetch("southwest")
    assert ran.code == 4
    for path in (NOV, FINAL):
        assert world.server.url(f"{FILES}/{path}") in ran.err
        assert f"encounters import {path.rpartition('/')[2]} --published" in ran.err
    assert len(world.asked_for_files()) == 3


def test_a_server_that_wants_the_crawlers_form(world: World) -> None:
    for path, source in SMALL.items():
        world.server.on(
            f"{FILES}/{path}", only_for(lambda agent: agent.startswith("Mozilla/5.0 (comp"), csv(source.read_bytes()))
        )
    assert world.fetch().code == 0
    assert len(world.files()) == 3


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (page("<title>Moved</title><p>nothing here"), "titled 'Moved', links no encounter file"),
        (page("<title>Pardon Our Interruption</title>"), "keeps programs out"),
        (status(403), "does not serve this program"),
        (status(404), "There is nothing at"),
        (bomb(17), "larger than 16 MB"),
        (page(f'<a href="https://example.com{FILES}/{NOV}">x</a>'), "links no encounter file"),
    ],
)
def test_a_listing_that_is_none(world: World, behaviour: Behaviour, told: str) -> None:
    world.server.on(LISTINGS["sbo"], behaviour)
    ran = world.fetch("southwest")
    assert (ran.code, ran.out) == (4, "")
    assert told in ran.err
    assert "encounters import" in ran.err or "run it again later" in ran.err or "this is something else" in ran.err
    assert not world.root.exists()


def test_one_listing_that_fails_does_not_keep_the_other_back(world: World) -> None:
    world.server.on(LISTINGS["sbo"], status(404))
    ran = world.fetch()
    assert ran.code == 4
    assert world.files() == [AOR[8:]]
    assert "There is nothing at" in ran.err


def test_links_elsewhere_are_told_and_skipped(world: World) -> None:
    html = f'<a href="{FILES}/{NOV}">x</a><a href="https://example.com/2025-01/sbo-encounters-fy22-fy25-dec.csv">x</a>'
    world.server.on(LISTINGS["sbo"], page(html))
    ran = world.fetch("southwest")
    assert ran.code == 0
    assert "Skipped: https://example.com/2025-01/sbo-encounters-fy22-fy25-dec.csv is not on a host of CBP's." in ran.err
    assert world.files() == [NOV[8:]]


def test_links_that_404_keep_the_others(world: World) -> None:
    link(world.server, [*SMALL, "2025-01/sbo-encounters-fy22-fy25-dec.csv"])
    ran = world.fetch("southwest")
    assert ran.code == 4
    assert world.files() == [FINAL.rpartition("/")[2]]


# Files that change, move and come late


@pytest.fixture
def nothing_bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small files have invented counts, which must not meet the real ones that the package ships."""
    monkeypatch.setattr("encounters.store.holdings.bundled.releases", lambda: ())


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
    assert {receipt["via"] for receipt in receipts} == {"web.archive.org"}
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


# Where it is kept


def test_a_full_disk_ends_it_with_the_store_as_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(world.server, {OCT: SMALL[OCT]})
    world.fetch("southwest")
    before = world.releases()
    serve(world.server, SMALL)

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    ran = world.fetch("southwest")
    monkeypatch.undo()
    assert ran.code == 3
    assert "Error: The disk is full" in ran.err
    assert len(world.asked_for_files()) == 2
    assert Store(world.root).releases() == tuple(before)
    assert verify(Store(world.root)) == ()


def test_no_space_for_the_download_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __getattr__(self, name: str) -> Callable[..., Any]:
            def fail(*_: object) -> int:
                if name == "write":
                    raise OSError(28, os.strerror(28))
                return 0

            return fail

    monkeypatch.setattr("encounters.cbp.download_body.tempfile.SpooledTemporaryFile", lambda **_: Full())
    ran = world.fetch("southwest")
    assert ran.code == 3
    assert "No space for the download" in ran.err


def test_a_store_that_cannot_be_written(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = world.fetch("southwest", "--store", str(tmp_path / "file" / "store"))
    assert ran.code == 3
    assert "could not be written" in ran.err or "cannot be" in ran.err
    assert "Traceback" not in ran.err


def test_a_clock_that_is_wrong_is_one_line(world: World) -> None:
    world.server.clock_off = 40 * 86400.0
    ran = world.fetch("southwest")
    assert ran.code == 0
    assert sum("clock" in line for line in ran.err.splitlines()) == 1

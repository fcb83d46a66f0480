"""`encounters fetch` as a person runs it, against CBP's site in small, and the store afterwards."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from world import AOR, FINAL, NOV, NOV_BYTES, OCT, Ran, World

from encounters.release import site_of
from encounters.render.progress import Bar, Lines, watch
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.store.verify import verify
from encounters.tables.status import status as status_table
from server import (
    page,
    status,
)
from site_in_small import FILES, LISTINGS, PUBLISHED, SMALL, etag_of, real_files, rebuild, serve

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
    assert receipt["published"] == {"day": "2024-12-31", "precision": "month", "basis": "path"}
    assert (receipt["etag"], receipt["bytes"]) == (etag_of(NOV_BYTES), len(NOV_BYTES))
    assert receipt["sha256"] == entry.release.sha256
    assert receipt["client"].startswith("encounters/")
    assert (receipt["via"], receipt["archived"]) == ("127.0.0.1", None)
    assert entry.release.fetched is not None
    assert receipt["fetched"] == entry.release.fetched.isoformat()
    assert receipt["fetched"].endswith("+00:00")
    assert str(entry.release.published) == "2024-12"


def test_what_a_mirror_gives_is_not_told_as_cbps(world: World) -> None:
    world.fetch("southwest")
    told = "fetched from 127.0.0.1, origin not verified"
    assert {release.source for release in world.releases()} == {told}
    assert not any(release.is_cbp_file for release in world.releases())


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.cbp.gov/sites/x.csv", "cbp.gov"),
        ("https://cbp.gov/x.csv", "cbp.gov"),
        ("https://web.archive.org/web/20241217080000id_/https://www.cbp.gov/x.csv", "web.archive.org"),
        ("https://www.cbp.gov.example.org/x.csv", "www.cbp.gov.example.org"),
        ("https://notcbp.gov/x.csv", "notcbp.gov"),
        ("https://www.cbp.gov@example.org/x.csv", "example.org"),
        ("https://mirror.example.org/cbp.gov/x.csv", "mirror.example.org"),
    ],
)
def test_only_cbps_hosts_are_cbp(url: str, site: str) -> None:
    assert site_of(url) == site


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
    command = [sys.executable, "-m", "encounters", "fetch", "southwest", "--accept-incomplete", "-f", "json"]
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
    told = status_table(Holdings(world.store), (), date(2025, 1, 1)).notes
    assert any(note.startswith(f"{NOV[8:]} revises 5 cells of 2024-10 by ") for note in told)
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

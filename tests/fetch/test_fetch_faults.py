"""What goes wrong costs one file and nothing else: the store verifies, the exit code says what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from world import AOR, FINAL, NOV, NOV_BYTES, OCT, World

from encounters.store.releases import Store
from encounters.store.verify import verify
from server import (
    Behaviour,
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
from site_in_small import FILES, LISTINGS, SMALL, link, serve

# Everything that can go wrong


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
    "bomb": (bomb(260), 4, "larger than 32 MB"),
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
    assert world.files() == [AOR[8:], FINAL.rpartition("/")[2], OCT[8:]]
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
    assert len(world.asked_for_files()) == 4


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
        (bomb(5), "larger than 4 MB"),
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

    monkeypatch.setattr("encounters.fetch.transfer.tempfile.SpooledTemporaryFile", lambda **_: Full())
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

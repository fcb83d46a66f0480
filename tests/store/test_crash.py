"""Nothing is lost: processes killed at any moment, and many at once.

A few of each here; the full run, some ten minutes on two cores:

    ENCOUNTERS_KILLS=300 ENCOUNTERS_CROWD_SECONDS=20 python -m pytest tests/store/test_crash.py
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from encounters.cli.app import run
from encounters.store.disk import TEMPORARY
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.store.verify import verify
from server import Behaviour, Handler, Server, csv
from site_in_small import FILES, SMALL, serve

KILLS = int(os.environ.get("ENCOUNTERS_KILLS", "12"))
CROWD_SECONDS = float(os.environ.get("ENCOUNTERS_CROWD_SECONDS", "3"))
CROWD = 8
TAKE = ("--accept-incomplete",)  # the small files have few cells of invented counts
OCT = "2024-11/sbo-encounters-fy22-fy25-oct.csv"
# Everything is imported before the clock of the kill starts, so that most kills fall into the work itself.
WARM = """
import sys
import filelock, httpx, polars, truststore
import encounters.fetch.client, encounters.render.formats, encounters.render.progress, encounters.tables.fetch
import encounters.tables.import_
from encounters.cli.app import run
print("ready", flush=True)
sys.stdin.read()
sys.exit(run(sys.argv[1:]))
"""
FETCHER = """
import sys, time
from encounters.cli.app import run
end = time.monotonic() + float(sys.argv[1])
while time.monotonic() < end:
    if code := run(["fetch", "southwest", "--all", "--accept-incomplete", "-q"]):
        sys.exit(int(code))
"""
READER = """
import json, sys, time
import polars as pl
from pathlib import Path
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
end, expected = time.monotonic() + float(sys.argv[1]), json.loads(sys.argv[2])
reads = seen = 0
# On a busy machine the first release may arrive only after the time: at least one read, within bounds.
while time.monotonic() < end or (not reads and time.monotonic() < end + 45):
    holdings = Holdings(Store(Path(sys.argv[3])))
    releases = holdings.store.releases()
    assert len(releases) >= seen, "a release went away"
    seen = len(releases)
    for release in releases:
        found = dict(holdings.store.rows(release).group_by("month").agg(pl.col("count").sum()).collect().iter_rows())
        assert {str(day)[:7]: count for day, count in found.items()} == expected[release.sha256], release
        reads += 1
    newest = holdings.vintage("southwest")
    if any(release.origin == "store" for release in newest.values()):
        assert holdings.rows("southwest").collect().height
print(reads)
"""


def monthly(store: Store) -> dict[str, dict[str, int]]:
    """Every stored release's count by month, by the hash of its bytes."""
    found = {}
    for release in store.releases():
        rows = store.rows(release).group_by("month").agg(pl.col("count").sum()).collect()
        found[release.sha256] = {str(day)[:7]: count for day, count in rows.iter_rows()}
    return found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server() as server:
        monkeypatch.setenv("ENCOUNTERS_CBP_URL", server.base)
        monkeypatch.setenv("ENCOUNTERS_PAUSE", "0")
        yield server


def start(*words: str) -> subprocess.Popen[str]:
    """The command in a process of its own, warm and waiting for `go`."""
    process = subprocess.Popen(
        [sys.executable, "-c", WARM, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str], kill_after: float | None = None) -> float:
    """Let it run, to its end or to the kill; returns how long it ran."""
    assert process.stdin is not None
    assert process.stdout is not None
    began = time.monotonic()
    process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(kill_after)
    process.kill()
    process.wait()
    process.stdout.close()
    return time.monotonic() - began


def test_a_kill_at_any_moment_loses_nothing(server: Server, tmp_path: Path) -> None:
    base, root = tmp_path / "base", tmp_path / "store"
    files = [str(path) for path in SMALL.values()]
    serve(server, {OCT: SMALL[OCT]})
    assert run(["fetch", "southwest", *TAKE, "--store", str(base), "-q"]) == 0
    (first,) = Store(base).releases()
    serve(server, SMALL)
    commands = (
        ["fetch", "--all", *TAKE, "--store", str(root), "-q"],
        ["import", *files, *TAKE, "--store", str(root), "-q"],
    )
    lasted = [0.0, 0.0]
    for which, command in enumerate(commands):
        shutil.copytree(base, root)
        lasted[which] = go(start(*command))
        assert len(Store(root).releases()) >= 4
        shutil.rmtree(root)
    seed = random.randrange(10**6)
    moments, cut_short = random.Random(seed), 0
    for kill in range(5 * KILLS):
        if kill >= KILLS and cut_short:
            break
        which = kill % 2
        shutil.copytree(base, root)
        after = moments.uniform(0, lasted[which])
        go(start(*commands[which]), after)
        told = f"kill {kill} of {commands[which][0]} after {after:.4f} s, seed {seed}"
        store = Store(root)
        # What an import kept and did not come to name is taken in by the next writer.
        assert all(fault.problem.startswith("is not in the manifest") for fault in verify(store)), told
        kept = store.releases()
        assert first in kept, told
        for release in kept:
            assert store.rows(release).select(pl.col("count").sum()).collect().item() == release.encounters, told
        assert Holdings(store).vintage("southwest"), told
        cut_short += len(kept) < len(SMALL)
        assert run(commands[which]) == 0, told
        assert {release.sha256 for release in kept} <= {release.sha256 for release in store.releases()}, told
        assert len(store.releases()) >= len(SMALL), told
        assert verify(store) == (), told
        assert not list(root.rglob(f"*{TEMPORARY}")), told
        shutil.rmtree(root)
    assert cut_short, f"no kill came before its command had ended, seed {seed}"


def changing_mark(content: bytes) -> Behaviour:
    """The same bytes under a new ETag each time: every request writes a receipt, and so the manifest."""
    asked = iter(range(10**9))

    def send(request: Handler) -> None:
        csv(content, etag=f'"{next(asked)}"')(request)

    return send


def test_many_fetch_and_read_at_once(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight fetch what changes all the time, eight read; every read is right, and none waits for a writer."""
    root = tmp_path / "store"
    monkeypatch.setenv("ENCOUNTERS_STORE", str(root))
    files = {path: source for path, source in SMALL.items() if "sbo" in path}
    serve(server, files)
    assert run(["fetch", "southwest", "--all", "-q", *TAKE, "--store", str(tmp_path / "known")]) == 0
    expected = monthly(Store(tmp_path / "known"))
    for path, source in files.items():
        server.on(f"{FILES}/{path}", changing_mark(source.read_bytes()))
    readers = [READER, str(CROWD_SECONDS), json.dumps(expected), str(root)]
    crowd = [
        subprocess.Popen([sys.executable, "-c", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for words in [[FETCHER, str(CROWD_SECONDS)]] * CROWD + [readers] * CROWD
    ]
    said = [process.communicate(timeout=CROWD_SECONDS + 600) for process in crowd]
    assert [process.returncode for process in crowd] == [0] * len(crowd), [err for _, err in said if err]
    assert all(err == "" for _, err in said)
    assert all(int(out) > 0 for out, _ in said[CROWD:])
    assert monthly(Store(root)) == expected
    assert verify(Store(root)) == ()
    assert not list(root.rglob(f"*{TEMPORARY}"))

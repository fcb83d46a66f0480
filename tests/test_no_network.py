"""Only `fetch` uses the network: any other command that so much as makes a socket fails here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FORBID = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(f"{event} was called")
sys.addaudithook(refuse)
from encounters.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


def without_sockets(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", FORBID, *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize(
    "words",
    [
        ["summary", "--year", "2021"],
        ["check"],
        ["measure", "total", "--year", "2021", "-f", "json"],
        ["compare", "FY2021", "FY2020"],
        ["status"],
        ["find", "1734686"],
        ["fetch", "--help"],
    ],
    ids=lambda words: words[0],
)
def test_answers_need_no_network(words: list[str]) -> None:
    done = without_sockets(*words)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.strip()


def test_an_import_needs_no_network(tmp_path: Path) -> None:
    file = Path(__file__).resolve().parents[1] / "fixtures/good/2025-03/sbo-encounters-fy22-fy25-feb.csv"
    done = without_sockets("import", str(file), "--accept-incomplete", "--store", str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_the_guard_guards() -> None:
    done = without_sockets("fetch", "southwest", "--cbp-url", "http://127.0.0.1:9", "--timeout", "1")
    assert "socket." in done.stderr
    assert done.returncode != 0

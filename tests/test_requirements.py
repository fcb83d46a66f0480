"""Pins that `make lock` writes: complete, hashed, silent about where they were looked up; and actions, by commit."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"([a-z0-9-]+)==(\S+)( ; .+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins(name: str) -> dict[str, str]:
    """Each package of requirements/NAME.txt and its version."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return {match[1]: match[2] for line in text.splitlines() if (match := PIN.fullmatch(line))}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_holds_pins_and_hashes_and_nothing_else(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []


def test_every_runtime_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[^A-Za-z0-9-]", dependency)[0] for dependency in project["dependencies"]}
    assert wanted - pins("run").keys() == set()


@pytest.mark.parametrize("name", ["dev", "bench", "docs"])
def test_the_runtime_versions_are_the_same_everywhere(name: str) -> None:
    assert pins("run").items() - pins(name).items() == set()


@pytest.mark.parametrize("path", [".github/workflows/ci.yml", "action.yml", "docs/ci.md", "docs/fetching.md"])
def test_actions_of_others_are_pinned_by_commit(path: str) -> None:
    used = re.findall(r"uses: (\S+)( # v\d+\.\d+\.\d+)?", (ROOT / path).read_text("utf-8"))
    others = [(name, told) for name, told in used if not name.startswith("OWNER/")]
    assert others
    assert [name for name, told in others if not (re.search(r"@[0-9a-f]{40}$", name) and told)] == []

"""The manual page: fresh, complete, and without a warning from those who read it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import make_man
from encounters.cli.program import COMMANDS
from encounters.config import KNOWN
from encounters.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "share/man/man1/encounters.1"
READERS = {
    "groff": ["groff", "-ww", "-man", "-Tascii", "-z", str(PAGE)],
    "man": ["man", "--warnings", "-l", str(PAGE)],
    "mandoc": ["mandoc", "-T", "lint", "-W", "error", str(PAGE)],
}


def test_it_is_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="ascii") == make_man.page(), "run: python scripts/make_man.py"


def test_it_has_every_command_setting_and_exit_code() -> None:
    page = PAGE.read_text(encoding="ascii").replace(r"\-", "-")
    assert re.findall(r'^\.SS "encounters (\S+)', page, re.MULTILINE) == list(COMMANDS)
    for known in KNOWN.values():
        assert rf"\fB{known.variable}\fR" in page
    for code in ExitCode:
        assert rf"\fB{int(code)}\fR" in page


@pytest.mark.parametrize("reader", READERS)
def test_readers_have_no_complaint(reader: str) -> None:
    if not shutil.which(reader):
        pytest.skip(f"{reader} is not installed")
    read = subprocess.run(READERS[reader], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})
    assert (read.returncode, read.stderr) == (0, "")
    if reader == "man":
        assert "encounters - recompute border encounter figures" in read.stdout


def test_the_wheel_brings_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert PAGE.exists()
    assert shared["share/man/man1"] == "share/man/man1"

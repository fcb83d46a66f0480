"""The help of every command, as it looks in 80 columns."""

from __future__ import annotations

import re
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from test_examples import HERE

from encounters.cli.program import COMMANDS


@pytest.mark.parametrize("name", HERE)
def test_the_help_of_a_command(name: str, run: Any, snapshot: SnapshotAssertion) -> None:
    ran = run(name, "--help", env={"COLUMNS": "80"})
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert max(len(line) for line in ran.stdout.splitlines() if "$ encounters" not in line) <= 80
    assert ran.stdout == snapshot


def test_the_list_of_commands(run: Any) -> None:
    ran = run("--help", env={"COLUMNS": "80"})
    assert ran.exit_code == 0
    for name, about in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(about.split()[0])} ", ran.stdout, re.MULTILINE)


@pytest.mark.parametrize("words", [[], ["-h"], ["summary", "-h"]])
def test_help_is_found_in_every_way(words: list[str], run: Any) -> None:
    ran = run(*words)
    assert "Usage: encounters" in ran.stdout + ran.stderr


def test_the_version(run: Any) -> None:
    assert re.fullmatch(r"encounters \d+\.\d+\.\d+\n", run("--version").stdout)


def test_flags_may_stand_before_the_command(run: Any) -> None:
    early = run("-f", "csv", "--as-of", "2022-05-17", "measure", "total", "-p", "2022-04")
    late = run("measure", "total", "-p", "2022-04", "--as-of=2022-05-17", "--format=csv")
    assert early.stdout == late.stdout
    assert "234088" in early.stdout


@pytest.mark.parametrize("spelling", ["mexico", "MEXICO", "Mexico"])
def test_names_are_forgiving(spelling: str, run: Any) -> None:
    ran = run("measure", "TOTAL", "--year", "2021", "--citizenship", spelling, "-f", "JSON")
    assert '"value": 655594' in ran.stdout

"""Every way of asking for help gives it, on stdout, with exit 0."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from encounters.cli.program import COMMANDS, GROUPS


def test_the_program_alone_prints_its_help(run: Callable[..., Any]) -> None:
    alone, asked = run(), run("--help")
    assert (alone.exit_code, alone.stderr) == (0, "")
    assert alone.stdout == asked.stdout == run("help").stdout


def test_commands_stand_in_their_groups(run: Callable[..., Any]) -> None:
    text = run("--help").stdout
    headings = [f"\n{name}:\n" for name in GROUPS]
    assert sorted(headings, key=text.index) == headings
    for name, about in COMMANDS.items():
        assert f"\n  {name} " in text
        assert about.split()[0] in text


@pytest.mark.parametrize("name", COMMANDS)
def test_help_on_a_command(run: Callable[..., Any], name: str) -> None:
    assert run("help", name).stdout == run(name, "--help").stdout
    text = run(name, "-h").stdout
    assert not any(mark in text.split("Options:")[0] for mark in "{}<>")
    assert "list[" not in text


def test_help_on_what_is_no_command(run: Callable[..., Any]) -> None:
    ran = run("help", "sumary")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Error: Unknown command 'sumary'.")


@pytest.mark.parametrize("words", [["--version", "-v"], ["-v", "--version"], ["--version", "--verbose"]])
def test_the_version_for_a_bug_report(run: Callable[..., Any], words: list[str]) -> None:
    ran = run(*words)
    assert (ran.exit_code, ran.stderr) == (0, "")
    first, python, libraries, data = ran.stdout.splitlines()
    assert first == run("--version").stdout.strip()
    assert python.startswith(f"Python {sys.version.split()[0]}")
    assert "polars" in libraries
    assert "data through" in data

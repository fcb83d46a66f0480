"""Completion: what is offered, quickly and without data, in the three shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from encounters.cli.app import COMMANDS
from encounters.cli.complete import complete
from encounters.cli.completion import SCRIPTS

OFFERED = {
    "commands": ([""], "summary"),
    "a command": (["su"], "summary"),
    "flags": (["summary", "--ci"], "--citizenship"),
    "citizenship": (["summary", "--citizenship", "ve"], "venezuela"),
    "after a comma": (["summary", "--citizenship", "mexico,ve"], "mexico,venezuela"),
    "with an equals sign": (["summary", "--citizenship=mexico,ve"], "--citizenship=mexico,venezuela"),
    "as bash cuts it": (["summary", "--citizenship", "=", "mexico,ve"], "mexico,venezuela"),
    "nothing after the sign": (["summary", "--component", "="], "usbp"),
    "group": (["summary", "--citizenship", "northern"], "northern-central-america"),
    "demographic": (["rows", "--demographic", "single_"], "single-adults"),
    "area": (["rows", "--area", "yuma"], "yuma-sector"),
    "by": (["trend", "--by", "fi"], "fiscal-year"),
    "by of breakdown": (["breakdown", "--by", "citizenship-"], "citizenship-group"),
    "by of recidivism": (["recidivism", "--by", ""], "fiscal-year"),
    "format": (["-q", "summary", "-f", "nd"], "ndjson"),
    "figure": (["measure", "monthly"], "monthly-average"),
    "period": (["summary", "-p", "FY202"], "FY2021"),
    "month": (["revisions", "2022-0"], "2022-04"),
    "year": (["summary", "--year", "202"], "2021"),
    "vintage": (["summary", "--as-of", "2022-04"], "2022-04-18"),
    "series": (["measure", "record", "--series", "usbp-southwest-by-y"], "usbp-southwest-by-year"),
    "dataset": (["rows", "--dataset", "nationwide-s"], "nationwide-state"),
    "color": (["summary", "--color", "n"], "never"),
    "shell": (["completion", "z"], "zsh"),
}


@pytest.mark.parametrize(("words", "offer"), OFFERED.values(), ids=OFFERED)
def test_what_is_offered(words: list[str], offer: str) -> None:
    assert offer in [line.split("\t")[0] for line in complete(words)]


def test_every_command_is_offered_with_its_line() -> None:
    assert dict(line.split("\t") for line in complete([""])) == COMMANDS


@pytest.mark.parametrize(
    "words", [["import", ""], ["summary", "-o", ""], ["summary", "--store", "x"], ["nonsense", "x"]]
)
def test_where_anything_may_stand_nothing_is_offered(words: list[str]) -> None:
    assert words[0] == "nonsense" or complete(words) == []


def test_no_heavy_library_is_loaded() -> None:
    code = (
        "import sys; from encounters.cli.app import completions\n"
        "for words in (['su'], ['summary', '--'], ['measure', ''], ['x', '--series', '']): completions(words)\n"
        "print(sorted({'polars', 'rich', 'httpx', 'plotext'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script(shell: str, run: Any) -> None:
    ran = run("completion", shell)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "_ENCOUNTERS_COMPLETE=1 encounters" in ran.stdout


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A PATH on which `encounters` is this very program."""
    program = tmp_path / "encounters"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m encounters "$@"\n')
    program.chmod(0o755)
    return os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}


def shell_says(words: list[str], environ: dict[str, str]) -> str:
    if shutil.which(words[0]) is None:
        pytest.skip(f"there is no {words[0]} here")
    done = subprocess.run(words, capture_output=True, text=True, env=environ, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_in_bash(environ: dict[str, str]) -> None:
    code = (
        "source <(encounters completion bash)\n"
        "COMP_WORDS=(encounters summary --citizenship = mexico,ve); COMP_CWORD=4; _encounters\n"
        "echo ${COMPREPLY[@]}\n"
        "COMP_WORDS=(encounters su); COMP_CWORD=1; _encounters; echo ${COMPREPLY[@]}\n"
        "complete -p encounters"
    )
    first, second, third = shell_says(["bash", "--norc", "-c", code], environ).splitlines()
    assert (first, second) == ("mexico,venezuela", "summary")
    assert third == "complete -o bashdefault -o default -F _encounters encounters"


def test_in_fish(environ: dict[str, str]) -> None:
    code = "encounters completion fish | source; complete -C 'encounters summary --citizenship=mexico,ve'"
    assert shell_says(["fish", "--no-config", "-c", code], environ) == "--citizenship=mexico,venezuela\tVenezuela\n"


def test_in_zsh(environ: dict[str, str], tmp_path: Path) -> None:
    code = (
        "compdef() { : }; source <(encounters completion zsh)\n"
        "_describe() { print -rl -- ${(P)2} }; _files() { print files }\n"
        "words=(encounters summary --component o); CURRENT=4; _encounters\n"
        "words=(encounters import x); CURRENT=3; _encounters"
    )
    assert shell_says(["zsh", "-f", "-c", code], environ) == "ofo:Office of Field Operations\nfiles\n"

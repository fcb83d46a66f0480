"""Completion: what is offered, quickly and without data, in the three shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from encounters.cli.completion import SHELLS
from encounters.cli.program import COMMANDS

OFFERED = {
    "commands": ([""], "summary"),
    "a command": (["su"], "summary"),
    "flags": (["summary", "--ci"], "--citizenship"),
    "citizenship": (["summary", "--citizenship", "ve"], "venezuela"),
    "after a comma": (["summary", "--citizenship", "mexico,ve"], "mexico,venezuela"),
    "with an equals sign": (["summary", "--citizenship=mexico,ve"], "mexico,venezuela"),
    "as bash cuts it": (["summary", "--citizenship", "=", "mexico,ve"], "mexico,venezuela"),
    "nothing after the sign": (["summary", "--component", "="], "usbp"),
    "group": (["summary", "--citizenship", "northern"], "northern-central-america"),
    "demographic": (["rows", "--demographic", "single-"], "single-adults"),
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


def offered(words: list[str]) -> list[str]:
    """What the program prints when bash asks it to complete the last of the words."""
    environ = os.environ | {"_ENCOUNTERS_COMPLETE": "complete_bash", "COMP_CWORD": str(len(words))}
    environ["COMP_WORDS"] = "\n".join(["encounters", *words])
    done = subprocess.run([sys.executable, "-m", "encounters"], capture_output=True, text=True, env=environ, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")


@pytest.mark.parametrize(("words", "offer"), OFFERED.values(), ids=OFFERED)
def test_what_is_offered(words: list[str], offer: str) -> None:
    assert offer in offered(words)


def test_every_command_is_offered() -> None:
    assert set(COMMANDS) <= set(offered([""]))


@pytest.mark.parametrize(
    "words", [["import", ""], ["summary", "-o", ""], ["summary", "--store", "x"], ["nonsense", "x"]]
)
def test_where_anything_may_stand_nothing_is_offered(words: list[str]) -> None:
    assert "".join(offered(words)) == ""


def test_no_heavy_library_is_loaded() -> None:
    code = (
        "import os, sys; from encounters.cli.app import complete\n"
        "os.environ['_ENCOUNTERS_COMPLETE'] = 'complete_bash'\n"
        "for words in ('su', 'summary\\n--', 'measure\\n', 'measure\\n--series\\n'):\n"
        "    os.environ['COMP_WORDS'] = 'encounters\\n' + words\n"
        "    os.environ['COMP_CWORD'] = str(words.count('\\n') + 1)\n"
        "    complete()\n"
        "print(sorted({'polars', 'rich', 'httpx', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]", done


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script(shell: str, run: Any) -> None:
    ran = run("completion", shell)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert f"_ENCOUNTERS_COMPLETE=complete_{shell}" in ran.stdout


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
        "COMP_WORDS=(encounters summary --citizenship = mexico,ve); COMP_CWORD=4\n"
        "_encounters_completion encounters; echo ${COMPREPLY[@]}\n"
        "COMP_WORDS=(encounters su); COMP_CWORD=1; _encounters_completion encounters; echo ${COMPREPLY[@]}\n"
        "complete -p encounters"
    )
    first, second, third = shell_says(["bash", "--norc", "-c", code], environ).splitlines()
    assert (first, second) == ("mexico,venezuela", "summary")
    assert third == "complete -o default -F _encounters_completion encounters"


def test_in_fish(environ: dict[str, str]) -> None:
    code = "encounters completion fish | source; complete -C 'encounters summary --citizenship mexico,ve'"
    assert shell_says(["fish", "--no-config", "-c", code], environ) == "mexico,venezuela\tVenezuela\n"


def test_in_zsh(environ: dict[str, str]) -> None:
    code = (
        "compdef() { : }; source <(encounters completion zsh)\n"
        "_arguments() { print -rl -- $1 }\n"
        "words=(encounters summary --component o); CURRENT=4; _encounters_completion"
    )
    assert "ofo" in shell_says(["zsh", "-f", "-c", code], environ)

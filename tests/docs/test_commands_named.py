"""Commands that the README and the pages only name, or that need the network: each exists, with the flags given."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from encounters.cli.program import COMMANDS, build

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
IN_TEXT = re.compile(r"`(?:\$ )?encounters ([^`\n]+)`")
CODE = re.compile(r"^```\w*[^\n]*\n(.*?)^```|^    ([^\n]+)$", re.MULTILINE | re.DOTALL)
IN_CODE = re.compile(r"^(?:[^\n`]*?(?:\$ |run: |&& |\* {2}))?\s*encounters ([^\n`]+)$", re.MULTILINE)
END = re.compile(r"\s(?:#|\||\|\||&&|>|2>|;|<)(?:\s|$)|;|\s\|\|")


def commands(text: str) -> Iterator[str]:
    """What follows `encounters` wherever a page gives a command: in a sentence, a table or a block of code."""
    code = "\n".join(block or line for block, line in CODE.findall(text))
    for found in (*IN_TEXT.findall(text), *IN_CODE.findall(code)):
        command = END.split(found, maxsplit=1)[0].strip()
        if re.match(r"[a-z]+( |$)", command):
            yield command


def flags_of(name: str) -> set[str]:
    group: Any = typer.main.get_command(build([name]))
    given = {flag for option in group.commands[name].params for flag in option.opts if flag.startswith("-")}
    return given | {"-h", "--help"}


FLAGS = {name: flags_of(name) for name in COMMANDS}


@pytest.mark.parametrize("page", [str(page.relative_to(ROOT)) for page in PAGES])
def test_commands_and_flags_exist(page: str) -> None:
    for command in commands((ROOT / page).read_text(encoding="utf-8")):
        name, *words = shlex.split(command)
        assert name in COMMANDS, f"encounters {command}"
        used = {word.split("=")[0] for word in words if re.match(r"--?[a-zA-Z]", word)}
        assert used <= FLAGS[name], f"encounters {command}: there is no {', '.join(used - FLAGS[name])}"


def test_commands_are_found_wherever_they_stand() -> None:
    text = (
        "See `encounters pace`.\n\n    encounters fetch all   # it too\n\n```console\n$ encounters rows | head\n```\n"
    )
    assert list(commands(text)) == ["pace", "fetch all", "rows"]

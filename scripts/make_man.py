"""The manual page, from the program's own help: `python scripts/make_man.py` writes share/man/man1/encounters.1."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import ReadingOptions
from encounters.cli.program import COMMANDS, build
from encounters.config import CONFIG_VARIABLE, KNOWN
from encounters.errors import MEANINGS
from encounters.render.formats import names
from encounters.version import __version__

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "share/man/man1/encounters.1"

GROUPS = {"period": PeriodOptions, "filter": FilterOptions, "output": ReadingOptions}
MARKS = {"period": "period", "filter": "component", "output": "quiet"}
"""An option of each group, which tells that a command has it."""
SHARED = {field: name for name, group in GROUPS.items() for field in group.__struct_fields__}
FORMATS = ", ".join(names()) + "."

DESCRIPTION = """\
CBP publishes monthly counts of encounters at the border and revises them later. encounters keeps every release it is
given, recomputes the usual figures from them, and checks printed numbers against what was known on the day they were
printed. Figures that the package ships answer at once; only fetch uses the network.

An encounter is an event, not a person: one person can be encountered several times.

The answer goes to standard output, everything else to standard error."""


EXAMPLES = (
    ("A fiscal year, October 2020 to September 2021:", "encounters summary --year 2021"),
    ("A month as it was known on a day:", "encounters measure total -p 2022-04 --as-of 2022-05-17"),
    ("Which figure gives a printed number:", "encounters find 171840"),
    ("A report's claims, in CI:", "encounters check --strict claims.toml"),
)

SEE_ALSO = """\
encounters COMMAND --help is the help of one command, encounters explain the list of figures, and encounters
completion SHELL prints a completion script."""


def page() -> str:
    """The manual page as roff."""
    group: Any = typer.main.get_command(build())
    lines = [
        f'.TH ENCOUNTERS 1 "{_released()}" "encounters {__version__}" "User Commands"',
        ".ad l",
        ".nh",
        *_section("NAME", [r"encounters \- recompute border encounter figures and check printed ones"]),
        *_section("SYNOPSIS", [".B encounters", ".I command", "[options] [arguments]"]),
        *_section("DESCRIPTION", _paragraphs(DESCRIPTION)),
        *_section("COMMANDS", [line for name in COMMANDS for line in _command(name, group.commands[name])]),
    ]
    trend: Sequence[Any] = group.commands["trend"].params
    for name in GROUPS:
        options = [option for option in trend if hasattr(option, "is_flag") and SHARED.get(option.name) == name]
        lines += _section(f"{name} options".upper(), [line for option in options for line in _option(option)])
    exits = [_item(f"{code:d}", f"{said[0].upper()}{said[1:]}.") for code, said in MEANINGS.items()]
    lines += _section("EXIT STATUS", [line for item in exits for line in item])
    lines += _section("ENVIRONMENT", _environment())
    lines += _section("EXAMPLES", [line for each in EXAMPLES for line in _example(*each)][1:])
    lines += _section("SEE ALSO", _paragraphs(SEE_ALSO))
    return "\n".join(lines) + "\n"


def _released() -> str:
    """The date of this version in the change log; before its release, only that."""
    found = re.search(rf"^## \[{re.escape(__version__)}\] - (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    return found[1] if found else "unreleased"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f".SH {title}", *lines]


def _command(name: str, command: Any) -> list[str]:
    arguments = [param for param in command.params if not hasattr(param, "is_flag")]
    has = {param.name for param in command.params}
    groups = [name for name, mark in MARKS.items() if mark in has]
    own = [param for param in command.params if hasattr(param, "is_flag") and _is_own(param, groups)]
    usage = " ".join(["encounters", name, "[options]", *(_metavar(argument) for argument in arguments)])
    lines = [f'.SS "{_text(usage)}"']
    lines += _paragraphs(command.help)
    for argument in arguments:
        lines += _item(_metavar(argument), argument.help or "", style=r"\fI")
    for option in own:
        lines += _option(option)
    return lines + ([".PP", f"Also, as far as --help lists them: {_listed(groups)} options, below."] if groups else [])


def _is_own(param: Any, groups: Sequence[str]) -> bool:
    """Whether an option is the command's own: in none of its groups, or with a list of formats of its own."""
    return SHARED.get(param.name) not in groups or (param.name == "format" and param.help != FORMATS)


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _metavar(param: Any) -> str:
    return str(param.metavar or (param.name.upper() if hasattr(param, "is_flag") else f"[{param.name.upper()}]"))


def _option(option: Any) -> list[str]:
    flags = ", ".join(sorted([*option.opts, *option.secondary_opts], key=len))
    value = "" if option.is_flag else rf" \fI{_text(_metavar(option))}\fR"
    return [".TP", rf"\fB{_text(flags)}\fR{value}", *_filled(option.help or "")]


def _item(term: str, about: str, style: str = r"\fB") -> list[str]:
    return [".TP", rf"{style}{_text(term)}\fR", *_filled(about)]


def _example(about: str, command: str) -> list[str]:
    return [".PP", *_filled(about), ".PP", ".RS 4", ".nf", _text(f"$ {command}"), ".fi", ".RE"]


def _environment() -> list[str]:
    lines: list[str] = []
    for known in KNOWN.values():
        flag = f"; also {known.flag}" if known.flag else ""
        default = f" The default is {known.default}." if known.default else ""
        lines += _item(known.variable, f"{known.about[0].upper()}{known.about[1:]}{flag}.{default}")
    return lines + _item(CONFIG_VARIABLE, "The settings file, with the same settings; encounters status shows each.")


def _paragraphs(text: str) -> list[str]:
    return [line for paragraph in text.split("\n\n") for line in (".PP", *_block(paragraph))][1:]


def _block(paragraph: str) -> list[str]:
    """A paragraph, filled; one that help keeps line by line is kept so here."""
    if not paragraph.startswith("\b\n"):
        return _filled(paragraph)
    kept = [_text(line.strip()) for line in paragraph.removeprefix("\b\n").splitlines()]
    return [".nf", ".RS 4", *kept, ".RE", ".fi"]


def _filled(text: str) -> list[str]:
    """Prose as lines of at most 80 characters, none of which is a request."""
    lines = textwrap.wrap(_text(" ".join(text.split())), 78, break_long_words=False, break_on_hyphens=False)
    return [rf"\&{line}" if line.startswith(".") else line for line in lines]


def _text(text: str) -> str:
    r"""Text as roff: a hyphen is a hyphen that can be copied, and no line is a request.

    >>> _text("--by 'x'")
    "\\-\\-by \\(aqx\\(aq"
    """
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace('"', r"\(dq")
    ascii_only = "".join(letter if letter.isascii() else rf"\[u{ord(letter):04X}]" for letter in plain)
    return rf"\&{ascii_only}" if ascii_only.startswith(".") else ascii_only


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()

"""Words that lead nowhere, told the way: commands and options that there are not, by what people mean with them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from encounters.cli.program import COMMANDS, build
from encounters.errors import PeriodError, UnknownName, UsageError
from encounters.results import and_list

CALLED = {
    "search": "find",
    "lookup": "find",
    "list": "status",
    "info": "status",
    "update": "fetch",
    "download": "fetch",
    "verify": "check",
    "define": "explain",
    "glossary": "explain",
    "series": "explain",
    "export": "rows",
    "data": "rows",
    "show": "summary",
    "chart": "trend",
    "plot": "trend",
    "split": "breakdown",
    "history": "revisions",
}
"""What other programs call a command, or people do."""

NEGATIVE = re.compile(r"-[.\d]")
OPTION = re.compile(r"No such option: --([\w-]+)")


def no_command(name: str) -> UsageError:
    """A command that does not exist; a figure or a period alone is told how it is asked for."""
    from encounters.figures import figure_called
    from encounters.periods import Period, with_years

    if figure := figure_called(name):
        return UsageError(f"'{name}' is a figure, not a command.", f"encounters measure {figure.name} PERIOD")
    try:
        Period.parse(with_years(name))
    except PeriodError:
        return UnknownName("command", name, COMMANDS, "encounters --help", CALLED)
    return UsageError(f"'{name}' is a period, not a command.", f"encounters summary {name}")


def way(said: str, words: Sequence[str]) -> str:
    """The way on from what typer says of a call's words."""
    if (match := OPTION.match(said)) and (told := _format(match[1]) or _dimension(match[1]) or _elsewhere(match[1])):
        return told
    name = words[0] if words and words[0] in COMMANDS else ""
    number = next((word for word in words if NEGATIVE.match(word)), None)
    if number and said.startswith(f"No such option: {number[:2]}"):
        return f"A number below zero stands behind two dashes: encounters {name} -- {shlex.quote(number)}"
    return f"See: encounters {name} --help".replace("  ", " ")


def _format(name: str) -> str | None:
    """How a format is asked for, where it was written as an option of its own: `--csv`."""
    from encounters.render.formats import FORMATS

    return f"Formats are asked for with -f: -f {name}" if name in FORMATS else None


def _elsewhere(name: str) -> str | None:
    """The commands that have an option which this one has not."""
    from typer.main import get_command

    commands: Mapping[str, Any] = getattr(get_command(build()), "commands", {})
    there = [each for each, own in commands.items() if any(f"--{name}" in option.opts for option in own.params)]
    return f"--{name} is an option of {and_list(there)}: encounters {there[0]} --help" if there else None


def _dimension(name: str) -> str | None:
    """The option of a dimension by another name: `--country`."""
    from encounters.names import AREA_KINDS, FIELD_OFFICE, called
    from encounters.names import CALLED as NAMES

    if AREA_KINDS.get(called(name)) == FIELD_OFFICE:
        return "Field offices are areas: --area tucson-field-office"
    dimension = NAMES.get(called(name))
    return f"It is called --{dimension} here." if dimension else None

"""The program: its commands, and how those that a call needs are built."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from encounters.cli.plain import PlainCommand, PlainGroup
from encounters.version import __version__

GROUPS = {
    "Look": {
        "summary": "Show a period's headline figures.",
        "trend": "Show encounters month by month.",
        "compare": "Compare periods with the first one named.",
        "breakdown": "Split a period's encounters by a dimension.",
        "pace": "Compare the year to date with the same months of earlier years.",
        "recidivism": "Show the repeat-encounter share as CBP publishes it.",
        "measure": "Print one figure, for scripts.",
        "rows": "Print the tidy rows themselves.",
        "explain": "Show a figure's definition, formula and source.",
    },
    "Check": {
        "check": "Check a report's claims against the data.",
        "draft": "Draft the claims that a document makes, with their verdicts.",
        "find": "Find which figure, period and filters give a number.",
        "revisions": "Show how published counts moved from release to release.",
    },
    "Data": {
        "status": "Show what is on hand: releases, coverage, age, settings.",
        "fetch": "Get new releases from CBP into the store. The only command that uses the network.",
        "import": "Bring files on disk into the store.",
        "forget": "Take a release that was fetched or imported back out of the store.",
        "completion": "Print a shell completion script.",
    },
}
COMMANDS = {name: about for group in GROUPS.values() for name, about in group.items()}
"""Each command and its line of the list; the module of the same name in this room has it."""

MODULES = {"import": "import_"}

EPILOG = (
    "Help on one: encounters help COMMAND. Without a store, bundled figures answer. "
    "Exit codes: 0 done, 1 a claim failed, 2 asked wrongly, 3 cannot answer, 4 network, 65 bad file, 70 our bug."
)


def build(names: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The program with the commands named; with none, all stand in its list by their line, which is faster."""
    made = typer.Typer(
        name="encounters",
        cls=PlainGroup,
        help="Recompute CBP's southwest land border encounter figures, and check printed numbers against them.",
        epilog=EPILOG,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_root)
    for group, commands in GROUPS.items():
        for name, about in commands.items():
            if names and name not in names:
                continue
            command = _command(name) if names else _not_built
            listed = made.command(
                name, cls=PlainCommand, help=_help(name, command.__doc__), short_help=about, rich_help_panel=group
            )
            listed(command)
    return made


def _command(name: str) -> Callable[..., int]:
    from encounters.cli.spread import spread

    return spread(importlib.import_module(f"encounters.cli.{MODULES.get(name, name)}").command)


def _not_built() -> int:
    """Stands for a command that a call does not need."""
    return 0


def _help(name: str, text: str | None) -> str:
    """A command's help: its line of the list, then its docstring with examples kept line by line."""
    paragraphs = inspect.cleandoc(text or "").split("\n\n")
    return "\n\n".join(
        [COMMANDS[name], *("\b\n" + part.rstrip() if "$ encounters" in part else part for part in paragraphs[1:])]
    )


def _version(wanted: bool) -> None:
    if wanted:
        from encounters.render.emit import emit

        emit(f"encounters {__version__}\n")
        raise typer.Exit


def version_in_full() -> str:
    """What a bug report needs: the version, Python, the platform, the libraries, and how new the package's data is."""
    import platform
    from importlib.metadata import version

    from encounters.store.bundled import releases

    shipped = releases()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "polars", "numpy", "rich", "httpx"))
    return (
        f"encounters {__version__}\n"
        f"Python {platform.python_version()}, {platform.platform()}\n"
        f"{libraries}\n"
        f"{len(shipped)} bundled releases, data through {max(release.data_through for release in shipped)}, "
        f"published up to {max(shipped, key=lambda release: release.published.day).published}\n"
    )


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True, show_default=False)
    ] = False,
) -> None:
    """The program itself has no options but these; shared flags may stand before the command too."""


def wanted(name: str) -> Sequence[str]:
    """The commands that a call needs: its own, or none to list them all or tell the version."""
    return (name,) if name in COMMANDS else ()

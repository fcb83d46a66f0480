"""The program: the commands, and the one gate through which every error leaves."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from encounters.cli.options import GROUPS, spread
from encounters.cli.plain import PlainCommand, PlainGroup
from encounters.config import COMPLETE_VARIABLE
from encounters.errors import EncountersError, ExitCode, UnknownName
from encounters.version import __version__

COMMANDS = {
    "fetch": "Get new releases from CBP into the store. The only command that uses the network.",
    "import": "Bring files on disk into the store.",
    "status": "Show what is on hand: releases, coverage, age, settings.",
    "summary": "Show a period's headline figures.",
    "trend": "Show encounters month by month.",
    "compare": "Compare periods with the first one named.",
    "breakdown": "Split a period's encounters by a dimension.",
    "recidivism": "Show the repeat-encounter share as CBP publishes it.",
    "pace": "Compare the year to date with the same months of earlier years.",
    "measure": "Print one figure, for scripts.",
    "explain": "Show a figure's definition, formula and source.",
    "check": "Check a report's claims against the data.",
    "find": "Find which figure, period and filters give a number.",
    "revisions": "Show how published counts moved from release to release.",
    "rows": "Print the tidy rows themselves.",
    "completion": "Print a shell completion script.",
}
MODULES = {"import": "import_"}

EPILOG = (
    "Without a store, bundled figures answer. "
    "Exit codes: 0 done, 1 a claim failed, 2 asked wrongly, 3 cannot answer, 4 network, 65 bad file, 70 our bug."
)


def build(names: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The program with some of its commands; building one is faster than building all."""
    made = typer.Typer(
        name="encounters",
        cls=PlainGroup,
        help="Recompute CBP's southwest land border encounter figures, and check printed numbers against them.",
        epilog=EPILOG,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_root)
    for name in names:
        module = importlib.import_module(f"encounters.cli.{MODULES.get(name, name)}")
        made.command(name, cls=PlainCommand, help=_help(name, module.command.__doc__), short_help=COMMANDS[name])(
            spread(module.command)
        )
    return made


def _help(name: str, text: str | None) -> str:
    """A command's help: its line of the list, then its docstring with examples kept line by line."""
    paragraphs = (text or "").split("\n\n")
    return "\n\n".join(
        [COMMANDS[name], *("\b\n" + part.rstrip() if "$ encounters" in part else part for part in paragraphs[1:])]
    )


def _version(wanted: bool) -> None:
    if wanted:
        from encounters.render.emit import emit

        emit(f"encounters {__version__}\n")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True, show_default=False)
    ] = False,
) -> None:
    """The program itself has no options but these; shared flags may stand before the command too."""


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code. Every error is one line and a hint on stderr."""
    words = hoist(list(arguments))
    verbose = any(word in ("-v", "--verbose") for word in words)
    try:
        name = words[0] if words else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            raise UnknownName("command", name, COMMANDS, "encounters --help")
        app = build(_wanted(name))
        code = int(app(args=words, prog_name="encounters", standalone_mode=False) or 0)
        # typer turns Ctrl-C into this code and says nothing.
        return _interrupted() if code == ExitCode.INTERRUPTED else code
    except TyperException as error:
        return _told(
            error.format_message(),
            None if type(error).__name__ == "NoArgsIsHelpError" else _usage_hint(words),
            ExitCode.USAGE,
        )
    except EncountersError as error:
        return _told(error.message, error.hint, error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except OSError as error:
        # A folder that may not be read, a name too long, a disk at fault: the computer's doing, wherever it is met.
        return _told(_outside(error), None, ExitCode.CANNOT_ANSWER) if error.errno else _our_bug(error, verbose)
    except Exception as error:
        return _our_bug(error, verbose)


def _interrupted() -> int:
    from encounters.render.emit import note

    note("Interrupted.")
    return ExitCode.INTERRUPTED


def _wanted(name: str) -> Sequence[str]:
    """The commands that a call needs: its own; any one to tell the version; all to list them."""
    if name in COMMANDS:
        return (name,)
    return ("explain",) if name == "--version" else tuple(COMMANDS)


def _usage_hint(words: Sequence[str]) -> str:
    name = words[0] if words and words[0] in COMMANDS else ""
    return f"See: encounters {name} --help".replace("  ", " ")


def _told(message: str, hint: str | None, code: int) -> int:
    from encounters.render.emit import note

    note(f"Error: {message}")
    if hint:
        note(f"Hint: {hint}")
    return code


def _outside(error: OSError) -> str:
    where = f"Cannot read or write {error.filename}" if error.filename else "The system refused"
    return f"{where}: {(error.strerror or str(error)).lower()}."


def _our_bug(error: Exception, verbose: bool) -> int:
    """Tell of an error that is ours: one line, the log file, and with -v the traceback."""
    import tempfile
    import traceback

    trace = "".join(traceback.format_exception(error))
    log = os.path.join(tempfile.gettempdir(), f"encounters-{os.getpid()}.log")
    try:
        with open(log, "w", encoding="utf-8") as stream:
            stream.write(f"encounters {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n{trace}")
        where = f"Please report it with this file: {log}"
    except OSError:
        where = "Please report it, with what -v prints."
    return _told(
        f"This is a bug in encounters: {type(error).__name__}: {error}", trace if verbose else where, ExitCode.BUG
    )


def hoist(words: list[str]) -> list[str]:
    """The words with shared flags that stand before the command moved behind it, where typer reads them."""
    early: list[str] = []
    rest = list(words)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        name = rest[0].split("=", 1)[0]
        takes_value = _shared_flags().get(name)
        if takes_value is None:
            return words
        count = 2 if takes_value and "=" not in rest[0] else 1
        early += rest[:count]
        rest = rest[count:]
    return [rest[0], *early, *rest[1:]] if rest and early else words


def _shared_flags() -> dict[str, bool]:
    """Every flag of the option groups, and whether a value follows it."""
    from dataclasses import fields
    from typing import get_type_hints

    found: dict[str, bool] = {}
    for group in GROUPS:
        hints = get_type_hints(group, include_extras=True)
        for field in fields(group):
            option = hints[field.name].__metadata__[0]
            # The first name stands where a default would, as Annotated has it.
            names = (option.default, *option.param_decls)
            found |= dict.fromkeys(names, hints[field.name].__origin__ is not bool)
    return found


def completions(words: Sequence[str]) -> int:
    """Print what may stand in place of the last word, for the completion scripts. An error offers nothing."""
    from encounters.cli.complete import complete
    from encounters.render.emit import emit

    with contextlib.suppress(Exception):
        emit("".join(f"{line}\n" for line in complete(words)))
    return ExitCode.DONE


def main() -> NoReturn:
    """The console script."""
    # What imports make lives to the end; looking through it for garbage again and again takes a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    outcome = [int(ExitCode.BUG)]
    atexit.register(_leave, outcome)
    outcome[0] = completions(sys.argv[1:]) if COMPLETE_VARIABLE in os.environ else run(sys.argv[1:])
    sys.exit(outcome[0])


def _leave(outcome: Sequence[int]) -> None:
    """End the process at once: all is written, and taking polars apart takes as long as reading the data."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(outcome[0])

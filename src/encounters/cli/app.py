"""The one gate: what a call asks is run here, and every error leaves through it."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from collections.abc import MutableMapping, Sequence
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from encounters.cli.program import COMMANDS, build, wanted
from encounters.config import COMPLETE_VARIABLE
from encounters.errors import EncountersError, ExitCode, StoreError
from encounters.version import __version__


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code. Every error is one line and a hint on stderr."""
    words = _asking_help(hoist(list(arguments)))
    verbose = any(word in ("-v", "--verbose") for word in words)
    try:
        return _ran(words, verbose)
    except TyperException as error:
        from encounters.cli.astray import way

        said = error.format_message()
        return _told(said, way(said, words), ExitCode.USAGE)
    except EncountersError as error:
        from encounters.cli.answer import tell

        return tell(error)
    except SystemExit:
        # typer leaves this way when the reader of its help has gone: no fault, as with any other answer.
        return ExitCode.DONE
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except OSError as error:
        # A folder that may not be read, a name too long, a disk at fault: the computer's doing, wherever it is met.
        return _told(_outside(error), None, ExitCode.CANNOT_ANSWER) if error.errno else _our_bug(error, verbose)
    except Exception as error:
        return _our_bug(error, verbose)


def _ran(words: list[str], verbose: bool) -> int:
    """Run what is asked, and return its exit code."""
    if sys.stdin is None:
        # A closed standard input is an empty one, for all who read it.
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    name = words[0]
    if "--version" in words and verbose:
        return _version_in_full()
    if not name.startswith("-") and name not in COMMANDS:
        from encounters.cli.astray import no_command

        raise no_command(name)
    if sys.stdout is None and {"--help", "-h"} & set(words):
        from encounters.render.emit import CLOSED

        # typer would print its help to nowhere and say nothing.
        raise StoreError(CLOSED)
    app = build(wanted(name))
    code = int(app(args=words, prog_name="encounters", standalone_mode=False) or 0)
    # typer turns Ctrl-C into this code and says nothing.
    return _interrupted() if code == ExitCode.INTERRUPTED else code


def _asking_help(words: list[str]) -> list[str]:
    """`encounters` alone and `encounters help COMMAND` ask for help as --help does."""
    if not words:
        return ["--help"]
    return [*words[1:], "--help"] if words[0] == "help" else words


def _version_in_full() -> int:
    from encounters.cli.program import version_in_full
    from encounters.render.emit import emit

    emit(version_in_full())
    return ExitCode.DONE


def _interrupted() -> int:
    from encounters.render.emit import note

    note("Interrupted.")
    return ExitCode.INTERRUPTED


def _told(message: str, hint: str | None, code: int) -> int:
    from encounters.render.emit import fault

    fault(message, hint)
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


OWN = ("--help", "-h", "--version")
"""The flags of the program itself; the shared flags need not be known to leave them where they stand."""


def hoist(words: list[str]) -> list[str]:
    """The words with shared flags that stand before the command moved behind it, where typer reads them."""
    early: list[str] = []
    rest = list(words)
    while rest and rest[0].startswith("-") and rest[0] not in ("-", *OWN):
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
    from typing import get_type_hints

    from encounters.cli.options import FilterOptions, PeriodOptions
    from encounters.cli.outputs import ReadingOptions

    found: dict[str, bool] = {}
    for group in (PeriodOptions, FilterOptions, ReadingOptions):
        hints = get_type_hints(group, include_extras=True)
        for name in group.__struct_fields__:
            option = hints[name].__metadata__[0]
            # The first name stands where a default would, as Annotated has it. An argument has none.
            names = (str(option.default), *(option.param_decls or ()))
            flags = [name for name in names if name.startswith("-")]
            found |= dict.fromkeys(flags, hints[name].__origin__ is not bool)
    return found


def complete() -> int:
    """Print what may stand in place of the word being typed, as typer's scripts ask. An error offers nothing."""
    from typer._completion_classes import completion_init

    with contextlib.suppress(Exception, SystemExit):
        completion_init()
        name = _plain_words(os.environ)
        build(wanted(name))(prog_name="encounters", complete_var=COMPLETE_VARIABLE)
    return ExitCode.DONE


def _plain_words(environ: MutableMapping[str, str]) -> str:
    """The command that is being typed; the words that typer reads become those from it on.

    Shared flags may stand before the command; bash cuts `--by=com` into three words, which without the sign read as a
    flag and its value.
    """
    listed = environ.get("_TYPER_COMPLETE_ARGS", "")
    words = environ["COMP_WORDS"].split("\n") if "COMP_WORDS" in environ else listed.split()
    name = next((word for word in words[1:] if word in COMMANDS), "")
    early = words.index(name) if name else 1
    environ["_TYPER_COMPLETE_ARGS"] = f"{words[0]} {listed[listed.find(name) :]}" if name else listed
    if "COMP_WORDS" in environ:
        place = int(environ["COMP_CWORD"])
        before = [word for word in words[early:place] if word != "="]
        environ["COMP_WORDS"] = "\n".join([words[0], *before, *words[place:]])
        environ["COMP_CWORD"] = str(1 + len(before))
    return name


def main() -> NoReturn:
    """The console script."""
    # The matrices of a search are small: to start a thread for each processor takes longer than it saves.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    outcome = [int(ExitCode.BUG)]
    atexit.register(_leave, outcome)
    outcome[0] = complete() if COMPLETE_VARIABLE in os.environ else run(sys.argv[1:])
    sys.exit(outcome[0])


def _leave(outcome: Sequence[int]) -> None:
    """End the process at once: all is written, and taking polars apart takes as long as reading the data."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(outcome[0])

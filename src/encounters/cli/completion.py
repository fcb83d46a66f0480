"""`encounters completion`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.outputs import ScriptOptions
from encounters.cli.spread import argument
from encounters.config import COMPLETE_VARIABLE
from encounters.errors import ExitCode, UnknownName

SHELLS = ("bash", "zsh", "fish")


def command(
    shell: Annotated[
        str,
        argument("bash, zsh or fish.", "SHELL", offers.plain(*SHELLS)),
    ],
    output: ScriptOptions,
) -> int:
    """Print a shell completion script.

    $ encounters completion bash
    $ encounters completion fish -o ~/.config/fish/completions/encounters.fish
    """
    from typer._completion_shared import get_completion_script

    from encounters.render.emit import emit

    name = shell.strip().casefold()
    if name not in SHELLS:
        raise UnknownName("shell", shell, SHELLS)
    script = get_completion_script(prog_name="encounters", complete_var=COMPLETE_VARIABLE, shell=name)
    emit(f"{script}\n", output.output)
    return ExitCode.DONE

"""`encounters completion`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli.options import OutputOptions
from encounters.config import COMPLETE_VARIABLE
from encounters.errors import ExitCode, UnknownName

BASH = """\
# bash completion for encounters. In ~/.bashrc: source <(encounters completion bash)
_encounters() {
    local IFS=$'\\n'
    COMPREPLY=($(VARIABLE=1 encounters "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o default -o bashdefault -F _encounters encounters
"""

ZSH = """\
#compdef encounters
# zsh completion for encounters. In ~/.zshrc, after compinit: source <(encounters completion zsh)
_encounters() {
    local -a lines offers
    lines=("${(@f)$(VARIABLE=1 encounters "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    lines=(${lines:#})
    if (( ! $#lines )); then
        _files
        return
    fi
    offers=("${(@)lines//:/\\\\:}")
    offers=("${(@)offers/$'\\t'/:}")
    _describe 'encounters' offers
}
compdef _encounters encounters
"""

FISH = """\
# fish completion for encounters. Save as ~/.config/fish/completions/encounters.fish
function __encounters_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l offers (env VARIABLE=1 encounters $words[2..-1] 2>/dev/null)
    if test (count $offers) -eq 0
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $offers
    end
end
complete -c encounters -f -a '(__encounters_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def command(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", show_default=False)],
    output: OutputOptions,
) -> int:
    """Print a shell completion script.

    $ encounters completion bash
    $ encounters completion fish -o ~/.config/fish/completions/encounters.fish
    """
    from encounters.render.emit import emit

    name = shell.strip().casefold()
    if name not in SCRIPTS:
        raise UnknownName("shell", shell, SCRIPTS)
    emit(SCRIPTS[name].replace("VARIABLE", COMPLETE_VARIABLE), output.output)
    return ExitCode.DONE

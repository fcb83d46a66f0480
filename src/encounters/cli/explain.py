"""`encounters explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import show
from encounters.cli.options import OutputOptions


def command(
    output: OutputOptions,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIGURE]",
            autocompletion=offers.figures,
            help="A figure's name; all of them without.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show a figure's definition, formula and source.

    $ encounters explain
    $ encounters explain pace
    """
    from encounters.tables.explain import figure, figures

    return show(figure(name) if name else figures(), output)

"""`encounters explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import show
from encounters.cli.outputs import OutputOptions

RELEASES = "releases"


def command(
    output: OutputOptions,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIGURE]",
            autocompletion=offers.figures,
            help="A figure, a term (FMUA, title-42, 'at large'), or releases; all figures without.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show a figure's definition, formula and source, what a term means, or every release that CBP has published.

    $ encounters explain
    $ encounters explain pace
    $ encounters explain FMUA
    $ encounters explain releases
    """
    if name and name.casefold() == RELEASES:
        from encounters.store.holdings import open_store
        from encounters.tables.releases import known_releases

        return show(known_releases(open_store(output.store)), output)
    from encounters.tables.explain import figure, figures
    from encounters.tables.glossary import explained, term

    if name and (found := term(name)):
        return show(explained(found), output)
    return show(figure(name) if name else figures(), output)

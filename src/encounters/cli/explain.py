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
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[FIGURE]",
            autocompletion=offers.explained,
            help="A figure, a term (FMUA, title-42, 'at large'), or releases; all figures without.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
) -> int:
    """Show a figure's definition, formula and source, what a term means, or every release that CBP has published.

    $ encounters explain
    $ encounters explain pace
    $ encounters explain FMUA
    $ encounters explain port of entry
    $ encounters explain releases
    """
    name = " ".join(words)
    if name.casefold() == RELEASES:
        from encounters.store.holdings import open_store
        from encounters.tables.releases import known_releases

        return show(known_releases(open_store(output.store)), output)
    from encounters.figures import FIGURES, figure_named
    from encounters.tables.explain import figure, figures
    from encounters.tables.glossary import explained, term, unknown

    if not name:
        return show(figures(), output)
    if found := term(name):
        return show(explained(found), output)
    if name.strip().casefold().replace("_", "-").replace(" ", "-") not in FIGURES:
        raise unknown(name)
    return show(figure(figure_named(name).name), output)

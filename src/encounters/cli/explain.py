"""`encounters explain`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.answer import show
from encounters.cli.outputs import OutputOptions
from encounters.cli.spread import argument

RELEASES, SERIES = "releases", "series"


def command(
    output: OutputOptions,
    words: Annotated[
        list[str],
        argument(
            "A figure, a term (FMUA, title-42, 'at large'), a series, or releases; all figures without.",
            "[FIGURE]",
            offers.explained,
        ),
    ] = [],  # noqa: B006
) -> int:
    """Show what a figure, a term or a published series is, or list every release and series.

    $ encounters explain
    $ encounters explain pace
    $ encounters explain FMUA
    $ encounters explain port of entry
    $ encounters explain releases
    $ encounters explain series
    """
    name = " ".join(words)
    if name.casefold() == RELEASES:
        from encounters.store.holdings import open_store
        from encounters.tables.releases import known_releases

        return show(known_releases(open_store(output.store)), output)
    from encounters.figures import figure_called
    from encounters.store.series import catalogue
    from encounters.tables.explain import figure, figures
    from encounters.tables.glossary import explained, term, unknown
    from encounters.tables.series import all_series, one_series

    if name.casefold() == SERIES:
        return show(all_series(), output)
    if entry := catalogue().get(name.casefold()):
        return show(one_series(entry), output)
    if not name:
        return show(figures(), output)
    if found := term(name):
        return show(explained(found), output)
    if asked := figure_called(name):
        return show(figure(asked.name), output)
    raise unknown(name)

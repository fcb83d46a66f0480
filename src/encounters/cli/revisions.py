"""`encounters revisions`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, OutputOptions, PeriodOptions
from encounters.errors import UsageError


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: OutputOptions,
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="[PERIOD]",
            autocompletion=offers.periods,
            help="A month or a period; without one, the newest release.",
            show_default=False,
        ),
    ] = None,
    cells: Annotated[bool, typer.Option("--cells", help="Cell by cell, the largest change first.")] = False,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the N largest.", show_default=False)
    ] = None,
) -> int:
    """Show how published counts moved from release to release.

    $ encounters revisions 2022-04
    $ encounters revisions
    $ encounters revisions 2022-03 --citizenship other --cells --top 10
    """
    from encounters.tables.revisions import revisions

    if about and periods.given:
        raise UsageError("Give the period once.", "Example: encounters revisions 2022-04")
    asked = Asked(replace(periods, period=about) if about else periods, filters, output)
    return show(revisions(asked.holdings, asked.selection(), asked.periods.given, cells, top), output)

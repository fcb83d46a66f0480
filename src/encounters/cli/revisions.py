"""`encounters revisions`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import ReadingOptions


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
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

    asked = Asked(periods, filters, output)
    return show(revisions(asked.holdings, asked.selection(), asked.periods.given, cells, top), output)

"""`encounters revisions`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, Top
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import option


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
    cells: Annotated[bool, option("Cell by cell, the largest change first.", "--cells")] = False,
    top: Top = None,
) -> int:
    """Show how published counts moved from release to release.

    $ encounters revisions 2022-04
    $ encounters revisions
    $ encounters revisions 2022-03 --citizenship other --cells --top 10
    """
    from encounters.tables.revisions import revisions

    asked = Asked(periods, filters, output)
    return show(revisions(asked.holdings, asked.selection(), asked.periods.given, cells, top), output)

"""`encounters breakdown`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import option
from encounters.errors import UsageError


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar="DIMENSION",
            autocompletion=offers.breakdowns(),
            help="component, citizenship, citizenship-group, demographic, authority, area, state, region; "
            "or several, with commas.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the N largest.", show_default=False)
    ] = None,
    wide_: Annotated[
        bool, option("Months down, categories across; of two dimensions, the last one across.", "--wide")
    ] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="ORDER", autocompletion=offers.plain("encounters", "name"), help="encounters or name."
        ),
    ] = "encounters",
) -> int:
    """Split a period's encounters by a dimension.

    $ encounters breakdown --by citizenship --year 2021
    $ encounters breakdown --by area --year 2022 --component usbp
    $ encounters breakdown 2024 --by sector,demographic --wide
    $ encounters breakdown --by component --by authority -p 2022-04 -f csv
    """
    from encounters.figures.question import breakdowns
    from encounters.tables.breakdown import breakdown
    from encounters.tables.trend import trend
    from encounters.tables.wide import wide

    asked = Asked(periods, filters, output)
    dimensions = breakdowns(by)
    if wide_ and len(dimensions) == 1:
        if top is not None or sort != "encounters":
            raise UsageError("--top and --sort are of rows, and --wide sets categories across.", "Leave them out.")
        return show(wide(trend(asked.holdings, asked.selection(), dimensions), dimensions), output)
    table = breakdown(asked.holdings, asked.selection(), dimensions, top, sort)
    return show(wide(table, dimensions[-1:]) if wide_ else table, output)

"""`encounters breakdown`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, ReadingOptions


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
            help="component, citizenship, citizenship-group, demographic, authority, area, state, region; repeatable.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the N largest.", show_default=False)
    ] = None,
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
    $ encounters breakdown --by component --by authority -p 2022-04 -f csv
    """
    from encounters.figures.question import breakdowns
    from encounters.tables.breakdown import breakdown

    asked = Asked(periods, filters, output)
    dimensions = breakdowns(by)
    return show(breakdown(asked.holdings, asked.selection(), dimensions, top, sort), output)

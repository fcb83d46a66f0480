"""`encounters trend`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, OutputOptions, PeriodOptions


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: OutputOptions,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar="DIMENSION",
            autocompletion=offers.breakdowns("fiscal-year"),
            help="A dimension, or fiscal-year.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
) -> int:
    """Show encounters month by month.

    $ encounters trend --from 2021-01 --to 2022-03
    $ encounters trend --year 2021 --by component -f csv
    $ encounters trend --from FY2018 --to FY2022 --by fiscal-year -f chart
    """
    from encounters.figures.question import breakdown
    from encounters.tables.trend import FISCAL_YEAR, trend

    asked = Asked(periods, filters, output)
    dimensions = tuple(breakdown(name, also=(FISCAL_YEAR,)) for name in by)
    return show(trend(asked.holdings, asked.selection("all"), dimensions), output)

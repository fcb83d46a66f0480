"""`encounters rows`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import CitingOptions


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: CitingOptions,
    dataset: Annotated[
        str | None,
        typer.Option(
            "--dataset",
            metavar="NAME",
            autocompletion=offers.datasets,
            help="southwest, nationwide-state or nationwide-aor; the coarsest that has what is asked, unless given.",
            show_default=False,
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Every count a cell has had, with the days from and until which it held.")
    ] = False,
) -> int:
    """Print the tidy rows themselves.

    $ encounters rows --year 2021 -f csv
    $ encounters rows --period 2022-04 --component usbp --citizenship mexico
    $ encounters rows --year 2024 --dataset nationwide-aor -o aor.parquet
    $ encounters rows --history -o history.parquet
    """
    from encounters.tables.history import history as every_count
    from encounters.tables.rows import rows

    asked = Asked(periods, filters, output)
    if history:
        return show(every_count(asked.holdings, asked.selection("all"), dataset), output)
    return show(rows(asked.holdings, asked.selection(), dataset), output)

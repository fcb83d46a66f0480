"""`encounters rows`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import CitingOptions
from encounters.cli.spread import option


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: CitingOptions,
    dataset: Annotated[
        str | None,
        option(
            "southwest, nationwide-state or nationwide-aor; the coarsest that has what is asked, unless given.",
            "--dataset",
            metavar="NAME",
            completes=offers.datasets,
        ),
    ] = None,
    history: Annotated[
        bool, option("Every count a cell has had, with the days from and until which it held.", "--history")
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

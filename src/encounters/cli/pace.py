"""`encounters pace`."""

from __future__ import annotations

from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, OutputOptions, PeriodOptions


def command(periods: PeriodOptions, filters: FilterOptions, output: OutputOptions) -> int:
    """Compare the year to date with the same months of earlier years.

    $ encounters pace --period 2022-04
    $ encounters pace --period 2022-04 --as-of 2022-05-17 -f json
    """
    from encounters.tables.pace import pace

    asked = Asked(periods, filters, output)
    return show(pace(asked.holdings, asked.selection()), output)

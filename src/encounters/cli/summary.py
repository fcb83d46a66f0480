"""`encounters summary`."""

from __future__ import annotations

from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import ReadingOptions


def command(periods: PeriodOptions, filters: FilterOptions, output: ReadingOptions) -> int:
    """Show a period's headline figures.

    $ encounters summary --year 2021
    $ encounters summary --period 'FYTD 2022-04' --as-of 2022-05-17
    $ encounters summary --year 2023 --region all -f csv
    """
    from encounters.tables.summary import summary

    asked = Asked(periods, filters, output)
    return show(summary(asked.holdings, asked.selection()), output)

"""`encounters pace`."""

from __future__ import annotations

from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, SeriesName
from encounters.cli.outputs import ReadingOptions


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
    series: SeriesName = None,
) -> int:
    """Compare the year to date with the same months of earlier years.

    $ encounters pace --period 2022-04
    $ encounters pace --period 2005-04 --series usbp-southwest-by-month
    $ encounters pace --period 2022-04 --as-of 2022-05-17 -f json
    """
    from encounters.figures.question import ask
    from encounters.tables.pace import pace

    asked = Asked(periods, filters, output)
    question = ask(asked.selection(), series=series, region_named=bool(filters.region))
    return show(pace(asked.holdings, question), output)

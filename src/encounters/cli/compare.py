"""`encounters compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, ReadingOptions, SeriesName


def command(
    periods: Annotated[
        list[str],
        typer.Argument(
            metavar="PERIOD...", autocompletion=offers.periods, help="Two periods or more.", show_default=False
        ),
    ],
    filters: FilterOptions,
    output: ReadingOptions,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar="DIMENSION",
            help="Category by category; repeatable.",
            autocompletion=offers.breakdowns(),
            show_default=False,
        ),
    ] = [],  # noqa: B006
    series: SeriesName = None,
) -> int:
    """Compare periods with the first one named.

    $ encounters compare FY2021 FY2020 FY2019 FY2018
    $ encounters compare 2022-03 2021-03 --component usbp
    $ encounters compare FY2021 FY2020 --by citizenship-group
    $ encounters compare FY2000 FY1986 --series usbp-southwest-by-year
    $ encounters compare 'FYTD 2022-04' 'FYTD 2021-04' -f json
    """
    from encounters.figures.question import ask
    from encounters.periods import Period
    from encounters.tables.compare import compare

    asked = Asked(PeriodOptions(), filters, output)
    named = [Period.parse(text) for text in periods]
    selection = filters.selection(named[0], asked.holdings.new_labels)
    question = ask(selection, series=series, by=by, region_named=bool(filters.region))
    return show(compare(asked.holdings, question, named), output)

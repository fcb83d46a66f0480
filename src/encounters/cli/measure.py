"""`encounters measure`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, OutputOptions, PeriodOptions


def command(
    figure: Annotated[
        str,
        typer.Argument(
            metavar="FIGURE",
            autocompletion=offers.figures,
            help="A figure's name; see 'encounters explain'.",
            show_default=False,
        ),
    ],
    periods: PeriodOptions,
    filters: FilterOptions,
    output: OutputOptions,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="PERIOD",
            autocompletion=offers.periods,
            help="The period compared with.",
            show_default=False,
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="FILTERS",
            help="The whole of a share, as 'component=usbp;citizenship=other'.",
            show_default=False,
        ),
    ] = None,
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="NAME",
            autocompletion=offers.series,
            help="A published series instead of CBP's releases.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar="DIMENSION",
            autocompletion=offers.breakdowns(),
            help="One value for each category.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
) -> int:
    """Print one figure, for scripts.

    $ encounters measure monthly-average -p 2021-01..2022-03
    $ encounters measure multiple --year 2021 --against FY2020 -f json
    $ encounters measure share --year 2021 --citizenship mexico
    """
    from encounters.figures.measure import measure, measure_by
    from encounters.figures.question import ask

    asked = Asked(periods, filters, output)
    question = ask(asked.selection(), against, of, series, by, region_named=bool(filters.region))
    name = figure
    answer = measure_by(asked.holdings, name, question) if question.by else measure(asked.holdings, name, question)
    return show(answer, output)

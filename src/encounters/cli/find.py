"""`encounters find`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions
from encounters.cli.outputs import OutputOptions
from encounters.cli.spread import argument, option


def command(
    number: Annotated[
        list[str],
        argument("The number as printed: 171840, 'over 2.6 million', 81.8%, 3.79x.", "NUMBER..."),
    ],
    filters: FilterOptions,
    output: OutputOptions,
    figure: Annotated[
        list[str],
        option("Only this figure; may be repeated.", "--figure", metavar="FIGURE", completes=offers.figures),
    ] = [],  # noqa: B006
    within: Annotated[
        str | None,
        option("Only months of this period.", "--within", metavar="PERIOD", completes=offers.periods),
    ] = None,
    max_filters: Annotated[
        int, typer.Option("--max-filters", metavar="N", help="Filters beside those given, at most 3.")
    ] = 2,
    top: Annotated[int, typer.Option("--top", metavar="N", help="How many readings to show.")] = 10,
) -> int:
    """Find which figure, period, filters and vintage give a number.

    $ encounters find 171840
    $ encounters find over 2.6 million --within 2021-01..2022-04
    $ encounters find 81.8% --citizenship ecuador,brazil,haiti,cuba,nicaragua,venezuela
    $ encounters find 3.79x --max-filters 0 -f json
    """
    from encounters.search.find import Limits, find
    from encounters.search.shown import speed, table
    from encounters.wording.written import parse

    written = parse(" ".join(number))
    asked = Asked(PeriodOptions(), filters, output)
    fixed = filters.choices(asked.holdings.new_labels)
    period = asked.period(within) if within else None
    limits = Limits(tuple(figure), period, fixed, max_filters, top, filters.vintage)
    found = find(asked.holdings, written, limits)
    answer = table(found, written, output.verbose)
    notes = [speed(found)] if output.verbose else []
    return show(answer, output, notes)

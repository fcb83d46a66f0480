"""`encounters breakdown`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, Sort, Top
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import option


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
    by: Annotated[
        list[str],
        option(
            "component, citizenship, citizenship-group, demographic, authority, area, sector, state, region, "
            "year, month; or several, with commas.",
            "--by",
            metavar="DIMENSION",
            completes=offers.breakdowns("month", "year"),
        ),
    ] = [],  # noqa: B006
    top: Top = None,
    wide_: Annotated[
        bool, option("Months down, categories across; of two dimensions, the last one across.", "--wide")
    ] = False,
    sort: Sort = "encounters",
) -> int:
    """Split a period's encounters by a dimension.

    $ encounters breakdown --by citizenship --year 2021
    $ encounters breakdown --by area --year 2022 --component usbp
    $ encounters breakdown 2024 --by sector,demographic --wide
    $ encounters breakdown --by component --by authority -p 2022-04 -f csv
    """
    from encounters.figures.splits import TIMES
    from encounters.tables.months import Order

    asked = Asked(periods, filters, output, tuple(by), TIMES)
    order = Order(top, sort)
    dimensions = tuple(name for name in asked.by if name not in TIMES)
    if asked.by != dimensions or (wide_ and len(dimensions) == 1):
        from encounters.tables.trend import trend

        table = trend(asked.holdings, asked.selection(), asked.by, order=order)
    else:
        from encounters.tables.breakdown import breakdown

        table = breakdown(asked.holdings, asked.selection(), dimensions, order)
    if wide_:
        from encounters.tables.wide import wide

        table = wide(table, dimensions[-1:])
    return show(table, output)

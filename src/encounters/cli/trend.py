"""`encounters trend`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, SeriesName, Sort, Top
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import option
from encounters.errors import UsageError


def command(
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
    by: Annotated[
        list[str],
        option(
            "A dimension; fiscal-year (a line a year) or year (a row a year).",
            "--by",
            metavar="DIMENSION",
            completes=offers.breakdowns("fiscal-year", "year"),
        ),
    ] = [],  # noqa: B006
    share: Annotated[bool, option("Each count's share of its month.", "--share")] = False,
    wide_: Annotated[bool, option("With --by: the categories across, months down.", "--wide")] = False,
    per_day: Annotated[bool, option("Charts and --wide show encounters per day.", "--per-day")] = False,
    top: Top = None,
    sort: Sort = "encounters",
    series: SeriesName = None,
) -> int:
    """Show encounters month by month.

    $ encounters trend --from 2021-01 --to 2022-03
    $ encounters trend --year 2021 --by component -f csv
    $ encounters trend --year 2021 --by authority --share --wide
    $ encounters trend 2021..2024 --by year,nationality --wide
    $ encounters trend --from FY2000 --to FY2002 --series usbp-southwest-by-month
    $ encounters trend --from FY2018 --to FY2022 --by fiscal-year -f chart
    """
    from encounters.figures.question import ask
    from encounters.tables.months import Order
    from encounters.tables.trend import ALSO, trend

    asked = Asked(periods, filters, output, tuple(by), ALSO)
    dimensions, order = asked.by, Order(top, sort)
    if series is not None:
        if share or wide_ or top is not None or sort != "encounters":
            raise UsageError(
                "A series has no parts: --share, --wide, --top and --sort are not for it.",
                "Leave them out, or --series.",
            )
        from encounters.tables.of_series import trend as of_series

        question = ask(asked.selection("all"), series=series, region_named=bool(filters.region))
        table = of_series(asked.holdings, question, dimensions, periods.given)
    else:
        table = trend(asked.holdings, asked.selection("all"), dimensions, share, order)
    if per_day:
        from encounters.tables.per_day import per_day as daily

        table = daily(table)
    if wide_:
        from encounters.tables.wide import wide

        table = wide(table, [name for name in dimensions if name not in ALSO])
    return show(table, output)

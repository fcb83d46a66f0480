"""`encounters compare`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import NO_YEAR, FilterOptions, PeriodOptions, SeriesName, Sort, Top
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import argument, option
from encounters.errors import UsageError


def command(
    periods: Annotated[
        list[str],
        argument("Two or more: 2025 2024, June 2022 June 2021, latest ...", "PERIOD...", offers.periods),
    ],
    filters: FilterOptions,
    output: ReadingOptions,
    by: Annotated[
        list[str],
        option(
            "Category by category; several with commas.", "--by", metavar="DIMENSION", completes=offers.breakdowns()
        ),
    ] = [],  # noqa: B006
    wide_: Annotated[bool, option("With --by: categories down, periods across.", "--wide")] = False,
    per_day: Annotated[bool, option("Charts and --wide show encounters per day.", "--per-day")] = False,
    top: Top = None,
    sort: Sort = "encounters",
    calendar: Annotated[bool, option("Bare years are January to December.", "--calendar")] = False,
    series: SeriesName = None,
) -> int:
    """Compare periods with the first one named.

    $ encounters compare FY2021 FY2020 FY2019 FY2018
    $ encounters compare 2022-03 2021-03 --component usbp
    $ encounters compare FY2021 FY2020 --by citizenship-group
    $ encounters compare June 2022 June 2021
    $ encounters compare FY2000 FY1986 --series usbp-southwest-by-year
    $ encounters compare 'FYTD 2022-04' 'FYTD 2021-04' -f json
    """
    from encounters.figures.question import ask
    from encounters.periods import several
    from encounters.tables.compare import compare
    from encounters.tables.months import Order

    asked = Asked(PeriodOptions(calendar=calendar), filters, output, tuple(by))
    named = several(periods, asked.periods.kind, asked.months)
    if calendar and named == several(periods, "FY", asked.months):
        raise NO_YEAR
    question = ask(asked.found.during(named[0]), series=series, by=asked.by, region_named=bool(filters.region))
    table = compare(asked.holdings, question, named, Order(top, sort))
    if per_day:
        from encounters.tables.per_day import per_day as daily

        table = daily(table)
    if not wide_:
        return show(table, output)
    if not question.by:
        raise UsageError("There is nothing to set down the side.", "--wide goes with --by DIMENSION.")
    from encounters.tables.wide import wide

    return show(wide(table, ["period"], question.by), output)

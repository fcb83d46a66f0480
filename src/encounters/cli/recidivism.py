"""`encounters recidivism`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli import offers
from encounters.cli.answer import show
from encounters.cli.options import PeriodOptions
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import option
from encounters.errors import UnknownName


def command(
    periods: PeriodOptions,
    output: ReadingOptions,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="STEP", autocompletion=offers.plain("month", "fiscal-year"), help="month or fiscal-year."
        ),
    ] = "month",
    as_of: Annotated[
        str | None,
        option("Only what was published by this date.", "--as-of", metavar="DATE", completes=offers.vintages),
    ] = None,
) -> int:
    """Show the repeat-encounter share as CBP publishes it.

    $ encounters recidivism
    $ encounters recidivism --from 2021-10 --to 2022-03 -f csv
    $ encounters recidivism --by fiscal-year
    """
    from encounters.figures.splits import MONTH, SPELLINGS, TIMES
    from encounters.names import called
    from encounters.periods import parse_date
    from encounters.tables.recidivism import on_hand, recidivism

    step = SPELLINGS.get(called(by), called(by))
    if step not in TIMES:
        raise UnknownName("step", by, ["month", "fiscal-year"])
    by_year = step != MONTH
    period = periods.chosen(lambda: on_hand(by_year), lambda: on_hand(by_year))
    return show(recidivism(period, parse_date(as_of) if as_of else None, by_year), output)

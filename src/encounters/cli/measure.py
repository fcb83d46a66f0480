"""`encounters measure`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli import offers
from encounters.cli.answer import Asked, show
from encounters.cli.options import FilterOptions, PeriodOptions, SeriesName
from encounters.cli.outputs import ReadingOptions
from encounters.cli.spread import argument, option
from encounters.errors import UnknownName, UsageError


def command(
    figure: Annotated[
        str,
        argument("A figure's name; see 'encounters explain'.", "FIGURE", offers.figures),
    ],
    periods: PeriodOptions,
    filters: FilterOptions,
    output: ReadingOptions,
    against: Annotated[
        str | None,
        option("The period compared with.", "--against", metavar="PERIOD", completes=offers.periods),
    ] = None,
    of: Annotated[
        str | None,
        option("The whole of a share, as 'component=usbp;citizenship=other'.", "--of", metavar="FILTERS"),
    ] = None,
    series: SeriesName = None,
    by: Annotated[
        list[str],
        option(
            "One value for each category, or month.", "--by", metavar="DIMENSION", completes=offers.breakdowns("month")
        ),
    ] = [],  # noqa: B006
    threshold: Annotated[
        str | None, option("The number of months-above and months-below.", "--threshold", metavar="NUMBER")
    ] = None,
    in_a_row: Annotated[bool, option("Only the months in a row.", "--in-a-row")] = False,
    lowest: Annotated[bool, option("Of a rank or record: the lowest first.", "--lowest")] = False,
    among: Annotated[
        str | None,
        option(
            "Of a rank or record: same-months, or a dimension.",
            "--among",
            metavar="WHAT",
            completes=offers.breakdowns("same-months"),
        ),
    ] = None,
    than: Annotated[
        str | None,
        option("Of a change or multiple: others to compare with, as 'citizenship=cuba'.", "--than", metavar="FILTERS"),
    ] = None,
    says: Annotated[
        str | None, option("Check this printed number: 'over 1.7 million'.", "--says", metavar="TEXT")
    ] = None,
) -> int:
    """Print one figure, for scripts; with --says, the verdict on a number printed for it.

    $ encounters measure monthly-average -p 2021-01..2022-03
    $ encounters measure share --year 2021 --authority title-42 --by month
    $ encounters measure months-above -p FY2021..FY2022 --threshold 150000 --in-a-row
    $ encounters measure record --period 2021-05 --among same-months
    $ encounters measure multiple -p 2022-04 --citizenship cuba --than citizenship=honduras
    $ encounters measure total --year 2021 --says "over 1.7 million"
    """
    from encounters.figures.by_month import measure_split
    from encounters.figures.measure import measure
    from encounters.figures.question import ask, terms
    from encounters.figures.splits import MONTH

    _known(figure)
    asked = Asked(periods, filters, output, tuple(by), (MONTH,))
    more = terms(threshold, in_a_row, lowest, among, than)
    before = str(asked.period(against, periods.kind)) if against else None
    question = ask(asked.selection(), before, of, series, asked.by, region_named=bool(filters.region), terms=more)
    if says is not None:
        if by:
            raise UsageError("--says is about one number, and --by gives one for each category.", "Leave out --by.")
        from encounters.cli.says import verdict

        given = {"figure": figure, "says": says, "of": of, "series": series}
        return verdict(asked, given, question, bool(filters.region))
    name = figure
    answer = measure_split(asked.holdings, name, question) if question.by else measure(asked.holdings, name, question)
    return show(answer, output)


def _known(name: str) -> None:
    """Raise UnknownName for what is no figure, with how to ask for it where it is a word of the field."""
    from encounters.figures import figure_named

    try:
        figure_named(name)
    except UnknownName as error:
        from encounters.tables.glossary import term

        if found := term(name):
            asked = f" It is asked as: {found.asked}" if found.asked else ""
            error.hint = f"A word of the field: encounters explain {name}.{asked}"
        raise

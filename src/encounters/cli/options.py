"""Options that mean the same on every command: which months, and which encounters."""

# Without `from __future__ import annotations`: typer reads these at every start, and texts would be compiled for it.

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Annotated

import typer
from msgspec import Struct

from encounters.cli import offers
from encounters.cli.spread import argument, option
from encounters.errors import PeriodError, UsageError
from encounters.names import Choice, belongs, choices
from encounters.periods import Period, parse_date, with_years

NO_YEAR = UsageError("--calendar says what a year means, and there is no --year.", "Example: --year 2021 --calendar")


SeriesName = Annotated[
    str | None,
    option("A published series instead of CBP's releases.", "--series", metavar="NAME", completes=offers.series),
]
"""The option of every command that a published series can answer."""

Top = Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="Only the N largest.", show_default=False)]
Sort = Annotated[
    str,
    typer.Option(
        "--sort", metavar="ORDER", autocompletion=offers.plain("encounters", "name"), help="encounters or name."
    ),
]
"""Options of every command that lists categories: how many, and in which order."""


class PeriodOptions(Struct, frozen=True):
    """Which months: a word or two after the command, `--year`, `--period`, or `--from` and `--to`."""

    words: Annotated[
        list[str],
        argument(
            "2021 (fiscal), FY2023Q2, June 2022, latest, all, since 2021-01, title-42 ...", "[PERIOD]", offers.periods
        ),
    ] = ()  # type: ignore[assignment]

    year: Annotated[
        str | None,
        option("Fiscal year, October to September, as CBP counts.", "--year", metavar="YEAR", completes=offers.years),
    ] = None
    calendar: Annotated[bool, option("With --year: January to December instead.", "--calendar")] = False
    period: Annotated[
        str | None,
        option(
            "FY2021, CY2021, 2022-04, 2023Q2, 2021-01..2022-03, 'FYTD 2022-04' or latest.",
            "--period",
            "-p",
            metavar="PERIOD",
            completes=offers.periods,
        ),
    ] = None
    first: Annotated[
        str | None,
        option("First month or year, as 2021-01 or FY2018.", "--from", metavar="MONTH", completes=offers.periods),
    ] = None
    last: Annotated[str | None, option("Last month or year.", "--to", metavar="MONTH", completes=offers.periods)] = None

    @property
    def kind(self) -> str:
        """What a bare year among the words is: a fiscal or a calendar one."""
        return "CY" if self.calendar else "FY"

    @property
    def text(self) -> str:
        """The period as it is written, where it is written in words."""
        return " ".join(self.words) or self.period or ""

    @property
    def given(self) -> bool:
        """Whether a period is asked for."""
        return self.year is not None or any((self.words, self.calendar, self.period, self.first, self.last))

    @property
    def is_open(self) -> bool:
        """Whether the period ends where the data end, without a word for it."""
        return not (self.words or self.year or self.period or self.last)

    def chosen(self, on_hand: Callable[[], Period], default: Callable[[], Period]) -> Period:
        """The period asked for; an open end is what is on hand, and nothing at all is the command's default.

        Raises PeriodError or UsageError.
        """
        ways = [bool(self.words), self.year is not None, self.period is not None, bool(self.first or self.last)]
        if sum(ways) > 1:
            hint = in_quotes(self.period or self.first or self.last, self.words, on_hand)
            raise UsageError("Give the period once.", hint or "Use a word, or --year, or --period, or --from and --to.")
        word = " ".join(self.words)
        short = re.fullmatch(r"[0-9]{1,3}", word)
        if self.calendar and self.year is None and not short and with_years(word, "CY") == word:
            raise NO_YEAR
        if self.year is not None or short:
            return _year(self.year or word, self.calendar)
        if word:
            return _words(word, self.kind, on_hand)
        if self.period is not None:
            return Period.parse(self.period, on_hand)
        if not (self.first or self.last):
            return default()
        first = Period.parse(self.first, on_hand).first if self.first else on_hand().first
        return Period(first, Period.parse(self.last, on_hand).last if self.last else on_hand().last)


def in_quotes(text: str | None, words: Sequence[str], on_hand: Callable[[], Period]) -> str | None:
    """That an option's value is one period with words that were read by themselves, where it is: `-p last year`."""
    for start in range(len(words) if text else 0):
        joined = " ".join([str(text), *words[start:]])
        with suppress(PeriodError):
            Period.parse(joined, on_hand)
            return f"Several words go in quotes: '{joined}'"
    return None


def _words(word: str, kind: str, on_hand: Callable[[], Period]) -> Period:
    """The period of words after the command; a category among them is told its option."""
    try:
        return Period.parse(with_years(word, kind), on_hand)
    except PeriodError as error:
        error.hint = belongs(word) or error.hint
        raise


def _year(text: str, calendar: bool) -> Period:
    """The year of --year: `2021`, or `FY2021` and `CY2021`, which say what they are."""
    match = re.fullmatch(r"(FY|CY)? ?(\d{1,4})", text.strip(), re.IGNORECASE)
    if match is None:
        raise UsageError(f"'{text}' is not a year.", "Write it as 2021; --period takes anything else.")
    if match[1] and calendar:
        raise UsageError(f"{text} says itself which year it is, and --calendar too.", "Leave out one of the two.")
    if int(match[2]) < 100:
        raise UsageError(f"{int(match[2])} is not a year of four digits.", f"Did you mean {2000 + int(match[2])}?")
    return Period.parse(f"{match[1] or ('CY' if calendar else 'FY')}{match[2]}")


class FilterOptions(Struct, frozen=True):
    """Which encounters: a choice for each dimension, and the vintage."""

    component: Annotated[
        list[str],
        option(
            "usbp (Border Patrol) or ofo (Field Operations).",
            "--component",
            metavar="NAME",
            completes=offers.categories("component"),
        ),
    ] = ()  # type: ignore[assignment]
    citizenship: Annotated[
        list[str],
        option(
            "Names joined by commas, a group, or 'not NAME'.",
            "--citizenship",
            "--nationality",
            metavar="NAME",
            completes=offers.categories("citizenship"),
        ),
    ] = ()  # type: ignore[assignment]
    demographic: Annotated[
        list[str],
        option(
            "single-adults, fmua, uac or accompanied-minors.",
            "--demographic",
            metavar="NAME",
            completes=offers.categories("demographic"),
        ),
    ] = ()  # type: ignore[assignment]
    authority: Annotated[
        list[str],
        option("title-8 or title-42.", "--authority", metavar="NAME", completes=offers.categories("authority")),
    ] = ()  # type: ignore[assignment]
    area: Annotated[
        list[str], option("A sector or a field office.", "--area", metavar="NAME", completes=offers.categories("area"))
    ] = ()  # type: ignore[assignment]
    sector: Annotated[
        list[str],
        option("A Border Patrol sector: tucson, rgv, del-rio.", "--sector", metavar="NAME", completes=offers.sectors),
    ] = ()  # type: ignore[assignment]
    state: Annotated[
        list[str], option("A state, in two letters.", "--state", metavar="NAME", completes=offers.categories("state"))
    ] = ()  # type: ignore[assignment]
    region: Annotated[
        list[str],
        option(
            "southwest (default), northern, other or all.",
            "--region",
            metavar="NAME",
            completes=offers.categories("region"),
        ),
    ] = ()  # type: ignore[assignment]
    as_of: Annotated[
        str | None,
        option("Only releases published by this date.", "--as-of", metavar="DATE", completes=offers.vintages),
    ] = None

    @property
    def vintage(self) -> date | None:
        """The date whose vintage answers. Raises PeriodError."""
        return parse_date(self.as_of) if self.as_of else None

    def choices(self, known: Mapping[str, Iterable[str]] | None = None) -> dict[str, Choice]:
        """The choice for each dimension that is named; `known` are further codes. Raises UnknownName or UsageError."""
        names = ("component", "citizenship", "demographic", "authority", "area", "sector", "state", "region")
        return choices(((name, getattr(self, name)) for name in names if getattr(self, name)), known)

"""What may stand in place of a word that is being typed. Answers from names alone: no data, no heavy library.

Each is the `autocompletion` of the options and arguments that take such a value; typer asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

Offers = Iterable[tuple[str, str]]
Completer = Callable[[str], list[tuple[str, str]]]
FIRST_YEAR = 2018


def among(offers: Callable[[], Offers]) -> Completer:
    """A completer of offers: those that begin as the word does, or as its part after the last comma."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        head, comma, tail = incomplete.rpartition(",")
        start = tail.casefold()
        return [(f"{head}{comma}{text}", about) for text, about in offers() if text.casefold().startswith(start)]

    return complete


def plain(*names: str) -> Completer:
    """A completer of fixed words."""
    return among(lambda: [(name, "") for name in names])


def categories(dimension: str) -> Completer:
    """A completer of the categories and groups of a dimension."""

    def offers() -> Offers:
        from encounters.names import CATEGORIES, GROUPS, label

        for code in (*CATEGORIES[dimension], *GROUPS.get(dimension, {})):
            yield code.replace("_", "-"), label(dimension, code)
        yield "all", ""

    return among(offers)


def _sectors() -> Offers:
    from encounters.names import CATEGORIES, SECTOR

    rows = [row for row in CATEGORIES["area"].values() if row.label.endswith(SECTOR)]
    return [(row.everyday[0].casefold().replace(" ", "-"), row.label) for row in rows]


sectors = among(_sectors)


def breakdowns(*also: str) -> Completer:
    """A completer of the dimensions that a table is split by."""

    def offers() -> Offers:
        from encounters.figures.splits import BREAKDOWNS

        return [(name.replace("_", "-"), "") for name in (*BREAKDOWNS, *also)]

    return among(offers)


def _figures() -> Offers:
    from encounters.figures import FIGURES

    return [(figure.name, figure.summary) for figure in FIGURES.values()]


def _explained() -> Offers:
    from encounters.tables.terms import TERMS

    yield from _figures()
    yield from ((each.words[0].replace(" ", "-") if each.words else each.name, each.name) for each in TERMS)
    yield "releases", "every release that CBP has published"
    yield "series", "every published series"
    yield from _series()


def _years() -> Offers:
    return [(str(year), f"October {year - 1}-September {year}") for year in range(FIRST_YEAR, date.today().year + 2)]


def _periods() -> Offers:
    from encounters.periods import Month, Period

    last = Month.of(date.today())
    for year in range(FIRST_YEAR, last.fiscal_year + 1):
        yield f"FY{year}", f"October {year - 1}-September {year}"
    for year in range(FIRST_YEAR, last.year + 1):
        yield f"CY{year}", f"January-December {year}"
    for month in Period(Month.in_fiscal_year(FIRST_YEAR, 10), last):
        yield str(month), month.name


def _series() -> Offers:
    from encounters.store.series import catalogue

    return [(entry.id, entry.title) for entry in catalogue().values()]


def _datasets() -> Offers:
    from encounters.cbp.datasets import DATASETS

    return [(dataset.name, dataset.title) for dataset in DATASETS.values()]


def _vintages() -> Offers:
    from encounters.store.bundled import releases

    return {release.published.iso: release.file for release in releases()}.items()


def _files() -> Offers:
    from encounters.store.bundled import releases

    return [(release.file, "") for release in releases()]


def formats(able: Iterable[str]) -> Completer:
    """A completer of formats."""

    def offers() -> Offers:
        from encounters.render.formats import FORMATS

        return [(name, FORMATS[name].about) for name in able]

    return among(offers)


figures = among(_figures)
explained = among(_explained)
years = among(_years)
periods = among(_periods)
series = among(_series)
datasets = among(_datasets)
vintages = among(_vintages)
files = among(_files)

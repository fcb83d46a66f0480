"""What may stand in place of the word that is being typed. Answers from names alone: no data, no heavy library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from encounters.names import CATEGORIES, GROUPS

Offers = Iterable[tuple[str, str]]
FIRST_YEAR = 2018


@dataclass(frozen=True)
class Flag:
    """A flag of a command: its names, its help, and whether a value follows it."""

    names: tuple[str, ...]
    about: str
    takes_value: bool


def complete(words: Sequence[str]) -> list[str]:
    """The words that may stand in place of the last one, each with a tab and a few words on it.

    `words` are those after the program's name; the last one is what is typed of the current word, perhaps nothing.
    Empty where any text or a file may stand.
    """
    words, current, prefix = _joined([*words] or [""])
    command = _command(words)
    if command is None:
        offers = _commands() if not current.startswith("-") else _flags("summary")
    elif flag := _open_flag(command, words):
        offers = _values(command, flag)
    elif current.startswith("-"):
        offers = _flags(command)
    else:
        offers = _arguments(command)
    return [f"{prefix}{text}\t{about}" for text, about in _matching(offers, current)]


def _joined(words: list[str]) -> tuple[list[str], str, str]:
    """The words before the current one, the current one, and what a completion must repeat before its own text.

    `--by=com` comes as one word from zsh and fish, and as three from bash, which replaces only the third.
    """
    *before, current = words
    if current == "=" and before:
        return before, "", ""
    prefix = ""
    if before and before[-1] == "=":
        before = before[:-1]
    elif current.startswith("--") and "=" in current:
        flag, current = current.split("=", 1)
        before, prefix = [*before, flag], f"{flag}="
    head, comma, tail = current.rpartition(",")
    return before, tail, prefix + head + comma


def _command(words: Sequence[str]) -> str | None:
    from encounters.cli.app import COMMANDS

    return next((word for word in words if word in COMMANDS), None)


def _open_flag(command: str, words: Sequence[str]) -> str | None:
    """The flag that the current word is the value of, if there is one."""
    if not words or not words[-1].startswith("-"):
        return None
    return next((flag.names[0] for flag in _all_flags(command) if words[-1] in flag.names and flag.takes_value), None)


def _all_flags(command: str) -> Iterator[Flag]:
    from typer.main import get_command

    from encounters.cli.app import build

    group: Any = get_command(build([command]))
    for parameter in group.commands[command].params:
        if parameter.param_type_name == "option":
            yield Flag(tuple(parameter.opts), parameter.help or "", not parameter.is_flag)
    yield Flag(("--help", "-h"), "Show help.", False)


def _flags(command: str) -> Offers:
    return [(flag.names[0], flag.about) for flag in _all_flags(command)]


def _commands() -> Offers:
    from encounters.cli.app import COMMANDS

    return COMMANDS.items()


def _matching(offers: Offers, current: str) -> Iterator[tuple[str, str]]:
    start = current.casefold().replace("_", "-")
    return ((text, about) for text, about in offers if text.casefold().startswith(start))


def _values(command: str, flag: str) -> Offers:
    if flag.removeprefix("--") in CATEGORIES:
        return _categories(flag.removeprefix("--"))
    if flag == "--by":
        return _breakdowns(command)
    if flag == "--format":
        return _formats(command)
    return VALUES[flag]() if flag in VALUES else ()


def _categories(dimension: str) -> Offers:
    from encounters.names import label

    for code in (*CATEGORIES[dimension], *GROUPS.get(dimension, {})):
        yield code.replace("_", "-"), label(dimension, code)
    yield "all", ""


def _breakdowns(command: str) -> Offers:
    from encounters.figures.question import BREAKDOWNS

    if command == "recidivism":
        return [("month", ""), ("fiscal-year", "")]
    also = ["fiscal-year"] if command == "trend" else []
    return [(name.replace("_", "-"), "") for name in (*BREAKDOWNS, *also)]


def _figures() -> Offers:
    from encounters.figures import FIGURES

    return [(figure.name, figure.summary) for figure in FIGURES.values()]


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


def _formats(command: str) -> Offers:
    from encounters.render.formats import FORMATS, names

    return [(name, FORMATS[name].about) for name in names("Checked" if command == "check" else "Table")]


def _series() -> Offers:
    from encounters.store.series import catalogue

    return [(entry.id, entry.title) for entry in catalogue().values()]


def _datasets() -> Offers:
    from encounters.cbp.datasets import DATASETS

    return [(dataset.name, dataset.title) for dataset in DATASETS.values()]


def _vintages() -> Offers:
    from encounters.store.bundled import releases

    return {str(release.published).split()[0]: release.file for release in releases()}.items()


def _shells() -> Offers:
    from encounters.cli.completion import SCRIPTS

    return [(name, "") for name in SCRIPTS]


def _arguments(command: str) -> Offers:
    return ARGUMENTS[command]() if command in ARGUMENTS else ()


VALUES: dict[str, Callable[[], Offers]] = {
    "--year": _years,
    "--period": _periods,
    "--from": _periods,
    "--to": _periods,
    "--against": _periods,
    "--as-of": _vintages,
    "--color": lambda: [(when, "") for when in ("auto", "always", "never")],
    "--series": _series,
    "--dataset": _datasets,
    "--sort": lambda: [("encounters", "largest first"), ("name", "by name")],
}

ARGUMENTS: dict[str, Callable[[], Offers]] = {
    "measure": _figures,
    "explain": _figures,
    "compare": _periods,
    "revisions": _periods,
    "fetch": _datasets,
    "completion": _shells,
}

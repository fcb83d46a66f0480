"""The Python API: the questions of the command line, answered with values and polars frames.

Filters take what the flags take: a name, several names joined by commas, a list of names, `all`, or `not NAME`.
Every wrong value raises an EncountersError (of `encounters.errors`) with a message and a hint.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from encounters.api.arguments import (
    About,
    Filters,
    Names,
    Question,
    Terms,
    When,
    Where,
    asked_of,
    choices,
    day_of,
    document_of,
    flag_of,
    held_in,
    listed,
    number_of,
    period_of,
    selection_of,
    text_of,
    written_of,
)
from encounters.api.frames import (
    breakdown,
    compare,
    pace,
    recidivism,
    revisions,
    rows,
    status,
    summary,
    trend,
)
from encounters.errors import UsageError
from encounters.figures import FIGURES
from encounters.results import Value
from encounters.store import holdings
from encounters.store.holdings import Holdings
from encounters.version import __version__

if TYPE_CHECKING:
    from typing import Unpack

    import polars as pl

    from encounters.claims.verdict import Checked
    from encounters.documents.drafted import Drafted
    from encounters.search.find import Found

__all__ = [
    "FIGURES",
    "__version__",
    "breakdown",
    "check",
    "compare",
    "draft",
    "find",
    "measure",
    "open_store",
    "pace",
    "recidivism",
    "revisions",
    "rows",
    "status",
    "summary",
    "trend",
]


def open_store(folder: str | Path | None = None) -> Holdings:
    """What is on hand: the store in a folder, else the one the settings name, and the bundled history.

    Opening it once and passing it as `store=` answers many questions faster. It shows the store as it was then.
    """
    if not isinstance(folder, str | Path | None):
        raise UsageError(f"{folder!r} is no folder.", "Name the store's folder.")
    return holdings.open_store(str(folder) if folder is not None else None)


@overload
def measure(figure: str, period: When, *, by: None = None, store: Where = None, **about: Unpack[Question]) -> Value: ...


@overload
def measure(
    figure: str, period: When, *, by: str | Sequence[str], store: Where = None, **about: Unpack[Question]
) -> pl.DataFrame: ...


def measure(
    figure: str, period: When, *, by: Names = None, store: Where = None, **about: Unpack[Question]
) -> Value | pl.DataFrame:
    """One figure with what it rests on; with `by`, a frame with a row for each category, the largest first.

    A period is a text as the command line takes it, or a whole number, which is a fiscal year. Raises UsageError (an
    unknown name, text that is no period) or CannotAnswer (data that is not on hand).
    """
    from encounters.figures.by_month import measure_split
    from encounters.figures.measure import measure as one
    from encounters.figures.question import ask, terms
    from encounters.figures.splits import MONTH
    from encounters.tables.frame import frame

    held = held_in(store)
    own = (*About.__annotations__, *Terms.__annotations__)
    filters = {name: value for name, value in about.items() if name not in own}
    more: dict[str, Any] = {name: value for name, value in about.items() if name in Terms.__annotations__}
    more |= {name: flag_of(name, more[name]) for name in ("in_a_row", "lowest") if name in more}
    extra: dict[str, Any] = {name: value for name, value in about.items() if name in About.__annotations__}
    told = asked_of(held, filters, by, (MONTH,))
    if extra.get("against") is not None:
        extra["against"] = str(period_of(extra["against"], told.period))
    for name in ("of", "series"):
        extra[name] = text_of(name, extra.get(name))
    extra |= {"region_named": "region" in filters, "terms": terms(**more)}
    name = text_of("figure", figure) or ""
    question = ask(selection_of(told, period), by=told.by, **extra)
    return frame(measure_split(held, name, question)) if question.by else one(held, name, question)


def find(
    number: str | float,
    *,
    figures: Names = None,
    within: When | None = None,
    max_filters: int = 2,
    top: int = 10,
    store: Where = None,
    **filters: Unpack[Filters],
) -> Found:
    """Which figures, periods, filters and vintages give a printed number (`.readings`, the simplest first).

    Raises UsageError for what is no printed number or a limit that cannot be.
    """
    from encounters.search.find import Limits
    from encounters.search.find import find as search

    written, held = written_of(number), held_in(store)
    period = None if within is None else period_of(within, asked_of(held, filters).period)
    chosen, day = choices(held, filters), day_of(filters.get("as_of"))
    most, shown = number_of("max_filters", max_filters), number_of("top", top)
    limits = Limits(tuple(listed(figures)), period, chosen, most, shown, day)
    return search(held, written, limits)


def check(file: str | Path | None = None, *, only: Names = None, strict: bool = False, store: Where = None) -> Checked:
    """A verdict on each claim of a claims file, or of the bundled report. Raises ClaimsFileError or CannotAnswer."""
    from encounters.claims.check import Manner, load_report
    from encounters.claims.check import check as judge

    if not isinstance(file, str | Path | None) or "\0" in str(file):
        raise UsageError(f"{file!r} is no file.", "Name a claims file.")

    held = held_in(store)
    claims = load_report(file, held.new_labels)
    return judge(held, claims, Manner(only=tuple(listed(only)), strict=flag_of("strict", strict))).gathered


def draft(document: str | Path, *, published: str | date | None = None, store: Where = None) -> Drafted:
    """The claims that a document makes, with their verdicts. A string that has several lines is the text itself.

    `numbers` has every number of the text once, in order; `as_dict()` is what `encounters draft -f json` prints.
    `statements` has the records and first places that it states without a number.
    Raises InputFileError for a document that cannot be read, CannotAnswer without data.
    """
    from encounters.documents.draft import draft as drafted

    found = document_of(document, day_of(published))
    return drafted(held_in(store), found)

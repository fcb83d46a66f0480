"""The Python API: the questions of the command line, answered with values and polars frames.

Filters take what the flags take: a name, several names joined by commas, a list of names, `all`, or `not NAME`.
Every wrong value raises an EncountersError (of `encounters.errors`) with a message and a hint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, overload

from encounters.errors import PeriodError, UsageError
from encounters.figures import FIGURES
from encounters.names import Choice, choose
from encounters.periods import Month, Period, parse_date
from encounters.results import Selection, Table, Value
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

Names = str | Sequence[str] | None
When = str | int | Period
Where = Holdings | str | Path | None


class Filters(TypedDict, total=False):
    """Which encounters: a choice for each dimension, and the date whose vintage answers."""

    component: Names
    citizenship: Names
    demographic: Names
    authority: Names
    area: Names
    state: Names
    region: Names
    as_of: str | date | None


class About(TypedDict, total=False):
    """What a figure may need beside its period: the period compared with, the whole of a share, a published series."""

    against: When | None
    of: str | None
    series: str | None


class Asked(TypedDict, total=False):
    """What a figure of order may be told: the number to be above, runs only, the lowest first, ranked among what."""

    threshold: int | str | None
    in_a_row: bool
    lowest: bool
    among: str | None


def open_store(folder: str | Path | None = None) -> Holdings:
    """What is on hand: the store in a folder, else the one the settings name, and the bundled history.

    Opening it once and passing it as `store=` answers many questions faster. It shows the store as it was then.
    """
    if not isinstance(folder, str | Path | None):
        raise UsageError(f"{folder!r} is no folder.", "Name the store's folder.")
    return holdings.open_store(str(folder) if folder is not None else None)


class Question(Filters, About, Asked, total=False):
    """All that narrows a measured figure."""


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
    from encounters.figures.measure import measure as one
    from encounters.figures.measure import measure_by
    from encounters.figures.question import ask, terms
    from encounters.tables.frame import frame

    held = _held(store)
    own = (*About.__annotations__, *Asked.__annotations__)
    filters = {name: value for name, value in about.items() if name not in own}
    more: dict[str, Any] = {name: value for name, value in about.items() if name in Asked.__annotations__}
    extra: dict[str, Any] = {name: value for name, value in about.items() if name in About.__annotations__}
    if extra.get("against") is not None:
        extra["against"] = str(_period(extra["against"]))
    for name in ("of", "series"):
        extra[name] = _text(name, extra.get(name))
    extra |= {"region_named": "region" in filters, "terms": terms(**more)}
    name = _text("figure", figure) or ""
    question = ask(_selection(held, _period(period), filters), by=_listed(by), **extra)
    return frame(measure_by(held, name, question)) if question.by else one(held, name, question)


def rows(
    period: When | None = None, *, dataset: str | None = None, store: Where = None, **filters: Unpack[Filters]
) -> pl.DataFrame:
    """The tidy rows of a selection: month, the seven dimensions, encounter type, count, and the release of each.

    Without a period, all months on hand. Raises UsageError or CannotAnswer.
    """
    from encounters.tables.rows import tidy_rows

    held = _held(store)
    return tidy_rows(held, _selection(held, period, filters), _text("dataset", dataset)).rows.collect()


def trend(
    period: When | None = None,
    *,
    by: Names = None,
    series: str | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """Encounters month by month, whole or by dimensions, or a published series. Without a period, all months on hand.

    Raises UsageError or CannotAnswer.
    """
    from encounters.figures.question import ask
    from encounters.tables.of_series import trend as of_series
    from encounters.tables.trend import ALSO
    from encounters.tables.trend import trend as table

    held, split = _held(store), _dimensions(by, also=ALSO)
    selection = _selection(held, period, filters)
    if series is None:
        return _frame(table(held, selection, split))
    asked = ask(selection, series=_text("series", series), region_named="region" in filters)
    return _frame(of_series(held, asked, split, period is not None))


def summary(period: When, *, store: Where = None, **filters: Unpack[Filters]) -> pl.DataFrame:
    """A period's headline figures and its mix, as `encounters summary` prints them.

    Raises UsageError or CannotAnswer.
    """
    from encounters.tables.summary import summary as table

    held = _held(store)
    return _frame(table(held, _selection(held, _period(period), filters)))


def breakdown(
    by: str | Sequence[str],
    period: When,
    *,
    top: int | None = None,
    sort: str = "encounters",
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """A period's encounters and shares by category, the largest first or by `name`.

    Raises UsageError or CannotAnswer.
    """
    from encounters.tables.breakdown import breakdown as table

    held = _held(store)
    order = _text("sort", sort) or ""
    return _frame(table(held, _selection(held, _period(period), filters), _dimensions(by), _count("top", top), order))


def compare(
    *periods: When, by: Names = None, series: str | None = None, store: Where = None, **filters: Unpack[Filters]
) -> pl.DataFrame:
    """Two periods or more beside each other, the first against each of the others.

    Raises UsageError or CannotAnswer.
    """
    from encounters.figures.question import ask
    from encounters.tables.compare import compare as table

    held = _held(store)
    read = [_period(period) for period in periods]
    selection = _selection(held, read[0] if read else None, filters)
    asked = ask(selection, series=_text("series", series), by=_listed(by), region_named="region" in filters)
    return _frame(table(held, asked, read))


def pace(through: str, *, series: str | None = None, store: Where = None, **filters: Unpack[Filters]) -> pl.DataFrame:
    """The fiscal year to date through a month against the same months of earlier years. Raises as `measure` does."""
    from encounters.figures.question import ask
    from encounters.tables.pace import pace as table

    held = _held(store)
    selection = _selection(held, _period(through), filters)
    return _frame(table(held, ask(selection, series=_text("series", series), region_named="region" in filters)))


def revisions(
    period: When | None = None,
    *,
    cells: bool = False,
    top: int | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """How a period's count moved from release to release; without one, what the newest release changed.

    Raises UsageError or CannotAnswer.
    """
    from encounters.tables.revisions import revisions as table

    held = _held(store)
    return _frame(table(held, _selection(held, period, filters), period is not None, cells, _count("top", top)))


def recidivism(period: When | None = None, *, by_year: bool = False, as_of: str | date | None = None) -> pl.DataFrame:
    """The repeat-encounter share as CBP publishes it, by month or fiscal year. Raises UsageError or CannotAnswer."""
    from encounters.tables.recidivism import on_hand
    from encounters.tables.recidivism import recidivism as table

    return _frame(table(on_hand(by_year) if period is None else _period(period), _day(as_of), by_year))


def status(*, store: Where = None) -> pl.DataFrame:
    """Every release on hand, by dataset, the newest first. Raises StoreError."""
    from encounters.config import all_settings
    from encounters.tables.status import status as table

    held = _held(store)
    return _frame(table(held, all_settings(None), date.today()))


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
    from encounters.wording.written import parse

    held = _held(store)
    chosen = _choices(held, filters)
    period = None if within is None else _period(within)
    limits = Limits(tuple(_listed(figures)), period, chosen, max_filters, top, _day(filters.get("as_of")))
    return search(held, parse(str(number)), limits)


def check(file: str | Path | None = None, *, only: Names = None, strict: bool = False, store: Where = None) -> Checked:
    """A verdict on each claim of a claims file, or of the bundled report. Raises ClaimsFileError or CannotAnswer."""
    from encounters.claims.check import Manner, load_report
    from encounters.claims.check import check as judge

    if not isinstance(file, str | Path | None):
        raise UsageError(f"{file!r} is no file.", "Name a claims file.")

    return judge(_held(store), load_report(file), Manner(only=tuple(_listed(only)), strict=strict))


def draft(document: str | Path, *, published: str | date | None = None, store: Where = None) -> Drafted:
    """The claims that a document makes, with their verdicts. A string that has several lines is the text itself.

    `numbers` has every number of the text once, in order; `as_dict()` is what `encounters draft -f json` prints.
    Raises InputFileError for a document that cannot be read, CannotAnswer without data.
    """
    from encounters.documents.draft import draft as drafted
    from encounters.documents.read import read, read_bytes

    day = parse_date(published) if isinstance(published, str) else published
    text = isinstance(document, str) and "\n" in document
    found = read_bytes(str(document).encode(), "text", day) if text else read(str(document), day)
    return drafted(_held(store), found)


def _frame(table: Table) -> pl.DataFrame:
    from encounters.tables.frame import frame

    return frame(table)


def _held(store: Where) -> Holdings:
    if isinstance(store, Holdings):
        return store
    if isinstance(store, str | Path | None):
        return open_store(store)
    raise UsageError(f"{store!r} is no store.", "A store is a folder, or what encounters.open_store() gives.")


def _text(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"{name} cannot be {value!r}.", f"Write {name} as a text.")


def _count(name: str, value: object) -> int | None:
    if value is None or (isinstance(value, int) and value > 0):
        return value
    raise UsageError(f"{name} cannot be {value!r}.", f"Write {name} as a whole number of 1 or more.")


def _listed(names: Names) -> Sequence[str]:
    if isinstance(names, str):
        return [names]
    if not isinstance(names, Sequence | None) or any(not isinstance(name, str) for name in names or ()):
        raise UsageError(f"{names!r} is neither a name nor a list of names.", "Write a text, or a list of texts.")
    return names or ()


def _dimensions(by: Names, also: Sequence[str] = ()) -> tuple[str, ...]:
    from encounters.figures.question import breakdown as dimension

    return tuple(dimension(name, also=also) for name in _listed(by))


def _period(period: When) -> Period:
    if isinstance(period, Period):
        return period
    if isinstance(period, int) and not isinstance(period, bool):
        return Period.fiscal_year(period)
    if isinstance(period, str):
        return Period.parse(period)
    raise PeriodError(f"{period!r} is not a period.", "A period is a text such as '2022-04', or a fiscal year as 2021.")


def _day(day: object) -> date | None:
    """A date from text, a date, a datetime or a pandas Timestamp, which is one."""
    if day is None or isinstance(day, str):
        return parse_date(day) if day else None
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    raise PeriodError(f"{day!r} is not a date.", "Write a date as '2022-04-18', or pass a datetime.date.")


def _choices(held: Holdings, filters: Mapping[str, Any]) -> dict[str, Choice]:
    unknown = [name for name in filters if name not in Filters.__annotations__]
    if unknown:
        raise TypeError(f"unexpected keyword argument {unknown[0]!r}")
    return {
        name: choose(name, _listed(names), held.new_labels.get(name, ()))
        for name, names in filters.items()
        if name != "as_of" and names is not None
    }


def _selection(held: Holdings, period: When | None, filters: Mapping[str, Any]) -> Selection:
    chosen: dict[str, Any] = _choices(held, filters)
    newest: Month = max(release.data_through for release in held.releases)
    asked = Period(newest, newest) if period is None else _period(period)
    selection = Selection(asked, **chosen, as_of=_day(filters.get("as_of")))
    if period is not None:
        return selection
    from encounters.store.coverage import on_hand

    return selection.during(on_hand(held, selection))

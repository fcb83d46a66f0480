"""What callers of the Python API give, read: periods, dates, names and stores, each wrong one told with a hint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from encounters.errors import PeriodError, UsageError
from encounters.names import Choice
from encounters.names import choices as names_chosen
from encounters.periods import Period, parse_date
from encounters.results import Selection, Table
from encounters.store import holdings
from encounters.store.holdings import Holdings

if TYPE_CHECKING:
    import polars as pl

    from encounters.documents.model import Document
    from encounters.tables.asked import Asked
    from encounters.tables.months import Order
    from encounters.wording.written import Written

Names = str | Sequence[str] | None
When = str | int | Period
Where = Holdings | str | Path | None


class Filters(TypedDict, total=False):
    """Which encounters: a choice for each dimension, and the date whose vintage answers."""

    component: Names
    citizenship: Names
    nationality: Names
    demographic: Names
    authority: Names
    area: Names
    sector: Names
    state: Names
    region: Names
    as_of: str | date | None


class About(TypedDict, total=False):
    """What a figure may need beside its period: the period compared with, the whole of a share, a published series."""

    against: When | None
    of: str | None
    series: str | None


class Terms(TypedDict, total=False):
    """What few figures may be told: the number to be above, runs only, the lowest first, ranked among what, and which
    others to compare with."""

    threshold: int | str | None
    in_a_row: bool
    lowest: bool
    among: str | None
    than: str | None


class Question(Filters, About, Terms, total=False):
    """All that narrows a measured figure."""


def frame_of(table: Table) -> pl.DataFrame:
    from encounters.tables.frame import frame

    return frame(table)


def held_in(store: Where) -> Holdings:
    if isinstance(store, Holdings):
        return store
    if isinstance(store, str | Path | None):
        return holdings.open_store(str(store) if store is not None else None)
    raise UsageError(f"{store!r} is no store.", "A store is a folder, or what encounters.open_store() gives.")


def text_of(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"{name} cannot be {value!r}.", f"Write {name} as a text.")


def count_of(name: str, value: object) -> int | None:
    if value is None or (isinstance(value, int) and value > 0):
        return value
    raise UsageError(f"{name} cannot be {value!r}.", f"Write {name} as a whole number of 1 or more.")


def number_of(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise UsageError(f"{name} cannot be {value!r}.", f"Write {name} as a whole number.")


def flag_of(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise UsageError(f"{name} cannot be {value!r}.", f"Write {name} as True or False.")


def order_of(top: object, sort: object) -> Order:
    from encounters.tables.months import Order

    return Order(count_of("top", top), text_of("sort", sort) or "")


def listed(names: Names) -> Sequence[str]:
    if isinstance(names, str):
        return [names]
    if not isinstance(names, Sequence | None) or any(not isinstance(name, str) for name in names or ()):
        raise UsageError(f"{names!r} is neither a name nor a list of names.", "Write a text, or a list of texts.")
    return names or ()


def period_of(period: When, read: Callable[[str], Period] = Period.parse) -> Period:
    """A period given as such, as a fiscal year's number, or as a text, which is read."""
    if isinstance(period, Period):
        return period
    if isinstance(period, int) and not isinstance(period, bool):
        return Period.fiscal_year(period)
    if isinstance(period, str):
        return read(period)
    raise PeriodError(f"{period!r} is not a period.", "A period is a text such as '2022-04', or a fiscal year as 2021.")


def day_of(day: object) -> date | None:
    """A date from text, a date, a datetime or a pandas Timestamp, which is one."""
    if day is None or isinstance(day, str):
        return parse_date(day) if day else None
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    raise PeriodError(f"{day!r} is not a date.", "Write a date as '2022-04-18', or pass a datetime.date.")


def choices(held: Holdings, filters: Mapping[str, Any]) -> dict[str, Choice]:
    unknown = [name for name in filters if name not in Filters.__annotations__]
    if unknown:
        raise TypeError(f"unexpected keyword argument {unknown[0]!r}")
    for name, names in filters.items():
        if name != "as_of" and names is not None and not isinstance(names, str) and not listed(names):
            raise UsageError(f"{name} is an empty list, which no encounter fits.", "None leaves the filter out.")
    given = ((name, listed(names)) for name, names in filters.items() if name != "as_of" and names is not None)
    return names_chosen(given, held.new_labels)


def asked_of(held: Holdings, filters: Mapping[str, Any], by: Names = None, also: Sequence[str] = ()) -> Asked:
    """What filters and a split ask of what is on hand."""
    from encounters.tables.asked import asked

    return asked(held, choices(held, filters), day_of(filters.get("as_of")), listed(by), also)


def selection_of(asked: Asked, period: When) -> Selection:
    """The encounters asked for, in a period."""
    return asked.during(period_of(period, asked.period))


def selection_or_all(asked: Asked, period: When | None) -> Selection:
    """The encounters asked for, in a period, or in all months on hand."""
    return asked.during(asked.months) if period is None else selection_of(asked, period)


def written_of(number: str | float) -> Written:
    """A printed number. Raises UsageError."""
    from encounters.wording.written import parse

    if number is None or isinstance(number, bool):
        raise UsageError(
            f"{number} is no printed number.", "Write it as a text, as 'over 1.7 million', or as a number."
        )
    return parse(str(number))


def document_of(document: str | Path, published: date | None) -> Document:
    """A document from its path, or from a string that has several lines. Raises UsageError or InputFileError."""
    from encounters.documents.read import read, read_bytes

    if not isinstance(document, str | Path) or "\0" in str(document):
        raise UsageError(f"A document cannot be {document!r}.", "Give a file's path, or the text itself.")
    text = isinstance(document, str) and "\n" in document
    return read_bytes(str(document).encode(), "text", published) if text else read(str(document), published)

"""The Python API: the questions of the command line, answered with values and polars frames.

Filters take what the flags take: a name, several names joined by commas, a list of names, `all`, or `not NAME`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, overload

from encounters.names import Choice, choose
from encounters.periods import Month, Period, parse_date
from encounters.results import Selection, Table, Value
from encounters.store import holdings
from encounters.store.holdings import Holdings

if TYPE_CHECKING:
    from typing import Unpack

    import polars as pl

Names = str | Sequence[str] | None
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


def open_store(folder: str | Path | None = None) -> Holdings:
    """What is on hand: the store in a folder, else the one the settings name, and the bundled history.

    Opening it once and passing it as `store=` answers many questions faster. It shows the store as it was then.
    """
    return holdings.open_store(str(folder) if folder is not None else None)


@overload
def measure(
    figure: str,
    period: str | Period,
    *,
    against: str | None = None,
    of: str | None = None,
    series: str | None = None,
    by: None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> Value: ...


@overload
def measure(
    figure: str,
    period: str | Period,
    *,
    against: str | None = None,
    of: str | None = None,
    series: str | None = None,
    by: str | Sequence[str],
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame: ...


def measure(
    figure: str,
    period: str | Period,
    *,
    against: str | None = None,
    of: str | None = None,
    series: str | None = None,
    by: str | Sequence[str] | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> Value | pl.DataFrame:
    """One figure with what it rests on; with `by`, a frame with a row for each category, the largest first.

    Raises UsageError (an unknown name, text that is no period) or CannotAnswer (data that is not on hand), both of
    `encounters.errors`.
    """
    from encounters.figures.measure import measure as one
    from encounters.figures.measure import measure_by
    from encounters.figures.question import ask
    from encounters.tables.frame import frame

    held = _held(store)
    selection = _selection(held, period, filters)
    question = ask(selection, against, of, series, _listed(by), region_named="region" in filters)
    return frame(measure_by(held, figure, question)) if question.by else one(held, figure, question)


def rows(
    period: str | Period | None = None,
    *,
    dataset: str | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """The tidy rows of a selection: month, the seven dimensions, encounter type, count, and the release of each.

    Without a period, all months on hand. Raises UsageError or CannotAnswer.
    """
    from encounters.tables.rows import tidy_rows

    held = _held(store)
    return tidy_rows(held, _selection(held, period, filters), dataset).rows.collect()


def trend(
    period: str | Period | None = None,
    *,
    by: str | Sequence[str] | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """Encounters month by month, whole or by dimensions. Without a period, all months on hand.

    Raises UsageError or CannotAnswer.
    """
    from encounters.figures.question import breakdown
    from encounters.tables.trend import FISCAL_YEAR
    from encounters.tables.trend import trend as table

    held = _held(store)
    dimensions = tuple(breakdown(name, also=(FISCAL_YEAR,)) for name in _listed(by))
    return _frame(table(held, _selection(held, period, filters), dimensions))


def summary(period: str | Period, *, store: Where = None, **filters: Unpack[Filters]) -> pl.DataFrame:
    """A period's headline figures and its mix, as `encounters summary` prints them.

    Raises UsageError or CannotAnswer.
    """
    from encounters.tables.summary import summary as table

    held = _held(store)
    return _frame(table(held, _selection(held, period, filters)))


def _frame(table: Table) -> pl.DataFrame:
    from encounters.tables.frame import frame

    return frame(table)


def _held(store: Where) -> Holdings:
    return store if isinstance(store, Holdings) else open_store(store)


def _listed(names: Names) -> Sequence[str]:
    return [names] if isinstance(names, str) else names or ()


def _selection(held: Holdings, period: str | Period | None, filters: Filters) -> Selection:
    as_of = filters.get("as_of")
    chosen: dict[str, Choice] = {
        name: choose(name, _listed(names), held.new_labels.get(name, ()))  # type: ignore[arg-type]
        for name, names in filters.items()
        if name != "as_of" and names
    }
    asked = Period.parse(period) if isinstance(period, str) else period
    newest: Month = max(release.data_through for release in held.releases)
    day = parse_date(as_of) if isinstance(as_of, str) else as_of
    selection = Selection(asked or Period(newest, newest), **chosen, as_of=day)
    if asked is not None:
        return selection
    from encounters.store.coverage import on_hand

    return selection.during(on_hand(held, selection))

"""The questions whose answers are tables: one polars frame each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from encounters.api.arguments import (
    Filters,
    Names,
    When,
    Where,
    asked_of,
    count_of,
    day_of,
    flag_of,
    frame_of,
    held_in,
    order_of,
    period_of,
    selection_of,
    selection_or_all,
    text_of,
)
from encounters.errors import UsageError
from encounters.periods import Period

if TYPE_CHECKING:
    from typing import Unpack

    import polars as pl


def rows(
    period: When | None = None,
    *,
    dataset: str | None = None,
    history: bool = False,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """The tidy rows of a selection: month, the seven dimensions, encounter type, count, and the release of each.

    With `history`, every count that a cell has had, with the days from and until which it held. Without a period, all
    months on hand. Raises UsageError or CannotAnswer.
    """
    from encounters.tables.history import history as every_count
    from encounters.tables.rows import tidy_rows

    held = held_in(store)
    selection, name = selection_or_all(asked_of(held, filters), period), text_of("dataset", dataset)
    if flag_of("history", history):
        return frame_of(every_count(held, selection, name))
    return tidy_rows(held, selection, name).rows.collect()


def trend(
    period: When | None = None,
    *,
    by: Names = None,
    share: bool = False,
    top: int | None = None,
    sort: str = "encounters",
    series: str | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """Encounters month by month, whole or by dimensions, or a published series. Without a period, all months on hand.

    `by` may have `year` or `fiscal-year` too; `share` adds each count's share, and categories stand the largest first
    or by `name`, the `top` alone where it is given. Raises UsageError or CannotAnswer.
    """
    from encounters.figures.question import ask
    from encounters.tables.of_series import trend as of_series
    from encounters.tables.trend import ALSO
    from encounters.tables.trend import trend as table

    held = held_in(store)
    told = asked_of(held, filters, by, ALSO)
    selection, order = selection_or_all(told, period), order_of(top, sort)
    if series is None:
        return frame_of(table(held, selection, told.by, flag_of("share", share), order))
    if share or order.options():
        raise UsageError("A series has no parts: share, top and sort are not for it.", "Leave them out, or series.")
    asked = ask(selection, series=text_of("series", series), region_named="region" in filters)
    return frame_of(of_series(held, asked, told.by, period is not None))


def summary(period: When, *, store: Where = None, **filters: Unpack[Filters]) -> pl.DataFrame:
    """A period's headline figures and its mix, as `encounters summary` prints them.

    Raises UsageError or CannotAnswer.
    """
    from encounters.tables.summary import summary as table

    held = held_in(store)
    return frame_of(table(held, selection_of(asked_of(held, filters), period)))


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

    held = held_in(store)
    told = asked_of(held, filters, by)
    return frame_of(table(held, selection_of(told, period), told.by, order_of(top, sort)))


def compare(
    *periods: When,
    by: Names = None,
    top: int | None = None,
    sort: str = "encounters",
    series: str | None = None,
    store: Where = None,
    **filters: Unpack[Filters],
) -> pl.DataFrame:
    """Two periods or more beside each other, the first against each of the others.

    Raises UsageError or CannotAnswer.
    """
    from encounters.figures.question import ask
    from encounters.tables.compare import compare as table

    held = held_in(store)
    told = asked_of(held, filters, by)
    read = [period_of(period, told.period) for period in periods]
    selection = selection_or_all(told, read[0] if read else None)
    asked = ask(selection, series=text_of("series", series), by=told.by, region_named="region" in filters)
    return frame_of(table(held, asked, read, order_of(top, sort)))


def pace(through: str, *, series: str | None = None, store: Where = None, **filters: Unpack[Filters]) -> pl.DataFrame:
    """The fiscal year to date through a month against the same months of earlier years. Raises as `measure` does."""
    from encounters.figures.question import ask
    from encounters.tables.pace import pace as table

    held = held_in(store)
    selection = selection_of(asked_of(held, filters), through)
    return frame_of(table(held, ask(selection, series=text_of("series", series), region_named="region" in filters)))


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

    held = held_in(store)
    selection = selection_or_all(asked_of(held, filters), period)
    each = flag_of("cells", cells)
    return frame_of(table(held, selection, period is not None, each, count_of("top", top)))


def recidivism(period: When | None = None, *, by_year: bool = False, as_of: str | date | None = None) -> pl.DataFrame:
    """The repeat-encounter share as CBP publishes it, by month or fiscal year. Raises UsageError or CannotAnswer."""
    from encounters.tables.recidivism import on_hand
    from encounters.tables.recidivism import recidivism as table

    held = on_hand(flag_of("by_year", by_year))
    asked = held if period is None else period_of(period, lambda text: Period.parse(text, lambda: held))
    return frame_of(table(asked, day_of(as_of), by_year))


def status(*, store: Where = None) -> pl.DataFrame:
    """Every release on hand, by dataset, the newest first. Raises StoreError."""
    from encounters.config import all_settings
    from encounters.tables.status import status as table

    held = held_in(store)
    return frame_of(table(held, all_settings(None), date.today()))

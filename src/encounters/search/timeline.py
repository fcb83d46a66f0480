"""The months on hand as places in a row, and which dataset answers in which fiscal year of a vintage.

`encounters.store.selection` decides for the part of each fiscal year that a period has; here the same rule is
applied to all parts of all fiscal years at once. Where parts of one year are answered by different datasets, the
dataset of the longest part is taken and windows with the other parts are left out, so that a reading found is always
the program's own answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from encounters.periods import FISCAL_YEAR_START, Month, Period

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]
NONE = -1


def distinct(places: Ints) -> Ints:
    """The places that are named, in order. (np.unique would load all of numpy's masked arrays.)"""
    return np.flatnonzero(np.bincount(places.ravel()))


class Timeline(Struct, frozen=True):
    """A run of whole fiscal years; a month's place is its distance from the first October."""

    first: Month
    length: int

    @classmethod
    def around(cls, months: Iterable[Month]) -> Timeline:
        """The fiscal years that months lie in."""
        ordered = sorted(set(months)) or [Month(2000, FISCAL_YEAR_START)]
        first = Period.fiscal_year(ordered[0].fiscal_year).first
        return cls(first, 12 * (ordered[-1].fiscal_year - ordered[0].fiscal_year + 1))

    def place(self, month: Month) -> int:
        """Where a month stands; it may lie outside."""
        return month.ordinal - self.first.ordinal

    def places(self, period: Period) -> tuple[int, int]:
        """Where a period begins and ends."""
        return self.place(period.first), self.place(period.last)

    def every_window(self) -> Bools:
        """All windows, [first, last]."""
        return np.ones((self.length, self.length), np.bool_)

    def period(self, start: int, length: int) -> Period:
        """The window that starts at a place."""
        first = self.first + start
        return Period(first, first + (length - 1))

    def day_totals(self) -> Ints:
        """The number of days before each place, and before the end."""
        days = [(self.first + place).days for place in range(self.length)]
        return np.concatenate([[0], np.cumsum(days)]).astype(np.int64)

    def closed(self) -> Ints:
        """The last day of each fiscal year, as an ordinal."""
        years = range(self.length // 12)
        return np.array([(self.first + 12 * year + 11).last_day.toordinal() for year in years], np.int64)


def parts(published: Ints, closed: Ints) -> Ints:
    """Which dataset answers for each part of each fiscal year: [..., year, first month, last month], NONE where none.

    `published` has, [..., dataset in the order of preference, month], when the release that answers was published, NONE
    where there is no release.
    """
    *many, datasets, months = published.shape
    grid = published.reshape(*many, datasets, months // 12, 12)
    chosen = np.full((*many, months // 12, 12, 12), NONE, np.int64)
    for start in range(12):
        rest = grid[..., start:]
        complete = np.minimum.accumulate(rest, axis=-1) > NONE
        newest = np.where(complete, np.maximum.accumulate(rest, axis=-1), NONE)
        first = complete.argmax(axis=-3)
        of_first = np.take_along_axis(newest, first[..., None, :, :], axis=-3)[..., 0, :, :]
        best = np.where(of_first > closed[:, None], first, newest.argmax(axis=-3))
        chosen[..., start, start:] = np.where(complete.any(axis=-3), best, NONE)
    return chosen


def main_dataset(chosen: Ints) -> Ints:
    """The dataset of each fiscal year: the one of its longest part, the earliest of equally long ones."""
    firsts, lasts = np.triu_indices(12)
    order = np.argsort(firsts - lasts, kind="stable")
    flat = chosen[..., firsts[order], lasts[order]]
    longest = (flat > NONE).argmax(axis=-1)
    return np.asarray(np.take_along_axis(flat, longest[..., None], axis=-1)[..., 0])


def answered(chosen: Ints, main: Ints) -> Bools:
    """The windows, [..., first, last], all of whose parts are answered by the main dataset of their fiscal year."""
    *many, years = main.shape
    good = (chosen == main[..., None, None]) & (main > NONE)[..., None, None]
    to_end = good[..., 11].reshape(*many, 12 * years)
    from_start = good[..., 0, :].reshape(*many, 12 * years)
    whole = np.zeros((*many, years + 1), np.int64)
    np.cumsum(~good[..., 0, 11], axis=-1, out=whole[..., 1:])
    first, last = np.arange(12 * years)[:, None], np.arange(12 * years)[None, :]
    between = whole[..., np.maximum(last // 12, first // 12 + 1)] == whole[..., first // 12 + 1]
    across = (first // 12 < last // 12) & to_end[..., :, None] & from_start[..., None, :] & between
    within = (first // 12 == last // 12) & good[..., first // 12, first % 12, last % 12]
    return np.asarray(across | within)

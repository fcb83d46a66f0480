"""Axes of charts: round ticks, short labels, and as many of them as fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from encounters.periods import MONTH_ABBREVIATIONS, MONTH_NAMES
from encounters.results import Kind

FISCAL_MONTHS = (*MONTH_ABBREVIATIONS[9:], *MONTH_ABBREVIATIONS[:9])
OCTOBER = 9
MONTH_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240)
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
Steps = Literal["month", "fiscal month", "fiscal year"]
"""What the places along an axis are: ordinals of months, months of the fiscal year from October, fiscal years."""


def value_ticks(numbers: Sequence[float], kind: Kind, about: int) -> list[float]:
    """Round numbers from at most the least value to at least the greatest, `about` of them; zero is among them.

    The first and the last tick are the ends of the axis.
    """
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    if low == high:
        high = 1.0
    step = _round_step((high - low) / max(1, about - 1))
    if kind in ("count", "change", "days"):
        step = 5.0 if step == 2.5 else max(1.0, step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * place, 12) for place in range(first, last + 1)]


class Axis(Struct, frozen=True):
    """The ticks along the values, and the ends of the axis, which need not be ticks."""

    ticks: tuple[float, ...]
    low: float
    high: float

    def part(self, value: float) -> float:
        """How far up the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def value_axis(numbers: Sequence[float], kind: Kind, about: int) -> Axis:
    """An axis that fits: its ends lie a little beyond the values, not at the next round number."""
    ticks = value_ticks(numbers, kind, about)
    low, high = ticks[0], ticks[-1]
    least, most = min([0.0, *numbers]), max([0.0, *numbers])
    room = (most - least) * 0.06
    if len(ticks) > 2 and ticks[-2] < most + room < high:
        high, ticks = most + room, ticks[:-1]
    if len(ticks) > 2 and low < least - room < ticks[1]:
        low, ticks = least - room, ticks[1:]
    return Axis(tuple(ticks), low, high)


def _round_step(least: float) -> float:
    size = 10.0 ** math.floor(math.log10(least))
    return next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= least * (1 - 1e-9))


def tick_labels(ticks: Sequence[float], kind: Kind) -> list[str]:
    """The ticks in one unit and with the same decimals: `0`, `50k`, `1.5M`; shares and percentages as `28%`."""
    scale, sign = _unit(max(map(abs, ticks)), kind)
    decimals = next((places for places in range(4) if _exact(ticks, scale, places)), 4)
    return [f"{tick / scale:,.{decimals}f}{sign}" if tick else "0" + sign * (kind not in _PLAIN) for tick in ticks]


_PLAIN = ("count", "average", "change", "days", "text")


def _unit(largest: float, kind: Kind) -> tuple[float, str]:
    if kind in ("share", "percent", "points"):
        return 0.01, "%"
    if kind == "ratio":
        return 1.0, "×"
    return next(((size, sign) for size, sign in ((1e9, "B"), (1e6, "M"), (1e3, "k")) if largest >= size), (1.0, ""))


def _exact(ticks: Sequence[float], scale: float, places: int) -> bool:
    return all(math.isclose(round(tick / scale, places), tick / scale, abs_tol=1e-9) for tick in ticks)


def ticks(steps: Steps, first: int, last: int, width: int) -> list[tuple[int, str]]:
    """Places along an axis of `width` characters with their labels, none overlapping: two at least where they fit."""
    room, sizes, origin = _TICKS[steps]
    fits = max(1, width // room)
    step = next((step for step in sizes if math.ceil((last - first + 1) / step) <= fits), sizes[-1])
    places = [place for place in range(first, last + 1) if (place - origin) % step == 0]
    if len(places) < 2:
        places = [first, last] if first < last and fits > 1 else places or [first]
    return [(place, step_label(steps, place)) for place in places]


_TICKS: dict[Steps, tuple[int, tuple[int, ...], int]] = {
    "month": (11, MONTH_STEPS, OCTOBER),
    "fiscal month": (5, (1, 2, 3, 6, 12), 0),
    "fiscal year": (8, YEAR_STEPS, 0),
}
"""Of each kind of steps: letters from a label to the next, the steps there may be, and where they are counted from.

From a step of a year on, a month's label stands at October, where a fiscal year begins.
"""


def step_label(steps: Steps, place: int) -> str:
    """A place along an axis in a few letters: `Oct 2021`, `Oct`, `FY2021`."""
    if steps == "fiscal month":
        return FISCAL_MONTHS[place].title()
    return month_label(place) if steps == "month" else f"FY{place}"


def month_label(ordinal: int) -> str:
    """A month in eight characters: `Oct 2021`."""
    year, index = divmod(ordinal, 12)
    return f"{MONTH_NAMES[index][:3]} {year}"

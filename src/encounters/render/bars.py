"""Horizontal bars for categories, each with its name and its number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from encounters.render.cells import human
from encounters.render.layout import broken
from encounters.results import Kind

EIGHTHS = " ▏▎▍▌▋▊▉"
LEAST = 8
"""Columns that bars get at least, however long the names."""


def bars(entries: Sequence[tuple[str, float | None]], kind: Kind, width: int) -> list[str]:
    """For each entry its name, bar and number, in one line or, where the name is long, in several.

    Bars begin at zero, to the left of which negative ones lie.
    """
    numbers = [human(value, kind) for _, value in entries]
    beside = max(map(len, numbers)) + 1
    names = _names([name for name, _ in entries], width - beside - LEAST - 2, width // 2)
    longest = max(len(row) for rows in names for row in rows)
    room = max(LEAST, width - beside - longest - 2)
    known = [value for _, value in entries if value is not None and math.isfinite(value)]
    ends = min([0.0, *known]), max([0.0, *known])
    drawn = []
    for (_, value), (first, *more), number in zip(entries, names, numbers, strict=True):
        bar = f"{_bar(value, ends, room)} {number}".rstrip() if number and value is not None else ""
        drawn.append("\n".join([f"{first.ljust(longest)}  {bar}".rstrip(), *more]))
    return drawn


def _names(names: Sequence[str], most: int, fair: int) -> list[list[str]]:
    """Names in lines of at most `most` letters; where one is longer than is `fair`, of that many."""
    room = max(1, most if max(map(len, names)) <= min(most, fair) else min(most, fair))
    return [broken(name, room) or [""] for name in names]


def _bar(value: float, ends: tuple[float, float], room: int) -> str:
    """A bar of full and eighth blocks; any value but zero shows at least a sliver."""
    low, high = ends
    if low == high:
        return ""
    zero = min(max(round(-low / (high - low) * room), low < 0), room - (high > 0))
    if value < 0:
        length = min(max(1, round(-value / (high - low) * room)), zero)
        return " " * (zero - length) + "█" * length
    # Where zero is moved to a whole column, the longest bar would be a part of a column too long.
    eighths = min(round(value / (high - low) * room * 8), (room - zero) * 8)
    whole, part = divmod(max(eighths, 1 if value > 0 else 0), 8)
    return " " * zero + "█" * whole + EIGHTHS[part].strip()

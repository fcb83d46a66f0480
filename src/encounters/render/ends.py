"""Names behind the ends of lines: broken to the room there is, and moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.render.layout import broken

ROOMS = (0.25, 0.36)
"""The parts of a chart's width that names may take: the first in which they have room."""


def named(
    names: Sequence[str], width: float, rows: int, hang: str = "", rooms: Sequence[float] = ROOMS
) -> list[list[str]] | None:
    """Each name in lines, for a chart as many letters wide; None where a word is too long or there are too many lines.

    A name's further lines begin with `hang`.
    """
    longest = max((len(hang + word) for name in names for word in name.split()), default=0)
    for room in (int(width * part) for part in rooms):
        if room > longest:
            wrapped = [broken(name, room, hang) for name in names]
            if sum(map(len, wrapped)) <= rows:
                return wrapped
    return None


def apart(places: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Where blocks of a size begin, in rising order, moved as little as they must so that none overlaps the next."""
    moved: list[float] = []
    for place, before in zip(places, [0.0, *sizes], strict=False):
        moved.append(max(place, moved[-1] + before) if moved else max(place, low))
    limit = high
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], limit - sizes[number])
        limit = moved[number]
    return moved

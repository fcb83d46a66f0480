"""Horizontal bars for categories, each with its name and its number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from encounters.render.cells import human
from encounters.render.letters import to_ascii
from encounters.results import Kind

EIGHTHS = " ▏▎▍▌▋▊▉"
LEAST = 8
"""Columns that bars get at least, however long the names."""


def bars(
    entries: Sequence[tuple[str, float | None]],
    kind: Kind,
    width: int,
    ascii_only: bool,
    ends: tuple[float, float] = (0.0, 0.0),
) -> str:
    """A line for each entry: name, bar, number. Bars begin at zero, to the left of which negative ones lie.

    The scale reaches to the `ends` where these lie beyond the values.
    """
    numbers = [human(value, kind) for _, value in entries]
    beside = max(map(len, numbers)) + 1
    names = _names([name for name, _ in entries], width - beside - LEAST - 2)
    room = max(LEAST, width - beside - max(map(len, names)) - 2)
    known = [value for _, value in entries if value is not None and math.isfinite(value)]
    low, high = min([*ends, *known]), max([*ends, *known])
    lines = []
    for (_, value), name, number in zip(entries, names, numbers, strict=True):
        bar = "" if not number or value is None else _bar(value, (low, high), room)
        lines.append(f"{name.ljust(max(map(len, names)))}  {f'{bar} {number}'.rstrip() if number else ''}".rstrip())
    text = "\n".join(lines)
    return to_ascii(text) if ascii_only else text


def _names(names: Sequence[str], room: int) -> list[str]:
    """Names cut to the room there is, but never so that two become the same."""
    cut = [name if len(name) <= room else name[: max(1, room - 1)] + "…" for name in names]
    return cut if len(set(cut)) == len(set(names)) else list(names)


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

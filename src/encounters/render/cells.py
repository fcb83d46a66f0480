"""Single values: as machines read them and as people do.

Shares and percentages are fractions everywhere but in text for people: 0.279 is `27.9%`, 2.787 is `+278.7%`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from encounters.periods import Month, parse_month
from encounters.render.letters import ASCII_BLOCKS, BLOCKS, printable, visible
from encounters.results import Column, Kind, Row, Scope, Table, Value


def plain(value: Any, kind: Kind | None = None) -> Any:
    """A value that JSON has: ISO months and dates, no NaN and no infinity, objects as their text, text as seen."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()[:7] if kind == "month" else value.isoformat()
    if isinstance(value, Mapping):
        return {visible(str(key)): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(entry) for entry in value]
    return visible(str(value))


def as_month(value: Any) -> Month:
    """The month that a table holds as a Month, a date or ISO text. Raises PeriodError."""
    if isinstance(value, Month):
        return value
    return Month.of(value) if isinstance(value, date) else parse_month(str(value)[:7])


def _signed(places: int) -> Callable[[float], str]:
    return lambda number: _unsigned_zero(f"{number:+,}" if isinstance(number, int) else f"{number:+,.{places}f}")


def _unsigned_zero(text: str) -> str:
    return text if re.search("[1-9]", text) else text.lstrip("+-")


NUMBERS: dict[Kind, Callable[[float], str]] = {
    "count": lambda number: f"{number:,}" if isinstance(number, int) else f"{number:,.0f}",
    "days": lambda number: f"{number:,}" if isinstance(number, int) else f"{number:,.1f}",
    "average": lambda number: f"{number:,.1f}",
    "share": lambda number: f"{number:.1%}",
    "ratio": lambda number: f"{number:,.3f}×",
    "change": _signed(1),
    "percent": lambda number: _unsigned_zero(f"{number:+,.1%}"),
}


def human(value: Any, kind: Kind, unit: str = "") -> str:
    """A value as people read it; None, NaN and infinity are blank.

    A number in a text column, such as the one `value` column of rows with different units, is shown as its unit asks.
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return NUMBERS.get(kind, NUMBERS[kind_of(unit, value)])(value)
    if kind == "month":
        return as_month(value).name
    return printable(str(plain(value)))


def kind_of(unit: str, value: float) -> Kind:
    """How a number of a unit is written: `share of encounters`, `times`, `percent change`, `encounters per month`."""
    words = unit.casefold()
    for kind, sign in _UNITS.items():
        if re.search(sign, words):
            return kind
    return "count" if isinstance(value, int) else "average"


_UNITS: dict[Kind, str] = {
    "percent": r"percent change|^percent$|^%$",
    "share": r"\bshare\b|\bfraction\b|percent of|% of",
    "ratio": r"\btimes\b|\bratio\b|\bmultiple\b|×",
    "change": r"\bchange\b|\bdifference\b",
}


def sparkline(numbers: Sequence[float | None], ascii_only: bool) -> str:
    """A list of numbers as one character each, from zero to the largest; a gap is a space."""
    levels = ASCII_BLOCKS if ascii_only else BLOCKS
    known = [number for number in numbers if number is not None and math.isfinite(number)]
    low, high = min([0, *known]), max([0, *known])
    top = len(levels) - 2

    def level(number: float | None) -> str:
        if number is None or not math.isfinite(number):
            return levels[0]
        return levels[1 + (round((number - low) / (high - low) * top) if high > low else 0)]

    return "".join(level(number) for number in numbers)


def is_spark(value: Any) -> bool:
    """Whether a row's value is a list of numbers, which tables draw as a sparkline."""
    return isinstance(value, list | tuple)


def is_nested(value: Any) -> bool:
    """Whether a row's value has parts, and so no place in a flat format."""
    return isinstance(value, list | tuple | Mapping)


def flat_columns(table: Table) -> list[Column]:
    """The columns that hold one value a row, which is what flat formats can print."""
    return [column for column in table.columns if not any(is_nested(row.get(column.name)) for row in table.rows)]


def scope_lines(scope: Scope | None) -> list[str]:
    """What stands below an answer: its scope in words, and the command that repeats it."""
    if scope is None:
        return []
    return scope.lines() + ([f"Repeat: {scope.command}"] if scope.command else [])


def spoken_unit(unit: str) -> str:
    """A unit as it is said after a number whose sign, % or ×, says a part of it: `of encounters`, `as many`."""
    if unit in ("percent", "share", "times", "ratio") or unit.startswith("percent change"):
        return ""
    for said in ("share ", "times ", "change in "):
        if unit.startswith(said):
            return unit.removeprefix(said)
    return unit


def value_lines(value: Value) -> list[str]:
    """A single figure in words: number and unit, name and period, and a line for each detail."""
    number = human(value.value, "text", value.unit)
    unit = f" {said}" if (said := spoken_unit(value.unit)) else ""
    details = [f"{name.replace('_', ' ')}: {human(entry, 'text', name)}" for name, entry in value.details.items()]
    return [f"{number}{unit}", f"{value.figure}, {value.scope.selection.period.label()}", *details]


def value_table(value: Value) -> Table:
    """A single figure as a table of one row, for the flat formats."""
    newest = value.scope.used[0].as_dict() if value.scope.used else {}
    release = {key: newest.get(key) for key in ("file", "published", "data_through", "sha256")}
    row: Row = {"figure": value.figure, "value": value.value, "unit": value.unit}
    row |= value.scope.selection.as_dict() | release
    columns = tuple(Column(name, name.replace("_", " ").capitalize(), key=name == "figure") for name in row)
    return Table("measure", value.figure, columns, [row], value.scope, value.notes)

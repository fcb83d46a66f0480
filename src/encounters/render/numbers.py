"""How a number of each kind is written: rounded where it is read in passing, exact in evidence, and what of its unit
follows. Shares and percentages are fractions everywhere but in text for people: 0.279 is `27.9%`, 2.787 `+278.7%`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from msgspec import Struct

from encounters.render.letters import printable
from encounters.results import Kind, Scalar

Writer = Callable[[float], str]


class Style(Struct, frozen=True):
    """A kind's row: the rounded number, the exact one, and the words of a unit that the sign of each says already."""

    rounded: Writer
    exact: Writer
    said: str = ""
    said_exactly: str = ""


def _trimmed(value: float) -> str:
    """To six decimals at most, four from 1 on, without the noise of floats: `9.1433`."""
    text = f"{value:,.{4 if abs(value) >= 1 else 6}f}" if isinstance(value, float) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_percent(value: float) -> str:
    return f"{_trimmed(value * 100)}%"


def _whole(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.0f}"


def _signed(value: float) -> str:
    return _unsigned_zero(f"{value:+,}" if isinstance(value, int) else f"{value:+,.1f}")


def _unsigned_zero(text: str) -> str:
    return text if re.search("[1-9]", text) else text.lstrip("+-")


STYLES: dict[Kind, Style] = {
    "count": Style(_whole, _trimmed),
    "average": Style(lambda value: f"{value:,.1f}", _trimmed),
    "share": Style(lambda value: f"{value:.1%}", _in_percent, "share", "share"),
    "ratio": Style(lambda value: f"{value:,.3f}×", _trimmed, "times"),
    "change": Style(_signed, _trimmed, "change in"),
    "percent": Style(lambda value: _unsigned_zero(f"{value:+,.1%}"), _in_percent, "percent change", "percent"),
    "points": Style(lambda value: _unsigned_zero(f"{value * 100:+,.1f}"), lambda value: _trimmed(value * 100)),
}
"""The kinds of numbers."""

ALIKE: dict[Kind, Kind] = {"days": "count", "estimate": "count"}
"""Kinds of columns whose numbers are written as those of another kind."""


def style(kind: Kind, value: float) -> Style:
    """How a number is written; among text, a whole number is a count and any other an average."""
    return STYLES.get(ALIKE.get(kind, kind)) or STYLES["count" if isinstance(value, int) else "average"]


def is_numeric(kind: Kind) -> bool:
    """Whether a column of this kind holds numbers and nothing else."""
    return kind in STYLES or kind in ALIKE or kind == "number"


def rounded(value: float, kind: Kind) -> str:
    """A number as people read it in passing: `1,734,686`, `27.9%`, `3.787×`, `+278.7%`."""
    return style(kind, value).rounded(value)


def rounded_with_unit(value: float, kind: Kind, unit: str) -> str:
    """A rounded number and its unit: `27.9% of encounters`, `3.787× as many`, `+1,276,598 encounters`."""
    return _joined(rounded(value, kind), unit, style(kind, value).said)


def exact(value: Scalar, kind: Kind = "count") -> str:
    """A value to six decimals at most, shares as percentages: `2,579,043`, `81.7511%`, `9.1433`; words as they are."""
    if value is None:
        return "nothing on hand"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return printable(value)
    return style(kind, value).exact(value) if math.isfinite(value) else "no number"


def exact_with_unit(value: Scalar, kind: Kind, unit: str) -> str:
    """An exact value and its unit: `81.7511% of encounters`, `278.6796% change`, `9.1433 times as many`."""
    said = style(kind, value).said_exactly if isinstance(value, float) else ""
    return _joined(exact(value, kind), unit, said)


def _joined(number: str, unit: str, said: str) -> str:
    shown = printable(unit)
    rest = shown.removeprefix(said) if said and re.match(rf"{re.escape(said)}\b", shown) else shown
    return f"{number} {rest.split(',')[0].strip() if said else rest.removesuffix(', as a fraction')}".rstrip()

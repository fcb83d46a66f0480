"""The registry: a figure is defined once, and every surface reads it from here.

A definition is a pure function from expressions to one expression. The names of its parameters say what it needs:

    now      monthly counts of the selection, in order of time
    before   monthly counts of the period compared with
    whole    monthly counts of the selection that it is a part of
    earlier  totals of earlier like periods, in order of time
    others   totals of all other like periods on hand
    reported the value CBP published for the period
    month, earlier_month   the first days of the periods that `now` and `earlier` have values for
    months, days   the length of the period

Each is evaluated inside one aggregation, so that a figure works alone and under `--by` unchanged.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from encounters.errors import UnknownName
from encounters.results import Kind

if TYPE_CHECKING:
    import polars as pl

Definition = Callable[..., "pl.Expr"]

HEADINGS = ("Formula", "Source")
"""What a definition's docstring tells after saying what the figure is."""


@dataclass(frozen=True)
class Figure:
    """A statistic: its name, unit, definition, what is told beside it, and a command line that shows it."""

    name: str
    unit: str
    kind: Kind
    define: Definition
    details: Mapping[str, Definition]
    example: str
    window: str = "period"

    @functools.cached_property
    def needs(self) -> tuple[str, ...]:
        """What the definition is computed from: the parameters of it and of its details, without repeats."""
        functions = (self.define, *self.details.values())
        return tuple(dict.fromkeys(name for function in functions for name in inspect.signature(function).parameters))

    @property
    def summary(self) -> str:
        """The first line of the definition's docstring."""
        return self.text.splitlines()[0]

    @property
    def text(self) -> str:
        """The whole of the definition's docstring: what it is, formula, source."""
        return inspect.getdoc(self.define) or ""

    def section(self, heading: str) -> str:
        """The text after `Formula:` or `Source:` in the docstring, on one line."""
        found: list[str] = []
        for line in self.text.splitlines():
            if line.startswith(f"{heading}:"):
                found = [line.removeprefix(f"{heading}:").strip()]
            elif found and (not line.strip() or line.split(":")[0] in HEADINGS):
                break
            elif found:
                found.append(line.strip())
        return " ".join(found)


FIGURES: dict[str, Figure] = {}
"""Every figure by name. Import `encounters.figures` to have it filled."""


def figure(name: str, **about: Any) -> Callable[[Definition], Definition]:
    """Register a definition under a name. `about`: unit, kind, example, and optionally details and window."""

    def register(define: Definition) -> Definition:
        FIGURES[name] = Figure(name=name, define=define, details=about.pop("details", {}), **about)
        return define

    return register


def figure_named(name: str) -> Figure:
    """The figure of that name, forgiving of case and of `_` for `-`. Raises UnknownName."""
    key = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if key not in FIGURES:
        raise UnknownName("figure", name, FIGURES, "encounters explain")
    return FIGURES[key]

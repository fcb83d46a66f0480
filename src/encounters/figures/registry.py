"""The registry: a figure is declared once, with the form that it has, and every surface reads it from here."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from encounters.errors import UnknownName
from encounters.figures.forms import Computed, Form, Formula
from encounters.results import NumberKind

if TYPE_CHECKING:
    from encounters.wording.kinds import Kind as PrintedKind

HEADINGS = ("Formula", "Source")
"""What a figure's text tells after saying what the figure is."""

PLAIN = ("months", "days", "years", "before_days", "threshold", "in_a_row", "sign")
"""What a formula may need beside counts: lengths, and terms of the question."""


class Figure(Struct, frozen=True, dict=True):
    """A statistic: its name, form, text, unit, what is told beside it, and a command line that shows it.

    `bits` say how plain a reading it is of a printed number, the fewer the plainer; None: it is not searched for.
    `by_month`: it reads each month's count, so that the counts of years do not do. `terms`: those of a question's terms
    that it reads.
    """

    name: str
    form: Form
    text: str
    unit: str
    kind: NumberKind
    example: str
    details: Mapping[str, Formula] = field(default_factory=dict)
    window: str = "period"
    bits: int | None = None
    by_month: bool = False
    terms: tuple[str, ...] = ()

    @functools.cached_property
    def formulas(self) -> dict[str, Formula]:
        """Its own formula under its name, and those of its details under theirs."""
        return {self.name: self.form.formula} | {self.detail(key): one for key, one in self.details.items()}

    @functools.cached_property
    def needs(self) -> tuple[str, ...]:
        """What it is computed from: the needs of its formula and of its details, without repeats."""
        return tuple(dict.fromkeys(name for formula in self.formulas.values() for name in formula.needs))

    def detail(self, key: str) -> str:
        """The name of a detail in a row that may hold several figures."""
        return f"{self.name}.{key}"

    @property
    def of_one_period(self) -> bool:
        """Whether it is computed from the monthly counts of one period alone."""
        return set(self.needs) <= {"now", "month", *PLAIN}

    @property
    def of_its_months(self) -> bool:
        """Whether it rests on the months of the question alone: its own, those compared with, those of the whole."""
        return not self.to_date and set(self.needs) <= {"now", "before", "whole", "month", *PLAIN}

    @property
    def to_date(self) -> bool:
        """Whether it is about a fiscal year to date, whatever months are asked for."""
        return self.window == "fiscal-year-to-date"

    @property
    def moves(self) -> bool:
        """Whether it is more than nothing where there is a rise, and less where there is a fall."""
        return self.kind in ("change", "percent", "points")

    @property
    def printed(self) -> tuple[PrintedKind, ...]:
        """The kinds of printed number that it can be."""
        from encounters.wording.kinds import Kind

        kinds: dict[NumberKind, tuple[PrintedKind, ...]] = {
            "share": (Kind.SHARE,),
            "ratio": (Kind.MULTIPLE,),
            "percent": (Kind.PERCENT_CHANGE, Kind.SHARE),
            "points": (Kind.POINTS, Kind.PERCENT_CHANGE),
        }
        if self.unit == "months":  # "topped 250,000 three times"
            return (Kind.COUNT, Kind.MULTIPLE)
        return kinds.get(self.kind, (Kind.COUNT,))

    @property
    def summary(self) -> str:
        """The first line of the text."""
        return self.text.splitlines()[0]

    def section(self, heading: str) -> str:
        """What the text says after `Formula:` or `Source:`, on one line."""
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


def figure(name: str, form: Form | None = None, **about: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a figure: its text is the function's docstring, and without a form the function is the formula.

    `about`: unit, kind, example, and optionally details (functions of expressions), window and bits.
    """
    details = {
        key: one if isinstance(one, Formula) else Formula.of(one) for key, one in about.pop("details", {}).items()
    }

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        made = form or Computed(Formula.of(function))
        FIGURES[name] = Figure(name, made, inspect.getdoc(function) or "", details=details, **about)
        return function

    return register


def searched() -> list[Figure]:
    """The figures that a printed number is searched for as, the plainest first."""
    found = [(figure.bits, figure) for figure in FIGURES.values() if figure.bits is not None]
    return [figure for _, figure in sorted(found, key=lambda one: one[0])]


def figure_named(name: str) -> Figure:
    """The figure of that name, forgiving of case and of `_` for `-`. Raises UnknownName."""
    if found := figure_called(name):
        return found
    raise UnknownName("figure", name, FIGURES, "encounters explain")


def figure_called(name: str) -> Figure | None:
    """The same; None where there is none."""
    return FIGURES.get(name.strip().casefold().replace("_", "-").replace(" ", "-"))

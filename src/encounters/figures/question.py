"""What is asked of a figure, and the command that asks it again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace

from encounters.errors import UnknownName, UsageError
from encounters.names import ALL, DIMENSIONS, Choice, choose
from encounters.periods import Period
from encounters.results import SOUTHWEST, Selection


@dataclass(frozen=True)
class Question:
    """A selection, and what it is compared with: another period, a whole, a breakdown, or a published series.

    `region_named` is whether the region was asked for in so many words: a series of another one is then refused.
    `beside` are dimensions that other parts of a table split by: the releases that answer have these too.
    """

    selection: Selection
    against: Period | None = None
    whole: Selection | None = None
    by: tuple[str, ...] = ()
    series: str | None = None
    region_named: bool = False
    beside: tuple[str, ...] = ()

    @property
    def before(self) -> Period:
        """The period compared with: the one named, else the same months a year earlier."""
        return self.against or self.selection.period.year_before()

    @property
    def of(self) -> Selection:
        """The whole that the selection is a part of: the one named, else the same months and region, unfiltered."""
        selection = self.selection
        return self.whole or Selection(selection.period, region=selection.region, as_of=selection.as_of)

    def during(self, period: Period) -> Question:
        """The same question of another period."""
        whole = self.whole.during(period) if self.whole else None
        return replace(self, selection=self.selection.during(period), whole=whole)


def parse_whole(text: str, selection: Selection) -> Selection:
    """The whole of a share from `component=usbp;citizenship=other`, in the period and region of the part unless it says
    otherwise; a dimension named twice is both together. Raises UsageError."""
    named: dict[str, list[str]] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, equals, values = part.partition("=")
        dimension = name.strip().casefold()
        if not equals or dimension not in DIMENSIONS:
            raise UsageError(
                f"--of cannot read '{part}'.",
                f"Write dimension=value, joined by ';'. Dimensions: {', '.join(DIMENSIONS)}.",
            )
        named.setdefault(dimension, []).append(values)
    choices = {"region": selection.region} | {name: choose(name, values) for name, values in named.items()}
    return Selection(selection.period, as_of=selection.as_of).choosing(**choices)


def options(selection: Selection) -> list[str]:
    """The command-line options that make a selection."""
    words = _period_options(selection.period)
    for name in DIMENSIONS:
        choice: Choice = getattr(selection, name)
        if name == "region":
            if choice != SOUTHWEST:
                words += ["--region", str(choice) or "all"]
        elif choice != ALL:
            words += [f"--{name}", str(choice)]
    if selection.as_of:
        words += ["--as-of", selection.as_of.isoformat()]
    return words


def _period_options(period: Period) -> list[str]:
    if period.is_fiscal_year:
        return ["--year", str(period.last.fiscal_year)]
    return ["--period", str(period)]


def command(words: Sequence[str], question: Question) -> str:
    """The command line that asks a question again."""
    selection = question.selection
    line = ["encounters", *words, *options(selection)]
    if question.against:
        line += ["--against", str(question.against)]
    if question.whole:
        line += ["--of", whole_text(question.whole)]
    if question.series and question.region_named and selection.region == SOUTHWEST:
        line += ["--region", str(SOUTHWEST)]
    if question.series:
        line += ["--series", question.series]
    for name in question.by:
        line += ["--by", name.replace("_", "-")]
    return shlex.join(line)


def whole_text(whole: Selection) -> str:
    """A whole as `--of` takes it."""
    parts = [f"{name}={choice}" for name, choice in whole.choices().items() if (name, choice) != ("region", SOUTHWEST)]
    return ";".join(parts) if whole.region else ";".join([*parts, "region=all"])


BREAKDOWNS = ("component", "region", "area", "state", "demographic", "citizenship", "citizenship_group", "authority")
"""What `--by` takes. `citizenship` is the 22-name scheme, `citizenship_group` the five groups."""


def breakdown(name: str, also: Sequence[str] = ()) -> str:
    """A dimension to break down by, forgiving of case and of `-` for `_`. Raises UnknownName."""
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    valid = (*BREAKDOWNS, *also)
    if key not in valid:
        raise UnknownName("dimension", name, [known.replace("_", "-") for known in valid])
    return key


def ask(
    selection: Selection,
    against: str | None = None,
    of: str | None = None,
    series: str | None = None,
    by: Sequence[str] = (),
    region_named: bool = False,
) -> Question:
    """A question from texts as the command line, claims files and the Python API give them. Raises UsageError."""
    return Question(
        selection,
        Period.parse(against) if against else None,
        parse_whole(of, selection) if of is not None else None,
        tuple(dict.fromkeys(breakdown(name) for name in by)),
        series,
        region_named,
    )

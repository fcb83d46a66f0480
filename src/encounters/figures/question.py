"""What is asked of a figure, and the command that asks it again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.figures.splits import MONTH, breakdown, breakdowns
from encounters.names import ALL, CALLED, DIMENSIONS, Choice, called, choices
from encounters.periods import Period
from encounters.results import SOUTHWEST, Selection

SAME_MONTHS = "same-months"


class Terms(Struct, frozen=True):
    """Further terms of a question, which few figures read.

    threshold: the number of months above or below which are counted. in_a_row: whether those in a row are meant.
    lowest: whether the lowest is asked for where a figure is of the highest. among: `same-months` of other years for
    a month, or the dimension whose categories one is ranked among. than: the filters of the encounters that the
    selection is compared with, `citizenship=mexico`; what they do not name is as in the selection.
    """

    threshold: int | None = None
    in_a_row: bool = False
    lowest: bool = False
    among: str | None = None
    than: str | None = None

    def given(self) -> list[str]:
        """The terms that are given."""
        return [name for name in self.__struct_fields__ if getattr(self, name) != getattr(NO_TERMS, name)]

    def options(self) -> list[str]:
        """The command-line options that make them."""
        words = ["--threshold", str(self.threshold)] if self.threshold is not None else []
        words += ["--in-a-row"] if self.in_a_row else []
        words += ["--lowest"] if self.lowest else []
        words += ["--among", self.among.replace("_", "-")] if self.among else []
        return words + (["--than", self.than] if self.than else [])


NO_TERMS = Terms()


class Question(Struct, frozen=True):
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
    terms: Terms = NO_TERMS

    @property
    def before(self) -> Period:
        """The period compared with: the one named; else the same months where other encounters are compared with, and
        those a year earlier where none are."""
        period = self.selection.period
        return self.against or (period if self.terms.than else period.year_before())

    @property
    def compared(self) -> Selection:
        """What the selection is compared with: itself or other encounters, in the period compared with."""
        other = filters(self.terms.than, "than") if self.terms.than else {}
        return self.selection.choosing(**other).during(self.before)

    @property
    def of(self) -> Selection:
        """The whole that the selection is a part of: the one named, else the same months and region, unfiltered."""
        selection = self.selection
        return self.whole or Selection(selection.period, region=selection.region, as_of=selection.as_of)

    @property
    def plain(self) -> tuple[int, ...]:
        """The plain numbers that a formula may need, in the order of `registry.PLAIN`."""
        period, terms = self.selection.period, self.terms
        lengths = (len(period), period.days, len(period) // 12, self.before.days)
        return (*lengths, terms.threshold or 0, int(terms.in_a_row), -1 if terms.lowest else 1)

    def likes(self, within: Period) -> tuple[Period, ...]:
        """The like periods within another, its own among them; those of a month are all months, or the same ones."""
        period = self.selection.period
        found = period.like_periods(within)
        same = self.terms.among == SAME_MONTHS
        return tuple(like for like in found if like.first.month == period.first.month) if same else found

    def during(self, period: Period) -> Question:
        """The same question of another period."""
        whole = self.whole.during(period) if self.whole else None
        return replace(self, selection=self.selection.during(period), whole=whole)


def parse_whole(text: str, selection: Selection) -> Selection:
    """The whole of a share from `component=usbp;citizenship=other`, in the period and region of the part unless it says
    otherwise; a dimension named twice is both together. Raises UsageError."""
    choices = {"region": selection.region} | filters(text, "of")
    return Selection(selection.period, as_of=selection.as_of).choosing(**choices)


def filters(text: str, key: str) -> dict[str, Choice]:
    """The choices that `component=usbp;citizenship=other` names. Raises UsageError with the key's name."""
    named: list[tuple[str, list[str]]] = []
    for part in (piece.strip() for piece in text.split(";")):
        name, equals, values = part.partition("=")
        if part and (not equals or CALLED.get(called(name), called(name)) not in DIMENSIONS):
            raise UsageError(
                f"`{key}` cannot read '{part}'.",
                f"Write dimension=value, joined by ';'. Dimensions: {', '.join(DIMENSIONS)}.",
            )
        if part:
            named.append((name, [values]))
    return choices(named)


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


def command(words: Sequence[str], question: Question, period: bool = True) -> str:
    """The command line that asks a question again; without its `period` where the words name it."""
    selection = question.selection
    line = ["encounters", *words, *options(selection)[0 if period else 2 :]]
    if question.against:
        line += ["--against", str(question.against)]
    if question.whole:
        line += ["--of", whole_text(question.whole)]
    if question.series and question.region_named and selection.region == SOUTHWEST:
        line += ["--region", str(SOUTHWEST)]
    if question.series:
        line += ["--series", question.series]
    line += question.terms.options()
    for name in question.by:
        line += ["--by", name.replace("_", "-")]
    return shlex.join(line)


def whole_text(whole: Selection) -> str:
    """A whole as `--of` takes it."""
    parts = [f"{name}={choice}" for name, choice in whole.choices().items() if (name, choice) != ("region", SOUTHWEST)]
    return ";".join(parts) if whole.region else ";".join([*parts, "region=all"])


def ask(
    selection: Selection,
    against: str | None = None,
    of: str | None = None,
    series: str | None = None,
    by: Sequence[str] = (),
    region_named: bool = False,
    terms: Terms = NO_TERMS,
) -> Question:
    """A question from texts as the command line, claims files and the Python API give them. Raises UsageError."""
    return Question(
        selection,
        Period.parse(against) if against else None,
        parse_whole(of, selection) if of is not None else None,
        breakdowns(by, also=(MONTH,)),
        series,
        region_named,
        terms=terms,
    )


def terms(
    threshold: str | int | None = None,
    in_a_row: bool = False,
    lowest: bool = False,
    among: str | None = None,
    than: str | None = None,
) -> Terms:
    """Terms from texts: a number as people write it, `same-months` or a dimension, filters. Raises UsageError,
    UnknownName."""
    number = threshold
    if not isinstance(threshold, str | int | None) or isinstance(threshold, bool):
        raise UsageError(f"threshold cannot be {threshold!r}.", "Write it as a whole number.")
    if isinstance(threshold, str):
        digits = threshold.strip().replace(",", "").replace("_", "")
        if not digits.isdecimal():
            raise UsageError(f"'{threshold}' is not a number of encounters.", "Write it as 150000 or 150,000.")
        number = int(digits)
    elif threshold is not None and threshold < 0:
        raise UsageError(f"{threshold} is not a number of encounters.", "Write it as 150000.")
    kept = None
    if among is not None:
        if not isinstance(among, str):
            raise UsageError(f"among cannot be {among!r}.", "Write it as a text.")
        key = among.strip().casefold().replace("_", "-").replace(" ", "-")
        kept = SAME_MONTHS if key == SAME_MONTHS else breakdown(among, also=(SAME_MONTHS,))
    return Terms(int(number) if number is not None else None, in_a_row, lowest, kept, _than(than))


def _than(text: str | None) -> str | None:
    """The filters of what is compared with, spelled one way."""
    if text is None:
        return None
    if not isinstance(text, str) or not (named := filters(text, "than")):
        raise UsageError(f"than cannot be {text!r}.", "Write filters, as citizenship=mexico.")
    return ";".join(f"{name}={choice or 'all'}" for name, choice in named.items())

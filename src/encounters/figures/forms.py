"""What a figure is made of. Its definition, its exact value, what a search divides by and the slips that a
writer may make all follow from the one form that it is declared with.

    Sum(over="months", by=12)   the period's total, for each month of it, times twelve
    Pair("before", less=1)      the ratio to another total, less one
    Difference("before")        how much more than another total; over="days" for each day of both periods
    Difference("mean")          how much more than the mean of like periods
    Highest(), Lowest()         the highest and the lowest month
    Computed(formula)           anything else, written as a function of counts: rank, record, streak

The names of a formula's parameters say what it needs:

    now      monthly counts of the selection, in order of time
    before   monthly counts of the period compared with
    whole, whole_before   monthly counts of the selection that it is a part of, in both periods
    mean     totals of the like periods in the period compared with
    earlier  totals of earlier like periods, in order of time
    others   totals of all other like periods
    peers    totals of the other categories of a dimension
    year_before, outcome   monthly counts of the fiscal year before, and of the whole one, where they are known
    reported the value CBP published for the period
    month, earlier_month   the first days of the periods that `now` and `earlier` have values for
    months, days, years, before_days   the length of the period, and of the one compared with
    threshold, in_a_row, sign   what the question says: a number, whether months in a row are meant, -1 for the lowest

The counts are plain lists, so that a figure works alone and under `--by` unchanged. What is divided by nothing is no
value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from msgspec import Struct

from encounters.periods import Period

if TYPE_CHECKING:
    from fractions import Fraction

Counts = Sequence[int | float]
"""Counts or totals, one for each period, in order of time."""

Length = Literal["months", "days", "years"]
Other = Literal["before", "whole", "mean"]


class Formula(Struct, frozen=True):
    """A function from counts and plain numbers to one value, and the names of those it is given."""

    needs: tuple[str, ...]
    compute: Callable[..., Any]

    @classmethod
    def of(cls, function: Callable[..., Any]) -> Formula:
        """The formula that a function is: its parameters are what it needs."""
        code = function.__code__
        return cls(code.co_varnames[: code.co_argcount], function)


def average(counts: Counts) -> float:
    """The mean of counts. Raises ZeroDivisionError for none."""
    return sum(counts) / len(counts)


class Slip(Struct, frozen=True):
    """A wrong divisor: its words, and what it makes of the right number."""

    words: str
    factor: Fraction


class Sum(Struct, frozen=True):
    """The period's total, for each month, day or year of it where `over` says so, times `by`."""

    over: Length | None = None
    by: int = 1

    @property
    def formula(self) -> Formula:
        """The definition on monthly counts."""
        if self.over is None:
            return Formula(("now",), lambda now: sum(now) * self.by)
        return Formula(("now", self.over), lambda now, length: sum(now) * self.by / length)

    def divisor(self, length: int) -> Fraction:
        """What the total is divided by in a period of so many months (or days, as `over` says)."""
        from fractions import Fraction

        return Fraction(length if self.over else 1, self.by)

    def quotient(self, now: int, other: int, period: Period) -> tuple[int, int]:
        """The figure of a total, exactly: what is divided, and by what."""
        return now * self.by, self.length(period) if self.over else 1

    def length(self, period: Period) -> int:
        """How long the period is in what the total is divided by."""
        if self.over == "days":
            return period.days
        return len(period) // 12 if self.over == "years" else len(period)

    def slips(self, period: Period) -> Iterator[Slip]:
        """The wrong divisors: one too few and one too many."""
        from fractions import Fraction

        if self.over is not None:
            right = self.length(period)
            for divisor in (right - 1, right + 1):
                if divisor > 0:
                    words = f"divided by {divisor} {self.over} instead of {right}"
                    yield Slip(words, Fraction(right, divisor))


class Pair(Struct, frozen=True):
    """The ratio of the period's total to another: of the period compared with, or of the whole it is a part of."""

    other: Other
    less: int = 0

    @property
    def formula(self) -> Formula:
        """The definition on monthly counts."""
        return Formula(("now", self.other), self._ratio)

    def _ratio(self, now: Counts, other: Counts) -> float:
        held = average(other) if self.other == "mean" else sum(other)
        return (sum(now) - held * self.less) / held

    def quotient(self, now: int, other: int, period: Period) -> tuple[int, int]:
        """The figure of two totals, exactly: what is divided, and by what."""
        return now - self.less * other, other


class Difference(Struct, frozen=True):
    """How much more the period's total is than another; for each day of both where `over` says so."""

    other: Literal["before", "mean"] = "before"
    over: Literal["days"] | None = None

    @property
    def formula(self) -> Formula:
        """The definition on monthly counts."""
        if self.other == "mean":
            return Formula(("now", self.other), lambda now, other: sum(now) - average(other))
        if self.over is None:
            return Formula(("now", self.other), lambda now, other: sum(now) - sum(other))
        lengths = (self.over, f"{self.other}_{self.over}")
        return Formula(
            ("now", self.other, *lengths),
            lambda now, other, own, others: sum(now) / own - sum(other) / others,
        )

    def quotient(self, now: int, other: int, period: Period) -> tuple[int, int]:
        """What is divided, and by what. Both periods are taken to be as long as the one given."""
        return now - other, Sum(self.over).length(period) if self.over else 1


class Highest(Struct, frozen=True):
    """The highest monthly count."""

    best: ClassVar[Callable[..., Any]] = staticmethod(max)

    @property
    def formula(self) -> Formula:
        """The definition on monthly counts."""
        return Formula(("now",), self.best)

    @property
    def month(self) -> Formula:
        """The month that has it, the first of equal ones."""
        return Formula(("now", "month"), lambda now, month: month[now.index(self.best(now))])

    def quotient(self, now: int, other: int, period: Period) -> tuple[int, int]:
        """The figure of the highest count, exactly."""
        return now, 1


class Lowest(Highest, frozen=True):
    """The lowest monthly count."""

    best = staticmethod(min)


class Computed(Struct, frozen=True):
    """A figure of no simpler form: written as a function, and not searched for."""

    formula: Formula


Form = Sum | Pair | Difference | Highest | Computed
SUMMED = (Sum, Highest)
"""The forms whose figures are counts of encounters, which can be added up twice or printed in thousands."""


def whole_number(form: Form) -> bool:
    """Whether the figure of whole counts is one."""
    return form in (Sum(), Difference()) or isinstance(form, Highest)

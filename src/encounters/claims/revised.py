"""Whether a number may be that of a release which is not on hand: how far CBP's revisions move such a cell.

Rule. CBP publishes a month about the middle of the next and restates it with every release until the fiscal year is
over. Where one of those releases, published by the claim's date, is not on hand, and a revision as large as those seen
for that kind of cell could explain the difference, no data on hand decides: not checkable, `no-vintage`.

How large is measured on every release that ships with the package, of cells of a thousand encounters and more: the
largest is rounded up (`MOVES`, of one month), and a test holds it against the releases. Labels move more than totals:
64,499 expulsions of January 2023 became 68,173. A revision is of the newest two months, so that a longer window moves
by their part of it. A rate moves by what its two totals move together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache

from encounters.claims.bench import Bench, Trial, holds
from encounters.claims.model import Number
from encounters.claims.vintages import Then
from encounters.errors import CannotAnswer
from encounters.figures import FIGURES
from encounters.figures.forms import Difference, Highest, Pair, Sum
from encounters.figures.question import Question
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.wording.rules import Range
from encounters.wording.zones import HAIR

TOTAL = Fraction(110, 10_000)
MOVES = {
    "component": Fraction(25, 10_000),
    "demographic": Fraction(40, 10_000),
    "citizenship": Fraction(110, 10_000),
    "area": Fraction(190, 10_000),
    "state": Fraction(190, 10_000),
    "authority": Fraction(690, 10_000),
}
"""By how much of itself a revision moves a month's total, and how much more where a dimension is narrowed."""

NEWEST = 2
PUBLISHED_BY = 25
"""The day of a month by which the month before has been published."""


def moves(selection: Selection) -> Fraction:
    """By how much of itself a revision has moved a cell like this one."""
    return _moves(tuple(selection.choices()), len(selection.period))


@cache
def _moves(narrowed: tuple[str, ...], months: int) -> Fraction:
    month = TOTAL + sum(MOVES.get(name, Fraction(0)) for name in narrowed)
    return month * min(Fraction(1), Fraction(NEWEST, months))


def explained(bench: Bench, claim: Number, today: Trial) -> bool:
    """Whether the words hold for a value that a revision may have made today's value of."""
    moved, read, hold = _reach(bench, claim, today), today.read, holds(claim)
    beyond = max(float(hold.low) - read - moved, read - moved - float(hold.high))
    if not moved or abs(beyond) > HAIR * (abs(read) + moved):
        return moved > 0 > beyond
    exactly, reach = Fraction(str(read)), Fraction(str(moved))
    return Range(exactly - reach, exactly + reach).meets(hold)


def _reach(bench: Bench, claim: Number, today: Trial) -> float:
    """How far a revision may have moved the figure."""
    form, question = FIGURES[claim.figure].form, claim.today
    selection, value = question.selection, float(today.value.value)
    own = float(moves(selection))
    if isinstance(form, Sum | Highest):
        return own * abs(value)
    if isinstance(form, Pair):
        other = question.of if form.other == "whole" else question.compared
        return (own + float(moves(other))) * abs(value + form.less)
    if isinstance(form, Difference):
        other = question.compared
        return own * _total(bench, selection) + float(moves(other)) * _total(bench, other)
    return 0.0


def _total(bench: Bench, selection: Selection) -> float:
    try:
        return float(bench.measure("total", Question(selection)).value)
    except CannotAnswer:
        return 0.0


def missing(claim: Number, by: date | None, then: Then) -> bool:
    """Whether a release that the claim's writer could have had is not on hand."""
    if by is None or claim.series is not None:
        return False
    close = Period.fiscal_year(claim.period.last.fiscal_year).last
    there = {min(release.data_through, close) for release in then.releases}
    return any(month not in there for month in _through(claim.period.last, close, by))


def _through(last: Month, close: Month, by: date) -> Iterator[Month]:
    """The last months of the releases that restate a period and were published by a date; any later one is as the
    one that closes the year."""
    newest = Month.of(by) + (-1 if by.day >= PUBLISHED_BY else -2)
    yield last
    while last < min(close, newest):
        last += 1
        yield last

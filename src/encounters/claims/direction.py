"""Claims that something rises or falls, without a number.

Rule. With a period, the last value of it is set against the first, and the steps up are set against the steps down;
the values are those of its years where it is made up of two or more whole fiscal or calendar years, else of its months.
A period of one value is set against the one before it and against the same months a year earlier. Without a period,
all values of the series published by the claim's date are taken, and where CBP prints a baseline, the last value is
set against it as well. All comparisons agree with the words: confirmed. None does: contradicted. Some do:
misdescribed, `window`, because which comparison is meant is not said and decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench
from encounters.claims.model import Direction
from encounters.claims.verdict import Evidence, Recomputed, Tried, Verdict
from encounters.errors import CannotAnswer, MissingMonths
from encounters.figures.printed import published
from encounters.figures.question import Question, command
from encounters.periods import Period
from encounters.results import Scope
from encounters.store import series as reference
from encounters.verdicts import Word

NO_WINDOW = "No window is stated: the rule for directions decides."
NOTHING_BEFORE = "Nothing before it is on hand that it could be compared with."


class Comparison(Struct, frozen=True):
    """One comparison that the words may mean: what it is, two numbers, the later one second, and how to repeat it."""

    words: str
    before: float
    after: float
    command: str | None = None

    def agrees(self, direction: str) -> bool:
        """Whether the second number lies in the direction of the first."""
        return self.after > self.before if direction == "rising" else self.after < self.before

    def tried(self, direction: str) -> Tried:
        """The comparison as evidence."""
        gap = self.after - self.before
        return Tried(self.words, gap, "difference", self.agrees(direction), command=self.command)


class Values(Struct, frozen=True):
    """The values by period, oldest first, in their unit, with what they rest on and the command that shows them."""

    found: Mapping[Period, float]
    unit: str
    scope: Scope

    @property
    def last(self) -> Period:
        """The newest period."""
        return max(self.found)

    def told(self, period: Period, value: float | None = None) -> str:
        """A period and its value."""
        return f"{period.label()} {self.number(self.found[period] if value is None else value)}"

    def number(self, value: float) -> str:
        """A value in words."""
        return f"{value:.0%}" if self.unit == "share" else f"{value:,.0f}"


def judge_direction(bench: Bench, claim: Direction, by: date | None) -> Verdict:
    """The verdict on a direction."""
    direction = claim.direction
    remarks = () if claim.period else (NO_WINDOW,)
    try:
        values = _of_series(bench, claim, claim.series, by) if claim.series else _of_releases(bench, claim, by)
    except CannotAnswer as error:
        return Verdict(claim, Word.NOT_CHECKABLE, ("no-data",), evidence=Evidence(remarks=(*remarks, error.message)))
    compared = list(_comparisons(bench, claim, values, by))
    if not compared:
        return Verdict(claim, Word.NOT_CHECKABLE, ("no-data",), evidence=Evidence(remarks=(*remarks, NOTHING_BEFORE)))
    agreeing = sum(one.agrees(direction) for one in compared)
    word = Word.CONFIRMED if agreeing == len(compared) else Word.MISDESCRIBED if agreeing else Word.CONTRADICTED
    return Verdict(
        claim,
        word,
        {Word.CONFIRMED: (), Word.MISDESCRIBED: ("window",)}.get(word, ("no-reading",)),
        _recomputed(claim, values, by),
        evidence=Evidence(tuple(one.tried(direction) for one in compared), remarks),
    )


def _recomputed(claim: Direction, values: Values, by: date | None) -> Recomputed:
    last, scope = values.last, values.scope
    unit = f"{values.unit}, {last.label()}"
    as_of = by.isoformat() if by else None
    return Recomputed(claim.series or "total", values.found[last], unit, scope, as_of, scope.command)


def _of_series(bench: Bench, claim: Direction, name: str, by: date | None) -> Values:
    """The values of a series in the claim's period, or all that was published by its date."""
    period = claim.period or _newest(name, by)
    question = claim.question(by, period)
    found = published(bench.holdings, name, question)
    inside = {own: float(value) for own, value in found.values.items() if claim.period is None or own.first in period}
    if not inside:
        raise MissingMonths(f"The series {name} has no value for {period.label()}.")
    line = _repeated(found.series.unit, question.during(max(inside)))
    return Values(
        inside, found.series.unit, Scope(found.selection, found.used, line, found.sources([question.selection.period]))
    )


def _repeated(unit: str, question: Question) -> str:
    """The command that measures a value of a series again: a published share is a figure of its own."""
    if unit == "share":
        return command(["measure", "recidivism-share"], replace(question, series=None))
    return command(["measure", "total"], question)


def _newest(series: str, by: date | None) -> Period:
    known = [point.period for point in reference.points(series, by, partial=False) if point.period is not None]
    if not known:
        raise MissingMonths(f"Nothing of the series {series} was published by {by}.")
    return max(known)


def _of_releases(bench: Bench, claim: Direction, by: date | None) -> Values:
    """The years or months of the claim's period in CBP's releases."""
    asked = [claim.question(by, part) for part in _parts(claim.question(by).selection.period)]
    bench.prepare("total", asked)
    measured = {question.selection.period: bench.measure("total", question) for question in asked}
    scope = measured[asked[-1].selection.period].scope
    line = command(["trend"], claim.question(by))
    found = {part: float(value.value) for part, value in measured.items()}
    return Values(found, "encounters", replace(scope, command=line))


def _parts(period: Period) -> list[Period]:
    """The whole fiscal or calendar years that make up a period of two or more, else its months."""
    if len(period) >= 24 and len(period) % 12 == 0 and period.first.month in (1, 10):
        return [Period(period.first + start, period.first + (start + 11)) for start in range(0, len(period), 12)]
    return [Period(month, month) for month in period]


def _comparisons(bench: Bench, claim: Direction, values: Values, by: date | None) -> Iterator[Comparison]:
    periods = sorted(values.found)
    first, last = periods[0], periods[-1]
    if len(periods) > 1:
        yield _between(claim, values, first, values.found[first], by)
        steps = [values.found[later] - values.found[earlier] for earlier, later in pairwise(periods)]
        up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
        yield Comparison(f"{_many(up)} up, {_many(down)} down between them", down, up)
    else:
        yield from _with_earlier(bench, claim, values, by)
    if claim.series is not None and claim.period is None and (found := _baseline(claim.series, by)):
        words, baseline = found
        told = f"CBP's baseline, {words} {values.number(baseline)}, to {values.told(last)}"
        yield Comparison(told, baseline, values.found[last])


def _between(claim: Direction, values: Values, earlier: Period, before: float, by: date | None) -> Comparison:
    """The last value against an earlier one."""
    question = replace(claim.question(by, values.last), against=earlier)
    words = f"{values.told(earlier, before)} to {values.told(values.last)}"
    moved = "share-change" if values.unit == "share" else "change"
    return Comparison(words, before, values.found[values.last], command(["measure", moved], question))


def _with_earlier(bench: Bench, claim: Direction, values: Values, by: date | None) -> Iterator[Comparison]:
    """A single value against the one before it, and against that of the same months a year earlier."""
    only = values.last
    for earlier in dict.fromkeys((only.shift(-len(only)), only.year_before())):
        try:
            before = bench.measure("total", claim.question(by, earlier))
        except CannotAnswer:
            continue
        yield _between(claim, values, earlier, float(before.value), by)


def _baseline(series: str, by: date | None) -> tuple[str, float] | None:
    """The newest baseline that CBP had printed beside the series by a date."""
    known = [point for point in reference.points(series, by) if point.details.get("baseline")]
    if not known:
        return None
    return known[-1].details.get("baseline_period", ""), float(known[-1].details["baseline"])


def _many(steps: int) -> str:
    return f"{steps} step{'' if steps == 1 else 's'}"

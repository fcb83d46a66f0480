"""Measuring a claim: its figure at a vintage, held against its printed words. Each question is measured once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.model import IN_POINTS, Number, Printed
from encounters.claims.verdict import Recomputed
from encounters.errors import EncountersError
from encounters.figures import figure_named
from encounters.figures.measure import measure_many
from encounters.figures.question import Question
from encounters.figures.repeat import series_for
from encounters.periods import Month
from encounters.results import Value
from encounters.store.coverage import Need, able
from encounters.store.holdings import Holdings
from encounters.store.series import rows, series
from encounters.wording.fit import RANK, Fit, Held, accepted, fit, meant, reach
from encounters.wording.kinds import Kind, Wording
from encounters.wording.rules import Range
from encounters.wording.written import Written
from encounters.wording.zones import HAIR, widened

FEW_DAYS, FEW = 8, 64
"""The days of publication before a claim's date, and those before the dates of all claims, that are few."""


class Trial(Struct, frozen=True):
    """A value held against the claim's words: how it fits, and in which sense it was read."""

    value: Value
    read: float
    sense: str
    fit: Fit
    as_of: date | None

    @property
    def holds(self) -> bool:
        """Whether the words hold for the value."""
        return self.fit.held is Held.HOLDS

    def recomputed(self) -> Recomputed:
        """The value as evidence."""
        return Recomputed.of(self.value)


class Bench:
    """Measures questions on what is on hand, and remembers the answers.

    waiting: claims near which a number may be searched for, until the search is told of them. few: whether their
    vintages are so few that to measure each takes less than what the search tells all of them by.
    """

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.waiting: list[Number] = []
        self.few = False
        self._today: dict[int, tuple[Number, Trial]] = {}
        self._values: dict[tuple[str, Question], Value | EncountersError] = {}

    def prepare(self, figure: str, questions: Iterable[Question]) -> None:
        """Measure questions that will be asked, in one pass."""
        new = [question for question in dict.fromkeys(questions) if (figure, question) not in self._values]
        if new:
            answers = measure_many(self.holdings, figure, new)
            self._values.update({(figure, question): found for question, found in zip(new, answers, strict=True)})

    def expect(self, claims: Iterable[tuple[Number, date | None]]) -> None:
        """Claims that will be judged, each with its date: those that do not hold today may be searched for."""
        unheld = [(claim, by) for claim, by in claims if not self._holds_today(claim)]
        self.waiting = [claim for claim, _ in unheld]
        days = [len(self.days(by)) for _, by in unheld if by is not None]
        self.few = max(days, default=0) <= FEW_DAYS and sum(days) <= FEW

    def today(self, claim: Number) -> Trial:
        """A claim's figure on today's data, held against its words, once. Raises CannotAnswer."""
        if id(claim) not in self._today:
            self._today[id(claim)] = claim, self.trial(claim, claim.today)
        return self._today[id(claim)][1]

    def _holds_today(self, claim: Number) -> bool:
        try:
            return self.today(claim).holds
        except EncountersError:
            return False

    def measure(self, figure: str, question: Question) -> Value:
        """A figure of a question. Raises CannotAnswer."""
        found = self._values.get((figure, question))
        if found is None:
            self.prepare(figure, [question])
            found = self._values[figure, question]
        if isinstance(found, EncountersError):
            raise found
        return found

    def try_claim(self, claim: Number, question: Question) -> Trial | None:
        """A claim's figure for a question, or None where it cannot be computed."""
        try:
            return self.trial(claim, question)
        except EncountersError:
            return None

    def trial(self, claim: Number, question: Question) -> Trial:
        """A claim's figure for a question, held against its words. Raises CannotAnswer."""
        value = self.measure(claim.figure, question)
        return self.hold(claim, value)

    def hold(self, claim: Number, value: Value) -> Trial:
        """A value held against the claim's words, in the sense that fits best."""
        as_of = value.scope.selection.as_of
        tried = [
            Trial(value, number, sense, judge(claim, number, value), as_of)
            for sense, number in in_each_sense(claim.says, value).items()
        ]
        best = min(tried, key=lambda trial: RANK[trial.fit.held])
        if claim.at is not None and value.details.get("month") != str(claim.at):
            return replace(best, fit=replace(best.fit, held=Held.NO))
        return best

    def vintages(self, claim: Number, by: date | None) -> list[date]:
        """The days from which on other releases answer the claim, up to a date, newest first.

        A release of which only the month is known counts where it may have been public by then.
        """
        days = self.days(by)
        if (name := claim.series or _reported(claim)) is not None:
            months = _months(claim)
            points = [point for point in rows(name) if not (months and point.period) or months & set(point.period)]
            known = {point.known for point in points if point.known is not None}
            return sorted({*days, *(day for day in known if by is None or day <= by)}, reverse=True)
        return self._changing(claim, days)[::-1]

    def days(self, by: date | None) -> list[date]:
        """The days of publication of the releases on hand that may have been public by a date, in order."""
        return self.holdings.remembered(("days", by), lambda: self._days(by))

    def _days(self, by: date | None) -> list[date]:
        published = [release.published for release in self.holdings.releases]
        return sorted({each.day for each in published if by is None or each.earliest <= by})

    def _changing(self, claim: Number, days: Sequence[date]) -> list[date]:
        """Of days in order, those on which other releases answer than on the day before."""
        question, months = claim.today, _months(claim)
        asked = [question.selection, *([question.whole] if question.whole else [])]
        asked += [question.compared] if question.terms.than else []
        need = Need.of(asked, question.by)
        found: list[date] = []
        last: object = None
        for day in days:
            vintages = [self.holdings.vintage(dataset.name, day, need.regions) for dataset in able(need)]
            now = [[one.get(month) for month in months] if months else tuple(one.values()) for one in vintages]
            if now != last:
                found.append(day)
            last = now
        return found


def _months(claim: Number) -> frozenset[Month]:
    """The months that a claim's figure rests on; none where it rests on others than the question's."""
    question, figure = claim.today, figure_named(claim.figure)
    spans = [question.selection.period, *([question.before] if "before" in figure.needs else [])]
    return frozenset(month for span in spans for month in span) if figure.of_its_months else frozenset()


def _reported(claim: Number) -> str | None:
    """The series that a figure which CBP itself publishes comes from."""
    if "reported" not in figure_named(claim.figure).needs:
        return None
    return series_for(claim.period)


def senses(written: Written) -> dict[str, int]:
    """What the words may mean, and what is taken from the number for it: a multiple is a ratio, or with "greater" or
    "increased" an increase."""
    if written.kind is Kind.MULTIPLE and written.wording in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES):
        return {"ratio": 0, "increase": 1}
    return {"": 0}


def in_each_sense(written: Written, value: Value) -> dict[str, float]:
    """What a value is in each sense that the words may have: percent said of a share is by how much of itself it
    changed, or percentage points."""
    number = float(value.value)
    now, before = value.details.get("now"), value.details.get("before")
    if value.kind == "points" and written.kind is Kind.PERCENT_CHANGE and now is not None and before:
        return {"percent": float(now) / float(before) - 1, "points": number}
    return {sense: number - less for sense, less in senses(written).items()}


def ends(claim: Printed) -> tuple[float, float]:
    """The ends of the numbers for which the claim's words may hold or be imprecise: `judge` tells for which they do."""
    if claim.tolerance is None:
        low, high = reach(claim.says)
    else:
        low, high = widened(float(holds(claim).low), float(holds(claim).high))
    return low, high + max(senses(claim.says).values()) * (1 + HAIR)


def opposite(claim: Number, trial: Trial) -> bool:
    """Whether the words tell of a rise where there was a fall, or the other way round."""
    printed, value = float(claim.says.value), float(trial.value.value)
    if claim.says.wording in (Wording.TIMES_GREATER, Wording.INCREASED_TIMES):
        return value < 1
    middle = 1 if claim.says.kind is Kind.MULTIPLE else 0
    return (printed - middle) * (value - middle) < 0


def judge(claim: Printed, number: float, value: Value | None) -> Fit:
    """How a number fits the claim's words: by its tolerance where it gives one, else by the rules for its wording."""
    if claim.tolerance is not None:
        return Fit(Held.HOLDS if Fraction(str(number)) in holds(claim) else Held.NO)
    return fit(claim.says, number, precision(claim, value))


def precision(claim: Printed, value: Value | None) -> float:
    """To what the recomputed value itself is known: CBP prints repeat-encounter shares in whole percents. Counts are
    known in full, and so is what is made of them."""
    if not isinstance(claim, Number) or value is None or not value.scope.sources:
        return 0
    return series(value.scope.sources[0].series).precision


def holds(claim: Printed) -> Range:
    """The values for which the claim's words hold."""
    return accepted(claim.says) if claim.tolerance is None else _within(claim.says, claim.tolerance)


def accepts(claim: Printed) -> Range:
    """The values for which somebody would have chosen the claim's words."""
    return meant(claim.says) if claim.tolerance is None else holds(claim)


def _within(written: Written, tolerance: float) -> Range:
    """The values within a tolerance of the printed number."""
    apart = Fraction(str(tolerance)) / (100 if written.kind in IN_POINTS else 1)
    return Range(written.value - apart, (written.high or written.value) + apart)

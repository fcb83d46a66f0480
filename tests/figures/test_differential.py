"""Random questions, answered by the program and by the plain reading of the files: there is no difference.

A few hundred by default; ENCOUNTERS_QUESTIONS=3000 asks more, ENCOUNTERS_SEED others.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import plain
import pytest
from msgspec.structs import replace

from encounters.errors import EncountersError
from encounters.figures import FIGURES
from encounters.figures.measure import measure
from encounters.figures.question import SAME_MONTHS, Question, Terms
from encounters.names import CATEGORIES, Choice
from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Selection, Value
from held import bundle

MANY = int(os.environ.get("ENCOUNTERS_QUESTIONS", "300"))
SEED = int(os.environ.get("ENCOUNTERS_SEED", "20261125"))
DIMENSIONS = ("component", "citizenship", "demographic", "authority", "area", "state")
FIRST, LAST = Month(2017, 10), Month(2026, 7)
SERIES = {
    "usbp-southwest-by-month": Period(Month(1999, 10), Month(2020, 9)),
    "usbp-nationwide-by-month": Period(Month(1999, 10), Month(2020, 9)),
    "usbp-by-sector-by-month": Period(Month(1999, 10), Month(2020, 9)),
    "usbp-southwest-by-year": Period(Month(1959, 10), Month(2020, 9)),
}
BEFORE_RELEASES = date(2020, 12, 1)
"""No release was published by then that a series could be continued with."""

COMPARED = ("change", "percent-change", "multiple", "daily-change", "daily-percent-change", "share-change")
MEANS = ("change-on-mean", "percent-change-on-mean", "multiple-on-mean")
SIGNED = ("rank", "record", "category-rank")


def ask(dice: random.Random) -> tuple[str, Question]:
    """A random question: a figure, months, filters, a date or a series, and what the figure reads."""
    figure = dice.choice([name for name in FIGURES if name != "recidivism-share"])
    if dice.random() < 0.2:
        return figure, asked_of_series(dice, figure)
    as_of = date.fromordinal(dice.randint(738_000, 739_900)) if dice.random() < 0.4 else None
    choices = filters(dice, 1 if figure == "category-rank" else dice.randint(0, 2))
    selection = Selection(months(dice, Period(FIRST, LAST), figure), as_of=as_of).choosing(**choices)
    return figure, terms(dice, figure, Question(selection), Period(FIRST, LAST))


def asked_of_series(dice: random.Random, figure: str) -> Question:
    name = dice.choice(list(SERIES))
    span = SERIES[name]
    period = months(dice, span, figure)
    if name == "usbp-southwest-by-year":
        period = Period.fiscal_year(dice.randint(1961, 2020))
    selection = Selection(period, as_of=BEFORE_RELEASES)
    if name == "usbp-by-sector-by-month" and dice.random() < 0.7:
        sectors = dice.sample([code for code in CATEGORIES["area"] if code.endswith("_sector")], dice.randint(1, 2))
        selection = selection.choosing(area=Choice(tuple(sectors), dice.random() < 0.2))
    return terms(dice, figure, Question(selection, series=name), span)


def months(dice: random.Random, span: Period, figure: str) -> Period:
    """A month, a fiscal year, whole years or any window within a span."""
    shape = "years" if figure == "yearly-average" else dice.choice(["month", "year", "year", "window", "years"])
    first = span.first + dice.randrange(len(span))
    if shape == "month":
        return Period(first, first)
    if shape == "window":
        return Period(first, min(span.last, first + dice.randint(1, 20)))
    years = dice.randint(2, 3) if shape == "years" else 1
    year = dice.randint(span.first.fiscal_year, max(span.first.fiscal_year, span.last.fiscal_year - years))
    return Period(Period.fiscal_year(year).first, Period.fiscal_year(year + years - 1).last)


def filters(dice: random.Random, many: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in dice.sample(DIMENSIONS, many):
        codes = dice.sample(list(CATEGORIES[name]), dice.choice([1, 1, 1, 2]) if name != "component" else 1)
        found[name] = Choice(tuple(codes), dice.random() < 0.15)
    if dice.random() < 0.3:
        found["region"] = dice.choice([Choice(), Choice(("northern",)), Choice(("southwest", "other"))])
    return found


def terms(dice: random.Random, figure: str, question: Question, span: Period) -> Question:
    """The question with what the figure reads: a period compared with, a whole, a number, the lowest first."""
    period = question.selection.period
    if figure in COMPARED and dice.random() < 0.5:
        question = replace(question, against=months(dice, span, figure))
    if figure in MEANS:
        year = dice.randint(span.first.fiscal_year + 1, span.last.fiscal_year - 2)
        question = replace(question, against=Period(Period.fiscal_year(year).first, Period.fiscal_year(year + 2).last))
    if figure in ("share", "share-change") and question.series is None and dice.random() < 0.6:
        kept = {name: choice for name, choice in question.selection.choices().items() if dice.random() < 0.5}
        whole = Selection(period, region=question.selection.region, as_of=question.selection.as_of)
        question = replace(question, whole=whole.choosing(**kept))
    same = dice.random() < 0.5 and len(period) == 1 and figure in (*MEANS, "rank", "record")
    return replace(
        question,
        terms=Terms(
            dice.choice([1_000, 50_000, 150_000]) if figure.startswith("months-") else None,
            figure.startswith("months-") and dice.random() < 0.5,
            figure in SIGNED and dice.random() < 0.5,
            SAME_MONTHS if same else None,
        ),
    )


def counter(value: Value, question: Question) -> Callable[[Selection], list[int]]:
    """Monthly counts of a selection by the plain reading of the releases that the answer names, or of its series."""
    if question.series:
        return lambda selection: of_series(str(question.series), selection)
    files: dict[Month, Release] = {}
    for used in value.scope.used:
        in_time = question.selection.as_of is None or used.release.published.day <= question.selection.as_of
        for month in used.months if in_time else ():
            assert month not in files, "two releases answer for one month"
            files[month] = used.release
    for month, release in files.items():
        assert not any(newer(one, release, month, question) for one in bundle().releases)
    return lambda selection: [plain.count(files[month], month, selection) for month in selection.period]


def newer(one: Release, than: Release, month: Month, question: Question) -> bool:
    """Whether a release should have answered for a month in place of another."""
    as_of = question.selection.as_of
    return (
        one.dataset == than.dataset
        and month in one.months
        and set(than.regions) <= set(one.regions)
        and one.published.day > than.published.day
        and (as_of is None or one.published.day <= as_of)
    )


def of_series(name: str, selection: Selection) -> list[int]:
    values = plain.series(name)
    names = {category for _, category in values}
    picked = [
        one for one in names if not selection.area or (one in selection.area.codes) is not selection.area.excluded
    ]
    if name.endswith("by-year"):
        return [values[str(year), ""] for year in selection.period.fiscal_years()]
    return [sum(values[str(month), category] for category in picked) for month in selection.period]


def expected(figure: str, question: Question, value: Value) -> float:
    """The figure by hand."""
    selection, told = question.selection, question.terms
    counts = counter(value, question)
    period = selection.period
    if FIGURES[figure].to_date:
        period = Period.year_to_date(period.last)
        selection = selection.during(period)
    own = counts(selection)
    now, sign = sum(own), -1 if told.lowest else 1
    if figure in plain.SIMPLE:
        if figure in ("monthly-average", "yearly-average", "pace") and question.series == "usbp-southwest-by-year":
            return now / len(period) * (1 if figure == "monthly-average" else 12)
        return plain.SIMPLE[figure](own, period)
    if figure.startswith("months-"):
        above = figure == "months-above"
        met = [count > told.threshold if above else count < told.threshold for count in own]  # type: ignore[operator]
        return plain.run(met) if told.in_a_row else sum(met)
    if figure in ("share", "share-change"):
        shares = [share(question, counts, one) for one in (period, question.before)[: 1 + (figure == "share-change")]]
        return shares[0] - shares[1] if len(shares) > 1 else shares[0]
    if figure in COMPARED:
        before = sum(counts(selection.during(question.before)))
        if figure.startswith("daily-"):
            daily, daily_before = now / period.days, before / question.before.days
            return daily - daily_before if figure == "daily-change" else daily / daily_before - 1
        return plain.TWO[figure](now, before)
    likes = [sum(counts(selection.during(one))) for one in alike(figure, question, value)]
    if figure in MEANS:
        return plain.TWO[figure](now, sum(likes) / len(likes))
    if figure == "record":
        return plain.until([total * sign < now * sign for total in likes][::-1])
    return 1 + sum(total * sign > now * sign for total in likes)


def share(question: Question, counts: Callable[[Selection], list[int]], period: Period) -> float:
    part, whole = question.selection.during(period), question.of.during(period)
    return sum(counts(part)) / sum(counts(whole))


def alike(figure: str, question: Question, value: Value) -> list[Period]:
    """The like periods of a figure of order: those that the answer's releases cover, or within the series."""
    period = question.selection.period
    span = question.against if figure in MEANS else SERIES.get(str(question.series))
    if span is None:
        months = sorted(month for used in value.scope.used for month in used.months)
        span = Period(months[0], months[-1])
    found = plain.like(period, span, question.terms.among == SAME_MONTHS)
    return [one for one in found if (one.last < period.first if figure == "record" else one != period)]


def ranked(question: Question, value: Value) -> float:
    """The place of a category among the others of its dimension."""
    counts, selection = counter(value, question), question.selection
    ((name, choice),) = [
        (name, choice) for name, choice in selection.choices().items() if name not in ("component", "region")
    ]
    kind = choice.codes[0].rsplit("_", 1)[-1] if name == "area" else ""
    others = [
        code
        for code in CATEGORIES[name]
        if code not in ("other", "other_countries", *choice.codes) and (not kind or code.endswith(kind))
    ]
    sign = -1 if question.terms.lowest else 1
    totals = [sum(counts(selection.choosing(**{name: Choice((code,))}))) for code in others]
    rows = [total for total in totals if total] if question.terms.lowest else totals
    return 1 + sum(total * sign > sum(counts(selection)) * sign for total in rows)


def test_the_program_and_the_plain_reading_agree() -> None:
    dice, answered, wrong = random.Random(SEED), 0, []
    for _ in range(MANY):
        figure, question = ask(dice)
        try:
            value = measure(bundle(), figure, question)
        except EncountersError:
            continue
        answered += 1
        by_hand = ranked(question, value) if figure == "category-rank" else expected(figure, question, value)
        if value.value != pytest.approx(by_hand, rel=1e-12, abs=1e-12):
            wrong.append((figure, str(value.scope.command), value.value, by_hand))
    assert not wrong
    assert answered > MANY / 3

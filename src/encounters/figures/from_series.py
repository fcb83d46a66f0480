"""What a published series gives to a figure: the values of each role, the doubts, the gaps; or why it gives none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.figures.evidence import Evidence, Number
from encounters.figures.forms import Sum
from encounters.figures.printed import SeriesValues, published
from encounters.figures.question import Question
from encounters.figures.refusals import SHARE, compared_likes
from encounters.figures.registry import Figure
from encounters.periods import Period
from encounters.store.holdings import Holdings


def fill(evidence: Evidence, series: str, figures: Sequence[Figure], needs: Collection[str]) -> None:
    """Fill the roles that figures need, and what is told beside them. Raises UsageError, UnknownName, MissingMonths."""
    question = evidence.question
    if question.by:
        raise UsageError(f"The series {series} cannot be split.", "Leave out `by`, or `series`.")
    found = published(evidence.holdings, series, question)
    for figure in figures:
        refuse_misfit(figure, found, question)
    order = bool({"earlier", "others"} & set(needs))
    asked = [question.selection.period, *([question.before] if {"before", "mean"} & set(needs) else [])]
    if found.later and (order or max(asked).last >= min(found.later).first):
        evidence.used.update(dict.fromkeys(found.used))
        evidence.notes = (found.joined,)
    evidence.sources, evidence.counted_in = found.sources(asked), found.unit
    evidence.subject = found.subject
    evidence.notes = (*found.notes, *evidence.notes, *found.doubts(asked), *_gaps(found, question, needs))
    evidence.question = replace(question, selection=found.selection)
    evidence.values = {role: {(): values} for role, values in _roles(evidence.holdings, found, question, needs).items()}


def _roles(
    holdings: Holdings, found: SeriesValues, question: Question, needs: Collection[str]
) -> dict[str, dict[date, Number]]:
    """The values of each role that figures need, from a series; those told beside a figure only where they are known.

    A published share is a part of one.
    """
    period = question.selection.period
    year = Period.fiscal_year(period.last.fiscal_year)
    filled: dict[str, Callable[[], dict[Period, Number]]] = {
        "now": lambda: found.within(period),
        "reported": lambda: found.within(period),
        "before": lambda: found.within(question.before),
        "whole": lambda: dict.fromkeys(found.parts(period), 1),
        "whole_before": lambda: dict.fromkeys(found.parts(question.before), 1),
        "mean": lambda: found.totals(compared_likes(question)),
        "year_before": lambda: _if_known(found, year.year_before()),
        "outcome": lambda: _if_known(_as_known_now(holdings, found, question), year),
        "earlier": lambda: found.totals(found.unbroken(question)),
        "others": lambda: found.totals(found.likes(question)),
    }
    roles = {role: filled[role]() for role in needs if role in filled}
    return {
        role: {own.first.first_day: value for own, value in sorted(values.items())}
        for role, values in roles.items()
        if values or role not in ("year_before", "outcome")
    }


def _if_known(found: SeriesValues, year: Period) -> dict[Period, Number]:
    return found.within(year) if found.has(year) else {}


def _as_known_now(holdings: Holdings, found: SeriesValues, question: Question) -> SeriesValues:
    today = replace(question, selection=replace(question.selection, as_of=None))
    return published(holdings, str(question.series), today) if question.selection.as_of else found


def _gaps(found: SeriesValues, question: Question, needs: Collection[str]) -> list[str]:
    """What is missing from a series among the periods that a figure of order speaks of."""
    missing = found.missing(question) if {"earlier", "others"} & set(needs) else []
    if not missing:
        return []
    told = ", ".join(one.label() for one in missing[:6]) + (f" and {len(missing) - 6} others" if missing[6:] else "")
    stops = "; what comes before a gap is not compared" if "earlier" in needs else ""
    return [f"The series has no value for {told}{stops}."]


def refuse_misfit(figure: Figure, found: SeriesValues, question: Question) -> None:
    """Raise UsageError for a figure that a series cannot give: for its unit, frequency, or values that do not add."""
    entry, name, id_ = found.series, figure.name, found.series.id
    if (found.unit == SHARE) is not bool({"reported", "whole_before"} & set(figure.needs)):
        raise UsageError(
            f"{name} cannot be taken from the series {id_}, which is of {_plural(found.unit)}.",
            "recidivism-share prints a published share, share-change how far it moved."
            if found.unit == SHARE
            else "It is of repeat-share-by-month and recidivism-by-year.",
        )
    if figure.by_month and entry.frequency != "month":
        raise UsageError(
            f"{name} needs months, and the series {id_} has one value for each fiscal year.",
            "Name a series by month; docs/bundled-series.md lists them.",
        )
    if {"earlier", "others"} & set(figure.needs) and question.selection.period.first < entry.comparable_from:
        raise UsageError(
            f"The series {id_} can be compared with itself from {entry.comparable_from} on: there is no {name} before.",
            "docs/bundled-series.md says what changed.",
        )
    divided = isinstance(figure.form, Sum) and figure.form.over is not None
    several = len(found.parts(question.selection.period)) > 1 and not figure.by_month
    if not entry.adds and (divided or several or figure.to_date):
        raise UsageError(
            f"The {found.unit} of the series {id_} do not add up over {entry.frequency.replace('-', ' ')}s: "
            f"there is no {name} of several.",
            f"Ask for one {entry.frequency.replace('-', ' ')}.",
        )


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") or unit == "people" else f"{unit}s"

"""A figure of a question: the one place where definitions meet data. The CLI, the claims checker and the API call this.

A definition is given plain lists of counts, those of each group where a question is split; the counts are added up from
the releases once for all questions of the same rows. One question and five hundred go the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from encounters.errors import CannotAnswer, EncountersError, MissingMonths
from encounters.figures.evidence import Evidence
from encounters.figures.forms import Formula
from encounters.figures.gather import answering, gather
from encounters.figures.question import Question, command
from encounters.figures.refusals import COMPARED, ENCOUNTERS, SHARE
from encounters.figures.registry import PLAIN, Figure, figure_named
from encounters.figures.sentence import sentence
from encounters.names import Choice, describe
from encounters.periods import Month
from encounters.results import Column, Kind, Row, Scalar, Scope, Table, Value, and_list, heading_of
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, merged


def measure(holdings: Holdings, name: str, question: Question) -> Value:
    """One figure, with what it rests on.

    Raises UnknownName for the figure, MissingMonths or CannotAnswer when the data is not on hand, and CannotAnswer
    when the figure does not exist (a multiple of nothing).
    """
    try:
        value = measure_all(holdings, [name], question)[0]
    except MissingMonths as error:
        raise _elsewhere(error, holdings, name, question) from None
    if value is None:
        raise no_value(name, question)
    return value


def _elsewhere(error: MissingMonths, holdings: Holdings, name: str, question: Question) -> MissingMonths:
    """The error with the published series that answer what CBP's releases on hand do not."""
    if question.series is not None:
        return error
    found = [_option(question, *one) for one in answering(holdings, figure_named(name), replace(question, by=()))]
    told = f" Published series that have it: {', '.join(found)}." if found else ""
    return MissingMonths(error.message, f"{error.hint}{told}")


def _option(question: Question, series: str, component: Choice) -> str:
    """The key that names a series, and what it counts where that is not what is asked for."""
    alone = f" ({describe('component', component)} alone)" if component != question.selection.component else ""
    return f'series = "{series}"{alone}'


def no_value(name: str, question: Question) -> CannotAnswer:
    """The error for a figure that does not exist."""
    period = question.selection.period.label()
    return CannotAnswer(
        f"There is no {figure_named(name).name} for {period}: "
        "what it is compared with has no encounters or is not on hand."
    )


def measure_all(holdings: Holdings, names: Sequence[str], question: Question) -> list[Value | None]:
    """Several figures of one question in one pass; None for one that does not exist (a multiple of nothing)."""
    figures = [figure_named(name) for name in names]
    question = replace(question, by=())
    evidence = gather(holdings, figures, question)
    row = evaluate(figures, evidence)[0]
    return [_value(figure, row, evidence, question) for figure in figures]


def measure_many(holdings: Holdings, name: str, questions: Sequence[Question]) -> list[Value | EncountersError]:
    """One figure of many questions; for a question that cannot be answered, the error in its place."""
    answers: list[Value | EncountersError] = []
    for question in questions:
        try:
            answers.append(measure_all(holdings, [name], question)[0] or no_value(name, question))
        except EncountersError as error:
            answers.append(error)
    return answers


def measure_by(holdings: Holdings, name: str, question: Question) -> Table:
    """One figure for each value of the dimensions in `question.by`: a table with a row each, the largest first."""
    figure = figure_named(name)
    evidence = gather(holdings, [figure], question)
    found = evaluate([figure], evidence)
    rows = [{key.removeprefix(f"{figure.name}."): value for key, value in row.items()} for row in found]
    details = [key for key in figure.details if any(row.get(key) is not None for row in rows)]
    heading = heading_of(figure.name)
    columns = (
        *(Column(key, heading_of(key), key=True) for key in question.by),
        Column(figure.name, heading, figure.kind),
        *(Column(key, heading_of(key), _kind_of(figure, key, rows)) for key in details),
    )
    ordered = sorted(rows, key=lambda row: (row[figure.name] is None, -(row[figure.name] or 0)))
    scope, lines = _scope(figure, evidence, question), question.by[:-1] or None
    split = f" by {and_list(question.by)}" if question.by else ""
    against = f" compared with {scope.against.label()}" if scope.against else ""
    title = f"{heading} of encounters{split}, {question.selection.period.label()}{against}"
    table = Table("measure", title, columns, ordered, scope, evidence.notes, lines=lines)
    return replace(table, x=question.by[-1], y=figure.name) if question.by else table


def _kind_of(figure: Figure, detail: str, rows: Sequence[Row]) -> Kind:
    """What a detail's column holds."""
    if detail == "month":
        return "month"
    if figure.kind == "points":
        return "share"
    return "average" if any(isinstance(row.get(detail), float) for row in rows) else "count"


def _value(figure: Figure, row: Row, evidence: Evidence, question: Question) -> Value | None:
    value = row[figure.name]
    if value is None:
        return None
    told = lowest_first if evidence.question.terms.lowest else str
    details = {told(key): row[own] for key in figure.details if row.get(own := figure.detail(key)) is not None}
    scope = _scope(figure, evidence, question)
    made = Value(figure.name, value, _unit(figure, evidence), figure.kind, scope, details, evidence.notes)
    return replace(made, sentence=sentence(made))


def _unit(figure: Figure, evidence: Evidence) -> str:
    """The figure's unit, in what a series counts where it counts something else."""
    counted = evidence.counted_in
    unit = lowest_first(figure.unit) if evidence.question.terms.lowest else figure.unit
    return unit if counted in (None, SHARE) else unit.replace(ENCOUNTERS, str(counted))


def lowest_first(text: str) -> str:
    """A unit or the name of a detail of the highest, for the lowest."""
    swapped = {"highest": "lowest", "high": "low", "lower": "higher"}
    return re.sub("highest|high|lower", lambda match: swapped[match[0]], text)


def _scope(figure: Figure, evidence: Evidence, question: Question) -> Scope:
    before = question.before if COMPARED & set(figure.needs) else None
    return Scope(
        evidence.question.selection,
        merged(evidence.used),
        command(["measure", figure.name], replace(question, against=before)),
        evidence.sources,
        against=before,
        whole=question.of if "whole" in figure.needs and evidence.counted_in is None else None,
        than=question.compared if question.terms.than else None,
        subject=evidence.subject,
    )


def evaluate(figures: Sequence[Figure], evidence: Evidence) -> list[Row]:
    """A row for each group that a question is split into: the split-by cells, and every figure and detail."""
    formulas = {name: formula for figure in figures for name, formula in figure.formulas.items()}
    plain: dict[str, object] = dict(zip(PLAIN, evidence.question.plain, strict=True))
    return [_row(formulas, evidence, group, plain) for group in _groups(evidence)]


def _groups(evidence: Evidence) -> list[Group]:
    """The groups a question is split into: all that any role but a whole has."""
    if not evidence.question.by:
        return [()]
    found = {group for role, filled in evidence.values.items() if role not in WHOLES for group in filled}
    return sorted(found, key=str)


WHOLES = ("whole", "whole_before")
"""Roles that are not split with the others: each category is a part of the same whole."""

MONTHS = {"month": "now", "earlier_month": "earlier"}
"""The roles whose months a formula may need beside their counts."""


def _row(formulas: Mapping[str, Formula], evidence: Evidence, group: Group, plain: dict[str, object]) -> Row:
    """The cells of one group, and the value of every formula."""
    own = {role: filled.get(() if role in WHOLES else group, {}) for role, filled in evidence.values.items()}
    known = plain | {role: list(counts.values()) for role, counts in own.items()}
    known |= {name: list(own[role]) for name, role in MONTHS.items() if role in own}
    row: Row = dict(zip(evidence.question.by, group, strict=True))
    return row | {name: _computed(formula, known) for name, formula in formulas.items()}


def _computed(formula: Formula, known: Mapping[str, object]) -> Scalar:
    """A formula's value, a day as its month; None for a part of nothing, or where it needs what is not known."""
    if not all(name in known for name in formula.needs):
        return None
    try:
        value = formula.compute(*(known[name] for name in formula.needs))
    except ZeroDivisionError:
        return None
    return str(Month.of(value)) if isinstance(value, date) else value

"""A figure of a question: the one place where definitions meet data. The CLI, the claims checker and the API call this.

Every question, and every group that it is split into, is one unit of one frame; the definitions are evaluated once for
all units. One question and five hundred go the same way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from encounters.errors import CannotAnswer, EncountersError, MissingMonths
from encounters.figures.evidence import Evidence, Number, merged
from encounters.figures.forms import Formula
from encounters.figures.gather import answering, gather
from encounters.figures.question import Question, command
from encounters.figures.refusals import COMPARED, ENCOUNTERS, SHARE
from encounters.figures.registry import PLAIN, Figure, figure_named
from encounters.figures.sentence import sentence
from encounters.names import Choice, describe
from encounters.periods import Month
from encounters.results import Column, Kind, Row, Scalar, Scope, Table, Value
from encounters.store.holdings import Holdings
from encounters.store.selection import Group

if TYPE_CHECKING:
    import polars as pl

__all__ = ["measure", "measure_all", "measure_by", "measure_many", "merged"]


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
    """The option that names a series, and what it counts where that is not what is asked for."""
    alone = f" ({describe('component', component)} alone)" if component != question.selection.component else ""
    return f"--series {series}{alone}"


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
    row = evaluate(figures, [evidence])[0][0]
    return [_value(figure, row, evidence, question) for figure in figures]


def measure_many(holdings: Holdings, name: str, questions: Sequence[Question]) -> list[Value | EncountersError]:
    """One figure of many questions in one pass; for a question that cannot be answered, the error in its place."""
    figure = figure_named(name)
    gathered: list[Evidence | EncountersError] = []
    for question in questions:
        try:
            gathered.append(gather(holdings, [figure], replace(question, by=())))
        except EncountersError as error:
            gathered.append(error)
    known = [entry for entry in gathered if isinstance(entry, Evidence)]
    rows = iter(evaluate([figure], known))
    answers: list[Value | EncountersError] = []
    for question, entry in zip(questions, gathered, strict=True):
        if isinstance(entry, EncountersError):
            answers.append(entry)
        else:
            answers.append(_value(figure, next(rows)[0], entry, question) or no_value(name, question))
    return answers


def measure_by(holdings: Holdings, name: str, question: Question) -> Table:
    """One figure for each value of the dimensions in `question.by`: a table with a row each, the largest first."""
    figure = figure_named(name)
    evidence = gather(holdings, [figure], question)
    found = evaluate([figure], [evidence])[0]
    rows = [{key.removeprefix(f"{figure.name}."): value for key, value in row.items()} for row in found]
    details = [key for key in figure.details if any(row.get(key) is not None for row in rows)]
    heading = figure.name.replace("-", " ").capitalize()
    columns = (
        *(Column(key, key.replace("_", " ").capitalize(), key=True) for key in question.by),
        Column(figure.name, heading, figure.kind),
        *(Column(key, key.replace("_", " ").capitalize(), _kind_of(figure, key, rows)) for key in details),
    )
    ordered = sorted(rows, key=lambda row: (row[figure.name] is None, -(row[figure.name] or 0)))
    title = f"{heading}, {question.selection.period.label()}"
    return Table("measure", title, columns, ordered, _scope(figure, evidence, question), evidence.notes)


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
    details = {told(key): row[own] for key in figure.details if row.get(own := _detail(figure, key)) is not None}
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


def _detail(figure: Figure, key: str) -> str:
    """The name of a figure's detail in a row that may hold several figures."""
    return f"{figure.name}.{key}"


def evaluate(figures: Sequence[Figure], gathered: Sequence[Evidence]) -> list[list[Row]]:
    """For each question's evidence, the row of each of its groups: the split-by cells, and every figure and detail."""
    units = [(place, group) for place, evidence in enumerate(gathered) for group in _groups(evidence)]
    formulas = {figure.name: figure.form.formula for figure in figures}
    formulas |= {_detail(figure, key): formula for figure in figures for key, formula in figure.details.items()}
    computed: dict[int, Row] = {}
    for whole_numbers in (True, False):
        # Shares in a column would turn counts beside them into floats, so the two are evaluated apart.
        chosen = [unit for unit, (place, _) in enumerate(units) if _whole(gathered[place]) is whole_numbers]
        if chosen:
            computed |= _compute(formulas, gathered, units, chosen)
    answers: list[list[Row]] = [[] for _ in gathered]
    for unit, (place, group) in enumerate(units):
        known = gathered[place].values
        row = {name: computed[unit][name] if _available(formula, known) else None for name, formula in formulas.items()}
        answers[place].append({**dict(zip(gathered[place].question.by, group, strict=True)), **row})
    return answers


def _groups(evidence: Evidence) -> list[Group]:
    """The groups a question is split into: all that any role but a whole has."""
    if not evidence.question.by:
        return [()]
    found = {group for role, filled in evidence.values.items() if role not in WHOLES for group in filled}
    return sorted(found, key=str)


def _whole(evidence: Evidence) -> bool:
    return all(
        isinstance(value, int)
        for filled in evidence.values.values()
        for own in filled.values()
        for value in own.values()
    )


def _compute(
    formulas: dict[str, Formula],
    gathered: Sequence[Evidence],
    units: Sequence[tuple[int, Group]],
    chosen: Sequence[int],
) -> dict[int, Row]:
    """Every formula for every chosen unit, in one aggregation."""
    import polars as pl

    rows: list[tuple[int, str, date, Number]] = []
    plain: list[tuple[int, ...]] = []
    for unit in chosen:
        place, group = units[unit]
        evidence = gathered[place]
        plain.append((unit, *evidence.question.plain))
        for role, filled in evidence.values.items():
            own = filled.get(() if role in WHOLES else group, {})
            rows += [(unit, role, day, value) for day, value in own.items()]
    number = pl.Int64 if all(isinstance(row[3], int) for row in rows) else pl.Float64
    schema = {"unit": pl.Int64, "role": pl.String, "month": pl.Date, "count": number}
    frame = pl.DataFrame(list(zip(*rows, strict=True)) or [[], [], [], []], schema=schema)
    periods = pl.DataFrame(list(zip(*plain, strict=True)), schema=["unit", *PLAIN])
    stacked = periods.join(frame, on="unit", how="left")
    aggregated = stacked.group_by("unit").agg(_call(formula).alias(name) for name, formula in formulas.items())
    return {
        row.pop("unit"): {key: _scalar(value) for key, value in row.items()} for row in aggregated.iter_rows(named=True)
    }


WHOLES = ("whole", "whole_before")
"""Roles that are not split with the others: each category is a part of the same whole."""

MONTHS = {"month": "now", "earlier_month": "earlier"}


def _available(formula: Formula, roles: Collection[str]) -> bool:
    """Whether the roles that a formula needs are filled."""
    return all(name in PLAIN or MONTHS.get(name, name) in roles for name in formula.needs)


def _call(formula: Formula) -> pl.Expr:
    """A formula given the expressions that it needs."""
    import polars as pl

    def expression(name: str) -> pl.Expr:
        if name in PLAIN:
            return pl.col(name).first()
        if name in MONTHS:
            return pl.col("month").filter(pl.col("role") == MONTHS[name])
        return pl.col("count").filter(pl.col("role") == name)

    return formula.compute(*map(expression, formula.needs))


def _scalar(value: object) -> Scalar:
    """A plain value: a date is a month, and what is not a finite number is no value."""
    if isinstance(value, date):
        return str(Month.of(value))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[return-value]

"""A figure of a question: the one place where definitions meet data. The CLI, the claims checker and the API call this."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from encounters.errors import CannotAnswer, UsageError
from encounters.figures.question import Question, command
from encounters.figures.registry import Definition, Figure, figure_named
from encounters.periods import Month, Period
from encounters.results import TITLE_42_FIRST, Column, Row, Scalar, Scope, Selection, Source, Table, Used, Value
from encounters.store.holdings import Holdings
from encounters.store.selection import Need, answer, covered, run_around

if TYPE_CHECKING:
    import polars as pl

def measure(holdings: Holdings, name: str, question: Question) -> Value:
    """One figure, with what it rests on.

    Raises UnknownName for the figure, MissingMonths or CannotAnswer when the data is not on hand, and CannotAnswer
    when the figure does not exist (a multiple of nothing).
    """
    value = measure_all(holdings, [name], question)[0]
    if value is None:
        raise CannotAnswer(
            f"There is no {figure_named(name).name} for {question.selection.period.label()}: "
            "what it would be divided by has no encounters."
        )
    return value


def measure_all(holdings: Holdings, names: Sequence[str], question: Question) -> list[Value | None]:
    """Several figures of one question in one pass; None for one that does not exist (a multiple of nothing)."""
    figures = [figure_named(name) for name in names]
    rows, evidence = evaluate(holdings, figures, replace(question, by=()))
    return [_value(figure, rows[0], evidence, question) for figure in figures]


def _value(figure: Figure, row: Row, evidence: Evidence, question: Question) -> Value | None:
    value = row[figure.name]
    if value is None:
        return None
    details = {key: row[told] for key in figure.details if row.get(told := detail_name(figure, key)) is not None}
    return Value(figure.name, value, figure.unit, evidence.scope(figure, question), details, evidence.notes)


def detail_name(figure: Figure, key: str) -> str:
    """The name of a figure's detail in a row that may hold several figures."""
    return f"{figure.name}.{key}"


def measure_by(holdings: Holdings, name: str, question: Question) -> Table:
    """One figure for each value of the dimensions in `question.by`: a table with a row each."""
    figure = figure_named(name)
    found, evidence = evaluate(holdings, [figure], question)
    rows = [{key.removeprefix(f"{figure.name}."): value for key, value in row.items()} for row in found]
    details = [key for key in figure.details if any(row.get(key) is not None for row in rows)]
    columns = (
        *(Column(name, name.replace("_", " ").capitalize(), key=True) for name in question.by),
        Column(figure.name, figure.name.replace("-", " ").capitalize(), figure.kind),
        *(Column(key, key.replace("_", " ").capitalize(), "month" if key == "month" else "count") for key in details),
    )
    ordered = sorted(rows, key=lambda row: (row[figure.name] is None, -(row[figure.name] or 0)))
    title = f"{figure.name.replace('-', ' ').capitalize()}, {question.selection.period.label()}"
    return Table("measure", title, columns, ordered, evidence.scope(figure, question), evidence.notes)


@dataclass
class Evidence:
    """What evaluating a figure gathers: the frames of each role, the releases used, and what to tell."""

    question: Question
    need: Need
    holdings: Holdings
    used: dict[Used, None]
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def scope(self, figure: Figure, question: Question) -> Scope:
        """The scope line's content, with the command that repeats the figure."""
        words = ["measure", figure.name]
        return Scope(self.question.selection, merged(self.used), command(words, question), self.sources)

    def counts(self, selection: Selection, by: Sequence[str] = ()) -> pl.DataFrame:
        """Monthly counts of a selection, remembering the releases they come from."""
        found = answer(self.holdings, selection, by, self.need)
        self.used.update(dict.fromkeys(found.used))
        return found.rows.collect()


def merged(used: Sequence[Used] | dict[Used, None]) -> tuple[Used, ...]:
    """Each release once, with all months taken from it, newest first."""
    months: dict[object, set[Month]] = {}
    releases = {}
    for use in used:
        months.setdefault(use.release.sha256, set()).update(use.months)
        releases[use.release.sha256] = use.release
    kept = [Used(release, tuple(sorted(months[sha]))) for sha, release in releases.items()]
    return tuple(sorted(kept, key=lambda use: (use.release.published.day, use.months), reverse=True))


def evaluate(holdings: Holdings, figures: Sequence[Figure], question: Question) -> tuple[list[Row], Evidence]:
    """The rows of figures with one window (one row, or one per group of `question.by`) and the evidence they rest on."""
    import polars as pl

    needs = tuple(dict.fromkeys(need for figure in figures for need in figure.needs))
    question = window(figures[0], question)
    evidence = Evidence(question, _need(needs, question), holdings, {})
    frames = _frames(evidence, figures[0], needs)
    keys = list(question.by)
    groups = _groups(frames, keys)
    known = {role: frame for role, frame in frames.items() if frame is not None}
    stacked = pl.concat(
        [_complete(frame, groups, keys).with_columns(role=pl.lit(role)) for role, frame in known.items()], how="vertical"
    ).sort(*keys, "role", "month")
    expressions = {figure.name: figure.define for figure in figures}
    expressions |= {detail_name(figure, key): define for figure in figures for key, define in figure.details.items()}
    computed = [
        _call(define, question.selection.period).alias(name)
        for name, define in expressions.items()
        if _available(define, frames)
    ]
    grouped = stacked.group_by(keys, maintain_order=True).agg(computed) if keys else stacked.select(computed)
    return [{key: _scalar(value) for key, value in row.items()} for row in grouped.iter_rows(named=True)], evidence


def _frames(evidence: Evidence, figure: Figure, needs: tuple[str, ...]) -> dict[str, pl.DataFrame | None]:
    """The frame of each role, from CBP's releases or from the published series that the question or figure names."""
    from encounters.figures import published, repeat

    question = evidence.question
    series = question.series or (repeat.series_for(question.selection.period) if "reported" in needs else None)
    if series is None:
        if "earlier" in needs or "others" in needs:
            evidence.notes = (_on_hand_note(evidence),)
        return {role: ROLES[role](evidence, figure) for role in needs if role in ROLES}
    if question.by:
        raise UsageError(f"The series {series} has no categories to split by.", "Leave out --by or --series.")
    found = published.published(evidence.holdings, series, question)
    evidence.used.update(dict.fromkeys(found.used))
    evidence.notes, evidence.sources = found.notes, found.sources
    evidence.question = replace(question, selection=published.narrowed(question.selection, found.series))
    return published.frames(found, question, needs)


def _on_hand_note(evidence: Evidence) -> str:
    """What a rank among CBP's releases speaks of: which series, its first month, what changed in it."""
    period = evidence.question.selection.period
    run = run_around(covered(evidence.holdings, evidence.need), period) or period
    changed = " Title 42 expulsions are counted from March 2020 to May 2023." if run.first < TITLE_42_FIRST <= run.last else ""
    return (
        f"Among the {run.label()} on hand; nothing is said of earlier years.{changed} "
        "--series ranks within a longer published series."
    )


def window(figure: Figure, question: Question) -> Question:
    """The question in the window that the figure is about: a fiscal year to date begins in October."""
    if figure.window == "fiscal-year-to-date":
        return question.during(Period.year_to_date(question.selection.period.last))
    return question


def _need(needs: Sequence[str], question: Question) -> Need:
    selections = [question.selection]
    if "whole" in needs:
        selections.append(question.of)
    return Need.of(selections, question.by)


def _now(evidence: Evidence, figure: Figure) -> pl.DataFrame:
    question = evidence.question
    return _filled(evidence.counts(question.selection, question.by), question.selection.period, question.by)


def _before(evidence: Evidence, figure: Figure) -> pl.DataFrame | None:
    question = evidence.question
    if figure.window == "fiscal-year-to-date":
        year = Period.fiscal_year(question.selection.period.last.fiscal_year - 1)
        return _where_covered(evidence, question.selection.during(year))
    selection = question.selection.during(question.before)
    return _filled(evidence.counts(selection, question.by), question.before, question.by)


def _outcome(evidence: Evidence, figure: Figure) -> pl.DataFrame | None:
    """The whole fiscal year as it is known by now, whatever the vintage of the rest."""
    question = evidence.question
    year = Period.fiscal_year(question.selection.period.last.fiscal_year)
    latest = replace(question.selection.during(year), as_of=None)
    current = replace(evidence, need=replace(evidence.need, as_of=None))
    return _where_covered(current, latest)


def _where_covered(evidence: Evidence, selection: Selection) -> pl.DataFrame | None:
    months = covered(evidence.holdings, evidence.need)
    if not all(month in months for month in selection.period):
        return None
    by = evidence.question.by
    return _filled(evidence.counts(selection, by), selection.period, by)


def _whole(evidence: Evidence, figure: Figure) -> pl.DataFrame:
    whole = evidence.question.of
    return _filled(evidence.counts(whole), whole.period, ())


def _like(evidence: Evidence, keep: Callable[[Period, Period], bool]) -> pl.DataFrame:
    """Totals of the like periods that are kept, in order of time; `month` is the first month of each."""
    import polars as pl

    question = evidence.question
    period, by = question.selection.period, list(question.by)
    run = run_around(covered(evidence.holdings, evidence.need), period) or period
    likes = [like for like in period.like_periods(run) if keep(like, period)]
    starts = pl.DataFrame(
        {
            "month": [month.first_day for like in likes for month in like],
            "start": [like.first.first_day for like in likes for _ in like],
        },
        schema={"month": pl.Date, "start": pl.Date},
    )
    span = Period(min(like.first for like in likes), max(like.last for like in likes)) if likes else period
    counts = _filled(evidence.counts(question.selection.during(span), by), span, by)
    totals = counts.join(starts, on="month").group_by(*by, "start").agg(pl.col("count").sum())
    return totals.rename({"start": "month"}).select(*by, "month", "count").sort("month")


def _earlier(evidence: Evidence, figure: Figure) -> pl.DataFrame:
    return _like(evidence, lambda like, period: like.last < period.first)


def _others(evidence: Evidence, figure: Figure) -> pl.DataFrame:
    return _like(evidence, lambda like, period: like != period)


ROLES: dict[str, Callable[[Evidence, Figure], pl.DataFrame | None]] = {
    "now": _now,
    "before": _before,
    "whole": _whole,
    "earlier": _earlier,
    "others": _others,
    "outcome": _outcome,
}


def _filled(counts: pl.DataFrame, period: Period, by: Sequence[str]) -> pl.DataFrame:
    """Counts with a zero row for every month of the period and every group that has none: absent rows are zero."""
    import polars as pl

    months = pl.DataFrame({"month": [month.first_day for month in period]}, schema={"month": pl.Date})
    grid = months.join(counts.select(by).unique(), how="cross") if by else months
    keys = [*by, "month"]
    return grid.join(counts, on=keys, how="left", nulls_equal=True).with_columns(pl.col("count").fill_null(0)).select(*keys, "count")


def _groups(frames: dict[str, pl.DataFrame | None], keys: list[str]) -> pl.DataFrame | None:
    import polars as pl

    if not keys:
        return None
    parts = [frame.select(keys) for role, frame in frames.items() if frame is not None and role != "whole"]
    return pl.concat(parts).unique().sort(keys)


def _complete(frame: pl.DataFrame, groups: pl.DataFrame | None, keys: list[str]) -> pl.DataFrame:
    """A frame with the group columns; one that is the same for every group is repeated for each."""
    ordered = [*keys, "month", "count"]
    if groups is None or all(key in frame.columns for key in keys):
        return frame.select(ordered)
    return groups.join(frame, how="cross").select(ordered)


MONTHS = {"month": "now", "earlier_month": "earlier"}


def _available(define: Definition, frames: dict[str, pl.DataFrame | None]) -> bool:
    import inspect

    return all(frames.get(name, ...) is not None for name in inspect.signature(define).parameters)


def _call(define: Definition, period: Period) -> pl.Expr:
    """A definition given the expressions that its parameters name."""
    import inspect

    import polars as pl

    plain = {"months": pl.lit(len(period)), "days": pl.lit(period.days)}
    arguments = {}
    for name in inspect.signature(define).parameters:
        if name in plain:
            arguments[name] = plain[name]
        elif name in MONTHS:
            arguments[name] = pl.col("month").filter(pl.col("role") == MONTHS[name])
        else:
            arguments[name] = pl.col("count").filter(pl.col("role") == name)
    return define(**arguments)


def _scalar(value: object) -> Scalar:
    """A plain value: a date is a month, and what is not a finite number is no value."""
    if isinstance(value, date):
        return str(Month.of(value))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[return-value]

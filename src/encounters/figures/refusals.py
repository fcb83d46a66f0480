"""What a figure cannot be asked: terms that it does not read, parts that are none, series that do not hold it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from encounters.errors import UsageError
from encounters.figures.question import SAME_MONTHS, Question, command, filters
from encounters.figures.ranked import ranked_dimension
from encounters.figures.registry import FIGURES, Figure
from encounters.figures.repeat import series_for
from encounters.names import CATEGORIES, COUNTRIES, NAMED_GROUPS, Choice, agreeing, on_the_border
from encounters.periods import Period
from encounters.results import SOUTHWEST, capital

COMPARED = {"before", "mean"}
"""The needs that `against` says what is meant by."""

SHARE, ENCOUNTERS = "share", "encounters"
"""Units of series: one that has a figure of its own, and that of CBP's releases."""


def refuse(figures: Sequence[Figure], question: Question) -> None:
    """Raise UsageError for what figures cannot be asked, whatever the data is."""
    needs = {need for figure in figures for need in figure.needs}
    _refuse_unread(figures, question, needs)
    if question.series is not None:
        _refuse_series(figures[0].name, question, needs)
    if question.terms.than is not None:
        _refuse_others(question, question.terms.than)
    if "peers" in needs:
        ranked_dimension(question)
    if "whole" in needs and question.series is None:
        _refuse_no_part(question)
    if "reported" in needs and question.series is None:
        series_for(question.selection.period)


def _refuse_unread(figures: Sequence[Figure], question: Question, needs: Set[str]) -> None:
    """Raise UsageError for a term that none of the figures reads."""
    name = figures[0].name
    if question.against is not None and not needs & COMPARED:
        readers = ", ".join(one.name for one in FIGURES.values() if set(one.needs) & COMPARED)
        asked = command(["measure", "change"], question)
        raise UsageError(
            f"{name} is compared with nothing: `against` is not for it.", f"It is for {readers}. Example: {asked}"
        )
    for term in question.terms.given():
        if not any(term in figure.terms for figure in figures):
            readers = ", ".join(one.name for one in FIGURES.values() if term in one.terms)
            raise UsageError(f"{name} does not read `{term}`.", f"It is for {readers}.")
    _refuse_amount(figures[0], question)
    if question.whole is not None and "whole" not in needs:
        raise UsageError(f"{name} has no whole: `of` is not for it.", "`of` is for share.")
    if question.by and "reported" in needs:
        raise UsageError(f"CBP prints no {name} for parts of a month.", "Leave out `by`.")


def _refuse_series(name: str, question: Question, needs: Set[str]) -> None:
    """Raise UsageError for what no series has beside its own values."""
    if needs & {"whole", "peers"} and "whole_before" not in needs:
        raise UsageError(
            f"{name} cannot be computed within the series {question.series}.",
            "Leave out `series`: it is counted from CBP's releases.",
        )
    if question.terms.than is not None:
        raise UsageError(
            f"The series {question.series} has no others to compare with.",
            "Leave out `series`: they are counted from CBP's releases.",
        )


def _refuse_others(question: Question, than: str) -> None:
    """Raise UsageError for other encounters that those asked about cannot be compared with."""
    named = filters(than, "than")
    if set(question.by) & named.keys():
        raise UsageError(
            f"`by` {question.by[0]} splits what `than` names.",
            "Leave out one: every category would have the same others.",
        )
    if question.compared == question.selection:
        raise UsageError(
            f"{capital(question.selection.describe())} would be compared with itself.",
            '`than` names other encounters, as than = "citizenship=mexico".',
        )
    agreeing(question.compared.choices())
    if not question.region_named and question.selection.region == SOUTHWEST:
        on_the_border(named)


def _refuse_amount(figure: Figure, question: Question) -> None:
    """Raise UsageError for what a figure cannot do without, or a period or category that it does not take."""
    period, among = question.selection.period, question.terms.among
    if "threshold" in figure.terms and question.terms.threshold is None:
        raise UsageError(f"{figure.name} needs a number.", "Name it, as threshold = 150000.")
    if figure.window == "whole-years" and len(period) % 12:
        raise UsageError(
            f"{figure.name} is of whole years, and {period.label()} is {len(period)} months.",
            "monthly-average is of any months.",
        )
    if figure.window == "months" and len(period) == 1:
        raise UsageError(
            f"{figure.name} needs months to go back through, and {period.label()} is one.",
            'Name the period from its first month on, as period = "2021-01..2021-07".',
        )
    if "mean" in figure.needs and not compared_likes(question):
        raise UsageError(
            f"{figure.name} needs the periods that the mean is of.",
            f'Name like periods of {period.label()}, as against = "FY2018..FY2020".',
        )
    if among and "peers" not in figure.needs and (among != SAME_MONTHS or len(period) != 1):
        raise UsageError(
            f"{figure.name} of {period.label()} cannot be taken among {among.replace('_', ' ')}.",
            'among = "same-months" is for a month; citizenship and the like are for category-rank.',
        )
    if among == SAME_MONTHS and "peers" in figure.needs:
        raise UsageError(f"{figure.name} is taken among categories.", 'Name a dimension, as among = "citizenship".')


def compared_likes(question: Question) -> list[Period]:
    """The like periods within `against`, without the question's own."""
    within, period = question.against, question.selection.period
    if within is None:
        return []
    return [like for like in question.likes(within) if like != period]


def _refuse_no_part(question: Question) -> None:
    """Raise UsageError for a share of which a filter of the part lies outside of its whole."""
    part, whole = question.selection.choices(), question.of.choices()
    for name in part.keys() & whole.keys():
        if not _within(name, part[name], whole[name]):
            raise no_part(question)


def no_part(question: Question) -> UsageError:
    """The error for a share whose part is no part of its whole."""
    return UsageError(
        f"{capital(question.selection.describe())} is no part of {question.of.describe()}.",
        "`of` names a whole that has all of the selection, or is left out: then it is the same region, unfiltered.",
    )


def _within(dimension: str, part: Choice, whole: Choice) -> bool:
    """Whether one choice takes in no category that the other leaves out."""
    own, every = _codes(dimension, part), _codes(dimension, whole)
    if whole.excluded:
        return every <= own if part.excluded else not own & every
    return set(CATEGORIES[dimension]) - own <= every if part.excluded else own <= every


def _codes(dimension: str, choice: Choice) -> set[str]:
    """The codes that a choice names; `other` of the five groups is every country but the four."""
    codes = set(choice.codes)
    return codes | set(COUNTRIES) - set(NAMED_GROUPS) if dimension == "citizenship" and "other" in codes else codes

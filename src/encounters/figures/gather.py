"""All that a question needs, gathered: from CBP's releases, or from the published series that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from msgspec.structs import replace

from encounters.errors import EncountersError
from encounters.figures import repeat
from encounters.figures.evidence import ROLES, Evidence, on_hand_note
from encounters.figures.question import Question
from encounters.figures.ranked import ranked_dimension
from encounters.figures.refusals import ENCOUNTERS, refuse
from encounters.figures.registry import Figure
from encounters.names import Choice
from encounters.periods import Period
from encounters.store.coverage import Need, covered, on_hand, run_around
from encounters.store.holdings import Holdings


def gather(holdings: Holdings, figures: Sequence[Figure], question: Question) -> Evidence:
    """The values of every role that figures need for a question. Raises CannotAnswer or UsageError."""
    needs = tuple(dict.fromkeys(need for figure in figures for need in figure.needs))
    question = windowed(figures[0], question)
    refuse(figures, question)
    selections = [question.selection, *([question.of] if "whole" in needs else [])]
    selections += [question.compared] if question.terms.than else []
    ranked = (ranked_dimension(question),) if "peers" in needs else ()
    evidence = Evidence(question, Need.of(selections, (*question.by, *question.beside, *ranked)), holdings)
    series = question.series or (repeat.series_for(question.selection.period) if "reported" in needs else None)
    if series is not None:
        from encounters.figures.from_series import fill

        fill(evidence, series, figures, needs)
        return evidence
    if "earlier" in needs or "others" in needs:
        evidence.notes = (on_hand_note(evidence),)
    for role in needs:
        if role in ROLES and (filled := ROLES[role](evidence)) is not None:
            evidence.values[role] = filled
    return evidence


def span(holdings: Holdings, question: Question) -> Period:
    """All that is on hand for a question, without regard to its own period: of its series, or of the releases."""
    if question.series is None:
        return on_hand(holdings, question.selection)
    from encounters.figures.printed import published

    values = published(holdings, question.series, question).values
    return Period(min(values).first, max(values).last)


def like_periods(holdings: Holdings, question: Question) -> list[Period]:
    """The like periods on hand up to the question's own, which is the last of them even when it is not on hand."""
    period = question.selection.period
    if question.series is not None:
        from encounters.figures.printed import published

        return [*published(holdings, question.series, question).likes_before(question), period]
    run = run_around(covered(holdings, Need.of([question.selection])), period) or period
    return list(period.like_periods(Period(run.first, period.last)))


def windowed(figure: Figure, question: Question) -> Question:
    """The question in the window that the figure is about: a fiscal year to date begins in October."""
    if figure.to_date:
        return question.during(Period.year_to_date(question.selection.period.last))
    return question


def counting_the_same(holdings: Holdings, figure: Figure, question: Question) -> Iterator[str]:
    """Each series of encounters that gives a figure of a question and counts the component that is asked about."""
    own = question.selection.component
    return (name for name, component in answering(holdings, figure, question) if component == own)


def answering(holdings: Holdings, figure: Figure, question: Question) -> Iterator[tuple[str, Choice]]:
    """Each series of encounters that gives a figure of a question, with the component that it counts."""
    from encounters.store import series as reference

    for name, entry in reference.catalogue().items():
        asked = replace(question, series=name, region_named=True)
        if entry.unit == ENCOUNTERS:
            with suppress(EncountersError):
                yield name, gather(holdings, [figure], asked).question.selection.component

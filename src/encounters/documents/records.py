"""Records that reach further back than CBP's releases, on the published series that count the same."""

from __future__ import annotations

from msgspec.structs import replace

from encounters.claims.reach import parse_reach
from encounters.documents.readings import Reading
from encounters.figures import FIGURES
from encounters.figures.gather import answering
from encounters.figures.question import Question
from encounters.names import choose
from encounters.periods import Month
from encounters.results import Selection
from encounters.store.holdings import Holdings
from encounters.store.series import series


def further_back(holdings: Holdings, reading: Reading, begins: Month) -> list[Reading]:
    """A record that reaches back before the month in which the releases begin, on the longest series of the same
    encounters, and beside it the longest of one component alone: what is no record there may be none at all."""
    reach = parse_reach(reading.record).first(reading.period) if reading.record else begins
    if reach is not None and reach >= begins:
        return []
    choices = {name: choose(name, [value]) for name, value in reading.choices.items()}
    asked = Question(Selection(reading.period).choosing(**choices), terms=reading.terms, region_named=True)
    longest, beside = holdings.remembered(("further back", asked), lambda: _longest(holdings, asked))
    return [replace(reading, series=longest, also_series=beside)] if longest else []


def _longest(holdings: Holdings, asked: Question) -> tuple[str | None, str | None]:
    """The series that reaches furthest back of those that count the same, and of those that count one component."""
    own = asked.selection.component
    found = [(name, component == own) for name, component in answering(holdings, FIGURES["record"], asked)]

    def longest(same: bool) -> str | None:
        names = (name for name, is_same in found if is_same is same)
        return min(names, key=lambda name: series(name).comparable_from, default=None)

    return longest(True), longest(False)

"""Records that reach further back than CBP's releases, on the published series that count the same."""

from __future__ import annotations

from msgspec.structs import replace

from encounters.claims.reach import parse_reach
from encounters.documents.readings import Reading
from encounters.figures import FIGURES
from encounters.figures.gather import answering, span
from encounters.figures.question import Question
from encounters.names import choose
from encounters.periods import Month
from encounters.results import Selection
from encounters.store.holdings import Holdings


def further_back(holdings: Holdings, reading: Reading, begins: Month) -> list[Reading]:
    """A record that reaches back before the month in which the releases begin, on the longest series of the same
    encounters, and beside it the longest of one component alone: what is no record there may be none at all."""
    reach = parse_reach(reading.record).first(reading.period) if reading.record else begins
    if reach is not None and reach >= begins:
        return []
    choices = {name: choose(name, [value]) for name, value in reading.choices.items()}
    asked = Question(Selection(reading.period).choosing(**choices), terms=reading.terms, region_named=True)
    found = list(answering(holdings, FIGURES["record"], asked))
    first = {name: span(holdings, replace(asked, series=name)).first for name, _ in found}
    same, alone = ([name for name, one in found if (one == asked.selection.component) is of] for of in (True, False))
    if not same:
        return []
    longest = min(same, key=first.__getitem__)
    return [replace(reading, series=longest, also_series=min(alone, key=first.__getitem__, default=None))]

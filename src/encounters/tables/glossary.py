"""What the words of the field mean: `encounters explain FMUA`."""

from __future__ import annotations

from encounters.errors import UnknownName, fold
from encounters.figures import FIGURES
from encounters.results import Table, filled
from encounters.tables.explain import ONE_FIGURE
from encounters.tables.terms import TERMS, Term


def term(name: str) -> Term | None:
    """The term of that name or word, or None."""
    return next((each for each in TERMS if fold(name) in map(fold, (each.name, *each.words))), None)


def explained(found: Term) -> Table:
    """A term in full: the columns of a figure's explanation."""
    items = [("meaning", found.meaning), ("ask", found.asked), ("source", found.source)]
    return Table("explain", found.name, ONE_FIGURE, filled(ONE_FIGURE, [item for item in items if item[1]]))


def unknown(name: str) -> UnknownName:
    """That a name is neither a figure nor a term, with the nearest of both."""
    words = {word: each.words[0] if each.words else each.name for each in TERMS for word in (each.name, *each.words)}
    valid = [*FIGURES, *(each.name for each in TERMS)]
    return UnknownName("figure or term", name, valid, "encounters explain", words)

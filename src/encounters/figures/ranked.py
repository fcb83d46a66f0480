"""Which dimension a category is ranked in, and which others it is ranked among."""

from __future__ import annotations

from encounters.errors import UsageError
from encounters.figures.question import SAME_MONTHS, Question
from encounters.names import AREA_ENDINGS, SUMMED_UP, Choice

WHERE = ("component", "region")
"""Dimensions that say where a category is counted, unless `among` names them."""


def ranked_dimension(question: Question) -> str:
    """The dimension whose category is ranked: the one named, else the only one that is narrowed. Raises UsageError."""
    among, choices = question.terms.among, question.selection.choices()
    narrowed = [name for name in choices if name not in WHERE]
    name = among if among and among != SAME_MONTHS else narrowed[0] if len(narrowed) == 1 else None
    if name is None:
        raise UsageError(
            "It is not said which category is to be ranked.",
            'Name one, as citizenship = "honduras"; where several dimensions are narrowed, `among` names the one.',
        )
    choice = choices.get(name)
    if choice is None or choice.excluded or len(choice.codes) != 1 or question.by:
        raise UsageError(
            f"category-rank ranks one {name.replace('_', ' ')} among the others.",
            "Leave out `by`." if question.by else f"Name one in `{name}`.",
        )
    return name


def is_peer(dimension: str, code: str, chosen: Choice) -> bool:
    """Whether a category is one that the chosen one is ranked among."""
    if code in chosen.codes or code in SUMMED_UP:
        return False
    own = next((kind for kind in AREA_ENDINGS if chosen.codes[0].endswith(kind)), "")
    return dimension != "area" or code.endswith(own)

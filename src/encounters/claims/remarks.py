"""What a reader of a verdict on a number should know beside it."""

from __future__ import annotations

from encounters.claims.model import Number
from encounters.figures import FIGURES
from encounters.figures.forms import Pair

UNSEEN = (
    "A release that the writer could have had is not on hand, and a revision of the size seen for such counts could "
    "explain the difference. encounters fetch gets more releases."
)

LATER = (
    "No release on hand of its date has the period. Those that have it have later periods too, of which its writer "
    "could not know."
)

AT_THE_BORDER = (
    "Counted at the southwest land border, which is meant where no region is named. A state has encounters at airports "
    "and seaports too: those of all borders are all that it has."
)
IN_SERIES = "CBP's releases on hand do not reach over these months. The series {name} does, and counts the same."


def of_its_keys(claim: Number) -> tuple[str, ...]:
    """Of the claim's own keys: a whole that is wider than its part, and a region that no key names."""
    return (*of_all(claim), *_of_the_border(claim))


def of_all(claim: Number) -> tuple[str, ...]:
    """The warning on a share of a component whose whole is not named."""
    narrowed = claim.choices.get("component")
    if claim.of is not None or not narrowed or FIGURES[claim.figure].form != Pair("whole") or len(claim.choices) < 2:
        return ()
    return (f"The whole is all of CBP: of = 'component={narrowed}' makes it the component's own.",)


def _of_the_border(claim: Number) -> tuple[str, ...]:
    """What a reader of a claim of a state should know where no region is named."""
    return (AT_THE_BORDER,) if "state" in claim.choices and "region" not in claim.choices else ()

"""How fast `find` is, on what is shipped and beside a store of 96 releases, against importing its libraries."""

from __future__ import annotations

from collections.abc import Iterator

from archive import RELEASES
from measuring import PYTHON, Found, Place, encounters, in_turn, middle, ratio

NUMBERS = {"171840": 1, "over 2.6 million": 1, "3.79x": 1, "up 279%": 2, "81.8%": 2, "28%": 2}
"""What is searched for, and how many times what is asked of a count it may take."""
ASKED = {0: (2.5, 170), RELEASES: (6.0, 250)}
"""Releases in the store: the largest ratio and the most MB for a count."""
LIBRARIES = (PYTHON, "-c", "import polars, typer, numpy")


def found(place: Place, rounds: int) -> Iterator[Found]:
    """A line for each number and each store."""
    for releases, (most, room) in ASKED.items():
        words = f", {releases} releases" if releases else ""
        commands = [encounters("find", number, "--store", place.store(releases)) for number in NUMBERS]
        base, *rest = in_turn([LIBRARIES, *commands], rounds)
        for (number, times), costs in zip(NUMBERS.items(), rest, strict=True):
            what, beside = f"`find {number}`{words}", "`import polars, typer, numpy`"
            yield Found(
                "2. search", what, middle(costs), ratio(costs, base), beside, most * times, room if times == 1 else None
            )

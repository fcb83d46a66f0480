"""Several periods in the words of one line: `June 2022 June 2021`, `FY2021 against FY2020`, `2022 Q2 2021 Q2`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from encounters.errors import PeriodError
from encounters.periods.counted import counted
from encounters.periods.period import Period
from encounters.periods.words import with_years

BETWEEN = ("vs", "vs.", "versus", "with", "against", "and", "to", "or")
"""What people write between two periods that they compare. A range in one word (`2021-01..2022-03`) is one period."""


def several(words: Sequence[str], kind: str = "FY", on_hand: Callable[[], Period] | None = None) -> list[Period]:
    """The periods that words name, in their order: of each the longest run of words that is one.

    Bare years are of a kind, fiscal or calendar. Raises PeriodError for the first word that begins none.
    """
    found: list[Period] = []
    rest = [word for word in words if word.casefold().strip(",") not in BETWEEN]
    while rest:
        period, count = _longest(rest, kind, on_hand)
        found.append(period)
        rest = rest[count:]
    return found


def _longest(words: Sequence[str], kind: str, on_hand: Callable[[], Period] | None) -> tuple[Period, int]:
    first: PeriodError | None = None
    for count in range(len(words), 0, -1):
        text = with_years(" ".join(words[:count]).strip(","), kind)
        try:
            return Period.parse(text, on_hand), count
        except PeriodError as error:
            if counted(text.casefold()):
                # The words are a period, of which there are no counts.
                raise
            first = error
    raise first or PeriodError("There is no period.")

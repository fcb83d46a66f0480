"""How simple a reading is: the bits it takes to say which one it is. Every number of the ranking stands here, but for
the figures' own.

One that is reported often takes few bits, one of many alike takes the logarithm of how many they are. A reading's
simplicity is the sum over figure, window, filters, vintage, and what it is compared with. Nothing is said in bits of
how well the number fits, but for one thing: a count that the printed number only rounds to, though it has the digits
of a whole count (171,840 for 171,836), takes ROUNDED more.
"""

from __future__ import annotations

from math import log2

from encounters.figures.registry import searched
from encounters.names import ALL, CATEGORIES, FIVE_GROUPS, GROUPS, Choice

FIGURES = {figure.name: figure.bits or 0 for figure in searched()}
"""The bits that each figure is declared with, the plainest first."""

FISCAL_YEAR, CALENDAR_YEAR = 0, 1
LAST_MONTH, MONTH = 1, 3
YEAR_TO_DATE, EARLIER_YEAR_TO_DATE = 2, 5
JANUARY_TO_DATE = 4
FISCAL_YEARS, CALENDAR_YEARS = 4, 5
QUARTER = 5
NATURAL, HALF_NATURAL, ANY_WINDOW = 6, 10, 13

OLD_TO_DATE, OLD = 1, 4
"""A value that a later release changed: of a window that ended where that release's data did, or of an earlier one."""

ROUNDED = 3

YEAR_BEFORE, PERIOD_BEFORE, OTHER_YEAR, OTHER_MONTH = 0, 1, 3, 7
BACKWARDS = 3
"""The earlier period measured against the later one."""

FILTER, COMPLEMENT, GROUP = 3, 3, 1
NATIONWIDE = 3
WHOLE_NARROWED, WHOLE_WIDER = 1, 2
SERIES = 4
"""A published series instead of CBP's releases."""
INCREASE = 2
"""A percent change where the print has a plain percentage, or a multiple read as an increase."""

_MANY = {name: len(rows) for name, rows in CATEGORIES.items()}


def choice_bits(dimension: str, choice: Choice) -> int:
    """The bits of a filter: that there is one, and which of the dimension's categories, or group, or all but which."""
    if choice == ALL:
        return NATIONWIDE if dimension == "region" else 0
    if dimension == "region" and choice == Choice(("southwest",)):
        return 0
    several = GROUP if len(choice.codes) > 1 else 0
    return FILTER + round(log2(_alternatives(dimension, choice))) + several + COMPLEMENT * choice.excluded


def _alternatives(dimension: str, choice: Choice) -> int:
    five = {*FIVE_GROUPS, *(code for codes in GROUPS["citizenship"].values() for code in codes)}
    if dimension == "citizenship" and set(choice.codes) <= five:
        return len(FIVE_GROUPS)
    return _MANY[dimension]

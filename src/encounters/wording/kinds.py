"""What a printed number can be: how it compares, what it is a number of, and how a multiple is worded."""

from __future__ import annotations

from enum import StrEnum, auto


class Comparator(StrEnum):
    EXACT = auto()
    OVER = auto()
    JUST_OVER = auto()
    AT_LEAST = auto()
    UNDER = auto()
    AT_MOST = auto()
    UP_TO = auto()  # "as many as 18,000": no bound only, the number is said to be reached
    ALMOST = auto()
    ABOUT = auto()
    BETWEEN = auto()


LOWER_BOUNDS = (Comparator.OVER, Comparator.JUST_OVER, Comparator.AT_LEAST)
UPPER_BOUNDS = (Comparator.UNDER, Comparator.AT_MOST)
"""The comparators whose number is a bound that the value lies above, or below."""


class Kind(StrEnum):
    COUNT = auto()
    MONEY = auto()
    SHARE = auto()
    MULTIPLE = auto()
    PERCENT_CHANGE = auto()
    POINTS = auto()  # percentage points: "3 pp" is 3/100


class Wording(StrEnum):
    """How a multiple is worded. Which of them mean a ratio and which an increase is not decided here."""

    TIMES = auto()
    TIMES_AS_MANY = auto()
    TIMES_GREATER = auto()
    INCREASED_TIMES = auto()
    FACTOR = auto()  # doubled, tripled, halved: the value is the multiple, 2, 3, 1/2

"""Windows with a name: presidents' terms, and the time in which Title 42 expulsions were made.

They are of whole months, as CBP's counts are: the January in which presidents change goes with the term that ends in
it, and a month in which Title 42 expulsions were made on some days is one of theirs.
"""

from __future__ import annotations

import re

from msgspec import Struct

from encounters.periods.months import Month


class Window(Struct, frozen=True):
    """A window: name, other words for it, first and last month (None: it has not ended), the days it stands for, and
    who says so."""

    name: str
    words: tuple[str, ...]
    first: Month
    last: Month | None
    days: str
    source: str


TITLE_42_FIRST, TITLE_42_LAST = Month(2020, 3), Month(2023, 5)
TITLE_42_DAYS = ("21 March 2020", "11 May 2023")
TERMS = "20th Amendment to the Constitution, section 1: terms end at noon on 20 January"
WINDOWS = {
    window.name: window
    for window in (
        Window(
            "title-42",
            ("title 42 expulsions", "t42"),
            TITLE_42_FIRST,
            TITLE_42_LAST,
            f"{' to '.join(TITLE_42_DAYS)}, in which Title 42 expulsions were made",
            'CBP, "Title 8 and Title 42 Statistics"',
        ),
        Window(
            "obama-second-term",
            ("obama second", "second obama", "second obama term"),
            Month(2013, 2),
            Month(2017, 1),
            "20 January 2013 to 20 January 2017",
            TERMS,
        ),
        Window(
            "trump-first-term",
            ("trump first", "first trump", "first trump term", "trump 1"),
            Month(2017, 2),
            Month(2021, 1),
            "20 January 2017 to 20 January 2021",
            TERMS,
        ),
        Window(
            "biden-term",
            ("biden",),
            Month(2021, 2),
            Month(2025, 1),
            "20 January 2021 to 20 January 2025",
            TERMS,
        ),
        Window(
            "trump-second-term",
            ("trump second", "second trump", "second trump term", "trump 2"),
            Month(2025, 2),
            None,
            "since 20 January 2025",
            TERMS,
        ),
    )
}
"""Every window by name. Docs, periods and the law of Title 42 in a scope line read them here."""

AROUND = r"^(?:(?:during|under|in|the) )+| (?:era|years|administration|presidency)$"


def windows_begun(text: str) -> list[str]:
    """The names of the windows that begin as a text does: `trump` begins two."""
    word = re.sub(AROUND, "", text.casefold().strip())
    return [name for name in WINDOWS if word and name.startswith(word)]


def window_named(text: str) -> Window | None:
    """The window that people mean by a text: `title-42`, `Trump's first term`, `during Title 42`, or None."""
    word = re.sub(AROUND, "", text.casefold().replace("'s", "").replace("’s", "").replace("-", " ").strip())
    return next((each for each in WINDOWS.values() if word in (each.name.replace("-", " "), *each.words)), None)

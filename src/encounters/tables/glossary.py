"""What the words of the field mean, each with its source: `encounters explain FMUA`."""

from __future__ import annotations

from dataclasses import dataclass

from encounters.errors import fold
from encounters.results import Table, filled
from encounters.tables.explain import ONE_FIGURE

STATISTICS = "CBP, Enforcement Statistics <https://www.cbp.gov/newsroom/stats/cbp-enforcement-statistics>"
TITLES = (
    "CBP, Title 8 and Title 42 Statistics "
    "<https://www.cbp.gov/newsroom/stats/cbp-enforcement-statistics/title-8-and-title-42-statistics>"
)
DICTIONARY = (
    "CBP, Nationwide Encounters and its data dictionary <https://www.cbp.gov/document/stats/nationwide-encounters>"
)


@dataclass(frozen=True)
class Term:
    """A word, other words for it, what it means in ours, how it is asked for, and where it is defined."""

    name: str
    words: tuple[str, ...]
    meaning: str
    source: str
    asked: str = ""


TERMS = (
    Term(
        "encounter",
        ("encounters",),
        "One event in which CBP meets a person it may remove: a Border Patrol apprehension or a finding at a port "
        "of entry that someone is inadmissible (Title 8), or a Title 42 expulsion by either. An event, not a "
        "person: one person can be encountered several times.",
        TITLES,
        "encounters measure total --year 2021",
    ),
    Term(
        "family units (FMUA)",
        ("fmua", "family unit", "family units", "families", "family unit aliens"),
        "People, not families: each child under 18, parent or legal guardian who was encountered with a member of "
        "the family unit counts once.",
        "CBP, Southwest Border Migration <https://www.cbp.gov/newsroom/stats/sw-border-migration>",
        "encounters measure total --year 2023 --demographic families",
    ),
    Term(
        "unaccompanied children (UC / Single Minors)",
        ("uac", "uc", "unaccompanied children", "unaccompanied alien children", "single minors", "single minor"),
        "People under 18 without lawful status and with no parent or legal guardian in the United States who can "
        "take care of them. CBP's files call them UC / Single Minors, newer ones UAC.",
        "6 U.S.C. 279(g)(2); " + DICTIONARY,
        "encounters measure total --year 2023 --demographic uac",
    ),
    Term(
        "title 42",
        ("title-42", "t42", "expulsion", "expulsions"),
        "Expulsions on grounds of public health, to the country of last transit or the home country, from 21 March "
        "2020 to 11 May 2023. No penalty came with them, so that people tried again more often.",
        "42 U.S.C. 265; " + TITLES,
        "encounters trend title-42 --by authority --share",
    ),
    Term(
        "title 8",
        ("title-8", "t8"),
        "Apprehensions and findings of inadmissibility under immigration law, before, beside and after Title 42.",
        "8 U.S.C.; " + TITLES,
        "encounters measure total --year 2024 --authority title-8",
    ),
    Term(
        "apprehension",
        ("apprehensions",),
        "A Title 8 encounter by Border Patrol, between ports of entry. It may or may not end in an arrest.",
        TITLES,
        "encounters measure total --year 2024 --component usbp",
    ),
    Term(
        "inadmissible",
        ("inadmissibles",),
        "A Title 8 encounter by the Office of Field Operations, at a port of entry: someone who asks to be "
        "admitted and may not be, asks for protection, or withdraws and goes back.",
        TITLES,
        "encounters measure total --year 2024 --component ofo",
    ),
    Term(
        "at large",
        ("at-large", "at entry", "at-entry"),
        "From October 2023 CBP's web table splits Border Patrol's southwest encounters into those at entry and "
        "those at large. No file has the split; whether counts of before then include the latter is not stated.",
        "CBP, Southwest Land Border Encounters <https://www.cbp.gov/newsroom/stats/southwest-land-border-encounters>",
        "encounters trend --series usbp-southwest-at-entry-at-large/at-large",
    ),
    Term(
        "fiscal year",
        ("fiscal-year", "fy"),
        "1 October to 30 September, named for the year in which it ends.",
        STATISTICS,
        "encounters summary --year 2021",
    ),
    Term(
        "vintage",
        ("vintages", "release", "as of"),
        "A count as a release had it. CBP revises a fiscal year until it is over; a number is judged by what had "
        "been published when it was printed.",
        "docs/vintages.md",
        "encounters revisions 2022-04",
    ),
)


def term(name: str) -> Term | None:
    """The term of that name or word, or None."""
    return next((each for each in TERMS if fold(name) in map(fold, (each.name, *each.words))), None)


def explained(found: Term) -> Table:
    """A term in full: the columns of a figure's explanation."""
    items = [("meaning", found.meaning), ("ask", found.asked), ("source", found.source)]
    return Table("explain", found.name, ONE_FIGURE, filled(ONE_FIGURE, [item for item in items if item[1]]))

"""The words of the field, each with its meaning and its source: a table for people to read and change."""

from __future__ import annotations

from msgspec import Struct

from encounters.periods import TITLE_42_DAYS

STATISTICS = "CBP, Enforcement Statistics <https://www.cbp.gov/newsroom/stats/cbp-enforcement-statistics>"
TITLES = (
    "CBP, Title 8 and Title 42 Statistics "
    "<https://www.cbp.gov/newsroom/stats/cbp-enforcement-statistics/title-8-and-title-42-statistics>"
)
DICTIONARY = (
    "CBP, Nationwide Encounters and its data dictionary <https://www.cbp.gov/document/stats/nationwide-encounters>"
)
BORDER_PATROL = (
    "CBP, Border Patrol Sectors <https://www.cbp.gov/border-security/along-us-borders/border-patrol-sectors>"
)
PORTS = "CBP, At Ports of Entry <https://www.cbp.gov/border-security/ports-entry>"


class Term(Struct, frozen=True):
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
        ("fmua", "family", "family unit", "family units", "families", "family unit aliens"),
        "People, not families: each child under 18, parent or legal guardian who was encountered with a member of "
        "the family unit counts once.",
        "CBP, Southwest Border Migration <https://www.cbp.gov/newsroom/stats/sw-border-migration>",
        "encounters measure total --year 2023 --demographic families",
    ),
    Term(
        "unaccompanied children (UC / Single Minors)",
        (
            "uac",
            "uc",
            "unaccompanied",
            "unaccompanied child",
            "unaccompanied children",
            "unaccompanied alien children",
            "single minors",
            "single minor",
            "unaccompanied minors",
        ),
        "People under 18 without lawful status and with no parent or legal guardian in the United States who can "
        "take care of them. CBP's files call them UC / Single Minors, newer ones UAC.",
        "6 U.S.C. 279(g)(2); " + DICTIONARY,
        "encounters measure total --year 2023 --demographic uac",
    ),
    Term(
        "title 42",
        ("title-42", "t42", "expulsion", "expulsions"),
        "Expulsions on grounds of public health, to the country of last transit or the home country, from "
        f"{' to '.join(TITLE_42_DAYS)}. No penalty came with them, so that people tried again more often.",
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
        ("vintages", "as of"),
        "A count as a release had it. CBP revises a fiscal year until it is over; a number is judged by what had "
        "been published when it was printed.",
        "docs/vintages.md",
        "encounters revisions 2022-04",
    ),
    Term(
        "release",
        ("releases", "file", "files"),
        "One file that CBP published: a dataset's counts as they were on that day, with its last month and its "
        "hash. A later release of the same months is another one, and neither replaces the other here.",
        "docs/vintages.md",
        "encounters explain releases",
    ),
    Term(
        "year to date (FYTD)",
        ("fytd", "ytd", "so far"),
        "A fiscal year from October to the newest month, which CBP marks FYTD. It is compared with the same "
        "months of other years only.",
        STATISTICS,
        "encounters pace",
    ),
    Term(
        "single adults",
        ("single adult", "adults", "lone adults"),
        "People of 18 or over who were encountered with no child of theirs and no parent: not in a family unit.",
        DICTIONARY,
        "encounters measure share --year 2023 --demographic single-adults",
    ),
    Term(
        "accompanied minors",
        ("accompanied minor", "accompanied children"),
        "Children at a port of entry who are inadmissible while the parent or guardian with them is not: a "
        "citizen, a permanent resident or someone who is admitted. Border Patrol has none.",
        DICTIONARY,
        "encounters measure total --year 2023 --demographic accompanied-minors",
    ),
    Term(
        "citizenship",
        ("citizenships", "nationality", "nationalities", "country"),
        "The country of which a person is recorded as a citizen. The southwest files name four countries and "
        "Other, the nationwide ones 21 and OTHER, which is another group than Other.",
        DICTIONARY,
        "encounters breakdown --year 2024 --by nationality",
    ),
    Term(
        "title of authority",
        ("title", "authority", "titles"),
        "Under which law an encounter was processed: Title 8 (immigration) or Title 42 (public health).",
        TITLES,
        "encounters breakdown --year 2022 --by authority",
    ),
    Term(
        "U.S. Border Patrol (USBP)",
        ("usbp", "border patrol", "u.s. border patrol", "bp"),
        "The component of CBP that works between ports of entry. Older series are Border Patrol's alone, and are no "
        "totals of CBP.",
        BORDER_PATROL,
        "encounters measure total --year 2024 --component usbp",
    ),
    Term(
        "Office of Field Operations (OFO)",
        ("ofo", "office of field operations", "field operations"),
        "The component of CBP that works at ports of entry.",
        PORTS,
        "encounters measure total --year 2024 --component ofo",
    ),
    Term(
        "component",
        ("components",),
        "The part of CBP that made an encounter: Border Patrol (USBP) or the Office of Field Operations (OFO).",
        DICTIONARY,
        "encounters breakdown --year 2024 --by component",
    ),
    Term(
        "sector",
        ("sectors", "border patrol sector"),
        "One of the 20 areas into which Border Patrol divides the country. Nine lie on the southwest border: San "
        "Diego, El Centro, Yuma, Tucson, El Paso, Big Bend, Del Rio, Laredo and Rio Grande Valley.",
        BORDER_PATROL,
        "encounters breakdown --year 2024 --by area --component usbp",
    ),
    Term(
        "field office",
        ("field offices",),
        "One of the areas into which the Office of Field Operations divides its ports of entry. Four lie on the "
        "southwest border: San Diego, Tucson, El Paso and Laredo. A sector of the same name is another area.",
        PORTS,
        "encounters breakdown --year 2024 --by area --component ofo",
    ),
    Term(
        "area of responsibility (AOR)",
        ("aor", "area", "areas", "area of responsibility"),
        "The sector or the field office that made an encounter. Only the nationwide files by area have it.",
        DICTIONARY,
        "encounters breakdown --year 2024 --by area",
    ),
    Term(
        "port of entry",
        ("ports of entry", "poe", "port", "ports"),
        "A place where people and goods may lawfully enter, and where OFO inspects them.",
        PORTS,
        "encounters measure share --year 2023 --component ofo",
    ),
    Term(
        "southwest land border",
        ("southwest border", "southern border", "southwest", "swb"),
        "The land border with Mexico: nine Border Patrol sectors and four field offices. It is what is meant "
        "wherever no --region is named; all borders are --region all.",
        DICTIONARY,
        "encounters breakdown --year 2024 --by region --region all",
    ),
    Term(
        "repeat encounters (recidivism)",
        ("recidivism", "repeat encounter", "repeat encounters", "recidivism rate"),
        "People whom Border Patrol met more than once, within a fiscal year or within the twelve months before: a"
        " share that CBP publishes, which no file of encounters gives. It is why encounters are more than people.",
        STATISTICS,
        "encounters recidivism",
    ),
    Term(
        "got-aways",
        ("got away", "gotaway", "gotaways", "known got-aways"),
        "People observed to cross unlawfully who are neither apprehended nor turned back. They are no encounters:"
        " none of these files counts them.",
        "6 U.S.C. 223(a)",
    ),
    Term(
        "CBP One",
        ("cbp one app", "cbpone"),
        "An app in which people in Mexico could ask for an appointment at a port of entry, from January 2023 to 20 "
        "January 2025. Those who came count as encounters of OFO; the files do not mark them.",
        "CBP, CBP One <https://www.cbp.gov/about/mobile-apps-directory/cbpone>",
        "encounters trend --year 2024 --component ofo",
    ),
    Term(
        "notice to appear",
        ("nta", "notices to appear"),
        "The document that begins removal proceedings before an immigration judge. The files count encounters, "
        "not what came of them.",
        "8 U.S.C. 1229(a)",
    ),
    Term(
        "parole",
        ("paroled", "humanitarian parole"),
        "Leave to be in the country for a time, given case by case, which is no admission. The files do not say "
        "who was paroled.",
        "8 U.S.C. 1182(d)(5)",
    ),
    Term(
        "asylum",
        ("asylum seeker", "asylum seekers", "asylum claim"),
        "Protection that someone in the country or at its border may ask for who fears persecution. To ask for it"
        " neither makes nor unmakes an encounter, and the files do not count who asked.",
        "8 U.S.C. 1158",
    ),
)

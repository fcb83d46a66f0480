"""What words tell of what a number counts: encounters, or something else. Tables for people to read and change."""

from __future__ import annotations

import re
from collections.abc import Mapping

from encounters.documents.cues import joined

NOUN = joined(r"""
    encounter(?:s|ed|ing)?|apprehen(?:sions?|ded|d)|expulsions?|expelled|inadmissibles?|
    (?:illegal |unlawful |border |irregular )?(?:crossings?|entries)|
    (?:border|migrant) (?:arrests|stops|arrivals|numbers|traffic|flows?)|border crossers?|
    (?:unauthorized |illegal |undocumented |single |lone )?(?:im)?migrants?|asylum[- ]seekers|noncitizens|illegal aliens
""")
"""What CBP counts, in its own words and in those of others."""

BORDER: Mapping[str, tuple[str, float]] = {
    "noun": (NOUN, 2.0),
    "verb": (
        joined(r"""
            stopped|caught|processed|intercepted|arrested|detained|recorded|logged|tallied|counted|took (?:in|place)|
            came|
            crossed|crossing|arriv(?:ed|ing)|tr(?:ied|ying) to enter
        """),
        0.7,
    ),
    "place": (
        joined(r"""
            (?:southwest(?:ern)?|southern|U\.?S\.?[–-]mexico|mexican|northern|land) (?:land )?border|border patrol|CBP|
            customs and border protection|ports? of entry|sectors?|the border|(?:every|all) borders?
        """),
        1.0,
    ),
}
"""Words that speak of border encounters, and how strongly."""

ELSEWHERE: Mapping[str, tuple[str, float]] = {
    "polls": (
        joined(r"""
            poll(?:s|ed)?|survey(?:s|ed)?|respondents|voters?|approv(?:e|al)|margin of error|turnout|elect(?:ed|ion)|
            votes?
        """),
        3.0,
    ),
    "money": (
        joined(r"""
            budget|funding|spend(?:ing)?|spent|cost(?:s|ing)?|price|pension|salary|toll|dollars|pesos|fees?|
            remittances|GDP|
            trade
        """),
        2.5,
    ),
    "drugs and goods": (
        joined(r"""
            pounds|kilograms|kilos|fentanyl|meth(?:amphetamine)?|cocaine|heroin|narcotics|drugs?|seiz\w+|firearms|
            weapons|
            travelers
        """),
        3.0,
    ),
    "custody and courts": (
        joined(r"""
            detain\w* (?:on|in|by)|detention|in (?:custody|care)|ICE|immigration and customs enforcement|beds|backlog|
            courts?|judges?|asylum (?:claims|cases|applications)|visas?|parole[ed]*|releas(?:ed|es) into|removed|
            removals?|
            deport\w+|returned|lawsuits?|sued|(?:criminal )?convictions?|charges|homicide|offenses|assaults|kidnappings|
            robberies
        """),
        2.2,
    ),
    "other counts": (
        joined(r"""
            got ?-?aways?|got away|died|deaths?|killed|drown\w*|rescu\w+|agents? against|staff\w*|employ\w+|attrition|
            authorized|hir(?:e|ed|ing)|shelters?|population|pop\.|wait\w*|CBP One|appointments?|slots|apps?|refugees?|
            resettle\w+|lives? in|households|schools?|kids|students|jobs|workers|members of congress|cosponsors|
            passed the (?:house|senate)|signed|planes?|flights?|buses|stations|counties
        """),
        2.0,
    ),
}
"""Words that say that a number counts something else, and how strongly."""

DONE_TO = re.compile(
    joined(r"""
        \b(?:bus+ed|flown|flew|transported|relocated|housed|sheltered|released|deported|removed|returned|detained|held|
        paroled|admitted|resettled|employed|hired|deployed|trained|surveyed|polled|repatriated|
        prosecuted|charged|rescued|vetted|screened|inspected|interviewed|scheduled|vaccinated)
        \s+(?:(?:more|fewer|less|than|over|about|nearly|almost|some|at|least|an?|estimated|around|roughly|another)\s+)*$
    """),
    re.IGNORECASE,
)
"""What is done to the people counted, where that is no encounter: "has bused more than 8,900 migrants"."""

BEFORE_NAME = re.compile(
    joined(r"""
        (?:\b(?:title|highways?|interstate|route|I-|pages?|pp?\.|no\.|number|nos\.|tables?|fig\.|figure|chart|chapter|
        section|sec\.|room|suite|box|step|item|part|volume|vol\.|release|version|extension|ext\.|phone|call|tel\.?|
        H\.?R\.?|
        S\.|P\.L\.|public law|resolution|docket|case|article|channel|track|lane|flight|apollo|covid|brief|topic|act of|
        since age|aged?|lines?|note|kappa|grade|class|district|precinct|mile|exit|gate|pier|building|apartment|apt\.|
        ZIP|
        model|convention|sur|MS|pub\. l\.|stat\.|U\.S\.C\.|C\.F\.R\.|form|panel|plank|exhibit)|
        [#§])[\s.-]*(?:[A-Z]?-?)?$
    """),
    re.IGNORECASE,
)
"""What makes the number behind it a name: Title 42, page 3, S. 3780."""

DURATIONS = re.compile(
    joined(r"""
        [\s-]*(?:(?:straight|consecutive|full|more|short|long|calendar|fiscal|recent|past|previous|prior|first|
        last)\s+)*
        (?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries|quarters?|nights?|a\.m\.|p\.m\.|am|
        pm|
        o'clock|year-olds?|years-old)\b(?!['’]s? (?:total|number))
    """),
    re.IGNORECASE,
)

_FUNCTION = """
    a an the of in at on to by for from with within without against over under above below between among along across
    through during before after since until per than as and or but nor while whereas when where which who whom whose
    that this these those it its they them their he she his her we our you your i my was were is are be been being had
    has have having did do does will would could should may might can must not no so if because although though once
    then there here also only just even still again already now ago later earlier more less fewer most least many much
    about around nearly almost roughly compared versus vs up down out off back away apart percent times last next each
    every all both either neither such same other another some any one first second third total altogether overall
    combined alone respectively thus hence however meanwhile instead monthly daily annual annually year month day came
    went made took rose fell grew sank stood led hit saw set got ran met cut put held kept became began higher lower
    greater better worse yearly alike too very what how why yet
"""
FUNCTION = frozenset(_FUNCTION.split())
"""Words that can follow a number without being what it counts."""
_COUNTING = """
    account accounted accounting actions adults agent agents america american and apprehended apprehensions area
    arrested arrests arrivals arrived average averaged averages averaging being belonged between biggest border busiest
    calendar case cases caught children citizens come comes coming comparison component components comprised comprising
    consisting constituted contrast count counted countries country crossed crossers daily decline decrease detained
    doubled drop eight encountered encounters entire entrants entry events example expelled experienced expulsions
    families fewest fifths figure figures fiscal five followed found four full group groups growth half halves highest
    incidents included including increase individuals instance intercepted involved involving jump land largest like
    line logged lowest main majority make makes making members men migrants minors monthly nationalities nationality
    nationals new newcomers nine number numbered numbers office officer officers one pace part people period persons
    portion ports posted presented processed quadrupled quarter ranked rate record recorded region registered remained
    reported represented representing rise sector sectors seen seven share showed single six smallest southern
    southwest states stood stopped stops surged surrendered taken tallied ten tenths thirds those three times together
    topped total totaled totaling totalled totals travelers tripled turn turned two u.s united us were whole women
"""
COUNTING = frozenset(_COUNTING.split())
"""Words that may stand between a name and the number of those of that name."""
_ACTIVE = """
    had has have having did do does led saw met set cut put made took got hit kept began became
"""
ACTIVE = frozenset(_ACTIVE.split())
"""What a number does to a name behind it: "1,000 encounters led Texas to act"."""

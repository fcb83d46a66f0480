"""What words tell: the figure, the scope, a number of something else. One table a kind, for people to read and change.

Each entry is a pattern, its alternatives joined by `|`, that is looked for as whole words in any case; `spot` does it.
Names of categories (nationalities, states, sectors) come from `names`; here stand the words that only running text has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def joined(text: str) -> str:
    """A pattern written on several lines."""
    return "".join(line.strip() for line in text.split("\n"))


US = r"(?:U\.?S\.? )?"
SCOPES: Mapping[str, Mapping[str, str]] = {
    "component": {
        "usbp": joined(rf"""
            {US}border patrol(?:'s)?|USBP|patrol agents?|the agents'|
            agents(?= (?:made|caught|arrested|apprehended|encountered|stopped|recorded|took|had|also|alone|at the|
            along|in|on))|
            between (?:the )?(?:official )?(?:ports|crossings)(?: of entry)?
        """),
        "ofo": joined(r"""
            office of field operations|OFO|(?:customs|CBP|field) officers|officers at (?:the )?(?:ports|crossings)|
            (?<!between )(?<!between the )(?<!between official )
            (?:(?:land |official |legal )?ports? of entry|official (?:border )?crossings|legal crossings|the ports)
        """),
    },
    "region": {
        "all": joined(rf"""
            nationwide|(?:all|every) (?:the )?{US}borders?|whole nation|the nation|national(?:ly| total)|
            across the country|all land borders
        """),
        "northern": joined(r"""
            northern (?:land )?border|canadian (?:side|border)|border with canada|canada['’]s border|
            U\.?S\.?-canada border
        """),
        "southwest": joined(rf"""
            {US}(?:southwest(?:ern)?|southern|U\.?S\.?[–-]mexico) (?:land )?border|borders? with mexico|mexican border|
            mexico['’]s border
        """),
    },
    "authority": {
        "title_42": r"title 42|expulsions?|expelled|public health (?:order|authority)",
        "title_8": r"title 8",
    },
    "demographic": {
        "uac": joined(r"""
            unaccompanied (?:alien |migrant |immigrant )?(?:children|minors|child|minor|youths?)|unaccompanied|UACs?|
            (?:children|minors) (?:who )?(?:arrived |arriving |crossed |traveling |travelling |came )?
            (?:alone|without (?:a |their )?parents?|on their own)|child(?:ren)? migrants
        """),
        "fmua": joined(r"""
            famil(?:y|ies)(?: units?| members| groups| unit members| unit individuals| unit aliens)*|FMUAs?|
            (?:individuals|people|members) in (?:a )?famil(?:y|ies)(?: units?)?|parents (?:and|with) (?:their )?children
        """),
        "single_adults": r"(?:single|lone|solo) adults?|adults? (?:traveling |travelling )?alone",
    },
}
"""People's words for a choice of each dimension."""

EXCLUDING = re.compile(
    r"\b(?:excluding|except(?: for)?|not (?:counting|including)|without|outside(?: of)?|other than)"
    r"(?: the| those from)*\s+$",
    re.IGNORECASE,
)
"""What stands before a name that is left out: "excluding Mexicans", "without ports of entry"."""

BOTH = joined(r"""
    border patrol and (?:the )?(?:ports?(?: of entry)?|office of field operations|OFO|field operations)(?: together)?|
    both (?:agencies|components)|agents and (?:CBP |customs )?officers|at and between (?:the )?ports(?: of entry)?|
    CBP|U\.?S\.? authorities|federal (?:officials|authorities)|law enforcement|customs and border protection|
    total (?:southwest )?(?:land )?(?:border )?encounters
""")
"""CBP as a whole: no component is meant, whatever was said before."""

EVERY_AUTHORITY = r"apprehensions (?:and|or|plus) expulsions|expulsions (?:and|or|plus) apprehensions"
"""All encounters, although expulsions are named."""

ORDER_BEFORE = re.compile(
    r"\b(?:(?:end|ending|lifting|expiration|expiry|termination|repeal|demise|start|beginning|introduction|return) of|"
    r"since|after|before|until|despite|without)(?: the)?(?: pandemic-era| Trump-era)?\s+$",
    re.IGNORECASE,
)
ORDER_AFTER = re.compile(
    r"(?:\s+(?:expulsions?|policy|order|orders|rule|restrictions|authority|program|powers|era))?"
    r"(?:['’]s (?:end|ending|expiration|expiry|lifting|termination|repeal|start)\b|"
    r"\s+(?:had |has |have |was |were |is |being |still |formally |finally |officially |to be |about to |would |to )*"
    r"(?:end|ends|ended|ending|expired?|expires|expiring|lapsed?|lapses|lifted|terminated|rescinded|repealed|imposed|"
    r"invoked|introduced|began|begun|started|stopped|in place|in effect|in force|took effect|went into effect|"
    r"came into (?:force|effect))\b)",
    re.IGNORECASE,
)
"""What stands around an authority told of as an order or an event, that counts nothing: "after Title 42 ended"."""

OTHERS = joined(r"""
    (?:from )?(?:outside|beyond|other than)(?: of)? (?:mexico (?:and|or) (?:the )?northern (?:central america|triangle)|
    northern triangle[\w ]*|(?:those|these|the) (?:four|traditional)[\w ]* countries)|
    (?:all |from )?other (?:countries|nationalities|nations)|every(?:body|one) else|the rest of the world
""")
"""Everybody but the nationals of the four countries that CBP's first scheme names."""

FIGURES: Mapping[str, str] = {
    "monthly-average": joined(r"""
        (?:a|per|each|every) month(?! (?:ago|earlier|later|before|with|when|in which|that|where|of|marked|known))|
        monthly average|average month|monthly pace
    """),
    "daily-average": r"(?:a|per|each|every) day|daily(?! mail| news| beast)|average day",
    "pace": r"at (?:this|that|the current|its current) (?:pace|rate)|on (?:pace|track) (?:for|to)",
    "peak": joined(r"""
        (?:highest|busiest|record|peak|worst|biggest|largest)[\w' -]{0,24}month(?:ly)?|monthly (?:record|high|peak)|
        (?:peaked|peak(?:ing)?|topped out|high) (?:at|of)|monthly (?:numbers|totals|counts) ran from
    """),
    "lowest": r"(?:lowest|quietest|slowest)[\w' -]{0,24}month(?:ly)?|monthly low|low point",
    "share": r"(?:share|proportion|percentage)s?(?= of\b| at\b| from\b| was\b| rose\b| fell\b| grew\b)",
    "recidivism-share": joined(r"""
        recidivis[mt]\w*|(?:apprehended|encountered|arrested|caught) (?:before|again|repeatedly)|
        repeat (?:encounters?|crossers?|crossings?|offenders?)|more than once|
        (?:prior|previous|earlier) encounters?(?: in the (?:previous|prior|last|past))?
    """),
}
"""A figure that words beside a count or share tell; without any, a count is a total."""

THAN = r"(?= (?:in|the|a|during|last|for|it)\b)"
CHANGES: Mapping[str, str] = {
    "rise": joined(rf"""
        up|rose|risen|rising|rises?|grew|grown|growing|growth|climb(?:ed|ing|s)?|jump(?:ed|ing|s)?|soar(?:ed|ing)?|
        surg(?:ed|ing)|increas(?:e|ed|ing|es)|spik(?:e|ed|ing)|higher|more than{THAN}|above the|greater|swell(?:ed|
        ing)?|
        gain(?:ed|ing)?|multiplied|topp(?:ed|ing)|exceed(?:ed|ing|s)?|surpass(?:ed|ing)?|beat(?:ing)?
    """),
    "fall": joined(rf"""
        down|fell|fall(?:s|en|ing)?|dropp?(?:ed|ing|s)?|declin(?:e|ed|ing|es)|decreas(?:e|ed|ing|es)|sank|sunk|
        plung(?:e|ed|ing)|plummet(?:ed|ing)?|lower|fewer than{THAN}|less than{THAN}|shr[aiu]nk|slid|tumbl(?:ed|ing)|
        reduc(?:ed|tion)|cut|slump(?:ed)?|fewer|below the
    """),
    "move": r"mov(?:ed|ing)|chang(?:e|ed|es|ing)|differ(?:ed|ence)|swung|shift(?:ed)?",
}
"""Words of change: beside a percentage they make it a change; without, it is a share."""

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
        paroled|admitted|resettled|employed|hired|deployed|trained|surveyed|polled)
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

SERIES: Mapping[str, str] = {
    "criminal-noncitizens-by-year": r"criminal (?:noncitizens|aliens|migrants)|criminals (?:trying|attempting)",
    "gang-affiliated-by-year": r"gang (?:members|affiliat\w+)",
}
"""Published series that count something else than encounters, and the words for what they count."""

"""What words tell of a number of encounters: the figure, the scope. One table a kind, for people to read and change.

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
            (?:(?:land |official |legal )?ports? of entry|official (?:border )?crossings|legal crossings|the ports)|
            ports? (?:encounters|arrivals|entries)|(?:at|through) (?:land |official |legal )?ports(?! of)
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

OFTEN_USBP = r"apprehensions?|apprehended|arrests?|arrested|(?:illegal|unlawful) (?:border )?crossings"
"""Words for what the Border Patrol does, which people use of all encounters, too."""

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
        (?<!made )(?<!make )(?<!makes )(?<!making )up|
        rose|risen|rising|rises?|grew|grown|growing|growth|climb(?:ed|ing|s)?|jump(?:ed|ing|s)?|soar(?:ed|ing)?|
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

SERIES: Mapping[str, str] = {
    "criminal-noncitizens-by-year": r"criminal (?:noncitizens|aliens|migrants)|criminals (?:trying|attempting)",
    "gang-affiliated-by-year": r"gang (?:members|affiliat\w+)",
}
"""Published series that count something else than encounters, and the words for what they count."""

"""The words of rises and falls, and of comparisons without a number. The longest phrase that fits is read."""

from __future__ import annotations

from encounters.wording.kinds import Comparator
from encounters.wording.words import A_FALL, A_RISE, every, phrases

DROPPED = "dropped|dropping|dipped|dipping|slipped|slipping|sank|plunged|plummeted"
CREPT = "crept|inched|edged|tipped"
UP = (
    "up|rose|risen|rises|rising|grew|grown|grows|growing|climbed|climbs|climbing|jumped|jumps|jumping|soared|soars|"
    "soaring|surged|surges|surging|increased|increases|increasing|gained|gaining|spiked|spiking|skyrocketed|"
    "skyrocketing|rocketed|ballooned|swelled|mushroomed|leapt|"
    "leaped|exploded|rebounded|shot up|went up|ticked up|edged up|inched up|crept up"
)
DOWN = (
    "down|fell|falls|falling|fallen|dropped|drops|dropping|declined|declines|declining|decreased|decreases|decreasing|"
    "reduced|reducing|cut|plunged|plunging|plummeted|plummeting|tumbled|tumbling|sank|sunk|slid|sliding|slipped|"
    "slipping|dipped|dipping|eased|easing|shrank|shrunk|shrinking|collapsed|"
    "slashed|slashing|nosedived|cratered|went down|ticked down|edged down|"
    "inched down|crept down"
)
BEFORE = phrases(
    {
        f"+|{UP}|growth|" + every("|a|an", A_RISE): 1,
        f"-|minus|{DOWN}|" + every("|a|an", A_FALL): -1,
    }
)
MOVED_PAST = phrases(
    {
        every(UP, "above|past|beyond") + "|" + every(CREPT, "over|past|above"): Comparator.OVER,
        every(DOWN, "below|past") + "|" + every(DROPPED, "under"): Comparator.UNDER,
    }
)
"""Where a number went by: what follows is a level, and no change."""

PERIODIC = phrases(
    {"monthly|annual|yearly|overall|net|sharp|steep|further": True}
    | {every("month|year", "|-", "over|on", "|-", "month|year"): True}
)
"""What may stand between a percentage and its word of change: "a 4% year-over-year increase"."""

AFTER = phrases(
    {
        f"up|growth|above|{A_RISE}|" + every("higher|more|greater|larger", "|than"): 1,
        f"down|below|{A_FALL}|" + every("lower|fewer|less|smaller", "|than"): -1,
    }
)
COMPARED = phrases({"higher|more|greater|larger": 1, "lower|fewer|less|smaller": -1})
COMPARED_WITH = phrases(
    {f"than {time}": True for time in ("in", "during", "a year", "a month", "the year", "the month", "the same")}
    | {"than the previous|than ever|than before|than under": True}
)
OUTNUMBERED = phrases({"outnumbered|outnumber|outnumbering|surpassed|exceeded|outpaced|passed|topped|overtook": True})
OFF = phrases({"above|over|higher than|more than": 1, "below|under|lower than|less than|fewer than": -1})
CHANGED = phrases({UP: 1, DOWN: -1})
CHANGED_ON = phrases({every("from|on|since", "the year|the month|the same|the previous|a year|a month|last"): True})
BACK = ("earlier", "ago", "before", "prior", "previously")
"""What makes of a span the time that something is measured from: "a year earlier" is no rate."""

REFERENCE = phrases(
    {
        every("a|one", "year|month|week|day", "|".join(BACK)) + "|within": True,
        "than|from|over|on|in|during|since|as|compared|versus|vs|against|relative|what|the|year|month|between": True,
        "year - over|month - over|year - on|month - on|month over|year over|year - to|month - to": True,
        "yoy|mom|y / y|m / m|y - o - y|vs.": True,
    }
)
"""The words with which a text goes on to say what a change or a multiple is measured from."""

THAN = ("than", "above", "below")

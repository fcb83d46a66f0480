"""What to write instead of words that are not one printed number: a record, a run, two numbers, or no number at all."""

from __future__ import annotations

import re

EXAMPLES = 'Write for example "over 2.6 million", "almost nine times" or "28%".'
LONGEST = 200
NUMBER = r"(?:\d[\d,.]*|half|a (?:third|quarter)|\w+-thirds|(?:one|two|three|four|five|six|seven|eight|nine) \w*illion)"
END = r"(?:high|low|most|few|large|small|great|busi|bad|wor|least)\w*"
BEYOND = r"(?:above|below|over|under|exceed\w*|with (?:more|fewer|less) than|more than|fewer than|less than|at least)"
ADVICE = (
    (
        rf"\b(?:month|year|straight|consecutive|row)\w*\b.*\b{BEYOND}\b.*\d",
        'A run has its number apart: figure = "months-above" (or "months-below"), threshold = 150000, '
        'in_a_row = true, says = "16 straight months".',
    ),
    (
        r"\b\d{1,3}(?:\.\d{3}){2,}\b|\b\d,\d{1,2} (?:m|b)",
        "Thousands are parted by commas and decimals by a point: 1,734,686 and 2.5 million.",
    ),
    (
        r"\b(?:every|each) (?:single )?month\b|^\W*(?:never|always)\W*$",
        'Write how many: says = "12 months". The figure says what they did: months-above, months-below, streak.',
    ),
    (
        rf"\b{END}\b.*\b(?:since|ever|in|on record|recorded)\b|\b(?:year|decade|time)s?[\s-]+(?:high|low)\b|"
        r"\brecord\s*$",
        'A record is a claim of its own, without `says`: record = "since FY2007", "in decades" or "ever", and '
        "lowest = true for a low.",
    ),
    (
        r"\b(?:flat|unchanged|changed|steady|same|comparable|similar|stable|par|level)\b",
        'That tells no number. Write how near it is said to be, as in "about 200,000" or "up less than 1%".',
    ),
    (
        r"\b(?:hardly any|handful|few|several|many|some|couple|dozens|scores|hundreds|thousands|millions|plurality|"
        r"vast|overwhelming|large|fraction|bulk|much|lion|figures?|digits?|low|mid|high)\b",
        'That tells no number that could be recomputed. Write one that the text gives, or "a majority" for more '
        "than half.",
    ),
    (
        rf"{NUMBER}.*?(?:\b(?:from|to|and|or|,|;)\W|\().*?{NUMBER}",
        "It has two numbers: write a claim for each, with the months that it is of.",
    ),
    (
        rf"^\W*(?:up|down|rose|fell)\b.*\bfrom {NUMBER}",
        "That is the number that it rose or fell from: write it as a claim of the months that it is of.",
    ),
)
"""How people print what is no number for `says`, and what a claims file has for it: a table to read and change."""


def advice(text: str) -> str:
    """What to write instead; examples where nothing better is known."""
    return next((hint for pattern, hint in ADVICE if re.search(pattern, text[:LONGEST], re.IGNORECASE)), EXAMPLES)

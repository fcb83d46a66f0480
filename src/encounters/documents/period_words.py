"""What rules of time are made of: how months, years and spans of them are written, and a rule itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from msgspec import Struct

from encounters.documents.clock import Clock, Options
from encounters.documents.cues import joined
from encounters.documents.small import in_small
from encounters.periods import MONTH_NAMES
from encounters.wording.words import UNITS

SHORT = tuple(name[:3] for name in MONTH_NAMES)
MONTHS = "|".join(rf"{name[:3]}(?:{name[3:]}|\.|)" for name in MONTH_NAMES).replace("tember|", r"tember|t\.?|")
MONTH = rf"(?P<month>{MONTHS})"
NAMED = tuple(name.lower() for name in SHORT)
YEARLY = ("fiscal", "fy")
"""What stands where a month is named, or a fiscal year."""
YEAR = r"(?P<year>(?:19|20)\d\d)"
FISCAL = r"(?:fiscal[\s-]years?|fiscal|FYs?)[\s-]?"
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(UNITS)})"
AGO = joined(r"""
    (?:a|one) year (?:ago|earlier|before|prior|previously)|(?:a|one) year-ago|the year before|
    the (?:previous|prior|preceding) year|last year|(?:the )?year-(?:ago|earlier)
""")

TO = r"\s*(?:to|through|until|[-–—])\s*"
PREVIOUS = r"(?:previous|prior|preceding|last|same)"
SPAN = rf"(?:(?:{'|'.join(UNITS)}|\d{{1,2}})(?: |-))?(?:month|period|time|stretch|point|span)s?"

LIKE = rf"(?:(?:the )?same {SPAN}|(?:at|by) (?:this|that) (?:point|time|stage))"
"""What points to as many months of another year."""
ENDING = joined(rf"""
    \b(?:{COUNT} months|(?P<what>year|quarter))(?: that| which)?\s
    (?:ending|ended|ends|up to|to|through|until)(?: on| in| with)?
""")
"""What makes of a month, or a day of it, the end of a year, a quarter or so many months."""

Reader = Callable[["re.Match[str]", Clock], Options]


class Rule(Struct, frozen=True, dict=True):
    """Words of time and how they are read; whether they state the period in full, or hang on what was said before.

    They are looked for in the text in small letters, unless they are `cased`, and only where one of `names` stands.
    """

    words: str
    reader: Reader
    stated: bool = False
    relative: bool = False
    cased: bool = False
    names: tuple[str, ...] = ("",)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the words; most documents have the words of half of the rules."""
        return re.compile(self.words) if self.cased else in_small(self.words)


def rule(words: str, reader: Reader, *names: str, **about: bool) -> Rule:
    return Rule(joined(words), reader, names=names or ("",), **about)

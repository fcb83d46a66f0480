"""The printed numbers of a text: where each begins and ends, and what `wording` reads in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from encounters.documents.small import in_small, small
from encounters.wording.kinds import Kind
from encounters.wording.words import (
    COMPARATORS,
    COMPARATORS_AFTER,
    ENDS,
    FACTORS,
    GROUPS,
    ORDINALS,
    PARTS,
    SCALES,
    TENS,
    UNITS,
    at_the_end,
)
from encounters.wording.written import Written, WrittenError, parse


def _any(words: Iterable[str | tuple[str, ...]]) -> str:
    """Any of some phrases, the longest first, with blanks or hyphens between their words."""
    spelled = {" ".join(word) if isinstance(word, tuple) else word for word in words}
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(spelled, key=lambda w: (-len(w), w)))


SCALE = _any([*SCALES, "trillion"])
DIGITS = r"(?:\d{1,3}(?:(?:,\d{3})+|(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?!\d))|\d+)(?:\.\d+)?"
BLANKS = r"(?<!\d[ ])[1-9]\d{0,2}(?:[ ]\d{3})+(?![\d,]|\.\d|[ ]?\d)"
"""Digits parted by plain blanks: one number, or several."""
SMALL = _any([*UNITS, *TENS])
PLUS = rf"(?:\s?\+|[\s-]plus)(?=[\s-]?(?:{SCALE})\b|[\s-]?%|[\s-](?:per\s?cent|times)\b)"
"""A plus within a number: "2.4-plus million"."""
ONES = rf"(?:{SMALL})(?:[\s-]+(?:{SMALL}))?"
HUNDREDS = rf"(?:{SMALL})[\s-]+hundred(?:[\s-]+(?:and[\s-]+)?{ONES})?"
HALF = r"(?:[\s-]+and[\s-]+a[\s-]+half)"
WORDS = rf"(?:{HUNDREDS}|{ONES}(?:[\s-]+(?:{_any(GROUPS)}))?{HALF}?)(?:{PLUS})?(?:[\s-]+(?:{_any(SCALES)}))?"
FURTHER = rf"(?:,?\s+(?:and\s+)?(?:(?:{HUNDREDS}|{ONES})[\s-]+(?:{_any(SCALES)})|{HUNDREDS})\b)*"
"""What more a long number in words has: "two million, four hundred thousand"."""
ORDINAL = rf"(?:{_any(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
PLACE = rf"""{ORDINAL}(?:[\s-]+(?:{_any(ENDS.split("|"))})\b
    | (?=[\s-]+(?:straight|consecutive|successive)\b|\s+months?\s+(?:in\s+a\s+row|running|straight)))
    | (?:(?<=\branks\s)|(?<=\branked\s)|(?<=\bplaced\s)){ORDINAL}\b"""
"""A place among others, told from a share ("a third") and from a day."""
PART = rf"(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine)[\s-]+)?(?:{_any(PARTS)})\b"
MEASURE = (
    r"\s?%|[\s-]per\s?cent(?:age[\s-]points?)?\b|\spp\b|\spoints?\b|[\s-]?(?:fold|x)\b|[\s-]times\b(?!\s+(?:last|this|"
    r"in\s+a\s+row))"
)
NUMBER = in_small(
    rf"""(?<![\w.,/])(?P<sign>[+\u2212\u2013-](?=\d[\d.,]*\s?(?:%|percent\b)))?(?P<money>(?:US)?[$€£]\s?)?
    (?P<core>
        (?P<place>{PLACE})
      | between\s+{DIGITS}(?:[\s-]?(?:{SCALE}))?(?:{MEASURE})?\s+and\s+{DIGITS}(?:[\s-]?(?:{SCALE})\b|{MEASURE})
      | half[\s]+(?:of\s+)?a[\s-]+(?:million|billion)
      | (?:an?|one|three)[\s-]+quarters?\s+of\s+a\s+(?:million|billion)
      | (?:\d{{1,2}}|{SMALL})\s+(?:(?:out\s+of|in)\s+(?:every\s+)?)(?:\d{{1,3}}|{SMALL})\b(?![,.]?\d|\s*(?:{MEASURE}))
      | (?P<blanks>{BLANKS})
      | {DIGITS}(?:{HALF}|\s?½|\s1/2)[\s-]+(?:{SCALE})\b
      | {DIGITS}(?:{PLUS})?(?:[\s-]?(?:{SCALE})\b)?(?:{MEASURE})?
      | (?:{SMALL})-?fold\b
      | (?:{WORDS})\b(?:{MEASURE})
      | {PART}
      | (?:an?\s+)(?:{_any([*GROUPS, *SCALES])})\b(?:{MEASURE})?
      | (?:{WORDS})\b{FURTHER}
      | (?:{_any(FACTORS)})\b
    )(?P<tail>(?:st|nd|rd|th|s)\b)?""",
    re.VERBOSE,
)
MANY_TIMES = re.compile(r"(\d{3,}|\d[\d,]*,\d{3}|.*(?:hundred|thousand|million))\s+times\b")
"""A count of occasions: "stopped migrants 164,973 times"."""
ONE_NUMBER = re.compile(r"(?:\d{1,3}(?: \d{3}){2,}|\d{1,3}(?: \d{3})* 0\d\d)(?= [a-z])")
"""Digits parted by blanks that are one number: millions, or a group that no number begins with, before a word."""
NAMED = re.compile(r"\b[A-Z][\w.]*\s$")
"""A name, of which the first of such digits may be a part: Title 42, May 12."""
LONE = re.compile(r"one|an?|seconds?")
"""Words that are more often no numbers."""
RATIO = re.compile(r"(\S+)\s+(?:in|out of)\s")
BEHIND = re.compile(
    rf"(?:{'|'.join(re.escape(' '.join(one)) for one in COMPARATORS_AFTER if one[0] == 'or')}"
    r"|and (?:change|counting|then some)|-plus|\+)(?!\w)(?!\s+than\b)"
)
"""A comparator behind a number: "8 million-plus", "100 or more". A plus apart from it may be a sum."""
IN_ACCOUNTS = re.compile(r"\s*[$]?\([$]?(?:[\d.,]+%|\d{1,3}(?:,\d{3})+)\)%?\s*")
"""A number that is all in brackets, as accounts print a fall."""
FOOTNOTE = re.compile(r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d{1,4}))\.(?P<mark>\d{1,2})$")


class Number(Struct, frozen=True):
    """A printed number: its place in the text, its words with "over" or "about", and what they say (None: nothing).

    `start` and `end` are those of the number itself, without the words before it. `place`: it is one among others.
    """

    start: int
    end: int
    text: str
    written: Written | None
    money: bool = False
    note: str = ""
    place: bool = False

    @property
    def kind(self) -> Kind | None:
        """What kind of number it is."""
        return self.written.kind if self.written else None


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order; marks of footnotes behind a word are numbers of no count."""
    for found in NUMBER.finditer(small(text)):
        if LONE.fullmatch(found["core"]) and not found["money"]:
            continue
        yield from _number(text, found)


def _number(text: str, found: re.Match[str]) -> Iterator[Number]:
    start, end = found.start("core"), found.end("core")
    if found["place"]:
        yield replace(_read(text, start, end, False, ""), place=True)
        return
    core = found["core"]
    if IN_ACCOUNTS.fullmatch(text):
        yield Number(start, end, core, None, note="in brackets, as accounts print a fall")
        return
    if found["blanks"] and (NAMED.search(text[:start][-20:]) or not ONE_NUMBER.match(small(text), start)):
        yield Number(start, end, core, None, note="digits that may be one number or several")
        return
    mark = FOOTNOTE.search(core)
    if (
        mark
        and re.match(r"[\s”\"')]*(?:\s[A-Z“\"]|$)", text[end:])
        and ("," in mark["number"] or mark["mark"] == mark["number"] or re.fullmatch(r"(?:19|20)\d\d", mark["number"]))
    ):
        cut = start + len(mark["number"])
        yield _read(text, start, cut, bool(found["money"]), "")
        yield Number(cut + 1, end, mark["mark"], None, note="footnote")
        return
    if found["tail"] and found["tail"] != "s":
        yield Number(start, found.end(), text[start : found.end()], None, note="ordinal")
        return
    note = "decade" if found["tail"] and re.fullmatch(r"(?:\d\d|(?:1[89]|20)\d0)", core) else ""
    signed = start - len(found["sign"] or "")
    if many := MANY_TIMES.match(core):
        end = start + many.end(1)
    read = _read(text, signed, end, bool(found["money"]), note)
    if read.written is None and (ratio := RATIO.match(core)):
        read = _read(text, signed, start + ratio.end(1), bool(found["money"]), note)
    yield read


GLUED = re.compile(r"(?<=[a-z)][.,;:”\"])(\d{1,3})(?=[\s”\"]|$)|(?<=[a-z])(\d{1,2})(?=[.,;:\s]|$)")


def footnotes(text: str) -> Iterator[Number]:
    """Marks of footnotes glued to a word: "beyond.4", "decades,11"."""
    for found in GLUED.finditer(text):
        yield Number(found.start(), found.end(), found[0], None, note="footnote")


def _read(text: str, start: int, end: int, money: bool, note: str) -> Number:
    """The number with the comparator before or behind it, as far as `wording` reads it."""
    core = " ".join(text[start:end].split()).replace("\u2013", "-").replace("\u2212", "-")
    before = text[max(0, start - 40) : start]
    lead = at_the_end(COMPARATORS, before) if before[-1:].isspace() else ""
    behind = BEHIND.match(small(text), end + (text[end : end + 1] == " "))
    told = [f"{core}{text[end : behind.end()]}"] if behind and not lead else []
    for words in (*told, f"{lead} {core}".strip(), core):
        if written := worded(words):
            return Number(start, end, words, written, money, note)
    return Number(start, end, core, _respelled(lead, core), money, note)


@lru_cache(maxsize=4096)
def worded(words: str) -> Written | None:
    """What words say as a printed number; None where they are none. A number is read as each figure that it may be."""
    try:
        return parse(words)
    except WrittenError:
        return None


def _respelled(lead: str, core: str) -> Written | None:
    """Forms that people print and `wording` spells otherwise."""
    word = re.sub(r"(?i)^(\S+)\s+in\s+every\s+", r"\1 in ", core)
    word = re.sub(r"(?i)^(?:a|one)[\s-]quarter of a million$", "250 thousand", word)
    word = re.sub(r"(?i)^three[\s-]quarters of a million$", "750 thousand", word)
    word = re.sub(r"(?i)^half of a ", "half a ", word)
    return worded(f"{lead} {word}".strip()) or worded(word)

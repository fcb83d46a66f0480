"""How people write periods, read: the first way that fits gives the first and the last month."""

from __future__ import annotations

import re
from collections.abc import Callable

from encounters.errors import PeriodError
from encounters.periods.counted import Ends, Months, counted, not_out
from encounters.periods.months import EXAMPLES, FISCAL_YEAR_START, Month, month_number, parse_month
from encounters.periods.windows import window_named, windows_begun

OnHand = Callable[[], Months] | None

WRITTEN = re.compile(r"([FC]Y\d{4})|(FYTD )?(\d{4})-(\d\d)", re.ASCII)
"""An end of a period as `str` writes it, which is how files have it: read before anything else is tried."""
PLAIN = r"(?:[FC]Y\d{4}|[\d./-])*"
"""Periods in figures, as programs write them: they are what they are, whatever is on hand."""
NOW = ("latest", "now", "newest", "date", "today", "last month", "the last month")
SINCE = r"(?:since|from) (.+?)(?: (?:took office|began|started))?(?: (?:to|until|till) (?:now|date|today))?"
AFTER = r"(?:after|since the end of) (.+)|since (.+) (?:ended|expired|was lifted)"
EARLIER = r"before (.+)"
SO_FAR = r"(?:the )?(.+) (?:so far|to date)|so far (?:in )?(.+)"
RANGE = r"\s*\.\.\s*|\s+(?:to|through|until|till)\s+|\s*[–—]\s*|\s+-\s+"
BETWEEN = r"between (.+) and (.+)"
HYPHENED = r"((?:FY|CY)?\d{4})-((?:FY|CY)?\d{4})|((?:FY|CY)\d{4})-(\d{2})|([A-Z]{3,9})-([A-Z]{3,9} \d{4})"
PART = (
    r"(?P<year>(?:FY|CY)?\d{4})[ -]?(?P<part>Q[1-4]|H[12])|"
    r"(?P<part_>Q[1-4]|H[12]),? (?:of )?(?P<year_>(?:FY|CY)?\d{4})"
)
YEAR = r"(?P<kind>FY|CY)?(?P<year>\d{4})"
BARE = r"\b\d{4}\b"
YEARS = rf"(?:(?:since|after|before|in|during|for|from|between) )?{BARE}(?:(?:{RANGE}|-| and )(?:{BARE}|now|latest))?"
KINDS = r"\b(?:fiscal|calendar|FY|CY)"
YEAR_TO_DATE = r"FYTD\s?(.+)"
NUMBERED = {"first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4"}
SPELLINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"^(?:in|during|for|over) (?:the )?", lambda _: ""),
    (r"\b(?:FY|fiscal(?: years?)?)[\s-]?'?(\d{4}|\d{2})\b", lambda found: f"FY{_four(found[1])}"),
    (r"\b(?:CY|calendar(?: years?)?)[\s-]?(\d{4})\b", lambda found: f"CY{found[1]}"),
    (
        rf"(?:the )?\b({'|'.join(NUMBERED)}) (q|h)(?:uarter|alf)\b",
        lambda found: f"{found[2].upper()}{NUMBERED[found[1].casefold()]}",
    ),
    (r"\bquarter ([1-4])\b", lambda found: f"Q{found[1]}"),
)
"""Longer ways to write what has a short one, in the order in which they are tried: each is written short."""


def read(text: str, on_hand: OnHand = None) -> Ends:
    """The first and the last month of a period as people write it. Raises PeriodError."""
    if ends := _written(text):
        last = _one_written(ends[-1])
        return _one_written(ends[0])[0] if len(ends) > 1 else last[0], last[1]
    return _said(text, on_hand)


def _written(text: str) -> list[re.Match[str]]:
    """The two ends, or the one, of `2021-01..2022-03`, `FY2021`; nothing for a text that is not written so."""
    ends = [WRITTEN.fullmatch(end) for end in text.split("..", 1)]
    return [end for end in ends if end] if all(ends) else []


def _one_written(end: re.Match[str]) -> Ends:
    if end[1]:
        return _year(end[1])
    month = Month(int(end[3]), int(end[4]))
    return Month.in_fiscal_year(month.fiscal_year, FISCAL_YEAR_START) if end[2] else month, month


def _said(text: str, on_hand: OnHand) -> Ends:
    word = _short(text)
    if counted_from_the_newest(word):
        if on_hand is None:
            raise PeriodError(f"'{text}' depends on the data on hand.", f"Here a period is one of {EXAMPLES}.")
        return _open(word.casefold(), on_hand())
    if not _all_of(PLAIN, word) and (window := window_named(word)):
        return window.first, window.last or window.first
    if word.isalpha() and (begun := windows_begun(word)):
        raise PeriodError(f"'{text}' is not a whole name of a window.", f"Windows: {', '.join(begun)}.")
    ends = _ends(word)
    if len(ends) == 1:
        return _one(word)
    if len(ends) == 2 and all(ends):
        return _between(ends[0], ends[1], on_hand)
    raise PeriodError(f"'{text}' is not a period.", f"A period is one of {EXAMPLES}.")


def with_years(text: str, kind: str = "FY") -> str:
    """The text with its years that say no kind made years of one, where that is said: `2021..2023`, `this year`."""
    if _all_of(YEARS, text.strip()):
        return re.sub(BARE, lambda found: f"{kind}{found[0]}", text)
    if kind == "CY" and counted_from_the_newest(text) and not re.search(KINDS, text, re.IGNORECASE):
        return re.sub(r"\byear", "calendar year", text, flags=re.IGNORECASE)
    return text


def counted_from_the_newest(text: str) -> bool:
    """Whether what a text means depends on the months on hand."""
    if _written(text):
        return False
    word = _short(text).casefold()
    if _all_of(PLAIN, word):
        return False
    window = window_named(word)
    if window is not None:
        return window.last is None
    patterns = (SO_FAR, SINCE, AFTER, EARLIER)
    return counted(word) is not None or (any(_all_of(each, word) for each in patterns) and not _is_range(word))


def _short(text: str) -> str:
    """The text on one line, what has a short way of writing in it: `Q2 of FY2023` for `second quarter of fiscal 23`."""
    word = " ".join(text.split())
    if _all_of(PLAIN, word):
        return word
    for pattern, made in SPELLINGS:
        word = re.sub(pattern, made, word, flags=re.IGNORECASE)
    return word


def _is_range(word: str) -> bool:
    """`from January 2021 to March 2022` has its end, and needs none of what is on hand."""
    ends = _ends(word)
    return len(ends) == 2 and ends[1].casefold() not in NOW


def _open(word: str, held: Months) -> Ends:
    """A period that ends with the newest month on hand, or is counted from it."""
    if known := counted(word):
        return known[1](known[0], held)
    if window := window_named(word):
        return window.first, held.last
    if match := _all_of(AFTER, word):
        return _to_newest(word, read(match[1] or match[2], lambda: held)[1] + 1, held)
    if match := _all_of(SINCE, word):
        return _to_newest(word, read(match[1], lambda: held)[0], held)
    if match := _all_of(EARLIER, word):
        return held.first, read(match[1], lambda: held)[0] + -1
    match = _all_of(SO_FAR, word)
    year = (match[1] or match[2]) if match else word
    first, last = read(with_years(year), lambda: held)
    return _to_newest(word, first, held)[0], min(last, held.last)


def _to_newest(word: str, first: Month, held: Months) -> Ends:
    if held.last < first:
        raise not_out(word, held)
    return first, held.last


def _ends(word: str) -> list[str]:
    if match := _all_of(BETWEEN, word):
        return list(match.groups())
    body = re.sub(r"^(?:from|between) ", "", word, flags=re.IGNORECASE)
    if match := _all_of(HYPHENED, body):
        return [part for part in match.groups() if part]
    return re.split(RANGE, body, flags=re.IGNORECASE)


def _between(start: str, end: str, on_hand: OnHand) -> Ends:
    """A range; an end that leaves out what the other says has it from there: `FY2018-2022`, `October to March 2022`."""
    if end.casefold() in NOW:
        return read(f"since {start}", on_hand)
    year = _all_of(YEAR, start)
    if year and year["kind"]:
        if (number := month_number(end)) and year["kind"].upper() == "FY":
            return _one(start)[0], Month.in_fiscal_year(int(year["year"]), number)
        if re.fullmatch(r"\d{4}|\d\d", end):
            end = f"{year['kind']}{year['year'][: 4 - len(end)]}{end}"
    last = _one(end)[1]
    if number := month_number(start):
        return Month(last.year - (number > last.month), number), last
    return _one(start)[0], last


def _one(word: str) -> Ends:
    """A period that is one month, one quarter or half, one year, or one year to date."""
    if match := _all_of(PART, word):
        first = _year(match["year"] or match["year_"], "CY")[0]
        part = (match["part"] or match["part_"]).upper()
        length, number = {"Q": 3, "H": 6}[part[0]], int(part[1])
        return first + length * (number - 1), first + (length * number - 1)
    if _all_of(YEAR, word):
        return _year(word)
    if match := _all_of(YEAR_TO_DATE, word):
        last = parse_month(match[1])
        return Month.in_fiscal_year(last.fiscal_year, FISCAL_YEAR_START), last
    month = parse_month(word)
    return month, month


def _year(word: str, kind: str = "") -> Ends:
    """The months of a year, which says itself or by what it stands in whether it is a fiscal or a calendar one."""
    digits, kind = word[-4:], word[:-4].upper() or kind
    year = int(digits)
    if kind == "FY":
        return Month(year - 1, FISCAL_YEAR_START), Month(year, FISCAL_YEAR_START - 1)
    if kind == "CY":
        return Month(year, 1), Month(year, 12)
    raise PeriodError(
        f"'{word}' could be a fiscal or a calendar year.",
        f"Write FY{word} (October {year - 1}-September {word}) or CY{word} (January-December {word}).",
    )


def _all_of(pattern: str, text: str) -> re.Match[str] | None:
    """A pattern fitted to the whole of a text. It is compiled when first tried: most periods need few of them."""
    return re.fullmatch(pattern, text, re.IGNORECASE)


def _four(digits: str) -> str:
    return digits if len(digits) == 4 else f"20{digits}"

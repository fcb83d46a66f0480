"""The words of a printed number, read from left to right."""

from __future__ import annotations

import re
from typing import NoReturn

from encounters.errors import UsageError, shorten
from encounters.wording.advice import advice
from encounters.wording.words import Phrases, T

DASHES = "\u2010\u2011\u2013\u2212-"
GAPS = " \u00a0\u2007\u2009\u202f"
"""The blanks that some print between thousands: a plain one, those that do not break, a thin one."""
GROUPED = rf"[1-9][0-9]{{0,2}}(?:(?:,[0-9]{{3}}){{1,6}}|(?:[{GAPS}][0-9]{{3}}){{1,6}})"
NUMBER = rf"(?:(?:{GROUPED}|[0-9]{{1,18}})(?:\.[0-9]{{1,18}})?(?!,?[0-9])|\.[0-9]{{1,18}}(?![0-9]))"
SHORTENED = r"(?:[A-Za-z]{1,6}\.(?=\s*[0-9])|[Vv]s\.)"
SKIPPED = r"(?:\s|[\"\u201c\u201d*\u2020\u2021[\]()]|['\u2019]s?\b|[.,;:!](?=[\s\"\u201d)\]]*\Z))*"
"""What stands between words and says nothing: blanks, quotation marks, brackets, marks of footnotes, the 's of "the
year's", and the stop at the end."""

TOKEN = re.compile(
    rf"{SKIPPED}(?:({NUMBER}|{SHORTENED}|[A-Za-z]+?(?=[Ff][Oo][Ll][Dd]\b)|[A-Za-z]+|[%$+~≈≥≤<>=#/×½¼¾{DASHES}])|\Z)"
)


class WrittenError(UsageError):
    """Text that is not one printed number: where it stops being one (from 0), and what should be there."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        near = repr(shorten(text[position:], 20)) if text[position:].strip() else "the end"
        place = f"at {near} (character {position + 1})"
        super().__init__(
            f"{shorten(text)!r} is not a printed number: {place} expected {expected}.",
            advice(text),
        )
        self.text, self.position, self.expected = text, position, expected


class Cursor:
    """One text as words, and the place that reading has come to."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.words: list[str] = []
        self.starts: list[int] = []
        self.scan()

    def scan(self) -> None:
        """Fill the words, in lower case, and their places; the last word is the empty one at the end."""
        end = 0
        while not self.words or self.words[-1]:
            found = TOKEN.match(self.text, end)
            if not found:
                end += len(self.text[end:]) - len(self.text[end:].lstrip())
                digits = "digits like 171,840 or 2.6, at most 18 of them"
                expected = digits if self.text[end].isdigit() else "digits, words, $, % or a sign"
                raise WrittenError(self.text, end, expected)
            word, end = (found[1] or "").lower(), found.end()
            word = f"0{word}" if word[:1] == "." else "".join(word.split()) if word[:1].isdigit() else word
            self.words.append("-" if word and word in DASHES else word)
            self.starts.append(found.start(1) if found[1] else end)

    @property
    def word(self) -> str:
        return self.words[self.at]

    def fail(self, expected: str, at: int | None = None) -> NoReturn:
        raise WrittenError(self.text, self.starts[self.at] if at is None else at, expected)

    def take(self, table: Phrases[T]) -> T | None:
        """The meaning of the longest phrase of the table that stands here; step past it."""
        words, at = self.words, self.at  # the empty last one is in no phrase, so none is found that reaches past it
        longest = table.longest.get(words[at])
        if longest is None:
            return None
        for length in range(longest, 0, -1):
            meaning = table.get(tuple(words[at : at + length]))
            if meaning is not None:
                self.at += length
                return meaning
        return None

    def took(self, *words: str) -> bool:
        """Whether these words stand here; step past them."""
        at = self.at
        found = self.words[at] == words[0] and self.words[at : at + len(words)] == [*words]
        self.at += len(words) * found
        return found


def is_date(word: str, least: int = 1) -> bool:
    """Whether digits may be a year, or from one on a day of a month."""
    return word.isdigit() and (1900 <= int(word) <= 2100 or least <= int(word) <= 31)

"""Lines of text: how wide they are on a terminal, where they break, how they hang under a label, and their colour."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from functools import lru_cache

BOLD, DIM = "1", "2"


def width_of(text: str) -> int:
    """The columns of a terminal that a text takes: two for a wide letter, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_letter, text))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def pad(text: str, width: int, right: bool) -> str:
    """The text with blanks before or after it, so that it is as wide as a column."""
    blanks = " " * (width - width_of(text))
    return blanks + text if right else text + blanks


def wrap(text: str, width: int | None) -> str:
    """The text broken between words into lines of a width; whole where there is none. No word is cut."""
    if width is None:
        return text
    return "\n".join(textwrap.wrap(text, max(1, width), break_long_words=False, break_on_hyphens=False))


def squeezed(text: str, width: int) -> str:
    """The text as `wrap` has it, but for words that have no room, as a series' name: they break at their hyphens."""
    tight = any(len(word) > width for word in text.split())
    return "\n".join(textwrap.wrap(text, max(1, width), break_long_words=False, break_on_hyphens=tight))


def broken(text: str, width: float, hang: str = "") -> list[str]:
    """The text in lines of at most so many letters, further ones after `hang`; no number stands without its word.

    At hyphens, and within a word, it is broken only where a word has no room.
    """
    room, bound = max(1, int(width)), _LONE.sub("\u00a0", text)
    words = bound if all(len(word) <= room - len(hang) for word in bound.split(" ")) else text
    tight = any(len(word) > room - len(hang) for word in words.split(" "))
    rows = textwrap.wrap(words, room, subsequent_indent=hang, break_on_hyphens=tight)
    return [row.replace("\u00a0", " ") for row in rows]


_LONE = re.compile(r" (?=\d{1,2}\b)")
"""Before a short number: `Title 8` is one word to the eye."""


def hang(label: str, text: str, width: int | None, least: int = 30) -> str:
    """The text behind its label, its further lines below its first word."""
    if width is None:
        return label + text
    room = max(least, width - width_of(label))
    return label + wrap(text, room).replace("\n", "\n" + " " * width_of(label))


def paint(text: str, code: str, color: bool) -> str:
    """The text in a colour or weight of the terminal, line by line; as it is where there is to be none."""
    if not color or not code:
        return text
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if line else line for line in text.split("\n"))

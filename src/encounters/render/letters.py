"""Text for terminals and encodings that have ASCII only.

One mapping for tables, charts and the writer of stdout, so that the same character is always replaced in the same way.
"""

from __future__ import annotations

import unicodedata

BLOCKS = " ▁▂▃▄▅▆▇█"
"""Levels of a sparkline; the first, a space, is a gap."""

MARKS = "●▲■◆★○"
"""What tells lines of a chart apart."""

_FRAMES = (
    dict.fromkeys("─╌┄", "-")
    | dict.fromkeys("━═", "=")
    | dict.fromkeys("│┃║╎┆", "|")
    | dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬╡╞╪", "+")
)
_SIGNS = {
    "–": "-", "—": "-", "−": "-", "‑": "-", "×": "x", "…": "...", "·": ".", "•": "*", "→": "->", "≤": "<=", "≥": ">=",
    "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "✓": "+", "✗": "x", "±": "+/-",
}  # fmt: skip
_PARTS = dict.fromkeys("▉▊▋▌▐", "#") | dict.fromkeys("▍▎▏", "|")
_DOTS = dict.fromkeys(map(chr, range(0x2801, 0x2900)), ".") | {"\u2800": " "} | dict(zip(MARKS, "*o+x#@", strict=True))
_ASCII = str.maketrans(_FRAMES | _SIGNS | _PARTS | _DOTS | dict(zip(BLOCKS[1:], ".:-=+*#@", strict=True)))


def to_ascii(text: str) -> str:
    """The text in ASCII: dashes, frames and blocks as their likeness, accents dropped, the rest as `?`."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text.translate(_ASCII))
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    return bare.encode("ascii", "replace").decode("ascii")


def fit(text: str, encoding: str) -> bytes:
    """The text in an encoding, with the ASCII likeness of each character that the encoding does not have."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        lacking = {ord(letter): to_ascii(letter) for letter in set(text) if not can_encode(letter, encoding)}
        return text.translate(lacking).encode(encoding, "replace")


def can_encode(text: str, encoding: str) -> bool:
    """Whether the encoding has every character of the text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def printable(text: str) -> str:
    """The text on one line, without control characters: a label from a file must not steer the terminal."""
    return text if text.isprintable() else "".join(character if character.isprintable() else " " for character in text)

"""The claims file that a draft writes: what a careful person would write, the sure claims first."""

from __future__ import annotations

from encounters.claims.keys import SCHEMA
from encounters.documents.drafted import Drafted, DraftedNumber, Keys, Status

CHOOSE = "Take the '# ' from a block, and keep the reading that is meant."
QUOTE = 80
"""Characters of a quote, about."""


def claims_file(drafted: Drafted) -> str:
    """The claims file of a draft, in TOML. It loads back and gives the same verdicts."""
    claims, unclear = drafted.told_of(Status.CLAIM), drafted.told_of(Status.UNCLEAR)
    lines = [f"# Drafted from {_plain(drafted.name)} by its words. {drafted.told}"]
    lines += [
        "# Look each claim over: does it say what the sentence says? Then: encounters check THIS-FILE",
        f"schema = {SCHEMA}",
        "",
    ]
    lines += ["[report]", f"title = {_text(drafted.title)}"]
    if drafted.published:
        lines.append(f"published = {drafted.published}")
    for count, number in enumerate(claims, 1):
        about = {"id": f"D{count:03d}", "quote": quote(number), "where": number.where}
        lines += ["", claim_table({**about, **(number.claim or {})}).rstrip()]
    if unclear:
        told = f"{len(unclear)} numbers were" if len(unclear) > 1 else "1 number was"
        lines += ["", f"# {told} not read for sure. {CHOOSE}"]
    for count, number in enumerate(unclear, len(claims) + 1):
        lines += ["", *_commented(number, f"D{count:03d}")]
    return "\n".join(lines) + "\n"


def _commented(number: DraftedNumber, name: str) -> list[str]:
    """An unclear number as a commented block: its words, and the readings to choose from."""
    about = {"id": name, "quote": quote(number), "where": number.where}
    first = number.readings[0] if number.readings else number.claim or {"says": number.text}
    block = claim_table({**about, **first}).rstrip().split("\n")
    found = [f"# {line}" for line in block]
    for told, other in number.offered[1:]:
        found.append(f"#   {told}: " + ", ".join(f"{key} = {_value(value)}" for key, value in other.items()))
    return found


def claim_table(keys: Keys) -> str:
    """One claim as a table of a claims file."""
    return "[[claim]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in keys.items())


def _value(value: str | int) -> str:
    """A value of TOML: a text, a number, or true."""
    return _text(value) if isinstance(value, str) else str(value).lower()


def quote(number: DraftedNumber) -> str:
    """The words about a number, cut at words."""
    text, found = number.sentence, number.sentence.find(number.text.split()[-1])
    if len(text) <= QUOTE or found < 0:
        return text[:QUOTE] if len(text) > QUOTE else text
    start = max(0, found - QUOTE // 2)
    start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + QUOTE)
    cut = text.rfind(" ", start, end) if end < len(text) else end
    return text[start : max(cut, found + len(number.text.split()[-1]))]


def _text(value: str) -> str:
    """A TOML string; what could end it or the line is escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 65536 else "?" for c in escaped) + '"'


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)

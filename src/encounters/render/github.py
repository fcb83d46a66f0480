"""A checked report as GitHub Actions workflow commands, which become annotations at the claim's line.

An error for what fails the run, a warning for what is imprecise or misdescribed without --strict, a notice for what
is not checkable or holds only at a vintage, and nothing for what is confirmed. GitHub shows ten of each kind a step;
`checks_markdown.step_summary` has them all.
"""

from __future__ import annotations

from encounters.render.evidence import WARNING, claimed, count_line, in_order, outcome, reasons, recomputed, repeat
from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.verdicts import Checked, Verdict, Word


def github(checked: Checked, look: Look) -> str:
    """A command for each claim there is something to tell of, the failing ones last, then the count and the outcome."""
    commands = [_command(checked, verdict) for verdict in in_order(checked) if verdict.word is not Word.CONFIRMED]
    notes = [f"::notice {_properties(checked, None, 'Report')}::{data(printable(note))}" for note in checked.notes]
    text = "\n".join([*notes, *commands, printable(count_line(checked)), printable(outcome(checked))]) + "\n"
    return to_ascii(text) if look.ascii else text


def level(checked: Checked, verdict: Verdict) -> str:
    """`error`, `warning` or `notice`."""
    if checked.fails(verdict):
        return "error"
    return "warning" if verdict.word in WARNING else "notice"


def _command(checked: Checked, verdict: Verdict) -> str:
    told = [
        *([f"“{printable(verdict.quote)}”"] if verdict.quote else []),
        *([reasons(verdict)] if verdict.reasons else []),
        f"Claimed: {claimed(verdict)}",
        f"Recomputed: {recomputed(verdict)}",
        *(printable(note) for note in verdict.notes),
        f"Repeat: {repeat(verdict)}",
    ]
    properties = _properties(checked, verdict.line, f"{verdict.id}: {verdict.word}")
    return f"::{level(checked, verdict)} {properties}::{data(chr(10).join(told))}"


def _properties(checked: Checked, line: int | None, title: str) -> str:
    file = printable(checked.file.replace("\\", "/"))
    given = {"file": file, "line": str(line) if line else "", "title": printable(title)}
    return ",".join(f"{name}={_property(value)}" for name, value in given.items() if value)


def data(text: str) -> str:
    """The message of a command: a line end or a percent sign of its own must not end it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value of a command's properties, in which a colon or a comma must not end it either."""
    return data(text).replace(":", "%3A").replace(",", "%2C")

"""A checked report as GitHub Actions workflow commands, which become annotations at the claim's line.

An error for what fails the run, a warning for what is imprecise or misdescribed without --strict, a notice for what
is not checkable or holds only at a vintage, and nothing for what is confirmed. GitHub shows ten of each kind a step;
`checks_markdown.step_summary` has them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.render.told import ToldReport
from encounters.render.told_claim import Told
from encounters.verdicts import Word

LEVELS = ("error", "warning", "notice")
"""What fails is told first, because GitHub shows ten of each kind."""


def github(report: ToldReport, look: Look) -> str:
    """A command for each claim there is something to tell of, what fails first, then the count and the outcome."""
    first = sorted(report.claims, key=lambda claim: LEVELS.index(claim.level))
    commands = [_command(report, claim) for claim in first if claim.word is not Word.CONFIRMED]
    notes = [f"::notice {_properties(report.file, None, 'Report')}::{data(note)}" for note in report.notes]
    text = "\n".join([*commands, *notes, report.count_line, report.outcome]) + "\n"
    return to_ascii(text) if look.ascii else text


def _command(report: ToldReport, claim: Told) -> str:
    told = [
        *([f"“{claim.quote}”"] if claim.quote else []),
        *([claim.reason] if claim.reason else []),
        f"Claimed: {claim.claimed}",
        f"Recomputed: {claim.recomputed}",
        *([f"Would hold: {claim.would_hold}"] if claim.would_hold else []),
        *claim.notes,
        f"Repeat: {claim.repeat}",
    ]
    return command(claim.level, report.file, claim.line, f"{claim.id}: {claim.word}", told)


def command(level: str, file: str, line: int | None, title: str, told: Sequence[str]) -> str:
    """A workflow command: its level, the place it is shown at, its title and the lines of its message."""
    return f"::{level} {_properties(file, line, title)}::{data(chr(10).join(told))}"


def _properties(path: str, line: int | None, title: str) -> str:
    file = printable(path.replace("\\", "/"))
    given = {"file": file, "line": str(line) if line else "", "title": printable(title)}
    return ",".join(f"{name}={_property(value)}" for name, value in given.items() if value)


def data(text: str) -> str:
    """The message of a command: a line end or a percent sign of its own must not end it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value of a command's properties, in which a colon or a comma must not end it either."""
    return data(text).replace(":", "%3A").replace(",", "%2C")

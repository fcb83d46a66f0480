"""A checked report as markdown: a table of verdicts, then the evidence of each claim that does not hold as printed."""

from __future__ import annotations

import re

from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.render.told import ToldReport
from encounters.render.told_claim import Told
from encounters.verdicts import HELD, MEANING, Word


def markdown(report: ToldReport, look: Look) -> str:
    """Title, verdicts, the evidence of what does not hold, notes, the count line and the reason for the exit code."""
    head = [f"# {escape(report.title)}", *([escape(report.byline)] if report.byline else [])]
    text = "\n\n".join([*head, *_body(report)]) + "\n"
    return to_ascii(text) if look.ascii else text


def step_summary(report: ToldReport) -> str:
    """The summary of a GitHub Actions step: append it to the file that $GITHUB_STEP_SUMMARY names."""
    counts = ["| Verdict | Claims | Meaning |", "|---|---:|---|"]
    counts += [f"| {word} | {number} | {MEANING[Word(word)]} |" for word, number in report.counts.items() if number]
    head = [f"## Claims checked: {escape(report.title)}", escape(report.outcome), "\n".join(counts)]
    body = "\n\n".join(_body(report))
    folded = f"<details>\n<summary>{len(report.claims)} claims with their evidence</summary>\n\n{body}\n\n</details>"
    return "\n\n".join([*head, folded]) + "\n"


def _body(report: ToldReport) -> list[str]:
    ordered = report.in_order
    rows = ["| Claim | Verdict | Claimed | Recomputed | Reason |", "|---|---|---|---|---|", *map(_row, ordered)]
    told = [_section(claim) for claim in ordered if claim.word not in HELD]
    notes = [f"Note: {escape(note)}" for note in report.notes]
    return ["\n".join(rows), *told, *notes, f"**{escape(report.count_line)}**", escape(report.outcome)]


def _row(claim: Told) -> str:
    cells = (claim.id, str(claim.word), claim.says, claim.value, ", ".join(claim.codes))
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def _section(claim: Told) -> str:
    """A claim with its quote, reasons, the five lines of evidence, other readings, sensitivity and notes."""
    head = [f"### {escape(claim.id)}: {claim.word}"]
    if claim.quote:
        head.append(f"> {escape(claim.quote)}  \n> {escape(claim.place)}")
    if claim.reason:
        head.append(escape(claim.reason))
    lines = [f"- {line.label}: {escape('; '.join(line.texts))}" for line in claim.evidence]
    if claim.command:
        lines[-1] = f"- repeat: {code(claim.command)}"
    lines += [f"- {line.label}: {escape(text)}" for line in claim.more if line.label != "flips" for text in line.texts]
    return "\n\n".join([*head, "\n".join(lines)])


def escape(text: str) -> str:
    """Text that markdown shows as it is: on one line, no markup, no HTML, no cell border."""
    line = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~$])", r"\\\1", line)


def code(text: str) -> str:
    """Text as code, between more backticks than it holds itself."""
    line = printable(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"

"""A checked report as markdown: a table of verdicts, then the evidence of each claim that does not hold as printed."""

from __future__ import annotations

import re

from encounters.render.evidence import (
    byline,
    claimed,
    command_of,
    count_line,
    evidence,
    in_order,
    kind_of,
    outcome,
    place,
    reading,
    reasons,
    shown_readings,
    title,
)
from encounters.render.formats import Look
from encounters.render.letters import printable, to_ascii
from encounters.render.numbers import exact
from encounters.verdicts import MEANING, Checked, Verdict, Word

HELD = (Word.CONFIRMED, Word.AT_VINTAGE)


def markdown(checked: Checked, look: Look) -> str:
    """Title, verdicts, the evidence of what does not hold, notes, the count line and the reason for the exit code."""
    text = "\n\n".join([f"# {escape(title(checked))}", escape(byline(checked)), *_body(checked)]) + "\n"
    return to_ascii(text) if look.ascii else text


def step_summary(checked: Checked) -> str:
    """The summary of a GitHub Actions step: append it to the file that $GITHUB_STEP_SUMMARY names."""
    counts = ["| Verdict | Claims | Meaning |", "|---|---:|---|"]
    counts += [f"| {word} | {number} | {MEANING[Word(word)]} |" for word, number in checked.counts.items() if number]
    head = [f"## Claims checked: {escape(title(checked))}", escape(outcome(checked)), "\n".join(counts)]
    body = "\n\n".join(_body(checked))
    folded = f"<details>\n<summary>{len(checked.verdicts)} claims with their evidence</summary>\n\n{body}\n\n</details>"
    return "\n\n".join([*head, folded]) + "\n"


def _body(checked: Checked) -> list[str]:
    ordered = in_order(checked)
    rows = ["| Claim | Verdict | Claimed | Recomputed | Reason |", "|---|---|---|---|---|", *map(_row, ordered)]
    told = [_section(checked, verdict) for verdict in ordered if verdict.word not in HELD]
    notes = [f"Note: {escape(note)}" for note in checked.notes]
    return ["\n".join(rows), *told, *notes, f"**{escape(count_line(checked))}**", escape(outcome(checked))]


def _row(verdict: Verdict) -> str:
    found = verdict.recomputed
    value = exact(found.value, kind_of(found.unit)) if found else ""
    codes = ", ".join(verdict.reasons)
    cells = (verdict.id, str(verdict.word), verdict.claimed.says, value, codes)
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def _section(checked: Checked, verdict: Verdict) -> str:
    """A claim with its quote, reasons, the five lines of evidence, other readings, sensitivity and notes."""
    head = [f"### {escape(verdict.id)}: {verdict.word}"]
    if verdict.quote:
        head.append(f"> {escape(verdict.quote)}  \n> {escape(place(checked, verdict))}")
    if told := reasons(verdict):
        head.append(escape(told))
    lines = [f"- {line.label}: {escape('; '.join(line.texts))}" for line in evidence(verdict)]
    if command := command_of(verdict):
        lines[-1] = f"- repeat: {code(command)}"
    lines[0] = f"- claimed: {escape(claimed(verdict))}"
    lines += [f"- also read: {escape(reading(entry))}" for entry in shown_readings(verdict)]
    lines += [f"- sensitivity: {escape(verdict.sensitivity)}"] if verdict.sensitivity else []
    lines += [f"- note: {escape(note)}" for note in verdict.notes]
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

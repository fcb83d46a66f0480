"""A checked report as SARIF 2.1.0, for code scanning: a result at the claim's line for what does not hold as printed.

A rule is a verdict with one of its reasons (`imprecise/cut-off`). Claims that hold are no results, because code
scanning makes an alert of every result; those that cannot be checked are notifications of the run.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from encounters.render.evidence import (
    WARNING,
    claimed,
    count_line,
    headline,
    reading,
    recomputed,
    repeat,
    shown_readings,
)
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.render.machine import document_text
from encounters.verdicts import MEANING, REASONS, Checked, Verdict, Word
from encounters.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Word.IMPRECISE: "warning", Word.MISDESCRIBED: "warning", Word.CONTRADICTED: "error"}


def sarif(checked: Checked, look: Look) -> str:
    """One run of one tool."""
    found = [verdict for verdict in checked.verdicts if verdict.word in (*WARNING, Word.CONTRADICTED)]
    rules = {rule_id(verdict): verdict for verdict in found}
    run = {
        "tool": {
            "driver": {
                "name": "encounters",
                "version": __version__,
                "rules": [_rule(name, verdict) for name, verdict in rules.items()],
            }
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(checked)}],
        "results": [_result(checked, verdict, list(rules).index(rule_id(verdict))) for verdict in found],
        "columnKind": "unicodeCodePoints",
        "properties": {"counts": checked.counts, "summary": count_line(checked)},
    }
    return document_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, look)


def rule_id(verdict: Verdict) -> str:
    """The rule a verdict falls under: its word and its first reason."""
    return "/".join([str(verdict.word).replace(" ", "-"), *verdict.reasons[:1]])


def _rule(name: str, verdict: Verdict) -> dict[str, Any]:
    reason = verdict.reasons[0] if verdict.reasons else ""
    about = REASONS.get(reason, MEANING[verdict.word])
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in re.split(r"[^a-zA-Z0-9]+", name)),
        "shortDescription": {"text": f"{str(verdict.word).capitalize()}: {reason or 'claim'}"},
        "fullDescription": {"text": about},
        "help": {"text": f"{MEANING[verdict.word]} {about}"},
        "defaultConfiguration": {"level": LEVELS[verdict.word]},
    }


def _result(checked: Checked, verdict: Verdict, index: int) -> dict[str, Any]:
    told = [
        f"{verdict.id}: {headline(verdict)}",
        f"Claimed: {claimed(verdict)}.",
        f"Recomputed: {recomputed(verdict)}.",
        *(f"Also read: {reading(entry)}." for entry in shown_readings(verdict)),
        f"Repeat: {repeat(verdict)}",
    ]
    mark = hashlib.sha256(f"{checked.file}\0{verdict.id}".encode("utf-8", "surrogateescape")).hexdigest()
    return {
        "ruleId": rule_id(verdict),
        "ruleIndex": index,
        "level": "error" if checked.fails(verdict) else LEVELS[verdict.word],
        "message": {"text": _message("\n".join(map(printable, told)))},
        "locations": [_location(checked, verdict)],
        "partialFingerprints": {"claim/v1": mark},
        "properties": {"claim": verdict.id, "verdict": str(verdict.word), "reasons": verdict.reasons},
    }


def _notifications(checked: Checked) -> list[dict[str, Any]]:
    return [
        {
            "level": "note",
            "message": {
                "text": _message(f"{printable(verdict.id)}: {verdict.word}. {' '.join(map(printable, verdict.notes))}")
            },
            "locations": [_location(checked, verdict)],
        }
        for verdict in checked.verdicts
        if verdict.word is Word.NOT_CHECKABLE
    ]


def _location(checked: Checked, verdict: Verdict) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(checked.file)}}
    if verdict.line:
        place["region"] = {"startLine": verdict.line}
    return {"physicalLocation": place}


def uri(file: str) -> str:
    """A file's path as a URI: relative as it was given, which is what code scanning needs; absolute with its scheme."""
    if PureWindowsPath(file).drive and PureWindowsPath(file).is_absolute():
        return PureWindowsPath(file).as_uri()
    path = PurePosixPath(file.replace("\\", "/"))
    return path.as_uri() if path.is_absolute() else quote(str(path), errors="surrogateescape")


def _message(text: str) -> str:
    """Text of a message, in which square brackets would make a link and braces a placeholder."""
    return re.sub(r"([\\\[\]])", r"\\\1", text).replace("{", "{{").replace("}", "}}")

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

from encounters.render.formats import Look
from encounters.render.machine import document_text
from encounters.render.told import ToldReport
from encounters.render.told_claim import Told
from encounters.verdicts import AMISS, LEVELS, MEANING, REASONS, Word
from encounters.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: ToldReport, look: Look) -> str:
    """One run of one tool."""
    found = [claim for claim in report.claims if claim.word in AMISS]
    rules = {rule_id(claim): claim for claim in found}
    run = {
        "tool": {
            "driver": {
                "name": "encounters",
                "version": __version__,
                "rules": [_rule(name, claim) for name, claim in rules.items()],
            }
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(report)}],
        "results": [_result(report, claim, list(rules).index(rule_id(claim))) for claim in found],
        "columnKind": "unicodeCodePoints",
        "properties": {"counts": report.counts, "summary": report.count_line},
    }
    return document_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, look)


def rule_id(claim: Told) -> str:
    """The rule a claim falls under: its verdict and its first reason."""
    return "/".join([claim.slug, *claim.codes[:1]])


def _rule(name: str, claim: Told) -> dict[str, Any]:
    reason = claim.codes[0] if claim.codes else ""
    about = REASONS.get(reason, claim.meaning)
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in re.split(r"[^a-zA-Z0-9]+", name)),
        "shortDescription": {"text": f"{str(claim.word).capitalize()}: {reason or 'claim'}"},
        "fullDescription": {"text": about},
        "help": {"text": f"{MEANING[claim.word]} {about}"},
        "defaultConfiguration": {"level": LEVELS[claim.word]},
    }


def _result(report: ToldReport, claim: Told, index: int) -> dict[str, Any]:
    told = [
        f"{claim.id}: {claim.headline}",
        f"Claimed: {claim.claimed}.",
        f"Recomputed: {claim.recomputed}.",
        *([f"Would hold: {claim.would_hold}."] if claim.would_hold else []),
        *(f"Also read: {text}." for text, _ in claim.readings),
        f"Repeat: {claim.repeat}",
    ]
    mark = hashlib.sha256(f"{report.file}\0{claim.id}".encode("utf-8", "surrogateescape")).hexdigest()
    return {
        "ruleId": rule_id(claim),
        "ruleIndex": index,
        "level": "note" if claim.level == "notice" else claim.level,
        "message": {"text": _message("\n".join(told))},
        "locations": [_location(report, claim)],
        "partialFingerprints": {"claim/v1": mark},
        "properties": {"claim": claim.id, "verdict": str(claim.word), "reasons": claim.codes},
    }


def _notifications(report: ToldReport) -> list[dict[str, Any]]:
    return [
        {
            "level": "note",
            "message": {"text": _message(f"{claim.id}: {claim.word}. {' '.join(claim.notes)}")},
            "locations": [_location(report, claim)],
        }
        for claim in report.claims
        if claim.word is Word.NOT_CHECKABLE
    ]


def _location(report: ToldReport, claim: Told) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(report.file)}}
    if claim.line:
        place["region"] = {"startLine": claim.line}
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

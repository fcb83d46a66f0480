"""A checked report as programs read it: one JSON document, or one flat row a claim.

This is an interface: keys and columns may be added at any release, but not renamed or removed. The document follows
schemas/check-1.0.json.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from encounters.names import DIMENSIONS
from encounters.render import machine
from encounters.render.formats import Look
from encounters.render.told import ToldReport
from encounters.results import Column, Row, Table, heading_of
from encounters.verdicts import MEANING, SCHEMA, Word

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked, CheckedFiles, Recomputed, Verdict

MANY = "encounters/checks/1.0"
SELECTION = ("period", "first_month", "last_month", "months", "days", *DIMENSIONS)
COLUMNS = (
    *("file", "report", "id", "verdict", "reasons", "fails", "quote", "where", "line"),
    *("says", "accepts", "comparator", "claimed_value"),
    *("figure", "recomputed_value", "unit", "as_of", "today_value", *SELECTION),
    *("release_file", "release_published", "release_sha256", "command", "decision_flips", "sensitivity"),
    *("would_hold", "ignored"),
)
"""The columns of a flat row. `reasons` are codes with a space between them; the release is the newest it rests on."""


def json(told: ToldReport, look: Look) -> str:
    """The report as one document: what it is, each claim with its evidence, the count of each verdict."""
    return machine.document_text(document(told.checked), look)


def json_of_all(all_of_them: CheckedFiles, look: Look) -> str:
    """Several reports in one document."""
    reports = [document(checked) for checked in all_of_them.reports]
    return machine.document_text({"schema": MANY, "reports": reports}, look)


def document(checked: Checked) -> dict[str, Any]:
    """A report as JSON values."""
    told = {
        "schema": SCHEMA,
        "report": dict(checked.report),
        "file": _text(checked.file),
        "strict": checked.strict,
        "claims": [claim(checked, verdict) for verdict in checked.verdicts],
        "counts": checked.counts,
        "failed": [verdict.id for verdict in checked.failed],
        "notes": checked.notes,
    }
    if (compared := checked.document) is not None:
        told["document"] = asdict(compared)
    return told


def claim(checked: Checked, verdict: Verdict) -> dict[str, Any]:
    """One claim as JSON values."""
    return {
        "id": verdict.id,
        "verdict": str(verdict.word),
        "reasons": verdict.reasons,
        "reasons_in_words": verdict.told_reasons,
        "fails": checked.fails(verdict),
        "quote": verdict.claim.quote,
        "where": verdict.claim.where,
        "line": verdict.claim.line,
        "claimed": asdict(verdict.claimed),
        "recomputed": _recomputed(verdict.recomputed),
        "today": _recomputed(verdict.today),
        "readings": [asdict(reading) for reading in verdict.readings],
        "decision_flips": verdict.decision_flips,
        "sensitivity": verdict.sensitivity,
        "window": [{"month": month, "encounters": count} for month, count in verdict.window],
        "notes": verdict.notes,
        "would_hold": verdict.would_hold,
        "ignored": verdict.claim.ignore,
    }


def _recomputed(found: Recomputed | None) -> dict[str, Any] | None:
    if found is None:
        return None
    shown = {
        "figure": found.figure,
        "value": found.value,
        "unit": found.unit,
        "as_of": found.as_of,
        "command": found.command or (found.scope.command if found.scope else None),
        "details": dict(found.details),
    }
    if found.scope is None:
        return shown | {"selection": None, "releases": [], "sources": []}
    return shown | {
        "selection": found.scope.selection.as_dict(),
        "releases": [used.as_dict() for used in found.scope.used],
        "sources": [asdict(source) for source in found.scope.sources],
    }


def rows_of_all(all_of_them: CheckedFiles) -> Table:
    """One flat row a claim of several reports."""
    return rows(*all_of_them.reports)


def rows(*reports: Checked) -> Table:
    """One flat row a claim; the notes tell how many got each verdict, and what it means."""
    columns = tuple(Column(name, heading_of(name), key=name == "id") for name in COLUMNS)
    title = str(reports[0].report.get("title") or "")
    found = [_row(checked, verdict) for checked in reports for verdict in checked.verdicts]
    counted: Counter[str] = Counter()
    for checked in reports:
        counted.update(checked.counts)
    told = [f"{counted[name]} {name}: {MEANING[Word(name)]}" for name in counted if counted[name]]
    told += [note for checked in reports for note in checked.notes]
    return Table("check", title, columns, found, notes=tuple(told))


def _row(checked: Checked, verdict: Verdict) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "file": _text(checked.file),
        "report": checked.report.get("title"),
        "id": verdict.id,
        "verdict": str(verdict.word),
        "reasons": " ".join(verdict.reasons),
        "fails": checked.fails(verdict),
        "quote": verdict.claim.quote,
        "where": verdict.claim.where,
        "line": verdict.claim.line,
        "says": verdict.claimed.says,
        "accepts": verdict.claimed.accepts,
        "comparator": verdict.claimed.comparator,
        "claimed_value": verdict.claimed.value,
        "today_value": verdict.today.value if verdict.today else None,
        "decision_flips": verdict.decision_flips,
        "sensitivity": verdict.sensitivity,
        "would_hold": verdict.would_hold,
        "ignored": verdict.claim.ignore,
    }
    return row | (_figure(verdict.recomputed) if verdict.recomputed else {})


def _figure(found: Recomputed) -> Row:
    """The part of a row that the recomputed figure fills."""
    row: Row = {"figure": found.figure, "recomputed_value": found.value, "unit": found.unit, "as_of": found.as_of}
    row["command"] = found.command or (found.scope.command if found.scope else None)
    if found.scope is None:
        return row
    shown = found.scope.selection.as_dict()
    row |= {name: shown[name] for name in SELECTION}
    if found.scope.used:
        newest = found.scope.used[0].as_dict()
        row |= {f"release_{name}": newest[name] for name in ("file", "published", "sha256")}
    return row


def _text(file: str) -> str:
    """A file's name, in which bytes that are no text are question marks."""
    return file.encode("utf-8", "replace").decode("utf-8")

"""A checked report as the page's template reads it: plain values, each of which the template escapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from encounters.render.evidence import (
    accepts,
    amount,
    command_of,
    place,
    reading,
    repeat,
    selection,
    shown_readings,
)
from encounters.render.letters import printable
from encounters.results import Scope, Used
from encounters.verdicts import MEANING, Checked, Recomputed, Verdict, Word

Draw = Callable[[Sequence[tuple[str, int]], str], Any]
SHORTEST = 2
"""A window of fewer months is no picture."""


def meta_of(checked: Checked) -> list[tuple[str, str]]:
    """What is known of the report, by name."""
    report = checked.report
    given = {
        "Author": report.get("author"),
        "Published": report.get("published"),
        "Figures looked up": report.get("accessed"),
        "Claims file": checked.file,
    }
    return [(name, printable(str(value))) for name, value in given.items() if value]


def counts_of(checked: Checked) -> list[dict[str, Any]]:
    """The six verdicts with their counts and meanings."""
    return [
        {"word": word, "slug": slug(Word(word)), "number": number, "meaning": MEANING[Word(word)]}
        for word, number in checked.counts.items()
    ]


def slug(word: Word) -> str:
    """A verdict as a class of the style sheet."""
    return str(word).replace(" ", "-")


def claims_of(checked: Checked, draw: Draw) -> list[dict[str, Any]]:
    """The claims in the order of the claims file."""
    return [_claim(checked, verdict, draw, number) for number, verdict in enumerate(checked.verdicts, 1)]


def _claim(checked: Checked, verdict: Verdict, draw: Draw, number: int) -> dict[str, Any]:
    found = verdict.recomputed
    return {
        "anchor": f"claim-{number}",
        "id": printable(verdict.id),
        "word": str(verdict.word),
        "slug": slug(verdict.word),
        "meaning": MEANING[verdict.word],
        "fails": checked.fails(verdict),
        "quote": printable(verdict.quote),
        "place": place(checked, verdict),
        "reasons": _reasons(verdict),
        "flips": verdict.decision_flips,
        "says": printable(verdict.claimed.says),
        "accepts": accepts(verdict),
        "recomputed": amount(found.value, found.unit) if found else "nothing on hand",
        "figure": _figure(found),
        "today": amount(verdict.today.value, verdict.today.unit) if verdict.today else "",
        "chart": _window(verdict, draw),
        "selection": selection(found),
        "rests": rests(found.scope if found else None),
        "repeat": repeat(verdict),
        "is_command": command_of(verdict) is not None,
        "readings": [{"text": reading(entry), "holds": entry.holds} for entry in shown_readings(verdict)],
        "sensitivity": printable(verdict.sensitivity or ""),
        "notes": [printable(note) for note in verdict.notes],
    }


def _reasons(verdict: Verdict) -> list[tuple[str, str]]:
    told = zip(verdict.reasons, verdict.told_reasons, strict=True)
    return [(printable(code), printable(words) if words != code else "") for code, words in told]


def _figure(found: Recomputed | None) -> str:
    if found is None:
        return ""
    return printable(f"{found.figure}, as of {found.as_of}" if found.as_of else found.figure)


def _window(verdict: Verdict, draw: Draw) -> Any:
    """The picture of the claim's window, and its description for those who do not see it."""
    if len(verdict.window) < SHORTEST:
        return None
    months = [(printable(month), count) for month, count in verdict.window]
    high = max(months, key=lambda entry: entry[1])
    low = min(months, key=lambda entry: entry[1])
    about = (
        f"Encounters by month, {months[0][0]} to {months[-1][0]}: "
        f"lowest {low[1]:,} in {low[0]}, highest {high[1]:,} in {high[0]}."
    )
    return {"svg": draw(months, about), "about": about}


def rests(scope: Scope | None) -> list[dict[str, Any]]:
    """The releases and sources a figure rests on, with their hashes and links."""
    if scope is None:
        return []
    told = [release_of(used) for used in scope.used]
    told += [
        {"label": printable(source.label()), "sha256": "", "url": safe_url(source.url)} for source in scope.sources
    ]
    return told


def release_of(used: Used) -> dict[str, Any]:
    """A release as the page shows it."""
    release = used.release
    return {"label": printable(release.label()), "sha256": printable(release.sha256), "url": safe_url(release.url)}


def safe_url(url: object) -> str | None:
    """A web address, None for anything else that a browser might run or open."""
    text = str(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc and text.isprintable() else None

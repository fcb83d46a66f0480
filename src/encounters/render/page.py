"""Answers as a page: one file that needs no network and no script to be read. The only module that imports jinja2.

Every value is escaped by the templates; what this module marks as safe are charts that it made and the page's own style
and script. A content security policy lets these run, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from encounters.render import plot, svg
from encounters.render.categories import name_of
from encounters.render.cells import human, texts, value_lines
from encounters.render.drawing import describe, drawing
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.render.marks import Drawing
from encounters.render.numbers import is_numeric
from encounters.render.palette import LIGHT, swaps
from encounters.render.told import ToldReport
from encounters.render.told_claim import Told
from encounters.results import Column, Scope, Table, Used, Value, capital
from encounters.verdicts import MEANING, Word

if TYPE_CHECKING:
    from jinja2 import Environment

SHORTEST = 2
"""A window of fewer months is no picture."""
SPARK_NOTE = "Counts by month"


def check(report: ToldReport, look: Look) -> str:
    """The page of a checked report: counts of verdicts, then each claim with its evidence."""
    counts = [
        {"word": word, "slug": word.replace(" ", "-"), "number": number, "meaning": MEANING[Word(word)]}
        for word, number in report.counts.items()
    ]
    given = {"report": report, "url": safe_url(report.url), "counts": counts, "window": _window, "rests": _rests}
    return filled("check.html.j2", {"title": report.title, "script": True, **given})


def _window(claim: Told) -> dict[str, Any] | None:
    """The picture of the claim's window, and its description for those who do not see it."""
    if len(claim.window) < SHORTEST:
        return None
    months = claim.window
    high = max(months, key=lambda entry: entry[1])
    low = min(months, key=lambda entry: entry[1])
    about = (
        f"Encounters by month, {months[0][0]} to {months[-1][0]}: "
        f"lowest {low[1]:,} in {low[0]}, highest {high[1]:,} in {high[0]}."
    )
    return {"svg": _safe(svg.columns(months, about)), "about": about}


def _rests(claim: Told) -> list[dict[str, Any]]:
    """The releases and sources a figure rests on, with their hashes and links."""
    return [{"label": rest.label, "sha256": rest.sha256, "url": safe_url(rest.url)} for rest in claim.rests]


def table(answer: Table, look: Look) -> str:
    """The page of a table: its chart where it has one, its numbers, and what it rests on."""
    found = drawing(answer)
    columns = [column for column in answer.columns if column.shown]
    return filled(
        "table.html.j2",
        {
            "title": capital(printable(answer.title or answer.name)),
            "columns": [_heading(column) for column in columns],
            "rows": list(zip(*(_cells(answer, column) for column in columns), strict=True)),
            "chart": _chart(answer, found) if found and found.lines else None,
            "groups": _groups(found) if found and found.bars else [],
            "about": describe(answer, found) if found else "",
            "heading": (found.heading if found else "") or "Chart",
            "entries": "Numbers" if any(is_numeric(column.kind) for column in columns) else "Entries",
            "notes": [printable(note) for note in answer.notes],
            **_scope(answer.scope),
        },
    )


def value(answer: Value, look: Look) -> str:
    """The page of a single figure: the number, its details, and what it rests on."""
    number, *rest = map(printable, value_lines(answer))
    return filled(
        "value.html.j2",
        {
            "title": capital(rest[0]),
            "number": number,
            "details": rest[1:],
            "notes": [printable(note) for note in answer.notes],
            **_scope(answer.scope),
        },
    )


def filled(template: str, given: Mapping[str, Any]) -> str:
    """A template of this room with its values, each escaped; the page may run nothing but our own script."""
    environment = _environment()
    style, script = _style(environment), _source(environment, "page.js") if given.get("script") else ""
    runs = _hash(script) if script else "none"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{runs}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    shared = {"style": _safe(style), "script": _safe(script), "policy": policy}
    return environment.get_template(template).render(**{**given, **shared})


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("encounters.render", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _style(environment: Environment) -> str:
    """The page's style, with the dark colours of charts."""
    return f"{_source(environment, 'page.css')}@media screen and (prefers-color-scheme:dark){{{swaps()}}}"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _safe(markup: str) -> Any:
    """Markup that this package made, with every value in it escaped already."""
    from markupsafe import Markup

    return Markup(markup)


def _heading(column: Column) -> dict[str, Any]:
    """A column's heading; one without is named for those who do not see the table."""
    return {"text": name_of(column), "seen": bool(column.heading), "right": is_numeric(column.kind)}


def _cells(answer: Table, column: Column) -> list[dict[str, Any]]:
    """A column's cells: the text or the sparkline of each, whether it is a number, and whether it names its row."""
    if column.kind == "counts":
        lists = [row.get(column.name) for row in answer.rows]
        drawn = [_safe(svg.spark(counts, SPARK_NOTE)) if counts else "" for counts in lists]
        return [{"text": spark, "right": False, "names": False} for spark in drawn]
    number = is_numeric(column.kind)
    return [
        {"text": text, "right": number, "names": column.key and not number and bool(text)}
        for text in texts(column, answer.rows)
    ]


NARROW, WIDE = 340, 1000
"""Pixels for which a chart is drawn: a phone's and a desk's; the style sheet shows one of them."""


def _chart(answer: Table, found: Drawing) -> Any:
    """The chart of lines, for narrow windows and for wide ones."""
    about, drawn = f"{answer.title}: {describe(answer, found)}", []
    for name, width in (("narrow", NARROW), ("wide", WIDE)):
        body, height = plot.lines(found, width, LIGHT, tips=name == "wide")
        told = f'role="img" aria-label="{escape(about)}"'
        drawn.append(f'<svg class="plot {name}" {told} viewBox="0 0 {width} {height}">{body}</svg>')
    return _safe("".join(drawn))


def _groups(found: Drawing) -> list[dict[str, Any]]:
    """Bars by group, each with its ends in percent of the group's scale."""
    groups: dict[str, list[Any]] = {}
    low, high = min(0.0, *found.values), max(0.0, *found.values)
    width = (high - low) or 1.0
    for bar in found.bars:
        left = (min(bar.value, 0.0) - low) / width * 100
        entry = {"name": bar.name, "number": human(bar.value, found.kind), "value": bar.value}
        entry |= {"left": f"{left:.2f}", "width": f"{abs(bar.value) / width * 100:.2f}"}
        groups.setdefault(bar.group, []).append(entry)
    return [{"name": name, "bars": bars} for name, bars in groups.items()]


def _scope(scope: Scope | None) -> dict[str, Any]:
    """The scope line, the releases with their hashes and links, the sources, and the command."""
    if scope is None:
        return {"scope": "", "releases": [], "sources": [], "command": None}
    return {
        "scope": printable(" ".join(scope.about())),
        "releases": [release_of(used) for used in scope.used],
        "sources": [{"label": printable(source.label()), "url": safe_url(source.url)} for source in scope.sources],
        "command": printable(scope.command) if scope.command else None,
    }


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

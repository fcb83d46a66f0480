"""The formats there are, which one is meant, and the way to each.

A format is an entry of `RENDERERS`: the module of this room and its function, `(answer, look) -> str | bytes |
Rendered`. The module is imported when the format is asked for, so that none pays for another's libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from encounters.errors import UnknownName, UsageError
from encounters.results import Table, Value

if TYPE_CHECKING:
    from encounters.verdicts import Checked

RENDERERS = {
    "table": "text:table",
    "chart": "chart:chart",
    "csv": "machine:csv",
    "json": "machine:json",
    "ndjson": "machine:ndjson",
    "markdown": "markdown:markdown",
    "parquet": "machine:parquet",
    "svg": "image:svg",
    "png": "image:png",
    "html": "page:table",
}

VALUE_RENDERERS = {
    "table": "text:value_text",
    "json": "machine:measure",
    "markdown": "markdown:measure",
    "html": "page:value",
}
"""Formats that show a single figure in a form of its own; in the others it is a table of one row."""

CHECK_RENDERERS = {
    "table": "checks:table",
    "csv": "checks_machine:csv",
    "json": "checks_machine:json",
    "ndjson": "checks_machine:ndjson",
    "markdown": "checks_markdown:markdown",
    "parquet": "checks_machine:parquet",
    "html": "page:check",
    "junit": "junit:junit",
    "github": "github:github",
    "sarif": "sarif:sarif",
    "claimreview": "claimreview:claimreview",
}
"""Formats of a checked report; the last four have nothing to say of any other answer."""

FORMATS = tuple(RENDERERS)
CHECK_FORMATS = tuple(name for name in CHECK_RENDERERS if name not in RENDERERS)

SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".jsonld": "claimreview",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".md": "markdown",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".svg": "svg",
    ".png": "png",
    ".html": "html",
    ".xml": "junit",
}

ALSO = {".json": ("sarif", "claimreview")}
"""Other formats that files of a suffix may hold, when they are asked for."""

VARIABLE = "ENCOUNTERS_FORMAT"


@dataclass(frozen=True)
class Look:
    """How text is to look. The default is that of a file: as wide as needed, no colour, every character.

    width: columns of the terminal, None off one. ascii: only ASCII. bom: CSV begins with a byte order mark, for Excel.
    theme: of a picture; `auto` is the viewer's own scheme where the format can follow it, else light.
    """

    width: int | None = None
    color: bool = False
    ascii: bool = False
    bom: bool = False
    theme: Literal["auto", "light", "dark"] = "auto"


@dataclass(frozen=True)
class Rendered:
    """What goes to stdout, and what is to be told on stderr about it (columns that did not fit)."""

    content: str | bytes
    notes: tuple[str, ...] = ()


def format_for(format: str | None, output: str | None, environ: Mapping[str, str]) -> str:  # noqa: A002
    """The format meant: the flag's, else the one the output's suffix implies, else ENCOUNTERS_FORMAT, else a table.

    Raises UnknownName, or UsageError when flag and suffix contradict each other.
    """
    asked = _known(format, "format") if format else None
    suffix = PurePath(output).suffix.lower() if output and output != "-" else ""
    implied = SUFFIXES.get(suffix)
    if asked and implied and asked != implied and asked not in ALSO.get(suffix, ()):
        raise UsageError(
            f"Format '{asked}' does not go into '{output}', whose name says {implied}.",
            f"Leave out -f {asked}, or give a file name that fits.",
        )
    if asked or implied:
        return str(asked or implied)
    return _known(environ[VARIABLE], f"format in {VARIABLE}") if environ.get(VARIABLE) else "table"


def _known(name: str, kind: str) -> str:
    word = name.strip().casefold()
    word = {"md": "markdown", "jsonl": "ndjson", "text": "table"}.get(word, word)
    if word not in (*FORMATS, *CHECK_FORMATS):
        error = UnknownName(kind, name, FORMATS, spellings={text: text for text in CHECK_FORMATS})
        error.hint = f"{error.hint} For check also: {', '.join(CHECK_FORMATS)}."
        raise error
    return word


def render(answer: Table | Value | Checked, format: str, look: Look) -> Rendered:  # noqa: A002
    """The answer in a format. Raises UsageError when the format cannot show this answer."""
    word = _known(format, "format")
    if isinstance(answer, Value) and word in RENDERERS and word not in VALUE_RENDERERS:
        from encounters.render.cells import value_table

        answer = value_table(answer)
    renderers = _renderers(answer)
    if word not in renderers:
        simple = isinstance(answer, Table | Value)
        name, able = ("this answer", RENDERERS) if simple else ("a checked report", renderers)
        raise UsageError(f"Format '{word}' cannot show {name}.", f"These can: {', '.join(able)}.")
    module, function = renderers[word].split(":")
    content = getattr(import_module(f"{__package__}.{module}"), function)(answer, look)
    return content if isinstance(content, Rendered) else Rendered(content)


def _renderers(answer: Table | Value | Checked) -> dict[str, str]:
    if isinstance(answer, Table | Value):
        return VALUE_RENDERERS if isinstance(answer, Value) else RENDERERS
    return CHECK_RENDERERS

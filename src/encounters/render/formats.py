"""The formats there are, which one is meant, and the way to each.

A format is an entry of `RENDERERS`: the module of this room and its function, `(table, look) -> str | bytes | Rendered`.
The module is imported when the format is asked for, so that none pays for another's libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath

from encounters.errors import UnknownName, UsageError
from encounters.results import Table, Value

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
    "html": "page:html",
}

VALUE_RENDERERS = {"table": "text:value_text", "json": "machine:measure", "markdown": "markdown:measure"}
"""Formats that show a single figure in a form of its own; in the others it is a table of one row."""

FORMATS = tuple(RENDERERS)

SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".md": "markdown",
    ".parquet": "parquet",
    ".svg": "svg",
    ".png": "png",
    ".html": "html",
}

VARIABLE = "ENCOUNTERS_FORMAT"


@dataclass(frozen=True)
class Look:
    """How text is to look. The default is that of a file: as wide as needed, no colour, every character.

    width: columns of the terminal, None off one. ascii: only ASCII. bom: CSV begins with a byte order mark, for Excel.
    """

    width: int | None = None
    color: bool = False
    ascii: bool = False
    bom: bool = False


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
    if asked and implied and asked != implied:
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
    if word not in RENDERERS:
        raise UnknownName(kind, name, FORMATS)
    return word


def render(answer: Table | Value, format: str, look: Look) -> Rendered:  # noqa: A002
    """The answer in a format. Raises UsageError when the format is not there or cannot show this answer."""
    if isinstance(answer, Value) and format not in VALUE_RENDERERS:
        from encounters.render.cells import value_table

        answer = value_table(answer)
    renderers = VALUE_RENDERERS if isinstance(answer, Value) else RENDERERS
    module, function = renderers[_known(format, "format")].split(":")
    path = f"{__package__}.{module}"
    if find_spec(path) is None:
        there = [name for name, place in RENDERERS.items() if find_spec(f"{__package__}.{place.split(':')[0]}")]
        raise UsageError(f"Format '{format}' is not available.", f"Available: {', '.join(there)}.")
    content = getattr(import_module(path), function)(answer, look)
    return content if isinstance(content, Rendered) else Rendered(content)

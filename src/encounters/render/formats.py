"""The registry of formats: `-f`, `-o`, help, completion and `check` read it; and the way to each.

A format is one entry of `FORMATS`. It shows answers by the name of their class, each with a module of this room and a
function `(answer, look) -> str | bytes | Rendered`. The module is imported when the format is asked for, so that none
pays for another's libraries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, cast

from msgspec import Struct, field

from encounters.config import setting
from encounters.errors import UnknownName, UsageError
from encounters.results import Table, Value

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked, CheckedFiles
    from encounters.documents.drafted import Drafted

    Answer = Table | Value | Checked | CheckedFiles | Drafted


class Format(Struct, frozen=True):
    """A format: its name, what it is for, the suffixes that imply it, and how each class of answer is shown in it.

    `shows` is `{"Table": "module:function"}`; `ROWS` shows the table of an answer's rows, as is done with a Value that
    is not named. Several answers may stand one after the other unless it is `one_document`. `also` are suffixes that
    fit it but do not imply it, `spellings` other names that people give it. `needs` is what not every table has: a
    `picture`, or `releases`.
    """

    name: str
    about: str
    shows: Mapping[str, str]
    suffixes: tuple[str, ...] = ()
    one_document: bool = True
    also: tuple[str, ...] = ()
    spellings: tuple[str, ...] = field(default=())
    needs: str = ""


ROWS = "rows"
AS_TABLE = {
    "Value": "cells:value_table",
    "Checked": "checks_machine:rows",
    "CheckedFiles": "checks_machine:rows_of_all",
    "Drafted": "draft:rows",
}
"""How an answer becomes a table of its rows, which a format of rows shows as any other."""

FORMATS = {
    each.name: each
    for each in (
        Format(
            "table",
            "for people",
            {
                "Table": "text:table",
                "Value": "text:value_text",
                "Checked": "checks:table",
                "Drafted": "draft:table",
            },
            suffixes=(".txt",),
            one_document=False,
            spellings=("text",),
        ),
        Format("chart", "drawn in the terminal", {"Table": "chart:chart"}, one_document=False, needs="picture"),
        Format(
            "csv",
            "rows, for spreadsheets",
            {
                "Table": "machine:csv",
                "Checked": ROWS,
                "Drafted": ROWS,
                "CheckedFiles": ROWS,
            },
            (".csv",),
        ),
        Format(
            "json",
            "one document with scope and releases",
            {
                "Table": "machine:json",
                "Value": "machine:measure",
                "Checked": "checks_machine:json",
                "Drafted": "draft:json",
                "CheckedFiles": "checks_machine:json_of_all",
            },
            (".json",),
        ),
        Format(
            "ndjson",
            "an object a row",
            {
                "Table": "machine:ndjson",
                "Checked": ROWS,
                "Drafted": "draft:ndjson",
            },
            (".ndjson", ".jsonl"),
            one_document=False,
            spellings=("jsonl",),
        ),
        Format(
            "markdown",
            "for pull requests and articles",
            {
                "Table": "markdown:markdown",
                "Value": "markdown:measure",
                "Checked": "checks_markdown:markdown",
                "Drafted": "draft:markdown",
            },
            (".md",),
            one_document=False,
            spellings=("md",),
        ),
        Format(
            "cite",
            "a footnote ready to paste",
            {"Table": "cite:cite", "Value": "cite:cite"},
            one_document=False,
            needs="releases",
        ),
        Format(
            "parquet",
            "typed columns",
            {
                "Table": "machine:parquet",
                "Checked": ROWS,
                "Drafted": ROWS,
                "CheckedFiles": ROWS,
            },
            (".parquet",),
        ),
        Format(
            "xlsx",
            "an Excel workbook",
            {
                "Table": "excel:xlsx",
                "Checked": ROWS,
                "Drafted": ROWS,
                "CheckedFiles": ROWS,
            },
            (".xlsx",),
            spellings=("excel",),
        ),
        Format("svg", "a picture", {"Table": "image:svg"}, (".svg",), needs="picture"),
        Format("png", "a picture", {"Table": "image:png"}, (".png",), needs="picture"),
        Format(
            "html",
            "a page",
            {"Table": "page:table", "Value": "page:value", "Checked": "page:check", "Drafted": "draft_page:page"},
            (".html", ".htm"),
        ),
        Format("junit", "for CI", {"Checked": "junit:junit"}, (".xml",)),
        Format(
            "github",
            "annotations",
            {
                "Checked": "github:github",
                "Drafted": "draft:github",
            },
            one_document=False,
        ),
        Format(
            "toml",
            "a claims file",
            {
                "Drafted": "draft:toml",
            },
            (".toml",),
        ),
        Format("sarif", "for code scanning", {"Checked": "sarif:sarif"}, (".sarif",), also=(".json",)),
    )
}
"""Every format by name."""


HAS = ("picture", "releases")


def names(answer: str = "Table", has: Sequence[str] = HAS) -> tuple[str, ...]:
    """The formats that can show a class of answers with what these have; those of a Value are those of a Table."""
    return tuple(each.name for each in FORMATS.values() if answer in each.shows and each.needs in ("", *has))


class Look(Struct, frozen=True):
    """How text is to look. The default is that of a file: as wide as needed, no colour, every character.

    width: columns of the terminal, None off one. ascii: only ASCII. bom: CSV begins with a byte order mark, for Excel.
    theme: of a picture; `auto` is the viewer's own scheme where the format can follow it, else light.
    full: every claim of a checked report with its evidence, instead of an overview.
    """

    width: int | None = None
    color: bool = False
    ascii: bool = False
    bom: bool = False
    theme: Literal["auto", "light", "dark"] = "auto"
    full: bool = False


class Rendered(Struct, frozen=True):
    """What goes to stdout, and what is to be told on stderr about it (columns that did not fit)."""

    content: str | bytes
    notes: tuple[str, ...] = ()


def format_for(asked: str | None, output: str | None, environ: Mapping[str, str]) -> str:
    """The format meant: the flag's, else the one that the output's suffix implies, else the setting's.

    Raises UnknownName, or UsageError when flag and suffix contradict each other or the suffix says nothing.
    """
    suffix = PurePath(output).suffix.lower() if output and output != "-" else ""
    implied = next((each.name for each in FORMATS.values() if suffix in each.suffixes), None)
    if asked:
        return _fitting(_known(asked, "format"), implied, suffix, output)
    if implied:
        return implied
    if suffix:
        suffixes = " ".join(one for each in FORMATS.values() for one in each.suffixes)
        raise UsageError(
            f"No format goes with the name '{output}'.", f"Name one with -f, or end it in one of: {suffixes}"
        )
    told = setting("format", None, environ)
    return _known(told.value, f"format in {told.origin.removeprefix('format in ')}")


def _fitting(name: str, implied: str | None, suffix: str, output: str | None) -> str:
    """The format asked for. Raises UsageError when the file's name says another."""
    if implied and implied != name and suffix not in FORMATS[name].also:
        raise UsageError(
            f"Format '{name}' does not go into '{output}', whose name says {implied}.",
            f"Leave out -f {name}, or give a file name that fits.",
        )
    return name


def _known(name: str, kind: str) -> str:
    word = name.strip().casefold()
    found = next((each.name for each in FORMATS.values() if word == each.name or word in each.spellings), None)
    if found is None:
        of_checks = [each for each in FORMATS if each not in names()]
        error = UnknownName(kind, name, names(), spellings={text: text for text in of_checks})
        error.hint = f"{error.hint} For check also: {', '.join(of_checks)}."
        raise error
    return found


def render(answer: Answer, name: str, look: Look) -> Rendered:
    """The answer in a format. Raises UsageError when the format cannot show this answer."""
    chosen, answers = FORMATS[_known(name, "format")], type(answer).__name__
    way = chosen.shows.get(answers, ROWS if answers == "Value" and "Table" in chosen.shows else "")
    if way == ROWS:
        return render(_ran(AS_TABLE[answers], answer), name, look)
    refuse_unable(chosen.name, answers)
    content = _ran(way, _told(answer), look)
    return content if isinstance(content, Rendered) else Rendered(content)


def _ran(way: str, *given: object) -> Any:
    """What the function of a module of this room gives."""
    module, function = way.split(":")
    return getattr(import_module(f"{__package__}.{module}"), function)(*given)


def refuse_unable(name: str, answers: str) -> None:
    """Raise UsageError for a format that cannot show a class of answers."""
    if answers not in FORMATS[name].shows:
        what = {"Checked": "a checked report", "Drafted": "a draft"}.get(answers, "this answer")
        able = names("Table" if answers == "Value" else answers)
        raise UsageError(f"Format '{name}' cannot show {what}.", f"These can: {', '.join(able)}.")


def _told(answer: object) -> object:
    """What a format is given: a checked report in words, any other answer as it is."""
    if type(answer).__name__ != "Checked":
        return answer
    from encounters.render.told import tell

    return tell(cast("Checked", answer))

"""Where an answer goes and how it looks: a group of options for each class of answer, with the formats it can have."""

# Without `from __future__ import annotations`: typer reads these at every start, and texts would be compiled for it.

import os
from typing import Annotated, Any

from msgspec import Struct

from encounters.cli import offers
from encounters.cli.spread import option
from encounters.errors import UsageError
from encounters.render.formats import format_for
from encounters.render.formats import names as formats


def _format(answer: str, *has: str) -> Any:
    """The option -f of a command whose answer is of a class and has what some formats need."""
    able = formats(answer, has)
    shown = ", ".join(able)
    return option(f"{shown}.", "--format", "-f", metavar="FORMAT", completes=offers.formats(able))


Output = Annotated[
    str | None, option("Write to FILE; its suffix implies the format. '-' is stdout.", "--output", "-o", metavar="FILE")
]
Quiet = Annotated[bool, option("No notes on stderr.", "--quiet", "-q")]
Verbose = Annotated[bool, option("More detail; a traceback for our own errors.", "--verbose", "-v")]


class ScriptOptions(Struct, frozen=True):
    """Where a text that has one form goes."""

    output: Annotated[str | None, option("Write to FILE; '-' is stdout.", "--output", "-o", metavar="FILE")] = None
    quiet: Quiet = False
    verbose: Verbose = False

    def __post_init__(self) -> None:
        """Raise UsageError or StoreError for a file that cannot be written."""
        from encounters.render.emit import refuse_unwritable

        refuse_unwritable(self.output)


class OutputOptions(Struct, frozen=True):
    """Where a table goes and how it looks."""

    format: Annotated[str | None, _format("Table")] = None
    output: Output = None
    bom: Annotated[bool, option("Begin CSV with a byte order mark, for Excel.", "--bom")] = False
    color: Annotated[
        str,
        option("auto, always or never.", "--color", metavar="WHEN", completes=offers.plain("auto", "always", "never")),
    ] = "auto"
    quiet: Quiet = False
    verbose: Verbose = False
    store: Annotated[str | None, option("The store's folder.", "--store", metavar="DIR")] = None

    def __post_init__(self) -> None:
        """Raise UsageError or StoreError for what cannot be, before there is any work done for it."""
        from encounters.render.emit import refuse_unwritable

        _one_of("--color", self.color, ("auto", "always", "never"))
        _one_of("--theme", self.picture, ("auto", "light", "dark"))
        _goes_with("--bom", self.bom, self.chosen, ("csv",))
        _goes_with("--theme", self.picture != "auto", self.chosen, ("svg", "png"))
        refuse_unwritable(self.output)
        if self.output not in (None, "-"):
            _refuse_of_store(str(self.output), self.store)

    @property
    def chosen(self) -> str:
        """The format of the answer. Raises UnknownName or UsageError."""
        return format_for(self.wanted, self.output, os.environ)

    @property
    def wanted(self) -> str | None:
        """The format asked for."""
        return self.format

    @property
    def picture(self) -> str:
        """The scheme of a picture."""
        return "auto"


def _refuse_of_store(output: str, store: str | None) -> None:
    """Raise UsageError for an answer that would take the place of one of the store's own files, or lie among them."""
    from encounters.config import store_setting
    from encounters.store.disk import FOLDERS
    from encounters.store.manifest import MANIFEST_FILE

    root, place = os.path.realpath(store_setting(store).value), os.path.realpath(output)
    among = (os.path.join(root, name) for name in FOLDERS)
    if place == os.path.join(root, MANIFEST_FILE) or os.path.dirname(place) in among:
        raise UsageError(f"-o {output} lies among the store's own files.", "Name another file with -o.")


def _one_of(flag: str, value: str, valid: tuple[str, ...]) -> None:
    if value not in valid:
        raise UsageError(f"{flag} cannot be '{value}'.", f"Valid: {', '.join(valid)}.")


def _goes_with(flag: str, given: bool, chosen: str, formats: tuple[str, ...]) -> None:
    if given and chosen not in formats:
        raise UsageError(f"{flag} is of {' and '.join(formats)}, and this answer is {chosen}.", f"Add -f {formats[0]}.")


class CheckedOptions(OutputOptions, frozen=True):
    """The same of a checked report."""

    format: Annotated[str | None, _format("Checked")] = None


class DraftedOptions(OutputOptions, frozen=True):
    """The same of a drafted document."""

    format: Annotated[str | None, _format("Drafted")] = None


class PictureOptions(OutputOptions, frozen=True):
    """The same of a table that can be drawn."""

    format: Annotated[str | None, _format("Table", "picture")] = None
    theme: Annotated[
        str,
        option(
            "Of a picture: auto, light or dark.",
            "--theme",
            metavar="NAME",
            completes=offers.plain("auto", "light", "dark"),
        ),
    ] = "auto"

    @property
    def picture(self) -> str:
        """The scheme of a picture."""
        return self.theme


Cite = Annotated[bool, option("A footnote ready to paste, in place of the answer; as -f cite.", "--cite")]


def _cited(cite: bool, format: str | None) -> str | None:  # noqa: A002
    if cite and format not in (None, "cite"):
        raise UsageError(f"--cite is a format of its own, and -f {format} another.", "Give one of the two.")
    return "cite" if cite else format


class CitingOptions(OutputOptions, frozen=True):
    """The same of a table that rests on releases, which can be cited."""

    format: Annotated[str | None, _format("Table", "releases")] = None
    cite: Cite = False

    @property
    def wanted(self) -> str | None:
        """The format asked for. Raises UsageError where two are."""
        return _cited(self.cite, self.format)


class ReadingOptions(PictureOptions, frozen=True):
    """The same of an answer that can be drawn and cited."""

    format: Annotated[str | None, _format("Table", "picture", "releases")] = None
    cite: Cite = False

    @property
    def wanted(self) -> str | None:
        """The format asked for. Raises UsageError where two are."""
        return _cited(self.cite, self.format)

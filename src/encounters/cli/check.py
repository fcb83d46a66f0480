"""`encounters check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from encounters.cli.answer import show, show_each
from encounters.cli.outputs import CheckedOptions
from encounters.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked


def _flag(name: str, about: str) -> object:
    return typer.Option(name, help=about, show_default=False)


def command(
    output: CheckedOptions,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]",
            help="Claims files, '-' for stdin, or names of bundled reports; the first of these without.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str], typer.Option("--only", metavar="ID", help="Only this claim; may be repeated.", show_default=False)
    ] = [],  # noqa: B006
    strict: Annotated[bool, _flag("--strict", "Fail what is imprecise or misdescribed too.")] = False,
    exit_zero: Annotated[bool, _flag("--exit-zero", "Exit 0 although claims fail.")] = False,
    stop: Annotated[
        bool, typer.Option("--fail-fast", "-x", help="Stop at the first claim that fails.", show_default=False)
    ] = False,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="DOC",
            help="Compare with the document: quotes changed or gone fail; with --strict, numbers no claim covers.",
            show_default=False,
        ),
    ] = None,
    full: Annotated[bool, _flag("--full", "Every claim with its evidence, instead of an overview.")] = False,
    listed: Annotated[bool, _flag("--list", "List the reports that come with the package.")] = False,
    new: Annotated[bool, _flag("--new", "Write a commented starter file and check nothing.")] = False,
) -> int:
    """Check a report's claims against the data.

    $ encounters check
    $ encounters check --only A02 --only A03 -f json
    $ encounters check --strict --exit-zero -f csv
    $ encounters check article.claims.toml --document article.md
    """
    from encounters.claims.check import Manner, check_files

    if new:
        return _start(files or [])
    if listed:
        return _list(output)
    together = _together(output, len(files or []))
    manner = Manner(tuple(only), stop, strict, output.verbose)
    found = check_files(output.store, files or [None], manner)
    if document is not None:
        found = _compared(output, files, document, found)
    _show(found, output, together, full or bool(only))
    _step_summary(output, found)
    failed = any(checked.fails_at_all for checked in found)
    return ExitCode.CLAIM_FAILED if failed and not exit_zero else ExitCode.DONE


def _compared(
    output: CheckedOptions, files: Sequence[str] | None, path: str, found: Sequence[Checked]
) -> list[Checked]:
    """The checked report with what its document says by now. Raises UsageError for several reports."""
    from msgspec.structs import replace

    from encounters.claims.check import load_report
    from encounters.documents.compare import compare
    from encounters.documents.draft import draft
    from encounters.documents.read import read
    from encounters.store.holdings import open_store

    if len(found) != 1:
        raise UsageError("--document goes with one claims file.", "Run it once for each file.")
    claims = load_report(files[0] if files else None)
    document = read(path, claims.report.published)
    drafted = draft(open_store(output.store), document)
    return [replace(found[0], document=compare(claims.claims, document, drafted))]


def _step_summary(output: CheckedOptions, found: Sequence[Checked]) -> None:
    """With -f github, add each report's summary to the job's page, where the runner names a file for it."""
    import os

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if output.format != "github" or not path:
        return
    from encounters.render.checks_markdown import step_summary
    from encounters.render.emit import append
    from encounters.render.told import tell

    for checked in found:
        append(step_summary(tell(checked)), path)


def _start(files: list[str]) -> int:
    """Write the starter file, or print it when no file is named. Raises UsageError rather than overwrite."""
    from pathlib import Path

    from encounters.claims.starter import STARTER
    from encounters.render.emit import emit

    if files and Path(files[0]).exists():
        raise UsageError(f"{files[0]} is there already.", "Name a new file, or leave it out to print the starter.")
    emit(STARTER, files[0] if files else None)
    return ExitCode.DONE


def _list(output: CheckedOptions) -> int:
    """The reports that come with the package."""
    from encounters.tables.reports import reports

    return show(reports(), output)


def _show(found: Sequence[Checked], output: CheckedOptions, together: bool, full: bool) -> None:
    """Each report after the other, or all in one document."""
    from encounters.claims.verdict import CheckedFiles

    show_each([CheckedFiles(tuple(found))] if together else found, output, full=full)


def _together(output: CheckedOptions, count: int) -> bool:
    """Whether several reports make one document. Raises UsageError for a format, or a file, that takes one report."""
    from encounters.render.formats import FORMATS, names, refuse_unable

    chosen = output.chosen
    refuse_unable(chosen, "Checked")
    if count < 2:
        return False
    if "CheckedFiles" in FORMATS[chosen].shows:
        return True
    if FORMATS[chosen].one_document or output.output not in (None, "-"):
        many = ", ".join(names("CheckedFiles"))
        raise UsageError(
            f"-f {chosen} is one document and takes one claims file.",
            f"Run it once for each file, or use one of: {many}.",
        )
    return False

"""`encounters check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from encounters.cli.answer import show, show_each
from encounters.cli.outputs import CheckedOptions
from encounters.cli.spread import argument, option
from encounters.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from encounters.claims.model import ClaimsFile
    from encounters.claims.verdict import Checked
    from encounters.store.holdings import Holdings


def command(
    output: CheckedOptions,
    files: Annotated[
        list[str] | None,
        argument("Claims files, '-' for stdin, or names of bundled reports; the first of these without.", "[FILE...]"),
    ] = None,
    only: Annotated[list[str], option("Only this claim; may be repeated.", "--only", metavar="ID")] = [],  # noqa: B006
    strict: Annotated[bool, option("Fail what is imprecise or misdescribed too.", "--strict")] = False,
    exit_zero: Annotated[bool, option("Exit 0 although claims fail.", "--exit-zero")] = False,
    stop: Annotated[bool, option("Stop at the first claim that fails.", "--fail-fast", "-x")] = False,
    document: Annotated[
        str | None,
        option(
            "Compare with the document: quotes changed or gone fail; with --strict, numbers no claim covers.",
            "--document",
            metavar="DOC",
        ),
    ] = None,
    full: Annotated[bool, option("Every claim with its evidence, instead of an overview.", "--full")] = False,
    listed: Annotated[bool, option("List the reports that come with the package.", "--list")] = False,
    new: Annotated[bool, option("Write a commented starter file and check nothing.", "--new")] = False,
) -> int:
    """Check a report's claims against the data.

    $ encounters check
    $ encounters check --only A02 --only A03 -f json
    $ encounters check --strict --exit-zero -f csv
    $ encounters check article.claims.toml --document article.md
    """
    from encounters.claims.check import Manner, bundled_report, check_files, load_report
    from encounters.claims.verdict import CheckedFiles
    from encounters.render.emit import refuse_overwriting
    from encounters.store.holdings import open_store
    from encounters.tables.reports import reports

    if new or listed:
        told = {"--only": only, "--strict": strict, "--exit-zero": exit_zero, "--fail-fast": stop}
        told |= {"--document": document, "--full": full, "--list": new and listed, "FILE": listed and files}
        _alone("--new" if new else "--list", told)
        return _start(files or [], output) if new else show(reports(), output)
    refuse_overwriting(output.output, [*(files or []), *([document] if document else [])])
    together = _together(output, len(files or []))
    holdings = open_store(output.store)
    claims = [load_report(file, holdings.new_labels) for file in files] if files else [bundled_report()]
    if document is not None and len(claims) > 1:
        raise UsageError("--document goes with one claims file.", "Run it once for each file.")
    found = check_files(holdings, claims, Manner(tuple(only), stop, strict, output.verbose))
    if document is not None:
        found = [_compared(holdings, claims[0], document, found[0])]
    show_each([CheckedFiles(tuple(found))] if together else found, output, full=full or bool(only))
    _step_summary(output, found)
    failed = any(checked.fails_at_all for checked in found)
    return ExitCode.CLAIM_FAILED if failed and not exit_zero else ExitCode.DONE


def _compared(holdings: Holdings, claims: ClaimsFile, path: str, found: Checked) -> Checked:
    """The checked report with what its document says by now."""
    from msgspec.structs import replace

    from encounters.documents.compare import compare
    from encounters.documents.draft import draft
    from encounters.documents.read import read

    document = read(path, claims.report.published)
    return replace(found, document=compare(claims.claims, document, draft(holdings, document)))


def _step_summary(output: CheckedOptions, found: Sequence[Checked]) -> None:
    """With -f github, add each report's summary to the job's page, where the runner names a file for it."""
    import os

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if output.chosen != "github" or not path:
        return
    from encounters.render.checks_markdown import step_summary
    from encounters.render.emit import append
    from encounters.render.told import tell

    for checked in found:
        append(step_summary(tell(checked)), path)


def _alone(flag: str, others: Mapping[str, object]) -> None:
    """Raise UsageError for an option that says nothing to one which checks no claims."""
    if given := next((name for name, value in others.items() if value), None):
        raise UsageError(f"{flag} checks no claims, so {given} says nothing to it.", "Leave out one of the two.")


def _start(files: list[str], output: CheckedOptions) -> int:
    """Write the starter file, or print it when no file is named. Raises UsageError rather than overwrite."""
    from pathlib import Path

    from encounters.claims.starter import STARTER
    from encounters.render.emit import emit

    places = [*files, *([output.output] if output.output else [])]
    if len(places) > 1 or output.format not in (None, "toml"):
        raise UsageError(
            "--new writes one claims file, in TOML.", "Example: encounters check --new article.claims.toml"
        )
    if places and places[0] != "-" and Path(places[0]).exists():
        raise UsageError(f"{places[0]} is there already.", "Name a new file, or leave it out to print the starter.")
    emit(STARTER, places[0] if places else None)
    return ExitCode.DONE


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

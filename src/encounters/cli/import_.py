"""`encounters import`."""

from __future__ import annotations

from typing import Annotated

import typer

from encounters.cli.answer import show, tell
from encounters.cli.outputs import OutputOptions


def command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="CBP's files: .csv, .csv.gz or .zip.", show_default=False),
    ],
    output: OutputOptions,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", help="When CBP published them: a day or a month.", show_default=False
        ),
    ] = None,
    accept_new_labels: Annotated[
        bool, typer.Option("--accept-new-labels", help="Keep categories that no release before had.")
    ] = False,
    accept_incomplete: Annotated[
        bool, typer.Option("--accept-incomplete", help="Keep what does not look like a whole release, marked as such.")
    ] = False,
) -> int:
    """Bring files on disk into the store.

    $ encounters import sbo-encounters-fy22-fy25-aug.csv --published 2025-09
    $ encounters import 2024-10/*.csv
    """
    from encounters.store.holdings import open_store
    from encounters.tables.import_ import arriving, import_files

    arrival = arriving(published, accept_new_labels, accept_incomplete)
    done = import_files(open_store(output.store).store, files, arrival)
    if done.table.rows:
        show(done.table, output, done.notes)
    for error in done.errors:
        tell(error)
    return done.exit_code

"""`encounters import`."""

from __future__ import annotations

from typing import Annotated

from encounters.cli.answer import show, tell
from encounters.cli.outputs import OutputOptions
from encounters.cli.spread import argument, option


def command(
    files: Annotated[
        list[str],
        argument("CBP's files: .csv, .csv.gz or .zip.", "FILE..."),
    ],
    output: OutputOptions,
    published: Annotated[
        str | None,
        option("When CBP published them: a day or a month.", "--published", metavar="DATE"),
    ] = None,
    accept_new_labels: Annotated[
        bool, option("Keep categories that no release before had.", "--accept-new-labels")
    ] = False,
    accept_incomplete: Annotated[
        bool, option("Keep what does not look like a whole release, marked as such.", "--accept-incomplete")
    ] = False,
) -> int:
    """Bring files on disk into the store.

    $ encounters import sbo-encounters-fy22-fy25-aug.csv --published 2025-09
    $ encounters import 2024-10/*.csv
    """
    from encounters.render.emit import refuse_overwriting
    from encounters.store.holdings import open_store
    from encounters.tables.import_ import arriving, import_files

    refuse_overwriting(output.output, files)
    arrival = arriving(published, accept_new_labels, accept_incomplete)
    done = import_files(open_store(output.store).store, files, arrival)
    if done.table.rows:
        show(done.table, output, done.notes)
    for error in done.errors:
        tell(error)
    return done.exit_code

"""`encounters forget`."""

from __future__ import annotations

import sys
from typing import Annotated

from encounters.cli.answer import show
from encounters.cli.outputs import OutputOptions
from encounters.cli.spread import argument, option
from encounters.errors import ExitCode, UsageError
from encounters.release import Release


def command(
    release: Annotated[
        str,
        argument("Its file's exact name, or the beginning of its sha256.", "RELEASE"),
    ],
    output: OutputOptions,
    yes: Annotated[bool, option("Do not ask.", "--yes", "-y")] = False,
) -> int:
    """Take a release back out of the store, its raw bytes too.

    $ encounters forget sbo-encounters-fy22-fy25-aug.csv --yes
    """
    from encounters.store.holdings import open_store
    from encounters.tables.forget import forget, meant

    holdings = open_store(output.store)
    found = meant(holdings, release)
    if not yes and not _agreed(found):
        return ExitCode.DONE
    return show(forget(holdings.store, found), output)


def _agreed(release: Release) -> bool:
    from encounters.render.emit import note

    note(f"{release.label()} and its raw bytes would go: {release.rows:,} rows, {release.encounters:,} encounters.")
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to say yes.", f"encounters forget {release.sha256[:12]} --yes")
    note("Forget it? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")

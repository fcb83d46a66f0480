"""`encounters status`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from encounters.cli.answer import show
from encounters.cli.options import OutputOptions
from encounters.errors import UsageError


def command(
    output: OutputOptions,
    verify: Annotated[
        bool, typer.Option("--verify", help="Hash every file of the store again; exit 3 on a fault.")
    ] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Make again what can be made from the raw files.")] = False,
    reconcile: Annotated[bool, typer.Option("--reconcile", help="Compare datasets where two could answer.")] = False,
) -> int:
    """Show what is on hand.

    $ encounters status
    $ encounters status --verify
    $ encounters status --reconcile -f csv
    """
    if verify + repair + reconcile > 1:
        raise UsageError(
            "--verify, --repair and --reconcile are asked one at a time.", "Run the command once for each."
        )
    from encounters.config import all_settings
    from encounters.store.holdings import open_store
    from encounters.tables import faults, status
    from encounters.tables import reconcile as pairs

    holdings = open_store(output.store)
    if verify or repair:
        done = faults.repaired(holdings.store) if repair else faults.verified(holdings.store)
        return show(done.table, output) or done.exit_code
    if reconcile:
        return show(pairs.reconcile(holdings), output)
    return show(status.status(holdings, all_settings(output.store), date.today()), output)

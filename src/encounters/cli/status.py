"""`encounters status`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from encounters.cli.answer import show
from encounters.cli.outputs import OutputOptions
from encounters.cli.spread import option
from encounters.errors import UsageError

ASKED = ("--sources", "--vintages", "--verify", "--repair", "--reconcile")


def command(
    output: OutputOptions,
    sources: Annotated[
        bool, option("Whose file each release is, and through whose hands it came.", "--sources")
    ] = False,
    vintages: Annotated[
        str | None,
        option("What was known of a month when.", "--vintages", metavar="MONTH"),
    ] = None,
    verify: Annotated[
        bool, option("Make all of the store again from its raw files; exit 3 on a fault.", "--verify")
    ] = False,
    repair: Annotated[bool, option("Write again what can be made from the raw files.", "--repair")] = False,
    reconcile: Annotated[bool, option("Compare datasets where two could answer.", "--reconcile")] = False,
) -> int:
    """Show what is on hand.

    $ encounters status
    $ encounters status --vintages 2023-01
    $ encounters status --sources
    $ encounters status --verify
    $ encounters status --reconcile -f csv
    """
    if sum((sources, vintages is not None, verify, repair, reconcile)) > 1:
        raise UsageError(f"{', '.join(ASKED)} are asked one at a time.", "Run the command once for each.")
    from encounters.config import all_settings
    from encounters.periods import Period, parse_month
    from encounters.results import Selection
    from encounters.store.holdings import open_store
    from encounters.tables import faults, provenance, status
    from encounters.tables import reconcile as pairs

    holdings = open_store(output.store)
    if verify or repair:
        done = faults.repaired(holdings.store) if repair else faults.verified(holdings.store)
        return show(done.table, output) or done.exit_code
    if reconcile:
        return show(pairs.reconcile(holdings), output)
    if sources:
        return show(provenance.sources(holdings), output)
    if vintages is not None:
        month = parse_month(vintages)
        return show(provenance.vintages(holdings, Selection(Period(month, month))), output)
    return show(status.status(holdings, all_settings(output.store), date.today()), output)

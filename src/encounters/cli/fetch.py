"""`encounters fetch`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from msgspec.structs import asdict

from encounters.cli import offers
from encounters.cli.answer import show, tell
from encounters.cli.outputs import OutputOptions
from encounters.cli.spread import argument, option

if TYPE_CHECKING:
    from encounters.fetch.run import Fetched
    from encounters.results import Table


class SourceOptions(Struct, frozen=True):
    """Where files come from, and what is done about them."""

    list_only: Annotated[bool, option("Show what there is against what is stored; get nothing.", "--list")] = False
    dry_run: Annotated[bool, option("Show what would be got; get nothing.", "--dry-run", "-n")] = False
    everything: Annotated[bool, option("Every file the page links, not only what is lacking.", "--all")] = False
    archive: Annotated[bool, option("From the Internet Archive: releases that are not on hand.", "--archive")] = False
    as_of: Annotated[
        str | None, option("From the Internet Archive: files published by this date.", "--as-of", metavar="DATE")
    ] = None
    accept_new_labels: Annotated[
        bool, option("Keep categories that no release before has, under CBP's own name.", "--accept-new-labels")
    ] = False
    accept_incomplete: Annotated[
        bool, option("Keep what does not look like a whole release, marked as such.", "--accept-incomplete")
    ] = False

    @property
    def only_shows(self) -> bool:
        """Whether nothing is got."""
        return self.list_only or self.dry_run


class NetworkOptions(Struct, frozen=True):
    """Settings of the network, by setting name."""

    cbp_url: Annotated[str | None, option("A mirror's address in place of CBP's.", "--cbp-url", metavar="URL")] = None
    archive_url: Annotated[str | None, option("The archive's address.", "--archive-url", metavar="URL")] = None
    user_agent: Annotated[str | None, option("The name to give.", "--user-agent", metavar="TEXT")] = None
    total_timeout: Annotated[
        str | None, option("Seconds for one file, repeats included.", "--timeout", metavar="SECONDS")
    ] = None
    connect_timeout: Annotated[
        str | None, option("Seconds to wait for a connection.", "--connect-timeout", metavar="SECONDS")
    ] = None
    read_timeout: Annotated[
        str | None, option("Seconds to wait for the next bytes.", "--read-timeout", metavar="SECONDS")
    ] = None


def command(
    source: SourceOptions,
    network: NetworkOptions,
    output: OutputOptions,
    datasets: Annotated[
        list[str],
        argument(
            "southwest and nationwide-aor (without DATASET), nationwide-state, or all.", "[DATASET...]", offers.datasets
        ),
    ] = [],  # noqa: B006
) -> int:
    """Get new releases from CBP into the store.

    $ encounters fetch
    $ encounters fetch all --list
    $ encounters fetch southwest --as-of 2022-05-19
    """
    fetched = _run(datasets, source, network, output)
    if not output.quiet or output.format or output.output or source.only_shows:
        show(_table(fetched, source, output), output)
    for error in fetched.errors:
        tell(error)
    return fetched.exit_code


def _run(datasets: list[str], source: SourceOptions, network: NetworkOptions, output: OutputOptions) -> Fetched:
    from encounters.config import store_setting
    from encounters.fetch.client import Client
    from encounters.fetch.plan import Request, datasets_named
    from encounters.fetch.run import fetch, listed
    from encounters.fetch.settings import client_settings
    from encounters.periods import parse_date
    from encounters.render.progress import watch
    from encounters.store.releases import Store

    as_of = parse_date(source.as_of) if source.as_of else None
    request = Request(
        datasets_named(datasets),
        source.everything,
        source.archive,
        as_of,
        source.accept_new_labels,
        source.accept_incomplete,
    )
    store = Store(Path(store_setting(output.store).value))
    settings = client_settings(asdict(network))
    with watch(output.quiet) as watcher, Client(settings, watcher.tell) as client:
        if source.only_shows:
            return listed(store, client, request, watcher, only_lacking=source.dry_run)
        return fetch(store, client, request, watcher)


def _table(fetched: Fetched, source: SourceOptions, output: OutputOptions) -> Table:
    from encounters.store.holdings import open_store
    from encounters.tables.fetch import fetch_table, list_table

    if source.only_shows:
        return list_table(fetched)
    return fetch_table(open_store(output.store), fetched)

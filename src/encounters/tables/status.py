"""What is on hand: releases, how old they are, and the settings with where each came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

from encounters.cbp.datasets import DATASETS
from encounters.config import Setting
from encounters.fetch.settings import wrong
from encounters.release import Release
from encounters.results import Column, Table, filled
from encounters.store import bundled
from encounters.store.holdings import Holdings
from encounters.store.ingest import UNVERIFIED
from encounters.tables.due import expected_through
from encounters.tables.published import published

COLUMNS = (
    Column("dataset", "Dataset", fill=lambda one: one.dataset, key=True, heads=True),
    Column("file", "Release", fill=lambda one: one.file, spare=True),
    *published(lambda one: one.published),
    Column("published_basis", "Known by", fill=lambda one: one.published.basis, spare=True),
    Column("first_month", "From", fill=lambda one: str(one.months[0])),
    Column("data_through", "Data through", fill=lambda one: str(one.data_through)),
    Column("months", "Months", "count", lambda one: len(one.months), spare=True),
    Column("encounters", "Encounters", "count", lambda one: one.encounters, spare=True),
    Column("fetched", "Fetched", fill=lambda one: one.fetched.date().isoformat() if one.fetched else None, spare=True),
    Column("origin", "Origin", fill=lambda one: one.origin, spare=True),
    Column("regions", "Regions", fill=lambda one: ", ".join(one.regions), spare=True),
    Column("source", "Source", fill=lambda one: one.source, shown=False),
    Column("rows", "Rows", "count", lambda one: one.rows, shown=False),
    Column("new_labels", "New labels", fill=lambda one: "; ".join(one.new_labels) or None, shown=False),
    Column("incomplete", "Incomplete", fill=lambda one: "; ".join(one.incomplete) or None, shown=False),
    Column("url", "Address", fill=lambda one: one.url, shown=False),
    Column("sha256", "SHA-256", fill=lambda one: one.sha256, shown=False),
)


def status(holdings: Holdings, settings: Sequence[Setting], today: date) -> Table:
    """Every release on hand, by dataset, the newest first, with notes on age and settings.

    The columns are `COLUMNS`: an origin is `bundled` or `store`, how a day is known is one of `release.BASES`. Raises
    StoreError.
    """
    newest_first = holdings.newest_first
    rows = filled(COLUMNS, newest_first)
    notes = [_shipped(), *(_age(name, holdings.releases, today) for name in DATASETS)]
    first = {(one.dataset, text): one.file for one in newest_first for text in one.new_labels}
    notes += [f"New since {file}: {text}." for (_, text), file in first.items()]
    notes += [f"{each.file} is incomplete: {'; '.join(each.incomplete)}." for each in newest_first if each.incomplete]
    notes += [f"{each.file}: {each.source}." for each in newest_first if each.source.endswith(UNVERIFIED)]
    notes += _newest(holdings)
    notes += [f"Setting {told.name}: {told.value} ({told.origin})." for told in settings if _worth_telling(told)]
    notes += [f"Setting {told.name} is wrong: {fault.message}" for told in settings if (fault := wrong(told))]
    shown = [{"name": each.name, "value": each.value, "origin": each.origin} for each in settings]
    stored = sum(release.origin == "store" for release in newest_first)
    title = f"{len(rows)} releases on hand: {stored} in the store, {len(rows) - stored} bundled"
    return Table("status", title, COLUMNS, rows, notes=tuple(filter(None, notes)), extra={"settings": shown})


def _shipped() -> str:
    """What the package itself knows, in one line."""
    told = []
    shipped = bundled.releases()
    for name in dict.fromkeys(release.dataset for release in shipped):
        own = [release for release in shipped if release.dataset == name]
        often = Counter(month for release in own for month in release.months)
        months = f"{min(often).name} to {max(often).name}"
        told.append(f"{name} {months} in {len(own)} releases, a month in up to {max(often.values())}")
    return f"The package itself knows {'; '.join(told)}." if told else ""


def _newest(holdings: Holdings) -> list[str]:
    """What the release that came last changed: the one fetched last, else the newest of the first dataset."""
    from encounters.store.changes import changes
    from encounters.tables.fetch import change_lines

    fetched = [release for release in holdings.releases if release.origin == "store" and release.fetched]
    if fetched:
        never = datetime.min.replace(tzinfo=UTC)
        newest = max(fetched, key=lambda release: (release.fetched or never, release.id))
    else:
        newest = [release for release in holdings.releases if release.dataset == next(iter(DATASETS))][-1]
    return change_lines(changes(holdings, newest))


def _age(dataset: str, releases: Sequence[Release], today: date) -> str:
    """How old a dataset's newest release is, and whether a newer one should exist by now."""
    own = [release for release in releases if release.dataset == dataset]
    if not own:
        return f"{dataset}: no release on hand; 'encounters fetch {dataset}' gets them."
    newest = own[-1]
    days = (today - newest.published.day).days
    text = f"{dataset}: data through {newest.data_through}, published {newest.published}, {days:,} days ago."
    expected = expected_through(today)
    if newest.data_through >= expected:
        return f"{text} Nothing newer is due."
    return f"{text} Data through {expected} is due by now: encounters fetch {dataset}"


def _worth_telling(told: Setting) -> bool:
    return told.name == "store" or told.origin != "default"

"""The release history shipped with the package, in compact form, so that questions are answered with no network.

`history-<dataset>.parquet` is a dataset's history (see `encounters.store.history`), `releases.json` describes its
releases, ordinal by ordinal, and `updates.json` has the day of CBP's update of a month's figures, by month.
`scripts/make_bundled.py` makes all of them from CBP's files and what is known of these.
"""

from __future__ import annotations

import functools
import json
import pkgutil
from collections.abc import Mapping
from datetime import date

from encounters.periods import Month, parse_month
from encounters.release import Release
from encounters.store.history import History, unpacked
from encounters.store.manifest import release_from

RELEASES_FILE = "releases.json"
UPDATES_FILE = "updates.json"


def history_file(dataset: str) -> str:
    """The name of a dataset's history file."""
    return f"history-{dataset}.parquet"


def shipped(file: str, package: str = __name__) -> bytes:
    """What a file of this or another package holds, wherever that is read from. Raises FileNotFoundError."""
    content = pkgutil.get_data(package, file)
    if content is None:
        raise FileNotFoundError(file)
    return content


@functools.cache
def releases() -> tuple[Release, ...]:
    """Every bundled release, by dataset and in order of publication."""
    content = shipped(RELEASES_FILE)
    return tuple(release_from(row, "bundled") for row in json.loads(content))


@functools.cache
def updates() -> Mapping[Month, date]:
    """The day on which CBP updated its figures with those of a month, where it is known."""
    content = shipped(UPDATES_FILE)
    return {parse_month(month): date.fromisoformat(day) for month, day in json.loads(content).items()}


def history(dataset: str) -> History:
    """A dataset's bundled history."""
    return _history(dataset, tuple(release for release in releases() if release.dataset == dataset))


@functools.cache
def _history(dataset: str, own: tuple[Release, ...]) -> History:
    return History(own, lambda: unpacked(shipped(history_file(dataset))))

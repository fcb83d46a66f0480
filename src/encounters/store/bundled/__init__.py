"""The release history shipped with the package, in compact form, so that questions are answered with no network.

For each dataset, `history-<dataset>.parquet` holds the tidy columns and `since` and `until`: a row for each count that
a cell has had, the ordinal of the release from which it held, and of the one from which it did not any more.
`releases.json` describes the releases, ordinal by ordinal; `updates.json` has the day of CBP's update of a month's
figures, by month. `scripts/make_bundled.py` makes all of them from CBP's files and what is known of these.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from encounters.names import COLUMNS, KEY
from encounters.periods import Month, parse_month
from encounters.results import Release
from encounters.store.difference import side_by_side
from encounters.store.manifest import release_from

if TYPE_CHECKING:
    import polars as pl

SINCE, UNTIL = "since", "until"
NEVER = 255
"""What `until` holds in a row that no later release has changed."""
RELEASES_FILE = "releases.json"
UPDATES_FILE = "updates.json"


def history_file(dataset: str) -> str:
    """The name of a dataset's history file."""
    return f"history-{dataset}.parquet"


@functools.cache
def releases() -> tuple[Release, ...]:
    """Every bundled release, by dataset and in order of publication."""
    content = files(__name__).joinpath(RELEASES_FILE).read_bytes()
    return tuple(release_from(row, "bundled") for row in json.loads(content))


@functools.cache
def updates() -> Mapping[Month, date]:
    """The day on which CBP updated its figures with those of a month, where it is known."""
    content = files(__name__).joinpath(UPDATES_FILE).read_bytes()
    return {parse_month(month): date.fromisoformat(day) for month, day in json.loads(content).items()}


def ordinal(release: Release) -> int:
    """A release's place among the bundled releases of its dataset."""
    return [known for known in releases() if known.dataset == release.dataset].index(release)


@functools.cache
def history(dataset: str) -> pl.DataFrame:
    import polars as pl

    content = files(__name__).joinpath(history_file(dataset)).read_bytes()
    return pl.read_parquet(content, use_pyarrow=False)


def rows(dataset: str, months: Mapping[Month, Release]) -> pl.DataFrame:
    """The tidy rows of each month as the release named for it had them."""
    import polars as pl

    found: dict[int, list[date]] = {}
    for month, release in months.items():
        found.setdefault(ordinal(release), []).append(month.first_day)
    held = [
        pl.col("month").is_in(days) & (pl.col(SINCE) <= number) & (pl.col(UNTIL) > number)
        for number, days in found.items()
    ]
    return history(dataset).filter(pl.any_horizontal(held)).select(COLUMNS)


def changes(releases_in_order: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The compact history of successive releases' tidy rows: what `rows` reads back, release by release."""
    import polars as pl

    state = pl.DataFrame(schema={name: pl.Date if name == "month" else pl.String for name in KEY} | {"count": pl.Int64})
    parts: list[pl.DataFrame] = []
    for number, tidy in enumerate(releases_in_order):
        covered = tidy["month"].unique().implode()
        before = state.filter(pl.col("month").is_in(covered))
        changed = side_by_side(before, tidy).filter(pl.col("after").ne_missing(pl.col("before")))
        since = pl.lit(number, pl.UInt8).alias(SINCE)
        parts.append(changed.select(*KEY, pl.col("after").alias("count"), since))
        state = pl.concat([state.filter(~pl.col("month").is_in(covered)), tidy.select(COLUMNS)])
    history = pl.concat(parts).sort(*KEY, SINCE)
    until = pl.col(SINCE).shift(-1).over(KEY).fill_null(NEVER).alias(UNTIL)
    # A cell that was gone from a release on needs no row of its own: the row before it ends there.
    return history.with_columns(until).filter(pl.col("count").is_not_null())

"""The bundled history gives every release back as CBP published it, to the last cell."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.cbp.files import read_file
from encounters.cbp.parse import parse
from encounters.names import COLUMNS, KEY
from encounters.results import Release
from encounters.store import bundled
from held import bundle

RELEASES = bundled.releases()


def cbp_file(shared: Path, name: str) -> Path:
    found = [path for path in (shared / "cbp").rglob(name) if path.is_file()]
    return found[0] if found else pytest.skip(f"there is no {name} beside the checkout")


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.file)
def test_a_release_comes_back_as_it_was(release: Release, shared: Path) -> None:
    source = read_file(cbp_file(shared, release.file))
    assert source.sha256 == release.sha256
    rows = parse(source).rows
    assert bundle().release_rows(release).collect().sort(KEY).equals(rows.sort(KEY))


def test_releases_know_their_size_and_dates() -> None:
    assert {release.origin for release in RELEASES} == {"bundled"}
    for release in RELEASES:
        rows = bundle().release_rows(release).collect()
        # A zero cell may be left out of the history: it changes no sum.
        assert int(rows["count"].sum()) == release.encounters
        assert release.published.day > release.data_through.first_day


cells = st.lists(
    st.tuples(st.sampled_from(["2021-10-01", "2021-11-01", "2021-12-01"]), st.sampled_from("ab"), st.integers(0, 5)),
    unique_by=lambda cell: cell[:2],
    min_size=1,
)


def tidy(rows: list[tuple[str, str, int]]) -> pl.DataFrame:
    empty = dict.fromkeys(KEY)
    schema = dict.fromkeys(KEY, pl.String) | {"count": pl.Int64}
    made = [empty | {"month": month, "citizenship": who, "count": count} for month, who, count in rows]
    return pl.DataFrame(made, schema=schema).with_columns(pl.col("month").str.to_date())


@settings(max_examples=60, deadline=None)
@given(history=st.lists(cells, min_size=1, max_size=4))
def test_a_compact_history_gives_each_release_back(history: list[list[tuple[str, str, int]]]) -> None:
    frames = [tidy(rows) for rows in history]
    compact = bundled.changes(frames)
    for number, frame in enumerate(frames):
        covered = frame["month"].unique().implode()
        in_force = (pl.col(bundled.SINCE) <= number) & (pl.col(bundled.UNTIL) > number)
        again = compact.filter(in_force, pl.col("month").is_in(covered)).select(COLUMNS)
        assert again.sort(KEY).equals(frame.select(COLUMNS).sort(KEY))

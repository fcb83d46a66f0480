"""The bundled history gives every release back as CBP published it, to the last cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from encounters import measure
from encounters.cbp.files import read_file
from encounters.cbp.parse import parse
from encounters.names import KEY
from encounters.periods import Month
from encounters.release import BASES, Release
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


def total(period: str, as_of: date | None = None, region: str = "southwest", **more: str) -> float:
    return measure("total", period, as_of=as_of, region=region, store=bundle(), **more).value


def test_the_newest_counts_and_those_of_before() -> None:
    assert total("2023-01", date(2023, 2, 10), authority="title_42") == 64_499
    assert total("2023-01", authority="title_42") == 68_173
    assert total("FY2025") == 443_671
    assert total("FY2025", region="all") == 691_906
    assert total("FYTD 2026-07", date(2026, 8, 31)) == 115_762


def test_every_release_has_its_lineage_and_a_day_known_somehow() -> None:
    assert {release.published.basis for release in RELEASES} == set(BASES)
    for release in RELEASES:
        assert release.lineage is not None
        assert release.is_cbp_file == (release.source == "CBP release")
        if release.published.basis == "update" and release.is_cbp_file:
            assert bundled.updates()[release.data_through] == release.published.day


def test_on_a_day_with_two_releases_the_file_of_cbp_answers() -> None:
    newest = bundle().vintage("southwest", date(2022, 10, 21))[Month(2022, 9)]
    assert newest.file == "sbo-encounters-fy19-fy22.csv"

"""Every release known: those on hand, and the months between by CBP's rule of names and the days of its updates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from encounters.cbp.datasets import DATASETS, NATIONWIDE_AOR, SOUTHWEST, dataset_of_file, usual_file
from encounters.cbp.listing import link_of
from encounters.periods import Month
from encounters.store import bundled
from encounters.store.occasions import occasions


@pytest.mark.parametrize(
    ("dataset", "month", "file"),
    [
        (SOUTHWEST, Month(2024, 11), "sbo-encounters-fy22-fy25-nov.csv"),
        (SOUTHWEST, Month(2022, 9), "sbo-encounters-fy19-fy22.csv"),
        (NATIONWIDE_AOR, Month(2026, 8), "nationwide-encounters-fy23-fy26-aug-aor.csv"),
    ],
)
def test_the_rule_of_names(dataset: Any, month: Month, file: str) -> None:
    assert usual_file(dataset, month) == file


@pytest.mark.parametrize("name", DATASETS)
def test_a_name_by_the_rule_is_read_as_what_it_is(name: str) -> None:
    for ordinal in range(60):
        month = Month(2022, 9) + ordinal
        file = usual_file(DATASETS[name], month)
        link = link_of(f"https://www.cbp.gov/{file}")
        assert dataset_of_file(file) is DATASETS[name]
        assert link is not None
        assert link.data_through == month


def test_cbps_own_bundled_files_are_named_by_the_rule() -> None:
    own = [release for release in bundled.releases() if release.is_cbp_file]
    assert own
    assert [one.file for one in own] == [usual_file(DATASETS[one.dataset], one.data_through) for one in own]


def test_all_on_hand_and_each_month_between_once() -> None:
    known = occasions(bundled.releases(), bundled.updates())
    assert {one.held for one in known if one.held} == set(bundled.releases())
    for name in DATASETS:
        months = sorted({one.data_through for one in known if one.dataset.name == name})
        assert months == [months[0] + number for number in range(len(months))]
    december = next(one for one in known if one.dataset is SOUTHWEST and one.data_through == Month(2021, 12))
    assert (december.file, december.held, december.published.day) == (None, None, date(2022, 1, 24))
    june = next(one for one in known if one.dataset is SOUTHWEST and one.data_through == Month(2023, 6))
    assert (june.file, june.published.day) == ("sbo-encounters-fy20-fy23-jun.csv", date(2023, 7, 18))


def test_nothing_on_hand_is_nothing_known() -> None:
    assert occasions((), bundled.updates()) == ()


def test_explain_releases(run: Any) -> None:
    shown = run("explain", "releases").stdout
    assert "sbo-encounters-fy20-fy23-jun.csv" in shown
    assert "reading of CBP's dashboard" in shown

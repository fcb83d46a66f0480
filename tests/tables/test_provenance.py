"""Where releases come from, what was known when, and what `status` says of both."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from encounters.errors import MissingMonths
from encounters.periods import Month, Period
from encounters.release import BASES
from encounters.results import Selection
from encounters.store import bundled
from encounters.tables.provenance import sources, vintages
from encounters.tables.status import status
from held import bundle


def month(year: int, number: int) -> Selection:
    return Selection(Period(Month(year, number), Month(year, number)))


def test_every_release_names_its_holder() -> None:
    table = sources(bundle())
    assert len(table.rows) == len(bundled.releases())
    for row in table.rows:
        assert row["holder"]
        assert row["commit"]
        assert (row["source"] == "CBP release") == row["source"].startswith("CBP")


def test_what_was_known_of_a_month_when() -> None:
    rows = [row for row in vintages(bundle(), month(2022, 4)).rows if row["dataset"] == "southwest"]
    assert [row["encounters"] for row in rows[:3]] == [234_088, 235_706, 235_706]
    assert rows[0]["until"] == rows[1]["published"] == "2022-07-15"
    assert rows[1]["change"] == 235_706 - 234_088
    assert rows[-1]["until"] is None
    closed = vintages(bundle(), month(2021, 5)).rows
    assert {row["encounters"] for row in closed if row["dataset"] != "southwest"} == {180_597}
    with pytest.raises(MissingMonths, match="No release on hand has 2001-05"):
        vintages(bundle(), month(2001, 5))


def test_status_says_in_a_line_what_the_package_knows_and_what_changed_last() -> None:
    table = status(bundle(), [], date(2026, 8, 25))
    assert "The package itself knows southwest October 2017 to " in table.notes[0]
    assert any(" revises " in note for note in table.notes)
    assert {row["published_basis"] for row in table.rows} == set(BASES)


def test_the_command_has_both(run: Any) -> None:
    told = json.loads(run("status", "--vintages", "2023-01", "-f", "json").stdout)
    assert told["schema"] == "encounters/status-vintages/1.0"
    assert json.loads(run("status", "--sources", "-f", "json").stdout)["schema"] == "encounters/status-sources/1.0"
    assert run("status", "--sources", "--verify").exit_code == 2

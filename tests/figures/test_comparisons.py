"""What a figure is compared with, and what a share is of: the documented default, always named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from encounters.errors import UsageError
from encounters.figures.measure import measure
from encounters.figures.question import ask, parse_whole
from encounters.names import choose
from encounters.periods import Period
from encounters.results import Selection, Value
from held import bundle


def asked(figure: str, period: str = "FY2021", of: str | None = None, **filters: str) -> Value:
    choices: dict[str, Any] = {name: choose(name, [text]) for name, text in filters.items()}
    return measure(bundle(), figure, ask(Selection(Period.parse(period)).choosing(**choices), of=of))


@pytest.mark.parametrize(
    ("period", "against"),
    [("2021-01..2022-03", "2020-01..2021-03"), ("FY2021", "FY2020"), ("2021-03", "2020-03"), ("FY2020..FY2021", None)],
)
def test_without_against_it_is_the_same_months_a_year_earlier(period: str, against: str | None) -> None:
    found = asked("multiple", period)
    before = Period.parse(against or "FY2019..FY2020")
    assert found.scope.against == before
    assert f"--against {before}" in str(found.scope.command)
    assert f"Compared with: {before.describe()}." in found.scope.lines()
    named = measure(bundle(), "multiple", ask(Selection(Period.parse(period)), against=str(before)))
    assert (named.value, named.details) == (found.value, found.details)


def test_the_issues_multiple() -> None:
    assert asked("multiple", "2021-01..2022-03").value == pytest.approx(2.864, abs=5e-4)


def test_json_names_both(run: Any) -> None:
    change = json.loads(run("measure", "change", "--year", "2021", "-f", "json").stdout)
    assert (change["against"], change["of"]) == ("FY2020", None)
    share = json.loads(run("measure", "share", "--year", "2021", "--component", "usbp", "-f", "json").stdout)
    assert (share["against"], share["of"]["region"], share["of"]["component"]) == (None, "southwest", None)


def test_a_share_names_its_whole_in_words() -> None:
    lines = asked("share", component="usbp", authority="title_42").scope.lines()
    assert "Share of: Both components; Southwest Land Border, in the same months." in lines
    lines = asked("share", of="component=usbp", component="usbp", authority="title_42").scope.lines()
    assert "Share of: U.S. Border Patrol; Southwest Land Border, in the same months." in lines


@pytest.mark.parametrize(
    ("of", "filters"),
    [
        ("component=ofo", {"component": "usbp"}),
        ("component=usbp", {}),
        ("citizenship=mexico", {"citizenship": "not guatemala"}),
        ("citizenship=not mexico", {"citizenship": "mexico"}),
        ("citizenship=other", {"citizenship": "honduras"}),
        ("authority=title_8", {"citizenship": "mexico"}),
        ("area=tucson-sector", {"component": "usbp"}),
    ],
)
def test_what_is_no_part_of_its_whole_is_refused(of: str, filters: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="is no part of"):
        asked("share", of=of, **filters)


@pytest.mark.parametrize(
    ("of", "filters"),
    [
        ("component=usbp", {"area": "tucson-sector"}),
        ("component=usbp", {"component": "usbp", "citizenship": "mexico"}),
        ("citizenship=other", {"citizenship": "brazil"}),
        ("citizenship=not mexico", {"citizenship": "guatemala,brazil"}),
        ("citizenship=not mexico", {"citizenship": "not mexico,guatemala"}),
        ("component=ofo", {"demographic": "accompanied-minors"}),
    ],
)
def test_what_is_a_part_is_a_share_of_one_at_most(of: str, filters: dict[str, str]) -> None:
    assert 0 < asked("share", of=of, **filters).value <= 1


def test_a_dimension_named_twice_in_a_whole_is_both_together() -> None:
    selection = Selection(Period.parse("FY2021"))
    twice = parse_whole("citizenship=mexico;component=usbp;citizenship=guatemala", selection)
    assert twice == parse_whole("component=usbp;citizenship=mexico,guatemala", selection)
    assert asked("share", of="component=usbp;component=ofo", component="usbp").value == pytest.approx(0.9565, abs=5e-5)

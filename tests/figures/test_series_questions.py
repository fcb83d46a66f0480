"""A published series answers only what it holds, and says why it does not answer the rest."""

from __future__ import annotations

from typing import Any

import pytest

from encounters.errors import EncountersError, MissingMonths, UsageError
from encounters.figures.measure import measure
from encounters.figures.question import ask
from encounters.names import choose
from encounters.periods import Period
from encounters.results import Selection, Value
from held import bundle

SECTORS, BY_YEAR = "usbp-by-sector-by-month", "usbp-southwest-by-year"
FIRST, PAGES = "monthly-first-published", "cbp-southwest-by-month-fy2017-fy2021"


def asked(figure: str, period: str, series: str, against: str | None = None, **filters: str) -> Value:
    choices: dict[str, Any] = {name: choose(name, [text]) for name, text in filters.items()}
    selection = Selection(Period.parse(period)).choosing(**choices)
    question = ask(selection, against=against, series=series, region_named="region" in filters)
    return measure(bundle(), figure, question)


def measured(figure: str, period: str) -> float:
    return measure(bundle(), figure, ask(Selection(Period.parse(period)))).value


@pytest.mark.parametrize(
    ("figure", "period", "series", "filters", "value", "unit"),
    [
        ("total", "2005-03", SECTORS, {}, 144_444, "encounters"),
        ("total", "2005-03", SECTORS, {"area": "del-rio-sector"}, 7_935, "encounters"),
        ("total", "2005-03", SECTORS, {"region": "southwest"}, 143_048, "encounters"),
        ("total", "2005-03", SECTORS, {"area": "not del-rio-sector"}, 136_509, "encounters"),
        ("total", "2005-03", f"{SECTORS}/livermore-sector", {}, 7, "encounters"),
        ("peak", "FY2000", "usbp-southwest-by-month", {}, 220_063, "encounters"),
        ("total", "FY2000", BY_YEAR, {}, 1_643_679, "encounters"),
        ("total", "2024-07", FIRST, {"component": "usbp"}, 56_408, "encounters"),
        ("total", "2024-03", FIRST, {"component": "usbp"}, 137_480, "encounters"),
        ("total", "2023-01", FIRST, {"authority": "title-42"}, 64_499, "encounters"),
        ("total", "FY2020", "cbp-nationwide-by-year", {"component": "usbp"}, 405_036, "encounters"),
        ("total", "FY2020", "cbp-nationwide-by-year", {"component": "ofo"}, 241_786, "encounters"),
        ("total", "2022-09", "unique-individuals-by-month", {}, 182_704, "people"),
        ("total", "FY2021", "criminal-noncitizens-by-year", {}, 10_763, "arrests"),
        ("total", "2018-03", PAGES, {"component": "usbp"}, 37_390, "encounters"),
        ("total", "2018-03", PAGES, {"component": "usbp", "demographic": "fmua"}, 8_875, "encounters"),
        ("recidivism-share", "2022-04", "repeat-share-by-month", {}, 0.28, "share of encounters"),
    ],
)
def test_what_a_series_holds(
    figure: str, period: str, series: str, filters: dict[str, str], value: float, unit: str
) -> None:
    found = asked(figure, period, series, **filters)
    assert (round(found.value, 9), found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("figure", "period", "series", "filters", "reason"),
    [
        ("total", "FY2020", "other-figures", {}, "9 different figures"),
        ("total", "2022-08..2022-09", "unique-individuals-by-month", {}, "do not add up over months"),
        ("monthly-average", "2022-09", "unique-individuals-by-month", {}, "do not add up"),
        ("total", "2022-04", "repeat-share-by-month", {}, "is of shares"),
        ("record", "2022-04", "repeat-share-by-month", {}, "is of shares"),
        ("recidivism-share", "FY2000", BY_YEAR, {}, "is of encounters"),
        ("peak", "FY2000", BY_YEAR, {}, "needs months"),
        ("streak", "FY2000..FY2005", BY_YEAR, {}, "needs months"),
        ("share", "FY2000", BY_YEAR, {}, "cannot be computed within the series"),
        ("total", "FY2000", BY_YEAR, {"component": "ofo"}, "no numbers of Office of Field Operations"),
        ("total", "FY2000", BY_YEAR, {"citizenship": "mexico"}, 'no numbers for citizenship = "mexico"'),
        ("total", "FY2000", BY_YEAR, {"region": "northern"}, "cannot be asked for Northern"),
        ("total", "FY2020", "cbp-nationwide-by-year", {"region": "southwest"}, "cannot be asked for Southwest"),
        ("recidivism-share", "FY2021", "recidivism-by-year", {"region": "northern"}, "cannot be asked for Northern"),
        ("total", "2005-03", SECTORS, {"area": "blaine-sector", "region": "southwest"}, "no Blaine Sector"),
        ("total", "2005-03", SECTORS, {"area": "el-paso-field-office"}, "no El Paso Field Office"),
        ("total", "FY2021", "gang-affiliated-by-year/ms-14", {}, "'ms-14'"),
        ("rank", "FY2013", "cbp-southwest-by-year", {"component": "usbp"}, "can be compared with itself from 2013-10"),
        ("total", "FY2022", "gang-affiliated-by-year", {"citizenship": "mexico"}, "no numbers for"),
    ],
)
def test_what_a_series_does_not_hold_is_refused(
    figure: str, period: str, series: str, filters: dict[str, str], reason: str
) -> None:
    with pytest.raises(EncountersError) as refused:
        asked(figure, period, series, **filters)
    assert reason in refused.value.message
    assert refused.value.hint
    assert refused.value.exit_code == 2


def test_a_published_share_moves_in_points() -> None:
    moved = asked("share-change", "2022-04", "repeat-share-by-month", against="2021-05")
    assert (moved.value, moved.kind, moved.scope.whole) == (pytest.approx(-0.10), "points", None)
    with pytest.raises(UsageError, match="is of encounters"):
        asked("share-change", "FY2000", BY_YEAR)


def test_a_gap_is_no_part_of_a_row() -> None:
    with pytest.raises(MissingMonths, match="missing: April 2022, May 2022, June 2022"):
        asked("total", "2022-04..2022-06", "monthly-first-published", component="usbp")
    record = asked("record", "2023-02", "monthly-first-published", component="usbp")
    assert record.value == 1
    assert any("no value for" in note and "before a gap is not compared" in note for note in record.notes)


def test_a_window_over_a_series_and_releases_is_joined_and_says_so() -> None:
    joined = asked("total", "2017-01..2021-03", PAGES)
    later = sum(measured("total", month) for month in ("2021-01", "2021-02", "2021-03"))
    parts = asked("total", "2017-01..2020-12", PAGES).value + later
    assert joined.value == parts
    assert any(note.startswith("From January 2021 the series is continued") for note in joined.notes)
    assert joined.scope.used
    assert joined.scope.sources
    alone = asked("total", "2018-03", PAGES)
    assert not any("continued" in note for note in alone.notes)
    assert not alone.scope.used


def test_what_releases_do_not_have_names_the_series_that_has_it() -> None:
    with pytest.raises(MissingMonths) as missing:
        measure(bundle(), "total", ask(Selection(Period.parse("2005-03"))))
    assert 'series = "usbp-southwest-by-month" (U.S. Border Patrol alone)' in str(missing.value.hint)
    families = Selection(Period.parse("2017-03")).choosing(
        component=choose("component", ["usbp"]), demographic=choose("demographic", ["fmua"])
    )
    with pytest.raises(MissingMonths) as missing:
        measure(bundle(), "total", ask(families))
    assert f'have it: series = "{PAGES}".' in str(missing.value.hint)


def test_a_category_that_no_filter_stands_for_is_named() -> None:
    found = asked("total", "FY2016", "gang-affiliated-by-year/ms-13")
    assert "gang ms-13" in found.scope.lines()[0]
    assert "gang ms-13" in found.notes[0]


def test_people_are_not_told_as_events() -> None:
    told = " ".join(asked("total", "2022-09", "unique-individuals-by-month").scope.lines())
    assert "events" not in told
    assert "People encountered in a month, each counted once" in told


def test_a_series_of_another_place_is_told_where_the_row_says_so() -> None:
    notes = asked("total", "2022-09", "unique-individuals-by-month").notes
    assert any(note.startswith("September 2022: it covers: nationwide") for note in notes)


@pytest.mark.parametrize("name", ["total", "daily-average", "peak", "rank", "pace"])
def test_an_option_that_a_figure_does_not_read_is_refused(name: str) -> None:
    selection = Selection(Period.parse("FY2021"))
    with pytest.raises(UsageError, match="`against` is not for it"):
        measure(bundle(), name, ask(selection, against="FY2020"))
    with pytest.raises(UsageError, match="`of` is not for it"):
        measure(bundle(), name, ask(selection, of="component=usbp"))

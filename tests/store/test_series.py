"""The bundled reference series: CBP's exact figures, their marks and their vintages."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from encounters.errors import UnknownName
from encounters.periods import Month, Period
from encounters.store import series

MAY_2022 = date(2022, 5, 19)
JUNE_2022 = date(2022, 6, 14)


def values(name: str, as_of: date | None = None, **choice: str) -> dict[str, int | float]:
    return {str(point.period): point.value for point in series.points(name, as_of, **choice)}


@pytest.mark.parametrize(
    ("name", "period", "value"),
    [
        ("usbp-southwest-by-year", "FY1960", 21_022),
        ("usbp-southwest-by-year", "FY2000", 1_643_679),
        ("usbp-southwest-by-year", "FY2021", 1_659_206),
        ("usbp-southwest-by-year", "FY2025", 237_538),
        ("usbp-southwest-by-month", "2000-03", 220_063),
        ("usbp-southwest-by-month", "2020-04", 16_182),
        ("usbp-nationwide-by-month", "2020-04", 16_221),
        ("usbp-nationwide-by-year", "FY2000", 1_676_438),
        ("usbp-nationwide-by-year", "FY2021", 1_662_167),
        ("cbp-southwest-by-year", "FY2017", 415_517),
        ("cbp-southwest-by-year", "FY2018", 521_090),
        ("cbp-southwest-by-year", "FY2024", 2_135_005),
        ("cbp-nationwide-by-year", "FY2023", 3_201_144),
        ("cbp-southwest-by-month-fy2017-fy2021", "2019-05", 144_116),
        ("repeat-share-by-month", "2021-05", 0.38),
        ("repeat-share-by-month", "2022-04", 0.28),
        ("repeat-share-by-month", "2022-05", 0.25),
        ("unique-individuals-by-month", "2022-04", 157_555),
        ("monthly-first-published", "2022-04", 234_088),
        ("monthly-revisions", "2022-04", 235_785),
        ("recidivism-by-year", "FY2021", 0.27),
        ("criminal-noncitizens-by-year", "FY2020", 2_438),
        ("criminal-noncitizens-by-year", "FY2021", 10_763),
        ("criminal-noncitizens-by-year", "FY2022", 12_028),
        ("gang-affiliated-by-year", "FY2021", 348),
    ],
)
def test_published_figures(name: str, period: str, value: float) -> None:
    assert values(name)[period] == value


def test_months_sectors_and_years_of_border_patrol_agree() -> None:
    years = values("usbp-southwest-by-year")
    months = values("usbp-southwest-by-month")
    everywhere = values("usbp-nationwide-by-month")
    sectors: Counter[str] = Counter()
    for point in series.points("usbp-by-sector-by-month"):
        sectors[str(point.period)] += int(point.value)
    assert sectors == everywhere
    for year in range(2000, 2021):
        period = Period.fiscal_year(year)
        assert sum(months[str(month)] for month in period) == years[str(period)]
        whole = values("usbp-nationwide-by-year")[str(period)]
        assert sum(everywhere[str(month)] for month in period) == whole


def test_cbp_months_add_up_to_cbp_years() -> None:
    months = values("cbp-southwest-by-month-fy2017-fy2021")
    years = values("cbp-southwest-by-year")
    for year in (2018, 2019, 2020):
        period = Period.fiscal_year(year)
        assert sum(months[str(month)] for month in period) == years[str(period)]
    # FY2017 was printed in parts, which are the first vintage: 326 below the year as restated.
    assert sum(months[str(month)] for month in Period.fiscal_year(2017)) == 415_191


def test_parts_of_a_year_add_up_to_the_total() -> None:
    totals = values("cbp-southwest-by-year")
    patrol = values("cbp-southwest-by-year", component="usbp")
    ports = values("cbp-southwest-by-year", component="ofo")
    for year in ("FY2014", "FY2018", "FY2019", "FY2020"):
        assert patrol[year] + ports[year] == totals[year]


def test_baseline_of_the_repeat_share() -> None:
    baselines = {
        str(point.period): (point.details["baseline"], point.details["baseline_period"])
        for point in series.points("repeat-share-by-month")
        if point.details["baseline"]
    }
    assert {baseline for baseline, _ in baselines.values()} == {"0.14", "0.15"}
    assert {period for _, period in baselines.values()} == {"FY2014..FY2019"}
    fifteen = [month for month, (baseline, _) in baselines.items() if baseline == "0.15"]
    assert fifteen == ["2021-05", "2022-06", "2022-07"]
    assert series.series("repeat-share-by-month").precision == 0.01


def test_repeat_share_is_known_from_its_release() -> None:
    assert "2022-04" not in values("repeat-share-by-month", date(2022, 5, 16))
    assert values("repeat-share-by-month", date(2022, 5, 17))["2022-04"] == 0.28


def test_criminal_noncitizens_as_of_a_date() -> None:
    known = values("criminal-noncitizens-by-year", MAY_2022)
    assert (known["FY2020"], known["FY2021"]) == (2_438, 10_763)
    assert "FY2022" not in known
    (latest,) = [p for p in series.points("criminal-noncitizens-by-year", date(2022, 9, 10)) if p.is_partial]
    assert (latest.value, str(latest.covers), latest.status) == (9_381, "FYTD 2022-07", "through_inferred")
    assert "FY2022" in values("criminal-noncitizens-by-year")
    whole = series.points("criminal-noncitizens-by-year", date(2022, 9, 10), partial=False)
    assert [str(point.period) for point in whole][-1] == "FY2021"


def test_year_to_date_vintages_of_criminal_noncitizens() -> None:
    found = {
        str(point.through): point.value
        for point in series.rows("criminal-noncitizens-by-year")
        if str(point.period) == "FY2021" and point.category == "arrests" and point.is_partial
    }
    assert found == {"2021-03": 5_018, "2021-04": 5_861, "2021-05": 6_918, "2021-06": 7_830, "2021-08": 9_728}


def test_offences_count_convictions() -> None:
    rows = [p for p in series.rows("criminal-noncitizens-by-year") if p.vintage == "final, Oct 2021 vintage"]
    assert sum(point.value for point in rows if point.category != "arrests") == 15_494
    assert {point.unit for point in rows} == {"arrests", "convictions"}
    assert {point.category for point in rows if point.status == "conflict"} == {"homicide-manslaughter", "other"}


def test_gang_totals_to_may_2022() -> None:
    found = [point for point in series.points("gang-affiliated-by-year", JUNE_2022) if point.period]
    assert [str(point.period) for point in found] == [f"FY{year}" for year in range(2017, 2023)]
    assert sum(point.value for point in found) == 3_424
    assert [point.is_partial for point in found] == [False] * 5 + [True]
    assert str(found[-1].published) == "2022-05-27"


def test_a_later_undated_year_to_date_beats_an_earlier_one() -> None:
    assert values("gang-affiliated-by-year", date(2022, 7, 20), category="MS-13")["FY2022"] == 220


def test_conflicts_are_kept_and_answer_only_when_asked() -> None:
    assert values("cbp-southwest-by-year")["FY2016"] == 559_695
    asked = series.points("cbp-southwest-by-year", status=("conflict",))
    assert [(str(point.period), point.value) for point in asked] == [("FY2016", 553_378)]
    assert values("unique-individuals-by-month")["2022-10"] == 185_527
    assert "FY2020" not in values("recidivism-by-year")
    assert "FY2014" not in values("criminal-noncitizens-by-year")


def test_closed_series_answer_with_what_was_over() -> None:
    assert list(values("usbp-southwest-by-year", MAY_2022))[-1] == "FY2021"
    assert list(values("usbp-southwest-by-month", date(2000, 5, 1)))[-1] == "2000-03"
    entry = series.series("usbp-southwest-by-year")
    assert entry.closed
    assert entry.comparable_from == Month(1959, 10)


def test_definition_changes_between_two_years() -> None:
    entry = series.series("usbp-southwest-by-year")
    (change,) = entry.changes(Month(1999, 10), Month(2021, 9))
    assert change[0] == Month(2020, 3)
    assert "Title 42" in change[1]
    assert entry.changes(Month(1999, 10), Month(2019, 9)) == ()


def test_a_date_that_is_not_known_is_marked_inferred() -> None:
    (final,) = [p for p in series.points("gang-affiliated-by-year", JUNE_2022) if str(p.period) == "FY2018"]
    assert final.published is not None
    assert str(final.published) == "2018-10 (inferred)"
    assert final.published.day == date(2018, 10, 31)


@pytest.mark.parametrize(
    ("name", "choice", "message"),
    [
        ("recidivism-by-yaer", {}, "recidivism-by-year"),
        ("gang-affiliated-by-year", {"category": "ms13s"}, "ms-13"),
        ("cbp-southwest-by-year", {"component": "usb"}, "usbp"),
    ],
)
def test_a_wrong_name_gets_the_nearest(name: str, choice: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownName) as error:
        series.points(name, **choice)
    assert error.value.hint is not None
    assert f"'{message}'" in error.value.hint


@pytest.mark.parametrize("name", series.catalogue())
def test_every_series_is_whole(name: str) -> None:
    entry, found = series.series(name), series.points(name)
    assert entry.title
    assert entry.definition.endswith(".")
    assert found
    assert len({(point.period, point.component, point.category) for point in found}) == len(found)
    assert found == sorted(found, key=lambda point: point.period.first if point.period else Month(1900, 1))
    for point in series.rows(name):
        assert point.source_url.startswith("http")
        assert point.source_title
        assert point.known is None or point.published is not None
        assert point.period is None or Period.parse(str(point.period)) == point.period
        if point.unit == "share":
            assert 0 < point.value < 1
    frame = series.load(name)
    assert frame.height == len(series.rows(name))
    assert frame["value"].null_count() == 0

"""Trend, comparison and pace of a published series."""

from __future__ import annotations

from typing import Any

import pytest

from encounters.errors import UsageError
from encounters.figures.question import Question, ask
from encounters.names import choose
from encounters.periods import Period
from encounters.results import Selection
from encounters.tables.compare import compare
from encounters.tables.of_series import trend
from encounters.tables.pace import pace
from held import bundle

MONTHLY, YEARLY = "usbp-southwest-by-month", "usbp-southwest-by-year"


def of(series: str, period: str, **filters: str) -> Question:
    choices: dict[str, Any] = {name: choose(name, [text]) for name, text in filters.items()}
    return ask(Selection(Period.parse(period)).choosing(**choices), series=series, region_named="region" in filters)


def test_a_trend_by_month_adds_up_to_the_year() -> None:
    rows = trend(bundle(), of(MONTHLY, "FY2000")).rows
    assert len(rows) == 12
    assert sum(row["encounters"] for row in rows) == 1_643_679
    assert rows[5] == {"month": "2000-03", "encounters": 220_063, "days": 31, "per_day": 220_063 / 31}


def test_a_gap_is_a_row_without_a_value() -> None:
    table = trend(bundle(), of("repeat-share-by-month", "2022-04"), named=False)
    found = {row["month"]: row["encounters"] for row in table.rows}
    assert (len(found), found["2022-04"], found["2022-11"]) == (23, 0.28, None)
    assert next(column.kind for column in table.columns if column.name == "encounters") == "share"
    assert all(row["per_day"] is None for row in table.rows)


def test_a_series_of_years_has_a_row_a_year() -> None:
    rows = trend(bundle(), of(YEARLY, "FY2019..FY2021")).rows
    assert [row["encounters"] for row in rows] == [851_508, 400_651, 1_659_206]
    assert rows[2]["change"] == 1_659_206 - 400_651
    months = trend(bundle(), of(MONTHLY, "FY2019..FY2020"), ("year",)).rows
    assert [row["encounters"] for row in months] == [851_508, 400_651]


def test_a_sector_is_continued_with_releases_that_have_it() -> None:
    table = trend(bundle(), of("usbp-by-sector-by-month", "FY2020..FY2021", area="tucson-sector"), ("year",))
    assert [row["encounters"] for row in table.rows] == [66_076, 191_232]
    assert any("continued" in note for note in table.notes)
    assert table.scope
    assert str(table.scope.selection.region) == "southwest"


def test_a_comparison_and_a_pace() -> None:
    table = compare(bundle(), of(YEARLY, "FY2000"), [Period.parse("FY2000"), Period.parse("FY1986")])
    assert table.rows[0]["change"] == 1_643_679 - 1_615_844
    assert table.scope
    assert table.scope.command == f"encounters compare FY2000 FY1986 --series {YEARLY}"
    assert table.scope.sources
    years = pace(bundle(), of(MONTHLY, "2005-04")).rows
    assert [row["fiscal_year"] for row in years] == [f"FY{year}" for year in range(2000, 2006)]
    assert (years[-1]["year_to_date"], years[-1]["outcome"]) == (679_359, 1_171_396)


def test_a_series_cannot_be_split() -> None:
    with pytest.raises(UsageError, match="cannot be split by component"):
        trend(bundle(), of(MONTHLY, "FY2000"), ("component",))
    with pytest.raises(UsageError, match="cannot be split"):
        compare(
            bundle(),
            Question(Selection(Period.parse("FY2000")), by=("component",), series=YEARLY),
            [
                Period.parse("FY2000"),
                Period.parse("FY1999"),
            ],
        )

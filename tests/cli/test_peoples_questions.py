"""Everyday questions in the words that people use for them. Closed years' numbers are CBP's."""

from __future__ import annotations

import csv
import io
import json
import shlex
from typing import Any

import pytest

ASKED = {
    "summary second quarter of fiscal 2023": ["CBP encounters, January 2023-March 2023"],
    "compare first quarter of 2023 first quarter of 2022": ["January 2023-March 2023", "January 2022-March 2022"],
    "trend FY2021-22 --by year": ["1,734,686", "2,378,944"],
    "trend last four fiscal years --by year": ["FY2022", "FY2025"],
    "measure total past 3 years": ["August 2023-July 2026"],
    "measure total this calendar year": ["January 2026-July 2026"],
    "measure total last year --calendar": ["total, CY2025"],
    "measure total since Title 42 ended": ["June 2023-July 2026"],
    "measure percent-change 2023 --against 2022": ["+4.1%"],
    "measure change 2023 --against 2022 --calendar": ["change, CY2023", "--against CY2022"],
    "measure total 2023 --region nationwide": ["3,201,144", "all borders"],
    "breakdown 2023 --by sector --top 3": ["El Paso Sector", "U.S. Border Patrol"],
    "breakdown 2023 --by field-office": ["Laredo Field Office", "Office of Field Operations"],
    "breakdown this year --by sector": ["FY2025 to May (8 of 12 months)"],
    "trend this year --by nationality": ["FY2026 to November (2 of 12 months)"],
    "breakdown 2024 --by nationality --wide --top 5": ["Venezuela", "Honduras", "December 2023"],
    "breakdown 2021..2024 --by nationality,year --wide --top 2": ["Fiscal year", "Mexico", "653,684"],
    "trend 2021..2024 --by year,nationality": ["+152,745", "+23.3%"],
    "trend 2019..2023 --by year,demographic --share --wide": ["Single Adults", "53.9%"],
    "measure total in 2023": ["2,475,669"],
    "measure total 2023 --state florida --region all": ["236,691"],
    "measure total between 2021 and 2023": ["6,589,299"],
    "trend from 2021 to 2024 --by year": ["FY2021", "FY2024"],
    "breakdown 2023 --by nationalities --top 1": ["Mexico", "717,333"],
    "measure total 2023 --area 'san diego' --component ofo": ["131,068", "San Diego Field Office"],
    "measure total 2023 --area 'san diego' --component 'not ofo'": ["230,941", "San Diego Sector"],
    "measure total during fiscal year 2023": ["2,475,669"],
    "measure total April 2022 --as-of 'May 17, 2022'": ["234,088"],
    "explain series": ["usbp-southwest-by-year", "1959-10"],
    "recidivism --by year": ["FY2019", "7.0%"],
    "explain usbp-southwest-by-year": ["Border Patrol apprehensions", "encounters trend --series"],
    "measure share 2023 --of sector=tucson --sector tucson --nationality mexicans": ["49.6%", "373,625"],
}


@pytest.mark.parametrize("question", ASKED)
def test_a_question_is_answered_as_it_is_asked(question: str, run: Any) -> None:
    ran = run(*shlex.split(question))
    assert ran.exit_code == 0, ran.stderr
    for text in ASKED[question]:
        assert text in ran.stdout


SHOWN_THE_WAY = {
    "measure total 2024 --against 2023": "encounters measure change --year 2024 --against FY2023",
    "measure apprehensions 2022": "encounters explain apprehensions",
    "trend 2019 --by year,citizenship": "--by citizenship-group",
    "breakdown 2023 --by sector --component ofo": "--by area",
    "breakdown 2023 --by sector --area 'laredo field office'": "component",
    "trend 2021 --top 3": "--by citizenship",
    "trend 2021..2023 --by year,month": "Leave out the other",
    "trend 2021..2023 --by fiscal-year,component": "--by year",
    "measure total 2023 --sector tucson --area yuma-sector": "sector",
    "draft no-such-file.md": "Hint: ",
    "2024": "encounters summary 2024",
    "measure total 2023 --state florida": "--region all",
    "measure total 2023 --state texas,ny": "no region is named: NY",
    "measure total 2023 --sector swanton": "Swanton Sector",
    "measure total December": "last December",
    "trend last ten years --by year": "'FY2018..FY2025'",
    "search 301981": "Did you mean 'find'?",
    "measure total 2023 --country cuba": "--citizenship",
    "measure total 2023 --field-office tucson": "--area tucson-field-office",
    "compare 2021..2022": "encounters compare FY2022 FY2021",
    "trend 2023 --by quarter": "encounters compare 2023Q2 2023Q1",
    "measure change this year --against last year": "'last year'",
    "summary -p last year": "'last year'",
    "measure total 2023 --area 'san diego'": "--area san-diego-field-office,san-diego-sector",
    "compare this month last month": "July 2026: latest",
    "measure total 2023 --demographic children": "--demographic uac,accompanied-minors",
    "trend 2023 --by day": "nothing finer than a month",
    "measure total June 15, 2022": "'2022-06'",
    "measure total 2000 --component usbp": "usbp-southwest-by-year",
}


@pytest.mark.parametrize("question", SHOWN_THE_WAY)
def test_what_cannot_be_answered_is_shown_the_way(question: str, run: Any) -> None:
    ran = run(*shlex.split(question))
    assert ran.exit_code in (2, 3, 65)
    assert ran.stdout == ""
    assert SHOWN_THE_WAY[question] in ran.stderr


def test_sectors_are_of_border_patrol_and_add_up_to_it(run: Any) -> None:
    told = json.loads(run("breakdown", "2023", "--by", "sector", "-f", "json").stdout)
    total = json.loads(run("measure", "total", "2023", "--component", "usbp", "-f", "json").stdout)
    assert all(row["area"].endswith("_sector") for row in told["rows"])
    assert sum(row["encounters"] for row in told["rows"]) == total["value"]
    assert told["selection"]["component"] == "usbp"


def test_the_change_of_a_category_stands_beside_its_year(run: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(run("trend", "2023..2024", "--by", "year,component", "-f", "csv").stdout)))
    counts = {(row["fiscal_year"], row["component"]): int(row["encounters"]) for row in rows}
    for row in rows:
        if row["fiscal_year"] == "FY2024":
            assert int(row["change"]) == counts["FY2024", row["component"]] - counts["FY2023", row["component"]]
            assert row["change_from"] == "FY2023"
    first = list(csv.DictReader(io.StringIO(run("trend", "2018", "--by", "year,component", "-f", "csv").stdout)))
    assert {(row["change"], row["percent_change"], row["change_from"]) for row in first} == {("", "", "")}


def test_the_largest_of_a_wide_table_are_those_of_the_long_one(run: Any) -> None:
    wide = run("breakdown", "2024", "--by", "nationality", "--wide", "--top", "3", "-f", "csv").stdout
    long = run("breakdown", "2024", "--by", "nationality", "--top", "3", "-f", "csv").stdout
    assert next(csv.reader(io.StringIO(wide)))[1:] == [row["citizenship"] for row in csv.DictReader(io.StringIO(long))]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (
            "breakdown -p 'since 2021-01' --by citizenship --component usbp --as-of 2023-01-15",
            "CBP encounters by citizenship group, January 2021-October 2022",
        ),
        (
            "breakdown --by citizenship --component usbp --as-of 2023-01-15",
            "CBP encounters by citizenship group, October 2022",
        ),
        ("trend all --by component --as-of 2023-01-15", "CBP encounters by month and component, October 2017-October"),
        ("summary latest --as-of 2023-01-15", "CBP encounters, October 2022"),
        (
            "measure total latest --by demographic --as-of 2023-01-15",
            "Total of encounters by demographic, October 2022",
        ),
    ],
)
def test_an_open_end_is_counted_from_what_was_on_hand_then(question: str, title: str, run: Any) -> None:
    ran = run(*shlex.split(question))
    assert ran.exit_code == 0, ran.stderr
    assert ran.stdout.startswith(title)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "breakdown latest --by citizenship",
            "'latest' is November 2025: counted from November 2025, the newest on hand by",
        ),
        ("trend --by citizenship", "The newest month on hand by citizenship is November 2025."),
        ("trend --from 2025-01 --by sector", "The newest month on hand by area is May 2025."),
        ("trend --by component", ""),
        ("trend 2024 --by sector", ""),
    ],
)
def test_that_a_split_has_fewer_months_is_told(question: str, told: str, run: Any) -> None:
    ran = run(*shlex.split(question))
    assert ran.exit_code == 0
    assert told in ran.stderr
    assert bool(told) == ("newest month on hand by" in ran.stderr or "newest on hand by" in ran.stderr)

"""The reference series of CBP's web pages for FY2017-FY2021, month by month.

Each page is one vintage: the same month stands in several, with the figure each gave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from encounters.periods import MONTH_ABBREVIATIONS, Month, Period, parse_month
from series_tables import Row, Source, dated, read, same, source

FY2018_PAGE = Source(
    "CBP Southwest Border Migration FY2018 (full year)",
    "https://www.cbp.gov/newsroom/stats/sw-border-migration",
)

AGENCIES = {"USBP": "usbp", "OFO": "ofo", "CBP (USBP+OFO)": "all"}
MEASURES = {
    "total encounters": "encounters",
    "total apprehensions": "apprehensions",
    "total inadmissibles": "inadmissibles",
    "unaccompanied children": "unaccompanied-children",
    "family unit individuals": "family-unit-individuals",
    "Title 42 expulsions": "title-42-expulsions",
    "UAC": "unaccompanied-children",
    "Family Units": "family-unit-individuals",
    "Southwest Border Total Apprehensions": "apprehensions",
    "Southwest Border Total Inadmissibles": "inadmissibles",
    "sw_encounters_as_first_published": "encounters",
    "sw_usbp_encounters": "encounters",
    "title42_expulsions": "title-42-expulsions",
    "single_adults": "single-adults",
    "unaccompanied_children": "unaccompanied-children",
    "family_unit_individuals": "family-unit-individuals",
}
PAGES = {
    "2018-07-02": "page of July 2018",
    "2020-12-17": "page of December 2020",
    "2021-01-05": "page of January 2021",
}
COMPONENTS = {"U.S. Border Patrol": "usbp", "Office of Field Operations": "ofo"}


def cbp_southwest_by_month(folder: Path) -> Iterator[Row]:
    """CBP's pages for FY2017, FY2018 (July 2018 and full year), FY2020, and its page of January 2021."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in read(folder / "reference/monthly_totals_fy2017_fy2021.csv"):
        month, fiscal_year = parse_month(row["month"]), int(row["fiscal_year"])
        made: Row = {
            "period": str(month),
            "component": AGENCIES[row["agency"]],
            "category": MEASURES[row["measure"]],
            "value": row["value"],
            "vintage": PAGES.get(row["as_of"], f"page for FY{fiscal_year}"),
            "source": source(row),
            **dated(row["as_of"] or row["published"], Month(fiscal_year, 10)),
        }
        yield made
        if fiscal_year == 2017 and row["measure"] in ("total apprehensions", "total inadmissibles"):
            parts[row["month"]].append(made)
    for both in parts.values():
        added = str(sum(int(part["value"]) for part in both))
        yield both[0] | {"component": "all", "category": "encounters", "value": added, "status": "derived"}
    yield from fy2018_page(folder)


def fy2018_page(folder: Path) -> Iterator[Row]:
    """The full-year table for FY2018, its months checked against its totals."""
    for row in read(folder / "cbp/other/southwest-fy2018-by-month.csv"):
        months = list(Period.fiscal_year(2018))
        values = {month: int(row[MONTH_ABBREVIATIONS[month.month - 1]]) for month in months}
        same(months[-1], row["demographic"], sum(values.values()), int(row["total"]))
        for month, value in values.items():
            yield {
                "period": str(month),
                "component": COMPONENTS[row["component"]],
                "category": MEASURES[row["demographic"]],
                "value": str(value),
                "vintage": "page for FY2018",
                "source": FY2018_PAGE,
                **dated("", Month(2018, 10)),
            }

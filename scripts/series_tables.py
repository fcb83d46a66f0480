"""What each reference series is made from: one function a series, from the files' rows to tidy rows.

A tidy row is text by column (see `encounters.store.series_table.COLUMNS`), with a `Source` under `source`.
`published` is the date a source gives; where it gives none, `inferred` is the month such a figure appears in.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from encounters.periods import Month, Period, parse_month

Row = dict[str, Any]


class Source(NamedTuple):
    """Where a figure was printed. An id of its own only where `series.toml` names it."""

    title: str
    url: str
    id: str = ""


SOUTHWEST = (
    "big_bend",
    "del_rio",
    "el_centro",
    "el_paso",
    "laredo",
    "rio_grande_valley",
    "san_diego",
    "tucson",
    "yuma",
)
NORTHERN = ("blaine", "buffalo", "detroit", "grand_forks", "havre", "houlton", "spokane", "swanton")
COASTAL = ("livermore", "miami", "new_orleans", "ramey")
BORDERS = {"southwest_border": SOUTHWEST, "northern_border": NORTHERN, "coastal_border": COASTAL}

PEW = Source(
    "Migrant encounters at the U.S.-Mexico border are at their lowest level in more than 50 years (Pew)",
    "https://www.pewresearch.org/short-reads/2026/02/02/"
    "migrant-encounters-at-the-us-mexico-border-are-at-their-lowest-level-in-more-than-50-years/",
    "pew-southwest-by-year",
)
MONTHLY_PDF = Source(
    "CBP, U.S. Border Patrol Monthly Encounters (FY 2000 - FY 2020), as tabulated by UWCHR",
    "https://www.cbp.gov/sites/default/files/assets/documents/2021-Aug/"
    "U.S.%20Border%20Patrol%20Monthly%20Encounters%20%28FY%202000%20-%20FY%202020%29%20%28508%29.pdf",
    "cbp-usbp-monthly-pdf",
)


def read(path: Path) -> list[dict[str, str]]:
    """A file's rows as text."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def source(row: dict[str, str]) -> Source:
    """The source a row of the reference tables names."""
    return Source(row["source_title"], row["source_url"])


def dated(published: str, appears: Month | None) -> Row:
    """The source's date, or the month in which the figure appears when the source has none."""
    return {"published": published, "inferred": "" if published or appears is None else str(appears)}


AT_ENTRY_TABLE = Source(
    "CBP, web table of southwest Border Patrol encounters at entry and at large, as transcribed by others",
    "https://www.cbp.gov/newsroom/stats/southwest-land-border-encounters",
    "cbp-at-entry-at-large-table",
)


def usbp_southwest_by_year(folder: Path) -> Iterator[Row]:
    """FY1960-FY2025, from Pew's table of CBP's figures."""
    for row in read(folder / "cbp/other/usbp-southwest-by-fiscal-year-fy1960-fy2025.csv"):
        yield {
            "period": f"FY{row['fiscal_year']}",
            "value": row["usbp_southwest"],
            "measure": row["measure"].split(" (")[0],
            "published": row["published"],
            "source": Source(PEW.title, row["source_url"], PEW.id),
        }


def sector_months(folder: Path) -> Iterator[tuple[Month, dict[str, int]]]:
    """Border Patrol's monthly table, each month's parts checked against its printed totals."""
    for row in read(folder / "cbp/other/usbp-monthly-by-sector-fy2000-fy2020.csv"):
        month = Month.in_fiscal_year(int(row["fy"]), int(row["month"]))
        counts = {name: int(row[name]) for names in BORDERS.values() for name in names}
        for border, names in BORDERS.items():
            same(month, border, sum(counts[name] for name in names), int(row[border]))
        same(month, "monthly_total", sum(counts.values()), int(row["monthly_total"]))
        same(month, "calendar year", month.year, int(row["cy"]))
        yield month, counts


def same(month: Month, what: str, added: int, printed: int) -> None:
    """Stop when the parts do not add up to what is printed."""
    if added != printed:
        raise SystemExit(f"{month}: {what} is {added} by its parts and {printed} as printed")


def usbp_row(month: Month, value: int, category: str = "") -> Row:
    """A month of Border Patrol's table."""
    return {
        "period": str(month),
        "category": category,
        "value": str(value),
        "published": "2021-08",
        "source": MONTHLY_PDF,
    }


def usbp_southwest_by_month(folder: Path) -> Iterator[Row]:
    """The nine southwest sectors added up."""
    for month, counts in sector_months(folder):
        yield usbp_row(month, sum(counts[name] for name in SOUTHWEST))


def usbp_by_sector_by_month(folder: Path) -> Iterator[Row]:
    """Every sector, by the name the release history has for it."""
    for month, counts in sector_months(folder):
        for name, value in counts.items():
            yield usbp_row(month, value, f"{name}_sector")


def usbp_southwest_at_entry_at_large(folder: Path) -> Iterator[Row]:
    """The months' totals and their two parts, which must add up."""
    for row in read(folder / "cbp/other/usbp-southwest-at-entry-at-large-2023-10-2026-08.csv"):
        month = parse_month(row["month"])
        same(month, "total", int(row["at_entry"]) + int(row["at_large"]), int(row["total"]))
        for category, column in (("all", "total"), ("at-entry", "at_entry"), ("at-large", "at_large")):
            yield {
                "period": str(month),
                "category": category,
                "value": row[column],
                "inferred": "2026-09",
                "source": AT_ENTRY_TABLE,
            }


def usbp_nationwide_by_month(folder: Path) -> Iterator[Row]:
    """All sectors added up."""
    for month, counts in sector_months(folder):
        yield usbp_row(month, sum(counts.values()))


def usbp_nationwide_by_year(folder: Path) -> Iterator[Row]:
    """The monthly totals added up, and the years that CBP's enforcement statistics print."""
    years: dict[int, int] = defaultdict(int)
    for month, counts in sector_months(folder):
        years[month.fiscal_year] += sum(counts.values())
    for year, value in years.items():
        yield {
            "period": f"FY{year}",
            "value": str(value),
            "published": "2021-08",
            "status": "derived",
            "source": MONTHLY_PDF,
        }
    for row in annual(folder, "nationwide"):
        if row["component"] == "usbp" and row["vintage"] != "year to date":
            yield row | {"component": ""}


def annual(folder: Path, area: str) -> Iterator[Row]:
    """The yearly totals of one area, a row for the total and each part that the source has."""
    for row in read(folder / "reference/annual_totals.csv"):
        if row["area"] != area:
            continue
        year = Period.fiscal_year(int(row["fiscal_year"]))
        partial = row["status"] == "year_to_date"
        ends = re.search(r"- (\w{3} \d{4})$", row["period_note"])
        through = parse_month(ends[1]) if ends else None
        last = through if partial else year.last
        shared: Row = {
            "period": str(year),
            "vintage": "year to date" if partial else "",
            "through": str(through) if through else "",
            "status": row["status"],
            "source": source(row),
            **dated(row["published"], last + 1 if last else None),
        }
        parts = {"all": row["total"], "usbp": row["usbp"], "ofo": row["ofo"]}
        for component, value in parts.items():
            if value:
                yield shared | {"component": component, "value": value}
        if row["usbp"] and row["ofo"] and not row["total"]:
            added = str(int(row["usbp"]) + int(row["ofo"]))
            yield shared | {"component": "all", "value": added, "status": "derived"}


def cbp_southwest_by_year(folder: Path) -> Iterator[Row]:
    """As printed, with totals added up from the parts where no total of that size was printed."""
    rows = list(annual(folder, "southwest land border"))
    printed = {(row["period"], row["value"]) for row in rows if row["status"] == "ok" and row["component"] == "all"}
    for row in rows:
        if row["status"] != "derived" or (row["period"], row["value"]) not in printed:
            yield row


def cbp_nationwide_by_year(folder: Path) -> Iterable[Row]:
    """As printed."""
    return annual(folder, "nationwide")

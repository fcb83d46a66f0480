"""Tables of every form that a picture can have, with what has been hard to draw."""

from __future__ import annotations

from made_checks import MIX, TREND, months
from msgspec.structs import replace

from encounters.periods import Month
from encounters.results import Column, Table

COUNT = Column("n", "Encounters", "count")
MONTH = Column("month", "Month", "month", key=True)
NAMES = ("Single Adults", "Family units (FMUA)", "UC / Single Minors", "Accompanied Minors")
FILE = "sbo-encounters-fy22-fy25-aug.csv"


def bars(counts: dict[str, int], kind: str = "count") -> Table:
    columns = (Column("name", "Name", key=True), Column("n", "Change", "change" if kind == "change" else "count"))
    rows = [{"name": name, "n": count} for name, count in counts.items()]
    return Table("revisions", f"Changes from {FILE} to {FILE}", columns, rows, None, x="name", y="n")


def long(first: Month, counts: list[int]) -> Table:
    rows = [{"month": str(first + step), "n": count} for step, count in enumerate(counts)]
    return Table("trend", "CBP encounters by month", (MONTH, COUNT), rows, x="month", y="n")


def fiscal(years: int) -> Table:
    names = ("OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP")
    rows = [
        {"year": f"FY{2017 + year}", "m": name, "n": 9_000 * year + 700 * place}
        for year in range(years)
        for place, name in enumerate(names)
    ]
    return Table(
        "trend", "By year", (Column("year", "Year"), Column("m", "Month"), COUNT), rows, x="m", y="n", lines="year"
    )


SHOWN = {
    "lines": TREND,
    "bars": MIX,
    "four lines of long names": months(NAMES),
    "panels of long names": months((*NAMES, *"abcd", "OTHER (outside the 21 named countries)")),
    "fiscal years": fiscal(9),
    "title 42": long(Month(2019, 10), [50_000] * 60),
    "the peak first": long(Month(2023, 10), [301_981, 2, 3, 4]),
    "the peak last": long(Month(2023, 10), [1, 2, 3, 301_981]),
    "up and down": bars(
        {f"2022-05-17, {name}, Title 42": place * 90 - 150 for place, name in enumerate(NAMES)}, "change"
    ),
    "all down": bars({"August 2025": -9, "October 2024": -5}, "change"),
    "very unlike": bars(dict(zip(NAMES, (1_105_925, 479_728, 146_925, 1), strict=True))),
    "with notes": replace(MIX, notes=(f"Read from {FILE} and from {FILE}, and added up.",) * 3),
}

"""A second, plain reading: CBP's files and the bundled series row by row, and every figure as people do it by hand.

It shares nothing with the program but the names of categories. Where CBP's files are not beside the checkout, the tidy
rows that the package holds take their place.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path

from encounters.periods import Month, Period
from encounters.release import Release
from encounters.results import Selection
from held import bundle

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cbp"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
CODES = {
    "U.S. Border Patrol": "usbp",
    "Office of Field Operations": "ofo",
    "Southwest Land Border": "southwest",
    "Northern Land Border": "northern",
    "UC / Single Minors": "uac",
    "CHINA, PEOPLES REPUBLIC OF": "china",
    "MYANMAR (BURMA)": "myanmar",
    "OTHER": "other_countries",
}
COLUMNS = {
    "component": "Component",
    "region": "Land Border Region",
    "area": "Area of Responsibility",
    "state": "State",
    "demographic": "Demographic",
    "authority": "Title of Authority",
}
FOUR = ("mexico", "guatemala", "honduras", "el_salvador")
Row = tuple[dict[str, str], int]


def code(label: str, column: str) -> str:
    return label if column == "State" else CODES.get(label) or label.lower().replace(" ", "_")


@functools.cache
def rows(release: Release) -> dict[Month, list[Row]]:
    """A file's rows by month: the codes of each, and the count."""
    for path in SHARED.glob(f"*/{release.file}"):
        return read(path)
    found: dict[Month, list[Row]] = {}
    for row in bundle().rows(release.dataset, release.published.day).collect().iter_rows(named=True):
        codes = {name: row[name] for name in (*COLUMNS, "citizenship") if row.get(name)}
        found.setdefault(Month.of(row["month"]), []).append((codes, row["count"]))
    return found


def read(path: Path) -> dict[Month, list[Row]]:
    found: dict[Month, list[Row]] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream):
            year, month = int(line["Fiscal Year"][:4]), MONTHS.index(line["Month (abbv)"]) + 1
            codes = {name: code(line[column], column) for name, column in COLUMNS.items() if column in line}
            nation = line.get("Citizenship") or line["Citizenship Grouping"]
            codes["citizenship"] = code(nation, "Citizenship")
            when = Month(year - (month >= 10), month)
            found.setdefault(when, []).append((codes, int(float(line["Encounter Count"]))))
    return found


def count(release: Release, month: Month, selection: Selection) -> int:
    """The encounters of a selection in a month, by a file."""
    return sum(number for codes, number in rows(release)[month] if chosen(codes, selection))


def chosen(codes: dict[str, str], selection: Selection) -> bool:
    for name, choice in selection.choices().items():
        own = codes.get(name, "southwest" if name == "region" else "")
        inside = own in choice.codes or (name == "citizenship" and "other" in choice.codes and own not in FOUR)
        if inside is choice.excluded:
            return False
    return True


@functools.cache
def series(name: str) -> dict[tuple[str, str], int]:
    """A closed series: the value of each period and category."""
    text = files("encounters.store.bundled").joinpath("series", f"{name}.csv").read_text("utf-8")
    return {(row["period"], row.get("category", "")): int(row["value"]) for row in csv.DictReader(text.splitlines())}


def run(met: Sequence[bool]) -> int:
    """The longest run of what is met."""
    return max((len(list(group)) for good, group in groupby(met) if good), default=0)


def until(met: Sequence[bool]) -> int:
    """How many are met before the first that is not."""
    return next((place for place, good in enumerate(met) if not good), len(met))


def like(period: Period, span: Period, same: bool = False) -> list[Period]:
    """The periods alike within a span, by shifting."""
    step = 12 if len(period) > 1 or same else 1
    shifted = [period.shift(step * by) for by in range(-300, 301) if 1950 < period.first.year + by * step // 12 < 2150]
    return [one for one in shifted if span.first <= one.first and one.last <= span.last]


Counts = Callable[[Period], list[int]]
SIMPLE: dict[str, Callable[[list[int], Period], float]] = {
    "total": lambda own, _: sum(own),
    "year-to-date": lambda own, _: sum(own),
    "monthly-average": lambda own, _: sum(own) / len(own),
    "daily-average": lambda own, period: sum(own) / sum(month.days for month in period),
    "yearly-average": lambda own, _: sum(own) / (len(own) / 12),
    "pace": lambda own, _: sum(own) / len(own) * 12,
    "peak": lambda own, _: max(own),
    "lowest": lambda own, _: min(own),
    "streak": lambda own, _: until([later > earlier for earlier, later in pairwise(own)][::-1]),
}
TWO: dict[str, Callable[[float, float], float]] = {
    "change": lambda now, before: now - before,
    "percent-change": lambda now, before: (now - before) / before,
    "multiple": lambda now, before: now / before,
    "share": lambda part, whole: part / whole,
    "change-on-mean": lambda now, mean: now - mean,
    "percent-change-on-mean": lambda now, mean: (now - mean) / mean,
    "multiple-on-mean": lambda now, mean: now / mean,
}

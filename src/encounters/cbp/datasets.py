"""CBP's datasets: for each, its layout, its listing page, its file names, and how coarse it is.

Source: CBP Public Data Portal, "Southwest Land Border Encounters" and "Nationwide Encounters". Works of the U.S.
government, in the public domain (17 U.S.C. 105).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath

from msgspec import Struct

from encounters.errors import PeriodError, UnknownName
from encounters.names import COUNTRIES, FIVE_GROUPS
from encounters.periods import MONTH_ABBREVIATIONS, Month, month_number
from encounters.release import Published, in_month

FISCAL_YEAR = "Fiscal Year"
MONTH_GROUPING = "Month Grouping"
MONTH = "Month (abbv)"
COUNT = "Encounter Count"
ENCOUNTER_TYPE = "Encounter Type"


class Dataset(Struct, frozen=True, eq=False):
    """A family of files with one layout. `columns` maps CBP's column to the tidy dimension it fills; `unused` are
    columns that only repeat another; `citizenships` is the scheme its files use."""

    name: str
    title: str
    listing: str
    file_pattern: str
    file_name: str
    columns: dict[str, str]
    unused: tuple[str, ...]
    citizenships: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Every column a file of this dataset has."""
        return (FISCAL_YEAR, MONTH_GROUPING, MONTH, *self.columns, *self.unused, COUNT)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The tidy dimensions its rows have a value for."""
        return tuple(self.columns.values())


YEARS = r"fy(?:20)?\d\d-fy(?:20)?\d\d"
UPLOAD = r"([-_]\d+)?"
"""How names state fiscal years, and that an upload replaces another of the same name."""

SOUTHWEST = Dataset(
    name="southwest",
    title="Southwest Land Border Encounters",
    listing="document/stats/southwest-land-border-encounters",
    file_pattern=rf"sbo-encounters-{YEARS}(-[a-z]{{3,9}})?{UPLOAD}\.csv",
    file_name="sbo-encounters-{}.csv",
    columns={
        "Component": "component",
        "Demographic": "demographic",
        "Citizenship Grouping": "citizenship",
        "Title of Authority": "authority",
    },
    unused=(ENCOUNTER_TYPE,),
    citizenships=FIVE_GROUPS,
)
NATIONWIDE_STATE = Dataset(
    name="nationwide-state",
    title="Nationwide Encounters by State",
    listing="document/stats/nationwide-encounters",
    file_pattern=rf"nationwide-encounters-{YEARS}(-[a-z]{{3,9}})?-state{UPLOAD}\.csv",
    file_name="nationwide-encounters-{}-state.csv",
    columns={
        "Land Border Region": "region",
        "State": "state",
        "Demographic": "demographic",
        "Citizenship": "citizenship",
        "Title of Authority": "authority",
    },
    unused=(),
    citizenships=COUNTRIES,
)
NATIONWIDE_AOR = Dataset(
    name="nationwide-aor",
    title="Nationwide Encounters by Area of Responsibility",
    listing="document/stats/nationwide-encounters",
    file_pattern=rf"nationwide-encounters-{YEARS}(-[a-z]{{3,9}})?-aor{UPLOAD}\.csv",
    file_name="nationwide-encounters-{}-aor.csv",
    columns={
        "Component": "component",
        "Land Border Region": "region",
        "Area of Responsibility": "area",
        "Demographic": "demographic",
        "Citizenship": "citizenship",
        "Title of Authority": "authority",
    },
    unused=("AOR (Abbv)", ENCOUNTER_TYPE),
    citizenships=COUNTRIES,
)
DATASETS = {dataset.name: dataset for dataset in (SOUTHWEST, NATIONWIDE_STATE, NATIONWIDE_AOR)}
"""Every dataset, the coarsest first: the order in which they are asked for an answer."""


def dataset_named(name: str) -> Dataset:
    """The dataset of that name, forgiving of case. Raises UnknownName."""
    found = DATASETS.get(name.strip().casefold())
    if found is None:
        raise UnknownName("dataset", name, DATASETS)
    return found


def dataset_of_file(name: str) -> Dataset | None:
    """The dataset whose files are named like this, or None."""
    return next((d for d in DATASETS.values() if re.fullmatch(d.file_pattern, name, re.IGNORECASE)), None)


def usual_file(dataset: Dataset, data_through: Month) -> str:
    """How CBP names the file with these months: the fiscal year and the three before it, and the last month of an open
    year (`fy22-fy25-nov`, `fy22-fy25`)."""
    year = data_through.fiscal_year % 100
    month = "" if data_through.month == 9 else f"-{MONTH_ABBREVIATIONS[data_through.month - 1].lower()}"
    return dataset.file_name.format(f"fy{year - 3:02d}-fy{year:02d}{month}")


FOLDER = r"(20\d\d)-(\d\d|[A-Za-z]{3,9})"
DAY_IN_NAME = r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)"


def published_in(path: str) -> Published | None:
    """The publication date that a file's name (`…-2022-04-18.csv`) or a folder of its path (`2022-Oct`) states."""
    *folders, name = PurePath(path).parts or ("",)
    if match := re.search(DAY_IN_NAME, name):
        try:
            return Published(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            return None
    return next((found for folder in reversed(folders) if (found := _folder_month(folder))), None)


def _folder_month(folder: str) -> Published | None:
    match = re.fullmatch(FOLDER, folder)
    if match is None:
        return None
    number = int(match[2]) if match[2].isdigit() else month_number(match[2])
    try:
        return in_month(Month(int(match[1]), number or 0), "path")
    except PeriodError:
        return None


def not_after(published: Published, day: date) -> Published:
    """A publication date that is no later than a day on which the file was seen: by then it had been published."""
    return published if published.day <= day else Published(day, "day", "inferred")


def published_after(data_through: Month) -> Published:
    """When nothing states it: CBP publishes a month's counts in the month after."""
    return in_month(data_through + 1, "inferred")


def published_with(path: str, data_through: Month, updates: Mapping[Month, date]) -> Published | None:
    """The surest date that is known of a file that ends with a month: the day its name states, the day of CBP's update
    of that month, the month its path names. None when nothing is known.

    An update is the day by which the month's figures were out; a path of a later month belongs to a later file. What
    lies before the end of the data belongs to something else.
    """
    stated = published_in(path)
    if stated is not None and stated.day <= data_through.first_day:
        stated = None
    updated = updates.get(data_through)
    if updated is None or (stated is not None and _outranks(stated, updated)):
        return stated
    return Published(updated, "day", "update")


def _outranks(stated: Published, updated: date) -> bool:
    return stated.precision == "day" or Month.of(stated.day) > Month.of(updated)


def regions_of(dataset: Dataset, found: Iterable[str]) -> tuple[str, ...]:
    """The regions a file has rows for, sorted; the southwest files have one."""
    return ("southwest",) if dataset is SOUTHWEST else tuple(sorted(found))

"""Tidy rows to a CSV shaped like CBP's. It shares no table with the package: each checks the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import astuple, fields

MONTHS = ("OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP")

START = ("Fiscal Year", "Month Grouping", "Month (abbv)")
HEADERS = {
    "southwest": (
        *START,
        *(
            "Component",
            "Demographic",
            "Citizenship Grouping",
            "Title of Authority",
            "Encounter Type",
            "Encounter Count",
        ),
    ),
    "nationwide-state": (
        *START,
        *(
            "Land Border Region",
            "State",
            "Demographic",
            "Citizenship",
            "Title of Authority",
            "Encounter Count",
        ),
    ),
    "nationwide-aor": (
        *START,
        *(
            "Component",
            "Land Border Region",
            "Area of Responsibility",
            "AOR (Abbv)",
            "Demographic",
            "Citizenship",
        ),
        *("Title of Authority", "Encounter Type", "Encounter Count"),
    ),
}

COMPONENTS = {"usbp": "U.S. Border Patrol", "ofo": "Office of Field Operations"}
REGIONS = {"southwest": "Southwest Land Border", "northern": "Northern Land Border", "other": "Other"}
AUTHORITIES = {"title_8": "Title 8", "title_42": "Title 42"}
DEMOGRAPHICS = {
    "single_adults": "Single Adults",
    "fmua": "FMUA",
    "uac": "UAC",
    "accompanied_minors": "Accompanied Minors",
}
GROUPS = {
    "mexico": "Mexico",
    "guatemala": "Guatemala",
    "honduras": "Honduras",
    "el_salvador": "El Salvador",
    "other": "Other",
}
COUNTRIES = {
    "mexico": "MEXICO",
    "guatemala": "GUATEMALA",
    "honduras": "HONDURAS",
    "el_salvador": "EL SALVADOR",
    "brazil": "BRAZIL",
    "canada": "CANADA",
    "china": "CHINA, PEOPLES REPUBLIC OF",
    "colombia": "COLOMBIA",
    "cuba": "CUBA",
    "ecuador": "ECUADOR",
    "haiti": "HAITI",
    "india": "INDIA",
    "myanmar": "MYANMAR (BURMA)",
    "nicaragua": "NICARAGUA",
    "peru": "PERU",
    "philippines": "PHILIPPINES",
    "romania": "ROMANIA",
    "russia": "RUSSIA",
    "turkey": "TURKEY",
    "ukraine": "UKRAINE",
    "venezuela": "VENEZUELA",
    "other_countries": "OTHER",
}
AREAS = {
    "rio_grande_valley_sector": "Rio Grande Valley Sector",
    "tucson_sector": "Tucson Sector",
    "swanton_sector": "Swanton Sector",
    "miami_sector": "Miami Sector",
    "laredo_field_office": "Laredo Field Office",
    "buffalo_field_office": "Buffalo Field Office",
    "miami_field_office": "Miami Field Office",
}


class Row(Struct, frozen=True):
    """One cell of a release, in codes; `month` is `2022-04`; None where the dataset has no such column."""

    month: str
    component: str | None
    region: str
    area: str | None
    state: str | None
    demographic: str
    citizenship: str
    authority: str
    count: int


class Layout(Struct, frozen=True):
    """How a release is written: what differs between CBP's own files, and what a spreadsheet may change."""

    dataset: str = "southwest"
    line_end: str = "\r\n"
    bom: bool = False
    floats: bool = False
    order: tuple[str, ...] = ()
    open_year: int | None = None
    through: str = "SEP"
    uac: str = "UC / Single Minors"
    expulsions: str = "Expulsions"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order in which they are written."""
        return self.order or HEADERS[self.dataset]


def write_csv(rows: Iterable[Row], layout: Layout) -> bytes:
    """The rows as a CSV of the layout's dataset, in the order given."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=layout.line_end)
    writer.writerow(layout.columns)
    for row in rows:
        cells = _cells(row, layout)
        writer.writerow([cells[column] for column in layout.columns])
    return stream.getvalue().encode("utf-8-sig" if layout.bom else "utf-8")


def _cells(row: Row, layout: Layout) -> dict[str, str]:
    year, number = int(row.month[:4]), int(row.month[5:])
    place = (number + 2) % 12
    fiscal_year = year + (number >= 10)
    area = AREAS.get(row.area or "", row.area or "")
    return {
        "Fiscal Year": f"{fiscal_year} (FYTD)" if fiscal_year == layout.open_year else str(fiscal_year),
        "Month Grouping": "FYTD" if place <= MONTHS.index(layout.through) else "Remaining",
        "Month (abbv)": MONTHS[place],
        "Component": COMPONENTS.get(row.component or "", ""),
        "Land Border Region": REGIONS[row.region],
        "State": row.state or "",
        "Area of Responsibility": area,
        "AOR (Abbv)": area.removesuffix(" Sector").removesuffix(" Field Office"),
        "Demographic": layout.uac if row.demographic == "uac" else DEMOGRAPHICS[row.demographic],
        "Citizenship": COUNTRIES.get(row.citizenship, ""),
        "Citizenship Grouping": GROUPS.get(row.citizenship, ""),
        "Title of Authority": AUTHORITIES[row.authority],
        "Encounter Type": _encounter_type(row, layout),
        "Encounter Count": f"{row.count}.0" if layout.floats else str(row.count),
    }


def _encounter_type(row: Row, layout: Layout) -> str:
    if row.authority == "title_42":
        return layout.expulsions
    return "Apprehensions" if row.component == "usbp" else "Inadmissibles"


def write_tidy(rows: Iterable[Row]) -> bytes:
    """The rows as the tidy table in CSV: sorted, whole months as dates, nothing where there is no value."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.name for field in fields(Row))
    tidy = [(f"{row.month}-01", *("" if value is None else value for value in astuple(row)[1:])) for row in rows]
    writer.writerows(sorted(tidy))
    return stream.getvalue().encode()

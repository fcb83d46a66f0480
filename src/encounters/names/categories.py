"""CBP's categories, and the spellings of each that its releases use.

A category has a code, which is what tidy tables hold and scripts see (`southwest`, `usbp`, `uac`), CBP's own label,
and the spellings seen in its files. A label that is in none of them is never dropped or guessed at: the parser
refuses it, or with the user's leave keeps it under CBP's own name.

Citizenship has two schemes that must not be mixed. The southwest files have five groups, where `other` is everybody
but the nationals of Mexico, Guatemala, Honduras and El Salvador. The nationwide files name 21 countries, and their
OTHER (`other_countries` here) is everybody else. `other` can be computed from the second scheme; `other_countries`
cannot be computed from the first.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

DIMENSIONS = ("component", "region", "area", "state", "demographic", "citizenship", "authority")
KEY = ("month", *DIMENSIONS)
"""What tells the rows of a tidy table apart."""
COLUMNS = (*KEY, "count")
"""The columns of a tidy table."""


class Category(Struct, frozen=True):
    """One value of a dimension: code, CBP's labels (the usual one first, then other releases'), and everyday names.

    An everyday name may stand with several categories: asked for, it lists them.
    """

    code: str
    labels: tuple[str, ...]
    everyday: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """CBP's usual label."""
        return self.labels[0]


def _categories(*rows: tuple[str, ...]) -> dict[str, Category]:
    return {code: Category(code, tuple(labels.split(" | ")), tuple(everyday)) for code, labels, *everyday in rows}


SHORT = {"Rio Grande Valley": ("rgv", "the valley")}
SECTOR, FIELD_OFFICE = "Sector", "Field Office"
AREAS_OF = {SECTOR: "usbp", FIELD_OFFICE: "ofo"}
"""Whose areas have labels that end so."""


def _areas(names: str, kind: str) -> Iterable[tuple[str, ...]]:
    """Each area, which people call by its place alone: Tucson is a sector and a field office."""
    for name in names.split(", "):
        label = f"{name} {kind}"
        yield label.lower().replace(" ", "_"), label, name, *SHORT.get(name, ())


FIVE_GROUPS = ("mexico", "guatemala", "honduras", "el_salvador", "other")
NAMED_GROUPS = FIVE_GROUPS[:4]

STATES = (
    "AK Alaska, AL Alabama, AR Arkansas, AZ Arizona, CA California, CO Colorado, CT Connecticut, "
    "DC District of Columbia, DE Delaware, FL Florida, GA Georgia, GU Guam, HI Hawaii, IA Iowa, ID Idaho, IL Illinois, "
    "IN Indiana, KS Kansas, KY Kentucky, LA Louisiana, MA Massachusetts, MD Maryland, ME Maine, MI Michigan, "
    "MN Minnesota, MO Missouri, MP Northern Mariana Islands, MS Mississippi, MT Montana, NC North Carolina, "
    "ND North Dakota, NE Nebraska, NH New Hampshire, NJ New Jersey, NM New Mexico, NV Nevada, NY New York, OH Ohio, "
    "OK Oklahoma, OR Oregon, PA Pennsylvania, PR Puerto Rico, RI Rhode Island, SC South Carolina, SD South Dakota, "
    "TN Tennessee, TX Texas, UT Utah, VA Virginia, VI Virgin Islands, VT Vermont, WA Washington, WI Wisconsin, "
    "WV West Virginia, WY Wyoming, AS American Samoa"
)

MINORS = ("minors", "children")
"""Words that fit two demographics."""

CATEGORIES: dict[str, dict[str, Category]] = {
    "component": _categories(
        ("usbp", "U.S. Border Patrol", "border patrol", "bp"),
        (
            *("ofo", "Office of Field Operations", "field operations", "ports of entry", "port of entry", "ports"),
            *("at ports of entry", "port officers"),
        ),
    ),
    "region": _categories(
        ("southwest", "Southwest Land Border", "sw", "southwest border", "southern border", "southwestern border"),
        ("northern", "Northern Land Border", "northern border", "north"),
        ("other", "Other"),
    ),
    "area": _categories(
        *_areas(
            "Atlanta, Baltimore, Boston, Buffalo, Chicago, Detroit, El Paso, Houston, Laredo, Los Angeles, Miami, "
            "New Orleans, New York, Portland, Preclearance, San Diego, San Francisco, San Juan, Seattle, Tampa, Tucson",
            FIELD_OFFICE,
        ),
        *_areas(
            "Big Bend, Blaine, Buffalo, Del Rio, Detroit, El Centro, El Paso, Grand Forks, Havre, Houlton, Laredo, "
            "Miami, New Orleans, Ramey, Rio Grande Valley, San Diego, Spokane, Swanton, Tucson, Yuma",
            SECTOR,
        ),
    ),
    "state": _categories(*((code, code, name) for code, name in (each.split(" ", 1) for each in STATES.split(", ")))),
    "demographic": _categories(
        ("single_adults", "Single Adults", "adults", "single adult", "adults alone", "lone adults"),
        (
            *(
                "fmua",
                "FMUA",
                "Family units (FMUA)",
                "family units",
                "family unit",
                "family unit aliens",
                "family unit individuals",
            ),
            *("individuals in a family unit", "individuals in family units", "family members", "family unit members"),
            *("family", "families", "people in families", "members of families", "parents and children"),
        ),
        (
            "uac",
            "UC / Single Minors | UAC",
            *("UC", "unaccompanied children", "single minors", "unaccompanied alien children", "UACs"),
            *("unaccompanied minors", "unaccompanied child", "unaccompanied", "children alone", "minors alone"),
            *("children without a parent", "children on their own", *MINORS),
        ),
        ("accompanied_minors", "Accompanied Minors", "accompanied minor", "accompanied children", *MINORS),
    ),
    "citizenship": _categories(
        ("mexico", "Mexico", "MEXICO", "mexican", "mexicans"),
        ("guatemala", "Guatemala", "GUATEMALA", "guatemalan", "guatemalans"),
        ("honduras", "Honduras", "HONDURAS", "honduran", "hondurans"),
        (
            *("el_salvador", "El Salvador", "EL SALVADOR", "salvadoran", "salvadorans"),
            *("salvadorian", "salvadorians", "salvadorean", "salvadoreans"),
        ),
        ("other", "Other"),
        ("brazil", "BRAZIL", "brazilian", "brazilians"),
        ("canada", "CANADA", "canadian", "canadians"),
        ("china", "CHINA, PEOPLES REPUBLIC OF", "chinese", "prc"),
        ("colombia", "COLOMBIA", "colombian", "colombians"),
        ("cuba", "CUBA", "cuban", "cubans"),
        ("ecuador", "ECUADOR", "ecuadorian", "ecuadorians", "ecuadorean", "ecuadoreans"),
        ("haiti", "HAITI", "haitian", "haitians"),
        ("india", "INDIA", "indian", "indians"),
        ("myanmar", "MYANMAR (BURMA)", "burma", "burmese"),
        ("nicaragua", "NICARAGUA", "nicaraguan", "nicaraguans"),
        ("peru", "PERU", "peruvian", "peruvians"),
        ("philippines", "PHILIPPINES", "filipino", "filipinos", "philippine"),
        ("romania", "ROMANIA", "romanian", "romanians"),
        ("russia", "RUSSIA", "russian", "russians"),
        ("turkey", "TURKEY", "türkiye", "turkish", "turks"),
        ("ukraine", "UKRAINE", "ukrainian", "ukrainians"),
        ("venezuela", "VENEZUELA", "venezuelan", "venezuelans"),
        ("other_countries", "OTHER (outside the 21 named countries)", "other countries"),
    ),
    "authority": _categories(
        ("title_8", "Title 8", "t8", "8"),
        ("title_42", "Title 42", "t42", "42"),
    ),
}

SOUTHWEST_BORDER = {
    "state": ("AZ", "CA", "NM", "TX"),
    "area": (
        *(f"{place}_sector" for place in ("big_bend", "del_rio", "el_centro", "el_paso", "laredo")),
        *(f"{place}_sector" for place in ("rio_grande_valley", "san_diego", "tucson", "yuma")),
        *(f"{place}_field_office" for place in ("el_paso", "laredo", "san_diego", "tucson")),
    ),
}
"""The states, sectors and field offices that have encounters at the southwest land border (CBP, "Southwest Land Border
Encounters": nine sectors, four field offices)."""

SUMMED_UP = ("other", "other_countries")
"""What CBP sums up, of which neither is a category that others are ranked among."""
COUNTRIES = tuple(code for code in CATEGORIES["citizenship"] if code != "other")
"""The 22 values of the second citizenship scheme."""

SHOWN = {"fmua": "Family units (FMUA)"}
"""How people read a label that says nothing to them."""

GROUPS = {
    "citizenship": {
        "northern_central_america": ("guatemala", "honduras", "el_salvador"),
        "northern_triangle": ("guatemala", "honduras", "el_salvador"),
    }
}
"""Everyday names for several categories of one dimension."""

ENCOUNTER_TYPES = {
    ("usbp", "title_8"): "Apprehensions",
    ("ofo", "title_8"): "Inadmissibles",
    ("usbp", "title_42"): "Expulsions",
    ("ofo", "title_42"): "Expulsions",
}


def label(dimension: str, code: str | None) -> str:
    """CBP's label for a code, in ordinary letters; an unknown code is its own label."""
    if code is None:
        return "all"
    row = CATEGORIES.get(dimension, {}).get(code)
    if row is None:
        return code.replace("_", " ").title() if code in GROUPS.get(dimension, {}) else code
    if dimension == "citizenship" and row.label.isupper():
        return row.label.split(",")[0].title()
    return SHOWN.get(row.code, row.label)

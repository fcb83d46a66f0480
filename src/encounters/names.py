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

import functools
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field

from encounters.errors import UnknownName, UsageError, fold

DIMENSIONS = ("component", "region", "area", "state", "demographic", "citizenship", "authority")
KEY = ("month", *DIMENSIONS)
"""What tells the rows of a tidy table apart."""
COLUMNS = (*KEY, "count")
"""The columns of a tidy table."""


@dataclass(frozen=True, slots=True)
class Category:
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
            *("families", "people in families", "members of families", "parents and children"),
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


@dataclass(frozen=True, slots=True)
class Choice:
    """Which categories of one dimension are wanted: these codes, or all but these; no codes means all."""

    codes: tuple[str, ...] = field(default=())
    excluded: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes)

    def __str__(self) -> str:
        return ("not " if self.excluded else "") + ",".join(self.codes)


ALL = Choice()


def choose(dimension: str, texts: Iterable[str], known: Iterable[str] = ()) -> Choice:
    """What a user asked for: names of any case and spelling, comma lists, groups, `all`, or `not X,Y`.

    `known` are further codes on hand (labels kept under CBP's own name). Raises UnknownName, naming the nearest
    right value, or UsageError when some values are to be kept and others left out, or all are to be left out.
    """
    wanted: list[str] = []
    excluded: set[bool] = set()
    known = tuple(known)
    for text in texts:
        body = text.strip()
        negated = body.casefold().startswith("not ")
        excluded.add(negated)
        for word in _split(dimension, body[4:] if negated else body, known):
            wanted.extend(_codes(dimension, word, known))
    if len(excluded) > 1:
        raise UsageError(
            f"--{dimension} cannot keep some values and leave out others.", "Use either names, or 'not' and names."
        )
    if ALL_WORD in wanted:
        if True in excluded:
            raise UsageError(f"--{dimension} 'not all' leaves nothing.", "Name the values to leave out.")
        return ALL
    return Choice(tuple(dict.fromkeys(wanted)), excluded == {True})


ALL_WORD = "all"


def _split(dimension: str, text: str, known: Iterable[str]) -> list[str]:
    """The comma-separated names in a text, unless the whole of it is one name (`CHINA, PEOPLES REPUBLIC OF`)."""
    if fold(text) in _lookup(dimension) or fold(text) in map(fold, known):
        return [text]
    return [word for word in (part.strip() for part in text.split(",")) if word] or [text]


@functools.cache
def _lookup(dimension: str) -> dict[str, tuple[str, ...]]:
    """The categories that each folded name fits; a code or a label of CBP's fits its own alone."""
    rows = CATEGORIES[dimension].values()
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for text in row.everyday:
            found[fold(text)] = (*found.get(fold(text), ()), row.code)
    # OTHER's label of the second scheme folds to the same text as the first scheme's, which is the one people mean.
    return found | {fold(text): (row.code,) for row in rows for text in (row.code, *row.labels)}


def _codes(dimension: str, word: str, known: Iterable[str]) -> tuple[str, ...]:
    key = fold(word)
    if key == ALL_WORD:
        return (ALL_WORD,)
    for name, codes in GROUPS.get(dimension, {}).items():
        if fold(name) == key:
            return codes
    table = _lookup(dimension) | {fold(code): (code,) for code in known}
    if fits := table.get(key):
        if len(fits) > 1:
            raise _several(dimension, word, fits)
        return fits
    rows = CATEGORIES[dimension].values()
    every = [*CATEGORIES[dimension], *GROUPS.get(dimension, {}), *known]
    names = [label(dimension, code) for code in every]
    spellings = {text: label(dimension, row.code) for row in rows for text in (row.code, *row.everyday)}
    error = UnknownName(dimension, word, names, f"encounters breakdown --by {dimension}", spellings)
    raise _of_another_kind(error)


def _of_another_kind(error: UnknownName) -> UnknownName:
    """The same error; a name that another dimension has is told where it belongs."""
    elsewhere = [dimension for dimension in DIMENSIONS if fold(error.value) in _lookup(dimension)]
    if elsewhere:
        error.hint = f"That is a name of {elsewhere[0]}: --{elsewhere[0]} {shlex.quote(error.value)}"
    return error


def _several(dimension: str, word: str, fits: tuple[str, ...]) -> UsageError:
    names = [label(dimension, code) for code in fits]
    sector = " --sector takes the sector." if dimension == "area" else ""
    return UsageError(
        f"'{word}' fits several of --{dimension}: {', '.join(names)}.",
        f"Write one of them in full, or both with a comma between.{sector}",
    )


def choose_sectors(texts: Iterable[str], known: Iterable[str] = ()) -> Choice:
    """Border Patrol sectors by their place alone or in full: `tucson`, `rgv`, `Del Rio Sector`, `not yuma`.

    Raises UnknownName or UsageError as `choose` does.
    """
    return choose("area", [_sectors_in_full(text) for text in texts], known)


def _sectors_in_full(text: str) -> str:
    sectors = [row for row in CATEGORIES["area"].values() if row.label.endswith(SECTOR)]
    names = {fold(name): row.label for row in sectors for name in (row.code, row.label, *row.everyday)}
    negated = text.strip().casefold().startswith("not ")
    words = [word.strip() for word in (text.strip()[4:] if negated else text).split(",")]
    for word in words:
        if fold(word) not in names:
            places = {name: row.label for row in sectors for name in row.everyday}
            raise _of_another_kind(UnknownName("sector", word, [row.label for row in sectors], None, places))
    return ("not " if negated else "") + ",".join(names[fold(word)] for word in words)


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


def describe(dimension: str, choice: Choice) -> str:
    """A choice in words: `Mexico, Guatemala`, `all but Mexico`."""
    names = ", ".join(label(dimension, code) for code in choice.codes)
    return f"all but {names}" if choice.excluded else names

"""What people call the dimensions, wherever one is named: options, `--by`, `--of`, the Python API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from encounters.errors import UsageError
from encounters.names.categories import AREAS_OF, CATEGORIES, DIMENSIONS
from encounters.names.choosing import Choice, agreeing, choose, choose_areas

AREA_KINDS = {kind.lower().replace(" ", "_"): kind for kind in AREAS_OF}
"""What the areas of a component are called, and how their labels end."""
AREA_ENDINGS = tuple(f"_{name}" for name in AREA_KINDS)
"""How their codes end."""
COMPONENT_OF = {name: AREAS_OF[kind] for name, kind in AREA_KINDS.items()}
"""Whose areas are called so."""
CALLED = {
    "nationality": "citizenship",
    "country": "citizenship",
    "title": "authority",
    "agency": "component",
    "border": "region",
    "age_group": "demographic",
    "demographic_group": "demographic",
    **dict.fromkeys(AREA_KINDS, "area"),
}
"""Other names of a dimension. A sector is an area of Border Patrol's, a field office one of Field Operations'."""


def called(text: str) -> str:
    """A dimension's name as it is written here, forgiving of case, `-` for `_` and plurals; it may still be of none."""
    name = text.strip().casefold().replace("-", "_").replace(" ", "_")
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def choices(
    given: Iterable[tuple[str, Iterable[str]]], known: Mapping[str, Iterable[str]] | None = None
) -> dict[str, Choice]:
    """The choice for each dimension that is named with categories; one named twice is of both together.

    `known` are further codes on hand by dimension. Raises UsageError, UnknownName.
    """
    asked: dict[str, list[str]] = {}
    for name, texts in given:
        asked.setdefault(called(name), []).extend(texts)
    found: dict[str, Choice] = {}
    # The component first: whose areas are meant follows from it.
    for name, wanted in sorted(asked.items(), key=lambda each: CALLED.get(each[0], each[0]) != "component"):
        dimension = CALLED.get(name, name)
        if dimension not in DIMENSIONS:
            raise UsageError(f"There is no dimension '{name}'.", f"Dimensions: {', '.join(DIMENSIONS)}.")
        if dimension in found:
            raise UsageError(
                f"{' and '.join(each for each in asked if CALLED.get(each, each) == dimension)} are one: give it once.",
                f"{dimension} takes several, with commas between.",
            )
        codes = (known or {}).get(dimension, ())
        if name in AREA_KINDS:
            found[dimension] = choose_areas(AREA_KINDS[name], wanted, codes)
        else:
            kind = _kind(found.get("component")) if dimension == "area" else ""
            found[dimension] = choose(dimension, wanted, codes, kind)
    return agreeing(found)


def _kind(component: Choice | None) -> str:
    """Of which kind the areas of a component are; none for both."""
    kept = [
        code for code in CATEGORIES["component"] if component and (code in component.codes) is not component.excluded
    ]
    return next((kind for kind, code in AREAS_OF.items() if kept == [code]), "")

"""CBP's categories, the spellings of each that its releases use, and what people call them."""

from encounters.names.called import CALLED, COMPONENT_OF, FIELD_OFFICE, called, choices
from encounters.names.categories import (
    CATEGORIES,
    COLUMNS,
    COUNTRIES,
    DIMENSIONS,
    ENCOUNTER_TYPES,
    FIVE_GROUPS,
    GROUPS,
    KEY,
    NAMED_GROUPS,
    SECTOR,
    Category,
    label,
)
from encounters.names.choosing import ALL, Choice, agreeing, belongs, choose, choose_areas, describe, on_the_border

__all__ = [
    "ALL",
    "CALLED",
    "CATEGORIES",
    "COLUMNS",
    "COMPONENT_OF",
    "COUNTRIES",
    "DIMENSIONS",
    "ENCOUNTER_TYPES",
    "FIELD_OFFICE",
    "FIVE_GROUPS",
    "GROUPS",
    "KEY",
    "NAMED_GROUPS",
    "SECTOR",
    "Category",
    "Choice",
    "agreeing",
    "belongs",
    "called",
    "choices",
    "choose",
    "choose_areas",
    "describe",
    "label",
    "on_the_border",
]

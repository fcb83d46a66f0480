"""What tests take from scripts/: the writer of CBP-shaped CSV and the fixtures it makes."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
sys.path.insert(0, str(ROOT / "scripts"))

from cbp_csv import (  # noqa: E402
    AREAS,
    AUTHORITIES,
    COMPONENTS,
    COUNTRIES,
    DEMOGRAPHICS,
    GROUPS,
    HEADERS,
    MONTHS,
    REGIONS,
    Layout,
    Row,
    write_csv,
    write_tidy,
)
from damaged_fixtures import BASE, LAYOUT, damaged_files  # noqa: E402
from good_fixtures import Good, good_files  # noqa: E402
from make_fixtures import contents  # noqa: E402

GOOD = tuple(good_files())
DAMAGED = tuple(damaged_files())

__all__ = [
    "AREAS",
    "AUTHORITIES",
    "BASE",
    "COMPONENTS",
    "COUNTRIES",
    "DAMAGED",
    "DEMOGRAPHICS",
    "FIXTURES",
    "GOOD",
    "GROUPS",
    "HEADERS",
    "LAYOUT",
    "MONTHS",
    "REGIONS",
    "Good",
    "Layout",
    "Row",
    "contents",
    "write_csv",
    "write_tidy",
]

"""Writes the JSON Schema of a claims file, for editors, from the table of its keys. A test checks that it is current.

python scripts/make_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path

from encounters.claims.keys import schema

CLAIMS = Path(__file__).parents[1] / "src" / "encounters" / "schemas" / "claims-1.json"


def text() -> str:
    """The schema as it is published."""
    return json.dumps({"$id": "encounters/claims/1", **schema()}, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the schema."""
    CLAIMS.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

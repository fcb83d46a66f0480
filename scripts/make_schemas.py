"""JSON Schemas of what tables print with -f json, and of a claims file: `python scripts/make_schemas.py` writes them.

They follow from the columns that tables declare, and from the keys of claims. A minor version adds keys and takes none
away.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from encounters.claims import keys
from encounters.results import Kind
from encounters.tables.shapes import SHAPES, Shape

FOLDER = Path(__file__).resolve().parents[1] / "src/encounters/schemas"
VERSION = "1.0"
KINDS = [kind for part in get_args(Kind) for kind in get_args(part)]
TEXT = ("text", "month", "date")
TYPES = {**dict.fromkeys(TEXT, "string"), "flag": "boolean", "counts": "array", "count": "integer", "days": "integer"}
"""The JSON type of each kind of column; all others are numbers."""


def document(name: str, about: str, required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    """A schema with what every answer has."""
    common = json.loads(Path(__file__).with_name("schema_common.json").read_text(encoding="utf-8"))
    common["columns"]["items"]["properties"]["kind"]["enum"] = KINDS
    identity = f"encounters/{name}/{VERSION}"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity,
        "title": f"encounters {name.replace('-', ' --')} -f json",
        "description": about,
        "type": "object",
        "required": ["schema", *required, "selection", "releases", "notes"],
        "properties": common | {"schema": {"const": identity}} | properties,
    }


def table(name: str, shape: Shape) -> dict[str, Any]:
    """The schema of a table."""
    keys = {
        key: {"type": [TYPES.get(column.kind, "number"), "null"], "description": column.heading or column.name}
        for key, column in shape.columns().items()
    }
    rows = {"type": "array", "items": {"type": "object", "required": shape.always(), "properties": keys}}
    extra = {key: {"type": kind} for key, kind in shape.extra.items()}
    about = "A minor version adds keys and takes none away."
    return document(name, about, ["title", "columns", "rows"], {"rows": rows} | extra)


def figure() -> dict[str, Any]:
    """The schema of `measure`: one figure, or with --by a table."""
    about = "One figure with what it rests on. With --by, a table of schema encounters/measure/1.0 with `rows`."
    own = {
        "figure": {"type": "string"},
        "value": {"type": "number"},
        "unit": {"type": "string"},
        "kind": {"type": "string", "description": "How the value is to be read: a count, an average, a share ..."},
        "sentence": {"type": ["string", "null"], "description": "What a record or a rank says, in words."},
        "details": {"type": "object", "description": "What is told beside the figure."},
        "release": {"type": ["object", "null"], "description": "The newest of the releases."},
        "rows": {"type": "array", "items": {"type": "object"}},
    }
    one_of = [{"required": ["figure", "value", "unit", "release"]}, {"required": ["rows", "columns"]}]
    return document("measure", about, [], own) | {"oneOf": one_of}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file name."""
    made = {"measure": figure()} | {name: table(name, shape) for name, shape in SHAPES.items()}
    tables = {f"{name}-{VERSION}.json": content for name, content in made.items()}
    return {"claims-1.json": {"$id": "encounters/claims/1", **keys.schema()}, **tables}


if __name__ == "__main__":
    for name, content in schemas().items():
        (FOLDER / name).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"wrote schemas/{name}")

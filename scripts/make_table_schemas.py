"""JSON Schemas of what tables print with -f json: `python scripts/make_table_schemas.py` writes them into schemas/.

Row keys are those that the commands below print on the shipped figures; one that not all of them print is optional.
A minor version adds keys and takes none away.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any, get_args

from encounters.cli.app import run
from encounters.results import Kind

FOLDER = Path(__file__).resolve().parents[1] / "src/encounters/schemas"
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures/good"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
VERSION = "1.0"
KINDS = [kind for part in get_args(Kind) for kind in get_args(part)]

RUNS: dict[str, list[list[str]]] = {
    "summary": [["summary", "--year", "2021"], ["summary", "--year", "2018"]],
    "trend": [["trend", "--year", "2021"], ["trend", "--by", "component"], ["trend", "--by", "fiscal-year"]],
    "compare": [["compare", "FY2021", "FY2020"]],
    "breakdown": [["breakdown", "--by", "citizenship"], ["breakdown", "--by", "component", "--by", "authority"]],
    "recidivism": [["recidivism"], ["recidivism", "--by", "fiscal-year"]],
    "pace": [["pace", "--period", "2022-04"]],
    "explain": [["explain"], ["explain", "pace"]],
    "revisions": [["revisions", "2022-04"], ["revisions"], ["revisions", "--cells"]],
    "rows": [["rows", "--period", "2022-04"], ["rows", "--period", "2022-04", "--dataset", "nationwide-aor"]],
    "status": [["status"]],
    "import": [["import", str(FIXTURES / "2022-Oct/sbo-encounters-fy19-fy22.csv"), "--accept-incomplete"]],
    "status-verify": [["status", "--verify"]],
    "status-repair": [["status", "--repair"]],
    "status-reconcile": [["status", "--reconcile"]],
}
"""Each table's name and the commands that print it."""

OF_A_STORE = ("import", "status-verify", "status-repair")
"""Tables of a store with one release, whose rows are gone, so that there is a fault to tell."""

TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}

COMMON: dict[str, Any] = {
    "schema": {"type": "string"},
    "title": {"type": "string"},
    "columns": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "heading", "kind"],
            "properties": {
                "name": {"type": "string", "description": "The key in each row."},
                "heading": {"type": "string"},
                "kind": {"enum": KINDS},
            },
        },
    },
    "selection": {"type": ["object", "null"], "description": "Which encounters; a dimension not narrowed is null."},
    "releases": {
        "type": "array",
        "description": "The releases that the answer rests on, the newest first.",
        "items": {
            "type": "object",
            "required": ["dataset", "file", "published", "published_inferred", "data_through", "sha256", "origin"],
        },
    },
    "command": {"type": "string", "description": "The command that repeats the answer."},
    "notes": {"type": "array", "items": {"type": "string"}},
}

MEASURE: dict[str, Any] = {
    "$schema": DRAFT,
    "$id": f"encounters/measure/{VERSION}",
    "title": "encounters measure -f json",
    "description": "One figure with what it rests on. With --by, a table of schema encounters/measure/1.0 with `rows`.",
    "type": "object",
    "required": ["schema", "selection", "releases", "notes"],
    "properties": COMMON
    | {
        "schema": {"const": f"encounters/measure/{VERSION}"},
        "figure": {"type": "string"},
        "value": {"type": "number"},
        "unit": {"type": "string"},
        "details": {"type": "object", "description": "What is told beside the figure."},
        "release": {"type": ["object", "null"], "description": "The newest of the releases."},
        "rows": {"type": "array", "items": {"type": "object"}},
    },
    "oneOf": [{"required": ["figure", "value", "unit", "release"]}, {"required": ["rows", "columns"]}],
}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file name."""
    made = {"measure": MEASURE}
    with tempfile.TemporaryDirectory() as folder:
        for name, runs in RUNS.items():
            os.environ["ENCOUNTERS_STORE"] = f"{folder}/{'damaged' if name in OF_A_STORE else 'none'}"
            made[name] = schema(name, [answer(words) for words in runs])
            if name == "import":
                next(Path(folder).glob("damaged/releases/*/*.parquet")).unlink()
    return {f"{name}-{VERSION}.json": content for name, content in made.items()}


def answer(words: list[str]) -> dict[str, Any]:
    """What a command prints as JSON."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run([*words, "-f", "json"])
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


def schema(name: str, documents: list[dict[str, Any]]) -> dict[str, Any]:
    """The schema of a table, from documents of it."""
    rows = [row for document in documents for row in document["rows"]]
    headings = {column["name"]: column["heading"] for document in documents for column in document["columns"]}
    keys = [{column["name"] for column in document["columns"]} for document in documents]
    properties = {key: {"type": _types(rows, key), "description": heading} for key, heading in headings.items()}
    always = [key for key in headings if all(key in own for own in keys)]
    extra = sorted({key for document in documents for key in document} - {*COMMON, "rows", "sources"})
    return {
        "$schema": DRAFT,
        "$id": f"encounters/{name}/{VERSION}",
        "title": f"encounters {name.replace('-', ' --')} -f json",
        "description": "A minor version adds keys and takes none away.",
        "type": "object",
        "required": ["schema", "title", "columns", "rows", "selection", "releases", "notes"],
        "properties": COMMON
        | {
            "schema": {"const": f"encounters/{name}/{VERSION}"},
            "rows": {"type": "array", "items": {"type": "object", "required": always, "properties": properties}},
        }
        | {key: {"type": TYPES[type(next(d[key] for d in documents if key in d))]} for key in extra},
    }


def _types(rows: list[dict[str, Any]], key: str) -> list[str]:
    """The JSON types seen for a key. Any may be null, and a whole number may one day be none."""
    seen = {TYPES[type(row[key])] for row in rows if row.get(key) is not None}
    if "number" in seen:
        seen.discard("integer")
    return [*(sorted(seen) or ["string"]), "null"]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in schemas().items():
        (FOLDER / name).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"wrote schemas/{name}")

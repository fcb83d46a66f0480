"""The documentation is what the program does: made pages are fresh, Python examples hold, answers fit their schemas.

Console examples and links are tried by tests/docs.
"""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import make_docs

ROOT = Path(__file__).resolve().parents[1]
DOCS, SCHEMAS = ROOT / "docs", ROOT / "src/encounters/schemas"


PYTHON = [page.name for page in sorted(DOCS.glob("*.md")) if "\n>>> " in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PYTHON)
def test_python_examples(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(DOCS / page), module_relative=False)
    assert done.attempted > 1
    assert done.failed == 0


def test_made_pages_are_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name, made in make_docs.pages().items():
        assert (DOCS / name).read_text(encoding="utf-8") == made, f"{name}: run python scripts/make_docs.py"


PRINTED = {
    "a summary of a part": ["summary", "-p", "FYTD 2022-04", "--as-of", "2022-05-17", "--component", "ofo"],
    "a summary of all borders": ["summary", "--year", "2023", "--region", "all"],
    "a trend by two": ["trend", "-p", "2022-04", "--by", "component", "--by", "authority"],
    "a comparison of months": ["compare", "2022-03", "2021-03"],
    "a breakdown by area": ["breakdown", "--by", "area", "--year", "2022"],
    "years of recidivism": ["recidivism", "--by", "fiscal-year"],
    "a pace": ["pace", "-p", "2023-02", "--citizenship", "cuba"],
    "one figure told": ["explain", "share"],
    "a history": ["revisions", "FY2022"],
    "cells": ["revisions", "2022-03", "--cells", "--top", "4"],
    "rows by state": ["rows", "-p", "2023-01", "--region", "northern"],
    "a status": ["status"],
    "the reports": ["check", "--list"],
    "no faults": ["status", "--verify"],
    "a figure": ["measure", "peak", "--year", "2021"],
    "a reported share": ["measure", "recidivism-share", "-p", "2022-04"],
    "a figure by group": ["measure", "monthly-average", "--year", "2021", "--by", "demographic"],
}


@pytest.mark.parametrize("words", PRINTED.values(), ids=PRINTED)
def test_what_is_printed_fits_its_schema(words: list[str], run: Any) -> None:
    document = json.loads(run(*words, "-f", "json").stdout)
    _, name, version = document["schema"].split("/")
    schema = json.loads((SCHEMAS / f"{name}-{version}.json").read_text(encoding="utf-8"))
    assert schema["$id"] == document["schema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)

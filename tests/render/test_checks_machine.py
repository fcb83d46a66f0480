"""A checked report for programs: the JSON contract and its schema, and flat rows."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from made_checks import CHECKED, HOSTILE, HOSTILE_CHECKED, STRICT, VERDICTS, telling
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from encounters.claims.verdict import Checked
from encounters.render.checks_machine import COLUMNS
from encounters.render.formats import Look, render
from encounters.verdicts import Word

SCHEMA = json.loads(files("encounters").joinpath("schemas/check-1.0.json").read_text("utf-8"))


def text(checked: Checked, format_: str, **look: Any) -> str:
    content = render(checked, format_, Look(**look)).content
    return content if isinstance(content, str) else content.decode("utf-8")


def document(checked: Checked) -> dict[str, Any]:
    return dict(json.loads(text(checked, "json")))


@pytest.mark.parametrize("format_", ["json", "ndjson", "csv"])
def test_exact(format_: str, snapshot: SnapshotAssertion) -> None:
    assert text(CHECKED, format_) == snapshot


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


# A month is checked when the claims file is read.
NAMED = replace(HOSTILE_CHECKED, verdicts=tuple(telling(verdict, window=()) for verdict in HOSTILE_CHECKED.verdicts))


@pytest.mark.parametrize("checked", [CHECKED, STRICT, NAMED, Checked({}, "x", ())])
def test_the_document_follows_the_published_schema(checked: Checked) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(document(checked))


def test_the_schema_refuses_what_is_not_in_the_contract() -> None:
    for key in SCHEMA["required"]:
        broken = {name: value for name, value in document(CHECKED).items() if name != key}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(SCHEMA).validate(broken)
    judged = document(CHECKED)
    judged["claims"][0]["verdict"] = "false"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(judged)


def test_the_contract_of_the_design() -> None:
    found = document(CHECKED)
    assert found["schema"] == "encounters/check/1.0"
    assert found["report"]["title"] == "Numbers at the Border"
    assert found["counts"] == dict.fromkeys(map(str, Word), 1)
    assert found["failed"] == ["C5"]
    claim = found["claims"][2]
    assert {key: claim[key] for key in ("id", "verdict", "reasons")} == {
        "id": "C3",
        "verdict": "imprecise",
        "reasons": ["not-over"],
    }
    assert claim["claimed"]["says"] == "over 350,000"
    assert claim["recomputed"]["value"] == 352790
    assert claim["recomputed"]["releases"][0]["sha256"] == "ab" * 32
    assert claim["window"][0] == {"month": "2021-01", "encounters": 78414}


def test_the_numbers_are_exact() -> None:
    assert document(CHECKED)["claims"][1]["recomputed"]["value"] == 117596.66666666667


def test_strict_fails_more() -> None:
    assert document(STRICT)["failed"] == ["C3", "C4", "C5"]


def test_flat_rows_are_the_same_in_csv_and_ndjson() -> None:
    table = list(csv.DictReader(io.StringIO(text(CHECKED, "csv"))))
    lines = [json.loads(line) for line in text(CHECKED, "ndjson").splitlines()]
    assert [tuple(row) for row in table] == [COLUMNS] * len(VERDICTS)
    for row, line in zip(table, lines, strict=True):
        assert list(line) == list(COLUMNS)
        for name, value in line.items():
            assert row[name] == ("" if value is None else str(value).lower() if isinstance(value, bool) else str(value))


def test_hostile_text_comes_back_but_for_what_steers_a_terminal() -> None:
    seen = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in HOSTILE)
    assert document(HOSTILE_CHECKED)["claims"][0]["quote"] == seen
    rows = list(csv.DictReader(io.StringIO(text(HOSTILE_CHECKED, "csv"), newline="")))
    assert {row["quote"] for row in rows} == {seen}
    assert len(text(HOSTILE_CHECKED, "ndjson").splitlines()) >= len(Word)


def test_machine_formats_are_never_styled() -> None:
    for format_ in ("json", "ndjson", "csv"):
        assert text(CHECKED, format_, color=True, width=20) == text(CHECKED, format_)


def test_parquet_has_a_row_a_claim() -> None:
    import polars as pl

    frame = pl.read_parquet(io.BytesIO(render(CHECKED, "parquet", Look()).content))  # type: ignore[arg-type]
    assert frame.columns == list(COLUMNS)
    assert frame["id"].to_list() == [verdict.id for verdict in VERDICTS]

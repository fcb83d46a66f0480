"""The JSON Schema of a claims file, for editors: in step with what loads."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made import document, table

from encounters.claims.file import parse
from encounters.claims.keys import CLAIM_KEYS, READING_KEYS, REPORT_KEYS, schema
from encounters.claims.starter import STARTER
from encounters.errors import ClaimsFileError

PUBLISHED = files("encounters").joinpath("schemas/claims-1.json").read_text(encoding="utf-8")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(PUBLISHED))


def plain(text: str) -> Any:
    """TOML as JSON values: a date is its text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def test_it_is_a_schema_and_tells_what_each_key_is() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    properties = schema()["properties"]
    claims = properties["claim"]["items"]["properties"]
    assert list(claims) == list(CLAIM_KEYS)
    assert list(properties["report"]["properties"]) == list(REPORT_KEYS)
    assert list(claims["readings"]["items"]["properties"]) == list(READING_KEYS)
    assert all(entry["description"].endswith(".") for entry in claims.values())


def test_the_starter_and_the_bundled_report_follow_it() -> None:
    bundled = files("encounters.claims").joinpath("reports", "sfrc-2022-06.toml").read_text(encoding="utf-8")
    for text in (STARTER, bundled):
        VALIDATOR.validate(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema = 2\nclaim = [{ id = 'a' }]",
        "schema = 1\nclaim = []",
        "schema = 1\nother = 1\nclaim = [{ id = 'a', needs = 'x' }]",
        document("[[claim]]\nneeds = 'x'"),
        document(table("a", needs=5)),
        document(table("a", needs="x", neds="x")),
        document(table("a", needs="x", tolerance="few")),
        document(table("a", direction="up", series="repeat-share-by-month")),
        "schema = 1\n[[claim]]\nid = 'a'\nneeds = 'x'\nreadings = [{ reason = 'cohort' }]",
    ],
)
def test_what_it_refuses_does_not_load_with_claims(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(plain(text))
    with suppress(ClaimsFileError):
        assert parse(text.encode(), "claims.toml").claims == ()


def test_the_starter_is_written_once_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from encounters.cli.app import run

    path = tmp_path / "claims.toml"
    assert run(["check", "--new", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == STARTER
    assert run(["check", "--new", str(path)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert run(["check", "--new"]) == 0
    assert capsys.readouterr().out == STARTER
    code = run(["check", str(path), "-f", "json"])
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert (code, counts["confirmed"], counts["not checkable"]) == (0, 5, 1), counts

"""The claims file of a draft loads back and gives the same verdicts."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from encounters.claims.check import check
from encounters.claims.file import parse
from encounters.documents.draft import draft
from encounters.documents.drafted import Status
from encounters.documents.read import read_bytes
from encounters.documents.written import claims_file
from encounters.store.holdings import open_store

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "documents"


@pytest.mark.parametrize("name", ["news.txt", "article.md", "page.html"])
def test_it_gives_the_same_verdicts(name: str) -> None:
    held = open_store()
    drafted = draft(held, read_bytes((FIXTURES / name).read_bytes(), name))
    checked = check(held, parse(claims_file(drafted).encode(), "claims.toml"))
    told = [number.verdict for number in drafted.told_of(Status.CLAIM)]
    assert told
    assert [str(verdict.word) for verdict in checked.verdicts] == told


@pytest.mark.parametrize("name", ["news.txt", "article.md", "page.html"])
def test_the_json_follows_the_published_schema(name: str) -> None:
    schema = json.loads(files("encounters").joinpath("schemas/draft-1.0.json").read_text("utf-8"))
    drafted = draft(open_store(), read_bytes((FIXTURES / name).read_bytes(), name))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(drafted.as_dict())))


def test_an_unclear_number_is_a_commented_block_that_can_be_taken() -> None:
    text = b"Encounters news, May 2, 2023\n\nThe Border Patrol made about 91,000 arrests.\n"
    drafted = draft(open_store(), read_bytes(text, "a.txt"))
    (unclear,) = drafted.of(Status.UNCLEAR)
    written = claims_file(drafted)
    assert "claim" not in tomllib.loads(written)
    taken = "".join(line.removeprefix("# ") + "\n" for line in written.splitlines() if not line.startswith("#   or"))
    start = taken.index("[[claim]]")
    (claim,) = tomllib.loads(taken[start:])["claim"]
    assert claim["says"] == unclear.claim["says"]  # type: ignore[index]


def test_words_that_could_end_a_string_are_escaped() -> None:
    hostile = 'He said: "\\" in fiscal year 2023 CBP had 2,475,669 encounters """ \x07 at the southwest border.\n'
    drafted = draft(open_store(), read_bytes(f"x\n\n{hostile}".encode(), 'a"\n[x].txt'))
    loaded: dict[str, Any] = tomllib.loads(claims_file(drafted))
    assert [claim["says"] for claim in loaded["claim"]] == ["2,475,669"]

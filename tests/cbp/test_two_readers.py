"""The quick reader against the careful one: the same table, or none. Any file may be changed at any place.

ENCOUNTERS_MUTATIONS sets how many changed files are tried; each goes through the whole parser too.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encounters.cbp import text
from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import parse
from encounters.errors import InputFileError
from good_fixtures import GOOD

MUTATIONS = int(os.environ.get("ENCOUNTERS_MUTATIONS", "1500"))
AWKWARD = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b'""',
    b'","',
    b" ",
    b"\t",
    b"\xc3\xa9",
    b"\xff",
    b"\x00",
    b"-",
    b"0",
    b"",
]
CSV = [good.csv for good in GOOD]


def carefully(content: bytes) -> object:
    """What the careful reader makes of content: the rows, or the error's words."""
    try:
        return text.read_carefully("a.csv", content).rows()
    except InputFileError as error:
        return error.message


def agree(content: bytes) -> None:
    content = content.removeprefix(text.BOM)
    try:
        text._check_line_ends("a.csv", content, content.count(b"\n"))
        _ = content.decode()
    except (InputFileError, UnicodeDecodeError):
        return
    if not content.endswith(b"\n") or b"\x00" in content:
        return
    quick = text.read_quickly(content, content.count(b"\n"))
    if quick is not None:
        assert quick.rows() == carefully(content)


def outcome(content: bytes) -> object:
    try:
        found = parse(CsvBytes("a.csv", "a.csv", content), accept_new_labels=True)
    except InputFileError as error:
        return error.message, error.hint
    return found.rows.rows(), found.new_labels, found.notes


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.path)
def test_what_is_regular_is_read_quickly(good) -> None:
    content = good.csv.removeprefix(text.BOM)
    quick = text.read_quickly(content, content.count(b"\n"))
    assert quick is not None
    assert quick.rows() == carefully(content)
    assert quick.columns == text.read_carefully("a.csv", content).columns


def test_real_files_are_read_quickly(shared: Path) -> None:
    for path in (
        shared / "cbp/releases/nationwide-encounters-fy21-fy24-oct-state.csv",
        shared / "cbp/dashboard/southwest-2022-04-18.csv",
    ):
        content = read_file(path).content
        quick = text.read_quickly(content, content.count(b"\n"))
        assert quick is not None
        assert quick.equals(text.read_carefully(path.name, content))


def test_a_changed_file_gives_the_same_rows_or_the_same_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(20261125)
    for _ in range(MUTATIONS):
        content = dice.choice(CSV)
        for _ in range(dice.choice([1, 1, 1, 2, 3])):
            place = dice.randrange(len(content))
            content = content[:place] + dice.choice(AWKWARD) + content[place + dice.choice([0, 1, 1, 2, 40]) :]
        agree(content)
        both = outcome(content)
        with monkeypatch.context() as patch:
            patch.setattr(text, "read_quickly", lambda content, lines: None)
            assert outcome(content) == both, content


@given(st.lists(st.sampled_from(["a", '"', ",", "\n", " ", '"a"', '"a,b"', "\n\n", "é", "x,y\n"]), max_size=40))
def test_any_soup_of_marks(parts: list[str]) -> None:
    agree(("a,b\n" + "".join(parts) + "\n").encode())

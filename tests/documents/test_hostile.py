"""Texts made to take long or much: each is drafted, or refused with a clear error; none is worked on without end."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest

from encounters.documents.draft import draft
from encounters.documents.read import LARGEST, LETTERS, read_bytes
from encounters.documents.reader import ALL, MOST
from encounters.errors import InputFileError
from encounters.store.holdings import open_store

SIZE = int(os.environ.get("ENCOUNTERS_HOSTILE", "2500"))
"""Characters of each text; see CONTRIBUTING.md."""
UNITS = [
    "the highest ",
    "highest a b c d e f g ",
    "in the last ",
    "between 1 and ",
    "month after month ",
    "from January to ",
    "third-",
    "a record ",
    "under President ",
    "never a b 1,000 ",
    "for 3 straight months above 1,000 ",
    "In fiscal year 2021 CBP had 1,734,686 encounters at the border, the highest in ",
    "| 1 ",
    "(",
    "of the total of ",
]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_one_phrase_is_drafted_or_refused(unit: str, name: str) -> None:
    content = ("Border encounters\n\n" + unit * (SIZE // len(unit))).encode()
    with suppress(InputFileError):
        drafted = draft(open_store(), read_bytes(content, name))
        assert len(drafted.numbers) <= ALL


def test_numbers_are_bounded() -> None:
    many = "In 2021 there were 1,734,686 encounters.\n\n" * 10
    held = open_store()
    assert len(draft(held, read_bytes(many.encode(), "a.txt")).numbers) == 20
    with pytest.raises(InputFileError, match=f"more than {ALL:,} numbers"):
        draft(held, read_bytes(b"$1 " * (ALL + 2_000), "a.txt"))
    assert MOST < ALL


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
def test_ten_megabytes_are_refused_before_they_are_read(name: str) -> None:
    text = b"Border encounters came to 1,734,686. " * (10_000_000 // 37)
    assert LETTERS < len(text) < LARGEST
    with pytest.raises(InputFileError):
        read_bytes(text, name)


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(InputFileError, match="is larger than 20 MB"):
        read_bytes(b"1" * (LARGEST + 1), "a.txt")

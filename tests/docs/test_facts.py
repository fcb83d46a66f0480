"""The numbers of the bundled data in pages are those of the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from encounters.version import __version__
from make_facts import PAGES, renewed

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", PAGES)
def test_they_are_what_the_data_says(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert "<!-- facts -->" in text
    assert renewed(page, text) == text, "run: python scripts/make_facts.py"


def test_the_citation_is_of_this_version() -> None:
    assert f'\nversion: "{__version__}"\n' in (ROOT / "CITATION.cff").read_text("utf-8")

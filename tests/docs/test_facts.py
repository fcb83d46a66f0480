"""The numbers of the bundled data in pages are those of the data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from encounters.version import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "page",
    ["README.md", "docs/data-and-traps.md", "docs/claims.md", "docs/explanation/the-six-verdicts.md", "CHANGELOG.md"],
)
def test_they_are_what_the_data_says(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    made = "import sys, make_facts; sys.stdout.buffer.write(make_facts.renewed(sys.argv[1], sys.stdin.read()).encode())"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", made, page],
        input=text.encode(),
        cwd=ROOT / "scripts",
        capture_output=True,
        check=True,
    )
    assert "<!-- facts -->" in text
    assert done.stdout.decode() == text, "run: python scripts/make_facts.py"


def test_the_citation_is_of_this_version() -> None:
    assert f'\nversion: "{__version__}"\n' in (ROOT / "CITATION.cff").read_text("utf-8")

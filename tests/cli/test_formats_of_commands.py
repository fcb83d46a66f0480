"""Help shows what a command can use: each format that it lists shows an answer, and the others are refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from encounters.cli.program import COMMANDS
from encounters.render.formats import FORMATS

ASKED = {
    "summary": ["summary", "2021"],
    "trend": ["trend", "2021"],
    "compare": ["compare", "2021", "2020"],
    "breakdown": ["breakdown", "2021", "--by", "component"],
    "pace": ["pace", "2022-04"],
    "recidivism": ["recidivism"],
    "measure": ["measure", "total", "2021", "--by", "month"],
    "rows": ["rows", "2022-04"],
    "explain": ["explain", "pace"],
    "check": ["check", "--only", "A02"],
    "draft": ["draft", "said.txt"],
    "find": ["find", "171840", "--top", "1", "--max-filters", "0"],
    "revisions": ["revisions", "2022-04"],
    "status": ["status"],
}
WITHOUT_FORMAT = {"fetch", "import", "forget", "completion"}
"""Those that change the store list the formats of any table; completion has none."""


def listed(help_text: str) -> list[str]:
    """The formats in a command's help."""
    found = re.search(r"--format FORMAT\s+(.*?)\.\n", help_text, re.DOTALL)
    return re.split(r",\s+", found[1]) if found else []


@pytest.mark.parametrize("name", ASKED)
def test_a_command_shows_its_answer_in_every_format_that_it_lists_and_no_other(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "said.txt").write_text("Border Patrol counted 249,740 encounters in December 2023.\n")
    able = listed(run(name, "--help", env={"COLUMNS": "80"}).stdout)
    assert "table" in able
    for each in FORMATS:
        ran = run(*ASKED[name], "-f", each, "-o", "-")
        assert (ran.exit_code in (0, 1)) == (each in able), (each, ran.stderr)


def test_every_command_is_asked() -> None:
    assert set(COMMANDS) == {*ASKED, *WITHOUT_FORMAT}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_pictures_and_citations_have_their_options_where_they_can_be_had(name: str, run: Any) -> None:
    shown = run(name, "--help", env={"COLUMNS": "80"}).stdout
    assert ("--theme" in shown) == ("svg" in listed(shown))
    assert ("--cite" in shown) == ("cite" in listed(shown))
    assert ("--bom" in shown) == ("csv" in listed(shown))

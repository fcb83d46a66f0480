"""docs/claims.md: its tables are those of the program, and every example is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from encounters.claims.keys import CLAIM_KEYS, READING_KEYS, REPORT_KEYS
from encounters.claims.revised import MOVES, TOTAL
from encounters.verdicts import MEANING, REASONS, Word
from encounters.wording.fit import spoken
from encounters.wording.kinds import Comparator
from encounters.wording.written import parse

PAGE = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(\[\[claim\]\]\n.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
KINDS = {
    "string": "text",
    "date": "date",
    "number": "number",
    "strings": "list",
    "tables": "tables",
    "flag": "true or false",
}


def section(heading: str, page: str = PAGE) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = heading.split(" ")[0]
    after = page.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"^#{{1,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their headings."""
    found = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in found]


@pytest.mark.parametrize(
    ("heading", "keys"),
    [("### `[report]`", REPORT_KEYS), ("### `[[claim]]`", CLAIM_KEYS), ("### `readings`", READING_KEYS)],
)
def test_the_keys_are_those_of_the_program(heading: str, keys: dict[str, object]) -> None:
    listed = [row for row in rows(section(heading)) if len(row) == 3 and row[1] in KINDS.values()]
    assert listed == [[f"`{name}`", KINDS[key.kind], key.about] for name, key in keys.items()]  # type: ignore[attr-defined]


def test_the_wordings_hold_for_what_the_page_says() -> None:
    listed = [row for row in rows(section("## What `says` accepts")) if len(row) == 2 and row[0] != "wording"]
    assert len(listed) >= 20
    for wording, holds in listed:
        assert f"{wording}: {holds}" == spoken(parse(wording))


def test_every_comparator_is_explained_in_its_own_words() -> None:
    listed = [row for row in rows(section("## What `says` accepts")) if len(row) == 4 and row[0] != "comparator"]
    named = {row[0].replace("none", "exact").replace(" ", "_"): row[1] for row in listed}
    assert set(named) == {str(comparator) for comparator in Comparator}
    for comparator, words in named.items():
        for word in words.split(", ") if comparator != "between" else []:
            assert str(parse(f"{word} 5" if word else "5").comparator) == comparator


def test_the_verdicts_are_those_of_the_program() -> None:
    listed = {row[0]: row[1] for row in rows(section("## Verdicts")) if row[0] != "verdict"}
    assert listed == {str(word): MEANING[word] for word in Word}


def test_every_verdict_and_every_reason_has_an_example() -> None:
    told = [text.split("  ", 1)[1].splitlines()[0] for _, text in EXAMPLES]
    for word in Word:
        assert any(line.startswith(str(word)) for line in told)
    for reason, meaning in REASONS.items():
        assert f"#### `{reason}`\n\n{meaning}" in PAGE
        assert any(f"{reason}: {meaning}" in line for line in told)


@pytest.mark.parametrize(("toml", "text"), EXAMPLES, ids=[text.split("  ")[0] for _, text in EXAMPLES])
def test_an_example_comes_to_what_the_page_says(
    toml: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from encounters.cli.app import run

    path = tmp_path / "claims.toml"
    dated = "" if "[report]" in toml else "[report]\naccessed = 2022-05-19\n"
    path.write_text(f"schema = 1\n{dated}{toml}", encoding="utf-8")
    code = run(["check", "--full", str(path)])
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in text.splitlines() if line not in printed] == []
    assert code == (1 if "  contradicted" in text else 0)


def test_the_sizes_of_revisions_are_those_of_the_program() -> None:
    told = {row[0].removeprefix("a ").split(" ")[-1]: row[1] for row in rows(section("## Rules")) if "%" in row[1]}
    named = {name: f"{float(TOTAL + more) * 100:g}%" for name, more in MOVES.items()}
    named |= {"border": f"{float(TOTAL) * 100:g}%", "authority": "8%"}
    named.pop("area")
    assert {name: size.replace(".0%", "%") for name, size in told.items()} == named


def test_the_reasons_that_are_explained_are_those_of_the_program() -> None:
    page = (Path(__file__).parents[2] / "docs/explanation/the-six-verdicts.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", page))
    assert named - set(REASONS) == {"check", "--strict"}
    undecided = {"rounded-source", "no-vintage", "no-data", "incomplete", "planning-number"}
    assert undecided | {"divisor", "digit", "double-count", "magnitude", "by-chance"} <= named

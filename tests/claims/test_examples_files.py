"""The claims files of fixtures/claims: another publisher's monthly figures, and a dashboard's own numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from made import holdings

from encounters.claims.check import check, load_report
from encounters.claims.verdict import Checked, Verdict
from make_fixtures import FIXTURES

EXAMPLES = FIXTURES / "claims"
DOCS = Path(__file__).parents[2] / "docs" / "claims.md"
CONFIRMED = ("confirmed", ())

EXPECTED: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "pew-2024-10.csv": {
        "august": ("not checkable", ("no-vintage",)),
        "december": ("not checkable", ("no-vintage",)),
        "decline": CONFIRMED,
        "guatemala": CONFIRMED,
        "honduras": ("not checkable", ("no-vintage",)),
        "el-salvador": CONFIRMED,
        "mexico": CONFIRMED,
        "venezuela": CONFIRMED,
        "cuba": CONFIRMED,
        "haiti": CONFIRMED,
        "four-countries-august": CONFIRMED,
        "four-countries-december": CONFIRMED,
    },
    "dashboard.toml": {
        "nationwide": CONFIRMED,
        "nationwide-as-southwest": ("misdescribed", ("area",)),
        "southwest-share": CONFIRMED,
        "northern": CONFIRMED,
        "tucson": CONFIRMED,
        "san-diego": ("contradicted", ("double-count",)),
        "del-rio-average": ("contradicted", ("divisor",)),
        "texas": CONFIRMED,
        "peak": CONFIRMED,
        "people": ("misdescribed", ("events-not-people",)),
        "next-year": ("confirmed", ("projection-below", "outcome-met")),
        "got-aways": ("not checkable", ("no-data",)),
    },
}


@cache
def checked(name: str) -> Checked:
    return check(holdings(), load_report(EXAMPLES / name))


def found(name: str) -> dict[str, Verdict]:
    return {verdict.id: verdict for verdict in checked(name).verdicts}


def test_every_example_has_its_verdicts() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir() if path.is_file()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_verdicts_follow(name: str) -> None:
    assert {key: (str(one.word), one.reasons) for key, one in found(name).items()} == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_page_shows_the_file_and_what_it_comes_to(name: str) -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert (EXAMPLES / name).read_text(encoding="utf-8").strip() in page
    for key, (word, reasons) in EXPECTED[name].items():
        assert f"| {key} | {word} | {', '.join(reasons)} |" in page


def test_where_no_vintage_is_on_hand_that_is_said() -> None:
    notes = found("pew-2024-10.csv")["august"].notes
    assert any(note.startswith("No release on hand published by 2024-10-01 holds these months") for note in notes)
    assert any(note.startswith("A release that the writer could have had is not on hand") for note in notes), notes


def test_what_a_wrong_card_shows() -> None:
    cards = found("dashboard.toml")
    assert cards["san-diego"].readings[0].words == "2 times the figure"
    assert cards["del-rio-average"].readings[0].words == "divided by 11 months instead of 12"
    assert cards["nationwide-as-southwest"].readings[0].words == "all borders"


@pytest.mark.parametrize(
    ("name", "strict", "code"), [("pew-2024-10.csv", 0, 0), ("pew-2024-10.csv", 1, 0), ("dashboard.toml", 0, 1)]
)
def test_exit_codes(name: str, strict: int, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    from encounters.cli.app import run

    assert run(["check", str(EXAMPLES / name), *["--strict"] * strict]) == code
    assert run(["check", str(EXAMPLES / name), "--exit-zero"]) == 0
    assert "12 claims: " in capsys.readouterr().out


def test_the_page_shows_a_file_that_does_not_load_and_what_is_told_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from encounters.cli.app import run

    monkeypatch.chdir(FIXTURES.parent)
    name = "fixtures/claims/wrong/does-not-load.toml"
    assert run(["check", name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    page = DOCS.read_text(encoding="utf-8")
    assert f"```toml\n{Path(name).read_text(encoding='utf-8')}```\n\n```text\n{captured.err}```" in page

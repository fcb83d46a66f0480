"""The first report: every verdict follows from data and rule, and this is what they come to."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from encounters.claims.check import Manner, bundled_report, check
from encounters.claims.verdict import Checked, Verdict
from encounters.store.holdings import open_store
from encounters.verdicts import Word

CONFIRMED, AT_VINTAGE, IMPRECISE = Word.CONFIRMED, Word.AT_VINTAGE, Word.IMPRECISE
MISDESCRIBED, NOT_CHECKABLE = Word.MISDESCRIBED, Word.NOT_CHECKABLE

EXPECTED = {
    # id: verdict, reasons, recomputed, as of
    "A01": (IMPRECISE, ("not-over",), 2_579_043, None),
    "A02": (AT_VINTAGE, (), 2_577_604 / 15, "2022-04-18"),
    "A03": (AT_VINTAGE, (), 234_088, "2022-05-17"),
    "A04": (CONFIRMED, (), 9_672, None),
    "A05": (AT_VINTAGE, (), 88_110, "2022-04-18"),
    "A06": (IMPRECISE, ("loose",), 88_434 / 9_672, None),
    "A07": (MISDESCRIBED, ("cohort",), 615_740 / 753_189, None),
    "A08": (CONFIRMED, (), 1_734_686, None),
    "A09": (MISDESCRIBED, ("series-not-comparable",), 3, "2022-05-19"),
    "A10": (CONFIRMED, (), 458_088, None),
    "A11": (IMPRECISE, ("cut-off",), 1_734_686 / 458_088, None),
    "A12": (CONFIRMED, (), 977_509, None),
    "A13": (IMPRECISE, ("cut-off",), 1_734_686 / 977_509, None),
    "A14": (CONFIRMED, (), 521_090, None),
    "A15": (CONFIRMED, (), 1_734_686 / 521_090, None),
    "A16": (CONFIRMED, (), 1_298_178, None),
    "A17": (MISDESCRIBED, ("series-not-comparable",), 54, "2022-05-19"),
    "A17-number": (AT_VINTAGE, (), 234_088, "2022-05-17"),
    "A18-rise": (MISDESCRIBED, ("window",), 1_659_206, "2022-05-19"),
    "A18-highest": (CONFIRMED, (), 61, "2022-05-19"),
    "A19": (CONFIRMED, (), 115_393.25, None),
    "A20": (CONFIRMED, (), 144_116, None),
    "A21": (NOT_CHECKABLE, ("planning-number",), 234_088 / 30, "2022-05-19"),
    "B01": (NOT_CHECKABLE, ("rounded-source",), 0.28, None),
    "B02": (MISDESCRIBED, ("window",), 0.28, "2022-05-19"),
    "B03-2021": (CONFIRMED, (), 10_763, None),
    "B03-2020": (CONFIRMED, (), 2_438, None),
    "B04": (IMPRECISE, ("projection-below", "outcome-met"), 10_260, "2022-05-19"),
    "B05": (NOT_CHECKABLE, ("incomplete",), 3_424, None),
    "C01": (MISDESCRIBED, ("cohort",), 374_000 / 103_603, None),
    "C02": (NOT_CHECKABLE, ("no-data",), 3_028 / 1_105, None),
}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(open_store(), bundled_report(), Manner())


@pytest.fixture(scope="module")
def verdicts(checked: Checked) -> dict[str, Verdict]:
    return {verdict.id: verdict for verdict in checked.verdicts}


@pytest.mark.parametrize("claim", EXPECTED)
def test_verdict_reasons_value_and_vintage(verdicts: dict[str, Verdict], claim: str) -> None:
    word, reasons, value, as_of = EXPECTED[claim]
    found = verdicts[claim]
    assert (found.word, found.reasons) == (word, reasons)
    assert found.recomputed is not None
    assert found.recomputed.value == pytest.approx(value, rel=1e-12)
    assert found.recomputed.as_of == as_of


def test_what_no_data_decides_is_listed_with_what_would_be_needed(verdicts: dict[str, Verdict]) -> None:
    rest = [verdict for name, verdict in verdicts.items() if name not in EXPECTED]
    assert len(rest) == 26
    assert all(verdict.id.startswith("D") and verdict.word is NOT_CHECKABLE for verdict in rest)
    assert all(any(note.startswith("Needed: ") for note in verdict.notes) for verdict in rest)


def test_counts_and_exit(checked: Checked) -> None:
    assert checked.counts == {
        "confirmed": 12,
        "confirmed at vintage": 4,
        "imprecise": 5,
        "misdescribed": 6,
        "contradicted": 0,
        "not checkable": 30,
    }
    assert not checked.failed


@pytest.mark.parametrize(
    ("claim", "file", "published"),
    [
        ("A02", "southwest-2022-04-18.csv", "2022-04-18"),
        ("A03", "southwest-2022-05-17.csv", "2022-05-17"),
        ("A05", "southwest-2022-04-18.csv", "2022-04-18"),
    ],
)
def test_the_release_that_confirms_is_named(
    verdicts: dict[str, Verdict], claim: str, file: str, published: str
) -> None:
    recomputed = verdicts[claim].recomputed
    assert recomputed is not None
    assert recomputed.scope is not None
    release = recomputed.scope.used[0].release
    assert (release.file, str(release.published)) == (file, published)
    assert len(release.sha256) == 64
    assert f"--as-of {published}" in str(recomputed.command)


def test_mixed_vintages_are_noticed(checked: Checked) -> None:
    assert checked.notes == (
        "Mixed vintages: no single release confirms all of these. Confirmed: "
        "A02, A05 by southwest-2022-04-18.csv (published 2022-04-18); "
        "A03, A17-number by southwest-2022-05-17.csv (published 2022-05-17).",
    )


def told(verdict: Verdict) -> dict[str, object]:
    return {reading.words: reading.value for reading in verdict.readings}


def test_other_readings_are_shown(verdicts: dict[str, Verdict]) -> None:
    assert told(verdicts["A01"])["January 2021-April 2022"] == 2_814_828
    assert told(verdicts["A07"])["Border Patrol only, FY2021"] == pytest.approx(0.9085589816894697)
    literal = told(verdicts["A11"])
    assert literal["read as a ratio"] == pytest.approx(3.78679642)
    assert literal["read literally, as an increase"] == pytest.approx(2.78679642)
    assert told(verdicts["C01"])["per arrest of someone with a record (90% of the arrests)"] == pytest.approx(4.0110378)


def test_records_always_name_their_series(verdicts: dict[str, Verdict]) -> None:
    words = " | ".join(told(verdicts["A09"]))
    assert "the highest in usbp-southwest-by-year (begins October 1959)" in words
    assert "the highest before, from 1999-10: 1,676,438" in words
    assert "the highest before, from 2000-03: 220,063" in " | ".join(told(verdicts["A17"]))
    for name in ("A09", "A17", "A18-highest"):
        assert all("begins" in reading.words for reading in verdicts[name].readings)


def test_direction_shows_both_comparisons(verdicts: dict[str, Verdict]) -> None:
    readings = {reading.words: reading.holds for reading in verdicts["B02"].readings}
    assert readings["May 2021 38% to April 2022 28%"] is False
    assert [holds for words, holds in readings.items() if "baseline" in words] == [True]


def test_forecast_gives_projection_and_outcome(verdicts: dict[str, Verdict]) -> None:
    values = [reading.value for reading in verdicts["B04"].readings]
    assert values == [pytest.approx(10_260), 10_763, pytest.approx(955.6), 12_028]
    assert verdicts["B04"].decision_flips


def test_over_a_whole_percent_is_noted(verdicts: dict[str, Verdict]) -> None:
    assert any("itself is a rounded figure" in note for note in verdicts["B01"].notes)


def test_what_is_missing_of_a_sum_is_named(verdicts: dict[str, Verdict]) -> None:
    notes = " ".join(verdicts["B05"].notes)
    assert "Missing: FY2015, FY2016; they would have to come to 1,546" in notes


def test_no_verdict_is_written_in_the_file() -> None:
    text = files("encounters.claims").joinpath("reports", "sfrc-2022-06.toml").read_text(encoding="utf-8")
    data = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not re.search("confirmed|imprecise|misdescribed|contradicted|not checkable", data)


def test_every_line_of_the_inventory_is_covered(shared: Path, verdicts: dict[str, Verdict]) -> None:
    inventory = (shared / "report" / "claims.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([ABC]\d\d) \|", inventory, re.MULTILINE)
    assert len(listed) == 28
    covered = {name.split("-")[0] for name in verdicts}
    assert set(listed) <= covered


def test_every_figure_of_the_inventory_that_no_data_decides_is_covered(
    shared: Path, verdicts: dict[str, Verdict]
) -> None:
    inventory = (shared / "report" / "claims.md").read_text(encoding="utf-8")
    listed = inventory.split("## D. ")[1].split("## ")[0].split("\n\n", 1)[1]
    without_years = re.sub(r"\b(FY)?20\d\d\b", "", listed)
    figures = set(re.findall(r"\d[\d,.]*\d|\d", without_years))
    assert len(figures) >= 25
    quotes = " ".join(verdict.claim.quote for verdict in verdicts.values())
    assert sorted(figure for figure in figures if figure not in quotes) == []


def test_the_evidence_of_each_verdict_names_a_release_or_source_and_repeats_it(verdicts: dict[str, Verdict]) -> None:
    for name, (word, _, _, _) in EXPECTED.items():
        found = verdicts[name].recomputed
        assert found is not None
        if word is NOT_CHECKABLE or found.figure in ("arithmetic", "pace"):
            continue
        assert found.command, name
        assert found.scope is not None
        assert found.scope.used or found.scope.sources, name

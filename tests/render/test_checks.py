"""A checked report as text and markdown: exact, ordered, and harmless whatever a claims file holds."""

from __future__ import annotations

import re

import pytest
from made_checks import CHECKED, HOSTILE_CHECKED, PASSING, STRICT, VERDICTS, telling
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from encounters.claims.verdict import Checked, Recomputed
from encounters.errors import UnknownName, UsageError
from encounters.render.checks_markdown import code, escape, step_summary
from encounters.render.formats import Look, format_for, names, render
from encounters.render.numbers import exact
from encounters.render.told import tell
from encounters.render.told_claim import amount
from encounters.verdicts import REASONS, Word


def shown(checked: Checked, format_: str = "table", **look: object) -> str:
    content = render(checked, format_, Look(**look)).content  # type: ignore[arg-type]
    return content if isinstance(content, str) else content.decode("utf-8")


def test_text(snapshot: SnapshotAssertion) -> None:
    assert shown(CHECKED, full=True) == snapshot


def test_overview(snapshot: SnapshotAssertion) -> None:
    assert shown(CHECKED) == snapshot


@pytest.mark.parametrize("ascii_only", [False, True])
def test_an_overview_has_a_line_a_claim_and_the_evidence_of_what_fails(ascii_only: bool) -> None:
    text = shown(CHECKED, width=60, ascii=ascii_only)
    assert [line[:2] for line in text.splitlines() if re.match(r"C\d  ", line)] == [
        *("C1", "C2", "C3", "C4", "C5", "C6"),
        "C5",
    ]
    assert max(len(line) for line in text.splitlines() if re.match(r"C[1-46]  ", line)) <= 60
    assert text.count("  repeat") == 1


def test_text_on_a_narrow_terminal(snapshot: SnapshotAssertion) -> None:
    text = shown(CHECKED, width=60, full=True)
    assert text == snapshot
    long = [line for line in text.splitlines() if len(line) > 60]
    assert all("abab" in line for line in long)  # a hash is never broken


def test_text_in_colour_says_the_same() -> None:
    painted = shown(CHECKED, color=True)
    assert "\x1b[1;31mcontradicted\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == shown(CHECKED)


def test_text_in_ascii() -> None:
    assert shown(CHECKED, ascii=True).isascii()


def test_failing_claims_come_last_and_those_that_warn_before_them() -> None:
    ids = re.findall(r"^(C\d)  ", shown(CHECKED, full=True), re.MULTILINE)
    assert ids == ["C1", "C2", "C6", "C3", "C4", "C5"]


def test_what_fails_is_whole_and_what_passes_is_cut() -> None:
    long = "word " * 100
    made = [telling(replace(v, claim=replace(v.claim, quote=long)), remarks=(long,)) for v in VERDICTS]
    checked = replace(CHECKED, verdicts=tuple(made))
    blocks = {block[:2]: block for block in shown(checked, full=True).split("\n\n")}
    assert blocks["C5"].count(long.rstrip()) == 2
    assert "…" not in blocks["C5"]
    assert blocks["C1"].count("…") == 2


def test_the_last_lines_are_the_count_and_the_reason_for_the_exit_code() -> None:
    count, outcome = shown(CHECKED).splitlines()[-2:]
    assert count.startswith("6 claims: 1 confirmed, 1 confirmed at vintage, 1 imprecise")
    assert outcome == "Exit code 1 (0 with --exit-zero): contradicted: C5."
    assert shown(STRICT).splitlines()[-1].endswith("contradicted: C5; misdescribed: C4; imprecise: C3.")
    assert shown(PASSING).splitlines()[-1] == "Exit code 0: no claim is contradicted."
    warned = replace(CHECKED, verdicts=VERDICTS[2:3])
    assert shown(warned).splitlines()[-1] == (
        "Exit code 0: no claim is contradicted; --strict would fail imprecise: C3."
    )


@pytest.mark.parametrize(
    ("value", "unit", "kind", "text"),
    [
        (352790, "encounters", "count", "352,790 encounters"),
        (171840.26666666666, "encounters per month", "average", "171,840.2667 encounters per month"),
        (0.8175106115463715, "share of encounters", "share", "81.7511% of encounters"),
        (0.28, "share", "share", "28%"),
        (2.7867964, "percent change", "percent", "278.6796% change"),
        (9.143300248, "times as many", "ratio", "9.1433 times as many"),
        (-0.09999999999999998, "difference", "average", "-0.1 difference"),
        (1659206.0, "FY2021", "average", "1,659,206 FY2021"),
        (3.6099, "374,000 / 103,603", "arithmetic", "3.6099 = 374,000 / 103,603"),
        (None, "", "average", "nothing on hand"),
        (True, "", "average", "yes"),
        ("rising", "", "average", "rising"),
        (float("nan"), "times", "ratio", "no number times"),
        (0.0000004, "x", "average", "0 x"),
    ],
)
def test_amounts(value: object, unit: str, kind: str, text: str) -> None:
    assert amount(Recomputed("total", value, unit, kind=kind)) == text  # type: ignore[arg-type]


def test_an_exact_number_has_no_noise_of_floats() -> None:
    assert exact(0.1 + 0.2) == "0.3"


def test_three_other_readings_and_every_reading_of_the_words() -> None:
    many = tuple(replace(VERDICTS[4].readings[0], words=str(number)) for number in range(5))
    both = (VERDICTS[2].readings[0],)
    [told] = tell(replace(CHECKED, verdicts=(telling(VERDICTS[4], readings=both + many),))).claims
    assert [words.split(":")[0] for words, _ in told.readings] == ["read as a ratio", "0", "1", "2"]


def test_hostile_text_cannot_steer_the_terminal() -> None:
    text = shown(HOSTILE_CHECKED)
    assert not {character for character in text if not character.isprintable()} - {"\n"}
    assert not re.search(r"^::", text, re.MULTILINE)


def test_markdown(snapshot: SnapshotAssertion) -> None:
    assert shown(CHECKED, "markdown") == snapshot


def test_step_summary(snapshot: SnapshotAssertion) -> None:
    assert step_summary(tell(CHECKED)) == snapshot


@pytest.mark.parametrize("text", [shown(HOSTILE_CHECKED, "markdown"), step_summary(tell(HOSTILE_CHECKED))])
def test_hostile_text_makes_no_markup(text: str) -> None:
    plain = re.sub(r"(`+) .*? \1", "", text)
    assert "<script" not in plain
    assert "<img" not in plain
    assert not re.search(r"(?<!\\)\[x", plain)
    rows = [line for line in plain.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {4, 6}


def test_code_holds_backticks() -> None:
    assert code("a `b` ``c``") == "``` a `b` ``c`` ```"
    assert escape("a_b*c") == r"a\_b\*c"


@pytest.mark.parametrize("format_", names("Checked"))
@pytest.mark.parametrize("checked", [CHECKED, STRICT, PASSING, replace(CHECKED, verdicts=()), HOSTILE_CHECKED])
def test_every_format_shows_every_report(format_: str, checked: Checked) -> None:
    content = render(checked, format_, Look()).content
    assert content or (format_ == "ndjson" and not checked.verdicts)


@pytest.mark.parametrize("format_", names("Checked"))
def test_a_file_name_that_is_no_text_can_be_written(format_: str) -> None:
    content = render(replace(CHECKED, file="claims/\udcff.toml"), format_, Look()).content
    assert content if isinstance(content, bytes) else content.encode("utf-8")


@pytest.mark.parametrize("format_", ["table", "markdown", "github", "junit", "html", "csv"])
def test_no_format_judges_truth(format_: str) -> None:
    text = re.sub(r"(?s)<script>.*?</script>|aria-[a-z]+=\S+|<svg.*?>", "", shown(CHECKED, format_))
    words = re.sub(r'(?<=[,"])(true|false)(?=[,"])', "", text)
    assert not re.search(r"\b(true|false|lie|liar|debunked)\b", words, re.IGNORECASE)


def test_formats_of_a_report_are_known_and_others_refused() -> None:
    assert set(names("Checked")) - set(names()) == {"junit", "github", "sarif"}
    assert format_for(None, "out.sarif", {}) == "sarif"
    assert format_for(None, "junit.xml", {}) == "junit"
    assert format_for("sarif", "review.json", {}) == "sarif"
    with pytest.raises(UsageError):
        format_for("junit", "out.json", {})
    with pytest.raises(UsageError, match="cannot show a checked report"):
        render(CHECKED, "png", Look())
    with pytest.raises(UnknownName) as error:
        format_for("sarf", None, {})
    assert "'sarif'" in str(error.value.hint)
    assert "For check also: junit" in str(error.value.hint)


def test_every_reason_of_the_rules_is_told_in_words() -> None:
    for reason, words in REASONS.items():
        one = replace(VERDICTS[4], reasons=(reason,))
        assert f"{reason}: {words}" in shown(replace(CHECKED, verdicts=(one,)))
    assert {verdict.word for verdict in VERDICTS} == set(Word)

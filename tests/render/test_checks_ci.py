"""A checked report for CI servers: JUnit, GitHub annotations and SARIF."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as Tree

import pytest
from made_checks import CHECKED, HOSTILE_CHECKED, PASSING, STRICT, VERDICTS
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from encounters.claims.verdict import Checked
from encounters.render.formats import Look, render
from encounters.render.github import data
from encounters.render.sarif import uri
from encounters.verdicts import Word

COMMAND = re.compile(r"::(error|warning|notice) (file=[^,:]*(?:,line=\d+)?,title=[^,:]*)::(.*)")


def text(checked: Checked, format_: str) -> str:
    content = render(checked, format_, Look()).content
    return content if isinstance(content, str) else content.decode("utf-8")


def sarif(checked: Checked) -> dict[str, Any]:
    return dict(json.loads(text(checked, "sarif"))["runs"][0])


@pytest.mark.parametrize("format_", ["junit", "github", "sarif"])
def test_exact(format_: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("encounters.render.sarif.__version__", "1.2.3")
    assert text(CHECKED, format_) == snapshot


@pytest.mark.parametrize(
    ("checked", "failures"), [(CHECKED, ["C5"]), (STRICT, ["C3", "C4", "C5"]), (PASSING, [])], ids=str
)
def test_junit_fails_what_fails_the_run(checked: Checked, failures: list[str]) -> None:
    suites = Tree.fromstring(text(checked, "junit"))
    cases = suites.findall(".//testcase")
    failed = [case.attrib["name"].split(":")[0] for case in cases if case.find("failure") is not None]
    skipped = [case.attrib["name"].split(":")[0] for case in cases if case.find("skipped") is not None]
    assert failed == failures
    assert skipped == [verdict.id for verdict in checked.verdicts if verdict.word is Word.NOT_CHECKABLE]
    for element in (suites, suites[0]):
        assert element.attrib["tests"] == str(len(checked.verdicts))
        assert element.attrib["failures"] == str(len(failures))
        assert element.attrib["skipped"] == str(len(skipped))


def test_junit_holds_hostile_text() -> None:
    suites = Tree.fromstring(text(HOSTILE_CHECKED, "junit"))
    assert "</script><script>" in suites[0].attrib["name"]
    assert len(suites.findall(".//testcase")) == len(Word)
    assert not suites.findall(".//img")


def test_junit_names_the_line_of_the_claims_file() -> None:
    case = Tree.fromstring(text(CHECKED, "junit"))[0][0]
    assert (case.attrib["file"], case.attrib["line"]) == ("claims/report.toml", "10")


def test_annotations_say_how_bad_it_is() -> None:
    levels = {found[2].split("title=")[1][:2]: found[1] for found in COMMAND.finditer(text(CHECKED, "github"))}
    assert levels == {"Re": "notice", "C2": "notice", "C3": "warning", "C4": "warning", "C5": "error", "C6": "notice"}
    strict = text(STRICT, "github")
    assert strict.count("::error ") == 3
    assert "::warning " not in strict


@pytest.mark.parametrize("checked", [CHECKED, HOSTILE_CHECKED], ids=["plain", "hostile"])
def test_no_text_can_begin_or_end_a_command(checked: Checked) -> None:
    *commands, count, outcome = text(checked, "github").splitlines()
    assert all(COMMAND.fullmatch(line) for line in commands)
    assert not count.startswith("::")
    assert outcome.startswith("Exit code")


def test_annotations_are_escaped_as_the_runner_reads_them() -> None:
    assert data("50% of\r\n::error::it") == "50%25 of%0D%0A::error::it"
    one = replace(VERDICTS[4], claim=replace(VERDICTS[4].claim, id="a,b:c%", quote=""))
    line = text(replace(CHECKED, verdicts=(one,), file="x,y.toml", notes=()), "github").splitlines()[0]
    found = COMMAND.fullmatch(line)
    assert found is not None
    assert found[2] == "file=x%2Cy.toml,line=50,title=a%2Cb%3Ac%25%3A contradicted"
    assert unquote(found[3]).splitlines()[1].startswith("Claimed: over 350,000")


def test_sarif_results_are_what_does_not_hold_as_printed() -> None:
    run = sarif(CHECKED)
    told = {result["properties"]["claim"]: (result["ruleId"], result["level"]) for result in run["results"]}
    assert told == {
        "C3": ("imprecise/not-over", "warning"),
        "C4": ("misdescribed/cohort", "warning"),
        "C5": ("contradicted/divisor", "error"),
    }
    assert [note["message"]["text"][:2] for note in run["invocations"][0]["toolExecutionNotifications"]] == ["C6"]
    assert {result["level"] for result in sarif(STRICT)["results"]} == {"error"}


def test_an_ignored_claim_is_a_note_for_code_scanning() -> None:
    known = [replace(one, claim=replace(one.claim, ignore="corrected in print")) for one in CHECKED.verdicts]
    results = sarif(replace(CHECKED, verdicts=tuple(known)))["results"]
    assert [each["level"] for each in results if each["ruleId"].startswith("contradicted")] == ["note"]


def test_sarif_follows_the_standard() -> None:
    document = json.loads(text(HOSTILE_CHECKED, "sarif"))
    assert (document["version"], len(document["runs"])) == ("2.1.0", 1)
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] == 7
        assert re.fullmatch(r"[\w%./~-]+", place["artifactLocation"]["uri"])
        # an unescaped bracket would make a link, a lone brace a placeholder
        assert not re.search(r"(?<!\\)[\[\]]", result["message"]["text"])
        assert "{0}" not in result["message"]["text"].replace("{{0}}", "")


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("claims/report.toml", "claims/report.toml"),
        ("claims\\my report.toml", "claims/my%20report.toml"),
        ("/srv/claims.toml", "file:///srv/claims.toml"),
        ("C:\\claims\\a.toml", "file:///C:/claims/a.toml"),
    ],
)
def test_files_are_uris(file: str, shown: str) -> None:
    assert uri(file) == shown


def test_a_fingerprint_stays_when_a_claim_moves() -> None:
    far = tuple(replace(verdict, claim=replace(verdict.claim, line=99)) for verdict in VERDICTS)
    moved = replace(CHECKED, verdicts=far)
    prints = [[result["partialFingerprints"] for result in sarif(each)["results"]] for each in (CHECKED, moved)]
    assert prints[0] == prints[1]

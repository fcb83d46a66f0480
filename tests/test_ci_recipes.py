"""docs/ci.md, action.yml and the pre-commit hook: what they run, run here as the servers run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts/check_in_ci.sh"
DOCS = (ROOT / "docs/ci.md").read_text("utf-8")
ACTION = (ROOT / "action.yml").read_text("utf-8")
HOOK = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
CLAIM = '[[claim]]\nid = "{}"\nquote = "{}"\nfigure = "total"\nperiod = "FY2021"\nsays = "{}"\n'
HEAD = 'schema = 1\n[report]\ntitle = "A report"\n'
HOLDS = CLAIM.format("holds", "1,734,686", "1,734,686")
FAILS = CLAIM.format("fails", "50% more, 9 million", "over 9 million")
LOOSE = CLAIM.format("loose", "over 1.735 million", "over 1.735 million")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the recipes are for bash")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout of somebody's text with claims files, in which `encounters` is a command."""
    for name, claims in {"report": HOLDS, "other": HOLDS, "two words": HOLDS + FAILS}.items():
        (tmp_path / "claims").mkdir(exist_ok=True)
        (tmp_path / f"claims/{name}.toml").write_text(HEAD + claims, "utf-8")
    (tmp_path / "bin").mkdir()
    for name, arguments in {"encounters": "-m encounters", "python": ""}.items():
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', "utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    return tmp_path


def bash(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"} | variables
    command = ["bash", "-e", "-o", "pipefail", "-c", script]  # as GitHub runs a step
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8", timeout=120
    )


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_the_shell_recipes_run(folder: Path, block: str) -> None:
    done = bash(folder, block)
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr


def test_there_are_shell_recipes() -> None:
    assert len(BLOCKS) == 4


def test_the_action_annotates_and_keeps_reports(folder: Path) -> None:
    files = "claims/report.toml\n  claims/two words.toml  \n\n"
    done = bash(folder, f'bash "{SCRIPT}"', FILES=files, REPORTS="reports", STRICT="false", FETCH="false")
    assert done.returncode == 1, done.stderr
    assert "::error file=claims/two words.toml,line=10,title=fails%3A contradicted::“50%25 more" in done.stdout
    names = {path.name for path in (folder / "reports").iterdir()}
    ends = ("html", "sarif", "xml", "json")
    assert names == {f"claims-{name}.{end}" for name in ("report", "two-words") for end in ends}
    assert json.loads((folder / "reports/claims-two-words.json").read_text("utf-8"))["failed"] == ["fails"]
    assert Tree.parse(folder / "reports/claims-report.xml").getroot().attrib["failures"] == "0"
    assert json.loads((folder / "reports/claims-two-words.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_action_is_strict_when_asked(folder: Path) -> None:
    (folder / "claims/report.toml").write_text(HEAD + LOOSE, "utf-8")
    for strict, code in (("false", 0), ("true", 1)):
        done = bash(folder, f'bash "{SCRIPT}"', FILES="claims/report.toml", STRICT=strict)
        assert done.returncode == code, done.stdout


def test_the_action_holds_claims_against_their_document(folder: Path) -> None:
    script, asked = f'bash "{SCRIPT}"', {"FILES": "claims/report.toml", "DOCUMENT": "the text.md"}
    text = "In fiscal year 2021 there were 1,734,686 encounters at the southwest border.\n"
    more = text + "\nIn fiscal year 2019 there were 977,509 encounters at the southwest border.\n"
    for changed, strict, reports, code in (
        (text, "true", "", 0),
        (text.replace("1,734,686", "1,700,000"), "false", "", 1),
        (more, "false", "", 0),
        (more, "true", "reports", 1),
    ):
        (folder / "the text.md").write_text(changed, "utf-8")
        done = bash(folder, script, **asked, STRICT=strict, REPORTS=reports)
        assert done.returncode == code, done.stdout + done.stderr
    kept = json.loads((folder / "reports/claims-report.json").read_text("utf-8"))
    assert [one["text"] for one in kept["document"]["uncovered"]] == ["977,509"]
    done = bash(folder, script, FILES="claims/report.toml\nclaims/other.toml\n", DOCUMENT="the text.md")
    assert (done.returncode, "A document goes with one claims file." in done.stdout) == (2, True)


@pytest.mark.parametrize(("files", "code"), [("", 2), ("\n  \n", 2), ("claims/nowhere.toml", 2)])
def test_the_action_refuses_nothing_to_check(folder: Path, files: str, code: int) -> None:
    assert bash(folder, f'bash "{SCRIPT}"', FILES=files).returncode == code


def test_inputs_of_the_action_never_become_script() -> None:
    runs = re.findall(r"^ +run: (?:\|\n((?: {8}.*\n)+)|(.*))", ACTION, re.MULTILINE)
    assert len(runs) == 2
    assert not any("${{" in text for run in runs for text in run)
    named = re.findall(r"^  ([a-z-]+):\n    description", ACTION, re.MULTILINE)
    assert named == ["files", "document", "strict", "reports", "fetch", "python-version"]
    assert all(f"inputs.{name} }}}}" in ACTION for name in named)
    assert "scripts/check_in_ci.sh" in ACTION


def test_the_hook_takes_claims_files_and_no_others() -> None:
    pattern = re.search(r"files: (.+)", HOOK)
    assert pattern is not None
    taken = ["claims/a.toml", "docs/claims/b.toml", "report.claims.toml", "x/report-claims.toml"]
    left = ["pyproject.toml", "myclaims/a.toml", "claims.toml.bak", "report_claims.toml"]
    assert [name for name in taken + left if re.search(pattern[1], name)] == taken


def test_the_hook_is_given_several_files_at_once(folder: Path) -> None:
    entry = re.search(r"entry: (.+)", HOOK)
    assert entry is not None
    done = bash(folder, f"{entry[1]} claims/report.toml 'claims/two words.toml'")
    assert done.returncode == 1
    assert "fails  contradicted" in done.stdout

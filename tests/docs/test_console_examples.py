"""Every console example of the README and of each page is run, in the order of the page, in a folder of its own.

A block with a title is a file that the reader writes: ```toml title="claims.toml". A command is expected to end with 0,
with what `# exit N` behind it says, or not with 0 where the page shows an error. ```console {.no-run} is not run: it
needs the network or another program.
"""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MATCH = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def steps(text: str) -> list[tuple[str, str, str]]:
    """What a reader of the page does: ("write", name, content) and ("run", command, output)."""
    found: list[tuple[str, str, str]] = []
    for language, info, block in FENCE.findall(text):
        if title := re.search(r'title="([^"]+)"', info):
            found.append(("write", title[1], block))
        elif language == "console" and ".no-run" not in info:
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append(("run", command, output))
    return found


WITH_STEPS = {str(page.relative_to(ROOT)): done for page in PAGES if (done := steps(page.read_text(encoding="utf-8")))}


def expected_exit(command: str, output: str) -> int | None:
    """The exit code a page gives its command; None for any but 0."""
    if said := re.search(r"# exit (\d+)$", command):
        return int(said[1])
    return None if output.startswith("Error:") else 0


@pytest.mark.parametrize("page", WITH_STEPS)
def test_the_examples_of_a_page(page: str, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, what, text in WITH_STEPS[page]:
        if kind == "write":
            Path(what).write_text(text, encoding="utf-8")
            continue
        program, *words = shlex.split(what, comments=True)
        assert program == "encounters", f"{what}: mark the block `console {{.no-run}}`"
        ran, code = run(*words), expected_exit(what, text)
        assert ran.exit_code == code if code is not None else ran.exit_code, f"{what}\n{ran.stderr}"
        printed = ran.stderr if text.startswith("Error:") else ran.stdout
        assert doctest.OutputChecker().check_output(text, printed, MATCH), f"$ {what}\n{printed}{ran.stderr}"


def test_a_page_is_taken_apart() -> None:
    page = '```toml title="a.toml"\nx = 1\n```\n\n```console\n$ encounters check a.toml  # exit 1\n...\n```\n'
    assert steps(page + "```console {.no-run}\n$ curl\n```\n") == [
        ("write", "a.toml", "x = 1\n"),
        ("run", "encounters check a.toml  # exit 1", "...\n"),
    ]
    assert expected_exit("encounters check a.toml  # exit 1", "...\n") == 1
    assert expected_exit("encounters rows", "") == 0


@pytest.mark.parametrize("page", [str(page.relative_to(ROOT)) for page in PAGES])
def test_links_and_pictures_are_there(page: str) -> None:
    text = re.sub(r"^```.*?^```$", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}"

"""Run the console examples of every page and write down what they print today: `python scripts/make_examples.py`.

What a page leaves out (`...`) stays left out: each run of lines it shows is replaced by the like run of the output.
tests/docs/test_console_examples.py fails when one does not hold.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from encounters.cli.app import run

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^(\$ [^\n]*\n)((?:(?!\$ )[^\n]*\n)*)", re.MULTILINE)
MATCH = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
LEFT_OUT = "..."


def pages() -> list[Path]:
    """Every page that may have examples."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def renewed(text: str) -> str:
    """A page with the outputs of today, its examples run in the order of the page in this folder."""

    def block(match: re.Match[str]) -> str:
        language, info, body = match.groups()
        if title := re.search(r'title="([^"]+)"', info):
            Path(title[1]).write_text(body, encoding="utf-8")
        elif language == "console" and ".no-run" not in info:
            body = COMMAND.sub(lambda part: part[1] + output_for(part[1], part[2]), body)
        return f"```{language}{info}\n{body}```"

    return FENCE.sub(block, text)


def output_for(command: str, shown: str) -> str:
    """What to show for a command that a page shows `shown` for."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(shlex.split(command[2:], comments=True)[1:])
    asked = err if shown.startswith("Error:") else out
    asked.seek(0)
    printed = asked.read()
    return "".join(f"{line}\n" for line in _in_place(shown.splitlines(), printed.splitlines()))


def _in_place(shown: list[str], printed: list[str]) -> Iterator[str]:
    """Each run of lines shown, from where the output is most like it. Stops where an example has lost its lines."""
    at = 0
    for position, part in enumerate(_runs(shown)):
        if position:
            yield LEFT_OUT
        if at + len(part) > len(printed):
            raise SystemExit(f"This part of an example is gone; write the example anew: {part}")
        starts = range(at, len(printed) - len(part) + 1)
        best = max(starts, key=lambda start: (_likeness(part, printed[start : start + len(part)]), -start))
        for old, new in zip(part, printed[best : best + len(part)], strict=False):
            holds = LEFT_OUT in old and doctest.OutputChecker().check_output(old, new, MATCH)
            yield old if holds else new.rstrip()
        at = best + len(part)


def _runs(lines: list[str]) -> list[list[str]]:
    """The lines between those that say that some are left out."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if line == LEFT_OUT:
            runs.append([])
        else:
            runs[-1].append(line)
    return runs


def _likeness(one: list[str], other: list[str]) -> float:
    return sum(difflib.SequenceMatcher(None, a, b).ratio() for a, b in zip(one, other, strict=False))


def main() -> None:
    """Renew every page, in a folder and with a store of its own."""
    os.environ["COLUMNS"] = "100"
    for page in pages():
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            os.environ["ENCOUNTERS_STORE"] = f"{folder}/store"
            before = page.read_text(encoding="utf-8")
            after = renewed(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(f"wrote {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

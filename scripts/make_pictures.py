"""Pictures in the documentation, made by the program: `python scripts/make_pictures.py` writes docs/images.

They name no other host: rich's own template would load a font, so this one keeps the reader's.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from encounters.cli.app import run

IMAGES = Path(__file__).resolve().parents[1] / "docs/images"
COLUMNS = 112
ELSEWHERE = re.compile(r"@font-face \{\{.*?\n    \}\}\s*|<!--.*?-->\s*", re.DOTALL)
TEMPLATE = ELSEWHERE.sub("", CONSOLE_SVG_FORMAT).replace(
    "font-family: Fira Code, monospace;",
    "font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;",
)

TERMINAL = {
    "summary.svg": "encounters summary --year 2021",
    "check.svg": "encounters check --only A02",
}
CHARTS = {"fiscal-years.svg": "encounters trend --from FY2018 --to FY2022 --by fiscal-year"}


class Screen(io.TextIOWrapper):
    """A terminal to write to: the answer is as wide as this is."""

    def isatty(self) -> bool:
        """That it is one."""
        return True


def terminal(command: str) -> str:
    """A terminal that shows the command and its answer, as SVG."""
    out = Screen(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run([*shlex.split(command)[1:], "--color", "always", "-q"])
    answer = Text.from_ansi(_written(out))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {command}\n"), answer, sep="\n", end="")
    drawn = console.export_svg(title="encounters", code_format=TEMPLATE, unique_id="encounters")
    told = f'<svg role="img" aria-label="The output of {command}, as text in a terminal" '
    return "\n".join(line.rstrip() for line in drawn.replace("<svg ", told, 1).splitlines()) + "\n"


def _written(out: io.TextIOWrapper) -> str:
    out.seek(0)
    return out.read()


def chart(command: str) -> str:
    """The chart that the command writes, as SVG."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        made = Path(folder) / "chart.svg"
        code = run([*shlex.split(command)[1:], "-o", str(made), "-q"])
        if code:
            raise SystemExit(f"{command} ended with {code}")
        return made.read_text(encoding="utf-8")


def main() -> None:
    """Write every picture, from the figures that the package ships."""
    os.environ["COLUMNS"] = str(COLUMNS)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ENCOUNTERS_STORE"] = folder
        drawn = {name: terminal(command) for name, command in TERMINAL.items()}
        drawn |= {name: chart(command) for name, command in CHARTS.items()}
    for name, text in drawn.items():
        (IMAGES / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote docs/images/{name}")


if __name__ == "__main__":
    main()

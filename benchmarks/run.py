"""Every benchmark in one run: `make bench`. Prints a table, and with --write puts it and the picture into docs/.

    python benchmarks/run.py [NAME ...] [--rounds N] [--write]

NAMEs are benchmarks: questions, find, claims, importing, growth, tables, refusals; all of them unless given. --write
needs all. The exit code is 1 when a line is not within what is asked.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from measuring import Found, Place

BENCHMARKS = ("questions", "find", "claims", "importing", "growth", "tables", "refusals")
DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, PICTURE = DOCS / "performance.md", DOCS / "images/growth.svg"
MEASURED = re.compile(r"(<!-- measured -->\n)(.*?)(<!-- end of measured -->)", re.DOTALL)
HEADINGS = ("aim", "what", "seconds", "MB", "ratio", "to", "asked", "result")


def cells(line: Found) -> tuple[str, ...]:
    """A line as the cells of its row."""
    asked = [f"{line.most:g} x" if line.most else "", f"{line.seconds:g} s" if line.seconds else ""]
    asked += [f"{line.room:g} MB" if line.room else ""]
    cost = (f"{line.cost.seconds:.2f}", f"{line.cost.memory:.0f}") if line.cost.seconds else ("", "")
    told = ", ".join(filter(None, asked))
    return (line.aim, line.what, *cost, f"{line.ratio:.2f}", line.beside, told, "" if line.holds else "missed")


def table(lines: list[Found]) -> str:
    """All lines as a Markdown table."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *map(cells, lines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def machine() -> str:
    """What it ran on, in a line."""
    names = ("polars", "numpy", "duckdb", "pandas")
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {libraries}.\n"


def write(lines: list[Found]) -> None:
    """Put the table and the picture of growth into the documentation."""
    growth = importlib.import_module("growth")
    made = f"\n{machine()}\n{table(lines)}\n"
    PAGE.write_text(MEASURED.sub(lambda found: found[1] + made + found[3], PAGE.read_text("utf-8")), "utf-8")
    PICTURE.write_text(growth.picture([line for line in lines if line.aim == growth.AIM]), "utf-8")


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if asked.write and asked.names:
        parser.error("--write needs every benchmark: leave out the names")
    lines: list[Found] = []
    with tempfile.TemporaryDirectory(prefix="encounters-bench-") as folder:
        place = Place(Path(folder))
        for name in asked.names or BENCHMARKS:
            for line in importlib.import_module(name).found(place, asked.rounds):
                print(" | ".join(cells(line)), file=sys.stderr, flush=True)
                lines.append(line)
    print(table(lines), end="")
    if asked.write:
        write(lines)
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())

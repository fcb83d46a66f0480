"""Questions and start-up: against the import of their libraries, and against pandas and DuckDB on the same CSVs.

Every answer is held against the other two before it is timed.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

from archive import RELEASES
from measuring import PYTHON, START, Command, Found, Place, beside, encounters

HERE = Path(__file__).resolve().parent
LIBRARIES = "`import polars, typer`"
OTHERS = {"pandas": "in_pandas.py", "DuckDB": "in_duckdb.py"}
ASKED = {
    "summary": "the summary of a fiscal year, one CSV",
    "total": "the total of a fiscal year, one CSV",
    "as-known": "a total as known in December 2023, from all files",
    "by-group": "months by citizenship, from all files",
}


def commands(store: str) -> dict[str, tuple[Command, str, float | None]]:
    """What is started, and what of its libraries it may take."""
    asked = {
        "measure": (("measure", "total", "--year", "2023"), 1.0),
        "summary": (("summary", "--year", "2021"), 1.1),
        "trend": (("trend", "--year", "2023"), 1.1),
        "check, the bundled report": (("check", "--exit-zero"), 1.6),
    }
    return {
        f"`{name}`": (encounters(*arguments, "--store", store), "1. questions", most)
        for name, (arguments, most) in asked.items()
    }


def ours(store: str) -> dict[str, list[str]]:
    """The command of the program for each question."""
    year = ("--year", "2022", "-f", "csv", "--store", store)
    return {
        "summary": encounters("summary", *year),
        "total": encounters("measure", "total", *year),
        "as-known": encounters(
            "measure", "total", "--year", "2023", "--as-of", "2023-12-31", "-f", "csv", "--store", store
        ),
        "by-group": encounters(
            "trend", "--from", "2020-10", "--to", "2025-09", "--by", "citizenship-group", "-f", "csv", "--store", store
        ),
    }


def counts(output: str, asked: str) -> list[int]:
    """The counts of an answer, sorted, so that answers in different orders can be held against each other."""
    if "," in output:
        column = "encounters" if asked == "by-group" else "value"
        rows = [row[column] for row in csv.DictReader(io.StringIO(output))]
    else:
        rows = [line.split(" ")[0 if asked == "summary" else -1] for line in output.splitlines()]
    numbers = rows[:1] if asked == "summary" else rows
    return sorted(round(float(number)) for number in numbers)


def answer(command: Command) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def found(place: Place, rounds: int) -> Iterator[Found]:
    """Start-up and questions without a store, then the same question three ways."""
    yield from beside((LIBRARIES, START), commands(place.store(0)), rounds)
    help_ = {"`--help`": (encounters("--help"), "9. start", 1.4)}
    yield from beside(("`import typer`", (PYTHON, "-c", "import typer")), help_, rounds)
    files = place.archive(RELEASES)
    one = next(path for path in files if path.name.startswith("sbo-"))
    for asked, command in ours(place.store(RELEASES)).items():
        path = str(one if asked in ("summary", "total") else one.parents[1])
        others = {name: [PYTHON, str(HERE / script), asked, path] for name, script in OTHERS.items()}
        expected = counts(answer(command), asked)
        assert all(counts(answer(other), asked) == expected for other in others.values()), asked
        most = 1.0 if asked in ("as-known", "by-group") else None
        for name, other in others.items():
            line = {f"{ASKED[asked]}": (command, "1. questions", most)}
            yield from beside((name, other), line, rounds)

"""How long `encounters summary --year 2021` takes, beside pandas, DuckDB, and the bare imports of its own libraries.

    python benchmarks/summary.py [--rounds N]

Each round runs all of them once, in an order that changes from round to round, so that a machine that slows down slows
them all. Ratios are taken within a round; the median round is printed. The CSV is one of CBP's files, made again from
the shipped history.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
RELEASE = "sbo-encounters-fy19-fy22.csv"
ANSWER = "1,734,686"
AIM = 1.3
COLUMNS = {
    "component": "Component",
    "demographic": "Demographic",
    "citizenship": "Citizenship Grouping",
    "authority": "Title of Authority",
}


def write_csv(folder: Path) -> Path:
    """One of CBP's files, from the shipped history, in CBP's columns."""
    import polars as pl

    from encounters.names import label
    from encounters.store import bundled
    from encounters.store.holdings import Holdings
    from encounters.store.releases import Store

    release = next(release for release in bundled.releases() if release.file == RELEASE)
    rows = Holdings(Store(folder / "no-store")).release_rows(release).collect()
    year = pl.col("month").dt.year() + (pl.col("month").dt.month() >= 10).cast(pl.Int32)
    named = [
        pl.col(name).map_elements(lambda code, name=name: label(name, code), return_dtype=pl.String).alias(column)
        for name, column in COLUMNS.items()
    ]
    shown = rows.select(
        year.alias("Fiscal Year"),
        pl.lit("FYTD").alias("Month Grouping"),
        pl.col("month").dt.strftime("%b").str.to_uppercase().alias("Month (abbv)"),
        *named,
        pl.lit("").alias("Encounter Type"),
        pl.col("count").cast(pl.Float64).alias("Encounter Count"),
    )
    path = folder / RELEASE
    shown.write_csv(path)
    return path


def contestants(csv: Path) -> dict[str, list[str]]:
    """What is run: a name and a command for each."""
    found = {
        "bare python": [sys.executable, "-c", "pass"],
        "import polars, typer": [sys.executable, "-c", "import polars, typer"],
        "encounters summary": [sys.executable, "-m", "encounters", "summary", "--year", "2021"],
        "encounters summary -f csv": [sys.executable, "-m", "encounters", "summary", "--year", "2021", "-f", "csv"],
        "encounters --help": [sys.executable, "-m", "encounters", "--help"],
    }
    for name in ("pandas", "duckdb"):
        if not subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True, check=False).returncode:
            found[f"{name} script"] = [sys.executable, str(HERE / f"summary_{name}.py"), str(csv)]
    return found


def seconds(command: list[str], environ: dict[str, str]) -> float:
    """The time a command takes from start to end."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, env=environ)
    took = time.perf_counter() - start
    if "summary" in " ".join(command[1:]):
        plain = ANSWER.replace(",", "")
        assert ANSWER in done.stdout or plain in done.stdout, done.stdout
    return took


def measured(
    commands: dict[str, list[str]], rounds: int, cache: Path, tell: Callable[[str], None]
) -> dict[str, list[float]]:
    """The times of each, round by round, after one round that only warms up."""
    environ = os.environ | {"ENCOUNTERS_STORE": str(HERE / "there-is-no-store"), "PYTHONIOENCODING": "utf-8"}
    # As installed: compiled once. The round that warms up writes the bytecode, beside no one's sources.
    environ["PYTHONPYCACHEPREFIX"] = str(cache)
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    names = list(commands)
    times: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            took = seconds(commands[name], environ)
            if number:
                times[name].append(took)
        tell(f"\rround {number} of {rounds}")
    return times


def table(times: dict[str, list[float]], base: str) -> list[str]:
    """A line for each: median time, and the median of its ratio to the base within a round."""
    lines = [f"{'':27}{'median':>9}{'fastest':>9}   times '{base}'"]
    for name, own in times.items():
        ratio = statistics.median(mine / bare for mine, bare in zip(own, times[base], strict=True))
        lines.append(f"{name:27}{statistics.median(own) * 1000:7.0f}ms{min(own) * 1000:7.0f}ms{ratio:9.2f}")
    return lines


def tell(text: str) -> None:
    """Progress, on stderr."""
    print(text, end="", file=sys.stderr, flush=True)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = contestants(write_csv(Path(folder)))
        times = measured(commands, rounds, Path(folder) / "bytecode", tell)
    print(file=sys.stderr)
    print("\n".join(table(times, "import polars, typer")))
    print(f"aim: 'encounters summary' at most {AIM} times the bare imports")


if __name__ == "__main__":
    main()

"""How long `encounters check` takes for a file of 500 claims, beside a file of one of them.

    python benchmarks/claims.py [--claims N] [--rounds N]

Each round runs both once, the order changing from round to round, as whole programs: start, reading the file, checking,
printing. The ratio is taken within a round, and the median round is printed. The claims are of different figures,
months, components and groups, no two alike. They are timed twice: all of them right, as in a text that is kept in step
by CI, and all of them wrong by a few percent, where the near readings and vintages of each are searched.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

AIM = 3.0
FIGURES = {"total": "{:,.0f}", "share": "{:.2%}", "multiple": "{:.3f} times as many", "peak": "{:,.0f}"}
PERIODS = [f"{year}-{month:02}" for year in (2021, 2022, 2023) for month in range(1, 13)]
FILTERS = [{"component": "usbp"}, {"citizenship": "mexico"}, {"demographic": "single_adults"}, {"citizenship": "other"}]
WRONG = 1.0371


def claims(factor: float) -> Iterator[str]:
    """Claims as TOML tables that print a recomputed value times a factor."""
    from encounters.claims.keys import CLAIM_KEYS
    from encounters.figures.measure import measure_many
    from encounters.figures.question import Question
    from encounters.periods import Period
    from encounters.results import Selection, Value
    from encounters.store.holdings import open_store

    asked = list(itertools.product(FILTERS, PERIODS))
    chosen = [{name: CLAIM_KEYS[name].read(value) for name, value in filters.items()} for filters, _ in asked]
    questions = [
        Question(Selection(Period.parse(period)).choosing(**choices))
        for (_, period), choices in zip(asked, chosen, strict=True)
    ]
    for figure, printed in FIGURES.items():
        found = measure_many(open_store("no-store"), figure, questions)
        for (filters, period), value in zip(asked, found, strict=True):
            assert isinstance(value, Value), value
            keys = {"figure": figure, "period": period, **filters, "says": printed.format(value.value * factor)}
            lines = [f'{name} = "{text}"' for name, text in {"id": " ".join(keys.values()), **keys}.items()]
            yield "\n".join(["[[claim]]", *lines])


def write(folder: Path, every: list[str], count: int) -> Path:
    """A claims file with so many claims, spread over all that there are."""
    chosen = [every[place * len(every) // count] for place in range(count)]
    path = folder / f"claims-{count}.toml"
    path.write_text("\n\n".join(["schema = 1\n[report]\naccessed = 2025-01-01", *chosen]) + "\n", encoding="utf-8")
    return path


def seconds(path: Path) -> float:
    """One run of the program, its output thrown away."""
    command = [sys.executable, "-m", "encounters", "check", str(path), "--exit-zero", "-f", "json", "--quiet"]
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def compare(every: list[str], count: int, rounds: int, words: str) -> None:
    """Time a file of one claim and a file of many, and print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        one, many = (write(Path(name), every, size) for size in (1, count))
        found: list[dict[Path, float]] = []
        for number in range(rounds):
            order = (one, many) if number % 2 else (many, one)
            found.append({path: seconds(path) for path in order})
    single, several = (statistics.median(times[path] for times in found) for path in (one, many))
    ratio = statistics.median(times[many] / times[one] for times in found)
    print(f"{words}: 1 claim {single:.3f} s, {count} claims {several:.3f} s, ratio {ratio:.2f} (aim: under {AIM:g})")


def main() -> None:
    """Time claims that hold and claims that do not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for words, factor in (("right", 1.0), ("wrong", WRONG)):
        every = list(claims(factor))
        compare(every, min(asked.claims, len(every)), asked.rounds, words)


if __name__ == "__main__":
    main()

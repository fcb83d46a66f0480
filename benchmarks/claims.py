"""How much longer `encounters check` takes for 500 claims that are all wrong than for 500 that hold.

    python benchmarks/claims.py [--claims N ...] [--rounds N]

Each round runs a file of right claims and a file of wrong ones, the order changing from round to round, as whole
programs: start, reading the file, checking, printing. What is compared is processor time, user and system, and the
ratio is taken within a round. Both files are drawn by the same seed from figures, periods and filters, no two claims
alike; a wrong claim prints its number a few percent off, so that its vintages and near readings are all searched.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

AIM = 1.5
SEED = 20_220_614
FIGURES = {
    "total": "{:,.0f}",
    "monthly-average": "{:,.1f}",
    "daily-average": "{:,.2f}",
    "peak": "{:,.0f}",
    "share": "{:.2%}",
    "percent-change": "{:+.2%}",
    "multiple": "{:.3f} times as many",
}
MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023) for month in range(1, 13)]
PERIODS = [*MONTHS, "FY2021", "FY2022", "FY2023", "CY2021", "CY2022", "2021-01..2022-03", "2021-10..2022-05"]
FILTERS: list[dict[str, str]] = [
    {},
    {"component": "usbp"},
    {"citizenship": "mexico"},
    {"citizenship": "venezuela"},
    {"demographic": "single_adults"},
    {"demographic": "uac"},
    {"authority": "title_42"},
    {"area": "El Paso Sector"},
    {"component": "ofo", "citizenship": "other"},
]


def claims(count: int, wrong: bool) -> Iterator[str]:
    """Claims as TOML tables, each of the figure of a period and filters: as recomputed, or a few percent off."""
    from encounters.claims.keys import CLAIM_KEYS
    from encounters.figures.measure import measure_many
    from encounters.figures.question import Question
    from encounters.periods import Period
    from encounters.results import Selection, Value
    from encounters.store.holdings import open_store

    drawn, holdings = random.Random(SEED), open_store("no-store")
    every = list(itertools.product(FIGURES, PERIODS, FILTERS))
    drawn.shuffle(every)
    found = 0
    for figure, period, filters in every:
        chosen = {name: CLAIM_KEYS[name].read(value) for name, value in filters.items()}
        question = Question(Selection(Period.parse(period)).choosing(**chosen))
        value = measure_many(holdings, figure, [question])[0]
        off = 1 + drawn.choice((-1, 1)) * drawn.uniform(0.02, 0.09)
        if not isinstance(value, Value) or not value.value or (figure == "share" and not filters):
            continue
        printed = FIGURES[figure].format(value.value * (off if wrong else 1))
        keys = {"id": f"c{found}", "figure": figure, "period": period, **filters, "says": printed}
        yield "\n".join(["[[claim]]", *(f'{name} = "{text}"' for name, text in keys.items())])
        found += 1
        if found == count:
            return


def write(folder: Path, count: int, wrong: bool) -> Path:
    """A claims file with so many claims."""
    path = folder / f"{'wrong' if wrong else 'right'}-{count}.toml"
    head = "schema = 1\n[report]\naccessed = 2025-01-01"
    path.write_text("\n\n".join([head, *claims(count, wrong)]) + "\n", encoding="utf-8")
    return path


def seconds(path: Path) -> float:
    """The processor time of one run of the program, its output thrown away."""
    command = [sys.executable, "-m", "encounters", "check", str(path), "--exit-zero", "-f", "json", "--quiet"]
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def compare(count: int, rounds: int) -> None:
    """Time a file of right claims and one of wrong ones, and print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        right, wrong = (write(Path(name), count, which) for which in (False, True))
        found: list[dict[Path, float]] = []
        for number in range(rounds):
            order = (right, wrong) if number % 2 else (wrong, right)
            found.append({path: seconds(path) for path in order})
    held, not_held = (statistics.median(times[path] for times in found) for path in (right, wrong))
    ratio = statistics.median(times[wrong] / times[right] for times in found)
    aim = f" (aim: {AIM:g})" if count >= 500 else ""
    print(f"{count} claims: right {held:.2f} s, wrong {not_held:.2f} s, ratio {ratio:.2f}{aim}", flush=True)


def main() -> None:
    """Time claims that hold beside claims that do not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[1, 100, 500])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for count in asked.claims:
        compare(count, asked.rounds)


if __name__ == "__main__":
    main()

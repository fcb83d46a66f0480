"""How much longer `encounters check` takes for 500 claims that are all wrong than for 500 that hold.

Both files are drawn by the same seed from figures, periods and filters, no two claims alike; a wrong claim prints its
number a few percent off, so that its vintages and near readings are all searched.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from measuring import Cost, Found, Place, encounters, in_turn, middle, ratio

SIZES = {1: None, 100: None, 500: 1.5}
"""How many claims are checked, and the largest ratio asked for."""
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
    made = 0
    for figure, period, filters in every:
        chosen = {name: CLAIM_KEYS[name].read(value) for name, value in filters.items()}
        question = Question(Selection(Period.parse(period)).choosing(**chosen))
        value = measure_many(holdings, figure, [question])[0]
        off = 1 + drawn.choice((-1, 1)) * drawn.uniform(0.02, 0.09)
        if not isinstance(value, Value) or not value.value or (figure == "share" and not filters):
            continue
        printed = FIGURES[figure].format(value.value * (off if wrong else 1))
        keys = {"id": f"c{made}", "figure": figure, "period": period, **filters, "says": printed}
        yield "\n".join(["[[claim]]", *(f'{name} = "{text}"' for name, text in keys.items())])
        made += 1
        if made == count:
            return


def write(folder: Path, count: int, wrong: bool) -> Path:
    """A claims file with so many claims."""
    path = folder / f"{'wrong' if wrong else 'right'}-{count}.toml"
    head = "schema = 1\n[report]\naccessed = 2025-01-01"
    path.write_text("\n\n".join([head, *claims(count, wrong)]) + "\n", encoding="utf-8")
    return path


def found(place: Place, rounds: int) -> Iterator[Found]:
    """A line for each size; the aim is that of the largest."""
    for count, most in SIZES.items():
        files = [write(place.folder, count, which) for which in (False, True)]
        commands = [encounters("check", str(path), "--exit-zero", "-f", "json", "--quiet") for path in files]
        right, wrong, search = in_turn([*commands, encounters("find", "171840")], rounds)
        what = f"`check` of {count} wrong claims" if count > 1 else "`check` of a wrong claim"
        yield Found("3. claims", what, middle(wrong), ratio(wrong, right), "as many that hold", most)
        together = [Cost(one.seconds + other.seconds, 0) for one, other in zip(right, search, strict=True)]
        yield Found("3. claims", what, middle(wrong), ratio(wrong, together), "as many that hold, and one `find`")

"""Makes what tests/claims/frozen holds: seeded false claims (`claims`), and the verdicts on all frozen claims.

    python tests/claims/make_frozen.py claims     new false claims, from today's data
    python tests/claims/make_frozen.py            the verdicts again; read the difference before it is committed

`marked.csv` is the claims of six marked documents, typed in as claims; it is not made here.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from encounters.claims.check import bundled_report, check, load_report
from encounters.errors import EncountersError
from encounters.figures.measure import measure
from encounters.figures.question import ask
from encounters.names import choose
from encounters.periods import Month, Period
from encounters.results import Selection
from encounters.store.holdings import open_store

FROZEN = Path(__file__).parent / "frozen"
KEYS = ("id", "says", "figure", "period", "component", "area", "citizenship", "demographic", "authority", "as_of")
SIZE = 240
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"component": "usbp"},
    {"component": "ofo"},
    {"citizenship": "mexico"},
    {"citizenship": "venezuela"},
    {"citizenship": "other"},
    {"demographic": "single_adults"},
    {"demographic": "family_units"},
    {"authority": "title_42"},
    {"area": "El Paso Sector"},
    {"area": "Rio Grande Valley Sector", "component": "usbp"},
)
OTHER = {
    "usbp": "ofo",
    "ofo": "usbp",
    "mexico": "guatemala",
    "venezuela": "cuba",
    "other": "mexico",
    "single_adults": "family_units",
    "family_units": "single_adults",
    "title_42": "title_8",
    "El Paso Sector": "Del Rio Sector",
    "Rio Grande Valley Sector": "Tucson Sector",
}
STORE = open_store("no-such-store")


@dataclass(frozen=True)
class Made:
    """A question with its true number."""

    figure: str
    period: Period
    filters: dict[str, str]

    def number(self) -> float:
        """The figure today."""
        chosen = Selection(self.period).choosing(**{k: choose(k, [v]) for k, v in self.filters.items()})
        return float(measure(STORE, self.figure, ask(chosen)).value or 0)


def _questions(seed: random.Random) -> Iterator[Made]:
    while True:
        filters = seed.choice(FILTERS)
        first = Month(2019, 10) + seed.randrange(0, 54)
        length = seed.choice((1, 1, 1, 2, 6, 12))
        period = (
            Period.fiscal_year(seed.choice((2020, 2021, 2022, 2023, 2024)))
            if length == 12
            else Period(first, first + (length - 1))
        )
        if "area" in filters and period.first < Month(2021, 10):
            continue
        figure = "total" if length == 1 else seed.choice(("total", "total", "monthly-average", "daily-average"))
        yield Made(figure, period, dict(filters))


def _wrong(seed: random.Random, made: Made) -> tuple[str, float]:
    """A number that is not the figure's, and how it came about."""
    value, way = made.number(), seed.choice(("digit", "window", "filter", "wider", "year", "random"))
    if way == "filter" and made.filters:
        key = seed.choice(sorted(made.filters))
        return way, Made(made.figure, made.period, made.filters | {key: OTHER[made.filters[key]]}).number()
    if way == "wider" and made.filters:
        return way, Made(made.figure, made.period, {}).number()
    if way == "window":
        return way, Made(made.figure, made.period.shift(seed.choice((-1, 1))), made.filters).number()
    if way == "year":
        return way, Made(made.figure, made.period.shift(seed.choice((-12, 12))), made.filters).number()
    if way == "digit":
        text = list(f"{value:.0f}")
        place = seed.randrange(len(text) if len(text) < 3 else len(text) - 1)
        text[place] = seed.choice([digit for digit in "123456789" if digit != text[place]])
        return way, float("".join(text))
    return "random", value * seed.uniform(0.3, 3)


def _said(seed: random.Random, number: float) -> str:
    exact = f"{number:,.0f}"
    rounded = f"{float(f'{number:.3g}'):,.0f}"
    return seed.choice((exact, exact, exact, f"about {rounded}", f"nearly {rounded}", rounded))


def false_claims() -> Iterator[dict[str, str]]:
    """Claims whose number differs from the figure by a twentieth and more."""
    seed = random.Random(2026)
    count = 0
    for made in _questions(seed):
        try:
            value = made.number()
            way, number = _wrong(seed, made)
        except EncountersError:
            continue
        if value < 200 or number < 100 or abs(number - value) < 0.05 * max(value, number):
            continue
        count += 1
        as_of = (made.period.last.last_day + timedelta(days=25)).isoformat() if count % 2 else ""
        period = made.period.label() if made.figure == "total" and len(made.period) == 12 else str(made.period)
        said = {"id": f"{way}-{count}", "says": _said(seed, number), "figure": made.figure, "period": period}
        yield said | {"as_of": as_of} | made.filters
        if count == SIZE:
            return


def verdicts() -> Iterator[tuple[str, str, str, str]]:
    """Set, id, verdict and reasons of every frozen claim."""
    sets = {"report": bundled_report()} | {name: load_report(FROZEN / f"{name}.csv") for name in ("marked", "false")}
    for name, claims in sets.items():
        for one in check(STORE, claims).verdicts:
            yield name, one.id, str(one.word), " ".join(one.reasons)


def main() -> None:
    """Write the files asked for."""
    if sys.argv[1:] == ["claims"]:
        with (FROZEN / "false.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, KEYS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(false_claims())
    with (FROZEN / "verdicts.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([("set", "id", "verdict", "reasons"), *verdicts()])


if __name__ == "__main__":
    main()

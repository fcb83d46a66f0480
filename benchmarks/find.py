"""How fast `find` is, against a plain polars loop over a sample of the readings that it tries.

    python benchmarks/find.py [SAMPLE]

Both are asked the same: which sums and averages of every window, every selection with up to two filters and every
vintage give a number. The plain loop filters the rows and adds them up, one reading at a time, on frames that are in
memory already; what it takes for all readings is reckoned from the sample. `find` starts from the files each time.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

import polars as pl

from encounters.cbp.datasets import DATASETS
from encounters.results import Selection
from encounters.search.axes import all_axes, blocks
from encounters.search.bounds import BY_KIND
from encounters.search.find import Found, Limits, find
from encounters.search.space import Space, key_of
from encounters.store.holdings import Holdings, open_store
from encounters.store.selection import condition
from encounters.wording.kinds import Kind
from encounters.wording.written import parse

FIGURES = ("total", "monthly-average", "daily-average")
NUMBERS = ("171840", "234088", "12")
RUNS = 3


def best(number: str, figures: tuple[str, ...]) -> Found:
    """The quickest of some searches, each with holdings of its own, so that nothing is remembered."""
    searches = (find(open_store(), parse(number), Limits(figures)) for _ in range(RUNS))
    return min(searches, key=lambda found: found.seconds)


def sample(holdings: Holdings, size: int) -> Iterator[tuple[pl.DataFrame, list[pl.Expr], Selection]]:
    """Readings as `find` tries them, drawn at random: the rows of a vintage, the filters, the selection."""
    drawn = random.Random(171840)
    space = Space(holdings)
    tried = [block for block in blocks({}, 2, all_axes()) if space.vintages(key_of(block.need))]
    weights = [block.size for block in tried]
    while size:
        block = drawn.choices(tried, weights)[0]
        key = key_of(block.need)
        vintage = drawn.choice(space.vintages(key))
        first, last = sorted(drawn.choices(range(space.timeline.length), k=2))
        if vintage.answered[first, last]:
            dataset = DATASETS[key[0][int(vintage.main[first // 12])]]
            period = space.timeline.period(first, last - first + 1)
            selection = Selection(period, **block.choices(drawn.randrange(block.size)), as_of=vintage.day)
            yield holdings.rows(dataset.name, vintage.day), condition(selection, dataset), selection
            size -= 1


def plain_loop(readings: list[tuple[pl.DataFrame, list[pl.Expr], Selection]]) -> float:
    """Seconds that the plain loop takes a reading."""
    low, high = 171_835, 171_845
    started = time.perf_counter()
    for rows, filters, selection in readings:
        period = selection.period
        window = pl.col("month").is_between(period.first.first_day, period.last.first_day)
        total = rows.filter(window, *filters)["count"].sum()
        _ = [low <= value <= high for value in (total, total / len(period), total / period.days)]
    return (time.perf_counter() - started) / (len(readings) * len(FIGURES))


def main(size: int) -> None:
    """Print what each takes, and the ratio."""
    for name, figures in (("sums and averages", FIGURES), ("every figure of a count", BY_KIND[Kind.COUNT])):
        print(f"find, {name}, two filters, every window and vintage, best of {RUNS}:")
        for number in NUMBERS:
            found = best(number, figures)
            rate = found.tried / found.seconds
            print(f"  {number:>8}  {found.tried:>13,} readings  {found.seconds:6.2f} s  {rate:>13,.0f} a second")
            if (number, figures) == (NUMBERS[0], FIGURES):
                reference = found
    each = plain_loop(list(sample(open_store(), size)))
    print(f"plain polars loop over {size * len(FIGURES):,} of them: {1 / each:,.0f} a second")
    print(f"  for all it would take {each * reference.tried / 3600:,.1f} hours")
    print(f"ratio: {each * reference.tried / reference.seconds:,.0f} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)

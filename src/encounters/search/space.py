"""All vintages of the selections that the same datasets can answer, as running totals ready to be searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from encounters.cbp.datasets import DATASETS, Dataset
from encounters.results import Release
from encounters.search.axes import Block
from encounters.search.cube import Coded
from encounters.search.timeline import NONE, Bools, Ints, Timeline, answered, main_dataset, parts
from encounters.store.coverage import Need
from encounters.store.holdings import Holdings

Key = tuple[tuple[str, ...], frozenset[str]]
"""What decides which rows answer: the datasets that can, in order of preference, and the regions they must have."""


def key_of(*needs: Need) -> Key:
    """The key of selections that are to be answered by one dataset."""
    dimensions = frozenset[str]().union(*(need.dimensions for need in needs))
    regions = frozenset[str]().union(*(need.regions for need in needs))
    joint = Need(dimensions, any(need.countries for need in needs), regions, None)
    return tuple(name for name, dataset in DATASETS.items() if joint.met_by(dataset)), regions


@dataclass(frozen=True)
class Vintage:
    """What was on hand from a day on: which dataset answers in each fiscal year, and which windows are answered."""

    day: date
    releases: dict[str, list[Release | None]]
    main: Ints
    answered: Bools
    last: int

    def same(self, other: Vintage) -> bool:
        """Whether the same releases answer in the same months."""
        return list(self.answering()) == list(other.answering())

    def answering(self) -> Iterator[str | None]:
        """The sha256 of the release that answers in each month."""
        names = list(self.releases)
        for place in range(12 * len(self.main)):
            dataset = int(self.main[place // 12])
            release = self.releases[names[dataset]][place] if dataset > NONE else None
            yield release.sha256 if release else None


@dataclass(frozen=True)
class Cube:
    """One vintage of a table: for each selection, the running total before each month and at the end."""

    vintage: Vintage
    totals: Ints

    def sums(self, first: Ints, length: Ints | int, column: Ints) -> Ints:
        """The sums of windows of selections."""
        found: Ints = self.totals[first + length, column] - self.totals[first, column]
        return found

    def has(self, first: Ints, length: Ints | int) -> Bools:
        """Whether windows lie within the vintage."""
        inside = first >= 0
        found: Bools = self.vintage.answered[np.where(inside, first, 0), np.where(inside, first + length - 1, 0)]
        return inside & found


@dataclass
class Table:
    """Selections with the same key: their blocks side by side, and every vintage, oldest first."""

    key: Key
    blocks: tuple[Block, ...]
    starts: dict[Block, int]
    telling: Bools
    cubes: list[Cube] = field(default_factory=list)

    def locate(self, column: int) -> tuple[Block, int]:
        """The block of a column, and the selection's place in it."""
        block = next(block for block in reversed(self.blocks) if self.starts[block] <= column)
        return block, column - self.starts[block]


class Space:
    """What is on hand, read once for all searches of the same holdings up to a date."""

    def __init__(self, holdings: Holdings, as_of: date | None = None) -> None:
        self.holdings, self.as_of = holdings, as_of
        known = [one for one in holdings.releases if as_of is None or one.published.day <= as_of]
        self.days = sorted({release.published.day for release in known})
        self.timeline = Timeline.around(month for release in known for month in release.months)
        self.day_totals = self.timeline.day_totals()
        self._releases = known
        self._coded: dict[int, Coded] = {}
        self._small: dict[tuple[int, Block], tuple[Ints, Bools]] = {}
        self._vintages: dict[Key, list[Vintage]] = {}

    def table(self, key: Key, blocks: Iterable[Block], earlier: bool = True) -> Table:
        """The counts of blocks that have a key, in every vintage or in the newest only."""
        chosen = tuple(dict.fromkeys(blocks))
        ends = np.cumsum([0, *(block.size for block in chosen)])
        starts = {block: int(start) for block, start in zip(chosen, ends, strict=False)}
        table = Table(key, chosen, starts, np.zeros(int(ends[-1]), np.bool_))
        vintages = self.vintages(key)
        for vintage in vintages if earlier else vintages[-1:]:
            table.cubes.append(self._cube(table, vintage))
        return table

    def vintages(self, key: Key) -> list[Vintage]:
        """Every vintage in which another release answers than in the one before, oldest first."""
        if key not in self._vintages:
            datasets, regions = key
            found: list[Vintage] = []
            own = {one.published.day for one in self._releases if one.dataset in datasets}
            for day in (day for day in self.days if day in own):
                vintage = self._vintage([DATASETS[name] for name in datasets], regions, day)
                if vintage.last > NONE and not (found and vintage.same(found[-1])):
                    found.append(vintage)
            self._vintages[key] = found
        return self._vintages[key]

    def _vintage(self, datasets: Sequence[Dataset], regions: frozenset[str], day: date) -> Vintage:
        line = self.timeline
        published = np.full((len(datasets), line.length), NONE, np.int64)
        releases: dict[str, list[Release | None]] = {}
        for row, dataset in enumerate(datasets):
            kept: list[Release | None] = [None] * line.length
            for month, release in self.holdings.vintage(dataset.name, day).items():
                if regions <= set(release.regions):
                    published[row, line.place(month)] = release.published.day.toordinal()
                    kept[line.place(month)] = release
            releases[dataset.name] = kept
        chosen = parts(published, line.closed())
        main = main_dataset(chosen)
        windows = answered(chosen, main)
        covered = np.flatnonzero(np.diagonal(windows))
        return Vintage(day, releases, main, windows, int(covered[-1]) if len(covered) else NONE)

    def _cube(self, table: Table, vintage: Vintage) -> Cube:
        line, width = self.timeline, len(table.telling)
        months = np.zeros((line.length, width), np.int64)
        for row, name in enumerate(table.key[0]):
            mine = np.repeat(vintage.main == row, 12) & np.array([one is not None for one in vintage.releases[name]])
            if mine.any():
                for block, start in table.starts.items():
                    counts, telling = self._counts(DATASETS[name], vintage.day, block)
                    months[mine, start : start + block.size] = counts[mine]
                    table.telling[start : start + block.size] |= telling
        totals = np.zeros((line.length + 1, width), np.int64)
        np.cumsum(months, axis=0, out=totals[1:])
        return Cube(vintage, totals if totals[-1].max(initial=0) >= 2**30 else totals.astype(np.int32))

    def _counts(self, dataset: Dataset, day: date, block: Block) -> tuple[Ints, Bools]:
        rows = self.holdings.rows(dataset.name, day)
        if id(rows) not in self._coded:
            self._coded[id(rows)] = Coded.of(dataset, rows, self.timeline)
        key = (id(rows), block)
        found = self._small.get(key) or self._coded[id(rows)].selections(block, self.timeline)
        if block.size <= SMALL:
            self._small[key] = found
        return found


SMALL = 1024
"""Blocks up to this size are remembered: the searches near many claims of a report ask for the same ones."""

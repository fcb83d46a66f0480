"""The selections that are tried, as blocks: filters that all of a block have, and axes along which they differ.

A block of two axes with 2 and 4 choices stands for 8 selections. Citizenship is two axes, because the five groups
and the named countries are two schemes, and more datasets have the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import combinations
from math import prod

import numpy as np
from msgspec import Struct

from encounters.cbp.datasets import DATASETS
from encounters.names import ALL, CATEGORIES, COUNTRIES, DIMENSIONS, FIVE_GROUPS, GROUPS, NAMED_GROUPS, Choice
from encounters.results import SOUTHWEST
from encounters.search import prior
from encounters.search.timeline import Ints
from encounters.store.coverage import Need, kept_in, regions_wanted

REGIONS = {SOUTHWEST: 0, ALL: 0, Choice(("northern",)): 1, Choice(("other",)): 1, Choice(("southwest",), True): 1}
"""The regions tried, and how many filters each counts as: none for the program's default and for all borders."""

NORTHERN_CENTRAL_AMERICA = Choice(GROUPS["citizenship"]["northern_central_america"])


class Axis(Struct, frozen=True, eq=False, dict=True):
    """A dimension and the choices tried in it."""

    dimension: str
    choices: tuple[Choice, ...]

    @cached_property
    def bits(self) -> Ints:
        """The bits of each choice."""
        return np.array([prior.choice_bits(self.dimension, choice) for choice in self.choices], np.int64)


@cache
def all_axes(kept: tuple[tuple[str, str], ...] = ()) -> tuple[Axis, ...]:
    """Every axis. `kept` are dimensions and labels on hand beside the known categories."""
    groups = [*_each(FIVE_GROUPS), NORTHERN_CENTRAL_AMERICA]
    countries = [code for code in COUNTRIES if code not in NAMED_GROUPS]
    return (
        # One axis each: which releases answer depends on the label.
        *(Axis(dimension, _each([label])) for dimension, label in kept),
        Axis("component", _each(CATEGORIES["component"])),
        Axis("authority", _each(CATEGORIES["authority"])),
        Axis("demographic", _with_complements(_each(CATEGORIES["demographic"]))),
        Axis("citizenship", _with_complements(groups)),
        Axis("citizenship", _with_complements(_each(countries))),
        Axis("area", _each(CATEGORIES["area"])),
        Axis("state", _each(CATEGORIES["state"])),
    )


def _each(codes: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice((code,)) for code in codes)


def _with_complements(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    kept = tuple(choices)
    return (*kept, *(Choice(choice.codes, True) for choice in kept))


class Block(Struct, frozen=True, dict=True):
    """Selections with `base` in common, the region always among it, one for each combination of the axes' choices."""

    base: tuple[tuple[str, Choice], ...]
    axes: tuple[Axis, ...] = ()

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The number of choices along each axis."""
        return tuple(len(axis.choices) for axis in self.axes)

    @cached_property
    def size(self) -> int:
        """The number of selections."""
        return prod(self.shape)

    @cached_property
    def filters(self) -> dict[str, Choice]:
        """The choices in common."""
        return dict(self.base)

    @cached_property
    def need(self) -> Need:
        """What a dataset must have to answer any of the selections."""
        base = {name: choice for name, choice in self.base if choice}
        dimensions = {*base, *(axis.dimension for axis in self.axes)} - {"region"}
        citizens = [base.get("citizenship", ALL), *(choice for axis in self.axes for choice in axis.choices)]
        countries = {code for choice in citizens for code in choice.codes} & (set(COUNTRIES) - set(NAMED_GROUPS))
        regions = frozenset(regions_wanted(self.filters["region"]))
        filters = [*base.items(), *((axis.dimension, choice) for axis in self.axes for choice in axis.choices)]
        return Need(frozenset(dimensions), bool(countries), regions, None, kept=frozenset(kept_in(filters)))

    def choices(self, index: int) -> dict[str, Choice]:
        """The choices of one selection, all that narrow it."""
        places = np.unravel_index(index, self.shape)
        chosen = {axis.dimension: axis.choices[int(place)] for axis, place in zip(self.axes, places, strict=True)}
        return self.filters | chosen

    def fewest(self, free: Iterable[str]) -> int:
        """The bits of the simplest selection; those of each are `bits`."""
        common = sum(prior.choice_bits(*one) for one in self.base if one[0] not in free)
        return common + sum(int(axis.bits.min()) for axis in self.axes)

    def bits(self, free: Iterable[str] = ()) -> Ints:
        """The bits of each selection; choices in the dimensions `free` were asked for and take none."""
        asked = set(free)
        total = np.full(self.shape, sum(prior.choice_bits(*one) for one in self.base if one[0] not in asked), np.int64)
        for place, axis in enumerate(self.axes):
            shape = [-1 if other == place else 1 for other in range(len(self.axes))]
            total = total + axis.bits.reshape(shape)
        return total.reshape(-1)


def block(filters: Mapping[str, Choice], axes: Iterable[Axis] = ()) -> Block:
    """A block of these filters and axes; the region is the southwest unless it is among the filters."""
    chosen = {"region": SOUTHWEST, **filters}
    base = tuple((name, chosen[name]) for name in DIMENSIONS if name in chosen and (chosen[name] or name == "region"))
    return Block(base, tuple(axes))


def blocks(fixed: Mapping[str, Choice], max_filters: int, axes: tuple[Axis, ...]) -> Iterator[Block]:
    """The blocks of all selections with the fixed choices and at most so many further filters."""
    regions = {fixed["region"]: 0} if "region" in fixed else REGIONS
    free = [axis for axis in axes if axis.dimension not in fixed]
    for region, counts in regions.items():
        for many in range(max_filters - counts + 1):
            for chosen in combinations(free, many):
                made = block({**fixed, "region": region}, chosen)
                dimensions = {axis.dimension for axis in chosen}
                if len(dimensions) == many and any(made.need.met_by(one) for one in DATASETS.values()):
                    yield made


def variations(filters: Mapping[str, Choice], axes: tuple[Axis, ...]) -> Iterator[Block]:
    """The blocks of a selection and of those that differ from it in one dimension, a filter less, more or another, and
    those that leave two filters out."""
    yield block(filters)
    for region in REGIONS:
        if region != filters.get("region", SOUTHWEST):
            yield block({**filters, "region": region})
    for axis in axes:
        others = {name: choice for name, choice in filters.items() if name != axis.dimension}
        if axis.dimension in filters or axis.dimension in NEAR:
            yield block(others, (axis,))
        if axis.dimension in filters:
            yield block(others)
    named = [name for name, choice in filters.items() if choice != ALL]
    for omitted in combinations(named, 2):
        kept = {name: choice for name, choice in filters.items() if name not in omitted}
        yield block({**kept, "region": ALL if "region" in omitted else filters.get("region", SOUTHWEST)})


NEAR = ("component", "authority", "demographic")
"""The dimensions in which a filter is tried that a claim does not have."""

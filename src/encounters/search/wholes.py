"""The wholes that the selections of a block are tried as shares of.

A whole has one or more of the part's filters less, or a wider citizenship that holds the part's (Ecuador in `other`),
or all borders instead of one region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

import numpy as np
from msgspec import Struct

from encounters.names import ALL, COUNTRIES, DIMENSIONS, NAMED_GROUPS, Choice
from encounters.search import prior
from encounters.search.axes import NORTHERN_CENTRAL_AMERICA, Axis, Block, block
from encounters.search.timeline import Ints

WIDER = (Choice(("other",)), Choice(("mexico",), True), NORTHERN_CENTRAL_AMERICA)


class Parts(Struct, frozen=True):
    """Some selections of a block, each with the selection of another block that is its whole."""

    block: Block
    part: Ints
    whole_block: Block
    whole: Ints
    bits: int


def wholes(part: Block) -> Iterator[Parts]:
    """Every whole tried for the selections of a block."""
    every = np.arange(part.size)
    narrowing: list[str | Axis] = [*(name for name in part.filters if name != "region"), *part.axes]
    for many in range(1, len(narrowing) + 1):
        for dropped in combinations(narrowing, many):
            whole = block(
                {name: choice for name, choice in part.filters.items() if name not in dropped},
                [axis for axis in part.axes if axis not in dropped],
            )
            bits = 0 if many == len(narrowing) else prior.WHOLE_NARROWED
            yield Parts(part, every, whole, _without(part, every, dropped), bits)
    yield from _wider_citizenship(part, every)
    if part.filters["region"] != ALL:
        yield Parts(part, every, block({**part.filters, "region": ALL}, part.axes), every, prior.NATIONWIDE)


def follows(parts: Parts, own: Mapping[str, Choice], whole: Mapping[str, Choice]) -> bool:
    """Whether wholes are to their parts as one whole is to its own: where those two agree, so do these, and where they
    differ, these have the whole's."""
    for name in DIMENSIONS:
        sides = [_side(block, name) for block in (parts.block, parts.whole_block)]
        wanted = sides[0] if own.get(name, ALL) == whole.get(name, ALL) else whole.get(name, ALL)
        if sides[1] != wanted:
            return False
    return True


def _side(block: Block, name: str) -> Choice | Axis:
    """The axis or the common choice that a block has in a dimension."""
    return next((axis for axis in block.axes if axis.dimension == name), block.filters.get(name, ALL))


def _wider_citizenship(part: Block, every: Ints) -> Iterator[Parts]:
    axis = next((axis for axis in part.axes if axis.dimension == "citizenship"), None)
    own = part.filters.get("citizenship", ALL)
    for wider in WIDER:
        whole = block({**part.filters, "citizenship": wider}, [one for one in part.axes if one is not axis])
        if axis is not None:
            holds = np.array([_inside(choice, wider) for choice in axis.choices])
            kept = every[holds[np.unravel_index(every, part.shape)[part.axes.index(axis)]]]
            yield Parts(part, kept, whole, _without(part, kept, (axis,)), prior.WHOLE_WIDER)
        elif own and _inside(own, wider):
            yield Parts(part, every, whole, every, prior.WHOLE_WIDER)


def _without(part: Block, places: Ints, dropped: tuple[str | Axis, ...]) -> Ints:
    """Where selections stand in the block that lacks some of the axes."""
    if not part.axes:
        return np.zeros_like(places)
    kept = [place for place, axis in enumerate(part.axes) if axis not in dropped]
    if not kept:
        return np.zeros_like(places)
    along = np.unravel_index(places, part.shape)
    shape = tuple(part.shape[place] for place in kept)
    return np.ravel_multi_index(tuple(along[place] for place in kept), shape).astype(np.int64)


@cache
def _inside(part: Choice, whole: Choice) -> bool:
    """Whether one choice of citizenships is a true part of another."""
    return _countries(part) < _countries(whole)


def _countries(choice: Choice) -> frozenset[str]:
    named = {code for code in choice.codes if code != "other"}
    if "other" in choice.codes:
        named |= set(COUNTRIES) - set(NAMED_GROUPS)
    return frozenset(set(COUNTRIES) - named if choice.excluded else named)
